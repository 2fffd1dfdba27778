"""The review itself: how it starts, what it is called and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, Text
from app.models import Lane, ResearchQuestion, Review
from app.services.common import renumber
from app.storage.unit_of_work import UnitOfWork

TEXTS = ("purpose", "reason_chosen", "summary", "method_notes", "limitations", "conclusion")
"""The texts of a review, in the order in which a report takes them."""

FIELDS = (
    "title",
    "kind",
    "commissioning_body",
    "board_word",
    "conversation_word",
    "version_label",
    "period_from",
    "period_to",
)
"""The plain fields of a review."""


@dataclass(frozen=True)
class ReviewFacts:
    """What the review is: plain fields, texts by name, research questions as (id, words)."""

    title: str
    kind: str
    commissioning_body: str
    board_word: str
    conversation_word: str
    version_label: str
    period_from: str | None
    period_to: str | None
    texts: dict[str, Text]
    questions: tuple[tuple[str, str], ...]


def start(uow: UnitOfWork, title: str, kind: str, lanes: tuple[str, ...]) -> None:
    """Begin a review: its one row, and the lanes of the board. The last lane is for what stays out of the report."""
    if not title.strip():
        raise RuleBroken("review_without_title")
    uow.session.add(Review(title=title.strip(), kind=kind))
    for position, lane in enumerate(lanes):
        uow.session.add(Lane(title=lane, position=position, in_report=position < len(lanes) - 1 or len(lanes) == 1))


def facts(session: Session) -> ReviewFacts:
    """Return what the review is; of a file whose making was cut off before its review was in it, nothing."""
    review = session.scalars(select(Review)).first()
    if review is None:
        return ReviewFacts("", "", "", "", "", "", None, None, dict.fromkeys(TEXTS, EMPTY), ())
    return ReviewFacts(
        review.title,
        review.kind,
        review.commissioning_body,
        review.board_word,
        review.conversation_word,
        review.version_label,
        review.period_from,
        review.period_to,
        {name: getattr(review, name) for name in TEXTS},
        tuple((row.id, row.question) for row in review.questions),
    )


def set_field(uow: UnitOfWork, field: str, value: str) -> None:
    """Change one of the plain fields; a review always has a title."""
    if field not in FIELDS:
        raise AssertionError(f"a review has no field {field}")
    if field == "title" and not value.strip():
        raise RuleBroken("review_without_title")
    words = value.strip()
    setattr(_review(uow.session), field, _day(field, words) if field.startswith("period") else words)


def _day(field: str, words: str) -> str | None:
    """Return the day at which the period begins or ends, as stored; "May 2010" begins on its first and ends on its last."""
    if not words:
        return None
    when = understand(words, DateContext(datetime.now().astimezone().date())).when
    limit = when.earliest if field == "period_from" else when.latest
    if limit is None:
        raise RuleBroken("period_without_day", words=words)
    return limit.date().isoformat()


def set_text(uow: UnitOfWork, field: str, text: Text) -> None:
    """Change one of the texts."""
    if field not in TEXTS:
        raise AssertionError(f"a review has no text {field}")
    setattr(_review(uow.session), field, text)


def set_questions(uow: UnitOfWork, questions: tuple[str, ...]) -> None:
    """Set the research questions in order; those that stay keep their place in what refers to them."""
    review = _review(uow.session)
    left = list(review.questions)
    wanted: list[ResearchQuestion] = []
    for words in (question.strip() for question in questions):
        if not words:
            continue
        row = next((row for row in left if row.question == words), None)
        if row is not None:
            left.remove(row)
        else:
            row = ResearchQuestion(question=words)
            review.questions.append(row)
        wanted.append(row)
    for row in left:
        review.questions.remove(row)
    renumber(wanted)


def _review(session: Session) -> Review:
    review = session.scalars(select(Review)).first()
    if review is None:
        raise RuleBroken("review_row_missing")
    return review
