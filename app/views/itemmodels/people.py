"""The register of people as a list with headings: family, professionals agency by agency, the review's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.naming import Naming
from app.services.people import PersonRow

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """A heading (``person`` is None) or a person: what stands first, and softly below it."""

    title: str
    below: str
    person: PersonRow | None


class PeopleModel(QAbstractListModel):
    """Shows the people whose letters fit the filter; a heading is shown where one of its people is."""

    LineRole = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PersonRow, ...] = ()
        self._naming = Naming()
        self._filter: tuple[str, ...] = ()
        self._lines: list[Line] = []

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """Everybody, filtered or not."""
        return self._rows

    def show(self, rows: Sequence[PersonRow], naming: Naming) -> None:
        """Show these people as the naming says."""
        self._rows, self._naming = tuple(rows), naming
        self._again()

    def set_filter(self, letters: str) -> None:
        """Show only those in whose lines every word typed stands."""
        self._filter = tuple(letters.casefold().split())
        self._again()

    def row_of(self, person_id: str) -> int:
        """Return the line of a person, -1 where they are not shown."""
        return next((n for n, line in enumerate(self._lines) if line.person and line.person.id == person_id), -1)

    def line(self, row: int) -> Line:
        """Return a line."""
        return self._lines[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Lines, headings included."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line itself, and its words for the keyboard and a screen reader."""
        line = self._lines[index.row()]
        if role == self.LineRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title}, {line.below}" if line.below else line.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if index.isValid() and self._lines[index.row()].person is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def _again(self) -> None:
        fitting = [line for line in map(self._line_of, self._rows) if self._fits(line)]
        lines: list[Line] = []
        for heading, group in groupby(fitting, key=self._heading):
            lines.append(Line(heading, "", None))
            lines.extend(group)
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def _line_of(self, row: PersonRow) -> Line:
        role = row.relationship or row.role if row.kind == "family" else row.role
        return Line(self._naming.person(row.id) or row.name, role, row)

    def _fits(self, line: Line) -> bool:
        person = line.person
        assert person is not None  # noqa: S101 - only people are filtered
        words = " ".join((line.title, line.below, person.agency, *person.aliases)).casefold()
        return all(word in words for word in self._filter)

    def _heading(self, line: Line) -> str:
        person = line.person
        assert person is not None  # noqa: S101 - only people have a heading
        if person.kind == "family":
            return self.tr("Family")
        if person.kind == "review":
            return self.tr("The review")
        return person.agency or self.tr("Professionals")
