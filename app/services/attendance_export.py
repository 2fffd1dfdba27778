"""The grid of a series of meetings on its way out of the review, in words for one audience."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.describe_attendance import describe_attendance
from app.domain.description import Description
from app.domain.errors import RuleBroken
from app.domain.names_left import NameLeft, names_left
from app.domain.naming import NamingMode
from app.models import Review
from app.services import attendance
from app.services.circulation import check_file_name
from app.services.naming import known_people, read_naming


@dataclass(frozen=True)
class AttendanceOptions:
    """What the user chose of a grid: whose meetings, how people are shown, and the file's name."""

    kind: str
    series: str | None
    words: str
    mode: NamingMode
    file_name: str


@dataclass(frozen=True)
class ReadyGrid:
    """A grid ready to be written, and the names it would carry though people are not to be named."""

    description: Description
    left: tuple[NameLeft, ...] = ()


def ready(session: Session, options: AttendanceOptions) -> ReadyGrid:
    """Return a grid ready to be written; raises ``ExportProblem`` where its file name belongs to another audience.

    The notes on meetings are in no document.
    """
    check_file_name(session, options.file_name, options.mode)
    review = session.scalars(select(Review)).first()
    if review is None:
        raise RuleBroken("review_row_missing")
    naming = read_naming(session, options.mode)
    made = attendance.grid(session, options.kind, options.series)
    description = describe_attendance(
        made, naming.person, review=review.title, meetings=options.words, version=review.version_label
    )
    if options.mode is NamingMode.NAMED:
        return ReadyGrid(description)
    return ReadyGrid(description, names_left(description, known_people(session), options.file_name))
