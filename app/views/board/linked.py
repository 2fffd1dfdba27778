"""What is linked to an episode, each a row of words to read, to follow and to take away again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.views.theme import space
from app.views.widgets.chip import Chip
from app.views.widgets.labels import icon_button, label
from app.views.widgets.section_header import SectionHeader


@dataclass(frozen=True)
class LinkedItem:
    """One linked thing in words: softly what it is, then what it says; ``chip`` is an agency's or a heading's word."""

    kind: str
    id: str
    about: str
    words: str
    chip: str = ""
    colour: int | None = None


class LinkedRow(QFrame):
    """One linked thing; Enter or a click follows it, Delete takes the link away."""

    followed = Signal()
    unlinked = Signal()

    def __init__(self, item: LinkedItem, follows: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setProperty("kind", "linked")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(part for part in (item.about, item.chip, item.words) if part))
        self.setAccessibleDescription(follows)
        self.setToolTip(self.tr("{} (Enter); Delete takes the link away").format(follows))
        head = QHBoxLayout()
        head.setSpacing(space("small"))
        if item.about:
            head.addWidget(label(item.about, tone="soft"))
        if item.chip:
            head.addWidget(Chip(item.chip, item.colour))
        head.addStretch(1)
        remove = icon_button("link-2-off", self.tr("Take the link away (Delete)"))
        remove.clicked.connect(self.unlinked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(label(item.words, wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space("small"), space("tight"), space("tight"), space("tight"))
        layout.addLayout(words, 1)
        layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow with Enter, take away with Delete, go up and down with the arrows."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.unlinked.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow with a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.followed.emit()


class LinkedList(QWidget):
    """A heading, what is linked, and buttons to link more; nothing linked is said in a quiet sentence."""

    followed = Signal(str, str)
    unlinked = Signal(str, str)

    def __init__(self, title: str, nothing: str, follows: str, parent: QWidget | None = None) -> None:
        """``nothing`` is said where nothing is linked; ``follows`` says what following does."""
        super().__init__(parent)
        self.header = SectionHeader(title)
        self._follows = follows
        self._nothing = label(nothing, tone="soft", wrap=True)
        self._items: tuple[LinkedItem, ...] = ()
        self._rows: list[LinkedRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space("tight"))
        self._layout.addWidget(self.header)
        self._layout.addWidget(self._nothing)

    @property
    def rows(self) -> tuple[LinkedRow, ...]:
        """The rows in order."""
        return tuple(self._rows)

    def show_items(self, items: Sequence[LinkedItem]) -> None:
        """Show what is linked; rows that stay keep the keyboard."""
        if tuple(items) == self._items:
            return
        had = next((place for place, row in enumerate(self._rows) if row.hasFocus()), None)
        kept = {row.item: row for row in self._rows}
        self._items = tuple(items)
        self._rows = []
        for item in items:
            self._rows.append(kept.pop(item, None) or self._made(item))
        for row in kept.values():
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, row in enumerate(self._rows):
            self._layout.insertWidget(place + 2, row)
        self._nothing.setVisible(not items)
        self.header.set_count(str(len(items)) if items else "")
        if had is not None and self._rows and not any(row.hasFocus() for row in self._rows):
            self._rows[min(had, len(self._rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, item: LinkedItem) -> LinkedRow:
        row = LinkedRow(item, self._follows)
        row.followed.connect(partial(self.followed.emit, item.kind, item.id))
        row.unlinked.connect(partial(self.unlinked.emit, item.kind, item.id))
        return row
