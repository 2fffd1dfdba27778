"""What a review holds leaves as JSON and comes back as an equal review; the format is described."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.practice import make_practice_review
from app.domain.catalogue import message_for
from app.domain.errors import ImportProblem
from app.domain.resources import resource_path
from app.domain.text import Reference, text_from
from app.models import Base
from app.services import chronology, exchange, people, review
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork

Act = Callable[..., Any]


@pytest.fixture
def data(act: Act, review_file: ReviewFile) -> dict[str, Any]:
    act(review.start, "Orchard", "scr", ("Episodes", "Aside"))
    person = act(people.add, PersonFields("Anne Oke"))
    act(people.set_pseudonym, person, "report", "Aunt")
    event = act(chronology.add_event, when="?22 May 2011", what=text_from("x rang"))
    act(chronology.set_what, event, text_from("x rang").with_reference(0, 1, Reference("person", person, "AO")))
    with review_file.session() as session:
        return exchange.export_data(session)


def test_an_equal_review_comes_back(data: dict[str, Any], tmp_path: Path) -> None:
    there = json.loads(json.dumps(data))
    with ReviewFile.create(tmp_path / "back.casement", "eleven brown hens at dawn") as file:
        with UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow:
            exchange.read_back(uow, there)
            uow.commit()
        with file.session() as session:
            assert exchange.export_data(session) == data
        assert file.check().sound


def broken(data: dict[str, Any], how: str) -> object:
    if how == "a list":
        return [data]
    if how == "another file":
        return {"tables": data["tables"]}
    if how == "no tables":
        return {"casement": 1}
    if how == "newer":
        return {**data, "casement": 2}
    tables = dict(data["tables"])
    if how == "table missing":
        del tables["event"]
    elif how == "column missing":
        tables["event"] = [{key: value for key, value in row.items() if key != "what_json"} for row in tables["event"]]
    elif how == "row is no row":
        tables["event"] = ["a row"]
    else:
        column, value = how.split("=")
        tables["event"] = [{**row, column: value} for row in tables["event"]]
    return {**data, "tables": tables}


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ("a list", "not_exported_data"),
        ("another file", "not_exported_data"),
        ("no tables", "not_exported_data"),
        ("newer", "exported_data_too_new"),
        ("table missing", "exported_data_damaged"),
        ("column missing", "exported_data_damaged"),
        ("row is no row", "exported_data_damaged"),
        ("what_json={", "exported_data_field"),
        ('what_json={"p":[]}', "exported_data_field"),
        ("when_earliest=soon", "exported_data_field"),
        ("when_kind=odd", "exported_data_field"),
        ("when_precision=odd", "exported_data_field"),
    ],
)
def test_what_is_not_exported_data_is_refused(data: dict[str, Any], act: Act, how: str, key: str) -> None:
    with pytest.raises(ImportProblem, match=key):
        act(exchange.read_back, broken(data, how))


def test_every_table_and_column_is_described() -> None:
    words = resource_path("exported-data.md").read_text(encoding="utf-8")
    sections = dict(part.split("\n", 1) for part in words.split("\n### ")[1:])
    tables = {table.name: table for table in Base.metadata.sorted_tables if table.name not in exchange.LEFT_OUT}
    assert {name.strip("`") for name in sections} == set(tables)
    for name, table in tables.items():
        said = {line.split("`")[1] for line in sections[f"`{name}`"].splitlines() if line.startswith("- `")}
        assert said == {column_said(table, column) for column in list(table.c.keys()) if column != "id"}, name


def column_said(table: Any, column: str) -> str:
    """Texts and dates are described once, not by each of their columns."""
    for ends, form in (
        (("_json", "_plain"), "*_json"),
        (("_kind", "_precision", "_earliest", "_latest", "_text"), "*_earliest"),
    ):
        for end in ends:
            base = column.removesuffix(end)
            if column.endswith(end) and form.replace("*", base) in table.c:
                return base
    return column


def test_rows_that_can_not_stand_side_by_side_are_refused(data: dict[str, Any], tmp_path: Path) -> None:
    data["tables"]["event"] *= 2
    with (
        ReviewFile.create(tmp_path / "twice.casement", "eleven brown hens at dawn") as file,
        pytest.raises(ImportProblem, match="exported_data_damaged"),
        UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow,
    ):
        exchange.read_back(uow, data)


LONE = "\ud800"
IN_JSON = json.dumps({"p": [{"i": "a" * 32, "r": [{"t": LONE}]}]})
"""Half a character behind JSON's own way to write it."""


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("person", "kind", "ghost"),
        ("participation", "part", "audience"),
        ("contributory_factor", "level", "cosmic"),
        ("contributory_factor", "effect", "worsens"),
        ("contributory_factor", "weight", 7),
        ("finding", "status", "forgotten"),
        ("conversation", "status", "lost"),
        ("conversation_part", "part", "spy"),
        ("meeting", "kind", "party"),
        ("event", "source_words", LONE),
        ("event", "source_words", 3),
        ("event", "source_words", None),
        ("event", "source_words", ["a"]),
        ("event", "day_order", "first"),
        ("event", "day_order", True),
        ("event", "day_order", 2**64),
        ("event", "in_skeleton", 1),
        ("event", "what_json", IN_JSON),
        ("entry", "cells", '[["When", "\\ud800"]]'),
        ("entry", "cells", '["When"]'),
        ("entry", "cells", '[["When", 3]]'),
        ("source_document", "plan", "{"),
        ("source_document", "plan", '["\\ud800"]'),
        ("review", "period_from", "May 2010"),
        ("review", "title", f"The {LONE} review"),
    ],
)
def test_what_can_not_stand_in_a_field_is_refused_by_record_and_field(
    full: dict[str, Any], act: Act, table: str, field: str, value: object
) -> None:
    rows = full["tables"][table]
    rows[-1] = {**rows[-1], field: value}
    with pytest.raises(ImportProblem) as refused:
        act(exchange.read_back, full)
    said = message_for(refused.value).says
    assert refused.value.key == "exported_data_field"
    for words in (f"“{table.replace('_', ' ')}”", f"record {len(rows)} ", f"“{field}”"):
        assert words in said


@pytest.mark.parametrize("how_many", [0, 2])
def test_data_without_its_one_review_is_refused(data: dict[str, Any], act: Act, how_many: int) -> None:
    data["tables"]["review"] = data["tables"]["review"] * how_many
    with pytest.raises(ImportProblem, match="exported_data_no_review"):
        act(exchange.read_back, data)


def test_the_practice_review_leaves_and_comes_back(full: dict[str, Any], tmp_path: Path) -> None:
    with ReviewFile.create(tmp_path / "back.casement", "eleven brown hens at dawn") as file:
        with UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow:
            exchange.read_back(uow, full)
            uow.commit()
        with file.session() as session:
            assert exchange.export_data(session) == full


@pytest.fixture(scope="module")
def practice_data(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything the practice review holds, as exported."""
    path = tmp_path_factory.mktemp("practice") / "Practice.casement"
    with make_practice_review(path, "eleven brown hens at dawn") as file, file.session() as session:
        return json.dumps(exchange.export_data(session))


@pytest.fixture
def full(practice_data: str) -> dict[str, Any]:
    return json.loads(practice_data)
