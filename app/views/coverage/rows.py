"""The rows of the coverage lists as Qt shows them: softly what it is, and in two lines what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.text import Shower
from app.services.coverage import CoveredEvent, Silence
from app.views.coverage.words import event_words, silence_words
from app.views.theme import tokens

Index = QModelIndex | QPersistentModelIndex
Shown = CoveredEvent | Silence

_NO_PARENT = QModelIndex()
_PAD = 6
_LEFT = 16
_LINES = 2
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class Words:
    """A row in words, and the colour of its agency (-1 for none)."""

    about: str
    says: str
    colour: int


class CoverageRows(QAbstractListModel):
    """Shows events or silences; words are made of those only that are looked at."""

    WordsRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, shower: Shower, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shower = shower
        self._rows: Sequence[Shown] = ()

    def show(self, rows: Sequence[Shown], shower: Shower) -> None:
        """Show these rows, people as they are shown now."""
        self.beginResetModel()
        self._rows, self._shower = rows, shower
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, number: int) -> Shown:
        """Return what a row shows."""
        return self._rows[number]

    def key(self, number: int) -> str:
        """Return what tells a row from the others."""
        row = self._rows[number]
        return row.id if isinstance(row, CoveredEvent) else f"{row.agency_id} {row.gap.first}"

    def words(self, number: int) -> Words:
        """Return a row in words."""
        row = self._rows[number]
        about, says = event_words(row, self._shower) if isinstance(row, CoveredEvent) else silence_words(row)
        return Words(about, says, row.agency_colour)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Its words; all of them as a tip and to a screen reader."""
        if role == self.WordsRole:
            return self.words(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.words(index.row())
            return f"{words.about}\n{words.says}"
        return None


class CoverageDelegate(QStyledItemDelegate):
    """Draws a row: the stripe of its agency, softly what it is, and two lines of what it says."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is three lines high."""
        height = option.fontMetrics.height()  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
        return QSize(200, (1 + _LINES) * height + 2 * _PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row in the colours of the theme."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        words: Words = index.data(CoverageRows.WordsRole)
        shown = tokens()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, shown.colour("accent_wash"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(shown.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        if words.colour >= 0:
            stripe = QRect(rect.left() + 4, rect.top() + _PAD, 4, rect.height() - 2 * _PAD)
            painter.fillRect(stripe, shown.agency(words.colour))
        metrics = painter.fontMetrics()
        room = rect.adjusted(_LEFT, _PAD, -_PAD, -_PAD)
        painter.setPen(shown.colour("ink_soft"))
        painter.drawText(room, 0, metrics.elidedText(words.about, Qt.TextElideMode.ElideRight, room.width()))
        painter.setPen(shown.colour("ink"))
        lower = room.adjusted(0, metrics.height() + 2, 0, 0)
        painter.drawText(lower, _WRAP, metrics.elidedText(words.says, Qt.TextElideMode.ElideRight, _whole(lower.width())))
        painter.restore()


def _whole(width: int) -> int:
    """Return the width of all lines together; a line broken between words leaves some of it empty."""
    return _LINES * width - width // 6
