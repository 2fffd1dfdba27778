"""Contributory factors: named once, shown in as many episodes and passages as they bear on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.domain.text import Text
from app.models import ContributoryFactor, EvidenceLink, FactorUse, Passage
from app.services.common import fetch
from app.services.vocabularies import Entry, vocabulary
from app.storage.unit_of_work import UnitOfWork

LEVELS = ("frontline", "local-strategic", "national")
EFFECTS = ("helps", "hinders", "both")


VOCABULARY = "contributory-factors"
"""The vocabulary of headings: shipped in resources, added to and reworded by the review."""


@dataclass(frozen=True)
class Heading:
    """A heading of the framework: its name, the level on which it usually stands, what to ask, what may lie below it."""

    key: str
    label: str
    level: str
    prompt: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class FactorListRow:
    """A factor as lists show it; ``uses`` counts the episodes and passages it shows in."""

    id: str
    framework_key: str
    level: str
    effect: str
    weight: int
    body: Text
    uses: int


def headings(session: Session) -> tuple[Heading, ...]:
    """Return the headings of the framework as this review has them: its own words for them, its own headings at the end."""
    entries = vocabulary(session, VOCABULARY)
    return tuple(
        Heading(each.key, each.label, each.more.get("level", LEVELS[0]), each.help, _items(entries, each.key))
        for each in entries
        if not each.parent_key
    )


def _items(entries: tuple[Entry, ...], heading: str) -> tuple[str, ...]:
    return tuple(entry.label for entry in entries if entry.parent_key == heading)


def listed(session: Session) -> tuple[FactorListRow, ...]:
    """Return every factor, the weightiest first within its heading."""
    uses = select(FactorUse.factor_id, func.count().label("n")).group_by(FactorUse.factor_id).subquery()
    query = (
        select(ContributoryFactor, uses.c.n)
        .outerjoin(uses, uses.c.factor_id == ContributoryFactor.id)
        .order_by(ContributoryFactor.framework_key, ContributoryFactor.weight.desc(), ContributoryFactor.id)
    )
    return tuple(
        FactorListRow(f.id, f.framework_key, f.level, f.effect, f.weight, f.body, n or 0) for f, n in session.execute(query)
    )


def add(uow: UnitOfWork, framework_key: str, level: str, effect: str, weight: int, body: Text) -> str:
    """Name a factor and return its id; raises ``RuleBroken`` ("factor_without_words") where it says nothing."""
    if body.empty:
        raise RuleBroken("factor_without_words")
    factor = ContributoryFactor(framework_key=framework_key, body=body)
    _judge(factor, level, effect, weight)
    uow.session.add(factor)
    uow.session.flush()
    return factor.id


def change(uow: UnitOfWork, factor_id: str, framework_key: str, level: str, effect: str, weight: int, body: Text) -> None:
    """Change a factor wherever it shows."""
    if body.empty:
        raise RuleBroken("factor_without_words")
    factor = fetch(uow.session, ContributoryFactor, factor_id)
    factor.framework_key = framework_key
    factor.body = body
    _judge(factor, level, effect, weight)


def _judge(factor: ContributoryFactor, level: str, effect: str, weight: int) -> None:
    if level not in LEVELS or effect not in EFFECTS or weight not in (1, 2, 3):
        raise AssertionError("a factor has a level, an effect and a weight from 1 to 3")
    factor.level, factor.effect, factor.weight = level, effect, weight


def remove(uow: UnitOfWork, factor_id: str) -> None:
    """Take a factor away with its uses; raises ``RuleBroken`` where a finding rests on it."""
    factor = fetch(uow.session, ContributoryFactor, factor_id)
    if uow.session.scalar(select(func.count()).select_from(EvidenceLink).where(EvidenceLink.factor_id == factor_id)):
        raise RuleBroken("factor_is_evidence")
    uow.session.delete(factor)


def show_in_passage(uow: UnitOfWork, factor_id: str, passage_id: str) -> None:
    """Let a factor show in a passage of a conversation."""
    factor = fetch(uow.session, ContributoryFactor, factor_id)
    fetch(uow.session, Passage, passage_id)
    if all(use.passage_id != passage_id for use in factor.uses):
        factor.uses.append(FactorUse(passage_id=passage_id))
