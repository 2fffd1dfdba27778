"""The item model of the import preview: each row of the file, what becomes of it, and how its date is understood."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette

from app.domain.date_showing import show
from app.domain.resources import load_toml
from app.domain.return_plans import ReadingPlan
from app.domain.return_rows import SetAside
from app.domain.returns import ParsedTable
from app.services.import_draft import DraftLine
from app.views.icons import icon
from app.views.itemmodels.event_words import question_in_words
from app.views.theme import tokens

ANY_INDEX = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
OWN = 2
"""Columns of ours before those of the file: what becomes of the row, and its date as understood."""


class Shown(StrEnum):
    """Which lines are shown."""

    ALL = "all"
    QUESTIONS = "questions"
    SET_ASIDE = "aside"


class ImportLinesModel(QAbstractTableModel):
    """Shows the lines of one table of a return."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[DraftLine] = []
        self._lines: list[DraftLine] = []
        self._headings: list[str] = []
        self._title = ""
        self._shown = Shown.ALL

    def show_lines(self, lines: Sequence[DraftLine], plan: ReadingPlan, table: ParsedTable) -> None:
        """Show these lines of a table, read by a plan."""
        self.beginResetModel()
        self._title = table.title
        self._all = list(lines)
        self._headings = [plan.heading(column) for column in range(table.width)]
        self._choose()
        self.endResetModel()

    def set_shown(self, shown: Shown) -> None:
        """Show all lines, or only those that ask something or were set aside."""
        self.beginResetModel()
        self._shown = shown
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        if self._shown is Shown.QUESTIONS:
            self._lines = [line for line in self._all if line.understood and line.understood.questions]
        elif self._shown is Shown.SET_ASIDE:
            self._lines = [line for line in self._all if not line.taken]
        else:
            self._lines = self._all

    def line(self, row: int) -> DraftLine | None:
        """Return a line, None where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def first_event(self) -> int:
        """Return the first line that becomes an event, or else the first."""
        return next((row for row, line in enumerate(self._lines) if line.taken), 0)

    def row_of(self, row_number: int, part: int) -> int:
        """Return where a line stands, or the line of its row; -1 where neither is shown."""
        places = {(line.row_number, line.part): row for row, line in reversed(list(enumerate(self._lines)))}
        return places.get((row_number, part), places.get((row_number, 0), -1))

    # -- what Qt asks -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: ANY_INDEX = NO_INDEX) -> int:
        """Lines shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: ANY_INDEX = NO_INDEX) -> int:
        """Our columns, then those of the file."""
        return 0 if parent.isValid() else OWN + len(self._headings)

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, the sign of a question, and softer ink for what is set aside."""
        line = self._lines[index.row()]
        understood = line.understood
        asked = bool(understood and understood.questions)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1 and asked:
            return icon("circle-help", QPalette.ColorRole.PlaceholderText)
        if role == Qt.ItemDataRole.ForegroundRole and not line.taken:
            return tokens().colour("ink_soft")
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1 and asked:
            return tokens().colour("attention")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def _words(self, line: DraftLine, column: int) -> str:
        if column >= OWN:
            cells = line.row.cells
            return cells[column - OWN].text if column - OWN < len(cells) else ""
        if isinstance(line.row, SetAside):
            return self.tr("Set aside: {}").format(reason_in_words(line.row.reason)) if column == 0 else ""
        if column == 0:
            return self.tr("Event, {}").format(line.row.place.rpartition(", ")[2]) if line.split else self.tr("Event")
        understood = line.understood
        if understood is None:
            raise AssertionError("a taken line has a date, known or not")
        words = show(understood.when) if understood.when.known else self.tr("Date not known")
        return "\n".join([words, *(question_in_words(key) for key in understood.questions)])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings as the file gives them; the place of each row."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._lines[section].row.place.removeprefix(f"{self._title}, ").partition(", part ")[0]
        own = (self.tr("What becomes of it"), self.tr("Understood as"))
        return own[section] if section < OWN else self._headings[section - OWN]


def reason_in_words(key: str) -> str:
    """Return why a row was set aside."""
    return str(load_toml("messages.toml")["set_aside"][key]["says"])
