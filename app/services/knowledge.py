"""When it was recorded and when each agency came to know (F21): entering it, and what an agency could know on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.dates import UncertainDate
from app.domain.knowing import came_to_know
from app.models import Agency, Event, Knowledge
from app.models.base import stored_date
from app.services.chronology import read_date
from app.services.common import column, fetch
from app.storage.unit_of_work import UnitOfWork

TABLES = ("event", "knowledge", "agency")
"""Tables whose change may change what an agency could know."""

_PARTS = ("text", "kind", "precision", "earliest", "latest")


@dataclass(frozen=True)
class KnowledgeRow:
    """When one agency came to know of an event: as entered, None where nothing is, and as it is taken without that."""

    agency_id: str
    agency: str
    entered: UncertainDate | None
    taken: UncertainDate | None


def set_recorded(uow: UnitOfWork, event_id: str, words: str) -> None:
    """Say when an event was written down, in the words people use; no words where it is not known."""
    event = fetch(uow.session, Event, event_id)
    if event.recorded.text != words.strip():
        event.recorded = read_date(uow.session, words).when


def set_known(uow: UnitOfWork, event_id: str, agency_id: str, words: str) -> None:
    """Say when an agency came to know of an event; without words, what is taken from its record holds again."""
    event = fetch(uow.session, Event, event_id)
    fetch(uow.session, Agency, agency_id)
    row = next((each for each in event.knowledge if each.agency_id == agency_id), None)
    if not words.strip():
        if row is not None:
            event.knowledge.remove(row)
    elif row is None:
        event.knowledge.append(Knowledge(agency_id=agency_id, known=read_date(uow.session, words).when))
    elif row.known.text != words.strip():
        row.known = read_date(uow.session, words).when


def of_event(session: Session, event_id: str) -> tuple[KnowledgeRow, ...]:
    """Return for every agency when it came to know of an event; raises ``RuleBroken`` where the event is gone."""
    event = fetch(session, Event, event_id)
    entered = {row.agency_id: row.known for row in event.knowledge}
    recorders: dict[str, list[Event]] = defaultdict(list)
    for each in session.scalars(select(Event).where(or_(Event.id == event_id, Event.joined_to_id == event_id))):
        recorders[each.agency_id or ""].append(each)
    return tuple(
        KnowledgeRow(
            agency.id,
            agency.short_name or agency.name,
            entered.get(agency.id),
            _first(came_to_know(None, each.recorded, each.when, recorded_it=True) for each in recorders[agency.id]),
        )
        for agency in session.scalars(select(Agency).order_by(Agency.position, Agency.name))
    )


def known_from(session: Session, agency_id: str) -> dict[str, UncertainDate]:
    """Return since when an agency knew of each event it ever knew of; events in the bin are left out."""
    root = func.coalesce(Event.joined_to_id, Event.id)
    live = or_(Event.binned_at.is_(None), Event.joined_to_id.is_not(None))
    recorded = _dates(Event, "recorded"), _dates(Event, "when")
    found: dict[str, list[UncertainDate | None]] = defaultdict(list)
    query = select(root, *recorded[0], *recorded[1]).where(Event.agency_id == agency_id, live)
    for event_id, *parts in session.connection().execute(query):
        written, happened = stored_date(*parts[:5]), stored_date(*parts[5:])
        found[event_id].append(came_to_know(None, written, happened, recorded_it=True))
    entered = select(Knowledge.event_id, *_dates(Knowledge, "known")).join(
        Event, and_(Event.id == Knowledge.event_id, Event.binned_at.is_(None))
    )
    for event_id, *parts in session.connection().execute(entered.where(Knowledge.agency_id == agency_id)):
        found[event_id] = [stored_date(*parts)]
    dated = ((event_id, _first(dates)) for event_id, dates in found.items())
    return {event_id: when for event_id, when in dated if when is not None}


def _dates(stored: type[Event] | type[Knowledge], name: str) -> list[Any]:
    return [column(stored, f"{name}_{part}") for part in _PARTS]


def _first(dates: Iterable[UncertainDate | None]) -> UncertainDate | None:
    return min((when for when in dates if when is not None), key=UncertainDate.sort_key, default=None)
