"""Report data: what texts and words do by themselves."""

from __future__ import annotations

import pytest

from app.domain.report import Count, RichParagraph, Span, Words, paragraph, quotation, rich, written


def test_a_text_of_lines_is_a_paragraph_a_line_without_the_empty_ones() -> None:
    assert [p.plain for p in rich("one\n\n two \n")] == ["one", " two "]


def test_a_paragraph_is_its_letters_and_empty_when_only_space_is_written() -> None:
    assert RichParagraph((Span("a", bold=True), Span("b"))).plain == "ab"
    assert written((paragraph("  "), paragraph("x"), RichParagraph(()))) == (paragraph("x"),)


def test_a_quotation_keeps_whose_words_it_is() -> None:
    said = quotation("Nobody rang.", "a nurse")
    assert said.quotation
    assert said.said_by == "a nurse"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Issues for {board}", "Issues for the Partnership"),
        ("{Board} is asked", "The Partnership is asked"),
        ("{Conversations}", "Interviews"),
        ("{unknown} {", "{unknown} {"),
    ],
)
def test_headings_use_the_words_of_the_review(text: str, shown: str) -> None:
    assert Words(board="the Partnership", conversations="interviews").put_into(text) == shown


def test_a_count_is_shown_with_its_whole_where_there_is_one() -> None:
    assert Count("new members", 2, 5).shown == "2 of 5"
    assert Count("moves", 3).shown == "3"
