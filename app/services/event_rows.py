"""Reading the chronology: every event in order, and one event in full."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Executable, Select, and_, case, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from app.domain import standing
from app.domain.date_headings import heading
from app.domain.dates import WITHOUT_MONTH, DateKind, Precision, UncertainDate
from app.domain.standing import NEVER, Standing
from app.domain.text import Text
from app.models import (
    Account,
    Agency,
    Conversation,
    Entry,
    Episode,
    EpisodeEvent,
    Event,
    Passage,
    SourceDocument,
)
from app.services import tags
from app.services.common import column, fetch

TABLES = (
    "event", "entry", "agency", "source_document", "episode", "episode_event", "passage", "account", "conversation",
    "tag", "event_tag",
)  # fmt: skip
"""Tables whose change may change a row of the chronology."""

_MONTH = len("2010-03")
_BEGINS = "-01T00:00"
"""What follows a month's letters at its very beginning."""


class EventRow(NamedTuple):
    """One event as the chronology shows it; a plain tuple, since 5,000 of them are made at once.

    ``what`` is a ``Text`` only where it holds a reference. ``earliest`` and ``latest`` are ISO letters, "" where open.
    ``gone_since`` is when a corrected return was taken in that no longer has it, "" where none has left it out.
    """

    id: str
    when_text: str
    earliest: str
    latest: str
    kind: str
    precision: str
    agency_id: str
    agency_name: str
    agency_short: str
    agency_colour: int
    what: str | Text
    source_words: str
    stands_at: str
    day_order: int
    in_skeleton: bool
    has_private_note: bool
    set_aside: str
    date_question: str
    entry_count: int
    episode_ids: tuple[str, ...]
    conversation_ids: tuple[str, ...]
    gone_since: str = ""
    also_seen_by: tuple[str, ...] = ()
    """The short names of the other agencies that recorded it, where several events were found to be one."""
    tags: tuple[str, ...] = ()

    @property
    def when(self) -> UncertainDate:
        """The date with what is understood of it."""
        return UncertainDate(
            self.when_text,
            DateKind(self.kind),
            Precision(self.precision),
            datetime.fromisoformat(self.earliest) if self.earliest else None,
            datetime.fromisoformat(self.latest) if self.latest else None,
        )

    @property
    def questions(self) -> tuple[str, ...]:
        """The keys of what is to be asked about the date."""
        return tuple(self.date_question.split())

    @property
    def sort_key(self) -> tuple[str, str, int, str]:
        """What the chronology is ordered by."""
        own = _place(self.earliest, self.latest, self.precision)
        return *standing.sort_letters(*own, self.stands_at), self.day_order, self.id

    @property
    def heading(self) -> str:
        """What it stands under: a month as ``YYYY-MM``, or words where its date says less; "" where it says nothing."""
        return heading(self.kind, self.precision, self.earliest, self.latest, self.when_text)


@dataclass(frozen=True)
class EntryRow:
    """One entry an event stands on: the row as it was received.

    ``replaced`` where a corrected return says it anew; ``gone_since`` when one was taken in that no longer has it.
    """

    id: str
    source_title: str
    agency_name: str
    place: str
    cells: tuple[tuple[str, str], ...]
    remarks: str
    taken_in_at: str = ""
    replaced: bool = False
    gone_since: str = ""


@dataclass(frozen=True)
class EventDetails:
    """One event in full, for editing."""

    id: str
    agency_id: str
    when: UncertainDate
    questions: tuple[str, ...]
    source_words: str
    what: Text
    quotation: Text
    private_note: Text
    in_skeleton: bool
    recorded: UncertainDate
    entries: tuple[EntryRow, ...]


def _event(name: str) -> ColumnElement[Any]:
    return column(Event, name)


def sort_columns() -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    """Return what events are ordered by, as ``Standing.key`` says it: earliest, latest, then by hand."""
    begins, earliest, latest = _place_columns()
    at = _event("stands_at")
    latest = func.coalesce(latest, NEVER)
    by_hand = func.max(func.coalesce(earliest, ""), func.min(latest, at))
    low, high = (case((at == "", by_date), else_=by_hand) for by_date in (begins, latest))
    return low, high, _event("day_order")


def _place_columns() -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    """Return as columns what ``_place`` returns of letters."""
    earliest, latest = _event("when_earliest"), _event("when_latest")
    whole = or_(earliest.is_(None), func.substr(earliest, _MONTH + 1) == _BEGINS)
    no_month = and_(_event("when_precision").in_(WITHOUT_MONTH), whole)
    low = func.coalesce(earliest, latest, NEVER)
    begins, lowest = (case((no_month, func.substr(each, 1, _MONTH)), else_=each) for each in (low, earliest))
    return begins, lowest, latest


