"""Rows of words under each other: a line above, what it says, a line below; the same model for every such list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RowWords:
    """One row: ``above`` softly, ``words`` in full, ``below`` softly; ``ticked`` puts a tick beside it."""

    id: str
    words: str
    above: str = ""
    below: str = ""
    ticked: bool = False
    strong: bool = False

    @property
    def read(self) -> str:
        """Everything the row says, for a screen reader and for the clipboard."""
        return ". ".join(part for part in (self.above, self.words, self.below) if part)


class RowsModel(QAbstractListModel):
    """Holds rows and changes no more of them than differs, so that selection and scroll survive."""

    RowRole = int(Qt.ItemDataRole.UserRole)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowWords] = []

    @property
    def rows(self) -> tuple[RowWords, ...]:
        """The rows in order."""
        return tuple(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.read
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A row can be chosen, and dragged where the view lets it be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def place_of(self, row_id: str) -> QModelIndex:
        """Return where a row stands; not valid where it is not here."""
        number = next((number for number, row in enumerate(self._rows) if row.id == row_id), -1)
        return self.index(number) if number >= 0 else QModelIndex()

    def show_rows(self, rows: Sequence[RowWords]) -> None:
        """Show these rows."""
        old, new = [row.id for row in self._rows], [row.id for row in rows]
        if not old:  # nothing to match: a list shown for the first time may be a thousand rows long
            self._replace(0, 0, rows)
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if old and old != new else []
        for tag, i1, i2, j1, j2 in reversed(steps):
            if tag != "equal":
                self._replace(i1, i2, rows[j1:j2])
        for number, row in enumerate(rows):
            if self._rows[number] != row:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def _replace(self, start: int, end: int, rows: Sequence[RowWords]) -> None:
        if end > start:
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            del self._rows[start:end]
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows[start:start] = rows
            self.endInsertRows()
