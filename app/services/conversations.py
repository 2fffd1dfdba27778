"""Conversations: who spoke with whom, the note, its passages and signs, and which prompts were covered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import Text, new_id
from app.models import Conversation, ConversationPart, Episode, Event, ParagraphSign, Passage, Person, PromptAnswer
from app.services.common import column, fetch, now
from app.storage.unit_of_work import UnitOfWork

PARTS = ("participant", "reviewer", "supporter", "interpreter")
KINDS = ("quotation", "factor", "account", "good-practice", "question", "follow-up")
SIGNS = ("told-freely", "after-prompt", "not-recalled", "then", "now")
EXCLUSIVE_SIGNS = (frozenset(SIGNS[:3]), frozenset(SIGNS[3:]))
"""Of each set, a paragraph carries at most one (F26, F22)."""
STATUSES = ("planned", "held", "drafted", "sent", "agreed", "disagrees")


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
    """A marked stretch of a note."""

    id: str
    conversation_id: str
    mark_id: str
    kind: str
    words: Text
    event_id: str | None
    episode_id: str | None
    participants: tuple[str, ...]


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


# -- reading --------------------------------------------------------------------------------------------------------


def listed(session: Session) -> tuple[ConversationRow, ...]:
    """Return the conversations that are not in the bin, the earliest first and those without a date last."""
    query = (
        select(Conversation)
        .where(Conversation.binned_at.is_(None))
        .options(selectinload(Conversation.parts), selectinload(Conversation.passages))
        .order_by(column(Conversation, "held_earliest").is_(None), column(Conversation, "held_earliest"), Conversation.id)
    )
    return tuple(
        ConversationRow(
            c.id,
            c.held,
            c.place,
            c.status,
            _people(c, "participant"),
            _people(c, "reviewer"),
            len(c.note.plain.split()),
            len(c.passages),
        )
        for c in session.scalars(query)
    )


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
        _passage_rows(c),
        {paragraph: tuple(sorted(names, key=SIGNS.index)) for paragraph, names in signs.items()},
        frozenset(answer.prompt_key for answer in c.prompts),
    )


def passages(session: Session) -> tuple[PassageRow, ...]:
    """Return every passage of every conversation that is not in the bin, conversation by conversation."""
    query = (
        select(Conversation)
        .where(Conversation.binned_at.is_(None))
        .options(selectinload(Conversation.parts), selectinload(Conversation.passages))
        .order_by(column(Conversation, "held_earliest"), Conversation.id)
    )
    return tuple(row for c in session.scalars(query) for row in _passage_rows(c))


def _passage_rows(c: Conversation) -> tuple[PassageRow, ...]:
    """Passages in the order of the note; one whose words were all deleted is left out until they come back."""
    order = {mark_id: place for place, mark_id in enumerate(c.note.mark_ids())}
    return tuple(
        PassageRow(
            p.id,
            c.id,
            p.mark_id,
            p.kind,
            c.note.extract(p.mark_id),
            p.event_id,
            p.episode_id,
            _people(c, "participant"),
        )
        for p in sorted((p for p in c.passages if p.mark_id in order), key=lambda p: order[p.mark_id])
    )


def _people(c: Conversation, part: str) -> tuple[str, ...]:
    return tuple(row.person_id for row in c.parts if row.part == part)


# -- changing -------------------------------------------------------------------------------------------------------


def add(uow: UnitOfWork, participant_ids: tuple[str, ...] = ()) -> str:
    """Add a conversation and return its id."""
    conversation = Conversation()
    uow.session.add(conversation)
    for position, person_id in enumerate(participant_ids):
        person = fetch(uow.session, Person, person_id)
        conversation.parts.append(ConversationPart(person_id=person.id, part="participant", position=position))
    uow.session.flush()
    return conversation.id


def set_held(uow: UnitOfWork, conversation_id: str, held: UncertainDate) -> None:
    """Say when it was held, as given."""
    fetch(uow.session, Conversation, conversation_id).held = held


def set_place(uow: UnitOfWork, conversation_id: str, place: str) -> None:
    """Say where it was held."""
    fetch(uow.session, Conversation, conversation_id).place = place.strip()


def set_status(uow: UnitOfWork, conversation_id: str, status: str) -> None:
    """Say how far it is; ``status`` is one of ``STATUSES``."""
    if status not in STATUSES:
        raise AssertionError(f"no status {status}")
    fetch(uow.session, Conversation, conversation_id).status = status


def set_people(uow: UnitOfWork, conversation_id: str, people: tuple[tuple[str, str], ...]) -> None:
    """Say who takes what part: (part, person id) in order. Nobody reviews a conversation in which they are asked."""
    conversation = fetch(uow.session, Conversation, conversation_id)
    asked = {person_id for part, person_id in people if part == "participant"}
    if asked & {person_id for part, person_id in people if part == "reviewer"}:
        raise RuleBroken("reviewer_is_participant")
    known = {(row.part, row.person_id): row for row in conversation.parts}
    wanted = list(dict.fromkeys(people))
    for key, row in known.items():
        if key not in wanted:
            conversation.parts.remove(row)
    for position, (part, person_id) in enumerate(wanted):
        if part not in PARTS:
            raise AssertionError(f"no part {part}")
        row = known.get((part, person_id))
        if row is None:
            fetch(uow.session, Person, person_id)
            conversation.parts.append(ConversationPart(person_id=person_id, part=part, position=position))
        elif row.position != position:
            row.position = position


def set_note(uow: UnitOfWork, conversation_id: str, note: Text) -> None:
    """Change the note. Passages stay with their marks, also while a mark's words are all deleted (undo brings them back)."""
    fetch(uow.session, Conversation, conversation_id).note = note


