"""Things that can be linked to, from events to meetings, for whoever offers them in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.text import EMPTY, Text, text_from
from app.models import Agency, ContributoryFactor, Conversation, Episode, Event, Lane, Passage
from app.services import attendance
from app.services.common import column
from app.services.event_rows import sort_columns

KINDS = ("event", "conversation", "passage", "episode", "factor", "meeting")
"""The kinds of thing, as evidence links name them."""


@dataclass(frozen=True)
class Thing:
    """One thing to link to.

    ``words`` is what it says (empty for a conversation, which is known by its people); ``source`` whose it is (an agency, a
    framework heading's key, a lane, what is counted at a meeting) in letters; ``person_ids`` those who speak in it,
    to be shown by the naming.
    """

    kind: str
    id: str
    when: str
    words: Text
    source: str
    person_ids: tuple[str, ...] = ()


def things(session: Session, kinds: Iterable[str]) -> tuple[Thing, ...]:
    """Return everything of these kinds that is not in the bin, kind by kind in the order handed in."""
    return tuple(thing for kind in kinds for thing in _READERS[kind](session))


def _events(session: Session) -> Iterator[Thing]:
    table = Event.__table__.c
    query = (
        select(table.id, table.when_text, table.what_json, table.what_plain, Agency.short_name, Agency.name)
        .outerjoin(Agency, Agency.id == table.agency_id)
        .where(table.binned_at.is_(None))
        .order_by(*sort_columns(), table.id)
    )
    for event_id, when, data, plain, short_name, name in session.execute(query):
        yield Thing("event", event_id, when, _words(data, plain), short_name or name or "")


def _words(data: str, plain: str) -> Text:
    """Return a stored text; its JSON is read only where it holds a reference (5,000 events are listed at once)."""
    return Text.from_json(data) if '"ref"' in data else text_from(plain, paragraph_ids=str)


def _held(session: Session) -> Iterator[tuple[Conversation, tuple[str, ...]]]:
    query = (
        select(Conversation)
        .where(Conversation.binned_at.is_(None))
        .options(selectinload(Conversation.parts), selectinload(Conversation.passages))
        .order_by(column(Conversation, "held_earliest").is_(None), column(Conversation, "held_earliest"), Conversation.id)
    )
    for conversation in session.scalars(query):
        yield conversation, tuple(part.person_id for part in conversation.parts if part.part == "participant")


def _conversations(session: Session) -> Iterator[Thing]:
    for conversation, people in _held(session):
        yield Thing("conversation", conversation.id, conversation.held.text, EMPTY, conversation.place, people)


def _passages(session: Session) -> Iterator[Thing]:
    """Passages in the order of their notes; one whose words were all deleted waits for undo."""
    for conversation, people in _held(session):
        by_mark: dict[str, Passage] = {passage.mark_id: passage for passage in conversation.passages}
        for mark_id in conversation.note.mark_ids() if by_mark else ():
            if mark_id in by_mark:
                words = conversation.note.extract(mark_id)
                yield Thing("passage", by_mark[mark_id].id, conversation.held.text, words, "", people)


def _episodes(session: Session) -> Iterator[Thing]:
    query = (
        select(Episode, Lane.title)
        .join(Lane)
        .where(Episode.binned_at.is_(None))
        .order_by(Lane.position, Lane.id, Episode.position, Episode.id)
    )
    for episode, lane in session.execute(query):
        yield Thing("episode", episode.id, episode.period.text, text_from(episode.title), lane)


def _factors(session: Session) -> Iterator[Thing]:
    query = select(ContributoryFactor).order_by(
        ContributoryFactor.framework_key, ContributoryFactor.weight.desc(), ContributoryFactor.id
    )
    for factor in session.scalars(query):
        yield Thing("factor", factor.id, "", factor.body, factor.framework_key)


def _meetings(session: Session) -> Iterator[Thing]:
    meetings = attendance.listed(session)
    lines = attendance.count_lines(session, (meeting.id for meeting in meetings))
    for meeting in meetings:
        counts = "; ".join(lines.get(meeting.id, ()))
        yield Thing("meeting", meeting.id, meeting.held.text, text_from(meeting.title, paragraph_ids=str), counts)


_READERS: dict[str, Callable[[Session], Iterator[Thing]]] = {
    "event": _events,
    "conversation": _conversations,
    "passage": _passages,
    "episode": _episodes,
    "factor": _factors,
    "meeting": _meetings,
}
