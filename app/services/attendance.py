"""Reading meetings: which there are, who was asked to them and who came, and the grid of a series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain import attendance
from app.domain.attendance import Attender, Grid, Held, Presence
from app.domain.dates import UncertainDate
from app.domain.name_finding import NamedPerson, NameFinder
from app.domain.text import Text
from app.models import Agency, Event, EvidenceLink, Finding, Meeting, Person
from app.services import people
from app.services.common import fetch
from app.services.event_rows import sort_letters

TABLES = ("meeting", "attendance", "person", "agency", "event", "evidence_link", "finding")
"""Tables whose change may change what is shown of meetings."""

EMPTY_GRID = Grid()
FAMILY = "Family"
NO_AGENCY = "No agency"


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with what is on record of people at it, and the findings that rest on it."""

    id: str
    kind: str
    series: str
    title: str
    held: UncertainDate
    place: str
    note: Text
    event_id: str | None
    presences: tuple[Presence, ...]
    finding_ids: tuple[str, ...]


@dataclass(frozen=True)
class SeriesRow:
    """Meetings that are looked at together; ``series`` None is all of their kind, whatever their series."""

    kind: str
    series: str | None
    number: int


def listed(session: Session, kind: str | None = None, series: str | None = None) -> tuple[MeetingRow, ...]:
    """Return the meetings outside the bin, of one kind and series or of all, the earliest first, undated ones last."""
    query = select(Meeting).where(Meeting.binned_at.is_(None)).options(selectinload(Meeting.attendances))
    query = query if kind is None else query.where(Meeting.kind == kind)
    query = query if series is None else query.where(Meeting.series == series)
    found = sorted(session.scalars(query), key=_in_order)
    rests = _findings(session)
    return tuple(
        MeetingRow(
            m.id, m.kind, m.series, m.title, m.held, m.place, m.note, m.event_id, _presences(m), rests.get(m.id, ())
        )
        for m in found
    )  # fmt: skip


def _in_order(meeting: Meeting) -> tuple[str, str, str, str]:
    return *sort_letters(meeting.held), meeting.title, meeting.id


def _presences(meeting: Meeting) -> tuple[Presence, ...]:
    found = (Presence(a.person_id, a.presence, a.invited, a.role) for a in meeting.attendances)
    return tuple(sorted(found, key=_by_person))


def _by_person(presence: Presence) -> str:
    return presence.person_id


def _findings(session: Session) -> dict[str, tuple[str, ...]]:
    query = (
        select(EvidenceLink.meeting_id, EvidenceLink.finding_id)
        .join(Finding, Finding.id == EvidenceLink.finding_id)
        .where(EvidenceLink.meeting_id.is_not(None), Finding.binned_at.is_(None))
        .order_by(Finding.position, Finding.id)
    )
    found: dict[str, dict[str, None]] = {}
    for meeting_id, finding_id in session.execute(query):
        found.setdefault(meeting_id or "", {})[finding_id] = None
    return {meeting_id: tuple(ids) for meeting_id, ids in found.items()}


def series(session: Session) -> tuple[SeriesRow, ...]:
    """Return what meetings can be looked at together: each series of the case, all of the case, those of the review."""
    numbers: dict[tuple[str, str], int] = {}
    for meeting in listed(session):
        numbers[meeting.kind, meeting.series] = numbers.get((meeting.kind, meeting.series), 0) + 1
    of_case = [SeriesRow(kind, name, number) for (kind, name), number in numbers.items() if kind == "case"]
    if len(of_case) > 1:
        of_case.append(SeriesRow("case", None, sum(row.number for row in of_case)))
    others = [SeriesRow(kind, name, number) for (kind, name), number in numbers.items() if kind != "case"]
    return (*of_case, *others)


def grid(session: Session, kind: str, series_name: str | None = None) -> Grid:
    """Return people by the meetings of a series (or of a kind), agency by agency, the family last."""
    return _grid(session, listed(session, kind, series_name))


def _grid(session: Session, meetings: Iterable[MeetingRow]) -> Grid:
    held = [Held(m.id, m.title, m.held.text, m.presences) for m in meetings]
    return attendance.grid(held, _attenders(session))


def _attenders(session: Session) -> list[Attender]:
    query = (
        select(Person.id, Person.kind, Agency.name)
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .order_by(Person.kind == "family", Agency.position.is_(None), Agency.position, Person.position, Person.name)
    )
    return [
        Attender(person_id, FAMILY, counted=False) if kind == "family" else Attender(person_id, agency or NO_AGENCY)
        for person_id, kind, agency in session.execute(query)
    ]


def count_lines(session: Session, meeting_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return what the counts of meetings say, each within its series."""
    wanted = frozenset(meeting_ids)
    if not wanted:
        return {}
    of_series: dict[tuple[str, str], list[MeetingRow]] = {}
    for meeting in listed(session):
        of_series.setdefault((meeting.kind, meeting.series), []).append(meeting)
    people_ = _attenders(session)
    found: dict[str, tuple[str, ...]] = {}
    for meetings in of_series.values():
        if wanted.intersection(meeting.id for meeting in meetings):
            made = attendance.grid([Held(m.id, m.title, m.held.text, m.presences) for m in meetings], people_)
            for meeting, counts in zip(made.meetings, made.counts, strict=True):
                found[meeting.id] = attendance.count_lines(counts)
    return {meeting_id: lines for meeting_id, lines in found.items() if meeting_id in wanted}


@dataclass(frozen=True)
class EventWords:
    """The event that tells of a meeting: its date as given and what it says."""

    when: str
    words: Text


def event_words(session: Session, event_id: str) -> EventWords | None:
    """Return what the event that tells of a meeting says; None while it lies in the bin."""
    event = session.get(Event, event_id)
    return EventWords(event.when.text, event.what) if event is not None and event.binned_at is None else None


def mentioned_in_event(session: Session, meeting_id: str) -> tuple[str, ...]:
    """Return who is named in the event that tells of a meeting and is not on record at it yet, in the order of naming."""
    meeting = fetch(session, Meeting, meeting_id)
    event = session.get(Event, meeting.event_id) if meeting.event_id else None
    if event is None or event.binned_at is not None:
        return ()
    finder = NameFinder(NamedPerson(row.id, row.name, row.aliases) for row in people.register(session))
    there = {row.person_id for row in meeting.attendances}
    named = (
        reference.id
        for text in (event.what, event.quotation)
        for reference in finder.referring(text).references()
        if reference.kind == "person" and reference.id not in there
    )
    known = frozenset(session.scalars(select(Person.id)))
    return tuple(dict.fromkeys(person_id for person_id in named if person_id in known))
