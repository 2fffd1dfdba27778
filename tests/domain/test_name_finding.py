"""Names and initials become references where they can mean one person alone."""

from __future__ import annotations

import pytest

from app.domain.name_finding import NamedPerson, NameFinder
from app.domain.text import Reference, text_from

PEOPLE = (
    NamedPerson("leanne", "Leanne Fernley", ("LF", "mother", "L")),
    NamedPerson("reuben", "Reuben Fernley", ("RF",)),
    NamedPerson("marcus", "Marcus Hale", ("RF's father", "TB")),
    NamedPerson("mercer", "Sally Mercer", ("DC Mercer", "TB")),
    NamedPerson("tessa", "Tessa Bright"),
)


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder(PEOPLE)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LF rang.", [("leanne", "LF")]),
        ("Leanne Fernley and Reuben", [("leanne", "Leanne Fernley"), ("reuben", "Reuben")]),
        ("RF's father came; RF slept", [("marcus", "RF's father"), ("reuben", "RF")]),
        ("DC Mercer, S Mercer, Mercer", [("mercer", "DC Mercer"), ("mercer", "S Mercer"), ("mercer", "Mercer")]),
        ("PC T. Bright wrote", [("tessa", "PC T. Bright")]),
        ("Fernley", []),
        ("TB and mother and L", []),
        ("RFX, LFs and brightly", []),
    ],
)
def test_only_what_means_one_person_is_found(finder: NameFinder, words: str, found: list[tuple[str, str]]) -> None:
    text = finder.referring(text_from(words))
    assert [(reference.id, reference.given) for reference in text.references()] == found
    assert text.plain == words


def test_marks_and_references_that_are_there_stay(finder: NameFinder) -> None:
    text = (
        text_from("She rang LF\nand Reuben")
        .with_mark(4, 11, "mark")
        .with_reference(0, 3, Reference("person", "tessa", "She"))
    )
    found = finder.referring(text)
    assert [reference.id for reference in found.references()] == ["tessa", "leanne", "reuben"]
    assert found.marked("mark") == "rang LF"
    assert found.plain == text.plain


def test_plain_words_name_people_otherwise(finder: NameFinder) -> None:
    assert finder.replacing("DC Mercer; Fernley", {"mercer": "Detective"}.__getitem__) == "Detective; Fernley"


def test_without_people_nothing_is_found() -> None:
    text = text_from("Leanne")
    assert NameFinder(()).referring(text) is text