def mark(uow: UnitOfWork, conversation_id: str, note: Text, mark_id: str, kind: str) -> str:
    """Keep a passage that was marked in the note handed in, and return the passage's id."""
    if kind not in KINDS:
        raise AssertionError(f"no kind of passage {kind}")
    if mark_id not in note.mark_ids():
        raise RuleBroken("nothing_marked")
    conversation = fetch(uow.session, Conversation, conversation_id)
    conversation.note = note
    passage = Passage(id=new_id(), mark_id=mark_id, kind=kind, position=len(conversation.passages))
    conversation.passages.append(passage)
    uow.session.flush()
    return passage.id


def unmark(uow: UnitOfWork, passage_id: str) -> None:
    """Take a passage away; the words stay. Raises ``RuleBroken`` where a finding or a factor rests on it."""
    passage = fetch(uow.session, Passage, passage_id)
    passage.conversation.note = passage.conversation.note.without_mark(passage.mark_id)
    uow.session.delete(passage)


def set_kind(uow: UnitOfWork, passage_id: str, kind: str) -> None:
    """Say what a passage is."""
    if kind not in KINDS:
        raise AssertionError(f"no kind of passage {kind}")
    fetch(uow.session, Passage, passage_id).kind = kind


def link_passage(uow: UnitOfWork, passage_id: str, *, event_id: str | None, episode_id: str | None) -> None:
    """Say which event and which episode a passage speaks of; None for neither."""
    passage = fetch(uow.session, Passage, passage_id)
    passage.event_id = fetch(uow.session, Event, event_id).id if event_id else None
    passage.episode_id = fetch(uow.session, Episode, episode_id).id if episode_id else None


def set_sign(uow: UnitOfWork, conversation_id: str, paragraph_id: str, sign: str, on: bool) -> None:
    """Put a sign beside a paragraph or take it off; a sign that excludes another takes its place."""
    if sign not in SIGNS:
        raise AssertionError(f"no sign {sign}")
    conversation = fetch(uow.session, Conversation, conversation_id)
    rivals: frozenset[str] = next(group for group in EXCLUSIVE_SIGNS if sign in group)
    there = [row for row in conversation.signs if row.paragraph_id == paragraph_id and row.sign in rivals]
    if on and any(row.sign == sign for row in there):
        return
    for row in there:
        if on or row.sign == sign:
            conversation.signs.remove(row)
    if on:
        conversation.signs.append(ParagraphSign(paragraph_id=paragraph_id, sign=sign))


def set_prompt(uow: UnitOfWork, conversation_id: str, prompt_key: str, covered: bool) -> None:
    """Note that a prompt was covered, or that it was not."""
    conversation = fetch(uow.session, Conversation, conversation_id)
    there = [row for row in conversation.prompts if row.prompt_key == prompt_key]
    if covered and not there:
        conversation.prompts.append(PromptAnswer(prompt_key=prompt_key))
    for row in there if not covered else ():
        conversation.prompts.remove(row)


def put_in_bin(uow: UnitOfWork, conversation_id: str) -> None:
    """Put a conversation into the bin; what is linked to it stays linked."""
    fetch(uow.session, Conversation, conversation_id).binned_at = now()


def take_from_bin(uow: UnitOfWork, conversation_id: str) -> None:
    """Take a conversation out of the bin."""
    fetch(uow.session, Conversation, conversation_id).binned_at = None
