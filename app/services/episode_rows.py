"""Reading key practice episodes: the board and its order, and what an episode holds.

The order of the report is the order of the board: lanes from left to right, cards from top to bottom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from app.domain.dates import UncertainDate
from app.domain.text import Text
from app.models import (
    Account,
    Agency,
    ContributoryFactor,
    Conversation,
    ConversationPart,
    Episode,
    EpisodeEvent,
    Event,
    FactorUse,
    Lane,
    Passage,
)
from app.services.common import column, fetch
from app.services.event_rows import sort_columns

TEXTS = ("what_happened", "view_then", "good", "problematic", "standard", "outcome_relation")
"""The fields of an episode that hold text, in the order in which they are read (1.11)."""


@dataclass(frozen=True)
class AgencyMark:
    """An agency as a chip shows it, shortly; ``colour`` counts into the theme's agency colours."""

    name: str
    colour: int
    full_name: str = ""


@dataclass(frozen=True)
class Card:
    """An episode as the board shows it."""

    id: str
    title: str
    lane_id: str
    period: UncertainDate
    agencies: tuple[AgencyMark, ...]
    good: Text
    problematic: Text
    evidence: int
    voices: int


@dataclass(frozen=True)
class LaneRow:
    """A lane with its cards in order."""

    id: str
    title: str
    in_report: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class LinkedEvent:
    """An event as it stands under an episode or a finding."""

    id: str
    when: str
    agency: str
    what: Text
    colour: int = 0


@dataclass(frozen=True)
class AccountRow:
    """One voice's account of an episode."""

    id: str
    person_id: str | None
    agency: str
    body: Text
    agency_id: str | None = None


@dataclass(frozen=True)
class LinkedPassage:
    """A marked passage that speaks of an episode."""

    id: str
    conversation_id: str
    kind: str
    person_ids: tuple[str, ...]
    words: Text
    mark_id: str


@dataclass(frozen=True)
class FactorRow:
    """A contributory factor as it shows in an episode."""

    id: str
    framework_key: str
    level: str
    effect: str
    weight: int
    body: Text


@dataclass(frozen=True)
class EpisodeDetail:
    """Everything an episode holds."""

    id: str
    title: str
    lane_id: str
    period: UncertainDate
    texts: dict[str, Text]
    events: tuple[LinkedEvent, ...]
    accounts: tuple[AccountRow, ...]
    passages: tuple[LinkedPassage, ...]
    factors: tuple[FactorRow, ...]


def board(session: Session) -> tuple[LaneRow, ...]:
    """Return the lanes from left to right, each with its cards from top to bottom."""
    lanes = session.scalars(select(Lane).order_by(Lane.position, Lane.id)).all()
    query = select(Episode).where(Episode.binned_at.is_(None)).order_by(Episode.position, Episode.id)
    weights = _Weights(session)
    by_lane: dict[str, list[Card]] = defaultdict(list)
    for episode in session.scalars(query):
        agencies, evidence, voices = weights.of(episode.id)
        by_lane[episode.lane_id].append(
            Card(
                episode.id,
                episode.title,
                episode.lane_id,
                episode.period,
                agencies,
                episode.good,
                episode.problematic,
                evidence,
                voices,
            )
        )
    return tuple(LaneRow(lane.id, lane.title, lane.in_report, tuple(by_lane[lane.id])) for lane in lanes)


class _Weights:
    """For every episode its agencies, how many things it rests on, and whose voices these are."""

    def __init__(self, session: Session) -> None:
        self._agencies: dict[str, dict[str, AgencyMark]] = defaultdict(dict)
        self._things: dict[str, int] = defaultdict(int)
        self._voices: dict[str, set[str]] = defaultdict(set)
        self._weigh_events(session)
        self._weigh_passages(session)
        self._weigh_accounts(session)

    def of(self, episode_id: str) -> tuple[tuple[AgencyMark, ...], int, int]:
        """Return the agencies of an episode, how many things it rests on and from how many voices."""
        marks = self._agencies[episode_id]
        return tuple(marks.values()), self._things[episode_id], len(self._voices[episode_id])

    def _agency(self, episode_id: str, agency: Agency | None) -> None:
        if agency:
            self._agencies[episode_id].setdefault(agency.id, _mark(agency))
            self._voices[episode_id].add(agency.id)

    def _weigh_events(self, session: Session) -> None:
        query = (
            select(EpisodeEvent.episode_id, Agency)
            .join(Event, Event.id == EpisodeEvent.event_id)
            .outerjoin(Agency, Agency.id == Event.agency_id)
            .where(Event.binned_at.is_(None))
            .order_by(Agency.position, Agency.name)
        )
        for episode_id, agency in session.execute(query):
            self._things[episode_id] += 1
            self._agency(episode_id, agency)

    def _weigh_passages(self, session: Session) -> None:
        query = (
            select(Episode.id, Passage.id, ConversationPart.person_id)
            .join(Passage, Passage.episode_id == Episode.id)
            .join(Conversation, Conversation.id == Passage.conversation_id)
            .outerjoin(
                ConversationPart,
                (ConversationPart.conversation_id == Passage.conversation_id) & (ConversationPart.part == "participant"),
            )
            .where(Conversation.binned_at.is_(None), _has_words())
        )
        seen: set[str] = set()
        for episode_id, passage_id, person_id in session.execute(query):
            self._things[episode_id] += passage_id not in seen
            seen.add(passage_id)
            if person_id:
                self._voices[episode_id].add(person_id)

    def _weigh_accounts(self, session: Session) -> None:
        query = (
            select(Episode.id, Account.person_id, Agency)
            .join(Account, Account.episode_id == Episode.id)
            .outerjoin(Agency, Agency.id == Account.agency_id)
            .order_by(Agency.position, Agency.name)
        )
        for episode_id, person_id, agency in session.execute(query):
            self._things[episode_id] += 1
            if person_id:
                self._voices[episode_id].add(person_id)
            else:
                self._agency(episode_id, agency)


