"""Taking back a return that was taken in, while nothing rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.errors import RuleBroken
from app.domain.naming import Naming, NamingMode
from app.models import (
    Account,
    Conversation,
    Entry,
    Episode,
    EpisodeEvent,
    Event,
    EventTag,
    EvidenceLink,
    Finding,
    Knowledge,
    Meeting,
    Passage,
    SeenApart,
    SourceDocument,
)
from app.services import corrections
from app.services.common import fetch
from app.services.imports import fingerprint, fingerprints_of
from app.services.naming import read_naming
from app.storage.unit_of_work import UnitOfWork

MOST_NAMED = 6
"""Things named one by one when a return can't be taken back; further ones are counted."""


def take_back(uow: UnitOfWork, source_id: str, *, naming: Naming | None = None) -> None:
    """Undo an import, however long ago: its document, its entries and the events that came of them are deleted.

    Of a corrected return, the events that were there before are made again what they were. Raises ``RuleBroken``
    ("import_worked_on") where any of the events was worked on since; what was is named as ``naming`` shows people; and
    ("import_corrected_since") where a corrected return took its place. An event that only lies in the bin counts as
    untouched.
    """
    source = fetch(uow.session, SourceDocument, source_id)
    if later := corrections.corrected_by(uow.session, source_id):
        raise RuleBroken("import_corrected_since", file=source.title, later=later.title)
    shown = naming or read_naming(uow.session, NamingMode.NAMED)
    query = (
        select(Event)
        .where(Event.id.in_(_event_ids(source_id)))
        .options(selectinload(Event.entries), selectinload(Event.knowledge), selectinload(Event.accounts))
    )
    events = uow.session.scalars(query).all()
    names = [*_resting(uow.session, source_id, shown), *_edited(uow.session, source)]
    if names:
        raise RuleBroken("import_worked_on", file=source.title, names=_as_list(names))
    corrections.put_back(uow, source)
    for apart in uow.session.scalars(select(SeenApart).where(_speaks_of(source_id))).all():
        uow.session.delete(apart)  # said of two records, one of which goes
    uow.session.flush()
    for event in events:
        uow.session.delete(event)
    uow.session.delete(source)


def _event_ids(source_id: str) -> Select[Any]:
    """Select the events that came of a return; not those that a corrected one found there."""
    return select(Entry.event_id).where(
        Entry.source_id == source_id, Entry.event_id.is_not(None), Entry.follows_id.is_(None)
    )


def _speaks_of(source_id: str) -> ColumnElement[bool]:
    ids = _event_ids(source_id)
    return or_(SeenApart.one_id.in_(ids), SeenApart.other_id.in_(ids))


def _resting(session: Session, source_id: str, naming: Naming) -> Iterator[str]:
    """Name the episodes, findings, conversations and meetings that an event of a return is linked to."""
    ids = _event_ids(source_id)
    in_episode = select(EpisodeEvent.episode_id).where(EpisodeEvent.event_id.in_(ids))
    for episode in session.scalars(select(Episode).where(Episode.id.in_(in_episode)).order_by(Episode.title, Episode.id)):
        yield f"the key practice episode “{episode.title}”{_in_bin(episode)}"
    in_evidence = select(EvidenceLink.finding_id).where(EvidenceLink.event_id.in_(ids))
    resting = select(Finding).where(Finding.id.in_(in_evidence)).order_by(Finding.position, Finding.id)
    for finding in session.scalars(resting):
        headline = " ".join(finding.headline.shown(naming).split())
        yield f"the finding “{headline}”{_in_bin(finding)}"
    passages = select(Passage.conversation_id).where(Passage.event_id.in_(ids))
    accounts = select(Account.conversation_id).where(Account.event_id.in_(ids), Account.conversation_id.is_not(None))
    spoken = or_(Conversation.id.in_(passages), Conversation.id.in_(accounts))
    for conversation in session.scalars(select(Conversation).where(spoken).order_by(Conversation.id)):
        people = [naming.person(part.person_id) for part in conversation.parts if part.part == "participant"]
        whom = f"the conversation with {' and '.join(people)}" if people else "a conversation"
        yield f"{whom}{_in_bin(conversation)}"
    for meeting in session.scalars(select(Meeting).where(Meeting.event_id.in_(ids)).order_by(Meeting.title, Meeting.id)):
        yield f"the meeting “{meeting.title}”"


def _in_bin(thing: Conversation | Episode | Finding) -> str:
    return " (in the bin)" if thing.binned_at else ""


def _edited(session: Session, source: SourceDocument) -> Iterator[str]:
    """Count the events that are no longer as they were taken in, or hold what was added to them."""
    as_taken_in = fingerprints_of(source.plan)
    ids = _event_ids(source.id)
    held = {
        *session.scalars(select(Knowledge.event_id).where(Knowledge.event_id.in_(ids))),
        *session.scalars(select(Account.event_id).where(Account.event_id.in_(ids))),
        *session.scalars(select(EventTag.event_id).where(EventTag.event_id.in_(ids))),
        *session.scalars(select(Event.joined_to_id).where(Event.joined_to_id.in_(ids))),
        *session.scalars(select(Event.id).where(Event.id.in_(ids), Event.joined_to_id.is_not(None))),
        *session.scalars(select(Entry.event_id).where(Entry.event_id.in_(ids), Entry.source_id != source.id)),
    }
    table = Event.__table__
    rows = session.execute(select(*table.c).where(table.c.id.in_(ids))).mappings()
    number = sum(row["id"] in held or fingerprint(row) not in as_taken_in for row in rows)
    number += corrections.worked_on(session, source)
    if number:
        were = "1 event that was" if number == 1 else f"{number:,} events that were"
        yield f"{were} edited, chosen for the skeleton, put in order or given notes"


def _as_list(names: list[str]) -> str:
    """Join names as a sentence does; beyond some they are counted."""
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1:,} further things"]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
