"""The key practice episodes of a report, in the order of the board, and the skeleton chronology."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.report import Account, ChronologyRow, Episode, Factor
from app.models import Conversation, Event, EvidenceLink, FactorUse, Finding, Passage
from app.models import Episode as StoredEpisode
from app.models import EpisodeEvent as StoredLink
from app.services.common import column, fetch
from app.services.episode_rows import in_report_order
from app.services.event_rows import sort_columns
from app.services.report_words import Teller
from app.services.vocabularies import labels

QUOTED = ("quotation", "account")
"""Kinds of passage that a report shows in the episode they speak of; the other kinds are the reviewer's own signs."""

_EFFECTS = {"helps": "helped", "hinders": "hindered", "both": "helped and hindered"}


def report_episodes(session: Session, teller: Teller, numbers: dict[str, int]) -> tuple[Episode, ...]:
    """Return the episodes that stand in the report, in its order; ``numbers`` are those of the findings by id."""
    headings = labels(session, "contributory-factors")
    levels = labels(session, "contributory-factors:level")
    return tuple(
        _episode(session, teller, fetch(session, StoredEpisode, episode_id), numbers, headings, levels)
        for episode_id in in_report_order(session)
    )


def _episode(
    session: Session,
    teller: Teller,
    episode: StoredEpisode,
    numbers: dict[str, int],
    headings: dict[str, str],
    levels: dict[str, str],
) -> Episode:
    return Episode(
        title=episode.title,
        period=episode.period.text,
        agencies=_agencies(session, teller, episode.id),
        what_happened=teller.rich(episode.what_happened),
        accounts=_accounts(teller, episode),
        good=teller.rich(episode.good),
        problematic=teller.rich(episode.problematic),
        standard=teller.rich(episode.standard),
        at_the_time=_at_the_time(session, teller, episode),
        factors=tuple(_factor(teller, use, headings, levels) for use in _by_weight(episode.factor_uses)),
        outcome=teller.rich(episode.outcome_relation),
        findings=_findings(session, episode.id, numbers),
    )


def _agencies(session: Session, teller: Teller, episode_id: str) -> tuple[str, ...]:
    """Return the agencies whose events belong to an episode, in their own order."""
    query = (
        select(Event.agency_id)
        .join(StoredLink, StoredLink.event_id == Event.id)
        .where(StoredLink.episode_id == episode_id, Event.binned_at.is_(None))
    )
    taking_part = set(session.scalars(query))
    return tuple(name for agency_id, name in teller.agencies.items() if agency_id in taking_part)


def _accounts(teller: Teller, episode: StoredEpisode) -> tuple[Account, ...]:
    accounts: list[Account] = []
    for account in episode.accounts:
        voice = teller.voice(account.person_id, account.agency_id)
        accounts.append(Account(voice.shown, teller.rich(account.body), voice.agency))
    return tuple(accounts)


def _at_the_time(session: Session, teller: Teller, episode: StoredEpisode) -> tuple[Account, ...]:
    """Return how it looked then: the reviewer's own words first, then what people said of it."""
    told: list[Account] = []
    view = teller.rich(episode.view_then)
    if view:
        told.append(Account("", view))
    query = (
        select(Passage)
        .join(Conversation)
        .where(Passage.episode_id == episode.id, Passage.kind.in_(QUOTED), Conversation.binned_at.is_(None))
        .order_by(column(Conversation, "held_earliest"), Conversation.id, Passage.position)
    )
    for passage in session.scalars(query):
        words = passage.conversation.note.extract(passage.mark_id)
        voice = teller.voices(part.person_id for part in passage.conversation.parts if part.part == "participant")
        content = teller.quoted(words) if passage.kind == "quotation" else teller.rich(words)
        if content:
            told.append(Account(voice.shown, content, voice.agency))
    return tuple(told)


def _by_weight(uses: list[FactorUse]) -> list[FactorUse]:
    return sorted(uses, key=lambda use: (-use.factor.weight, use.factor.framework_key, use.factor_id))


def _factor(teller: Teller, use: FactorUse, headings: dict[str, str], levels: dict[str, str]) -> Factor:
    factor = use.factor
    return Factor(
        headings.get(factor.framework_key, factor.framework_key),
        levels.get(factor.level, factor.level).casefold(),
        _EFFECTS.get(factor.effect, factor.effect),
        teller.rich(factor.body),
    )


def _findings(session: Session, episode_id: str, numbers: dict[str, int]) -> tuple[int, ...]:
    query = (
        select(EvidenceLink.finding_id)
        .join(Finding)
        .where(EvidenceLink.episode_id == episode_id, Finding.binned_at.is_(None))
    )
    return tuple(sorted({numbers[finding_id] for finding_id in session.scalars(query)}))


def skeleton(session: Session, teller: Teller) -> tuple[ChronologyRow, ...]:
    """Return the events of the skeleton chronology in its order, words of the record behind what happened."""
    query = select(Event).where(Event.in_skeleton.is_(True), Event.binned_at.is_(None), Event.set_aside == "")
    return tuple(
        ChronologyRow(
            event.when.text,
            teller.agency(event.agency_id),
            (*teller.rich(event.what), *teller.quoted(event.quotation)),
            event.source_words,
        )
        for event in session.scalars(query.order_by(*sort_columns(), Event.id))
    )
