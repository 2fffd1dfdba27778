"""People and agencies: the register, names by audience, posts, homes and parts in the review."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, Text
from app.models import (
    Agency,
    Conversation,
    ConversationPart,
    Event,
    Household,
    NameLeft,
    Participation,
    Person,
    PersonAlias,
    Post,
    Pseudonym,
    Residence,
)
from app.services.common import fetch
from app.storage.unit_of_work import UnitOfWork

KINDS = ("family", "professional", "review")
PARTS = ("case group", "conversation", "review team", "lead reviewer", "family", "supporter", "interpreter")
"""Parts in the review; "conversation" is for those who were spoken with and are not of the case group."""


@dataclass(frozen=True)
class AgencyRow:
    """An agency; ``events`` counts those not in the bin."""

    id: str
    name: str
    short_name: str
    colour: int
    events: int


@dataclass(frozen=True)
class PostRow:
    """A post a person held."""

    id: str
    agency_id: str | None
    role: str
    since: UncertainDate
    until: UncertainDate


@dataclass(frozen=True)
class PersonRow:
    """A person as the register shows them; ``pseudonyms`` by audience, ``parts`` in the review."""

    id: str
    name: str
    kind: str
    role: str
    agency_id: str | None
    agency: str
    aliases: tuple[str, ...]
    pseudonyms: dict[str, str]
    parts: tuple[str, ...]
    relationship: str
    sex: str
    ethnicity: str
    born: UncertainDate
    is_subject: bool
    single_holder: bool
    note: Text
    posts: tuple[PostRow, ...]
    homes: tuple[tuple[str, UncertainDate, UncertainDate], ...]
    conversations: int


NOT_KNOWN = UncertainDate()


@dataclass(frozen=True)
class PersonFields:
    """The plain fields of a person, as an editor hands them over."""

    name: str
    kind: str = "professional"
    role: str = ""
    agency_id: str | None = None
    relationship: str = ""
    sex: str = ""
    ethnicity: str = ""
    born: UncertainDate = NOT_KNOWN
    is_subject: bool = False
    single_holder: bool = False


# -- reading --------------------------------------------------------------------------------------------------------


def agencies(session: Session) -> tuple[AgencyRow, ...]:
    """Return the agencies in their order."""
    events = (
        select(Event.agency_id, func.count().label("n")).where(Event.binned_at.is_(None)).group_by(Event.agency_id)
    ).subquery()
    query = (
        select(Agency, events.c.n).outerjoin(events, events.c.agency_id == Agency.id).order_by(Agency.position, Agency.name)
    )
    return tuple(AgencyRow(a.id, a.name, a.short_name or a.name, a.colour, n or 0) for a, n in session.execute(query))


def register(session: Session) -> tuple[PersonRow, ...]:
    """Return everybody, family first, then professionals by agency, then the review's own."""
    query = (
        select(Person)
        .options(
            selectinload(Person.aliases),
            selectinload(Person.pseudonyms),
            selectinload(Person.posts),
            selectinload(Person.participations),
            selectinload(Person.residences).selectinload(Residence.household),
            selectinload(Person.agency),
        )
        .order_by(Person.position, Person.name)
    )
    parts = (
        select(ConversationPart.person_id, func.count().label("n"))
        .join(Conversation)
        .where(Conversation.binned_at.is_(None), ConversationPart.part == "participant")
        .group_by(ConversationPart.person_id)
    )
    spoken = Counter({row.person_id: row.n for row in session.execute(parts)})
    people = sorted(
        session.scalars(query),
        key=lambda p: (KINDS.index(p.kind), p.agency.position if p.agency else -1, p.position, p.name),
    )
    return tuple(_row(person, spoken[person.id]) for person in people)


def _row(p: Person, conversations: int) -> PersonRow:
    return PersonRow(
        p.id,
        p.name,
        p.kind,
        p.role,
        p.agency_id,
        p.agency.name if p.agency else "",
        tuple(alias.name for alias in p.aliases),
        {row.audience: row.name for row in p.pseudonyms},
        tuple(sorted((row.part for row in p.participations), key=PARTS.index)),
        p.relationship_to_child,
        p.sex,
        p.ethnicity,
        p.born,
        p.is_subject,
        p.single_holder,
        p.note,
        tuple(PostRow(post.id, post.agency_id, post.role, post.since, post.until) for post in p.posts),
        tuple((home.household.name, home.since, home.until) for home in p.residences),
        conversations,
    )


# -- agencies -------------------------------------------------------------------------------------------------------


def add_agency(uow: UnitOfWork, name: str, short_name: str = "", colour: int | None = None, *, kind: str = "") -> str:
    """Add an agency and return its id; raises ``RuleBroken`` for an empty name or one that is taken."""
    _check_agency_name(uow.session, name, None)
    position = uow.session.scalar(select(func.count()).select_from(Agency)) or 0
    agency = Agency(
        name=name.strip(),
        short_name=short_name.strip(),
        kind=kind.strip(),
        position=position,
        colour=position if colour is None else colour,
    )
    uow.session.add(agency)
    uow.session.flush()
    return agency.id


def rename_agency(uow: UnitOfWork, agency_id: str, name: str, short_name: str = "") -> None:
    """Rename an agency wherever it is shown."""
    _check_agency_name(uow.session, name, agency_id)
    agency = fetch(uow.session, Agency, agency_id)
    agency.name, agency.short_name = name.strip(), short_name.strip()


