"""Everything that can be found, as stored: its texts with whose and when they are, ready to be shown by any naming."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, selectinload

from app.domain.dates import UncertainDate
from app.domain.naming import Naming
from app.domain.search import KnownPerson, SearchContext
from app.domain.text import Text
from app.models import (
    Account,
    Agency,
    ContributoryFactor,
    Conversation,
    Entry,
    Episode,
    Event,
    Finding,
    Meeting,
    Person,
    Review,
)
from app.services import event_rows, tags
from app.services.chronology import date_context
from app.services.common import column

RECEIVED, QUOTED, PRIVATE, ACCOUNT = "received", "quoted", "private", "account"
"""Where in a thing its words stand, if not in what it says first."""

EPISODE_TEXTS = ("what_happened", "view_then", "good", "problematic", "standard", "outcome_relation")
REVIEW_TEXTS = ("purpose", "reason_chosen", "summary", "method_notes", "limitations", "conclusion")

Words = str | Text
Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class Told:
    """Some words of a thing, and where in it they stand."""

    words: Words
    where: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """One thing that can be found; ``place`` is one of ``search.PLACES``, ``people`` the ids of who takes part in it."""

    kind: str
    id: str
    place: str
    told: tuple[Told, ...]
    when: str = ""
    earliest: str = ""
    latest: str = ""
    agency: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    skeleton: bool | None = None
    episode: bool | None = None
    asked: bool | None = None
    tags: tuple[str, ...] = ()


def context(session: Session, naming: Naming) -> SearchContext:
    """Return what is known beside the words typed; people are shown as the naming says and known by all their names."""
    query = select(Person).options(selectinload(Person.aliases), selectinload(Person.pseudonyms))
    people = tuple(
        KnownPerson(
            person.id,
            naming.person(person.id),
            (person.name, *(alias.name for alias in person.aliases), *(each.name for each in person.pseudonyms)),
        )
        for person in session.scalars(query.order_by(Person.name, Person.id))
    )
    agencies = session.execute(select(Agency.name, Agency.short_name).order_by(Agency.position, Agency.name))
    names = tuple(dict.fromkeys(name for pair in agencies for name in pair if name))
    return SearchContext(date_context(session), people, names, tuple(row.name for row in tags.listed(session)))


def event_ids(session: Session) -> tuple[str, ...]:
    """Return the ids of every event outside the bin, in the order of the chronology."""
    event_id = column(Event, "id")
    query = select(event_id).where(column(Event, "binned_at").is_(None)).order_by(*event_rows.sort_columns(), event_id)
    return tuple(found for (found,) in session.connection().execute(query))


def stored_events(session: Session, only: Collection[str] | None = None) -> tuple[Stored, ...]:
    """Return every event outside the bin, or only some, in the order of the chronology."""
    more = _more_of_events(session, only)
    return tuple(
        Stored(
            "event",
            row.id,
            "chronology",
            (Told(row.what), Told(row.source_words), *more.get(row.id, ())),
            row.when_text,
            row.earliest,
            row.latest,
            tuple(name for name in (row.agency_name, row.agency_short) if name),
            (),
            row.in_skeleton,
            bool(row.episode_ids),
            bool(row.conversation_ids),
            row.tags,
        )
        for row in event_rows.rows(session, only)
    )


def _more_of_events(session: Session, only: Collection[str] | None) -> Mapping[str, list[Told]]:
    """Return what stands in events beside what happened: quotations, private notes, accounts, and rows as received."""
    found: dict[str, list[Told]] = defaultdict(list)
    connection = session.connection()
    for name, where in (("quotation", QUOTED), ("private_note", PRIVATE)):
        data, plain = column(Event, f"{name}_json"), column(Event, f"{name}_plain")
        query = select(column(Event, "id"), data, plain).where(plain != "")
        for event_id, *words in connection.execute(_among(query, column(Event, "id"), only)):
            found[event_id].append(Told(_words(*words), where))
    body = column(Account, "body_json"), column(Account, "body_plain")
    accounts = select(column(Account, "event_id"), *body).where(column(Account, "event_id").is_not(None))
    for event_id, *words in connection.execute(_among(accounts, column(Account, "event_id"), only)):
        found[event_id].append(Told(_words(*words), ACCOUNT))
    of_event = column(Entry, "event_id")
    for event_id, cells in connection.execute(
        _among(select(of_event, column(Entry, "cells")).where(of_event.is_not(None)), of_event, only)
    ):
        found[event_id].append(Told(" · ".join(text for _, text in json.loads(cells) if text), RECEIVED))
    return found


def _among(query: Query, ids: ColumnElement[Any], only: Collection[str] | None) -> Query:
    return query if only is None else query.where(ids.in_(only))


def _words(data: str, plain: str) -> Words:
    """Return stored words; as a text only where they hold a reference, since there are thousands."""
    return Text.from_json(data) if '"ref"' in data else plain


def stored_others(session: Session) -> tuple[Stored, ...]:
    """Return everything else that can be found, kind by kind."""
    return tuple(each for read in _READERS for each in read(session))


def _dated(when: UncertainDate) -> tuple[str, str, str]:
    text, _, _, earliest, latest = when.__composite_values__()
    return text, earliest or "", latest or ""


def _conversations(session: Session) -> Iterator[Stored]:
    query = select(Conversation).where(Conversation.binned_at.is_(None)).options(selectinload(Conversation.parts))
    for each in session.scalars(query.order_by(column(Conversation, "held_earliest"), Conversation.id)):
        people = tuple(part.person_id for part in each.parts)
        yield Stored(
            "conversation", each.id, "conversations", (Told(each.note), Told(each.place)), *_dated(each.held), (), people
        )


def _episodes(session: Session) -> Iterator[Stored]:
    query = select(Episode).where(Episode.binned_at.is_(None)).options(selectinload(Episode.accounts))
    for each in session.scalars(query.order_by(Episode.position, Episode.id)):
        texts = [Told(getattr(each, name)) for name in EPISODE_TEXTS]
        accounts = [Told(account.body, ACCOUNT) for account in each.accounts]
        yield Stored("episode", each.id, "episodes", (Told(each.title), *texts, *accounts), *_dated(each.period))


def _factors(session: Session) -> Iterator[Stored]:
    for each in session.scalars(
        select(ContributoryFactor).order_by(ContributoryFactor.framework_key, ContributoryFactor.id)
    ):
        yield Stored("factor", each.id, "factors", (Told(each.body),))


def _findings(session: Session) -> Iterator[Stored]:
    query = (
        select(Finding)
        .where(Finding.binned_at.is_(None))
        .options(selectinload(Finding.parts), selectinload(Finding.issues))
        .order_by(Finding.position, Finding.id)
    )
    for each in session.scalars(query):
        told = (each.headline, *(part.body for part in each.parts), *(issue.question for issue in each.issues))
        yield Stored("finding", each.id, "findings", tuple(Told(words) for words in told))


def _people(session: Session) -> Iterator[Stored]:
    query = select(Person).options(selectinload(Person.aliases), selectinload(Person.agency))
    for each in session.scalars(query.order_by(Person.position, Person.name)):
        agency = (each.agency.name, each.agency.short_name) if each.agency else ()
        told = (each.role, each.relationship_to_child, each.note)
        yield Stored("person", each.id, "people", tuple(map(Told, told)), agency=agency, people=(each.id,))


def _meetings(session: Session) -> Iterator[Stored]:
    query = select(Meeting).options(selectinload(Meeting.attendances))
    for each in session.scalars(query.order_by(column(Meeting, "held_earliest"), Meeting.id)):
        people = tuple(attendance.person_id for attendance in each.attendances)
        told = (each.title, each.series, each.place, each.note)
        yield Stored("meeting", each.id, "meetings", tuple(map(Told, told)), *_dated(each.held), (), people)


def _review(session: Session) -> Iterator[Stored]:
    for each in session.scalars(select(Review).options(selectinload(Review.questions))):
        questions = [Told(row.question) for row in each.questions]
        yield Stored(
            "review", each.id, "review", (Told(each.title), *(Told(getattr(each, n)) for n in REVIEW_TEXTS), *questions)
        )


_READERS: tuple[Callable[[Session], Iterator[Stored]], ...] = (
    _conversations, _episodes, _factors, _findings, _people, _meetings, _review,
)  # fmt: skip

OTHER_TABLES = (
    "conversation", "conversation_part", "episode", "account", "contributory_factor", "finding", "finding_part",
    "board_issue", "person", "person_alias", "pseudonym", "agency", "meeting", "attendance", "review", "research_question",
)  # fmt: skip
"""Tables whose change may change what ``stored_others`` gives."""

EVENT_TABLES = event_rows.TABLES
"""Tables whose change may change what ``stored_events`` gives."""
