"""Reading how people and agencies are shown."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.names_left import KnownNames
from app.domain.naming import Naming, NamingMode, PersonNames
from app.models import Agency, Person, PersonAlias, Pseudonym

REPORT = "report"
"""The audience whose pseudonyms are shown on screen."""

TABLES = ("person", "pseudonym", "agency")
"""Tables whose change makes a naming stale."""


def read_naming(session: Session, mode: NamingMode, audience: str = REPORT) -> Naming:
    """Return how every person and agency of the review is shown in a mode, for an audience."""
    in_audience = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.audience == audience)
    pseudonyms = {row.person_id: row.name for row in session.execute(in_audience)}
    people = {
        row.id: PersonNames(row.name, row.role, pseudonyms.get(row.id, ""), row.kind)
        for row in session.execute(select(Person.id, Person.name, Person.role, Person.kind))
    }
    agencies = {row.id: row.name for row in session.execute(select(Agency.id, Agency.name))}
    return Naming(mode, people, agencies)


def known_people(session: Session, audience: str = REPORT) -> tuple[KnownNames, ...]:
    """Return every name by which the review knows each person, and the words by which documents may show them."""
    names: dict[str, list[str]] = defaultdict(list)
    public: dict[str, list[str]] = defaultdict(list)
    for row in session.execute(select(Person.id, Person.name, Person.role)):
        names[row.id].append(row.name)
        public[row.id].append(row.role)
    for alias in session.execute(select(PersonAlias.person_id, PersonAlias.name)):
        names[alias.person_id].append(alias.name)
    for pseudonym in session.execute(select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.audience == audience)):
        public[pseudonym.person_id].append(pseudonym.name)
    return tuple(KnownNames(tuple(names[key]), tuple(word for word in public[key] if word)) for key in names)
