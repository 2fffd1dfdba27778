"""The practice review, built by the services that a user's acts go through, of files read as a user's are."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.domain.practice_content import Practice
from app.domain.returns import ParsedReturn
from app.services import practice_analysis, practice_events, practice_people, review
from app.services.practice_words import Making
from app.storage.unit_of_work import UnitOfWork

TEXTS = ("purpose", "reason_chosen", "summary", "method_notes", "limitations", "conclusion")

KEPT_OUT = "Not for the report"
"""The lane beside those of the places the family lived in."""


def build(uow: UnitOfWork, content: Practice, returns: Mapping[str, ParsedReturn]) -> None:
    """Fill an empty review with the practice review; ``returns`` has the agencies' files as read, by file name.

    Content that contradicts itself or the files is a bug and raises ``AssertionError``.
    """
    making = Making(uow, content)
    with kept_in_mind(uow.session):
        _make(making, returns)


@contextmanager
def kept_in_mind(session: Session) -> Generator[None]:
    """Keep every row at hand that a long act touches; a session alone lets go of them and reads each time and again."""
    rows: list[object] = []

    def keep(_session: Session, row: object) -> None:
        rows.append(row)

    moments = ("loaded_as_persistent", "pending_to_persistent")
    for moment in moments:
        event.listen(session, moment, keep)
    try:
        yield
    finally:
        for moment in moments:
            event.remove(session, moment, keep)


def _make(making: Making, returns: Mapping[str, ParsedReturn]) -> None:
    _start(making)
    practice_people.add_agencies(making)
    practice_people.add_people(making)
    practice_people.add_parts(making)
    _write_review(making)
    practice_events.take_returns(making, returns)
    practice_events.choose_skeleton(making)
    practice_events.set_aside(making)
    practice_events.recognise_people(making)
    practice_people.add_meetings(making)
    practice_people.add_proceedings(making)
    practice_analysis.add_episodes(making)
    practice_analysis.add_conversations(making)
    practice_analysis.add_factors(making)
    practice_analysis.add_findings(making)


def _start(making: Making) -> None:
    of, homes = making.content.review, [row["lane"] for row in making.content.rows("episode")]
    review.start(making.uow, of["title"], of["kind"], (*dict.fromkeys(homes), KEPT_OUT))
    making.session.flush()
    review.set_field(making.uow, "commissioning_body", of["commissioning_body"])
    for field in ("period_from", "period_to"):
        day: date = of[field]
        review.set_field(making.uow, field, day.isoformat())
    review.set_questions(making.uow, tuple(of["research_questions"]))


def _write_review(making: Making) -> None:
    for field in TEXTS:
        if field in making.content.review:
            review.set_text(making.uow, field, making.text(making.content.review[field]))
