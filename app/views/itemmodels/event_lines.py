"""What the chronology shows: which events pass the filter, and the lines they make, months among them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QDate, QLocale

from app.domain.text import Shower
from app.services.event_rows import EventRow

@dataclass(frozen=True)
class EventFilter:
    """Which events are shown: those that hold all the words typed, and pass what is switched on."""

    words: str = ""
    skeleton_only: bool = False
    in_no_episode: bool = False
    nobody_asked: bool = False
    date_questions: bool = False

    @property
    def active(self) -> bool:
        """Whether anything may be left out."""
        return self != EventFilter()

    def passes(self, row: EventRow, folded: str, words: Sequence[str]) -> bool:
        """Whether an event is shown; ``folded`` is its text in small letters, ``words`` those typed, likewise."""
        return (
            all(word in folded for word in words)
            and not (self.skeleton_only and not row.in_skeleton)
            and not (self.in_no_episode and row.episode_ids)
            and not (self.nobody_asked and row.conversation_ids)
            and not (self.date_questions and not row.date_question)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a month's heading, or an event."""

    key: str
    heading: str = ""
    event: ShownEvent | None = None


class ShownEvent:
    """An event with the words it is shown by, its month, and its line."""

    __slots__ = ("folded", "line", "heading", "row", "what")

    def __init__(self, row: EventRow, shower: Shower) -> None:
        self.row = row
        self.what = row.what if isinstance(row.what, str) else row.what.shown(shower)
        parts = (row.when_text, row.agency_name, row.agency_short, self.what, row.source_words)
        self.folded = "\n".join(parts).casefold()
        self.heading = sys.intern(row.heading)  # a few hundred, of thousands of events
        self.line = Line(row.id, event=self)


def filtered(events: Iterable[ShownEvent], wanted: EventFilter) -> list[ShownEvent]:
    """Return the events that pass."""
    words = wanted.words.casefold().split()
    if wanted == EventFilter(words=wanted.words):
        for word in words:
            events = [event for event in events if word in event.folded]
        return list(events)
    return [event for event in events if wanted.passes(event.row, event.folded, words)]


def lines_of(events: Iterable[ShownEvent], not_known: str) -> list[Line]:
    """Return the lines for events in order, each under its month or what its date says; ``not_known`` heads the rest."""
    lines: list[Line] = []
    heading: str | None = None
    for event in events:
        own = event.heading
        if own != heading:
            heading = own
            lines.append(Line(f"heading {heading}", heading_words(heading) if heading else not_known))
        lines.append(event.line)
    return lines


@cache
def heading_words(heading: str) -> str:
    """Return "March 2010" for "2010-03", and words as they are."""
    month = QDate.fromString(f"{heading}-01", "yyyy-MM-dd")
    return QLocale().toString(month, "MMMM yyyy") if month.isValid() else heading
