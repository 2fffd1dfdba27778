"""Taking a return in, over a real encrypted file: rows, entries, events, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.catalogue import message_for
from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.errors import RuleBroken
from app.domain.return_plans import ColumnRole, propose_plan
from app.domain.return_rows import SetAside, Taken, read_table
from app.domain.returns import Cell, ParsedRow, ParsedTable, remark
from app.domain.text import text_from
from app.models import Entry, Event, SourceDocument
from app.services import chronology, event_rows, imports, people
from app.services.imports import Incoming, IncomingReturn, IncomingTable
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]
CONTEXT = DateContext(date(2026, 1, 1))
CELLS = (
    ("Date", "Event", "Record", "Action taken", "Ref"),
    ("03/05/2010", "Seen at home", "Case record", "Referred on", "77"),
    ("", "", "", "", ""),
    ("31/02/2010", "Not brought to clinic", "", "", ""),
    ("03/05/2010", "Telephone call", "", "", "78"),
)


def table() -> ParsedTable:
    rows = [ParsedRow(f"row {number}", tuple(Cell(text) for text in texts)) for number, texts in enumerate(CELLS, 1)]
    rows[1] = replace(rows[1], remarks=(remark("hidden-row"),))
    return ParsedTable("Sheet1", tuple(rows))


def incoming(sha256: str = "a" * 64, **wanted: Any) -> IncomingReturn:
    plan = propose_plan(table())
    rows = tuple(Incoming(row) for row in read_table(table(), plan, CONTEXT))
    given = {"agency_id": "", "new_agency": "Health visiting", "file_name": "hv.xlsx", "sha256": sha256}
    return IncomingReturn(**{**given, "tables": (IncomingTable("Sheet1", plan, rows),), **wanted})


def counted(*rows: tuple[str, str, str]) -> IncomingReturn:
    """A return that numbers its rows as Chronolator does."""
    made = enumerate((("Seq", "Start Date", "Event"), *rows), 1)
    parsed = ParsedTable("t", tuple(ParsedRow(f"row {number}", tuple(map(Cell, row))) for number, row in made))
    plan = propose_plan(parsed)
    lines = tuple(Incoming(row) for row in read_table(parsed, plan, CONTEXT))
    return replace(incoming(), tables=(IncomingTable("t", plan, lines),))


def test_every_row_becomes_an_entry_and_every_taken_row_an_event(review_file: ReviewFile, act: Act) -> None:
    done = act(imports.take_in, incoming())
    assert (done.events, done.set_aside) == (3, 2)
    with review_file.session() as session:
        entries = session.query(Entry).order_by(Entry.position).all()
        assert [(entry.place, entry.set_aside, entry.event is not None) for entry in entries] == [
            ("row 1", "header", False),
            ("row 2", "", True),
            ("row 3", "blank", False),
            ("row 4", "", True),
            ("row 5", "", True),
        ]
        assert json.loads(entries[1].cells)[3] == ["Action taken", "Referred on"]
        assert entries[1].remarks == str(remark("hidden-row"))
        assert entries[3].when.text == "31/02/2010"
        assert session.query(SourceDocument).one().agency_id == done.agency_id
        rows = event_rows.rows(session)
    assert [row.what for row in rows] == [
        "Seen at home\nAction taken: Referred on",
        "Telephone call",
        "Not brought to clinic",
    ]
    assert [bool(row.date_question) for row in rows] == [False, False, True]
    assert rows[0].source_words == "Case record"
    assert {row.agency_short for row in rows} == {"Health visiting"}


def test_a_corrected_date_is_the_events_and_not_the_entrys(review_file: ReviewFile, act: Act) -> None:
    given = incoming()
    rows = list(given.tables[0].rows)
    rows[3] = replace(rows[3], corrected=understand("28 February 2010", CONTEXT))
    act(imports.take_in, replace(given, tables=(replace(given.tables[0], rows=tuple(rows)),)))
    with review_file.session() as session:
        entry = session.query(Entry).filter_by(position=3).one()
        assert entry.when.text == "31/02/2010"
        assert entry.event is not None
        assert (entry.event.when.text, entry.event.date_question) == ("28 February 2010", "")


def test_rows_of_one_date_follow_what_is_there_in_the_order_of_the_return(review_file: ReviewFile, act: Act) -> None:
    act(chronology.add_event, when="3 May 2010")
    act(imports.take_in, incoming())
    with review_file.session() as session:
        told = [row.what for row in event_rows.rows(session)]
    assert told[:3] == ["", "Seen at home\nAction taken: Referred on", "Telephone call"]


def test_numbers_of_a_return_order_the_events_of_one_date(review_file: ReviewFile, act: Act) -> None:
    act(imports.take_in, counted(("3", "4/5/2010", "c"), ("2", "3/5/2010", "b"), ("1", "3/5/2010", "a")))
    with review_file.session() as session:
        assert [row.what for row in event_rows.rows(session)] == ["a", "b", "c"]


def test_numbers_of_a_return_order_a_day_where_one_is_timed_and_another_not(review_file: ReviewFile, act: Act) -> None:
    """Chronolator's own trouble: an untimed event stood at the head of its day whatever its number."""
    act(chronology.add_event, when="3 May 2010", what=text_from("there before"))
    act(
        imports.take_in,
        counted(
            ("4", "3/5/2010 12:00", "ambulance"),
            ("3", "3/5/2010", "mother rang"),
            ("2", "3/5/2010 10:00", "infant collapsed"),
            ("1", "3/5/2010", "seemed well"),
            ("5", "3/5/2010 11:00", "wrongly numbered"),
            ("1", "4/5/2010", "next day"),
        ),
    )
    with review_file.session() as session:
        rows = event_rows.rows(session)
    told = "there before/seemed well/infant collapsed/mother rang/wrongly numbered/ambulance/next day"
    assert [row.what for row in rows] == told.split("/")
    assert [row.when_text for row in rows if row.stands_at] == ["3/5/2010"]
    with review_file.session() as session:
        marks = imports.fingerprints_of(session.query(SourceDocument).one().plan)
        images = [dict(row) for row in session.execute(Event.__table__.select()).mappings()]
    assert marks == {imports.fingerprint(image) for image in images if image["what_plain"] != "there before"}


