"""Whole rows by the driver itself: what is written is read back as it was, in chunks too, and never anything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.models import Lane, Person
from app.storage import rows
from app.storage.review_file import ReviewFile

LANE: Any = Lane.__table__
PERSON: Any = Person.__table__


@pytest.fixture
def connection(review: ReviewFile) -> Iterator[Connection]:
    """A transaction over a review with three lanes, taken back in the end."""
    with review.engine.connect() as connection:
        yield connection
        connection.rollback()


def lane(number: int, **named: object) -> dict[str, object]:
    return {"id": f"{number:032d}", "title": f"Lane {number}", "position": number, "in_report": True, **named}


def read(connection: Connection, *numbers: int) -> dict[str, Any]:
    return dict(rows.read_images(connection, LANE, [f"{number:032d}" for number in numbers]))


def test_rows_are_inserted_and_read_back_as_they_were(connection: Connection) -> None:
    made = [lane(1, title="O'Brien – “café”"), lane(2, in_report=False), lane(3, position=-(2**40))]
    rows.insert(connection, LANE, made)
    assert list(read(connection, 1, 2, 3).values()) == made
    assert read(connection, 2)[f"{2:032d}"]["in_report"] is False
    assert rows.read_image(connection, LANE, f"{1:032d}") == made[0]


def test_a_row_that_is_not_there_is_not_read(connection: Connection) -> None:
    rows.insert(connection, LANE, [lane(1)])
    assert rows.read_image(connection, LANE, f"{9:032d}") is None
    assert set(read(connection, 1, 9)) == {f"{1:032d}"}
    assert read(connection) == {}


def test_more_rows_than_a_statement_can_ask_for_are_read_in_chunks(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "CHUNK", 3)
    numbers = range(1, 8)
    rows.insert(connection, LANE, [lane(number) for number in numbers])
    assert [len(some) for some in rows.chunks([str(number) for number in numbers])] == [3, 3, 1]
    assert list(rows.chunks([])) == []
    assert set(read(connection, *numbers)) == {f"{number:032d}" for number in numbers}


def test_a_row_is_made_another_and_its_neighbour_is_left(connection: Connection) -> None:
    rows.insert(connection, LANE, [lane(1), lane(2)])
    changed = lane(1, title="Set aside", in_report=False, position=7)
    rows.update(connection, LANE, [changed])
    assert list(read(connection, 1, 2).values()) == [changed, lane(2)]


def test_rows_are_deleted_by_id_alone(connection: Connection) -> None:
    rows.insert(connection, LANE, [lane(1), lane(2), lane(3)])
    rows.delete(connection, LANE, [f"{1:032d}", f"{3:032d}", f"{9:032d}"])
    assert set(read(connection, 1, 2, 3)) == {f"{2:032d}"}


def test_nothing_to_do_does_nothing(connection: Connection) -> None:
    before = rows.driver(connection).total_changes
    rows.insert(connection, LANE, [])
    rows.update(connection, LANE, [])
    rows.delete(connection, LANE, [])
    assert rows.driver(connection).total_changes == before


def test_an_empty_cell_stays_empty_and_a_truth_is_one(connection: Connection) -> None:
    columns = {column.name: None if column.nullable else column.type.python_type() for column in PERSON.c}
    rows.insert(connection, PERSON, [{**columns, "id": "a" * 32, "name": "Anne Oke", "is_subject": True}])
    image = rows.read_image(connection, PERSON, "a" * 32)
    assert image is not None
    assert (image["agency_id"], image["is_subject"], image["single_holder"]) == (None, True, False)


def test_what_the_tables_forbid_is_refused(connection: Connection) -> None:
    rows.insert(connection, LANE, [lane(1)])
    with pytest.raises(IntegrityError) as refused:
        rows.insert(connection, LANE, [lane(1, title="A name of somebody")])
    assert "A name of somebody" not in str(refused.value)
