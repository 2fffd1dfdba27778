"""The glossary: what an abbreviation stands for, in an agency's use or in everybody's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.models import Agency, Event, GlossaryEntry
from app.services.common import column, fetch
from app.storage.unit_of_work import UnitOfWork

OFTEN = 3
"""In as many events of an agency an abbreviation must stand to be asked about."""

_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z][A-Z&]{1,5}(?![\w-])")


@dataclass(frozen=True)
class GlossaryRow:
    """An abbreviation and its meaning; without an agency it is everybody's."""

    id: str
    abbreviation: str
    meaning: str
    agency_id: str | None


@dataclass(frozen=True)
class Unexplained:
    """An abbreviation in an agency's events that nothing explains, and in how many of them it stands."""

    abbreviation: str
    agency_id: str | None
    events: int


def listed(session: Session) -> tuple[GlossaryRow, ...]:
    """Return the entries in the order of the alphabet."""
    rows = session.scalars(select(GlossaryEntry))
    entries = (GlossaryRow(row.id, row.abbreviation, row.meaning, row.agency_id) for row in rows)
    return tuple(sorted(entries, key=lambda row: (row.abbreviation.casefold(), row.meaning.casefold())))


def meanings(session: Session) -> dict[tuple[str, str], str]:
    """Return what each abbreviation stands for, by the id of the agency that uses it ("" for everybody) and its letters."""
    return {(row.agency_id or "", row.abbreviation): row.meaning for row in listed(session)}


def explained_at(words: str, at: int, agency_id: str, said: Mapping[tuple[str, str], str]) -> tuple[str, str] | None:
    """Return the abbreviation that the letter at a place belongs to, and its meaning: the agency's own, else everybody's."""
    for _, letters in sorted(said, key=_longest_first):
        meaning = said.get((agency_id, letters)) or said.get(("", letters))
        whole = re.finditer(rf"(?<![\w-]){re.escape(letters)}s?(?![\w-])", words)
        if meaning and any(each.start() <= at < each.end() for each in whole):
            return letters, meaning
    return None


def _longest_first(entry: tuple[str, str]) -> int:
    return -len(entry[1])


def unexplained(session: Session) -> tuple[Unexplained, ...]:
    """Return abbreviations that stand in events often and are explained nowhere, by agency, the most frequent first."""
    said, counts = meanings(session), Counter[tuple[str, str]]()
    columns = (column(Event, "agency_id"), column(Event, "what_plain"))
    for agency_id, letters in session.execute(select(*columns).where(column(Event, "binned_at").is_(None))):
        for word in set(_ABBREVIATION.findall(letters)):
            if ("", word) not in said and (agency_id or "", word) not in said:
                counts[agency_id or "", word] += 1
    found = (Unexplained(word, agency_id or None, number) for (agency_id, word), number in counts.items() if number >= OFTEN)
    return tuple(sorted(found, key=lambda each: (-each.events, each.abbreviation, each.agency_id or "")))


def change(uow: UnitOfWork, entry_id: str, abbreviation: str, meaning: str) -> None:
    """Change an entry; raises ``RuleBroken`` ("glossary_without_words") where either half is missing."""
    if not abbreviation.strip() or not meaning.strip():
        raise RuleBroken("glossary_without_words")
    entry = fetch(uow.session, GlossaryEntry, entry_id)
    entry.abbreviation, entry.meaning = abbreviation.strip(), meaning.strip()


def remove(uow: UnitOfWork, entry_id: str) -> None:
    """Take an entry out."""
    uow.session.delete(fetch(uow.session, GlossaryEntry, entry_id))


def add(uow: UnitOfWork, abbreviation: str, meaning: str, agency_id: str | None = None) -> str:
    """Add an entry and return its id; raises ``RuleBroken`` ("glossary_without_words") where either half is missing."""
    if not abbreviation.strip() or not meaning.strip():
        raise RuleBroken("glossary_without_words")
    owner = fetch(uow.session, Agency, agency_id).id if agency_id else None
    entry = GlossaryEntry(abbreviation=abbreviation.strip(), meaning=meaning.strip(), agency_id=owner)
    uow.session.add(entry)
    uow.session.flush()
    return entry.id
