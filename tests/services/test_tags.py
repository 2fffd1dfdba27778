"""Tags: the reviewer's own words on events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import RuleBroken
from app.domain.text import text_from
from app.services import chronology, event_rows, exchange, tags
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


@pytest.fixture
def ids(act: Act) -> list[str]:
    return [act(chronology.add_event, what=text_from(what)) for what in ("One", "Two", "Three")]


def named(file: ReviewFile) -> list[tuple[str, int]]:
    with file.session() as session:
        return [(row.name, row.events) for row in tags.listed(session)]


def of(file: ReviewFile, event_id: str) -> tuple[str, ...]:
    with file.session() as session:
        return tags.of_events(session).get(event_id, ())


def test_a_tag_stands_on_many_events_once(act: Act, ids: list[str], review_file: ReviewFile) -> None:
    act(tags.put_on, ids[:2], "  bruising ")
    act(tags.put_on, ids, "Bruising")
    assert named(review_file) == [("bruising", 3)]
    with review_file.session() as session:
        assert {row.tags for row in event_rows.rows(session)} == {("bruising",)}
        assert tags.of_event(session, ids[0]) == ("bruising",)
    act(chronology.bin_events, ids[2:])
    assert named(review_file) == [("bruising", 2)]


def test_a_tag_is_taken_off_some(act: Act, ids: list[str], review_file: ReviewFile) -> None:
    act(tags.put_on, ids, "bruising")
    act(tags.take_off, ids[:1], "BRUISING")
    act(tags.take_off, ids, "never heard of")
    assert [of(review_file, each) for each in ids] == [(), ("bruising",), ("bruising",)]


def test_an_event_is_given_just_these(act: Act, ids: list[str], review_file: ReviewFile) -> None:
    act(tags.set_of, ids[0], ["b", "a", " "])
    act(tags.set_of, ids[0], ["B", "c"])
    assert of(review_file, ids[0]) == ("b", "c")
    assert named(review_file) == [("a", 0), ("b", 1), ("c", 1)]


def test_a_tag_is_renamed_in_one_place_and_joins_one_of_that_name(act: Act, ids: list[str], review_file: ReviewFile) -> None:
    act(tags.put_on, ids[:2], "bruise")
    act(tags.put_on, ids[1:], "weight")
    with review_file.session() as session:
        bruise, weight = (row.id for row in tags.listed(session))
    act(tags.rename, bruise, "Bruise")
    assert of(review_file, ids[0]) == ("Bruise",)
    act(tags.rename, bruise, "Weight")
    assert named(review_file) == [("weight", 3)]
    act(tags.remove, weight)
    assert named(review_file) == []
    assert of(review_file, ids[1]) == ()


@pytest.mark.parametrize("name", ["", " , "])
def test_a_tag_needs_a_word(act: Act, ids: list[str], name: str) -> None:
    with pytest.raises(RuleBroken, match="tag_without_words"):
        act(tags.put_on, ids, name)


def test_events_must_be_there(act: Act) -> None:
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(tags.put_on, ["0" * 32], "bruising")


def test_tags_leave_with_exported_data(act: Act, ids: list[str], review_file: ReviewFile) -> None:
    act(tags.put_on, ids, "bruising")
    with review_file.session() as session:
        tables = exchange.export_data(session)["tables"]
    assert [row["name"] for row in tables["tag"]] == ["bruising"]
    assert {row["event_id"] for row in tables["event_tag"]} == set(ids)


def test_many_are_set_aside_and_say_where_they_are_recorded(act: Act, ids: list[str], review_file: ReviewFile) -> None:
    act(chronology.set_aside, ids[:2], " outside the period ")
    act(chronology.set_sources, ids[1:], "Case file")
    with review_file.session() as session:
        rows = {row.id: row for row in event_rows.rows(session)}
    assert [rows[each].set_aside for each in ids] == ["outside the period", "outside the period", ""]
    assert [rows[each].source_words for each in ids] == ["", "Case file", "Case file"]
