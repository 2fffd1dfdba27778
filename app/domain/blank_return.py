"""The blank return that an agency is sent: headings the import knows, guidance, and the abbreviations known so far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from app.domain.description import Block, Bullet, Column, Description, Heading, Paragraph, Series, Table, TableKind
from app.domain.file_names import fit
from app.domain.report import paragraph
from app.domain.resources import load_toml

ROWS = 24
"""Empty rows in the Word form; more are added with Tab."""

SPARE = 8
"""Empty rows for further abbreviations."""

FORMS = ("xlsx", "docx")


@dataclass(frozen=True)
class BlankReturn:
    """For which agency, the review's own reference words, whom it concerns (nobody unless chosen), and abbreviations."""

    agency: str
    reference: str
    people: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """What stands above it."""
        return str(words()["title"]).format(agency=self.agency)

    @property
    def facts(self) -> tuple[str, ...]:
        """What is said of it before the guidance."""
        said: list[str] = [words()["for"].format(reference=self.reference)] if self.reference else []
        if self.people:
            said.append(words()["concerns"].format(people=", ".join(self.people)))
        return tuple(said)


@cache
def words() -> dict[str, Any]:
    """Return the words of the blank return."""
    return load_toml("blank_return.toml")


def blank_file_name(blank: BlankReturn, form: str) -> str:
    """Return the name proposed: "Return of Housing – Review Orchard.xlsx"."""
    parts = (fit(part) for part in (f"Return of {blank.agency}", blank.reference))
    return f"{' – '.join(part for part in parts if part)}.{form}"


def describe_blank(blank: BlankReturn) -> Description:
    """Say what stands in the Word form, block by block."""
    guidance, short = words()["guidance"], words()["abbreviations"]
    blocks: list[Block] = [Heading(1, blank.title, Series.NONE)]
    blocks.extend(Paragraph(paragraph(said)) for said in blank.facts)
    blocks.append(Heading(2, guidance["head"], Series.NONE))
    blocks.extend(Bullet(paragraph(line)) for line in guidance["lines"])
    blocks.append(Heading(2, words()["sheet"], Series.NONE, new_page=True))
    columns = tuple(Column(column["heading"], column["share"]) for column in words()["columns"])
    alt = "Rows to fill in, one event a row, under the headings of the first."
    blocks.append(Table(TableKind.PROMPTS, words()["sheet"], alt, columns, (("",) * len(columns),) * ROWS))
    blocks.append(Heading(2, short["head"], Series.NONE))
    heads = (Column(short["short"], 3), Column(short["long"], 9))
    given = (*blank.abbreviations, *(("", ""),) * SPARE)
    blocks.append(Table(TableKind.TERMS, short["head"], "Abbreviations and what they stand for.", heads, given))
    return Description(blank.title, "", words()["confidential"], landscape=True, blocks=tuple(blocks))
