"""The events of the practice review: agencies' files taken in as a user's are, the skeleton chosen, people recognised."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.domain.return_plans import propose_plans
from app.domain.returns import ParsedReturn
from app.models import Entry, Event, Person
from app.services import chronology, coverage, glossary, imports
from app.services.import_draft import ImportDraft
from app.services.practice_words import Making

GLOSSARY = "glossary"
"""In the name of a table: its two columns are abbreviations and what they mean."""


def take_returns(making: Making, returns: Mapping[str, ParsedReturn]) -> None:
    """Take each agency's file in; its events are known by ``agency:n`` from then on."""
    context = chronology.date_context(making.session)
    for row in making.content.rows("agency"):
        slug, parsed = row["slug"], returns[row["return_file"]]
        draft = ImportDraft(parsed, propose_plans(parsed), context)
        taken = imports.take_in(making.uow, draft.incoming(making.agencies[slug], ""))
        ids = making.session.scalars(
            select(Entry.event_id)
            .where(Entry.source_id == taken.source_id, Entry.event_id.is_not(None))
            .order_by(Entry.position)
        )
        making.events.update({f"{slug}:{number}": str(event_id) for number, event_id in enumerate(ids, 1)})
        _keep_glossary(making, taken.source_id, making.agencies[slug], parsed)


def _keep_glossary(making: Making, source_id: str, agency_id: str, parsed: ParsedReturn) -> None:
    """Keep what an agency's own glossary says."""
    places = {row.place for table in parsed.tables if GLOSSARY in table.title.casefold() for row in table.rows}
    entries = making.session.scalars(select(Entry).where(Entry.source_id == source_id).order_by(Entry.position))
    for entry in (entry for entry in entries if entry.place in places):
        short, long = (text for _, text in json.loads(entry.cells))
        glossary.add(making.uow, short, long, agency_id)


def choose_skeleton(making: Making) -> None:
    """Mark the events of the skeleton; content that no longer fits the files is our bug and fails."""
    for row in making.content.rows("skeleton"):
        _require_words(making, row)
    chronology.mark_skeleton(making.uow, [making.events[row["key"]] for row in making.content.rows("skeleton")], True)


def set_aside(making: Making) -> None:
    """Set events aside that were looked at and left, each with its reason."""
    for row in making.content.rows("set_aside"):
        _require_words(making, row)
        coverage.set_aside(making.uow, (making.events[row["key"]],), row["reason"])


def _require_words(making: Making, row: dict[str, Any]) -> None:
    event = making.session.get_one(Event, making.events[row["key"]])
    if not " ".join(event.what.plain.split()).startswith(row["words"]):
        raise AssertionError(f"the skeleton's {row['key']} does not begin with “{row['words']}”")


def recognise_people(making: Making) -> None:
    """Let names and initials that mean one person alone refer to that person; who made a record is said by role."""
    roles = {person.id: person.role for person in making.session.scalars(select(Person))}
    for event in making.session.scalars(select(Event)):
        referring = making.finder.referring(event.what)
        if referring is not event.what:
            chronology.set_what(making.uow, event.id, referring)
        chronology.set_source(making.uow, event.id, making.finder.replacing(event.source_words, roles.__getitem__))
