"""Key practice episodes: the board and its order, what an episode holds, and how it is changed.

The order of the report is the order of the board: lanes from left to right, cards from top to bottom.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import Text
from app.models import (
    Account,
    Agency,
    Conversation,
    ConversationPart,
    Episode,
    EpisodeEvent,
    Event,
    FactorUse,
    Lane,
    Passage,
)
from app.services.common import column, fetch, now, renumber
from app.storage.unit_of_work import UnitOfWork

TEXTS = ("what_happened", "view_then", "good", "problematic", "standard", "outcome_relation")
"""The fields of an episode that hold text, in the order in which they are read (1.11)."""


@dataclass(frozen=True)
class Card:
    """An episode as the board shows it."""

    id: str
    title: str
    lane_id: str
    period: UncertainDate
    agencies: tuple[str, ...]
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


@dataclass(frozen=True)
class AccountRow:
    """One voice's account of an episode."""

    id: str
    person_id: str | None
    agency: str
    body: Text


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


# -- reading --------------------------------------------------------------------------------------------------------


def board(session: Session) -> tuple[LaneRow, ...]:
    """Return the lanes from left to right, each with its cards from top to bottom."""
    lanes = session.scalars(select(Lane).order_by(Lane.position, Lane.id)).all()
    query = select(Episode).where(Episode.binned_at.is_(None)).order_by(Episode.position, Episode.id)
    weights = _weights(session)
    by_lane: dict[str, list[Card]] = defaultdict(list)
    for episode in session.scalars(query):
        agencies, evidence, voices = weights[episode.id]
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


def _weights(session: Session) -> dict[str, tuple[tuple[str, ...], int, int]]:
    """Return for every episode its agencies, how many things it rests on, and from how many voices."""
    agencies: dict[str, dict[str, None]] = defaultdict(dict)
    things: dict[str, int] = defaultdict(int)
    voices: dict[str, set[str]] = defaultdict(set)
    events = (
        select(EpisodeEvent.episode_id, Agency.id, Agency.short_name, Agency.name)
        .join(Event, Event.id == EpisodeEvent.event_id)
        .outerjoin(Agency, Agency.id == Event.agency_id)
        .where(Event.binned_at.is_(None))
        .order_by(Agency.position)
    )
    for episode_id, agency_id, short_name, name in session.execute(events):
        things[episode_id] += 1
        if agency_id:
            agencies[episode_id].setdefault(short_name or name)
            voices[episode_id].add(agency_id)
    passages = (
        select(Passage.episode_id, Passage.id, ConversationPart.person_id)
        .join(Conversation, Conversation.id == Passage.conversation_id)
        .outerjoin(
            ConversationPart,
            (ConversationPart.conversation_id == Passage.conversation_id) & (ConversationPart.part == "participant"),
        )
        .where(Passage.episode_id.is_not(None), Conversation.binned_at.is_(None))
    )
    seen: set[str] = set()
    for episode_id, passage_id, person_id in session.execute(passages):
        if episode_id is None:
            continue
        if passage_id not in seen:
            seen.add(passage_id)
            things[episode_id] += 1
        if person_id:
            voices[episode_id].add(person_id)
    accounts = select(Account.episode_id, Account.person_id, Account.agency_id).where(Account.episode_id.is_not(None))
    for episode_id, person_id, agency_id in session.execute(accounts):
        voice = person_id or agency_id
        if episode_id is None or voice is None:
            continue
        things[episode_id] += 1
        voices[episode_id].add(voice)
    ids = session.scalars(select(Episode.id))
    return {key: (tuple(agencies[key]), things[key], len(voices[key])) for key in ids}


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
        tuple(
            AccountRow(account.id, account.person_id, _agency_name(session, account.agency_id), account.body)
            for account in episode.accounts
        ),
        _passages(session, episode_id),
        tuple(
            FactorRow(use.factor_id, f.framework_key, f.level, f.effect, f.weight, f.body)
            for use in episode.factor_uses
            for f in (use.factor,)
        ),
    )


