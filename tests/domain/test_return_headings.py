"""Headings in every wording and in two lines, years said once, rows that go on, numbers that count the events."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.date_context import DateContext
from app.domain.resources import load_toml
from app.domain.return_headings import repeats, says_continued, says_order, second_line, whole_headings, year_said
from app.domain.return_plans import ColumnRole, propose_plan, propose_plans, role_of_heading, with_header
from app.domain.return_rows import Taken, read_rows, read_table
from app.domain.returns import Cell, ParsedReturn, ParsedRow, ParsedTable, remark

CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))


def table(*rows: tuple[str, ...], header_rows: int = 0, lead: str = "", merged: int = -1) -> ParsedTable:
    made = tuple(
        ParsedRow(f"row {n}", tuple(map(Cell, row)), (remark("merged"),) if n == merged else ())
        for n, row in enumerate(rows)
    )
    return ParsedTable("table 1", made, (), header_rows, lead)


def read(*tables: ParsedTable) -> list[Any]:
    parsed = ParsedReturn("a.docx", "docx", "0" * 64, tables)
    return list(read_rows(parsed, propose_plans(parsed), CONTEXT))


WORDINGS = {
    "date": "Start Date|Date of contact|Date & Time|Date (dd/mm/yyyy)|Event date|Date from|Day",
    "time": "Start Time|Time (24hr)|Time (if known)|Event time",
    "end_date": "End Date|Date to|Date end|Finish",
    "end_time": "End Time|Time to",
    "source": "Source of Information|Record|Source/record"
    "|Witness or document reference|Witness or Document Ref.|Where recorded (file, page)"
    "|Document / page ref|Origin of information|Location of record|File ref|Evidence|Database / system",
    "who": "Agency / professional|Agency|Who (role)"
    "|Professional(s) involved|Name and job title|Attendees|Practitioner / role"
    "|Seen by (name/designation)|Organisation|Source Prefix|Staff member and role",
    "what": "Event|Event/contact|Brief description"
    "|Event-detail|Key events|Significant Event / Contact|Details of contact / event"
    "|What happened?|Chronology entry|Case notes|Record of contact|Concern / issue|Narrative of events",
    "action": "Action or decision"
    "|Action taken / outcome|Rationale for decision|Follow-up required|Next steps|Agency response|Plan",
    "outcome": "Outcome|Result of contact|Impact on child",
    "comment": "Expected practice/policy|Comment/analysis|Significance (KPE?)|Reviewer's note|IMR author's comments"
    "|Missed opportunities|Good practice / learning|Observations",
    "child_seen": "Child seen/spoken to?"
    "|Was the child seen?|Child/ren seen alone|Voice of child|Lived experience of the child",
    "reference": "Seq|Event Ref|Serial number|S/N|No.|Entry number|Row no|Item",
    "other": "Date of birth|Child's name|Subject|Type of contact|Method of contact|Venue|Address|Date recorded|When recorded"
    "|Date record made|Date known to agency|Location",
}


@pytest.mark.parametrize(("heading", "role"), [(h, role) for role, words in WORDINGS.items() for h in words.split("|")])
def test_headings_as_agencies_word_them(heading: str, role: str) -> None:
    assert role_of_heading(heading) == role


def test_no_phrase_means_two_things() -> None:
    roles = load_toml("vocabularies", "return_headings.toml")["roles"].values()
    for sort in ("exact", "contains"):
        phrases = [phrase for role in roles for phrase in role[sort]]
        assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2011", 2011),
        ("Year: 2011", 2011),
        ("Events in 2011 (cont’d)", 2011),
        ("2011 – continued", 2011),
        ("Chronology of events for the year 1999", 1999),
        ("2011/12", None),
        ("2011 – 2012", None),
        ("3 May 2011", None),
        ("In 2011 the family moved", None),
        ("Events " * 20 + "2011", None),
        ("", None),
    ],
)
def test_years_that_a_heading_says(text: str, year: int | None) -> None:
    assert year_said(text) == year


def test_the_line_before_a_table_says_the_year() -> None:
    rows = read(table(("Date", "Event"), ("3 May", "Seen."), lead="Events in 2011"))
    assert str(rows[1].when.earliest)[:10] == "2011-05-03"
    rows = read(table(("Date", "Event"), ("3 May", "Seen."), lead="Written in May 2011"))
    assert not rows[1].when.known


def test_a_column_with_the_year() -> None:
    rows = read(
        table(("Year", "Date", "Event"), ("2011", "3 May", "Seen."), ("", "4 May", "Called."), ("2012", "1 Jan", "Left."))
    )
    assert [str(row.when.earliest)[:4] for row in rows[1:]] == ["2011", "2011", "2012"]


def test_headings_in_two_lines() -> None:
    merged = table(
        ("Start", "", "Event", "Action", ""),
        ("Date", "Time", "Event", "Taken", "By whom"),
        ("3/5/12", "9am", "Seen.", "None", "SW"),
        merged=1,
    )
    plan = propose_plan(merged)
    assert plan.headings == ("Start Date", "Time", "Event", "Action Taken", "By whom")
    assert [role.value for role in plan.roles] == ["date", "time", "what", "action", "who"]
    assert [getattr(row, "reason", "") for row in read(merged)] == ["header", "header", ""]


@pytest.mark.parametrize(
    ("rows", "header_rows", "merged", "second"),
    [
        ([("Date", "Event"), ("Date", "Event")], 2, -1, False),
        ([("Date", "Event"), ("3/5/2012", "Seen.")], 2, -1, False),
        ([("Date", "Event"), ("of contact", "in brief")], 2, -1, True),
        ([("Date", "Event"), ("of contact", "in brief")], 1, -1, False),
        ([("Date", "Event", ""), ("", "Outcome", "Comment")], 0, -1, True),
        ([("Date", "Event", ""), ("n/k", "Outcome", "Ann")], 0, -1, False),
        ([("Date", "Event"), ("", "Seen")], 0, -1, False),
        ([("Date", "Event")], 0, -1, False),
        ([("Date", "Event"), ("x", "y" * 90)], 2, -1, False),
        ([("Date", "Event"), ("Date", "in brief")], 0, 1, True),
        ([("Date", "Event"), ("n/k", "Call")], 0, 1, False),
    ],
)
def test_which_second_line_belongs_to_the_headings(
    rows: list[tuple[str, ...]], header_rows: int, merged: int, second: bool
) -> None:
    made = table(*rows, header_rows=header_rows, merged=merged)
    assert second_line(made, 0) == second
    assert (whole_headings(made, 0) != rows[0]) == second


def test_headings_said_again_in_part() -> None:
    headings = ("start date", "time", "event")
    assert repeats(ParsedRow("", (Cell("Date"), Cell(""), Cell("EVENT:"))), headings)
    assert not repeats(ParsedRow("", (Cell("Date"),)), headings)
    assert not repeats(ParsedRow("", (Cell("Date"), Cell("Time"), Cell("Event"), Cell("more"))), headings)
    assert not repeats(ParsedRow("", (Cell("n/k"), Cell(""), Cell("event"))), headings)
    assert not repeats(ParsedRow("", (Cell("Date"), Cell("--"))), headings)


def test_a_heading_over_dates_alone_is_one() -> None:
    assert propose_plan(table(("Date", "Call"), ("5/5/12", "No answer."))).header_row == 0
    assert propose_plan(table(("Date", "Call"), ("whenever", "No answer."))).header_row is None


def test_a_count_is_no_time() -> None:
    plan = propose_plan(table(("Serial number", "Date", "Event"), ("1.", "3/5/12", "Seen."), ("2.", "4/5/12", "Called.")))
    assert plan.roles[0] is ColumnRole.REFERENCE
    plan = propose_plan(table(("Ref", "Event"), ("3/5/12", "Seen."), ("4/5/12", "Called.")))
    assert plan.roles[0] is ColumnRole.DATE


def test_a_table_of_other_things_does_not_go_on_from_the_one_before() -> None:
    first = table(("Date", "Event"), ("3/5/12", "Seen."))
    further = (
        table(("2013", ""), ("n/k", "Called."), ("4/5", "Left.")),
        table(("HV", "Health visitor")),
        table(("2014", "")),
    )
    plans = propose_plans(ParsedReturn("a.docx", "docx", "", (first, *further)))
    assert [plan.used for plan in plans] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "before", "goes_on"),
    [
        ("cont.", "3 May", True),
        ("(contd)", "", True),
        ("Cont’d from previous page", "", True),
        ("3 May (continued)", "3 May", True),
        ("4 May (continued)", "3 May", False),
        ("Contact", "", False),
        ("", "3 May", False),
        ("3 May", "3 May", False),
    ],
)
def test_cells_that_say_a_row_goes_on(text: str, before: str, goes_on: bool) -> None:
    assert says_continued(text, before) == goes_on


HEAD = ("Date", "Source", "Event", "Outcome")


def test_rows_that_go_on() -> None:
    rows = read(
        table(
            HEAD,
            ("3/5/12", "File", "The house was", "Call"),
            HEAD,
            ("", "", "cold.", "again"),
            ("cont.", "", "Left.", "Done"),
            ("4/5/12", "File", "Seen", ""),
            ("", "", ", well", "Fine."),
        )
    )
    taken = [row for row in rows if isinstance(row, Taken)]
    assert [(row.what, row.others) for row in taken] == [
        ("The house was cold.\nLeft.", (("Outcome", "Call again\nDone"),)),
        ("Seen , well", (("Outcome", "Fine."),)),
    ]
    assert [getattr(row, "reason", "") for row in rows] == [
        "header",
        "",
        "repeated-header",
        "continued",
        "continued",
        "",
        "continued",
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "Mother rang.", ""),  # a sentence of its own
        ("", "Diary", "and so on", ""),  # from elsewhere
        ("5/5/12", "", "and so on", ""),  # of another day
        ("", "", "", "and so on"),  # in a column that was left empty
    ],
)
def test_rows_that_stand_for_themselves(row: tuple[str, ...]) -> None:
    assert isinstance(read(table(HEAD, ("3/5/12", "File", "The house was", ""), row))[2], Taken)


def test_nothing_goes_on_across_a_heading_or_from_nowhere() -> None:
    section = ("Second pregnancy", "", "", "")
    rows = read(
        table(HEAD, ("cont.", "", "and so on", ""), ("3/5/12", "File", "The house was", ""), section, ("", "", "cold.", ""))
    )
    assert [getattr(row, "reason", "") for row in rows] == ["header", "", "", "section", ""]
    rows = read(table(HEAD, ("3/5/12", "File", "Full stop.", ""), ("", "", "cold.", ""), ("", "", "outcome", "x")))
    assert [getattr(row, "reason", "") for row in rows] == ["header", "", "", ""]


def test_numbers_that_count_the_events() -> None:
    rows = read(
        table(
            ("Seq", "Date", "Event"), *[(n, "3/5/12", "Seen.") for n in ("2", "No. 1", "12a.", "#3.5", "GP1", "", "1 of 2")]
        )
    )
    assert [row.sequence for row in rows[1:]] == [2, 1, 12.001, 3.5, None, None, None]
    rows = read(table(("Crime ref", "Date", "Event"), ("17", "3/5/12", "Seen.")))
    assert rows[1].sequence is None
    assert says_order("Serial No.")
    assert not says_order("Incident no")


def test_rows_taken_away_by_tracked_changes_are_set_aside() -> None:
    made = ParsedTable(
        "t",
        (
            ParsedRow("1", (Cell("Date"), Cell("Event"))),
            ParsedRow("2", (Cell("3/5/12"), Cell("Seen.")), (remark("deleted-row"),)),
        ),
    )
    assert [getattr(row, "reason", "") for row in read_table(made, with_header(made, 0), CONTEXT)] == [
        "header",
        "tracked-away",
    ]
