"""Reading conversations: the list, one in full, its passages, and the skeleton as a prompt sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, selectinload

from app.domain.dates import UncertainDate
from app.domain.text import EMPTY, Text, text_from
from app.models import Conversation, ConversationPart, Episode, Event, Passage
from app.models.base import stored_date
from app.services.common import column, fetch
from app.services.conversations import SIGNS
from app.services.event_rows import sort_columns

Linked = TypeVar("Linked", Event, Episode)


@dataclass(frozen=True)
class ConversationRow:
    """A conversation as lists show it."""

    id: str
    held: UncertainDate
    place: str
    status: str
    participants: tuple[str, ...]
    reviewers: tuple[str, ...]
    words: int
    passages: int


@dataclass(frozen=True)
class PassageRow:
    """A marked stretch of a note, and what it is linked to; a link into the bin is kept and shown as none."""

    id: str
    conversation_id: str
    mark_id: str
    kind: str
    words: Text
    event_id: str | None
    episode_id: str | None
    participants: tuple[str, ...]
    event_when: str = ""
    event_words: Text = EMPTY
    episode_title: str = ""


@dataclass(frozen=True)
class PromptSheetRow:
    """An event of the skeleton as a neutral prompt: when, and what happened."""

    id: str
    when: str
    what: Text


@dataclass(frozen=True)
class ConversationDetail:
    """Everything a conversation holds. ``people`` are (part, person id) in order."""

    id: str
    held: UncertainDate
    place: str
    status: str
    people: tuple[tuple[str, str], ...]
    note: Text
    passages: tuple[PassageRow, ...]
    signs: dict[str, tuple[str, ...]]
    prompts: frozenset[str]


def listed(session: Session) -> tuple[ConversationRow, ...]:
    """Return the conversations that are not in the bin, the earliest first and those without a date last.

    The letters of the notes suffice for that: no note is taken apart.
    """
    query: Select[*tuple[Any, ...]] = select(
        column(Conversation, "id"),
        *(column(Conversation, f"held_{part}") for part in ("text", "kind", "precision", "earliest", "latest")),
        column(Conversation, "place"),
        column(Conversation, "status"),
        column(Conversation, "note_plain"),
    )
    parts = _people_by_part(session)
    counts = _passage_counts(session)
    return tuple(
        ConversationRow(
            row[0],
            stored_date(*row[1:6]),
            row[6],
            row[7],
            parts.get((row[0], "participant"), ()),
            parts.get((row[0], "reviewer"), ()),
            count_words(row[8]),
            counts.get(row[0], 0),
        )
        for row in session.execute(query.where(Conversation.binned_at.is_(None)).order_by(*_order()))
    )


def count_words(plain: str) -> int:
    """Return how many words a note has."""
    return len(plain.split())


def _order() -> tuple[ColumnElement[Any], ...]:
    earliest = column(Conversation, "held_earliest")
    return earliest.is_(None), earliest, column(Conversation, "id")


def _people_by_part(session: Session) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for part in session.scalars(select(ConversationPart).order_by(ConversationPart.position)):
        key = part.conversation_id, part.part
        found[key] = (*found.get(key, ()), part.person_id)
    return found


def _passage_counts(session: Session) -> dict[str, int]:
    """Count the passages whose words still stand in the note."""
    standing = func.instr(column(Conversation, "note_json"), Passage.mark_id) > 0
    query = select(Passage.conversation_id, func.count()).join(Conversation).where(standing)
    return {row[0]: row[1] for row in session.execute(query.group_by(Passage.conversation_id))}


def detail(session: Session, conversation_id: str) -> ConversationDetail:
    """Return everything one conversation holds; raises ``RuleBroken`` where it is gone."""
    c = fetch(session, Conversation, conversation_id)
    signs: dict[str, list[str]] = {}
    for sign in c.signs:
        signs.setdefault(sign.paragraph_id, []).append(sign.sign)
    return ConversationDetail(
        c.id,
        c.held,
        c.place,
        c.status,
        tuple((part.part, part.person_id) for part in c.parts),
        c.note,
        _passage_rows(session, c),
        {paragraph: tuple(sorted(names, key=SIGNS.index)) for paragraph, names in signs.items()},
        frozenset(answer.prompt_key for answer in c.prompts),
    )


def passages(session: Session) -> tuple[PassageRow, ...]:
    """Return every passage of every conversation that is not in the bin, conversation by conversation."""
    query = (
        select(Conversation)
        .where(Conversation.binned_at.is_(None))
        .options(selectinload(Conversation.parts), selectinload(Conversation.passages))
        .order_by(*_order())
    )
    return tuple(row for c in session.scalars(query) for row in _passage_rows(session, c))


def conversation_of(session: Session, passage_id: str) -> str:
    """Return the conversation a passage stands in; raises ``RuleBroken`` where it is gone."""
    return fetch(session, Passage, passage_id).conversation_id


def prompt_sheet(session: Session) -> tuple[PromptSheetRow, ...]:
    """Return the skeleton as a neutral prompt sheet: dates and what happened, no agency's view of it."""
    names = ("id", "when_text", "what_json", "what_plain")
    query: Select[*tuple[Any, ...]] = (
        select(*(column(Event, name) for name in names))
        .where(Event.binned_at.is_(None), Event.in_skeleton)
        .order_by(*sort_columns(), column(Event, "id"))
    )
    return tuple(PromptSheetRow(row[0], row[1], _words(row[2], row[3])) for row in session.execute(query))


def _words(data: str, plain: str) -> Text:
    """Return a stored text; what it is made of is read only where it holds a reference."""
    return Text.from_json(data) if '"ref"' in data else text_from(plain)


def _passage_rows(session: Session, c: Conversation) -> tuple[PassageRow, ...]:
    """Passages in the order of the note; one whose words were all deleted is left out until they come back."""
    order = {mark_id: place for place, mark_id in enumerate(c.note.mark_ids())} if c.passages else {}
    standing = sorted((p for p in c.passages if p.mark_id in order), key=lambda p: order[p.mark_id])
    asked = _people(c, "participant")
    return tuple(_passage_row(session, c.note, p, asked) for p in standing)


def _passage_row(session: Session, note: Text, p: Passage, asked: tuple[str, ...]) -> PassageRow:
    event = _outside_bin(session.get(Event, p.event_id) if p.event_id else None)
    episode = _outside_bin(session.get(Episode, p.episode_id) if p.episode_id else None)
    return PassageRow(
        p.id,
        p.conversation_id,
        p.mark_id,
        p.kind,
        note.extract(p.mark_id),
        event.id if event else None,
        episode.id if episode else None,
        asked,
        event.when.text if event else "",
        event.what if event else EMPTY,
        episode.title if episode else "",
    )


def _outside_bin(row: Linked | None) -> Linked | None:
    return row if row is not None and row.binned_at is None else None


def _people(c: Conversation, part: str) -> tuple[str, ...]:
    return tuple(row.person_id for row in c.parts if row.part == part)
