"""Where texts differ: words that no other has; marks lie on whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.domain.differing import differing


def never(_word: str, _among: Sequence[str]) -> bool:
    return False


def said(words: str, *others: str) -> list[str]:
    return [words[start:end] for start, end in differing(words, others, never)]


def test_words_that_nobody_else_has_are_marked_wherever_they_stand() -> None:
    assert said("Seen at home. Home was cold.", "Seen at the clinic.") == ["home", "Home", "cold"]


def test_a_no_is_marked_and_a_small_word_is_not() -> None:
    assert said("There was no injury.", "There was an injury.") == ["no"]


def test_alone_nothing_differs() -> None:
    assert said("Seen at home.") == []
    assert said("Seen at home.", "", "  ") == []


def test_spelling_aside_words_are_the_same() -> None:
    def begins(word: str, among: Sequence[str]) -> bool:
        return any(each.startswith(word[:4]) for each in among)

    assert differing("Visited twice", ["A visit"], begins) == ((8, 13),)


TEXTS = st.text(st.sampled_from("ab no 'é\n.-"), max_size=40)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_marks_are_whole_words_in_order_and_none_that_another_has(words: str, others: list[str]) -> None:
    spans = differing(words, others, never)
    whole = {found.span() for found in re.finditer(r"[^\W_]+", words)}
    assert set(spans) <= whole
    assert list(spans) == sorted(spans)
    theirs = {word for other in others for word in re.findall(r"[^\W_]+", other.casefold())}
    assert all(words[start:end].casefold() not in theirs for start, end in spans)


@given(TEXTS)
def test_what_says_the_same_has_no_marks(words: str) -> None:
    assert differing(words, [words], never) == ()
