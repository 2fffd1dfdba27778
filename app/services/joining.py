"""One event that several agencies recorded: putting their records under one event, and parting them again.

Nothing is merged away. An event that is one with another is joined to it: it stays, word for word, out of the lists; what
stood under it (entries, links to episodes, passages, accounts, what agencies knew, evidence) stands under the other until
they are parted. Where the other has the same link already, its own stays where it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple, Protocol, cast

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.models import Base, Entry, Event, EvidenceLink, SeenApart
from app.services.common import fetch, now
from app.storage.unit_of_work import UnitOfWork

OF_THEMSELVES = (Event, SeenApart)
"""What names an event because it speaks of events as such; it is not moved."""


class _Hanging(NamedTuple):
    """What can stand under an event: its class, and the columns that may not say the same twice of one event."""

    stored: type[Base]
    once: tuple[str, ...]


class _Hung(Protocol):
    """A row that stands under an event."""

    event_id: Any


def hanging() -> Iterator[_Hanging]:
    """Yield everything of the models that stands under an event."""
    for mapper in Base.registry.mappers:
        stored: type[Base] = mapper.class_
        if stored not in OF_THEMSELVES and "event_id" in stored.__table__.c and _names_event(stored):
            yield _Hanging(stored, _once(stored))


def _names_event(stored: type[Base]) -> bool:
    keys = stored.__table__.c["event_id"].foreign_keys
    return any(key.column.table is Event.__table__ for key in keys)


def _once(stored: type[Base]) -> tuple[str, ...]:
    if stored is EvidenceLink:
        return ("finding_id", "part_key")
    uniques = (each for each in stored.__table__.constraints if isinstance(each, UniqueConstraint))  # pyright: ignore
    for unique in uniques:
        names = [column.name for column in unique.columns]
        if "event_id" in names:
            return tuple(name for name in names if name != "event_id")
    return ()


# -- joining and parting ---------------------------------------------------------------------------------------------


def join(uow: UnitOfWork, kept_id: str, other_ids: Sequence[str]) -> None:
    """Hold that events are one: what stands under the others stands under ``kept_id`` from now on.

    Raises ``RuleBroken`` ("no_longer_there") where one of them is gone or in the bin.
    """
    kept = _in_use(uow.session, kept_id)
    for other_id in dict.fromkeys(other_ids):
        if other_id != kept_id:
            _join(uow.session, kept, _in_use(uow.session, other_id))


def hold_for_one(uow: UnitOfWork, event_ids: Sequence[str], left_out: Sequence[str] = ()) -> str:
    """Hold that events are one, those left out not being it, and return the id of the one that is kept.

    Kept is one of the skeleton before others, then the one that most is linked to, then the first handed in.
    """
    events = [_in_use(uow.session, event_id) for event_id in event_ids]
    links = {event.id: sum(len(_under(uow.session, each.stored, event.id)) for each in hanging()) for event in events}
    kept = max(events, key=lambda event: (event.in_skeleton, links[event.id], -events.index(event)))
    join(uow, kept.id, event_ids)
    for other_id in left_out:
        keep_apart(uow, (kept.id, other_id))
    return kept.id


def _join(session: Session, kept: Event, other: Event) -> None:
    already = session.scalars(select(Event).where(Event.joined_to_id == other.id)).all()
    of_others = {row_id for event in already for _, row_id in moved_rows(event)}
    moved = [pair for pair in _move_all(session, other.id, kept.id) if pair[1] not in of_others]
    for event in already:
        event.joined_to_id = kept.id
        _take_home(session, event, other.id)
    other.moved = json.dumps(moved)
    other.joined_to_id = kept.id
    other.binned_at = now()
    kept.in_skeleton = kept.in_skeleton or other.in_skeleton
    session.flush()


def _take_home(session: Session, event: Event, left_at: str) -> None:
    """Put back under a joined event what did not move on with the one it was joined to first."""
    stay: list[tuple[str, str]] = []
    for table, row_id in moved_rows(event):
        row = session.get(_stored(table), row_id)
        if row is not None and _event_of(row) == left_at:
            _put_under(row, event.id)
        else:
            stay.append((table, row_id))
    event.moved = json.dumps(stay)


def _stored(table: str) -> type[Base]:
    return next(each.stored for each in hanging() if each.stored.__tablename__ == table)


def _move_all(session: Session, from_id: str, to_id: str) -> list[tuple[str, str]]:
    moved: list[tuple[str, str]] = []
    for stored, once in hanging():
        there = {_said(row, once) for row in _under(session, stored, to_id)} if once else set[tuple[object, ...]]()
        for row in _under(session, stored, from_id):
            if not once or _said(row, once) not in there:
                _put_under(row, to_id)
                moved.append((stored.__tablename__, row.id))
    return moved


def part(uow: UnitOfWork, event_id: str) -> str:
    """Part an event from the one it is joined to and return that one's id; the two are not offered as one again.

    What came with it goes back with it, as far as it is still there; raises ``RuleBroken`` where it is not joined.
    """
    event = fetch(uow.session, Event, event_id)
    kept_id = event.joined_to_id
    if kept_id is None:
        raise RuleBroken("no_longer_there")
    for table, row_id in moved_rows(event):
        row = uow.session.get(_stored(table), row_id)
        if row is not None and _event_of(row) == kept_id:
            _put_under(row, event_id)
    event.joined_to_id, event.binned_at, event.moved = None, None, "[]"
    uow.session.flush()
    keep_apart(uow, (kept_id, event_id))
    return kept_id


def moved_rows(event: Event) -> list[tuple[str, str]]:
    """Return what of a joined event stands under another now, as (table, id)."""
    return [(table, row_id) for table, row_id in json.loads(event.moved)]


def with_entries(moved: str, entry_ids: Sequence[str]) -> str:
    """Return what of a joined event stands under another, new entries of its record counted."""
    return json.dumps([*json.loads(moved), *((Entry.__tablename__, each) for each in entry_ids)])


def entries_of_joined(session: Session) -> dict[str, str]:
    """Return for each entry that a joined event brought under another the id of the event whose record it is."""
    events = session.scalars(select(Event).where(Event.joined_to_id.is_not(None)))
    return {row_id: event.id for event in events for table, row_id in moved_rows(event) if table == Entry.__tablename__}


def keep_apart(uow: UnitOfWork, event_ids: Sequence[str]) -> None:
    """Remember that events are so many events; no two of them are offered as one again."""
    for one, other in combinations(sorted(set(event_ids)), 2):
        for event_id in (one, other):
            fetch(uow.session, Event, event_id)
        known = select(SeenApart).where(SeenApart.one_id == one, SeenApart.other_id == other)
        if uow.session.scalar(known) is None:
            uow.session.add(SeenApart(one_id=one, other_id=other))
    uow.session.flush()


def _in_use(session: Session, event_id: str) -> Event:
    event = fetch(session, Event, event_id)
    if event.binned_at is not None:
        raise RuleBroken("no_longer_there")
    return event


def _under(session: Session, stored: type[Base], event_id: str) -> Sequence[Base]:
    # the rows themselves, not a relationship: what is moved must not drag what its old owner held with it
    return session.scalars(select(stored).where(stored.__table__.c["event_id"] == event_id).order_by(stored.id)).all()


def _event_of(row: object) -> str | None:
    return cast(_Hung, row).event_id


def _put_under(row: object, event_id: str) -> None:
    cast(_Hung, row).event_id = event_id


def _said(row: object, once: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in once)
