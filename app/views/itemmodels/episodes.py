"""The cards of one lane as a list model: it shows the order that is stored and gives nothing away.

It has no ``removeRows`` and no move action, so that no drag can ever take a card out of it; rows come and go only by
``set_faces``, after the review has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.views.board.faces import CardFace

FACE = Qt.ItemDataRole.UserRole
"""The role that gives the whole ``CardFace``."""

Index = QModelIndex | QPersistentModelIndex


class LaneModel(QAbstractListModel):
    """Shows the cards of a lane from top to bottom."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces: list[CardFace] = []

    # -- what Qt asks -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._faces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return a card's title, its face, what a screen reader says of it, or its agencies in full."""
        if not index.isValid() or index.row() >= len(self._faces):
            return None
        face = self._faces[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return face.title
        if role == FACE:
            return face
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return face.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(agency.full_name or agency.name for agency in face.agencies)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Ask for another title; the card shows it when the review has it."""
        face = self.face(index.row())
        title = str(value).strip()
        if face is None or role != Qt.ItemDataRole.EditRole or title in ("", face.title):
            return False
        self.renamed.emit(face.id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be chosen, dragged and given another title."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        one = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return one | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable

    def supportedDragActions(self) -> Qt.DropAction:
        """Offer a copy only: a card dragged stays where it is until the review has moved it."""
        return Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        """Take copies only."""
        return Qt.DropAction.CopyAction

    # -- what the board asks ----------------------------------------------------------------------------------------

    def face(self, row: int) -> CardFace | None:
        """Return the card in a row."""
        return self._faces[row] if 0 <= row < len(self._faces) else None

    def row_of(self, episode_id: str) -> int:
        """Return the row of an episode, or -1."""
        return next((row for row, face in enumerate(self._faces) if face.id == episode_id), -1)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the cards from top to bottom."""
        return tuple(face.id for face in self._faces)

    def set_faces(self, faces: Sequence[CardFace]) -> None:
        """Show these cards, touching only the rows that differ, so that selection and scroll survive."""
        wanted = {face.id for face in faces}
        for row in range(len(self._faces) - 1, -1, -1):
            if self._faces[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._faces[row]
                self.endRemoveRows()
        for row, face in enumerate(faces):
            self._put(row, face)
            if self._faces[row] != face:
                self._faces[row] = face
                self.dataChanged.emit(self.index(row), self.index(row))

    def _put(self, row: int, face: CardFace) -> None:
        """Let an episode stand in a row, those before it being right already."""
        at = self.row_of(face.id)
        if at < 0:
            self.beginInsertRows(QModelIndex(), row, row)
            self._faces.insert(row, face)
            self.endInsertRows()
        elif at != row:
            self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), row)
            self._faces.insert(row, self._faces.pop(at))
            self.endMoveRows()
