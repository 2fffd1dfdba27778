"""Rows of a corrected return found again: whatever their order, headings and white space, and never two for one."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.services.row_matching import likeness, match
from app.services.said import Comparable, Said, comparable, differing

CONTEXT = DateContext(date(2026, 1, 1))
LONG = "The health visitor saw both children at home with their grandmother, who was tired."


def a_row(when: str, words: str, source: str = "", *more: str) -> Comparable:
    told = (("", words), *((f"Heading {number}", text) for number, text in enumerate(more)))
    return comparable(Said(source, told), understand(when, CONTEXT).when)


def test_rows_are_found_whatever_their_order() -> None:
    rows = [a_row(f"{day} May 2010", f"Visit {day}") for day in range(1, 20)]
    assert match(rows, rows[::-1]) == list(range(18, -1, -1))


def test_white_space_signs_and_headings_make_no_difference() -> None:
    old = a_row("3 May 2010", "She said “no”.\nAll well – so far.", "File", "Referred on", "Closed")
    new = comparable(
        Said("file ", (("", 'She  said "no". All\nwell - so far.'), ("Result", "Closed"), ("Done", "Referred on"))),
        understand("03/05/2010", CONTEXT).when,
    )
    assert differing(old, new) == frozenset()
    assert match([old], [new]) == [0]


def test_what_differs_is_named() -> None:
    old = a_row("3 May 2010", LONG, "File 1")
    assert differing(old, a_row("4 May 2010", LONG, "File 1")) == {"when"}
    assert differing(old, a_row("3 May 2010", f"{LONG} Well.", "File 2")) == {"words", "source"}
    assert differing(a_row("??", "a"), a_row("unclear", "a")) == {"when"}
    beside = Said("File 1", (("", LONG),), (("Shoe size", "4"),))
    assert differing(old, comparable(beside, understand("3 May 2010", CONTEXT).when)) == {"beside"}


def test_repeats_within_a_return_stay_as_many_as_they_are() -> None:
    row = a_row("3 May 2010", "No reply.")
    assert match([row, row], [row, row, row]) == [0, 1, None]
    assert match([row, row, row], [row]) == [0]


def test_changed_rows_are_likely_by_their_day_and_words() -> None:
    old = [
        a_row("3 May 2010", LONG),
        a_row("3 May 2010", "Telephone call from school."),
        a_row("9 June 2010", "Not brought to clinic; letter sent to the parents and to the general practitioner."),
    ]
    new = [
        a_row("4 July 2010", "Not brought to the clinic; letter sent to the parents and the general practitioner."),
        a_row("3 May 2010", "Telephone call from the school nurse."),
        a_row("3 May 2010", LONG.replace("tired", "very tired")),
        a_row("1 August 2010", "Something else altogether."),
    ]
    assert match(old, new) == [2, 1, 0, None]


def test_the_same_few_words_on_another_day_are_one_row_only_where_they_stand_once() -> None:
    assert match([a_row("3 May 2010", "Call.")], [a_row("9 May 2010", "Call.")]) == [0]
    old = [a_row("3 May 2010", "Strategy discussion was held."), a_row("4 May 2010", "Weighed.")]
    assert match(old, [a_row("3 May 2010", "Baby weighed at clinic, 4 kilograms.")]) == [None]


def test_likeness_prefers_the_day_and_the_source() -> None:
    old = a_row("3 May 2010", LONG, "File")
    same, later, unknown = (a_row(when, f"{LONG} Well.", "File") for when in ("3 May 2010", "9 May 2010", "not known"))
    assert likeness(old, same) > likeness(old, later) > likeness(old, unknown) > 0
    assert likeness(old, a_row("3 May 2010", "x")) == 0


def test_a_thousand_rows_of_no_date_and_like_words_are_matched_quickly() -> None:
    old = [a_row("not known", f"Telephone call number {n} to the duty worker about the family.") for n in range(4000)]
    new = [a_row("not known", f"Telephone call number {n} to a duty worker about the family.") for n in range(4000)]
    begun = time.perf_counter()
    found = match(old, new)
    assert time.perf_counter() - begun < 10
    assert sum(at == number for number, at in enumerate(found)) > 3800


rows = st.lists(
    st.builds(a_row, st.sampled_from(["3 May 2010", "4 May 2010", "May 2010", "not known"]), st.text("ab ", max_size=6)),
    max_size=12,
)


@given(rows, rows)
def test_no_row_is_taken_twice_and_what_is_the_same_is_always_found(old: list[Comparable], new: list[Comparable]) -> None:
    found = match(old, new)
    taken = [at for at in found if at is not None]
    assert len(found) == len(new)
    assert len(taken) == len(set(taken))
    for whole in {row.whole for row in old}:
        pairs = sum(at is not None and old[at].whole == whole == row.whole for at, row in zip(found, new, strict=True))
        assert pairs == min(sum(row.whole == whole for row in old), sum(row.whole == whole for row in new))
