"""The small words beside an event: what it is linked with, and what is asked about its date."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.resources import load_toml
from app.services.event_rows import EventRow


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("EventWords", words, None, count).replace("%n", str(count))


def links_in_words(row: EventRow) -> str:
    """Return what an event is linked with, in a few words ("in an episode, 2 conversations")."""
    parts: list[str] = []
    if row.episode_ids:
        count = len(row.episode_ids)
        parts.append(_say("in an episode") if count == 1 else _say("in %n episodes", count))
    if row.conversation_ids:
        count = len(row.conversation_ids)
        parts.append(_say("1 conversation") if count == 1 else _say("%n conversations", count))
    if row.entry_count > 1:
        parts.append(_say("from %n entries", row.entry_count))
    if row.has_private_note:
        parts.append(_say("private note"))
    return ", ".join(parts)


def question_in_words(key: str) -> str:
    """Return the sentence for a question about a date."""
    return str(load_toml("messages.toml")["questions"][key]["says"])
