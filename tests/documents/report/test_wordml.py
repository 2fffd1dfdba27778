"""Word's markup in small pieces."""

from __future__ import annotations

from app.documents.wordml import escaped, quoted, run
from app.domain.report import quotation


def test_markup_and_forbidden_letters_do_not_reach_the_file() -> None:
    assert escaped('a<b & "c"\x00\ud800') == "a&lt;b &amp; &quot;c&quot;"


def test_line_ends_and_tabs_are_words_own() -> None:
    assert "<w:br/>" in run("a\r\nb")
    assert "<w:tab/>" in run("a\tb")


def test_bold_and_italic_stand_in_the_run() -> None:
    assert "<w:b/><w:bCs/><w:i/><w:iCs/>" in run("x", bold=True, italic=True)
    assert "rPr" not in run("x")


def test_quotation_marks_are_set_once() -> None:
    assert quoted(quotation("Nobody rang.")).count("“") == 1
    assert quoted(quotation("‘Nobody rang.’")).count("“") == 0
