"""A return on its way in: what is mended by hand, and the same mended in the corrected return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.date_context import DateContext
from app.domain.return_plans import propose_plans
from app.domain.return_rows import Reason, SetAside
from app.domain.returns import Cell, ParsedReturn, ParsedRow, ParsedTable
from app.services.import_draft import DraftLine, ImportDraft
from app.services.mendings import Mending

CONTEXT = DateContext(date(2026, 1, 1))
ROWS = (
    ("3 May 2010", "Weighed. And seen at home. And later called."),
    ("whenever", "Call"),
    ("", "Transfer of the case"),
    ("4 May 2010", "Letter"),
)


def draft(*rows: tuple[str, str]) -> ImportDraft:
    texts: Sequence[tuple[str, str]] = (("Date", "Event"), *rows)
    parsed = tuple(ParsedRow(f"row {at}", tuple(map(Cell, each))) for at, each in enumerate(texts, 1))
    whole = ParsedReturn("a.csv", "csv", "0" * 64, (ParsedTable("t", parsed),))
    return ImportDraft(whole, propose_plans(whole), CONTEXT)


def told(made: ImportDraft) -> list[tuple[str, str]]:
    """The date and words of each line that becomes an event."""
    lines = [(line, line.understood) for line in made.lines(0)]
    return [(when.when.text, line.row.what) for line, when in lines if when and not isinstance(line.row, SetAside)]


def line(made: ImportDraft, row: int, part: int = 0) -> DraftLine:
    return next(each for each in made.lines(0) if (each.row_number, each.part) == (row, part))


def mended() -> ImportDraft:
    """The first row in three with a date of its own for the last, the second dated, the last left aside."""
    made = draft(*ROWS)
    text = ROWS[0][1]
    made.cut(0, 1, (text.index("And seen"), text.index("And later")))
    made.correct(0, line(made, 1, 2), "5 May 2010")
    made.correct(0, line(made, 2), "6 May 2010")
    made.take(0, 4, False)
    return made


def test_what_is_mended_counts_at_once() -> None:
    made = mended()
    assert told(made)[:3] == [
        ("3 May 2010", "Weighed."),
        ("3 May 2010", "And seen at home."),
        ("5 May 2010", "And later called."),
    ]
    assert ("6 May 2010", "Call") in told(made)
    left = line(made, 4).row
    assert isinstance(left, SetAside)
    assert left.reason == Reason.BY_HAND
    counts = made.counts()
    assert counts.rows == counts.taken + counts.set_aside == 5


def test_a_date_given_by_hand_stays_with_its_part_when_others_are_joined() -> None:
    made = mended()
    made.cut(0, 1, made.cuts(0, 1)[1:])
    assert told(made)[:2] == [("3 May 2010", "Weighed. And seen at home."), ("5 May 2010", "And later called.")]
    made.cut(0, 1, ())
    assert told(made)[0] == ("3 May 2010", ROWS[0][1])
    assert len(made.mendings(0)) == 2


def test_a_choice_taken_back_is_no_mending() -> None:
    made = draft(*ROWS)
    made.take(0, 4, False)
    made.take(0, 4, True)
    made.correct(0, line(made, 2), "6 May 2010")
    made.correct(0, line(made, 2), " ")
    assert made.mendings(0) == ()
    assert made.chosen(0, 4) is None


def test_the_corrected_return_is_mended_alike_whatever_its_order_and_white_space() -> None:
    mendings = tuple(Mending.from_data(each.to_data()) for each in mended().mendings(0))
    later = draft(ROWS[3], ROWS[1], ("3 May 2010", ROWS[0][1].replace(" And", "\n  And")), ("7 May 2010", "New"))
    assert later.mend_alike(mendings) == 3
    assert ("5 May 2010", "And later called.") in told(later)
    assert ("6 May 2010", "Call") in told(later)
    assert "Letter" not in {words for _, words in told(later)}
    assert later.mend_alike(mendings) == 0
    assert sorted(later.mendings(0), key=lambda each: each.row) == sorted(mendings, key=lambda each: each.row)


def test_what_the_reviewer_mended_already_stays() -> None:
    mendings = mended().mendings(0)
    later = draft(*ROWS)
    later.correct(0, line(later, 2), "9 May 2010")
    assert later.mend_alike(mendings) == 2
    assert ("9 May 2010", "Call") in told(later)
    assert later.mend_alike(()) == 0


def test_a_row_left_aside_that_the_reading_sets_aside_anyway_is_taken_where_it_was() -> None:
    made = draft(("3 May 2010", "a"), ("4 May 2010", ""))
    made.correct(0, line(made, 2), "8 May 2010")
    assert [when for when, _ in told(made)] == ["3 May 2010", "8 May 2010"]
    again = draft(("4 May 2010", ""))
    assert again.mend_alike(made.mendings(0)) == 1
    assert [when for when, _ in told(again)] == ["8 May 2010"]
