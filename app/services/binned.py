"""The bin: what was put away, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import Text, text_from
from app.models import Conversation, Episode, Event, Finding, Meeting
from app.services import chronology, conversations, episodes, findings, meetings
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class BinRow:
    """Something in the bin: ``kind`` is "event", "conversation", "episode", "finding" or "meeting"."""

    kind: str
    id: str
    words: Text
    when: str
    binned_at: str
    person_ids: tuple[str, ...] = ()


def contents(session: Session) -> tuple[BinRow, ...]:
    """Return everything in the bin, the latest first."""
    rows = [
        *(
            BinRow("event", e.id, e.what, e.when.text, e.binned_at or "")
            for e in _binned(session, Event)
            if e.joined_to_id is None
        ),
        *(
            BinRow("conversation", c.id, c.note, c.held.text, c.binned_at or "", _participants(c))
            for c in _binned(session, Conversation)
        ),
        *(BinRow("episode", e.id, text_from(e.title), e.period.text, e.binned_at or "") for e in _binned(session, Episode)),
        *(BinRow("finding", f.id, f.headline, "", f.binned_at or "") for f in _binned(session, Finding)),
        *(BinRow("meeting", m.id, text_from(m.title), m.held.text, m.binned_at or "") for m in _binned(session, Meeting)),
    ]
    return tuple(sorted(rows, key=lambda row: (row.binned_at, row.id), reverse=True))


Binnable = TypeVar("Binnable", Event, Conversation, Episode, Finding, Meeting)


def _binned(session: Session, stored: type[Binnable]) -> Sequence[Binnable]:
    return session.scalars(select(stored).where(stored.binned_at.is_not(None))).all()


def _participants(conversation: Conversation) -> tuple[str, ...]:
    return tuple(part.person_id for part in conversation.parts if part.part == "participant")


def _restore_event(uow: UnitOfWork, event_id: str) -> None:
    chronology.restore_events(uow, (event_id,))


_WAYS_BACK: dict[str, Callable[[UnitOfWork, str], None]] = {
    "event": _restore_event,
    "conversation": conversations.take_from_bin,
    "episode": episodes.take_from_bin,
    "finding": findings.take_from_bin,
    "meeting": meetings.take_from_bin,
}


def restore(uow: UnitOfWork, kind: str, row_id: str) -> None:
    """Take one thing out of the bin."""
    _WAYS_BACK[kind](uow, row_id)
