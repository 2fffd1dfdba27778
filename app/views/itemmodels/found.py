"""What search finds: everything stored, shown by the naming, and the lines that what is looked for makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.naming import Naming
from app.domain.search import Query
from app.domain.text import Text
from app.services.search import PRIVATE, Stored

Index = QModelIndex | QPersistentModelIndex
MOST = 200
"""Hits of one kind that are listed; how many more there are is said."""
BEFORE = 60
"""Letters shown before the first word that was looked for."""
LONG = 320
"""Letters of a hit that are shown."""


class Searchable:
    """A stored thing as a naming shows it; known besides by every other name of the people in it."""

    __slots__ = ("_people", "_texts", "agency", "folded", "stored", "title")

    def __init__(self, stored: Stored, naming: Naming, names: Mapping[str, str], *, private: bool) -> None:
        self.stored = stored
        told = [each for each in stored.told if private or each.where != PRIVATE]
        self._texts = tuple(
            (each.words if isinstance(each.words, str) else each.words.shown(naming), each.where) for each in told
        )
        people = set(stored.people)
        for each in told:
            if isinstance(each.words, Text):
                people.update(reference.id for reference in each.words.references())
        self._people = frozenset(people)
        self.agency = "\n".join(stored.agency).casefold()
        self.title = ", ".join(filter(None, (naming.person(person_id) for person_id in stored.people)))
        also = [names[person_id] for person_id in people if person_id in names]
        parts = (self.title, stored.when, *stored.agency, *(text for text, _ in self._texts), *also)
        self.folded = "\n".join(part for part in parts if part).casefold()

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What it says, each with where in it that stands."""
        return self._texts

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.stored.place

    @property
    def people(self) -> frozenset[str]:
        """Who takes part in it or is referred to."""
        return self._people

    @property
    def earliest(self) -> str:
        """The first moment it may lie at."""
        return self.stored.earliest

    @property
    def latest(self) -> str:
        """The last moment it may lie at."""
        return self.stored.latest

    @property
    def skeleton(self) -> bool | None:
        """Whether it stands in the skeleton."""
        return self.stored.skeleton

    @property
    def episode(self) -> bool | None:
        """Whether it belongs to an episode."""
        return self.stored.episode

    @property
    def asked(self) -> bool | None:
        """Whether a conversation speaks of it."""
        return self.stored.asked

    @property
    def tags(self) -> str:
        """Its tags in small letters, a line each."""
        return "\n".join(self.stored.tags).casefold()


@dataclass(frozen=True)
class FoundLine:
    """One line: the heading of a place with how many were found there, or a hit (``place`` and ``where`` are keys)."""

    place: str = ""
    count: int = 0
    hit: Searchable | None = None


@dataclass(frozen=True)
class Excerpt:
    """The words of a hit around what was looked for, where they stand, and which letters to mark."""

    words: str
    where: str
    marks: tuple[tuple[int, int], ...]


def excerpt(hit: Searchable, words: Sequence[str]) -> Excerpt:
    """Return what a hit says around the first of the words that stand in it."""
    pattern = (
        re.compile("|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words), re.IGNORECASE) if words else None
    )
    texts = [(text, where) for text, where in hit.texts if text]
    for text, where in texts if pattern else ():
        found = pattern.search(text) if pattern else None
        if found and pattern:
            return _excerpt(text, where, found.start(), pattern)
    text, where = next(((text, where) for text, where in texts if where != PRIVATE), ("", ""))
    return _excerpt(text, where, 0, pattern)


def _excerpt(text: str, where: str, at: int, pattern: re.Pattern[str] | None) -> Excerpt:
    start = 0 if at <= BEFORE else text.rfind(" ", 0, at - BEFORE // 2) + 1
    shown = " ".join(text[start : start + LONG].split())
    shown = f"{'… ' if start else ''}{shown}{' …' if start + LONG < len(text) else ''}"
    marks = tuple(found.span() for found in pattern.finditer(shown)) if pattern else ()
    return Excerpt(shown, where, marks)


class FoundModel(QAbstractListModel):
    """The hits under the places in which they stand."""

    LineRole = int(Qt.ItemDataRole.UserRole)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[FoundLine] = []
        self.words: tuple[str, ...] = ()
        self.total = 0

    def show(self, things: Iterable[Searchable], query: Query) -> None:
        """Show which of the things are looked for; none while nothing is asked."""
        found = [] if query.empty else query.among(things)
        by_place: dict[str, list[Searchable]] = {}
        for hit in found:
            by_place.setdefault(hit.place, []).append(hit)
        self.beginResetModel()
        self.words, self.total = query.words, len(found)
        self._lines = []
        for place, hits in by_place.items():
            self._lines.append(FoundLine(place, len(hits)))
            self._lines += [FoundLine(place, hit=hit) for hit in hits[:MOST]]
        self.endResetModel()

    def line(self, row: int) -> FoundLine:
        """Return one line."""
        return self._lines[row]

    def first_hit(self) -> QModelIndex:
        """Return where the first hit stands; not valid where nothing was found."""
        return self.index(1) if self._lines else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Lines, headings included."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """The line itself, and its words for a screen reader."""
        line = self._lines[index.row()]
        if role == self.LineRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if line.hit is None:
                return f"{line.place}, {line.count}"
            return ". ".join(
                part for part in (line.hit.stored.when, line.hit.title, excerpt(line.hit, self.words).words) if part
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if index.isValid() and self._lines[index.row()].hit is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags
