"""Sources, entries and events: what agencies sent, and what the reviewer holds to have happened (house.md)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.dates import UncertainDate
from app.domain.text import Text
from app.models.base import Base, date_columns, link, text_columns


class SourceDocument(Base):
    """A return or another document: who sent what when, and its SHA-256. ``plan`` is how its columns were read (JSON).

    ``kind``: "return", "imr", "letter", "record", "other"; ``secured`` is when the agency made its records safe.
    ``corrects`` is the earlier return that a corrected one takes the place of; ``difference`` what events were before it
    was taken in, so that it can be taken back (JSON).
    """

    __tablename__ = "source_document"

    agency_id: Mapped[str | None] = link("agency")
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="return")
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    taken_in_at: Mapped[str] = mapped_column(default="")
    plan: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    corrects_id: Mapped[str | None] = link("source_document")
    difference: Mapped[str] = mapped_column(default="")
    sent_by: Mapped[str] = mapped_column(default="")
    requested: Mapped[UncertainDate] = date_columns("requested")
    received: Mapped[UncertainDate] = date_columns("received")
    secured: Mapped[UncertainDate] = date_columns("secured")
    kept: Mapped[list[KeptFile]] = relationship(back_populates="source", cascade="all, delete-orphan")
    entries: Mapped[list[Entry]] = relationship(
        back_populates="source", cascade="all, delete-orphan", order_by="Entry.position"
    )


class KeptFile(Base):
    """The file of a document, kept inside the review; in a table of its own, so that lists never carry it."""

    __tablename__ = "kept_file"
    __table_args__ = (UniqueConstraint("source_id"),)

    source_id: Mapped[str] = link("source_document")
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(deferred=True)
    source: Mapped[SourceDocument] = relationship(back_populates="kept")


class Entry(Base):
    """One row of one agency's return, kept as received and never edited.

    ``cells`` is JSON: a list of [heading, text] pairs as they stood; ``set_aside`` says why a row was not taken, and is
    empty for a row that was. The event an entry stands under may change; the entry does not. ``said`` is what the row was
    understood to say (JSON, read by ``app/services/said.py``); ``follows`` the entry of the earlier return whose place it
    takes in a corrected one.
    """

    __tablename__ = "entry"

    source_id: Mapped[str] = link("source_document")
    event_id: Mapped[str | None] = link("event")
    position: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    cells: Mapped[str] = mapped_column(default="[]")
    remarks: Mapped[str] = mapped_column(default="")
    set_aside: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")
    follows_id: Mapped[str | None] = link("entry")
    when: Mapped[UncertainDate] = date_columns("when")
    source: Mapped[SourceDocument] = relationship(back_populates="entries")
    event: Mapped[Event | None] = relationship(back_populates="entries")


class Event(Base):
    """What the reviewer holds to have happened; it stands on entries and accounts.

    ``stands_at`` and ``day_order`` order by hand what the dates leave open (``domain/standing.py``); ``date_question`` holds
    the keys of what is to be asked about the date; ``set_aside`` why the reviewer left the event aside; ``binned_at`` when
    it was put into the bin.

    An event that was found to be one with another is ``joined_to`` it: it stays as it is, out of every list as if in the
    bin, and ``moved`` (JSON: a list of [table, id]) says what of it stands under the other now, so that it can be parted.
    """

    __tablename__ = "event"

    agency_id: Mapped[str | None] = link("agency")
    when: Mapped[UncertainDate] = date_columns("when")
    stands_at: Mapped[str] = mapped_column(default="")
    day_order: Mapped[int] = mapped_column(default=0)
    date_question: Mapped[str] = mapped_column(default="")
    recorded: Mapped[UncertainDate] = date_columns("recorded")
    source_words: Mapped[str] = mapped_column(default="")
    what: Mapped[Text] = text_columns("what")
    quotation: Mapped[Text] = text_columns("quotation")
    private_note: Mapped[Text] = text_columns("private_note")
    in_skeleton: Mapped[bool] = mapped_column(default=False)
    set_aside: Mapped[str] = mapped_column(default="")
    binned_at: Mapped[str | None]
    joined_to_id: Mapped[str | None] = link("event")
    moved: Mapped[str] = mapped_column(default="[]")
    entries: Mapped[list[Entry]] = relationship(back_populates="event", order_by="Entry.position")
    knowledge: Mapped[list[Knowledge]] = relationship(back_populates="event", cascade="all, delete-orphan")
    accounts: Mapped[list[Account]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="Account.position"
    )


class SeenApart(Base):
    """Two events that look alike and are two: the reviewer said so, and they are not offered as one again."""

    __tablename__ = "seen_apart"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    one_id: Mapped[str] = link("event")
    other_id: Mapped[str] = link("event")


class Knowledge(Base):
    """When an agency came to know of an event (F21)."""

    __tablename__ = "knowledge"
    __table_args__ = (UniqueConstraint("event_id", "agency_id"),)

    event_id: Mapped[str] = link("event")
    agency_id: Mapped[str] = link("agency")
    known: Mapped[UncertainDate] = date_columns("known")
    event: Mapped[Event] = relationship(back_populates="knowledge")


class Account(Base):
    """One person's or one agency's version of an event or of an episode; accounts stand side by side, none merged."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("(event_id IS NULL) <> (episode_id IS NULL)", name="one_subject"),
        CheckConstraint("person_id IS NOT NULL OR agency_id IS NOT NULL", name="a_voice"),
    )

    event_id: Mapped[str | None] = link("event")
    episode_id: Mapped[str | None] = link("episode")
    person_id: Mapped[str | None] = link("person")
    agency_id: Mapped[str | None] = link("agency")
    conversation_id: Mapped[str | None] = link("conversation")
    position: Mapped[int] = mapped_column(default=0)
    body: Mapped[Text] = text_columns("body")
    event: Mapped[Event | None] = relationship(back_populates="accounts")
