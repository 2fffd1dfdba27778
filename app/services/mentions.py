"""Turning the names of people in the chronology into references, where they can mean one person alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.name_finding import NamedPerson, NameFinder
from app.domain.text import Text
from app.models import Entry, Event, Person
from app.services.common import column
from app.storage.unit_of_work import UnitOfWork

TEXTS = ("what", "quotation")
"""What of an event may go into a document, and may name people."""


@dataclass(frozen=True)
class Mentions:
    """How many names became references, and which were left because several people share them."""

    found: int
    unclear: tuple[str, ...] = ()


def turn_names_into_references(uow: UnitOfWork, event_ids: Collection[str] | None = None) -> Mentions:
    """Let names and aliases in events refer to their people; ``event_ids`` None is every event that is not in the bin."""
    finder, found = _finder(uow.session), 0
    unclear: set[str] = set()
    for event_id, name, letters in _letters(uow.session, event_ids):
        if not finder.finds(letters) and not finder.unclear(letters):
            continue
        event = uow.session.get_one(Event, event_id)
        before: Text = getattr(event, name)
        after = finder.referring(before)
        if after is not before:
            setattr(event, name, after)
            found += len(after.references()) - len(before.references())
        unclear |= finder.unclear("".join(run.text for run in after.runs()))
    return Mentions(found, tuple(sorted(unclear)))


def names_in_source(session: Session, source_id: str) -> tuple[str, ...]:
    """Return the ids of a source's events that name people of the register who can be referred to."""
    finder = _finder(session)
    of_source = select(Entry.event_id).where(Entry.source_id == source_id, Entry.event_id.is_not(None))
    event_ids = frozenset(str(event_id) for event_id in session.scalars(of_source))
    return tuple(dict.fromkeys(row[0] for row in _letters(session, event_ids) if finder.finds(row[2])))


def _finder(session: Session) -> NameFinder:
    people = session.scalars(select(Person))
    return NameFinder(NamedPerson(each.id, each.name, tuple(alias.name for alias in each.aliases)) for each in people)


def _letters(session: Session, event_ids: Collection[str] | None) -> list[tuple[str, str, str]]:
    """Return the id, the field and the letters of every text of events; plain letters first, since most name nobody."""
    wanted = None if event_ids is None else frozenset(event_ids)
    columns = [column(Event, f"{name}_plain") for name in TEXTS]
    rows = session.execute(select(column(Event, "id"), *columns).where(column(Event, "binned_at").is_(None))).all()
    return [
        (row[0], name, letters)
        for row in rows
        if wanted is None or row[0] in wanted
        for name, letters in zip(TEXTS, row[1:], strict=True)
        if letters
    ]
