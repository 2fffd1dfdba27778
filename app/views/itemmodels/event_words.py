"""The small words beside an event: what it is linked with, and what is asked about its date."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.resources import load_toml
from app.services.event_rows import EntryRow, EventRow
from app.views.counting import counted
from app.views.itemmodels.event_lines import ShownEvent


def _say(words: str) -> str:
    return QCoreApplication.translate("EventWords", words)


def links_in_words(row: EventRow) -> str:
    """Return what an event is linked with, in a few words ("in an episode, 2 conversations")."""
    parts: list[str] = []
    if row.episode_ids:
        parts.append(counted(len(row.episode_ids), _say("in an episode"), _say("in {} episodes")))
    if row.conversation_ids:
        parts.append(counted(len(row.conversation_ids), _say("{} conversation"), _say("{} conversations")))
    if row.also_seen_by:
        parts.append(_say("also {}").format(", ".join(row.also_seen_by)))
    elif row.entry_count > 1:
        parts.append(_say("from {} entries").format(row.entry_count))
    if row.set_aside:
        parts.append(_say("set aside: {}").format(row.set_aside))
    if row.has_private_note:
        parts.append(_say("private note"))
    if row.gone_since:
        parts.append(gone_in_words(row.gone_since))
    return ", ".join(parts)


def gone_in_words(since: str) -> str:
    """Return that an agency's corrected return, taken in at a moment, no longer has something."""
    day = datetime.fromisoformat(since).astimezone()
    return _say("no longer in the agency's return of {}").format(f"{day.day} {day:%B %Y}")


def standing_in_words(entry: EntryRow) -> str:
    """Return whether a corrected return says an entry anew or has it no more; "" where it stands."""
    if entry.gone_since:
        return gone_in_words(entry.gone_since)
    return _say("said anew in the agency's corrected return") if entry.replaced else ""


def date_in_words(event: ShownEvent) -> str:
    """Return the date as given and, below it, that it is open whether the event was known by then."""
    return "\n".join(part for part in (event.row.when_text, _say("perhaps known") if event.perhaps else "") if part)


def question_in_words(key: str) -> str:
    """Return the sentence for a question about a date."""
    return str(load_toml("messages.toml")["questions"][key]["says"])
