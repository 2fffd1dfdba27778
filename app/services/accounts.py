"""The record against what a person said (F25): everybody's account of an event, side by side, none put before another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, Text
from app.models import Account, Agency, Episode, EpisodeEvent, Event, Passage
from app.services.common import fetch
from app.services.episode_rows import AccountRow, LinkedPassage, account_rows, passages_that
from app.services.event_rows import EntryRow, entries_of, sort_columns
from app.services.joining import moved_rows
from app.storage.unit_of_work import UnitOfWork

TABLES = ("event", "entry", "agency", "source_document", "account", "passage", "conversation", "episode_event")
"""Tables whose change may change what stands side by side."""


@dataclass(frozen=True)
class Version:
    """What one agency recorded of an event; ``joined`` where it was an event of its own and can be parted again."""

    event_id: str
    agency: str
    colour: int | None
    when: UncertainDate
    what: Text
    source_words: str
    private_note: Text
    entries: tuple[EntryRow, ...]
    joined: bool = False


@dataclass(frozen=True)
class SideBySide:
    """Everybody's account of one event: the agencies' records, accounts written down, and what was said in conversations."""

    versions: tuple[Version, ...]
    accounts: tuple[AccountRow, ...]
    passages: tuple[LinkedPassage, ...]


def side_by_side(session: Session, event_id: str) -> SideBySide:
    """Return everybody's account of an event; raises ``RuleBroken`` where it is gone."""
    event = fetch(session, Event, event_id)
    return SideBySide(
        versions(session, event_id),
        account_rows(session, event.accounts),
        passages_that(session, Passage.event_id == event_id),
    )


def versions(session: Session, event_id: str) -> tuple[Version, ...]:
    """Return what each agency recorded of an event: its own first, then those of the events joined to it, in their order."""
    kept = fetch(session, Event, event_id)
    joined = session.scalars(select(Event).where(Event.joined_to_id == event_id).order_by(*sort_columns(), Event.id)).all()
    entries = entries_of(session, event_id)
    theirs = {row_id: event.id for event in joined for table, row_id in moved_rows(event) if table == "entry"}
    return tuple(
        _version(session, event, tuple(entry for entry in entries if theirs.get(entry.id, event_id) == event.id))
        for event in (kept, *joined)
    )


def records(session: Session, event_ids: Sequence[str]) -> tuple[Version, ...]:
    """Return what each of some events says by itself, in their order; those that are gone are left out."""
    events = (session.get(Event, event_id) for event_id in event_ids)
    return tuple(_version(session, event, entries_of(session, event.id)) for event in events if event is not None)


def _version(session: Session, event: Event, entries: tuple[EntryRow, ...]) -> Version:
    agency = session.get(Agency, event.agency_id) if event.agency_id else None
    return Version(
        event.id,
        (agency.short_name or agency.name) if agency else "",
        agency.colour if agency else None,
        event.when,
        event.what,
        event.source_words,
        event.private_note,
        entries,
        event.joined_to_id is not None,
    )


def of_episode(session: Session, episode_id: str) -> tuple[Version, ...]:
    """Return what the records say of an episode: each version of each of its events, in the order of the chronology."""
    linked = select(EpisodeEvent.event_id).where(EpisodeEvent.episode_id == episode_id)
    fetch(session, Episode, episode_id)
    events = session.scalars(
        select(Event.id).where(Event.id.in_(linked), Event.binned_at.is_(None)).order_by(*sort_columns())
    )
    return tuple(version for event_id in events for version in versions(session, event_id))


def add(uow: UnitOfWork, event_id: str, person_id: str | None, agency_id: str | None, body: Text = EMPTY) -> str:
    """Put one person's or one agency's account of an event beside the others; raises ``RuleBroken`` where nobody speaks."""
    if person_id is None and agency_id is None:
        raise RuleBroken("account_without_voice")
    fetch(uow.session, Event, event_id)
    last: int | None = uow.session.scalar(select(func.max(Account.position)).where(Account.event_id == event_id))
    account = Account(
        event_id=event_id, person_id=person_id, agency_id=agency_id, body=body, position=0 if last is None else last + 1
    )
    uow.session.add(account)
    uow.session.flush()
    return account.id
