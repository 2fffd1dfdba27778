"""Where the review stands: counts of what is there and of what is still to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models import (
    Agency,
    Base,
    Conversation,
    ConversationPart,
    Episode,
    Event,
    Finding,
    Lane,
    Participation,
    SourceDocument,
)
from app.services import coverage


@dataclass(frozen=True)
class Standing:
    """The counts. Nothing in the bin is counted."""

    agencies: int
    returns: int
    events: int
    in_skeleton: int
    date_questions: int
    in_no_episode: int
    """Events of the skeleton that belong to no episode and were not set aside."""
    nobody_asked: int
    """Events of the skeleton of which no conversation speaks and that were not set aside."""
    set_aside: int
    case_group: int
    heard: int
    """People of the case group who took part in a conversation that was held."""
    conversations: int
    episodes: int
    in_report: int
    findings: int
    agreed: int


def standing(session: Session) -> Standing:
    """Count everything at once."""
    live = Event.binned_at.is_(None)
    heard = (
        select(func.count(ConversationPart.person_id.distinct()))
        .join(Conversation)
        .join(Participation, Participation.person_id == ConversationPart.person_id)
        .where(
            ConversationPart.part == "participant",
            Participation.part == "case group",
            Conversation.binned_at.is_(None),
            Conversation.status != "planned",
        )
    )
    in_report = (
        select(func.count()).select_from(Episode).join(Lane).where(Episode.binned_at.is_(None), Lane.in_report.is_(True))
    )
    covered = coverage.counts(session)
    return Standing(
        agencies=_count(session, Agency),
        returns=_count(session, SourceDocument, SourceDocument.kind == "return"),
        events=_count(session, Event, live),
        in_skeleton=_count(session, Event, live, Event.in_skeleton.is_(True)),
        date_questions=_count(session, Event, live, Event.date_question != ""),
        in_no_episode=covered.in_no_episode,
        nobody_asked=covered.nobody_asked,
        set_aside=covered.set_aside,
        case_group=_count(session, Participation, Participation.part == "case group"),
        heard=session.scalar(heard) or 0,
        conversations=_count(session, Conversation, Conversation.binned_at.is_(None)),
        episodes=_count(session, Episode, Episode.binned_at.is_(None)),
        in_report=session.scalar(in_report) or 0,
        findings=_count(session, Finding, Finding.binned_at.is_(None)),
        agreed=_count(session, Finding, Finding.binned_at.is_(None), Finding.status == "agreed"),
    )


def _count(session: Session, stored: type[Base], *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(stored).where(*where)) or 0
