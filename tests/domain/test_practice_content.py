"""The notation of the practice review's texts."""

from __future__ import annotations

from app.domain.practice_content import load_practice, marks_of, read_text
from app.domain.text import Reference


def named(slug: str) -> Reference:
    return Reference("person", f"id-{slug}", slug.title())


def test_references_marks_and_paragraphs() -> None:
    words = "\n{ruth} saw\nher. [[a1: {jo|the girl} ran.]] Then.\n\n[[b2: Away]]\n"
    text = read_text(words, named, {"a1": "first", "b2": "second"})
    assert text.plain == "Ruth saw her. the girl ran. Then.\nAway"
    assert [(reference.id, reference.given) for reference in text.references()] == [
        ("id-ruth", "Ruth"),
        ("id-jo", "the girl"),
    ]
    assert text.marked("first") == "the girl ran."
    assert text.marked("second") == "Away"
    assert marks_of(words) == ("a1", "b2")


def test_plain_words_are_plain() -> None:
    text = read_text("Nothing more.", named)
    assert (text.plain, text.references(), text.mark_ids()) == ("Nothing more.", (), ())


def test_rows_of_several_files_are_joined() -> None:
    practice = load_practice()
    assert len(practice.rows("conversation")) == 16
    assert {row["kind"] for row in practice.rows("person")} == {"family", "professional", "reviewer"}
    assert practice.rows("no such table") == ()
    assert practice.review["kind"] == "scr"
