"""A list of rows of words, each as high as its words need at the width there is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.views.icons import icon
from app.views.itemmodels.rows import Index, RowsModel, RowWords
from app.views.theme import font, space, tokens

_ACROSS = 12
_DOWN = 7
_TICK = 16
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


def cut(words: str, metrics: QFontMetrics, width: int, lines: int) -> tuple[str, int]:
    """Return as many words as go into some lines of a width, with a sign where some are left out, and how high they are."""
    room = QRect(0, 0, width, 100_000)
    most = lines * metrics.lineSpacing() + 1
    height = metrics.boundingRect(room, _WRAP, words).height()
    if height <= most:
        return words, height
    each = words.split()

    def fits(number: int) -> bool:
        return metrics.boundingRect(room, _WRAP, " ".join(each[:number]) + "…").height() <= most

    number = max(1, bisect_left(range(1, len(each)), True, key=lambda count: not fits(count)))
    shown = " ".join(each[:number]) + "…"
    return shown, min(most, metrics.boundingRect(room, _WRAP, shown).height())


class RowsDelegate(QStyledItemDelegate):
    """Draws a row: soft line, words, soft line."""

    def __init__(self, view: QListView, most_lines: int) -> None:
        super().__init__(view)
        self._view = view
        self._most_lines = most_lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need."""
        row: RowWords = index.data(RowsModel.RowRole)
        bar = self._view.verticalScrollBar().sizeHint().width()  # also while there is none: it must not move the words
        width = self._view.width() - bar - 2 * self._view.frameWidth()
        parts = self._parts(row, QRect(0, 0, width, 0))
        return QSize(width, max((place.bottom() for place, _, _ in parts), default=0) + _DOWN + 1)

    def _parts(self, row: RowWords, rect: QRect) -> list[tuple[QRect, str, str]]:
        """Give place, words and colour of each part."""
        soft, main = QFontMetrics(font("body")), QFontMetrics(font("body", strong=row.strong))
        left, top = rect.left() + _ACROSS, rect.top() + _DOWN
        width = max(40, rect.width() - 2 * _ACROSS - (_TICK + 4 if row.ticked else 0))
        parts: list[tuple[QRect, str, str]] = []
        for words, metrics, colour, most in (
            (row.above, soft, "ink_soft", 2), (row.words, main, "ink", self._most_lines), (row.below, soft, "ink_soft", 3),
        ):  # fmt: skip
            if words:
                shown, height = cut(words, metrics, width, most)
                parts.append((QRect(left, top, width, height), shown, colour))
                top += height + 1
        return parts

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row in the colours of the theme."""
        row: RowWords = index.data(RowsModel.RowRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        shown = tokens()
        painter.save()
        self._paint_ground(painter, rect, state)
        for place, words, colour in self._parts(row, rect):
            painter.setFont(font("body", strong=row.strong and colour == "ink"))
            painter.setPen(shown.colour(colour))
            painter.drawText(place, _WRAP, words)
        if row.ticked:
            tick = QRect(rect.right() - _ACROSS - _TICK, rect.top() + _DOWN, _TICK, _TICK)
            icon("check").paint(painter, tick)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        shown = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pointed = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.colour("accent_wash" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(shown.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(4, 1, -5, -2), 6, 6)


class RowsView(QListView):
    """Shows rows; says which one is chosen, opened (Enter, double click) or to be deleted (Delete)."""

    chosen = Signal(str)
    opened = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, most_lines: int = 1000) -> None:
        super().__init__(parent)
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowsDelegate(self, most_lines))
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.verticalScrollBar().setSingleStep(space("large"))
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    def show_rows(self, rows: Sequence[RowWords]) -> None:
        """Show these rows; the chosen one stays chosen, and nothing is said of it."""
        current = self.current_id()
        blocked = self.selectionModel().blockSignals(True)
        self.rows.show_rows(rows)
        self.selectionModel().blockSignals(blocked)
        self.choose(current)

    def current_id(self) -> str:
        """Return the chosen row's id, "" where there is none."""
        row: RowWords | None = self.currentIndex().data(RowsModel.RowRole)
        return row.id if row else ""

    def choose(self, row_id: str) -> bool:
        """Choose a row without saying so; False where it is not here."""
        index = self.rows.place_of(row_id)
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        if index.isValid():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            selection.clear()
        selection.blockSignals(blocked)
        self.viewport().update()
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks to delete; all else is the list's."""
        current = self.current_id()
        if current and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif current and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_requested.emit(current)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Measure the rows anew: they are as wide as the list."""
        super().resizeEvent(e)
        self.scheduleDelayedItemsLayout()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.current_id())

    def _on_activated(self, _index: QModelIndex) -> None:
        self.opened.emit(self.current_id())
