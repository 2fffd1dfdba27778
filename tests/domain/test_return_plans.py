"""Which row holds the headings and what each column holds: from words, from data, as the user says."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from app.domain.return_plans import ColumnRole, ReadingPlan, propose_plan, propose_plans, role_of_heading, with_header
from app.domain.returns import Cell, Moment, ParsedReturn, ParsedRow, ParsedTable


def table(*rows: tuple[str | Moment, ...], header_rows: int = 0) -> ParsedTable:
    """A table of these cells; a value that isn't text is a true date or time cell."""
    parsed = [
        ParsedRow(f"row {n}", tuple(Cell(each) if isinstance(each, str) else Cell(f"{each}", each) for each in row))
        for n, row in enumerate(rows, 1)
    ]
    return ParsedTable("table 1", tuple(parsed), (), header_rows)


def roles(*rows: tuple[str | Moment, ...]) -> tuple[int | None, list[str]]:
    plan = propose_plan(table(*rows))
    return plan.header_row, [role.value for role in plan.roles]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Date of event", "date"),
        ("Start Time", "time"),
        ("End Date", "end_date"),
        ("Time to:", "end_time"),
        ("Source of Information", "source"),
        ("By whom?", "who"),
        ("Child's voice", "child_seen"),
        ("EVENT / CONTACT", "what"),
        ("Action or decision", "action"),
        ("Outcome(s)", "outcome"),
        ("Expected practice / policy", "comment"),
        ("Serial no.", "reference"),
        ("Date of birth", "other"),
        ("Date recorded", "other"),
        ("Seq", "reference"),
        ("", None),
        ("!!", None),
        ("Weather", None),
        ("a date " * 20, None),
    ],
)
def test_headings(heading: str, role: str | None) -> None:
    assert role_of_heading(heading) == role


def test_headings_in_any_order_are_found_below_other_rows() -> None:
    assert roles(
        ("Chronology of the agency", ""),
        ("Date", "a line that runs on for so long that it can't be a heading at all, whatever the words that it holds say"),
        ("Event", "Outcome", "Date"),
        ("Seen.", "", "3 May 2012"),
    ) == (2, ["what", "outcome", "date"])


def test_unknown_headings_over_a_column_of_dates() -> None:
    assert roles(
        ("Tenancy", "Date noted", "Weather", "Mood", "Summary"),
        ("12", "3 May 2012", "rain", "low", "Seen."),
        ("12", "4 May 2012", "sun", "high", "Called."),
    ) == (0, ["other", "date", "other", "other", "what"])


def test_a_row_of_data_is_no_heading() -> None:
    plan = propose_plan(table(("3 May 2012", "date of event", "source", "who"), ("4 May 2012", "seen", "file", "SW")))
    assert plan.header_row is None
    assert plan.roles[0] is ColumnRole.DATE


def test_columns_are_found_by_their_data() -> None:
    header, found = roles(
        (datetime(2012, 5, 3), "09:30", "41", "Seen at home."),  # noqa: DTZ001 - records have no zone
        ("4.5.12", time(10), "42", "Called the school and heard nothing."),
        ("May 2012", "2.15pm", "43", "Wrote."),
    )
    assert (header, found) == (None, ["date", "time", "other", "what"])


def test_a_second_date_is_the_end_and_a_third_stands_beside() -> None:
    assert roles(("Date", "Date", "Date", "Time", "Time", "Event"), ("1/5/12", "2/5/12", "3/5/12", "9am", "10am", "Seen."))[
        1
    ] == [
        "date",
        "end_date",
        "other",
        "time",
        "end_time",
        "what",
    ]


def test_empty_columns_hold_nothing_and_tables_of_words_are_not_used() -> None:
    plan = with_header(table(("Date", "", "Event"), ("3/5/12", "", "Seen.")), 0)
    assert plan.roles[1] is ColumnRole.NONE
    assert plan.heading(1) == "Column 2"
    assert plan.heading(7) == "Column 8"
    assert not propose_plan(table(("DASH", "A checklist"), ("PPU", "A police unit"))).used
    assert not propose_plan(table(("", ""))).used


def test_a_table_goes_on_from_the_one_before() -> None:
    first = table(("Who", "Date", "Event"), ("SW", "3/5/12", "Seen."))
    more = table(("HV", "4/5/12", "Called."))
    other = table(("a", "b"))
    plans = propose_plans(ParsedReturn("a.docx", "docx", "", (other, first, more, other)))
    assert [plan.header_row for plan in plans] == [None, 0, None, None]
    assert plans[2].roles == plans[1].roles
    assert plans[2].used
    assert not plans[3].used


def test_repeated_header_rows_of_word_count_for_a_row() -> None:
    plan = propose_plan(table(("Date", "Event"), ("Date", "Event"), ("3/5/12", "Seen."), header_rows=2))
    assert plan.header_row == 0


def test_the_users_choice_and_the_round_trip() -> None:
    plan = propose_plan(table(("Date", "Event", "x"), ("3/5/12", "Seen.", "y"))).with_role(2, ColumnRole.WHO)
    assert plan.columns(ColumnRole.WHO) == (2,)
    assert plan.columns(ColumnRole.SOURCE) == ()
    assert plan.telling_columns == (1,)
    assert ReadingPlan.from_data(plan.to_data()) == plan
