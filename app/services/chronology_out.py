"""Taking the chronology out: reading what was chosen of it, and putting that into words for one audience.

Reading needs the review and is quick; putting into words needs only what was read, and may be done in another thread.
Private notes are never read here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from app.domain.chronology_out import ChronologyOut, OutEvent, OutForm, certain_day
from app.domain.collecting import CollectorAtRest
from app.domain.dates import UncertainDate
from app.domain.describe_chronology import describe_chronology
from app.domain.errors import Cancelled
from app.domain.names_left import KnownNames, NameLeft, names_left
from app.domain.naming import NamingMode
from app.domain.report import Rich
from app.domain.text import Text
from app.models import Account, Agency, Event, Review
from app.models.base import stored_date
from app.services.circulation import check_file_name
from app.services.common import column
from app.services.event_rows import sort_columns
from app.services.naming import known_people, read_naming
from app.services.report_words import Teller

SKELETON = "Skeleton chronology"
WHOLE = "Chronology"
CHOSEN = "Chronology, chosen events"
PROMPTS = "Prompt sheet"

_MORE_THAN_LETTERS = ('"ref"', '"b":1', '"b": 1', '"i":1', '"i": 1')
"""In a stored text, wherever it refers to anybody or anything is bold or italic; a text that quotes them is only slower."""

_STEP = 1000
"""Events between two looks at whether to go on."""


@dataclass(frozen=True)
class Choice:
    """What is chosen of the chronology: its form, which events, about whom alone, and for which audience.

    ``only`` are the ids of the events that a filter leaves, None for no filter; ``version`` None is the review's own.
    """

    form: OutForm = OutForm.WORD
    skeleton: bool = True
    mode: NamingMode = NamingMode.PSEUDONYM
    only: frozenset[str] | None = None
    about: str = ""
    version: str | None = None
    confidential: bool = True

    @property
    def heading(self) -> str:
        """What such a chronology is called."""
        if self.form is OutForm.PROMPTS:
            return PROMPTS
        return SKELETON if self.skeleton else WHOLE if self.only is None else CHOSEN


@dataclass(frozen=True)
class Counts:
    """How much a choice holds: events, the agencies they are of, and events left out because they were set aside."""

    events: int
    agencies: int
    set_aside: int


@dataclass(frozen=True)
class Gathered:
    """What was read of the review, to be put into words without it."""

    choice: Choice
    title: str
    version: str
    rows: tuple[tuple[Any, ...], ...]
    agencies: dict[str, tuple[str, str, int]]
    teller: Teller
    people: tuple[KnownNames, ...]


def counts(session: Session, choice: Choice) -> Counts:
    """Return how much would leave."""
    columns = (column(Event, "id"), column(Event, "agency_id"), column(Event, "set_aside"))
    rows = [row for row in session.execute(select(*columns).where(*_chosen(choice))) if _passes(choice, row[0])]
    kept = [row for row in rows if not row[2]]
    return Counts(len(kept), len({row[1] for row in kept if row[1]}), len(rows) - len(kept))


def gathered(session: Session, choice: Choice, file_name: str) -> Gathered:
    """Read what was chosen; raises ``ExportProblem`` where the file name belongs to another audience."""
    check_file_name(session, file_name, choice.mode)
    title, version = session.execute(select(Review.title, Review.version_label)).first() or ("", "")
    agencies = {
        row.id: (row.name, row.short_name, row.colour)
        for row in session.execute(select(Agency.id, Agency.name, Agency.short_name, Agency.colour))
    }
    rows = tuple(tuple(row) for row in session.connection().execute(_query(choice)) if _passes(choice, row[0]))
    return Gathered(
        choice,
        title,
        version if choice.version is None else choice.version,
        rows,
        agencies,
        Teller(session, read_naming(session, choice.mode)),
        known_people(session),
    )


def _passes(choice: Choice, event_id: str) -> bool:
    return choice.only is None or event_id in choice.only


def _chosen(choice: Choice) -> Sequence[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [column(Event, "binned_at").is_(None)]
    if choice.skeleton:
        where.append(column(Event, "in_skeleton").is_(True))
    if choice.about:
        told = select(Account.event_id).where(Account.person_id == choice.about, Account.event_id.is_not(None))
        mentioned = (func.instr(column(Event, name), choice.about) > 0 for name in ("what_json", "quotation_json"))
        where.append(or_(*mentioned, column(Event, "id").in_(told)))
    return where


def _query(choice: Choice) -> Select[*tuple[Any, ...]]:
    names = (
        "id", "when_text", "when_kind", "when_precision", "when_earliest", "when_latest", "date_question", "agency_id",
        "what_json", "what_plain", "quotation_json", "source_words", "in_skeleton",
    )  # fmt: skip
    in_use = column(Event, "set_aside") == ""
    return (
        select(*(column(Event, name) for name in names))
        .where(*_chosen(choice), in_use)
        .order_by(*sort_columns(), column(Event, "id"))
    )


def in_words(found: Gathered, stopped: Callable[[], bool]) -> ChronologyOut:
    """Put what was read into words; raises ``Cancelled`` where it is to stop."""
    events: list[OutEvent] = []
    with CollectorAtRest():
        for at, row in enumerate(found.rows):
            if at % _STEP == 0 and stopped():
                raise Cancelled
            events.append(_event(found, row))
    choice = found.choice
    about = found.teller.voice(choice.about).shown if choice.about else ""
    return ChronologyOut(found.title, choice.heading, found.version, choice.mode, tuple(events), about, choice.confidential)


def _event(found: Gathered, row: tuple[Any, ...]) -> OutEvent:
    _, text, kind, precision, earliest, latest, question, agency_id, what, plain, quotation, source, kept = row
    when: UncertainDate = stored_date(text, kind, precision, earliest, latest)
    name, short, colour = found.agencies.get(agency_id or "", ("", "", -1))
    told = _told(found.teller, what, plain)
    quoted = found.teller.quoted(Text.from_json(quotation)) if quotation else ()
    return OutEvent(text, certain_day(when, question), name, short, colour, (*told, *quoted), source, bool(kept))


def _told(teller: Teller, data: str, plain: str) -> Rich:
    """Return a text in words; most hold letters alone and need not be taken apart, which makes many of them quick."""
    if any(sign in data for sign in _MORE_THAN_LETTERS):
        return teller.rich(Text.from_json(data))
    return teller.letters(plain)


def names_in(found: Gathered, out: ChronologyOut, file_name: str) -> tuple[NameLeft, ...]:
    """Return the names that would stand in a chronology in which people are not to be named."""
    if out.mode is NamingMode.NAMED:
        return ()
    return names_left(describe_chronology(out, found.choice.form), found.people, file_name)
