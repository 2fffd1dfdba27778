"""Tags: the reviewer's own words on events, put on many at once, and renamed or removed in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.domain.text import clean
from app.models import Event, EventTag, Tag
from app.services.common import column, fetch, whole_row
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class TagRow:
    """A tag and how many events it stands on, those in the bin left out."""

    id: str
    name: str
    events: int


def listed(session: Session) -> tuple[TagRow, ...]:
    """Return every tag in the order of the alphabet."""
    in_use = select(EventTag.tag_id).join(Event, Event.id == EventTag.event_id).where(column(Event, "binned_at").is_(None))
    counts = dict(session.execute(in_use.add_columns(func.count()).group_by(EventTag.tag_id)).all())
    found = (TagRow(tag.id, tag.name, counts.get(tag.id, 0)) for tag in session.scalars(select(Tag)))
    return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.id)))


def of_events(session: Session) -> dict[str, tuple[str, ...]]:
    """Return for every event that has tags their names, in the order of the alphabet."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(EventTag.event_id, Tag.name).join(Tag, Tag.id == EventTag.tag_id)
    for event_id, name in session.execute(query):
        found[event_id].append(name)
    return {event_id: tuple(sorted(names, key=str.casefold)) for event_id, names in found.items()}


def of_event(session: Session, event_id: str) -> tuple[str, ...]:
    """Return the names of one event's tags, in the order of the alphabet."""
    query = select(Tag.name).join(EventTag, EventTag.tag_id == Tag.id).where(EventTag.event_id == event_id)
    return tuple(sorted(session.scalars(query), key=str.casefold))


def put_on(uow: UnitOfWork, event_ids: Collection[str], name: str) -> None:
    """Put a tag on events, it may be thousands; it is made where there is none of that name."""
    tag_id = _tag_called(uow, name)
    there = set(uow.session.scalars(select(EventTag.event_id).where(EventTag.tag_id == tag_id)))
    wanted = [event_id for event_id in dict.fromkeys(event_ids) if event_id not in there]
    _require_events(uow.session, wanted)
    uow.insert_rows(
        EventTag.metadata.tables["event_tag"],
        [whole_row(EventTag, event_id=event_id, tag_id=tag_id) for event_id in wanted],
        exact=True,
    )


def take_off(uow: UnitOfWork, event_ids: Collection[str], name: str) -> None:
    """Take a tag off events; those that don't have it stay as they are."""
    tag = _find(uow.session, name)
    if tag is not None:
        _unlink(uow, select(EventTag).where(EventTag.tag_id == tag.id), set(event_ids))


def set_of(uow: UnitOfWork, event_id: str, names: Iterable[str]) -> None:
    """Let an event have these tags and no others."""
    fetch(uow.session, Event, event_id)
    wanted = {_tag_called(uow, name) for name in names if _cleaned(name)}
    links = list(uow.session.scalars(select(EventTag).where(EventTag.event_id == event_id)))
    for link in links:
        if link.tag_id not in wanted:
            uow.session.delete(link)
    there = {link.tag_id for link in links}
    uow.session.add_all(EventTag(event_id=event_id, tag_id=tag_id) for tag_id in sorted(wanted - there))


def rename(uow: UnitOfWork, tag_id: str, name: str) -> None:
    """Call a tag otherwise, on every event; where another is called so already, the two become one."""
    tag = fetch(uow.session, Tag, tag_id)
    words = _required(name)
    other = _find(uow.session, words)
    if other is None or other is tag:
        tag.name = words
        return
    events = list(uow.session.scalars(select(EventTag.event_id).where(EventTag.tag_id == tag_id)))
    remove(uow, tag_id)
    put_on(uow, events, other.name)


def remove(uow: UnitOfWork, tag_id: str) -> None:
    """Take a tag off every event and out of the list."""
    tag = fetch(uow.session, Tag, tag_id)
    _unlink(uow, select(EventTag).where(EventTag.tag_id == tag_id), None)
    uow.session.flush()
    uow.session.delete(tag)
    uow.session.flush()


def _unlink(uow: UnitOfWork, links: Select[EventTag], event_ids: set[str] | None) -> None:
    for link in uow.session.scalars(links):
        if event_ids is None or link.event_id in event_ids:
            uow.session.delete(link)


def _tag_called(uow: UnitOfWork, name: str) -> str:
    words = _required(name)
    tag = _find(uow.session, words)
    if tag is None:
        tag = Tag(name=words)
        uow.session.add(tag)
        uow.session.flush()
    return tag.id


def _find(session: Session, name: str) -> Tag | None:
    folded = _cleaned(name).casefold()
    return next((tag for tag in session.scalars(select(Tag)) if tag.name.casefold() == folded), None)


def _required(name: str) -> str:
    words = _cleaned(name)
    if not words:
        raise RuleBroken("tag_without_words")
    return words


def _cleaned(name: str) -> str:
    """Return a tag as kept: commas stand between tags, never within one."""
    return " ".join(clean(name).replace(",", " ").split())


def _require_events(session: Session, event_ids: Collection[str]) -> None:
    known = set(session.scalars(select(Event.id)))
    if not known.issuperset(event_ids):
        raise RuleBroken("no_longer_there")
