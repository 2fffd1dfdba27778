"""Draws the register: headings softly, people in two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.views.itemmodels.people import Line, PeopleModel
from app.views.theme import font, space, tokens

Index = QModelIndex | QPersistentModelIndex


def _line() -> int:
    return QFontMetrics(font("body")).lineSpacing() + 2


class PersonDelegate(QStyledItemDelegate):
    """A person: the name, and below it the role."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings take a line and the space above it, people two lines."""
        line: Line = index.data(PeopleModel.LineRole)
        height = 2 * _line() + space("small") if line.person else _line() + space("medium")
        return QSize(160, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw in the colours of the theme."""
        line: Line = index.data(PeopleModel.LineRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        shown = tokens()
        painter.save()
        inner = rect.adjusted(space("medium"), 0, -space("small"), 0)
        if line.person is None:
            painter.setFont(font("body", strong=True))
            painter.setPen(shown.colour("ink_soft"))
            bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            self._words(painter, inner.adjusted(0, 0, 0, -4), bottom, line.title)
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, shown.colour("accent_wash"))
            top = QRect(inner.left(), inner.top() + 4, inner.width(), _line())
            painter.setFont(font("body"))
            painter.setPen(shown.colour("ink"))
            self._words(painter, top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line.title)
            painter.setFont(font("body"))
            painter.setPen(shown.colour("ink_soft"))
            self._words(
                painter,
                top.translated(0, _line()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                line.below,
            )
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, where: Qt.AlignmentFlag, words: str) -> None:
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, where, elided)
