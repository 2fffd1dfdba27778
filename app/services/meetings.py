"""Meetings, of the review and in the case, who came to them, and the proceedings that run beside the review."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.attendance import PRESENCES as PRESENCES
from app.domain.attendance import UNKNOWN
from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, Text, clean
from app.models import Attendance, Event, Meeting, Person, Proceeding
from app.services import people
from app.services.chronology import read_date
from app.services.common import fetch, now
from app.services.people import PersonFields
from app.storage.unit_of_work import UnitOfWork

KINDS = ("review team", "case group", "case")

LINES = ("title", "series", "place")
"""What is said of a meeting in a line of letters."""


def add(
    uow: UnitOfWork, kind: str, title: str, held: UncertainDate, *, series: str = "", place: str = "", note: Text = EMPTY
) -> str:
    """Add a meeting and return its id; raises ``RuleBroken`` ("meeting_without_title") where it has no title."""
    _require_kind(kind)
    meeting = Meeting(
        kind=kind, title=_title(title), held=held, series=clean(series).strip(), place=clean(place).strip(), note=note
    )
    uow.session.add(meeting)
    uow.session.flush()
    return meeting.id


def _require_kind(kind: str) -> None:
    if kind not in KINDS:
        raise AssertionError(f"no kind of meeting {kind}")


def _title(words: str) -> str:
    title = clean(words).strip()
    if not title:
        raise RuleBroken("meeting_without_title")
    return title


def set_line(uow: UnitOfWork, meeting_id: str, field: str, words: str) -> None:
    """Change the title, the series or the place of a meeting (one of ``LINES``)."""
    if field not in LINES:
        raise AssertionError(f"no line {field}")
    setattr(fetch(uow.session, Meeting, meeting_id), field, _title(words) if field == "title" else clean(words).strip())


def set_kind(uow: UnitOfWork, meeting_id: str, kind: str) -> None:
    """Say whether a meeting was held in the case or by the review."""
    _require_kind(kind)
    fetch(uow.session, Meeting, meeting_id).kind = kind


def set_held(uow: UnitOfWork, meeting_id: str, words: str) -> None:
    """Say when a meeting was held, in the words people use; what is understood of them serves order alone."""
    meeting = fetch(uow.session, Meeting, meeting_id)
    if meeting.held.text != words.strip():
        meeting.held = read_date(uow.session, words).when


def set_note(uow: UnitOfWork, meeting_id: str, note: Text) -> None:
    """Write what is to be noted of a meeting; it is in no document."""
    fetch(uow.session, Meeting, meeting_id).note = note


def set_event(uow: UnitOfWork, meeting_id: str, event_id: str | None) -> None:
    """Say by which event of the chronology a meeting is told of; None for none."""
    fetch(uow.session, Meeting, meeting_id).event_id = fetch(uow.session, Event, event_id).id if event_id else None


def put_in_bin(uow: UnitOfWork, meeting_id: str) -> None:
    """Put a meeting into the bin: it leaves every list and keeps its links."""
    meeting = fetch(uow.session, Meeting, meeting_id)
    meeting.binned_at = meeting.binned_at or now()


def take_from_bin(uow: UnitOfWork, meeting_id: str) -> None:
    """Take a meeting out of the bin."""
    fetch(uow.session, Meeting, meeting_id).binned_at = None


# -- who was there ----------------------------------------------------------------------------------------------------


def set_attendance(
    uow: UnitOfWork, meeting_id: str, person_id: str, presence: str, *, invited: bool = True, role: str = ""
) -> None:
    """Say whether a person was asked to a meeting, whether they came, and what part they took."""
    row = _attendance(uow, meeting_id, person_id)
    row.presence, row.invited, row.role = _known(presence), invited, role.strip()


def set_presence(uow: UnitOfWork, meeting_id: str, person_ids: Collection[str], presence: str) -> None:
    """Say whether people came; whether they were asked stays as it was, and is held to be so where nothing was said."""
    for person_id in person_ids:
        _attendance(uow, meeting_id, person_id).presence = _known(presence)


def set_invited(uow: UnitOfWork, meeting_id: str, person_id: str, invited: bool) -> None:
    """Say whether a person was asked to a meeting; who was not asked and is not known to have come is taken off it."""
    row = _attendance(uow, meeting_id, person_id)
    row.invited = invited
    if not invited and row.presence != "came":
        take_off(uow, meeting_id, (person_id,))


def take_off(uow: UnitOfWork, meeting_id: str, person_ids: Collection[str]) -> None:
    """Take people off a meeting: they were neither asked nor there."""
    meeting = fetch(uow.session, Meeting, meeting_id)
    for row in [row for row in meeting.attendances if row.person_id in person_ids]:
        meeting.attendances.remove(row)


def introduce(uow: UnitOfWork, meeting_id: str, name: str, presence: str = "came") -> str:
    """Take somebody into the register who was at a meeting, and return their id."""
    person_id = people.add(uow, PersonFields(name))
    set_presence(uow, meeting_id, (person_id,), presence)
    return person_id


def _attendance(uow: UnitOfWork, meeting_id: str, person_id: str) -> Attendance:
    meeting = fetch(uow.session, Meeting, meeting_id)
    row = next((row for row in meeting.attendances if row.person_id == person_id), None)
    if row is None:
        row = Attendance(person_id=fetch(uow.session, Person, person_id).id, presence=UNKNOWN, invited=True)
        meeting.attendances.append(row)
    return row


def _known(presence: str) -> str:
    if presence not in PRESENCES:
        raise AssertionError(f"no presence {presence}")
    return presence


def add_proceeding(
    uow: UnitOfWork, kind: str, title: str, since: UncertainDate, *, status: str = "", note: Text = EMPTY
) -> str:
    """Note a proceeding that runs beside the review, and return its id."""
    proceeding = Proceeding(kind=kind, title=title.strip(), since=since, status=status, note=note)
    uow.session.add(proceeding)
    uow.session.flush()
    return proceeding.id
