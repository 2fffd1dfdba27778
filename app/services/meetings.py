"""Meetings, of the review and in the case, who came to them, and the proceedings that run beside the review."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, Text
from app.models import Attendance, Event, Meeting, Person, Proceeding
from app.services.common import column, fetch
from app.storage.unit_of_work import UnitOfWork

KINDS = ("review team", "case group", "case")
PRESENCES = ("came", "apologies", "absent", "unknown")


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with who came, by person id; ``invited`` counts everybody who was asked."""

    id: str
    kind: str
    series: str
    title: str
    held: UncertainDate
    place: str
    note: Text
    event_id: str | None
    invited: int
    came: tuple[str, ...]


@dataclass(frozen=True)
class Newcomers:
    """How many of the professionals at a meeting had been at none of its series before; ``at_first``: at its first one."""

    meeting_id: str
    title: str
    came: int
    new: int
    at_first: int


def listed(session: Session, kind: str | None = None) -> tuple[MeetingRow, ...]:
    """Return the meetings, of one kind or of all, the earliest first."""
    query = (
        select(Meeting)
        .options(selectinload(Meeting.attendances))
        .order_by(column(Meeting, "held_earliest").is_(None), column(Meeting, "held_earliest"), Meeting.title)
    )
    rows = session.scalars(query if kind is None else query.where(Meeting.kind == kind))
    return tuple(
        MeetingRow(
            m.id,
            m.kind,
            m.series,
            m.title,
            m.held,
            m.place,
            m.note,
            m.event_id,
            sum(a.invited for a in m.attendances),
            tuple(a.person_id for a in m.attendances if a.presence == "came"),
        )
        for m in rows
    )


def newcomers(session: Session, series: str) -> tuple[Newcomers, ...]:
    """Count who was new among the professionals, meeting by meeting of a series; one that nobody came to is left out."""
    professionals = set(session.scalars(select(Person.id).where(Person.kind == "professional")))
    before: set[str] = set()
    first: set[str] | None = None
    counted: list[Newcomers] = []
    for meeting in listed(session, "case"):
        came = professionals.intersection(meeting.came)
        if meeting.series == series and came:
            first = came if first is None else first
            counted.append(Newcomers(meeting.id, meeting.title, len(came), len(came - before), len(came & first)))
            before |= came
    return tuple(counted)


def add(
    uow: UnitOfWork, kind: str, title: str, held: UncertainDate, *, series: str = "", place: str = "", note: Text = EMPTY
) -> str:
    """Add a meeting and return its id; raises ``RuleBroken`` ("meeting_without_title") where it has no title."""
    if kind not in KINDS:
        raise AssertionError(f"no kind of meeting {kind}")
    if not title.strip():
        raise RuleBroken("meeting_without_title")
    meeting = Meeting(kind=kind, title=title.strip(), held=held, series=series, place=place.strip(), note=note)
    uow.session.add(meeting)
    uow.session.flush()
    return meeting.id


def set_event(uow: UnitOfWork, meeting_id: str, event_id: str | None) -> None:
    """Say by which event of the chronology a meeting is told of; None for none."""
    fetch(uow.session, Meeting, meeting_id).event_id = fetch(uow.session, Event, event_id).id if event_id else None


def set_attendance(
    uow: UnitOfWork, meeting_id: str, person_id: str, presence: str, *, invited: bool = True, role: str = ""
) -> None:
    """Say whether a person was asked to a meeting, and whether they came."""
    if presence not in PRESENCES:
        raise AssertionError(f"no presence {presence}")
    meeting = fetch(uow.session, Meeting, meeting_id)
    row = next((row for row in meeting.attendances if row.person_id == person_id), None)
    if row is None:
        row = Attendance(person_id=fetch(uow.session, Person, person_id).id)
        meeting.attendances.append(row)
    row.presence, row.invited, row.role = presence, invited, role.strip()


def add_proceeding(
    uow: UnitOfWork, kind: str, title: str, since: UncertainDate, *, status: str = "", note: Text = EMPTY
) -> str:
    """Note a proceeding that runs beside the review, and return its id."""
    proceeding = Proceeding(kind=kind, title=title.strip(), since=since, status=status, note=note)
    uow.session.add(proceeding)
    uow.session.flush()
    return proceeding.id