def _mark(agency: Agency) -> AgencyMark:
    return AgencyMark(agency.short_name or agency.name, agency.colour, agency.name)


def _has_words() -> ColumnElement[bool]:
    """Whether a passage's mark still stands in its note: one whose words were all deleted waits for undo."""
    return func.instr(column(Conversation, "note_json"), Passage.mark_id) > 0


def in_report_order(session: Session) -> tuple[str, ...]:
    """Return the ids of the episodes that stand in the report, in its order."""
    query = (
        select(Episode.id)
        .join(Lane)
        .where(Episode.binned_at.is_(None), Lane.in_report.is_(True))
        .order_by(Lane.position, Lane.id, Episode.position, Episode.id)
    )
    return tuple(session.scalars(query))


def detail(session: Session, episode_id: str) -> EpisodeDetail:
    """Return everything one episode holds; raises ``RuleBroken`` where it is gone."""
    episode = fetch(session, Episode, episode_id)
    return EpisodeDetail(
        episode.id,
        episode.title,
        episode.lane_id,
        episode.period,
        {name: getattr(episode, name) for name in TEXTS},
        linked_events(session, [link.event_id for link in episode.events]),
        account_rows(session, episode.accounts),
        passages_that(session, Passage.episode_id == episode_id),
        _factors(session, episode_id),
    )


def _factors(session: Session, episode_id: str) -> tuple[FactorRow, ...]:
    query = (
        select(ContributoryFactor)
        .join(FactorUse)
        .where(FactorUse.episode_id == episode_id)
        .order_by(ContributoryFactor.weight.desc(), ContributoryFactor.framework_key, ContributoryFactor.id)
    )
    return tuple(FactorRow(f.id, f.framework_key, f.level, f.effect, f.weight, f.body) for f in session.scalars(query))


def linked_events(session: Session, ids: list[str]) -> tuple[LinkedEvent, ...]:
    """Return events that are not in the bin, in the order of the chronology."""
    query = (
        select(Event, Agency)
        .outerjoin(Agency, Agency.id == Event.agency_id)
        .where(Event.id.in_(ids), Event.binned_at.is_(None))
        .order_by(*sort_columns(), Event.id)
    )
    return tuple(
        LinkedEvent(
            event.id,
            event.when.text,
            (agency.short_name or agency.name) if agency else "",
            event.what,
            agency.colour if agency else 0,
        )
        for event, agency in session.execute(query)
    )


def account_rows(session: Session, accounts: Iterable[Account]) -> tuple[AccountRow, ...]:
    """Return accounts as they are shown beside each other."""
    return tuple(
        AccountRow(each.id, each.person_id, _agency_name(session, each.agency_id), each.body, each.agency_id)
        for each in accounts
    )


def _agency_name(session: Session, agency_id: str | None) -> str:
    agency = session.get(Agency, agency_id) if agency_id else None
    return agency.name if agency else ""


def passages_that(session: Session, speak: ColumnElement[bool]) -> tuple[LinkedPassage, ...]:
    """Return the passages that speak of something, in the order of the conversations; those in the bin are left out."""
    query = (
        select(Passage)
        .join(Conversation)
        .where(speak, Conversation.binned_at.is_(None), _has_words())
        .options(selectinload(Passage.conversation).selectinload(Conversation.parts))
        .order_by(column(Conversation, "held_earliest"), Passage.conversation_id, Passage.position, Passage.id)
    )
    return tuple(
        LinkedPassage(
            passage.id,
            passage.conversation_id,
            passage.kind,
            tuple(part.person_id for part in passage.conversation.parts if part.part == "participant"),
            passage.conversation.note.extract(passage.mark_id),
            passage.mark_id,
        )
        for passage in session.scalars(query)
    )