def _place(earliest: str, latest: str, precision: str) -> tuple[str, str, str]:
    """Return the letters a date begins with in the order, and its bounds: what names no month begins ahead of the month."""
    low = earliest or latest or NEVER
    if precision in WITHOUT_MONTH and (not earliest or earliest[_MONTH:] == _BEGINS):
        return low[:_MONTH], earliest[:_MONTH], latest
    return low, earliest, latest


def sort_letters(when: UncertainDate) -> tuple[str, str]:
    """Return a date's place in the order as the letters it is stored by."""
    _, _, precision, earliest, latest = when.__composite_values__()
    return letters_in_order(earliest, latest, precision)


def letters_in_order(earliest: str | None, latest: str | None, precision: str | None) -> tuple[str, str]:
    """Return a stored date's place in the order."""
    return standing.sort_letters(*_place(earliest or "", latest or "", precision or ""), "")


def standing_of(event_id: str, earliest: str, latest: str, precision: str) -> Standing:
    """Return where an event stands by its stored date alone."""
    return Standing(event_id, *_place(earliest, latest, precision))


def standings(session: Session) -> list[Standing]:
    """Return where every event outside the bin stands, in the order of the chronology."""
    begins, *bounds = _place_columns()
    found = (
        select(_event("id"), begins, *(func.coalesce(each, "") for each in bounds), _event("stands_at"), _event("day_order"))
        .where(_event("binned_at").is_(None))
        .order_by(*sort_columns(), _event("id"))
    )
    return [Standing(*row) for row in session.connection().execute(found)]


def last_orders(session: Session) -> dict[tuple[str, str], int]:
    """Return for every date in use the last place by hand that is taken in it."""
    low, high, by_hand = sort_columns()
    return {(a, b): last for a, b, last in session.execute(select(low, high, func.max(by_hand)).group_by(low, high))}


def _query() -> Select[*tuple[Any, ...]]:
    json_column = _event("what_json")
    return (
        select(
            _event("id"),
            _event("when_text"),
            func.coalesce(_event("when_earliest"), ""),
            func.coalesce(_event("when_latest"), ""),
            _event("when_kind"),
            _event("when_precision"),
            _event("agency_id"),
            _event("what_plain"),
            _event("source_words"),
            _event("stands_at"),
            _event("day_order"),
            _event("in_skeleton"),
            _event("private_note_plain") != "",
            _event("set_aside"),
            _event("date_question"),
            case((func.instr(json_column, '"ref"') > 0, json_column), else_=""),
        )
        .where(_event("binned_at").is_(None))
        .order_by(*sort_columns(), _event("id"))
    )


def rows(session: Session, only: Collection[str] | None = None) -> tuple[EventRow, ...]:
    """Return every event outside the bin, or only those of some ids, in the order of the chronology."""
    agencies = _agencies(session)
    entries = _entry_counts(session, only)
    episodes = _pairs(session, _episode_links())
    conversations = _pairs(session, _conversation_links())
    gone = _gone(session)
    joined = _pairs(session, _joined_agencies())
    tagged = tags.of_events(session)
    query = _query() if only is None else _query().where(_event("id").in_(only))
    none: tuple[str, ...] = ()
    same: dict[str, str] = {}  # the driver gives each row letters of its own: what thousands have in common is kept once
    once = same.setdefault
    made: list[EventRow] = []
    # Straight from the connection: the session would look for mapped objects in every one of thousands of rows.
    for found in session.connection().execute(query).all():
        event_id, when_text, earliest, latest, kind, precision, agency_id = found[:7]
        what, source, at, order, in_skeleton, private, aside, question, reference_json = found[7:]
        row = EventRow(
            event_id, when_text, earliest, latest, once(kind, kind), once(precision, precision), *agencies[agency_id],
            what, once(source, source), at, order, in_skeleton, private, once(aside, aside), once(question, question),
            entries.get(event_id, 0), episodes.get(event_id, none), conversations.get(event_id, none),
            gone.get(event_id, ""), joined.get(event_id, none), tagged.get(event_id, none),
        )  # fmt: skip
        made.append(row._replace(what=Text.from_json(reference_json)) if reference_json else row)
    return tuple(made)


