"""The findings in the order of the report, as a list model; what stays in place keeps its row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.naming import Naming
from app.services.findings import FindingRow

FINDING = "application/x-casement-finding-id"
"""The type under which a drag carries a finding that is being moved."""

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FindingModel(QAbstractListModel):
    """Rows of the list; ``naming`` is how people are shown in headlines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FindingRow] = []
        self.naming = Naming()

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The findings, in the order of the report."""
        return tuple(self._rows)

    def row_of(self, finding_id: str) -> int:
        """Return where a finding stands, -1 where it doesn't."""
        return next((at for at, row in enumerate(self._rows) if row.id == finding_id), -1)

    def headline(self, row: FindingRow) -> str:
        """Return a headline as people are shown now, in one line."""
        return " ".join(row.headline.shown(self.naming).split())

    def show(self, rows: Sequence[FindingRow], naming: Naming) -> None:
        """Show findings: gone ones go, new ones come, moved ones move, the others stay where they are."""
        self.naming = naming
        wanted = {row.id for row in rows}
        for at in reversed(range(len(self._rows))):
            if self._rows[at].id not in wanted:
                self.beginRemoveRows(NOWHERE, at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(rows):
            self._put(at, row)
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def _put(self, at: int, row: FindingRow) -> None:
        there = self.row_of(row.id)
        if there < 0:
            self.beginInsertRows(NOWHERE, at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
        elif there != at:
            self.beginMoveRows(NOWHERE, there, there, NOWHERE, at)
            del self._rows[there]
            self._rows.insert(at, row)
            self.endMoveRows()
        else:
            self._rows[at] = row

    # -- what Qt asks -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many findings there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a finding, or its words for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.number}. {self.headline(row) or self.tr('No headline yet')}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Findings can be dragged; where they may be dropped is the view's matter."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def supportedDragActions(self) -> Qt.DropAction:
        """Offer a copy only: Qt's views take away what was dragged out as a move."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Return what a drag carries."""
        return [FINDING]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what a drag of a finding carries: its id."""
        made = QMimeData()
        made.setData(FINDING, self._rows[indexes[0].row()].id.encode())
        return made
