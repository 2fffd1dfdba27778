"""The grid of a series as Qt shows it: a line an agency, a line a person, a column a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.attendance import Cell, Grid, Group, cell_words, count_lines

Index = QModelIndex | QPersistentModelIndex

NOTHING = Cell()
_NO_PARENT = QModelIndex()


@dataclass(frozen=True)
class Line:
    """A line of the grid: an agency with how many of it came, or a person."""

    words: str
    person_id: str = ""
    cells: tuple[Cell, ...] = ()
    present: tuple[int | None, ...] = ()


class GridModel(QAbstractTableModel):
    """Shows a grid; people in the words they are shown by now."""

    CellRole = Qt.ItemDataRole.UserRole + 1
    PresentRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()
        self.lines: tuple[Line, ...] = ()

    def show(self, grid: Grid, shown: Callable[[str], str]) -> None:
        """Show a grid."""
        self.beginResetModel()
        self.grid = grid
        self.lines = tuple(line for group in grid.groups for line in _lines(group, shown))
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Agencies and people."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Meetings."""
        return 0 if parent.isValid() else len(self.grid.meetings)

    def row_of(self, person_id: str) -> int:
        """Return the line of a person, -1 where they are not in the grid."""
        return next((at for at, line in enumerate(self.lines) if line.person_id and line.person_id == person_id), -1)

    def column_of(self, meeting_id: str) -> int:
        """Return the column of a meeting, -1 where it is not in the grid."""
        return next((at for at, meeting in enumerate(self.grid.meetings) if meeting.id == meeting_id), -1)

    def meeting_id(self, column: int) -> str:
        """Return the meeting of a column, "" where there is none."""
        return self.grid.meetings[column].id if 0 <= column < len(self.grid.meetings) else ""

    def person_id(self, row: int) -> str:
        """Return the person of a line, "" where it is an agency's."""
        return self.lines[row].person_id if 0 <= row < len(self.lines) else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The arrow keys go from person to person, over the agencies."""
        is_person = index.isValid() and bool(self.lines[index.row()].person_id)
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both if is_person else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell to draw; its words to be read out and as a tip."""
        line = self.lines[index.row()]
        if not line.person_id:
            present = line.present[index.column()]
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return "" if present is None else self.tr("{} came").format(present)
            return present if role == self.PresentRole else None
        cell = line.cells[index.column()]
        if role == self.CellRole:
            return cell
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            meeting = self.grid.meetings[index.column()]
            said = cell_words(cell) or self.tr("not invited")
            return f"{line.words}, {meeting.title}: {said}"
        return None

    def heading(self, column: int) -> tuple[str, str, tuple[str, ...]]:
        """Return what stands over a meeting: its date as given, its title, its counts."""
        meeting = self.grid.meetings[column]
        return meeting.when, meeting.title, count_lines(self.grid.counts[column])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """People and agencies on the left, meetings with their counts above; heads ask for lines that have just gone too."""
        if section >= (len(self.lines) if orientation is Qt.Orientation.Vertical else len(self.grid.meetings)):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.lines[section].words if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            when, title, counts = self.heading(section)
            return "\n".join(part for part in (when, title, *counts) if part)
        return None


def _lines(group: Group, shown: Callable[[str], str]) -> list[Line]:
    people = [Line(shown(row.person_id), row.person_id, row.cells) for row in group.rows]
    return [Line(group.key, present=group.present), *people]
