"""Names left in a document: what is found, where, and what isn't a name."""

from __future__ import annotations

import pytest

from app.domain.description import Bullet, Column, Description, Heading, Quotation, Table, TableKind, TitlePage
from app.domain.names_left import FILE_NAME, HEAD, KnownNames, NameLeft, NamesLeft, names_left
from app.domain.report import RichParagraph, Span, paragraph, quotation

PERSON = KnownNames(("Maud O’Dell-Fenn", "Mrs Fenn", "mum", "MF", "Nurse Maud"), ("Mother", "health visitor"))


def found(words: str, person: KnownNames = PERSON) -> list[str]:
    description = Description("", "", "", False, (Bullet(paragraph(words)),))
    return [left.name for left in names_left(description, (person,))]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Maud O'Dell-Fenn rang.", ["Maud O'Dell-Fenn"]),
        ("MAUD came, and maud went", ["MAUD"]),
        ("Maud\u00adie and Maudlin", []),
        ("Ma\u200bud’s door", ["Maud"]),
        ("Mrs  Fenn", ["Mrs Fenn"]),
        ("mum, MF, Mother, Mrs and Nurse", []),
        ("_Maud_ stands within a word", []),
        ("Fenn, Maud", ["Fenn", "Maud"]),
        ("then maud o'dell-fenn rang, and mrs\nfenn; maud alone is a word", ["maud o'dell-fenn", "mrs fenn"]),
    ],
)
def test_names_are_found_as_whole_words(words: str, names: list[str]) -> None:
    person = KnownNames((*PERSON.names, "Fenn"), PERSON.public)
    assert found(words, person) == names


def test_what_somebody_is_called_in_public_is_no_name() -> None:
    person = KnownNames(("Anna Reed", "Health Visitor", "Sister Reed"), ("health visitor", "Anna"))
    assert found("Anna the Health Visitor", person) == []
    assert found("Anna Reed", person) == ["Anna Reed"]


def test_a_name_is_found_where_its_look_changes_and_wherever_it_stands() -> None:
    split = RichParagraph((Span("Ma", bold=True), Span("ud")))
    table = Table(TableKind.COUNTS, "Numbers", "Of Maud", (Column("Fenn", 1),), (("Maud", (split,)),))
    description = Description(
        "Maud",
        "Maud",
        "",
        False,
        (
            TitlePage("x", "Maud", "", ("Mrs Fenn",), "", "", ""),
            Heading(1, "Part one"),
            Bullet(split),
            Quotation(quotation("No", "Maud")),
            table,
            Heading(3, "Good practice"),
            Bullet(split),
        ),
    )
    person = KnownNames((*PERSON.names, "Fenn"))
    assert names_left(description, (person,), "Fenn.docx") == (
        NameLeft(FILE_NAME, "Fenn"),
        NameLeft(HEAD, "Maud"),
        NameLeft(HEAD, "Mrs Fenn"),
        NameLeft("Part one", "Maud"),
        NameLeft("Numbers", "Maud"),
        NameLeft("Numbers", "Fenn"),
        NameLeft("Part one › Good practice", "Maud"),
    )


def test_where_nobody_is_known_nothing_is_found() -> None:
    assert found("Anybody", KnownNames(("A B",))) == []


def test_the_error_counts_and_names_each_once() -> None:
    problem = NamesLeft((NameLeft("a", "Maud"), NameLeft("b", "Maud"), NameLeft("b", "Fenn")))
    assert problem.facts == {"number": 3, "names": "Maud, Fenn"}
    assert len(problem.left) == 3