def test_the_same_file_is_taken_in_once(review_file: ReviewFile, act: Act) -> None:
    act(imports.take_in, incoming())
    with pytest.raises(RuleBroken) as refused:
        act(imports.take_in, incoming(new_agency="Another"))
    assert "“hv.xlsx” was taken in before, on " in message_for(refused.value).says
    with review_file.session() as session:
        assert session.query(Event).count() == 3
        assert [row.name for row in people.agencies(session)] == ["Health visiting"]


def test_how_a_return_was_read_is_proposed_for_the_agencys_next(review_file: ReviewFile, act: Act) -> None:
    given = incoming()
    plan = given.tables[0].plan.with_role(4, ColumnRole.COMMENT)
    done = act(imports.take_in, replace(given, tables=(replace(given.tables[0], plan=plan),)))
    with review_file.session() as session:
        assert imports.remembered_plans(session, "0" * 32) == ()
        remembered = imports.remembered_plans(session, done.agency_id)
    assert remembered == (plan,)
    proposed = propose_plan(table())
    assert imports.with_remembered([proposed], remembered)[0].roles[4] is ColumnRole.COMMENT
    other = replace(proposed, headings=("", "", "", "", ""))
    assert imports.with_remembered([other], remembered) == (other,)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("School", "School"),
        ("Health visiting service of the north (HV North)", "HV North"),
        ("Children's Social Care and Early Help", "CSCEH"),
        ("NHS Valley Community Trust", "NHSVCT"),
        ("Neighbourhoodwatchers", "Neighbourhoodwa…"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert imports.short_form(name) == short


def test_rows_read_are_of_two_sorts() -> None:
    kinds = {type(each.row) for each in incoming().tables[0].rows}
    assert kinds == {Taken, SetAside}
