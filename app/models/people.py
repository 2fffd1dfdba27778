"""Agencies and people: who they are, what they are called, where they worked and lived, what part they take."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.dates import UncertainDate
from app.domain.text import Text
from app.models.base import Base, date_columns, link, text_columns


class Agency(Base):
    """An agency whose records or people the review draws on. ``colour`` counts into the theme's agency colours."""

    __tablename__ = "agency"

    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    colour: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)


class Person(Base):
    """A member of the family, a professional, or a member of the review. ``kind``: "family", "professional", "review"."""

    __tablename__ = "person"

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="professional")
    role: Mapped[str] = mapped_column(default="")
    agency_id: Mapped[str | None] = link("agency")
    sex: Mapped[str] = mapped_column(default="")
    ethnicity: Mapped[str] = mapped_column(default="")
    relationship_to_child: Mapped[str] = mapped_column(default="")
    is_subject: Mapped[bool] = mapped_column(default=False)
    single_holder: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    born: Mapped[UncertainDate] = date_columns("born")
    died: Mapped[UncertainDate] = date_columns("died")
    note: Mapped[Text] = text_columns("note")
    agency: Mapped[Agency | None] = relationship()
    aliases: Mapped[list[PersonAlias]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="PersonAlias.name"
    )
    pseudonyms: Mapped[list[Pseudonym]] = relationship(back_populates="person", cascade="all, delete-orphan")
    posts: Mapped[list[Post]] = relationship(back_populates="person", cascade="all, delete-orphan")
    residences: Mapped[list[Residence]] = relationship(back_populates="person", cascade="all, delete-orphan")
    participations: Mapped[list[Participation]] = relationship(back_populates="person", cascade="all, delete-orphan")


class PersonAlias(Base):
    """Another name, initials or a role by which the records speak of a person."""

    __tablename__ = "person_alias"

    person_id: Mapped[str] = link("person")
    name: Mapped[str]
    person: Mapped[Person] = relationship(back_populates="aliases")


class Pseudonym(Base):
    """The name a person has for an audience ("report", "case group", …)."""

    __tablename__ = "pseudonym"
    __table_args__ = (UniqueConstraint("person_id", "audience"),)

    person_id: Mapped[str] = link("person")
    audience: Mapped[str]
    name: Mapped[str]
    person: Mapped[Person] = relationship(back_populates="pseudonyms")


class Post(Base):
    """A post that a person held at an agency, from and to."""

    __tablename__ = "post"

    person_id: Mapped[str] = link("person")
    agency_id: Mapped[str | None] = link("agency")
    role: Mapped[str] = mapped_column(default="")
    since: Mapped[UncertainDate] = date_columns("since")
    until: Mapped[UncertainDate] = date_columns("until")
    person: Mapped[Person] = relationship(back_populates="posts")


class Household(Base):
    """A home in which people of the case lived (F91)."""

    __tablename__ = "household"

    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[Text] = text_columns("note")


class Residence(Base):
    """Who lived in a household, from and to."""

    __tablename__ = "residence"

    person_id: Mapped[str] = link("person")
    household_id: Mapped[str] = link("household")
    since: Mapped[UncertainDate] = date_columns("since")
    until: Mapped[UncertainDate] = date_columns("until")
    person: Mapped[Person] = relationship(back_populates="residences")
    household: Mapped[Household] = relationship()


class Participation(Base):
    """The part a person takes in the review: "case group", "review team", "lead reviewer", "family", "supporter"."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("person_id", "part"),)

    person_id: Mapped[str] = link("person")
    part: Mapped[str]
    involvement: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(back_populates="participations")
