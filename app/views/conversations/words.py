"""The words of the panel: statuses, signs, and who a conversation was with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.naming import Naming
from app.services.conversation_rows import ConversationRow, PassageRow
from app.views.counting import counted
from app.views.text.marks import mark_words


def _tr(words: str) -> str:
    return QCoreApplication.translate("Conversations", words)


def status_words(status: str) -> str:
    """Return how far a conversation is, in words."""
    words = {
        "planned": _tr("Planned"),
        "held": _tr("Held"),
        "drafted": _tr("Note drafted"),
        "sent": _tr("Note sent"),
        "agreed": _tr("Agreed"),
        "disagrees": _tr("Disagreed with"),
    }
    return words[status]


def sign_words(sign: str) -> str:
    """Return what a paragraph's sign says."""
    words = {
        "told-freely": _tr("Told freely"),
        "after-prompt": _tr("After a prompt"),
        "not-recalled": _tr("Not recalled"),
        "then": _tr("View then"),
        "now": _tr("Hindsight now"),
    }
    return words[sign]


def people_words(person_ids: Sequence[str], naming: Naming) -> str:
    """Return people as they are shown now."""
    return ", ".join(naming.person(person_id) for person_id in person_ids)


def who(row: ConversationRow, naming: Naming) -> str:
    """Return who a conversation is with, or that nobody is named yet."""
    return people_words(row.participants, naming) or _tr("Nobody named yet")


def how_much(row: ConversationRow) -> str:
    """Return how far a conversation is and how much is written, in a line."""
    parts = [status_words(row.status)]
    if row.words:
        parts.append(counted(row.words, _tr("{} word"), _tr("{} words")))
    if row.passages:
        parts.append(counted(row.passages, _tr("{} passage"), _tr("{} passages")))
    return " · ".join(parts)


def linked_words(row: PassageRow, naming: Naming) -> str:
    """Return what a passage is linked to, in a line."""
    event = " ".join(f"{row.event_when} {row.event_words.shown(naming)}".split())
    return " · ".join(words for words in (event, row.episode_title) if words)


__all__ = ["how_much", "linked_words", "mark_words", "people_words", "sign_words", "status_words", "who"]
