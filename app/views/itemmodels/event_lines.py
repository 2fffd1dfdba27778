"""What the chronology shows: which events pass the filter, and the lines they make, months among them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QDate, QLocale

from app.domain.search import Query
from app.domain.text import Shower, Text
from app.services.event_rows import EventRow

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class EventFilter:
    """Which events are shown: those that the words typed look for, and that pass what is switched on."""

    words: str = ""
    skeleton_only: bool = False
    in_no_episode: bool = False
    nobody_asked: bool = False
    date_questions: bool = False

    @property
    def active(self) -> bool:
        """Whether anything may be left out."""
        return self != EventFilter()

    def passes(self, row: EventRow) -> bool:
        """Whether an event passes what is switched on."""
        return (
            not (self.skeleton_only and not row.in_skeleton)
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

    __slots__ = ("folded", "heading", "line", "people", "perhaps", "row", "what")

    place = "chronology"

    def __init__(self, row: EventRow, shower: Shower, names: Mapping[str, str], *, perhaps: bool = False) -> None:
        """``names``: everything people are found by; ``perhaps``: whether it was known on the day asked for is open."""
        self.row = row
        self.perhaps = perhaps
        self.what, self.people, also = _shown(row.what, shower, names)
        parts = (row.when_text, row.agency_name, row.agency_short, self.what, row.source_words, also)
        self.folded = "\n".join(parts).casefold()
        self.heading = sys.intern(row.heading)  # a few hundred, of thousands of events
        self.line = Line(row.id, event=self)

    @property
    def refers(self) -> bool:
        """Whether it may read otherwise once people are shown or called otherwise."""
        return not isinstance(self.row.what, str)

    @property
    def agency(self) -> str:
        """Its agency's names in small letters."""
        return f"{self.row.agency_name}\n{self.row.agency_short}".casefold()

    @property
    def earliest(self) -> str:
        """The first moment it may lie at."""
        return self.row.earliest

    @property
    def latest(self) -> str:
        """The last moment it may lie at."""
        return self.row.latest

    @property
    def skeleton(self) -> bool:
        """Whether it stands in the skeleton."""
        return self.row.in_skeleton

    @property
    def episode(self) -> bool:
        """Whether it belongs to an episode."""
        return bool(self.row.episode_ids)

    @property
    def asked(self) -> bool:
        """Whether a conversation speaks of it."""
        return bool(self.row.conversation_ids)

    @property
    def tags(self) -> str:
        """Its tags in small letters, a line each."""
        return "\n".join(self.row.tags).casefold()


def _shown(what: str | Text, shower: Shower, names: Mapping[str, str]) -> tuple[str, frozenset[str], str]:
    """Return the words as shown, the people referred to, and every other name these are found by."""
    if isinstance(what, str):
        return what, NOBODY, ""
    people = frozenset(reference.id for reference in what.references())
    return what.shown(shower), people, "\n".join(names[each] for each in people if each in names)


def filtered(events: Iterable[ShownEvent], wanted: EventFilter, query: Query) -> list[ShownEvent]:
    """Return the events that pass; ``query`` is what the words typed were understood as."""
    found = query.among(events)
    if wanted == EventFilter(words=wanted.words):
        return found
    return [event for event in found if wanted.passes(event.row)]


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
