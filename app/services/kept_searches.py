"""Searches kept in the review under a name, in the order in which they were kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.domain.text import clean
from app.models import KeptSearch
from app.services.common import fetch
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class KeptRow:
    """A kept search: what it is called, and what was typed."""

    id: str
    name: str
    words: str


def listed(session: Session) -> tuple[KeptRow, ...]:
    """Return the kept searches in their order."""
    query = select(KeptSearch).order_by(KeptSearch.position, KeptSearch.id)
    return tuple(KeptRow(each.id, each.name, each.words) for each in session.scalars(query))


def keep(uow: UnitOfWork, *, name: str, words: str) -> str:
    """Keep a search under a name, last in order; return its id."""
    words, name = clean(words).strip(), clean(name).strip()
    if not words:
        raise RuleBroken("filter_without_words")
    name = name or words
    names = {each.name.casefold() for each in listed(uow.session)}
    if name.casefold() in names:
        raise RuleBroken("filter_named_already", name=name)
    last = uow.session.scalar(select(func.max(KeptSearch.position)))
    kept = KeptSearch(name=name, words=words, position=0 if last is None else last + 1)
    uow.session.add(kept)
    uow.session.flush()
    return kept.id


def remove(uow: UnitOfWork, kept_id: str) -> None:
    """Keep a search no longer."""
    uow.session.delete(fetch(uow.session, KeptSearch, kept_id))
