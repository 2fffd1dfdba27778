"""Changing conversations: who spoke with whom, the note, its passages and signs, and which prompts were covered."""

from __future__ import annotations

from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import EMPTY_ID, Text, new_id
from app.models import Conversation, ConversationPart, Episode, Event, ParagraphSign, Passage, Person, PromptAnswer
from app.services import people as register
from app.services.chronology import read_date
from app.services.common import fetch, now
from app.storage.unit_of_work import UnitOfWork

PARTS = ("participant", "reviewer", "supporter", "interpreter")
KINDS = ("quotation", "factor", "account", "good-practice", "question", "follow-up")
SIGNS = ("told-freely", "after-prompt", "not-recalled", "then", "now")
EXCLUSIVE_SIGNS = (frozenset(SIGNS[:3]), frozenset(SIGNS[3:]))
"""Of each set, a paragraph carries at most one (F26, F22)."""
STATUSES = ("planned", "held", "drafted", "sent", "agreed", "disagrees")


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


def set_when(uow: UnitOfWork, conversation_id: str, text: str) -> None:
    """Say when it was held, in the words people use."""
    conversation = fetch(uow.session, Conversation, conversation_id)
    if conversation.held.text != text.strip():
        conversation.held = read_date(uow.session, text).when


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
    wanted = tuple(dict.fromkeys(people))
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


def introduce(uow: UnitOfWork, conversation_id: str, part: str, name: str) -> str:
    """Add somebody to the register who takes a part in a conversation, and return their id."""
    conversation = fetch(uow.session, Conversation, conversation_id)
    kind = "review" if part == "reviewer" else "professional"
    person_id = register.add(uow, register.PersonFields(name, kind=kind))
    set_people(uow, conversation_id, (*((row.part, row.person_id) for row in conversation.parts), (part, person_id)))
    return person_id


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


def link_event(uow: UnitOfWork, passage_id: str, event_id: str) -> None:
    """Say which event a passage speaks of."""
    fetch(uow.session, Passage, passage_id).event_id = fetch(uow.session, Event, event_id).id


def link_episode(uow: UnitOfWork, passage_id: str, episode_id: str) -> None:
    """Say which episode a passage speaks of."""
    fetch(uow.session, Passage, passage_id).episode_id = fetch(uow.session, Episode, episode_id).id


def unlink(uow: UnitOfWork, passage_id: str) -> None:
    """Say that a passage speaks of no event and no episode in particular."""
    passage = fetch(uow.session, Passage, passage_id)
    passage.event_id, passage.episode_id = None, None


def set_sign(uow: UnitOfWork, conversation_id: str, paragraph_id: str, sign: str, on: bool) -> None:
    """Put a sign beside a paragraph or take it off; a sign that excludes another takes its place."""
    if sign not in SIGNS:
        raise AssertionError(f"no sign {sign}")
    if paragraph_id == EMPTY_ID:
        raise AssertionError("a paragraph without an id of its own carries no sign")
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


def sign_note(uow: UnitOfWork, conversation_id: str, note: Text, paragraph_id: str, sign: str, on: bool) -> None:
    """Put a sign beside a paragraph of the note handed in: the paragraph may have come with it."""
    set_note(uow, conversation_id, note)
    set_sign(uow, conversation_id, paragraph_id, sign, on)


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
