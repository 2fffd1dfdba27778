"""Blank returns for agencies: what the review knows that belongs on them, and nobody of the family unless chosen."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.blank_return import BlankReturn, describe_blank
from app.domain.names_left import NameLeft, names_left
from app.models import Agency, GlossaryEntry, Person
from app.services.naming import known_people


def blank(session: Session, agency: str, reference: str, people: Collection[str] = ()) -> BlankReturn:
    """Return the blank return of an agency by its name; ``people`` are the ids of those it is said to concern."""
    name = " ".join(agency.split())
    own = select(Agency.id).where(Agency.name == name)
    used = (
        select(GlossaryEntry.abbreviation, GlossaryEntry.meaning)
        .where(or_(GlossaryEntry.agency_id.is_(None), GlossaryEntry.agency_id.in_(own)))
        .order_by(GlossaryEntry.abbreviation, GlossaryEntry.meaning)
    )
    chosen = select(Person.name).where(Person.id.in_(people)).order_by(Person.position, Person.name)
    return BlankReturn(
        name,
        " ".join(reference.split()),
        tuple(session.scalars(chosen)),
        tuple(dict.fromkeys((row.abbreviation, row.meaning) for row in session.execute(used))),
    )


def names_in(session: Session, given: BlankReturn, file_name: str) -> tuple[NameLeft, ...]:
    """Return the names of people not chosen that would stand in a blank return."""
    others = tuple(person for person in known_people(session) if not set(given.people) & set(person.names))
    return names_left(describe_blank(given), others, file_name)
