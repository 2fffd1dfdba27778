"""Words that no spreadsheet takes for a formula."""

from __future__ import annotations

import pytest

from app.domain.harmless import harmless


@pytest.mark.parametrize(
    "words", ["=1+1", " =cmd", "@SUM(A1)", "+44 20", "-3", "\t=1", "\r=1", "\u00a0=x", "＝1", "|cmd", "%0"]
)
def test_what_may_be_worked_out_is_not(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "3 May 2010", "a = b", "?22 May", "'tis", "a\n=1"])
def test_other_words_stay(words: str) -> None:
    assert harmless(words) == words
