"""The words of search's own: what a place is called, and what stands softly above a hit."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.services.search import ACCOUNT, PRIVATE, QUOTED, RECEIVED
from app.views.itemmodels.found import MOST, Searchable

_PLACES = {
    "chronology": str(QT_TRANSLATE_NOOP("Search", "Chronology")),
    "conversations": str(QT_TRANSLATE_NOOP("Search", "Conversations")),
    "episodes": str(QT_TRANSLATE_NOOP("Search", "Key practice episodes")),
    "factors": str(QT_TRANSLATE_NOOP("Search", "Contributory factors")),
    "findings": str(QT_TRANSLATE_NOOP("Search", "Findings")),
    "people": str(QT_TRANSLATE_NOOP("Search", "People")),
    "meetings": str(QT_TRANSLATE_NOOP("Search", "Meetings")),
    "review": str(QT_TRANSLATE_NOOP("Search", "The review itself")),
}
_WHERE = {
    RECEIVED: str(QT_TRANSLATE_NOOP("Search", "as received")),
    QUOTED: str(QT_TRANSLATE_NOOP("Search", "quoted from the record")),
    PRIVATE: str(QT_TRANSLATE_NOOP("Search", "private note")),
    ACCOUNT: str(QT_TRANSLATE_NOOP("Search", "an account")),
}


def _say(words: str) -> str:
    return QCoreApplication.translate("Search", words)


def place_words(place: str, count: int) -> str:
    """Return the heading of a place: what it is called, and how much was found there."""
    more = "" if count <= MOST else _say(" – the first {}").format(MOST)
    return f"{_say(_PLACES[place])} ({count:,}{more})"


def hit_words(hit: Searchable, where: str) -> str:
    """Return what stands above a hit: when it was, whose it is, who is in it, and where in it the words stand."""
    agency = hit.stored.agency[-1] if hit.stored.agency else ""
    parts = (hit.stored.when, agency, hit.title, _say(_WHERE[where]) if where else "")
    return " · ".join(part for part in parts if part)
