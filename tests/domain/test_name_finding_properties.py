"""Whatever is written: finding people changes no letter, loses no mark, and finds nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.name_finding import NamedPerson, NameFinder
from app.domain.text import Text, text_from

PEOPLE = (
    NamedPerson("leanne", "Leanne Fernley", ("LF", "mother")),
    NamedPerson("reuben", "Reuben Fernley", ("RF",)),
    NamedPerson("mercer", "Sally Mercer", ("DC Mercer", "TB")),
    NamedPerson("tessa", "Tessa May Bright", ("TB",)),
    NamedPerson("may", "May Ash-Dell"),
    NamedPerson("single", "Quill"),
    NamedPerson("nameless", " "),
)
FINDER = NameFinder(PEOPLE)

NAMES = ("Leanne", "Fernley", "LF", "TB", "Reuben", "Mercer", "Bright", "May", "Ash-Dell", "Quill", "mother")
OTHERS = ("Dr", "DC", "Mrs", "S", "S.", "T", "X", " ", " ", " ", "-", "'s", "’", "O'", ".", ",", "\n", "é", "\t", "1")
PIECES = st.sampled_from((*NAMES, *OTHERS))


@st.composite
def texts(draw: st.DrawFn) -> Text:
    text = text_from("".join(draw(st.lists(PIECES, max_size=30))))
    for mark in draw(st.lists(st.sampled_from(("m1", "m2")), max_size=2, unique=True)):
        start, end = sorted(draw(st.tuples(*[st.integers(0, text.length)] * 2)))
        text = text.with_mark(start, end, mark)
    return text


@given(texts())
def test_the_letters_as_given_stay_and_nothing_is_found_twice(text: Text) -> None:
    once = FINDER.referring(text)
    assert once.plain == text.plain
    assert FINDER.referring(once) == once
    assert bool(once.references()) is FINDER.finds(text.plain)
    assert [paragraph.id for paragraph in once.paragraphs] == [paragraph.id for paragraph in text.paragraphs]


@given(texts())
def test_marks_cover_at_least_what_they_covered(text: Text) -> None:
    found = FINDER.referring(text)
    assert set(found.mark_ids()) == set(text.mark_ids())
    for mark_id in text.mark_ids():
        covered = found.marked(mark_id).replace("\n", "")
        assert text.marked(mark_id).replace("\n", "") in covered


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Leanne's flat, Leanne’s mother", ["Leanne", "Leanne"]),
        ("S Mercer, S. Mercer, DC S Mercer, Mrs Mercer", ["S Mercer", "S. Mercer", "DC S Mercer", "Mrs Mercer"]),
        ("X Mercer and DC X. Mercer are namesakes", []),
        ("Mercer-Bright, O'Mercer and O’Mercer are other names", []),
        ("In May; Ms May Ash-Dell; Ash-Dell", ["Ms May Ash-Dell", "Ash-Dell"]),
        ("Mrs Leanne Fernley, Miss LF; told HV LF slept", ["Mrs Leanne Fernley", "Miss LF", "LF"]),
        ("Quill", ["Quill"]),
    ],
)
def test_only_a_whole_name_that_contradicts_nothing_is_taken(words: str, found: list[str]) -> None:
    assert [reference.given for reference in FINDER.referring(text_from(words)).references()] == found
    assert FINDER.replacing(words, lambda _: "?") == FINDER.referring(text_from(words)).shown(lambda _: "?")


def test_what_several_people_share_is_told() -> None:
    assert FINDER.unclear("TB and Fernley saw LF; TBX did not") == {"TB", "Fernley"}
    assert NameFinder(()).unclear("TB") == frozenset()
