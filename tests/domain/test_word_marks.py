"""Words that differ between two versions of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.word_marks import MOST, Piece, marked


def test_words_that_differ_are_marked_on_both_sides() -> None:
    old, new = marked("The school called about Ann.", "The school nurse called about Anne.")
    assert old == (Piece("The school called about ", False), Piece("Ann", True), Piece(".", False))
    assert [piece.text.strip() for piece in new if piece.differs] == ["nurse", "Anne"]


def test_white_space_is_no_difference() -> None:
    assert not any(piece.differs for side in marked("one two\nthree", "one  two three ") for piece in side)
    assert marked("", "") == ((), ())


def test_very_long_texts_are_shown_as_other() -> None:
    assert [piece.differs for piece in marked("a " * MOST, "b")[0]] == [True]


@given(st.text("ab .\n", max_size=30), st.text("ab .\n", max_size=30))
def test_pieces_put_together_are_the_texts(old: str, new: str) -> None:
    left, right = marked(old, new)
    assert ("".join(piece.text for piece in left), "".join(piece.text for piece in right)) == (old, new)
    same = ["".join("".join(piece.text for piece in side if not piece.differs).split()) for side in (left, right)]
    assert same[0] == same[1]
