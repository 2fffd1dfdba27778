"""Key practice episodes, contributory factors, findings, their evidence and the issues for the Board."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.dates import UncertainDate
from app.domain.text import Text
from app.models.base import Base, date_columns, link, text_columns
from app.models.chronology import Account, Event
from app.models.conversations import Conversation, Passage

ONE_OF_SIX = (
    "(event_id IS NOT NULL) + (conversation_id IS NOT NULL) + (passage_id IS NOT NULL)"
    " + (episode_id IS NOT NULL) + (factor_id IS NOT NULL) + (meeting_id IS NOT NULL) = 1"
)


class Lane(Base):
    """A lane of the key practice episode board; ``in_report`` says whether its cards stand in the report."""

    __tablename__ = "lane"

    title: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    in_report: Mapped[bool] = mapped_column(default=True)


class Episode(Base):
    """A key practice episode: actions or inactions, good or problematic, that need a closer look (1.2, 1.11)."""

    __tablename__ = "episode"

    title: Mapped[str] = mapped_column(default="")
    lane_id: Mapped[str] = link("lane")
    position: Mapped[int] = mapped_column(default=0)
    period: Mapped[UncertainDate] = date_columns("period")
    what_happened: Mapped[Text] = text_columns("what_happened")
    view_then: Mapped[Text] = text_columns("view_then")
    good: Mapped[Text] = text_columns("good")
    problematic: Mapped[Text] = text_columns("problematic")
    standard: Mapped[Text] = text_columns("standard")
    outcome_relation: Mapped[Text] = text_columns("outcome_relation")
    binned_at: Mapped[str | None]
    lane: Mapped[Lane] = relationship()
    events: Mapped[list[EpisodeEvent]] = relationship(
        back_populates="episode", cascade="all, delete-orphan", order_by="EpisodeEvent.position"
    )
    accounts: Mapped[list[Account]] = relationship(cascade="all, delete-orphan", order_by=Account.position)
    factor_uses: Mapped[list[FactorUse]] = relationship(back_populates="episode", cascade="all, delete-orphan")


class EpisodeEvent(Base):
    """An event that belongs to an episode."""

    __tablename__ = "episode_event"
    __table_args__ = (UniqueConstraint("episode_id", "event_id"),)

    episode_id: Mapped[str] = link("episode")
    event_id: Mapped[str] = link("event")
    position: Mapped[int] = mapped_column(default=0)
    episode: Mapped[Episode] = relationship(back_populates="events")
    event: Mapped[Event] = relationship()


class ContributoryFactor(Base):
    """Something in the workplace that influenced practice, helping or hindering (framework 1.8).

    ``framework_key`` is a heading of the framework or the review's own; ``level``: "frontline", "local-strategic",
    "national"; ``effect``: "helps", "hinders"; ``weight`` from 1 to 3.
    """

    __tablename__ = "contributory_factor"

    framework_key: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="frontline")
    effect: Mapped[str] = mapped_column(default="hinders")
    weight: Mapped[int] = mapped_column(default=1)
    body: Mapped[Text] = text_columns("body")
    uses: Mapped[list[FactorUse]] = relationship(back_populates="factor", cascade="all, delete-orphan")


class FactorUse(Base):
    """Where a factor shows: in an episode, or in a passage of a conversation."""

    __tablename__ = "factor_use"
    __table_args__ = (CheckConstraint("(episode_id IS NULL) <> (passage_id IS NULL)", name="one_place"),)

    factor_id: Mapped[str] = link("contributory_factor")
    episode_id: Mapped[str | None] = link("episode")
    passage_id: Mapped[str | None] = link("passage")
    factor: Mapped[ContributoryFactor] = relationship(back_populates="uses")
    episode: Mapped[Episode | None] = relationship(back_populates="factor_uses")


class Finding(Base):
    """A finding about the system, on the anatomy (F84); its parts are rows, keyed by the anatomy vocabulary."""

    __tablename__ = "finding"

    headline: Mapped[Text] = text_columns("headline")
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="emerging")
    is_strength: Mapped[bool] = mapped_column(default=False)
    binned_at: Mapped[str | None]
    parts: Mapped[list[FindingPart]] = relationship(back_populates="finding", cascade="all, delete-orphan")
    patterns: Mapped[list[FindingPattern]] = relationship(back_populates="finding", cascade="all, delete-orphan")
    evidence: Mapped[list[EvidenceLink]] = relationship(
        back_populates="finding", cascade="all, delete-orphan", order_by="EvidenceLink.position"
    )
    issues: Mapped[list[BoardIssue]] = relationship(
        back_populates="finding", cascade="all, delete-orphan", order_by="BoardIssue.position"
    )


class FindingPart(Base):
    """One part of a finding's anatomy."""

    __tablename__ = "finding_part"
    __table_args__ = (UniqueConstraint("finding_id", "part_key"),)

    finding_id: Mapped[str] = link("finding")
    part_key: Mapped[str]
    body: Mapped[Text] = text_columns("body")
    finding: Mapped[Finding] = relationship(back_populates="parts")


class FindingPattern(Base):
    """A class of the typology that a finding belongs to; several may apply, none must (F62)."""

    __tablename__ = "finding_pattern"
    __table_args__ = (UniqueConstraint("finding_id", "typology_key"),)

    finding_id: Mapped[str] = link("finding")
    typology_key: Mapped[str]
    finding: Mapped[Finding] = relationship(back_populates="patterns")


class EvidenceLink(Base):
    """What a finding rests on: one event, conversation, passage, episode, factor or meeting, and for which part of it."""

    __tablename__ = "evidence_link"
    __table_args__ = (CheckConstraint(ONE_OF_SIX, name="one_thing"),)

    finding_id: Mapped[str] = link("finding")
    part_key: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    event_id: Mapped[str | None] = link("event")
    conversation_id: Mapped[str | None] = link("conversation")
    passage_id: Mapped[str | None] = link("passage")
    episode_id: Mapped[str | None] = link("episode")
    factor_id: Mapped[str | None] = link("contributory_factor")
    meeting_id: Mapped[str | None] = link("meeting")
    finding: Mapped[Finding] = relationship(back_populates="evidence")
    conversation: Mapped[Conversation | None] = relationship()
    passage: Mapped[Passage | None] = relationship()


class BoardIssue(Base):
    """A question that a finding puts to the Board (F72)."""

    __tablename__ = "board_issue"

    finding_id: Mapped[str] = link("finding")
    position: Mapped[int] = mapped_column(default=0)
    question: Mapped[Text] = text_columns("question")
    finding: Mapped[Finding] = relationship(back_populates="issues")
