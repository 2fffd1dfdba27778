"""How what was found is drawn: when and whose it is softly, below it what it says with the words marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.views.itemmodels.found import Excerpt, FoundLine, FoundModel, Index, Searchable, excerpt
from app.views.search.words import hit_words, place_words
from app.views.theme import font, tokens

PAD = 8
SIDE = 14
LINES = 2
"""Lines of what it says."""


class FoundDelegate(QStyledItemDelegate):
    """Draws headings and hits, every hit as high as the others."""

    def __init__(self, view: QListView, model: FoundModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading takes a line and some air, a hit three lines."""
        height = QFontMetrics(font()).lineSpacing()
        hit = self._model.line(index.row()).hit
        return QSize(200, height + 20 if hit is None else (1 + LINES) * height + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line in the colours of the theme."""
        line: FoundLine = self._model.line(index.row())
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setClipRect(rect)
        if line.hit is None:
            painter.setFont(font(strong=True))
            painter.setPen(tokens().colour("ink"))
            painter.drawText(
                rect.adjusted(SIDE, 8, -SIDE, 0), Qt.AlignmentFlag.AlignVCenter, place_words(line.place, line.count)
            )
        else:
            self._paint_hit(painter, rect, line.hit, state)
        painter.restore()

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Searchable, state: QStyle.StateFlag) -> None:
        shown = tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(shown.colour("accent") if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(shown.colour("accent_wash"))
            painter.drawRoundedRect(rect.adjusted(4, 1, -5, -2), 6, 6)
        inside = rect.adjusted(SIDE, PAD, -SIDE, -PAD)
        found = excerpt(hit, self._model.words)
        metrics = QFontMetrics(font())
        about = metrics.elidedText(hit_words(hit, found.where), Qt.TextElideMode.ElideRight, inside.width())
        painter.setFont(font())
        painter.setPen(shown.colour("ink_soft"))
        painter.drawText(QPointF(inside.left(), inside.top() + metrics.ascent()), about)
        painter.setPen(shown.colour("ink"))
        layout = _laid_out(found, inside.width())
        layout.draw(painter, QPointF(inside.left(), inside.top() + metrics.lineSpacing()))


def _laid_out(found: Excerpt, width: int) -> QTextLayout:
    """Return the words on their lines, those looked for marked by weight and ground."""
    layout = QTextLayout(found.words, font())
    mark = QTextCharFormat()
    mark.setFontWeight(QFont.Weight.DemiBold)
    mark.setBackground(tokens().colour("attention_wash"))
    ranges: list[QTextLayout.FormatRange] = []
    for start, end in found.marks:
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start, end - start, mark  # pyright: ignore[reportAttributeAccessIssue]
        ranges.append(made)
    layout.setFormats(ranges)
    height = QFontMetrics(font()).lineSpacing()
    layout.beginLayout()
    for number in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * height))
    layout.endLayout()
    return layout
