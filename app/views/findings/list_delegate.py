"""How a finding looks in the list: its number, its headline, and softly how far it is and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.findings import FindingRow
from app.views.counting import counted
from app.views.findings.evidence_row import wrapped
from app.views.findings.words import gap_words, status_words
from app.views.itemmodels.findings import ROW, FindingModel
from app.views.theme import tokens

PAD = 8
NUMBER = 28
STRIPE = 3
HEADLINE_LINES = 8
COMPACT_LINES = 2


class FindingDelegate(QStyledItemDelegate):
    """Draws rows of the list; ``compact`` says less in each, where the list stands above the page."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.compact = False

    def about(self, row: FindingRow) -> str:
        """Return softly what stands below the headline."""
        parts = [status_words(row.status)]
        if row.is_strength:
            parts.append(self.tr("strength"))
        if row.weight.things:
            parts.append(counted(row.weight.things, self.tr("{} thing"), self.tr("{} things")))
            parts.append(counted(row.weight.voices, self.tr("{} voice"), self.tr("{} voices")))
        return " · ".join(parts)

    def _advice(self, row: FindingRow) -> list[str]:
        return [] if self.compact else [gap_words(gap) for gap in row.gaps]

    def _headline(self, row: FindingRow, width: int) -> list[str]:
        model = self._view.model()
        words = model.headline(row) if isinstance(model, FindingModel) else ""
        lines = COMPACT_LINES if self.compact else HEADLINE_LINES
        return wrapped(words or self.tr("No headline yet"), self._metrics(), width, self._view, lines)

    def _metrics(self) -> QFontMetrics:
        return self._view.fontMetrics()

    def _width(self) -> int:
        return max(40, self._view.viewport().width() - NUMBER - 2 * PAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the words are."""
        row: FindingRow = index.data(ROW)
        soft = sum(len(self._wrapped_soft(words)) for words in self._advice(row))
        lines = len(self._headline(row, self._width())) + 1 + soft
        return QSize(120, lines * self._metrics().height() + 2 * PAD)

    def _wrapped_soft(self, words: str) -> list[str]:
        return wrapped(words, self._metrics(), self._width(), self._view, 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the row in the colours of the theme."""
        row: FindingRow = index.data(ROW)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        metrics, shown = self._metrics(), tokens()
        painter.setFont(self._view.font())
        place = QPointF(rect.left() + PAD + NUMBER, rect.top() + PAD + metrics.ascent())
        painter.setPen(shown.colour("ink_soft"))
        painter.drawText(QPointF(rect.left() + PAD + STRIPE, place.y()), f"{row.number}")
        painter.setPen(shown.colour("ink" if not row.headline.empty else "ink_soft"))
        for words in self._headline(row, self._width()):
            painter.drawText(place, words)
            place += QPointF(0, metrics.height())
        painter.setPen(shown.colour("ink_soft"))
        about = metrics.elidedText(self.about(row), Qt.TextElideMode.ElideRight, self._width())
        for words in (about, *(line for gap in self._advice(row) for line in self._wrapped_soft(gap))):
            painter.drawText(place, words)
            painter.setPen(shown.colour("attention"))
            place += QPointF(0, metrics.height())
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        shown = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        inner = rect.adjusted(1, 1, -1, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(shown.colour("accent_wash"))
            painter.drawRoundedRect(inner, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(shown.colour("hover"))
            painter.drawRoundedRect(inner, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(shown.colour("accent"))
            painter.drawRoundedRect(inner, 6, 6)
