"""Coverage (F55): events in no episode, events nobody was asked about, silences, and what was set aside and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, not_, or_, select
from sqlalchemy.orm import Session

from app.domain.changes import Image
from app.domain.errors import RuleBroken
from app.domain.silences import Gap, Spoken, gaps
from app.domain.text import Text, clean
from app.models import Account, Agency, Conversation, Episode, EpisodeEvent, Event, Passage, Review
from app.services.common import column
from app.services.event_rows import sort_columns
from app.storage.unit_of_work import UnitOfWork

TABLES = ("event", "agency", "episode", "episode_event", "passage", "account", "conversation", "review")
"""Tables whose change may change what is covered."""

_DAY = len("2010-03-05")


class CoveredEvent(NamedTuple):
    """One event and what it belongs to; a plain tuple, since thousands are made at once.

    ``what`` is a ``Text`` only where it holds a reference; ``earliest`` and ``latest`` are ISO letters, "" where open.
    """

    id: str
    when_text: str
    earliest: str
    latest: str
    agency_id: str
    agency_name: str
    agency_colour: int
    what: str | Text
    in_skeleton: bool
    set_aside: str
    in_episode: bool
    asked: bool


@dataclass(frozen=True)
class Silence:
    """A stretch in which an agency's records say nothing; ``undated`` of its events could lie anywhere."""

    agency_id: str
    agency_name: str
    agency_colour: int
    gap: Gap
    undated: int = 0


@dataclass(frozen=True)
class Coverage:
    """Every event outside the bin in the order of the chronology, and the period the review looks at."""

    events: tuple[CoveredEvent, ...] = ()
    since: date | None = None
    until: date | None = None

    def in_no_episode(self, *, skeleton_only: bool = False) -> tuple[CoveredEvent, ...]:
        """Return the events that belong to no episode; those set aside were thought of."""
        return tuple(e for e in self.events if not e.in_episode and not e.set_aside and (e.in_skeleton or not skeleton_only))

    def nobody_asked(self, *, skeleton_only: bool = False) -> tuple[CoveredEvent, ...]:
        """Return the events of which no conversation speaks; those set aside were thought of."""
        return tuple(e for e in self.events if not e.asked and not e.set_aside and (e.in_skeleton or not skeleton_only))

    def put_aside(self) -> tuple[CoveredEvent, ...]:
        """Return the register of what was set aside."""
        return tuple(e for e in self.events if e.set_aside)

    def silences(self, longer_than: int) -> tuple[Silence, ...]:
        """Return where agencies that recorded anything say nothing for longer than so many days, agency by agency."""
        by_agency: dict[str, list[CoveredEvent]] = defaultdict(list)
        for event in self.events:
            if event.agency_id:
                by_agency[event.agency_id].append(event)
        spoken = {agency_id: _spoken(events) for agency_id, events in by_agency.items()}
        days = [day for each in spoken.values() for one in each for day in (one.first, one.last)]
        since, until = self.since or min(days, default=None), self.until or max(days, default=None)
        if since is None or until is None:
            return ()
        return tuple(
            Silence(agency_id, events[0].agency_name, events[0].agency_colour, gap, len(events) - len(spoken[agency_id]))
            for agency_id, events in sorted(by_agency.items(), key=_by_name)
            for gap in gaps(spoken[agency_id], since, until, longer_than)
        )


def _by_name(pair: tuple[str, list[CoveredEvent]]) -> tuple[str, str]:
    return pair[1][0].agency_name, pair[0]


def _spoken(events: Collection[CoveredEvent]) -> list[Spoken]:
    """Return when events of which anything is understood happened; an open side ends where it begins."""
    return [
        Spoken(event.id, _day(event.earliest or event.latest), _day(event.latest or event.earliest))
        for event in events
        if event.earliest or event.latest
    ]


def _day(letters: str) -> date:
    return date.fromisoformat(letters[:_DAY])


def read(session: Session) -> Coverage:
    """Read everything at once: one query for the events, whatever is asked of them, and one for the period."""
    period = session.execute(select(Review.period_from, Review.period_to)).first()
    since, until = period or (None, None)
    events: list[CoveredEvent] = []
    # Straight from the connection: the session would look for mapped objects in every one of thousands of rows.
    for found in session.connection().execute(_query()):
        event = CoveredEvent._make(found[:-1])
        events.append(event._replace(what=Text.from_json(found[-1])) if found[-1] else event)
    return Coverage(tuple(events), _day(since) if since else None, _day(until) if until else None)


@dataclass(frozen=True)
class SkeletonCounts:
    """How many events of the skeleton are not covered yet, and how many events in all were set aside."""

    in_no_episode: int
    nobody_asked: int
    set_aside: int


def counts(session: Session) -> SkeletonCounts:
    """Count without reading a word, for whoever shows no more than the numbers."""
    live = column(Event, "binned_at").is_(None)
    open_ones = (live, column(Event, "in_skeleton").is_(True), column(Event, "set_aside") == "")

    def number(*where: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(Event).where(*where)) or 0

    return SkeletonCounts(
        number(*open_ones, not_(_in_episode())),
        number(*open_ones, not_(_asked())),
        number(live, column(Event, "set_aside") != ""),
    )


def _in_episode() -> ColumnElement[bool]:
    return column(Event, "id").in_(select(EpisodeEvent.event_id).join(Episode).where(Episode.binned_at.is_(None)))


def _asked() -> ColumnElement[bool]:
    in_use = Conversation.binned_at.is_(None)
    talk = Conversation.id == Account.conversation_id
    passages = select(Passage.event_id).join(Conversation).where(in_use, Passage.event_id.is_not(None))
    accounts = select(Account.event_id).join(Conversation, talk).where(in_use, Account.event_id.is_not(None))
    event_id = column(Event, "id")
    return or_(event_id.in_(passages), event_id.in_(accounts))


def _query() -> Select[*tuple[Any, ...]]:
    event_id, data = column(Event, "id"), column(Event, "what_json")
    return (
        select(
            event_id,
            column(Event, "when_text"),
            func.coalesce(column(Event, "when_earliest"), ""),
            func.coalesce(column(Event, "when_latest"), ""),
            func.coalesce(column(Event, "agency_id"), ""),
            func.coalesce(Agency.name, ""),
            func.coalesce(Agency.colour, -1),
            column(Event, "what_plain"),
            column(Event, "in_skeleton"),
            column(Event, "set_aside"),
            _in_episode(),
            _asked(),
            case((func.instr(data, '"ref"') > 0, data), else_=""),
        )
        .select_from(Event.__table__.outerjoin(Agency.__table__, column(Event, "agency_id") == Agency.id))
        .where(column(Event, "binned_at").is_(None))
        .order_by(*sort_columns(), event_id)
    )


# -- setting aside ------------------------------------------------------------------------------------------------------


def set_aside(uow: UnitOfWork, event_ids: Collection[str], reason: str) -> None:
    """Set events aside and say why; raises ``RuleBroken`` ("set_aside_without_reason") where no reason is given."""
    why = clean(reason).strip()
    if not why:
        raise RuleBroken("set_aside_without_reason")
    _say(uow, event_ids, why)


def take_up(uow: UnitOfWork, event_ids: Collection[str]) -> None:
    """Take events up again that were set aside."""
    _say(uow, event_ids, "")


def _say(uow: UnitOfWork, event_ids: Collection[str], reason: str) -> None:
    def said(_event: Image) -> Image:
        return {"set_aside": reason}

    uow.change_rows(Event, event_ids, said)
