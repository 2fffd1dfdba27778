"""The heads of the grid: over each meeting its date, title and counts; beside each line the agency or the person."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.views.meetings.grid_model import GridModel
from app.views.theme import font, tokens

COLUMN = 124
NAMES = 176
PAD = 8
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class MeetingHeads(QHeaderView):
    """Over each meeting: softly its date, its title, softly its counts; the one the keyboard is at is tinted."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.current = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultSectionSize(COLUMN)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the longest head needs."""
        heights = [self._draw(None, QRect(0, 0, COLUMN, 0), at) for at in range(self._model.columnCount())]
        return QSize(COLUMN, max(heights, default=0))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one head."""
        painter.save()
        painter.fillRect(rect, tokens().colour("accent_wash" if logicalIndex == self.current else "paper"))
        self._draw(painter, rect, logicalIndex)
        painter.setPen(tokens().colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _draw(self, painter: QPainter | None, rect: QRect, column: int) -> int:
        """Draw the words of a head, or only measure them, and return how high they are."""
        when, title, counts = self._model.heading(column)
        top = rect.top() + PAD
        for words, tone, strong in ((when, "ink_soft", False), (title, "ink", True), ("\n".join(counts), "ink_soft", False)):
            if not words:
                continue
            face = font(strong=strong)
            room = QRect(rect.left() + PAD, top, rect.width() - 2 * PAD, 10_000)
            if painter is not None:
                painter.setFont(face)
                painter.setPen(tokens().colour(tone))
                painter.drawText(room, _WRAP, words)
            top += QFontMetrics(face).boundingRect(room, _WRAP, words).height() + 2
        return top - rect.top() + PAD


class NameHeads(QHeaderView):
    """Beside each line: an agency strongly, a person softly indented, in as many lines as the words need."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setFixedWidth(NAMES)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self) -> None:
        """Give each line the height its words need."""
        for row, line in enumerate(self._model.lines):
            face = font(strong=not line.person_id)
            room = QRect(0, 0, NAMES - 2 * PAD, 10_000)
            above = 6 if line.person_id else 12
            self.resizeSection(row, QFontMetrics(face).boundingRect(room, _WRAP, line.words).height() + above + 6)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one name."""
        line = self._model.lines[logicalIndex]
        painter.save()
        painter.fillRect(rect, tokens().colour("paper"))
        painter.setFont(font(strong=not line.person_id))
        painter.setPen(tokens().colour("ink"))
        painter.drawText(rect.adjusted(PAD, 6 if line.person_id else 12, -PAD, 0), _WRAP, line.words)
        painter.restore()