def linked_events(session: Session, ids: list[str]) -> tuple[LinkedEvent, ...]:
    """Return events that are not in the bin, in the order of the chronology."""
    query = (
        select(Event, Agency)
        .outerjoin(Agency, Agency.id == Event.agency_id)
        .where(Event.id.in_(ids), Event.binned_at.is_(None))
        .order_by(column(Event, "when_earliest").is_(None), column(Event, "when_earliest"), Event.day_order)
    )
    return tuple(
        LinkedEvent(event.id, event.when.text, (agency.short_name or agency.name) if agency else "", event.what)
        for event, agency in session.execute(query)
    )


def _agency_name(session: Session, agency_id: str | None) -> str:
    agency = session.get(Agency, agency_id) if agency_id else None
    return agency.name if agency else ""


def _passages(session: Session, episode_id: str) -> tuple[LinkedPassage, ...]:
    query = (
        select(Passage)
        .join(Conversation)
        .where(Passage.episode_id == episode_id, Conversation.binned_at.is_(None))
        .options(selectinload(Passage.conversation).selectinload(Conversation.parts))
        .order_by(Passage.position)
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


# -- changing -------------------------------------------------------------------------------------------------------


def add(uow: UnitOfWork, lane_id: str, title: str) -> str:
    """Add an episode at the end of a lane and return its id."""
    lane = fetch(uow.session, Lane, lane_id)
    episode = Episode(title=title.strip(), lane=lane, position=len(_in_lane(uow.session, lane_id)))
    uow.session.add(episode)
    uow.session.flush()
    return episode.id


def rename(uow: UnitOfWork, episode_id: str, title: str) -> None:
    """Give an episode another title; raises ``RuleBroken`` ("episode_without_title") where it is empty."""
    if not title.strip():
        raise RuleBroken("episode_without_title")
    fetch(uow.session, Episode, episode_id).title = title.strip()


def set_text(uow: UnitOfWork, episode_id: str, field: str, text: Text) -> None:
    """Change one of an episode's texts; ``field`` is one of ``TEXTS``."""
    if field not in TEXTS:
        raise AssertionError(f"an episode has no text {field}")
    setattr(fetch(uow.session, Episode, episode_id), field, text)


def set_period(uow: UnitOfWork, episode_id: str, period: UncertainDate) -> None:
    """Say when an episode took place, as given."""
    fetch(uow.session, Episode, episode_id).period = period


def move(uow: UnitOfWork, episode_id: str, lane_id: str, position: int) -> None:
    """Put an episode into a lane at a place, counted among the cards that stay; the others close up or make room."""
    episode = fetch(uow.session, Episode, episode_id)
    lane = fetch(uow.session, Lane, lane_id)
    before = [card for card in _in_lane(uow.session, episode.lane_id) if card.id != episode_id]
    target = before if lane.id == episode.lane_id else _in_lane(uow.session, lane.id)
    if lane.id != episode.lane_id:
        renumber(before)
        episode.lane = lane
    target.insert(max(0, min(position, len(target))), episode)
    renumber(target)


def _in_lane(session: Session, lane_id: str) -> list[Episode]:
    query = (
        select(Episode).where(Episode.lane_id == lane_id, Episode.binned_at.is_(None)).order_by(Episode.position, Episode.id)
    )
    return list(session.scalars(query))


def link_events(uow: UnitOfWork, episode_id: str, event_ids: tuple[str, ...]) -> None:
    """Let events belong to an episode; those that do already stay as they are."""
    episode = fetch(uow.session, Episode, episode_id)
    known = {link.event_id for link in episode.events}
    for event_id in event_ids:
        if event_id not in known:
            fetch(uow.session, Event, event_id)
            episode.events.append(EpisodeEvent(event_id=event_id, position=len(episode.events)))


def unlink_event(uow: UnitOfWork, episode_id: str, event_id: str) -> None:
    """Take an event out of an episode; the event itself stays."""
    episode = fetch(uow.session, Episode, episode_id)
    for link in [link for link in episode.events if link.event_id == event_id]:
        episode.events.remove(link)


def add_account(uow: UnitOfWork, episode_id: str, person_id: str | None, agency_id: str | None, body: Text) -> str:
    """Put one person's or one agency's account beside the others; raises ``RuleBroken`` where nobody speaks."""
    if person_id is None and agency_id is None:
        raise RuleBroken("account_without_voice")
    episode = fetch(uow.session, Episode, episode_id)
    account = Account(person_id=person_id, agency_id=agency_id, body=body, position=len(episode.accounts))
    episode.accounts.append(account)
    uow.session.flush()
    return account.id


def set_account(uow: UnitOfWork, account_id: str, body: Text) -> None:
    """Change the words of an account."""
    fetch(uow.session, Account, account_id).body = body


def remove_account(uow: UnitOfWork, account_id: str) -> None:
    """Take an account away."""
    uow.session.delete(fetch(uow.session, Account, account_id))


def put_in_bin(uow: UnitOfWork, episode_id: str) -> None:
    """Put an episode into the bin; what is linked to it stays linked."""
    episode = fetch(uow.session, Episode, episode_id)
    episode.binned_at = now()
    renumber([card for card in _in_lane(uow.session, episode.lane_id) if card.id != episode_id])


def take_from_bin(uow: UnitOfWork, episode_id: str) -> None:
    """Take an episode out of the bin, to the end of its lane."""
    episode = fetch(uow.session, Episode, episode_id)
    episode.position = len(_in_lane(uow.session, episode.lane_id))
    episode.binned_at = None


def add_lane(uow: UnitOfWork, title: str, *, in_report: bool = True) -> str:
    """Add a lane at the right and return its id."""
    position = uow.session.scalar(select(func.count()).select_from(Lane)) or 0
    lane = Lane(title=title.strip(), position=position, in_report=in_report)
    uow.session.add(lane)
    uow.session.flush()
    return lane.id


def rename_lane(uow: UnitOfWork, lane_id: str, title: str) -> None:
    """Give a lane another title."""
    if not title.strip():
        raise RuleBroken("lane_without_title")
    fetch(uow.session, Lane, lane_id).title = title.strip()


def set_lane_in_report(uow: UnitOfWork, lane_id: str, in_report: bool) -> None:
    """Say whether a lane's episodes stand in the report."""
    fetch(uow.session, Lane, lane_id).in_report = in_report


def remove_lane(uow: UnitOfWork, lane_id: str) -> None:
    """Take an empty lane away; raises ``RuleBroken`` where cards lie in it or it is the last one."""
    lane = fetch(uow.session, Lane, lane_id)
    if uow.session.scalar(select(func.count()).select_from(Episode).where(Episode.lane_id == lane_id)):
        raise RuleBroken("lane_not_empty", lane=lane.title)
    others = list(uow.session.scalars(select(Lane).where(Lane.id != lane_id).order_by(Lane.position)))
    if not others:
        raise RuleBroken("last_lane")
    uow.session.delete(lane)
    renumber(others)


def link_factor(uow: UnitOfWork, episode_id: str, factor_id: str) -> None:
    """Let a contributory factor show in an episode."""
    episode = fetch(uow.session, Episode, episode_id)
    if all(use.factor_id != factor_id for use in episode.factor_uses):
        episode.factor_uses.append(FactorUse(factor_id=factor_id))


def unlink_factor(uow: UnitOfWork, episode_id: str, factor_id: str) -> None:
    """Take a factor out of an episode; the factor itself stays."""
    episode = fetch(uow.session, Episode, episode_id)
    for use in [use for use in episode.factor_uses if use.factor_id == factor_id]:
        episode.factor_uses.remove(use)