def _agencies(session: Session) -> dict[str | None, tuple[str, str, str, int]]:
    """Return every agency's id, name, short name and colour, and what stands where an event has none."""
    found = session.execute(select(Agency.id, Agency.name, Agency.short_name, Agency.colour))
    return {None: ("", "", "", -1)} | {row.id: (row.id, row.name, row.short_name, row.colour) for row in found}


def _entry_counts(session: Session, only: Collection[str] | None) -> dict[str, int]:
    """Return how many entries events stand on, those left out that a corrected return says anew."""
    among = Entry.event_id.is_not(None) if only is None else Entry.event_id.in_(only)
    anew = select(Entry.follows_id).where(Entry.follows_id.is_not(None))
    counted = select(Entry.event_id, func.count()).where(among, Entry.id.not_in(anew)).group_by(Entry.event_id)
    return {event_id or "": count for event_id, count in session.execute(counted)}


def _gone(session: Session) -> dict[str, str]:
    """Return for events that stand on an entry which a corrected return left out when that was taken in."""
    later, correcting = aliased(Entry), aliased(SourceDocument)
    query = (
        select(Entry.event_id, func.max(correcting.taken_in_at))
        .select_from(correcting)
        .join(Entry, Entry.source_id == correcting.corrects_id)
        .outerjoin(later, later.follows_id == Entry.id)
        .where(Entry.event_id.is_not(None), later.id.is_(None))
        .group_by(Entry.event_id)
    )
    return {event_id or "": taken_in_at for event_id, taken_in_at in session.execute(query)}


def _episode_links() -> Executable:
    return (
        select(EpisodeEvent.event_id, EpisodeEvent.episode_id)
        .join(Episode, Episode.id == EpisodeEvent.episode_id)
        .where(Episode.binned_at.is_(None))
        .order_by(Episode.position, Episode.id)
    )


def _conversation_links() -> Executable:
    in_use = Conversation.binned_at.is_(None)
    passages = (
        select(Passage.event_id, Passage.conversation_id)
        .join(Conversation, and_(Conversation.id == Passage.conversation_id, in_use))
        .where(Passage.event_id.is_not(None))
    )
    accounts = (
        select(Account.event_id, Account.conversation_id)
        .join(Conversation, and_(Conversation.id == Account.conversation_id, in_use))
        .where(Account.event_id.is_not(None))
    )
    return union(passages, accounts)


def _joined_agencies() -> Executable:
    shown = func.coalesce(func.nullif(Agency.short_name, ""), Agency.name)
    return (
        select(Event.joined_to_id, shown)
        .join(Agency, Agency.id == Event.agency_id)
        .where(Event.joined_to_id.is_not(None))
        .distinct()
        .order_by(Agency.position, Agency.name)
    )


def _pairs(session: Session, query: Executable) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for event_id, other_id in session.execute(query):
        found[event_id].append(other_id)
    return {event_id: tuple(others) for event_id, others in found.items()}


def details(session: Session, event_id: str) -> EventDetails:
    """Return one event in full; raises ``RuleBroken`` where it is gone."""
    event = fetch(session, Event, event_id)
    return EventDetails(
        event.id,
        event.agency_id or "",
        event.when,
        tuple(event.date_question.split()),
        event.source_words,
        event.what,
        event.quotation,
        event.private_note,
        event.in_skeleton,
        event.recorded,
        entries_of(session, event_id),
    )


def entries_of(session: Session, event_id: str) -> tuple[EntryRow, ...]:
    """Return the entries an event stands on, in the order in which they were taken in."""
    later, correcting = aliased(Entry), aliased(SourceDocument)
    found = (
        select(
            Entry,
            SourceDocument.title,
            func.coalesce(Agency.name, ""),
            SourceDocument.taken_in_at,
            later.id.is_not(None),
            func.coalesce(correcting.taken_in_at, ""),
        )
        .join(SourceDocument, SourceDocument.id == Entry.source_id)
        .outerjoin(Agency, Agency.id == SourceDocument.agency_id)
        .outerjoin(later, later.follows_id == Entry.id)
        .outerjoin(correcting, correcting.corrects_id == SourceDocument.id)
        .where(Entry.event_id == event_id)
        .order_by(SourceDocument.taken_in_at, Entry.position)
    )
    return tuple(
        EntryRow(
            entry.id,
            title,
            agency,
            entry.place,
            _cells(entry.cells),
            entry.remarks,
            taken_in_at,
            replaced,
            "" if replaced else since,
        )
        for entry, title, agency, taken_in_at, replaced, since in session.execute(found)
    )


def _cells(stored: str) -> tuple[tuple[str, str], ...]:
    return tuple((heading, text) for heading, text in json.loads(stored))
