"""Texts edited at random: marks, references and ids fare as the rules of ``app.domain.text`` say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import (
    EMPTY,
    EMPTY_ID,
    REFERENCE_CHARACTER,
    Reference,
    Style,
    Text,
    clean,
    joined,
    text_from,
)
from tests.support.texts import LINES, PLACES, REFERENCES, TEXTS


def cells(text: Text) -> list[tuple[str, Style | None, Reference | None]]:
    """Every character with its style and reference, counted without the help of the text."""
    found: list[tuple[str, Style | None, Reference | None]] = []
    for paragraph in text.paragraphs:
        if paragraph is not text.paragraphs[0]:
            found.append(("\n", None, None))
        for run in paragraph.runs:
            found.extend((letter, run.style, run.reference) for letter in run.text)
    return found


def around(before: list[tuple[str, Style | None, Reference | None]], start: int, end: int) -> frozenset[str]:
    """The marks that stand on both sides of a place, paragraph ends overlooked."""
    left = [style.marks for _, style, _ in before[:start] if style]
    right = [style.marks for _, style, _ in before[end:] if style]
    return left[-1] & right[0] if left and right else frozenset()


def ids_are_well(text: Text) -> bool:
    ids = [paragraph.id for paragraph in text.paragraphs]
    return len(set(ids)) == len(ids) and (EMPTY_ID not in ids or text == EMPTY)


@given(TEXTS)
def test_stored_and_read_again_it_is_equal(text: Text) -> None:
    assert Text.from_json(text.to_json()) == text


@given(TEXTS)
def test_runs_are_never_empty_and_equal_neighbours_are_one(text: Text) -> None:
    for paragraph in text.paragraphs:
        assert all(run.text for run in paragraph.runs)
        for one, next_one in zip(paragraph.runs, paragraph.runs[1:], strict=False):
            assert one.reference or next_one.reference or one.style != next_one.style


@given(TEXTS, PLACES, LINES)
def test_typing_keeps_all_else_and_widens_only_marks_around_it(text: Text, place: tuple[int, int], typed: str) -> None:
    before = cells(text)
    start, end = (min(p, len(before)) for p in place)
    after = cells(text.replaced(*place, typed))
    assert after[:start] == before[:start]
    assert after[start + len(typed) :] == before[end:]
    middle = after[start : start + len(typed)]
    assert "".join(letter for letter, _, _ in middle) == typed
    assert {style.marks for _, style, _ in middle if style} <= {around(before, start, end)}


@given(TEXTS, PLACES, TEXTS)
def test_putting_a_text_in_keeps_its_marks_and_adds_those_around_it(text: Text, place: tuple[int, int], other: Text) -> None:
    before, put = cells(text), cells(other)
    start, end = (min(p, len(before)) for p in place)
    edited = text.replaced(*place, other)
    inside = around(before, start, end)
    assert cells(edited) == (
        before[:start] + [(c, s and s._replace(marks=s.marks | inside), r) for c, s, r in put] + before[end:]
    )
    assert ids_are_well(edited)


@given(TEXTS, PLACES, REFERENCES)
def test_a_reference_takes_over_the_marks_of_the_letters_it_stands_for(
    text: Text, place: tuple[int, int], reference: Reference
) -> None:
    before = cells(text)
    start, end = (min(p, len(before)) for p in place)
    edited = text.with_reference(*place, reference)
    after = cells(edited)
    letter, style, found = after[start]
    assert (letter, found) == (REFERENCE_CHARACTER, reference)
    assert style
    named = [s.marks for _, s, _ in before[start:end] if s]
    assert style.marks == around(before, start, end).union(*named)
    assert after[:start] + after[start + 1 :] == before[:start] + before[end:]
    assert ids_are_well(edited)


@given(TEXTS, PLACES)
def test_a_mark_is_put_on_and_taken_off_again(text: Text, place: tuple[int, int]) -> None:
    marked = text.with_mark(*place, "new")
    covered = "".join(c for c, s, _ in cells(marked) if s and "new" in s.marks)
    start, end = (min(p, len(cells(text))) for p in place)
    assert covered == "".join(c for c, s, _ in cells(text)[start:end] if s)
    assert marked.marked("new").replace("\n", "") == text.part(*place).plain.replace("\n", "")
    assert marked.without_mark("new") == text


@given(TEXTS, st.lists(st.tuples(PLACES, LINES), max_size=6))
def test_ids_stay_their_own_through_many_edits(text: Text, edits: list[tuple[tuple[int, int], str]]) -> None:
    for place, typed in edits:
        text = text.replaced(*place, typed)
        assert ids_are_well(text)
        assert Text.from_json(text.to_json()) == text


@given(TEXTS, st.integers(0, 40))
def test_parting_and_joining_a_paragraph_gives_the_same_text(text: Text, place: int) -> None:
    place = min(place, text.length)
    parted = text.replaced(place, place, "\n")
    again = parted.replaced(place, place + 1, "")
    assert cells(again) == cells(text)
    assert [p.id for p in again.paragraphs if p.runs] == [p.id for p in text.paragraphs if p.runs]


@given(TEXTS, PLACES, PLACES)
def test_a_part_is_what_stands_there(text: Text, place: tuple[int, int], other: tuple[int, int]) -> None:
    part = text.part(*place)
    start, end = (min(p, len(cells(text))) for p in place)
    assert cells(part) == cells(text)[start:end]
    assert cells(text.replaced(*place, "").replaced(start, start, part))[:start] == cells(text)[:start]
    assert ids_are_well(joined([part, text.part(*other), text]))


@given(st.lists(TEXTS, max_size=3))
def test_joined_texts_say_everything_in_order_with_ids_of_their_own(texts: list[Text]) -> None:
    whole = joined([*texts, *texts])
    assert whole.plain == "\n".join(text.plain for text in [*texts, *texts])
    assert ids_are_well(whole)


@given(st.text())
def test_cleaned_letters_stay_clean_and_make_a_text_of_the_same_letters(letters: str) -> None:
    cleaned = clean(letters)
    assert clean(cleaned) == cleaned
    assert text_from(letters).plain == cleaned
    assert not any(0xD800 <= ord(letter) <= 0xDFFF or 0xFDD0 <= ord(letter) <= 0xFDEF for letter in cleaned)
