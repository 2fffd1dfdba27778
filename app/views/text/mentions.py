"""Offering people while a mention is typed: after "@" a quiet list that never takes the keyboard from the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QListWidget, QListWidgetItem, QWidget

from app.domain.text import REFERENCE_CHARACTER

SIGN = "@"
_MOST = 8
_LONGEST = 40
_GAP = 4


class Mention(NamedTuple):
    """Somebody or an agency that can be mentioned, and every name it goes by."""

    kind: str
    id: str
    label: str
    aliases: tuple[str, ...] = ()


MentionProvider = Callable[[], Sequence[Mention]]
"""Gives everybody that can be mentioned, in the order to offer them."""


def matching(mentions: Sequence[Mention], typed: str) -> list[Mention]:
    """Return who fits what was typed: each word of it begins a word of one of the names; names before aliases."""
    wanted = typed.casefold().split()
    first = [each for each in mentions if _fits(each.label, wanted)]
    more = [each for each in mentions if each not in first and any(_fits(alias, wanted) for alias in each.aliases)]
    return (first + more)[:_MOST]


def _fits(name: str, wanted: list[str]) -> bool:
    words = name.casefold().replace("-", " ").replace("’", " ").replace("'", " ").split()
    return all(any(word.startswith(each) for word in words) for each in wanted)


def typed_mention(cursor: QTextCursor) -> tuple[int, str] | None:
    """Return where the "@" before the caret stands and what was typed after it, or None."""
    if cursor.hasSelection():
        return None
    before = cursor.block().text().encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
    letters = before.decode("utf-16-le", "replace")
    place = letters.rfind(SIGN)
    typed = letters[place + 1 :]
    inside_word = place > 0 and letters[place - 1].isalnum()
    if place < 0 or inside_word or len(typed) > _LONGEST or REFERENCE_CHARACTER in typed or typed.startswith(" "):
        return None
    return cursor.position() - len(typed.encode("utf-16-le")) // 2 - 1, typed


class MentionList(QListWidget):
    """The list of who fits; it shows and hides itself and is steered by the page's own keys."""

    chosen = Signal(object)

    def __init__(self, parent: QAbstractScrollArea) -> None:
        super().__init__(parent)
        self._page = parent
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setObjectName("mentionList")
        self.setAccessibleName(self.tr("People to mention"))
        self.hide()
        self.clicked.connect(self._on_clicked)

    def offer(self, mentions: Sequence[Mention], line: QRect) -> None:
        """Show who fits below a line on the page's viewport; nobody: hide.

        It lies in the window, above the panels, rather than being a window that could take the keyboard.
        """
        self.clear()
        for mention in mentions:
            item = QListWidgetItem(mention.label)
            item.setData(Qt.ItemDataRole.UserRole, mention)
            self.addItem(item)
        if not mentions:
            self.hide()
            return
        self.setCurrentRow(0)
        height = self.sizeHintForRow(0) * len(mentions) + 2 * self.frameWidth()
        self.resize(max(self.sizeHintForColumn(0), self.fontMetrics().averageCharWidth() * 24) + 16, height)
        window = self._page.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.move(self._in_window(line, window))
        self.show()
        self.raise_()

    def _in_window(self, line: QRect, window: QWidget) -> QPoint:
        below = self._page.viewport().mapTo(window, line.bottomLeft()) + QPoint(0, _GAP)
        above = self._page.viewport().mapTo(window, line.topLeft()) - QPoint(0, self.height() + _GAP)
        fits = below.y() + self.height() <= window.height() or above.y() < 0
        return QPoint(max(0, min(below.x(), window.width() - self.width())), (below if fits else above).y())

    def current(self) -> Mention | None:
        """Return who is chosen."""
        item = self.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def steer(self, key: int) -> bool:
        """Take one of the page's keys; whether it meant the list."""
        if not self.isVisible():
            return False
        rows = self.count()
        if key == Qt.Key.Key_Down:
            self.setCurrentRow((self.currentRow() + 1) % rows)
        elif key == Qt.Key.Key_Up:
            self.setCurrentRow((self.currentRow() - 1) % rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.chosen.emit(self.current())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))
