"""A segmented control: a few choices in a row, one of them taken ("Named / By role / Pseudonym")."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from app.views.theme import font


class SegmentedControl(QFrame):
    """One of a few choices; the arrow keys move between them, Tab enters and leaves."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make it of (key, text) pairs; the first is taken."""
        super().__init__(parent)
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for index, (_, text) in enumerate(choices):
            layout.addWidget(self._segment(index, name, text))
        self._group.idClicked.connect(self._on_clicked)
        self.choose(self._keys[0])

    @property
    def current(self) -> str:
        """The key of the choice taken."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Show a choice as taken, without saying so."""
        for other in self._group.buttons():
            taken = self._group.id(other) == self._keys.index(key)
            other.setChecked(taken)
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if taken else Qt.FocusPolicy.ClickFocus)

    def rename(self, key: str, text: str) -> None:
        """Give a choice other words."""
        segment = self._group.button(self._keys.index(key))
        segment.setText(text)
        segment.setMinimumWidth(_width(text))

    def focus_first(self) -> None:
        """Put the keyboard on the choice taken."""
        taken = next((each for each in self._group.buttons() if each.isChecked()), None)
        if taken is not None:
            taken.setFocus(Qt.FocusReason.TabFocusReason)

    def set_tip(self, key: str, tip: str) -> None:
        """Give a choice a tip."""
        self._group.button(self._keys.index(key)).setToolTip(tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = (self._group.checkedId() + step) % len(self._keys)
        self._group.button(index).setFocus(Qt.FocusReason.TabFocusReason)
        self._on_clicked(index)

    def _segment(self, index: int, name: str, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleDescription(name)
        made.setMinimumWidth(_width(text))
        self._group.addButton(made, index)
        return made

    def _on_clicked(self, index: int) -> None:
        key = self._keys[index]
        self.choose(key)
        self.chosen.emit(key)


def _width(text: str) -> int:
    """Return how wide a choice must be to show its words when it is taken."""
    return QFontMetrics(font(strong=True)).horizontalAdvance(text.replace("&", "")) + 28
