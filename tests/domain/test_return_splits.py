"""Several events in one row: parted anywhere, each part with the date it begins with, no word lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_context import DateContext
from app.domain.return_plans import with_header
from app.domain.return_rows import Taken, read_table
from app.domain.return_splits import (
    cuts_within,
    letters_before,
    parts_of,
    places_after,
    split_row,
    suggested_cuts,
)
from app.domain.returns import Cell, ParsedRow, ParsedTable

CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))
MANY = "3 May: seen at home.\nAll well.\n4/5/12 called.\nno answer."


def row(when: str, what: str) -> Taken:
    cells = (("Date", "Event"), (when, what))
    table = ParsedTable("t", tuple(ParsedRow(f"row {n}", tuple(map(Cell, each))) for n, each in enumerate(cells, 1)))
    read = read_table(table, with_header(table, 0), CONTEXT)[1]
    assert isinstance(read, Taken)
    return read


def test_several_events_in_one_row_are_said_and_split() -> None:
    given_row = row("May 2012", MANY)
    assert [each.key for each in given_row.remarks] == ["several-events"]
    parts = split_row(given_row, (MANY.index("4/5"), 0, MANY.index("no answer"), 999, -1), CONTEXT)
    assert [(part.place, str(part.when.earliest)[:10], part.what) for part in parts] == [
        ("row 2, part 1 of 3", "2012-05-03", "3 May: seen at home.\nAll well."),
        ("row 2, part 2 of 3", "2012-05-04", "4/5/12 called."),
        ("row 2, part 3 of 3", "2012-05-01", "no answer."),
    ]
    assert all(part.remarks == () and part.cells == given_row.cells for part in parts)
    assert split_row(given_row, (), CONTEXT) == (given_row,)


def test_a_row_is_split_within_a_paragraph() -> None:
    text = "Seen at home. 4 May 2012 called; 5 May no answer."
    parts = split_row(row("3 May 2012", text), (text.index("4 May"), text.index("5 May")), CONTEXT)
    assert [(part.what, part.when.text) for part in parts] == [
        ("Seen at home.", "3 May 2012"),
        ("4 May 2012 called;", "4 May 2012"),
        ("5 May no answer.", "5 May"),
    ]


def test_cuts_are_suggested_where_lines_begin_with_a_date() -> None:
    assert suggested_cuts(row("May 2012", MANY), CONTEXT) == (MANY.index("4/5"),)
    assert suggested_cuts(row("May 2012", "Seen.\n2 children were there."), CONTEXT) == ()


def test_split_without_a_year_takes_the_carried_one() -> None:
    parts = split_row(row("n/k", "3 May seen.\n4 May called."), (12,), DateContext(date(2018, 6, 1), year=2011))
    assert [str(part.when.earliest)[:10] for part in parts] == ["2011-05-03", "2011-05-04"]


def test_no_part_is_without_words() -> None:
    assert cuts_within("ab  cd", (-1, 0, 2, 3, 4, 6, 9)) == (2,)
    assert cuts_within("  ab", (1, 2)) == ()


@given(st.text("ab \n.", max_size=30), st.lists(st.integers(-2, 32), max_size=6))
def test_parts_hold_every_word_and_cuts_outlive_other_white_space(text: str, cuts: list[int]) -> None:
    parts = parts_of(text, cuts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    held = cuts_within(text, cuts)
    assert len(parts) == len(held) + 1
    assert held == () or all(part.strip() for part in parts)
    wrapped = text.replace(" ", "\n  ")
    again = places_after(wrapped, letters_before(text, held))
    assert ["".join(part.split()) for part in parts_of(wrapped, again)] == ["".join(part.split()) for part in parts]
