"""Reading what the picture of the case shows: never a private note, and nothing that lies in the bin."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.changes import ChangeSet, RowChange
from app.domain.picture_family import GROWN_UP
from app.domain.picture_material import (
    AgencyFacts,
    ChildFacts,
    EpisodeFacts,
    EventFacts,
    Material,
    MeetingFacts,
    StayFacts,
)
from app.domain.picture_times import DAY, YEAR, extent_of, minute
from app.models import Agency, Episode, EpisodeEvent, Event, Household, Lane, Meeting, Person, Residence, Review
from app.services.common import column
from app.services.event_rows import sort_columns

IN_THE_CASE = "case"
FAMILY = "family"

_EVENT_COLUMNS = (
    "when_text", "when_kind", "when_precision", "when_earliest", "when_latest", "agency_id", "day_order", "in_skeleton",
    "binned_at",
)  # fmt: skip
"""Of an event the columns that the picture shows: a change of its words alone needs no new one."""

_OTHERS = frozenset({"agency", "episode", "episode_event", "lane", "meeting", "person", "household", "residence", "review"})


def material(session: Session) -> Material:
    """Return everything that the picture shows."""
    events = _events(session)
    return Material(
        _agencies(session),
        events,
        _episodes(session),
        _children(session, events),
        _stays(session),
        _meetings(session),
        _period(session),
    )


def concerns(change_set: ChangeSet) -> bool:
    """Whether a change shows in the picture."""
    return any(change.table in _OTHERS or _moves_an_event(change) for change in change_set.changes)


def _moves_an_event(change: RowChange) -> bool:
    if change.table != "event":
        return False
    before, after = change.before, change.after
    return before is None or after is None or any(before[name] != after[name] for name in _EVENT_COLUMNS)


def _agencies(session: Session) -> tuple[AgencyFacts, ...]:
    query = select(Agency.id, Agency.name, Agency.short_name, Agency.colour).order_by(Agency.position, Agency.name)
    return tuple(AgencyFacts(row.id, row.name, row.short_name or row.name, row.colour) for row in session.execute(query))


def _events(session: Session) -> tuple[EventFacts, ...]:
    """Return the events in the order of the chronology."""
    names = ("id", "when_text", "when_kind", "when_precision", "when_earliest", "when_latest")
    query = (
        select(
            *(column(Event, name) for name in names),
            func.coalesce(column(Event, "agency_id"), ""),
            column(Event, "in_skeleton"),
        )
        .where(column(Event, "binned_at").is_(None))
        .order_by(*sort_columns(), column(Event, "id"))
    )
    return tuple(_event(*row) for row in session.connection().execute(query))


def _event(
    event_id: str, text: str, kind: str, precision: str, low: str | None, high: str | None, agency_id: str, lit: bool
) -> EventFacts:
    return EventFacts(event_id, text, extent_of(kind, precision, low or "", high or ""), agency_id, bool(lit))


def _episodes(session: Session) -> tuple[EpisodeFacts, ...]:
    """Return the episodes in the order of the report, each with its events."""
    events: dict[str, list[str]] = defaultdict(list)
    for episode_id, event_id in session.execute(select(EpisodeEvent.episode_id, EpisodeEvent.event_id)):
        events[episode_id].append(event_id)
    query = (
        select(Episode)
        .join(Lane)
        .where(Episode.binned_at.is_(None))
        .order_by(Lane.position, Lane.id, Episode.position, Episode.id)
    )
    return tuple(EpisodeFacts(row.id, row.title, row.period, tuple(events[row.id])) for row in session.scalars(query))


def _children(session: Session, events: tuple[EventFacts, ...]) -> tuple[ChildFacts, ...]:
    """Return those of the family who were children at some time of the case, the subject first, the eldest next."""
    begun = min((event.extent.low for event in events if event.extent), default=0)
    query = select(Person).where(Person.kind == FAMILY)
    found = [
        person
        for person in session.scalars(query)
        if person.born.earliest and person.born.latest and minute(person.born.latest) + GROWN_UP * YEAR > begun
    ]
    found.sort(key=_subject_first)
    return tuple(ChildFacts(person.id, person.born, person.died) for person in found)


def _subject_first(person: Person) -> tuple[bool, str, int]:
    return not person.is_subject, str(person.born.earliest), person.position


def _stays(session: Session) -> tuple[StayFacts, ...]:
    query = (
        select(Residence, Household.name)
        .join(Household)
        .join(Person, Person.id == Residence.person_id)
        .order_by(Household.position, Household.name, Person.position, Person.name, Residence.id)
    )
    return tuple(
        StayFacts(stay.household_id, name, stay.person_id, stay.since, stay.until) for stay, name in session.execute(query)
    )


def _meetings(session: Session) -> tuple[MeetingFacts, ...]:
    """Return the meetings held in the case itself; those of the review lie outside it."""
    binned = select(Event.id).where(Event.binned_at.is_not(None))
    gone = set(session.scalars(binned))
    query = select(Meeting).where(Meeting.kind == IN_THE_CASE).order_by(column(Meeting, "held_earliest"), Meeting.title)
    return tuple(
        MeetingFacts(row.title, row.series, row.held, "" if row.event_id in gone else row.event_id or "")
        for row in session.scalars(query)
    )


def _period(session: Session) -> tuple[int, int] | None:
    """Return the period the review looks at, where both its ends are said."""
    found = session.execute(select(Review.period_from, Review.period_to)).first()
    if found is None or not found[0] or not found[1]:
        return None
    first, last = (date.fromisoformat(day[:10]).toordinal() for day in found)
    return (first * DAY, (last + 1) * DAY) if first <= last else None
