"""Rows of a return: each taken or set aside with its reason, none lost; split, and written as JSON."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import load_toml
from app.domain.date_context import DateContext
from app.domain.return_plans import ColumnRole, ReadingPlan, propose_plans, with_header
from app.domain.return_rows import (
    ReadRow,
    Reason,
    SetAside,
    Taken,
    read_rows,
    read_table,
    row_from_data,
    row_to_data,
)
from app.domain.returns import Cell, Moment, ParsedReturn, ParsedRow, ParsedTable, remark

CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))


def parsed(*tables: list[tuple[str | Moment, ...]]) -> ParsedReturn:
    made = tuple(
        ParsedTable(
            f"table {number}",
            tuple(
                ParsedRow(f"row {n}", tuple(Cell(c) if isinstance(c, str) else Cell(f"{c}", c) for c in row))
                for n, row in enumerate(rows, 1)
            ),
        )
        for number, rows in enumerate(tables, 1)
    )
    return ParsedReturn("a.docx", "docx", "0" * 64, made)


def read(*rows: tuple[str | Moment, ...], context: DateContext = CONTEXT) -> list[Any]:
    whole = parsed(list(rows))
    return list(read_rows(whole, propose_plans(whole), context))


def day(number: int, month: int = 5) -> datetime:
    return datetime(2012, month, number)  # noqa: DTZ001 - records have no zone


def test_every_reason_has_a_sentence() -> None:
    assert {reason.value for reason in Reason} == set(load_toml("messages.toml")["set_aside"])


def test_each_reason_for_setting_aside() -> None:
    rows = read(
        ("Our chronology", ""),
        ("Date", "Event"),
        ("", " "),
        ("2011", ""),
        ("3 May", "Seen."),
        ("DATE:", "event"),
        ("June 2012", ""),
        ("4 June", "Called."),
        ("At the second school", ""),
        ("5 May 2012", ""),
        ("", "2013"),
        ("", "Undated words."),
    )
    kinds = [row.reason if isinstance(row, SetAside) else str(row.when.earliest)[:10] for row in rows]
    assert kinds == [
        "above-header", "header", "blank", "year-heading", "2011-05-03", "repeated-header", "section", "2012-06-04",
        "section", "no-text", "year-heading", "None",
    ]  # fmt: skip
    assert rows[-1].questions == ("no-date",)


def test_one_text_across_a_row_heads_a_section() -> None:
    rows = read(("Date", "Event", "Who"), ("Part two",) * 3, ("3/5/12", "Seen.", "SW"))
    assert rows[1].reason == "section"


def test_a_table_left_unread_is_set_aside_whole() -> None:
    whole = parsed([("DASH", "A checklist"), ("", "")], [("Date", "Event"), ("3/5/12", "Seen.")])
    rows = read_rows(whole, propose_plans(whole), CONTEXT)
    assert [getattr(row, "reason", "taken") for row in rows] == ["table-not-read", "blank", "header", "taken"]


def test_columns_of_one_role_are_joined_and_the_rest_kept_beside() -> None:
    (_, row) = read(
        ("Ref", "Date", "Time", "End Date", "End time", "Event", "Details", "Outcome", "Shoe size"),
        ("7", "3/5/12", "9am", "4/5/12", "10:00", "Seen.", "At length.", "None", "4", "stray"),
    )
    assert (row.what, row.when.text) == ("Seen.\nAt length.", "3/5/12, 9am – 4/5/12, 10:00")
    assert row.others == (("Ref", "7"), ("Outcome", "None"), ("Shoe size", "4"), ("Column 10", "stray"))


def test_an_empty_main_column_gives_way_to_another() -> None:
    row = read(("Date", "Event", "Outcome"), ("3/5/12", "", "Closed."))[1]
    assert (row.what, row.others, [each.key for each in row.remarks]) == ("Closed.", (), ["no-main-text"])


@pytest.mark.parametrize(("swapped", "asked"), [("22/05/2012", True), ("03/05/2012", False)])
def test_dates_that_a_spreadsheet_swapped_are_questioned(swapped: str, asked: bool) -> None:
    texts = [(swapped, "Seen.")] * 3
    rows = read(("Date", "Event"), *[(day(n), "Seen.") for n in (3, 4, 6)], *texts)
    assert [row.questions for row in rows[1:4]] == [("day-or-month",) if asked else ()] * 3


def test_a_source_that_writes_both_orders_is_questioned() -> None:
    rows = read(("Date", "Event"), ("05/22/2012", "Seen."), ("03/04/2012", "Seen."), ("5/5/12", "Seen."))
    assert [row.questions for row in rows[1:]] == [("day-or-month",), ("day-or-month",), ()]


def test_rows_around_help_a_row_without_a_date_of_its_own() -> None:
    rows = read(
        ("Date", "Event"),
        ("20 Aug 2012", "a"),
        ("22 August", "b"),
        ("Ditto", "c"),
        ("as above", "d"),
        ("3 Jan 2013", "e"),
        ("1 March", "f"),
        ("whenever", "g"),
    )[1:]
    assert [str(row.when.earliest)[:10] for row in rows] == [
        "2012-08-20", "2012-08-22", "2012-08-20", "2012-08-20", "2013-01-03", "None", "None",
    ]  # fmt: skip
    assert [row.questions for row in rows] == [(), ("no-year",), (), (), (), ("no-year",), ("unreadable",)]
    assert rows[2].when.text == "Ditto"
    table = parsed([("Date", "Event"), ("20 Aug 2012", "a"), ("ditto", "b")]).tables[0]
    assert read_table(table, with_header(table, 0), CONTEXT)[2].when.known
    assert not read(("Date", "Event"), ("ditto", "a"), ("x", "b"))[1].when.known


def test_a_missing_year_that_two_years_would_fill_stays_open() -> None:
    rows = read(("Date", "Event"), ("1 Jan 2011", "a"), ("5 June", "b"), ("1 Dec 2012", "c"))
    assert not rows[2].when.known


def test_lines_that_begin_with_numbers_are_not_events() -> None:
    for text in ("3 May: seen.\nAll well.", "Seen.\n2 children were there.\n10 minutes late."):
        assert read(("Date", "Event"), ("May 2012", text))[1].remarks == ()
    assert read(("Date", "Event"), ("May 2012", "Seen.\n12/5 called."))[1].remarks != ()


words = st.sampled_from(
    ["", " ", "Date", "Event", "Who", "2011", "3 May", "3/5/12", "n/k", "Seen.", "09:30", "a\nb", "ditto"]
)
cells = st.builds(Cell, words) | st.sampled_from([Cell("3 May 2012", day(3)), Cell("09:30", time(9, 30))])
tables = st.lists(st.lists(cells, max_size=5).map(tuple), max_size=10).map(
    lambda rows: ParsedTable("t", tuple(ParsedRow(f"row {n}", row, (remark("merged"),)) for n, row in enumerate(rows)))
)


@given(st.lists(tables, max_size=3), st.data())
def test_the_rows_of_a_file_are_those_taken_and_those_set_aside(made: list[ParsedTable], data: st.DataObject) -> None:
    whole = ParsedReturn("a.xlsx", "xlsx", "0" * 64, tuple(made), (remark("macros"),))
    plans = list(propose_plans(whole))
    for number, table in enumerate(made):  # whatever the user makes of it
        if table.rows and data.draw(st.booleans()):
            roles = data.draw(st.lists(st.sampled_from(list(ColumnRole)), min_size=table.width, max_size=table.width))
            header = data.draw(st.none() | st.integers(0, len(table.rows) - 1))
            plan = with_header(table, header)
            plans[number] = ReadingPlan(header, tuple(roles), plan.headings, data.draw(st.booleans()))
    rows = read_rows(whole, plans, CONTEXT)
    assert [row.place for row in rows] == [row.place for table in made for row in table.rows]
    assert [row.cells for row in rows] == [row.cells for table in made for row in table.rows]
    assert whole.row_count == len(rows)
    for row in rows:
        if isinstance(row, Taken):
            assert row.what
    assert ParsedReturn.from_data(json.loads(json.dumps(whole.to_data()))) == whole
    again: list[ReadRow] = [row_from_data(json.loads(json.dumps(row_to_data(row)))) for row in rows]
    assert again == list(rows)


def test_a_cell_with_a_bare_day_survives_json() -> None:
    cell = Cell("3 May 2012", date(2012, 5, 3))
    assert Cell.from_data(json.loads(json.dumps(cell.to_data()))) == cell
    assert cell.given == date(2012, 5, 3)