def _check_agency_name(session: Session, name: str, but: str | None) -> None:
    if not name.strip():
        raise RuleBroken("agency_without_name")
    for agency in session.scalars(select(Agency)):
        if agency.id != but and agency.name.casefold() == name.strip().casefold():
            raise RuleBroken("agency_name_taken", name=agency.name)


# -- people ---------------------------------------------------------------------------------------------------------


def add(uow: UnitOfWork, fields: PersonFields) -> str:
    """Add a person and return their id."""
    position = uow.session.scalar(select(func.count()).select_from(Person)) or 0
    person = Person(name="", position=position)
    _fill(person, fields)
    uow.session.add(person)
    uow.session.flush()
    return person.id


def change(uow: UnitOfWork, person_id: str, fields: PersonFields) -> None:
    """Change a person's plain fields; a new name shows at once in every text that speaks of them."""
    _fill(fetch(uow.session, Person, person_id), fields)


def _fill(person: Person, fields: PersonFields) -> None:
    if not fields.name.strip():
        raise RuleBroken("person_without_name")
    if fields.kind not in KINDS:
        raise AssertionError(f"no kind of person {fields.kind}")
    person.name = fields.name.strip()
    person.kind = fields.kind
    person.role = fields.role.strip()
    person.agency_id = fields.agency_id
    person.relationship_to_child = fields.relationship.strip()
    person.sex = fields.sex
    person.ethnicity = fields.ethnicity.strip()
    person.is_subject = fields.is_subject
    person.single_holder = fields.single_holder
    if person.born != fields.born:
        person.born = fields.born


def set_note(uow: UnitOfWork, person_id: str, note: Text) -> None:
    """Write about a person."""
    fetch(uow.session, Person, person_id).note = note


def set_aliases(uow: UnitOfWork, person_id: str, names: tuple[str, ...]) -> None:
    """Say by what other names, initials and roles the records speak of a person."""
    person = fetch(uow.session, Person, person_id)
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    for alias in [alias for alias in person.aliases if alias.name not in wanted]:
        person.aliases.remove(alias)
    known = {alias.name for alias in person.aliases}
    person.aliases.extend(PersonAlias(name=name) for name in wanted if name not in known)


def set_pseudonym(uow: UnitOfWork, person_id: str, audience: str, name: str) -> None:
    """Name a person for an audience; empty takes the pseudonym away. Two people never share one."""
    person = fetch(uow.session, Person, person_id)
    wanted = name.strip()
    others = select(Pseudonym).where(Pseudonym.audience == audience, Pseudonym.person_id != person_id)
    if wanted and any(row.name.casefold() == wanted.casefold() for row in uow.session.scalars(others)):
        raise RuleBroken("pseudonym_taken", name=wanted)
    row = next((row for row in person.pseudonyms if row.audience == audience), None)
    if row is None and wanted:
        person.pseudonyms.append(Pseudonym(audience=audience, name=wanted))
    elif row is not None and not wanted:
        person.pseudonyms.remove(row)
    elif row is not None:
        row.name = wanted


def set_part(uow: UnitOfWork, person_id: str, part: str, takes_it: bool, involvement: str = "", reason: str = "") -> None:
    """Say that a person takes a part in the review, how and why, or that they do not."""
    if part not in PARTS:
        raise AssertionError(f"no part {part}")
    person = fetch(uow.session, Person, person_id)
    row = next((row for row in person.participations if row.part == part), None)
    if not takes_it:
        if row is not None:
            person.participations.remove(row)
        return
    if row is None:
        row = Participation(part=part)
        person.participations.append(row)
    row.involvement, row.reason = involvement, reason


def add_post(
    uow: UnitOfWork, person_id: str, agency_id: str | None, role: str, since: UncertainDate, until: UncertainDate
) -> str:
    """Add a post that a person held, and return its id."""
    person = fetch(uow.session, Person, person_id)
    post = Post(agency_id=agency_id, role=role.strip(), since=since, until=until)
    person.posts.append(post)
    uow.session.flush()
    return post.id


def add_household(uow: UnitOfWork, name: str, note: Text = EMPTY) -> str:
    """Add a home and return its id."""
    position = uow.session.scalar(select(func.count()).select_from(Household)) or 0
    household = Household(name=name.strip(), position=position, note=note)
    uow.session.add(household)
    uow.session.flush()
    return household.id


def add_residence(uow: UnitOfWork, person_id: str, household_id: str, since: UncertainDate, until: UncertainDate) -> None:
    """Say that a person lived in a home, from and to."""
    fetch(uow.session, Household, household_id)
    person = fetch(uow.session, Person, person_id)
    person.residences.append(Residence(household_id=household_id, since=since, until=until))


def remove(uow: UnitOfWork, person_id: str) -> None:
    """Take a person out of the register; raises ``RuleBroken`` where something still speaks of them."""
    person = fetch(uow.session, Person, person_id)
    if uow.session.scalar(select(func.count()).select_from(ConversationPart).where(ConversationPart.person_id == person_id)):
        raise RuleBroken("person_in_conversation")
    for left in uow.session.scalars(select(NameLeft).where(NameLeft.person_id == person_id)):
        uow.session.delete(left)
    uow.session.delete(person)
