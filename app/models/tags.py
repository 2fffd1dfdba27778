"""The reviewer's own words on events, and the names of which it was said whose they are not."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.models.base import Base, link


class Tag(Base):
    """A word of the reviewer's own, to be put on events; no two are alike but for capitals."""

    __tablename__ = "tag"

    name: Mapped[str]


class EventTag(Base):
    """A tag on an event."""

    __tablename__ = "event_tag"
    __table_args__ = (UniqueConstraint("event_id", "tag_id"),)

    event_id: Mapped[str] = link("event")
    tag_id: Mapped[str] = link("tag")


class NameLeft(Base):
    """A name in the texts of which the reviewer said: not this person, or, without a person, nobody's; not offered again."""

    __tablename__ = "name_left"
    __table_args__ = (UniqueConstraint("words", "person_id"),)

    words: Mapped[str]
    person_id: Mapped[str | None] = link("person")
