"""The review's process: meetings and attendance, proceedings, circulation, amendments, and the revision log."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.dates import UncertainDate
from app.domain.text import Text
from app.models.base import Base, date_columns, link, text_columns


class Meeting(Base):
    """A meeting: of the review ("review team", "case group"), or in the case itself ("case"), then with its series."""

    __tablename__ = "meeting"

    kind: Mapped[str] = mapped_column(default="review team")
    series: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    event_id: Mapped[str | None] = link("event")
    held: Mapped[UncertainDate] = date_columns("held")
    note: Mapped[Text] = text_columns("note")
    binned_at: Mapped[str | None]
    attendances: Mapped[list[Attendance]] = relationship(back_populates="meeting", cascade="all, delete-orphan")


class Attendance(Base):
    """Whether a person was invited to a meeting, and came. ``presence``: "came", "apologies", "absent", "unknown"."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    meeting_id: Mapped[str] = link("meeting")
    person_id: Mapped[str] = link("person")
    invited: Mapped[bool] = mapped_column(default=True)
    presence: Mapped[str] = mapped_column(default="came")
    role: Mapped[str] = mapped_column(default="")
    meeting: Mapped[Meeting] = relationship(back_populates="attendances")


class Proceeding(Base):
    """A parallel proceeding: criminal, inquest, family court (F75)."""

    __tablename__ = "proceeding"

    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="")
    since: Mapped[UncertainDate] = date_columns("since")
    note: Mapped[Text] = text_columns("note")


class Circulation(Base):
    """A document that left the review: which version, for which audience, to whom, when (F74)."""

    __tablename__ = "circulation"

    document: Mapped[str]
    version_label: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="")
    recipient: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")


class Amendment(Base):
    """A change asked for: by whom, why, on what evidence, accepted or refused (F67)."""

    __tablename__ = "amendment"

    finding_id: Mapped[str | None] = link("finding")
    episode_id: Mapped[str | None] = link("episode")
    asked_by: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")
    wanted: Mapped[Text] = text_columns("wanted")
    reason: Mapped[Text] = text_columns("reason")


class Revision(Base):
    """One touched row of one commit in the revision log: hashes, never words.

    ``digest`` is the SHA-256 of the row as the commit left it (empty: deleted); ``chain`` that of this revision and the one
    before it, so that a page put back from an older copy is noticed (trust.md, "The file" 9).
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    step: Mapped[str] = mapped_column(index=True)
    at: Mapped[str]
    by: Mapped[str]
    row_table: Mapped[str]
    row_id: Mapped[str]
    digest: Mapped[str]
    chain: Mapped[str]
