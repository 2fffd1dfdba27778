"""Key practice episodes: how one is made, changed, put in its place and linked. They are read by ``episode_rows``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import Text
from app.models import Account, ContributoryFactor, Episode, EpisodeEvent, Event, FactorUse, Lane, Passage
from app.services import factors
from app.services.chronology import read_date
from app.services.common import Positioned, fetch, now, renumber
from app.services.episode_rows import TEXTS
from app.storage.unit_of_work import UnitOfWork

LINKABLE = ("event", "passage", "factor")
"""Kinds of thing that can be linked to an episode."""


def add(uow: UnitOfWork, lane_id: str, title: str) -> str:
    """Add an episode at the end of a lane and return its id; raises ``RuleBroken`` where it has no title."""
    if not title.strip():
        raise RuleBroken("episode_without_title")
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
    if episode.binned_at is not None:
        raise RuleBroken("no_longer_there")
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


def link(uow: UnitOfWork, episode_id: str, kind: str, ids: tuple[str, ...]) -> None:
    """Link events, passages or factors to an episode; ``kind`` is one of ``LINKABLE``."""
    if kind not in LINKABLE:
        raise AssertionError(f"an episode is not linked to a {kind}")
    if kind == "event":
        link_events(uow, episode_id, ids)
    for thing_id in ids:
        if kind == "passage":
            link_passage(uow, episode_id, thing_id)
        elif kind == "factor":
            link_factor(uow, episode_id, thing_id)


def unlink(uow: UnitOfWork, episode_id: str, kind: str, thing_id: str) -> None:
    """Take the link between an episode and a thing away; both stay."""
    {"event": unlink_event, "passage": unlink_passage, "factor": unlink_factor}[kind](uow, episode_id, thing_id)


def set_period_words(uow: UnitOfWork, episode_id: str, words: str) -> None:
    """Say when an episode took place, in the words people use; what is understood of them serves order alone."""
    episode = fetch(uow.session, Episode, episode_id)
    if episode.period.text != words.strip():
        episode.period = read_date(uow.session, words).when


def link_events(uow: UnitOfWork, episode_id: str, event_ids: tuple[str, ...]) -> None:
    """Let events belong to an episode; those that do already stay as they are."""
    episode = fetch(uow.session, Episode, episode_id)
    known = {link.event_id for link in episode.events}
    for event_id in dict.fromkeys(event_ids):
        if event_id not in known:
            fetch(uow.session, Event, event_id)
            episode.events.append(EpisodeEvent(event_id=event_id, position=_after(episode.events)))


def _after(rows: Sequence[Positioned]) -> int:
    return max((row.position for row in rows), default=-1) + 1


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
    account = Account(person_id=person_id, agency_id=agency_id, body=body, position=_after(episode.accounts))
    episode.accounts.append(account)
    uow.session.flush()
    return account.id


def set_account(uow: UnitOfWork, account_id: str, body: Text) -> None:
    """Change the words of an account."""
    fetch(uow.session, Account, account_id).body = body


def remove_account(uow: UnitOfWork, account_id: str) -> None:
    """Take an account away."""
    uow.session.delete(fetch(uow.session, Account, account_id))


def link_passage(uow: UnitOfWork, episode_id: str, passage_id: str) -> None:
    """Let a passage speak of an episode; what else it speaks of stays."""
    fetch(uow.session, Episode, episode_id)
    fetch(uow.session, Passage, passage_id).episode_id = episode_id


def unlink_passage(uow: UnitOfWork, episode_id: str, passage_id: str) -> None:
    """Let a passage no longer speak of an episode; the passage itself stays."""
    passage = fetch(uow.session, Passage, passage_id)
    if passage.episode_id == episode_id:
        passage.episode_id = None


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


def link_factor(uow: UnitOfWork, episode_id: str, factor_id: str) -> None:
    """Let a contributory factor show in an episode."""
    episode = fetch(uow.session, Episode, episode_id)
    fetch(uow.session, ContributoryFactor, factor_id)
    if all(use.factor_id != factor_id for use in episode.factor_uses):
        episode.factor_uses.append(FactorUse(factor_id=factor_id))


def unlink_factor(uow: UnitOfWork, episode_id: str, factor_id: str) -> None:
    """Take a factor out of an episode; the factor itself stays."""
    episode = fetch(uow.session, Episode, episode_id)
    for use in [use for use in episode.factor_uses if use.factor_id == factor_id]:
        episode.factor_uses.remove(use)


def add_factor(
    uow: UnitOfWork, episode_id: str, framework_key: str, level: str, effect: str, weight: int, body: Text
) -> str:
    """Name a contributory factor that shows in an episode, and return its id."""
    factor_id = factors.add(uow, framework_key, level, effect, weight, body)
    link_factor(uow, episode_id, factor_id)
    return factor_id
