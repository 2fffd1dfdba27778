"""The glossary: what an abbreviation stands for, in an agency's use or in everybody's."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.models import Agency, GlossaryEntry
from app.services.common import fetch
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class GlossaryRow:
    """An abbreviation and its meaning; without an agency it is everybody's."""

    id: str
    abbreviation: str
    meaning: str
    agency_id: str | None


def listed(session: Session) -> tuple[GlossaryRow, ...]:
    """Return the entries in the order of the alphabet."""
    rows = session.scalars(select(GlossaryEntry))
    entries = (GlossaryRow(row.id, row.abbreviation, row.meaning, row.agency_id) for row in rows)
    return tuple(sorted(entries, key=lambda row: (row.abbreviation.casefold(), row.meaning.casefold())))


def add(uow: UnitOfWork, abbreviation: str, meaning: str, agency_id: str | None = None) -> str:
    """Add an entry and return its id; raises ``RuleBroken`` ("glossary_without_words") where either half is missing."""
    if not abbreviation.strip() or not meaning.strip():
        raise RuleBroken("glossary_without_words")
    owner = fetch(uow.session, Agency, agency_id).id if agency_id else None
    entry = GlossaryEntry(abbreviation=abbreviation.strip(), meaning=meaning.strip(), agency_id=owner)
    uow.session.add(entry)
    uow.session.flush()
    return entry.id
