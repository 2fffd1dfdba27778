"""Draws the register: headings softly, people in two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.views.itemmodels.people import Line, PeopleModel
from app.views.theme import font, space, tokens

_ABOVE = 4
"""Between the top of a person's row and the name."""
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)

Index = QModelIndex | QPersistentModelIndex


class PersonDelegate(QStyledItemDelegate):
    """A person: the name, and below it the role; each in as many lines as it needs at the width there is."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need, with space above a heading."""
        line: Line = index.data(PeopleModel.LineRole)
        bar = self._view.verticalScrollBar().sizeHint().width()  # also while there is none: it must not move the words
        width = self._view.width() - bar - 2 * self._view.frameWidth()
        places = self._places(line, QRect(0, 0, width, 0))
        return QSize(160, places[-1][0].bottom() + 1 + _ABOVE)

    def _places(self, line: Line, rect: QRect) -> list[tuple[QRect, str, str]]:
        """Give place, words and colour of each part."""
        heads = line.person is None
        metrics = QFontMetrics(font("body", strong=heads))
        left, top = rect.left() + space("medium"), rect.top() + (space("medium") if heads else _ABOVE)
        room = QRect(left, top, max(40, rect.width() - space("medium") - space("small")), 100_000)
        places: list[tuple[QRect, str, str]] = []
        for words, colour in ((line.title, "ink_soft" if heads else "ink"), (line.below, "ink_soft")):
            if words or not places:
                height = max(metrics.boundingRect(room, _WRAP, words).height(), metrics.lineSpacing())
                places.append((QRect(left, room.top(), room.width(), height), words, colour))
                room.translate(0, height + 2)
        return places

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw in the colours of the theme."""
        line: Line = index.data(PeopleModel.LineRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        shown = tokens()
        painter.save()
        if line.person is not None and state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.colour("accent_wash"))
            painter.drawRoundedRect(rect.adjusted(0, 0, -space("tight"), 0), 6, 6)
        painter.setFont(font("body", strong=line.person is None))
        for place, words, colour in self._places(line, rect):
            painter.setPen(shown.colour(colour))
            painter.drawText(place, _WRAP, words)
        painter.restore()
