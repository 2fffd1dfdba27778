"""A field to filter by typing: with a glass, a way to clear it, and Esc to clear it too."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.icons import SOFT, icon

PAUSE_MS = 120
"""How long typing rests before the filter follows."""


class SearchField(QLineEdit):
    """Says what was typed once the typing rests; Esc clears, and leaves when there is nothing to clear."""

    searched = Signal(str)
    left = Signal()
    entered_list = Signal()

    def __init__(self, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.addAction(icon("search", SOFT), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icon("x", SOFT), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(self.tr("Clear (Esc)"))
        self._clear.setVisible(False)
        self._said = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._say)
        self._clear.triggered.connect(self.wipe)
        self.textChanged.connect(self._on_text_changed)

    def wipe(self) -> None:
        """Empty the field and say so at once."""
        self.clear()
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears or leaves, Enter searches at once, Down goes to what was found."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.wipe()
            else:
                self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say()
        elif key == Qt.Key.Key_Down:
            self._say()
            self.entered_list.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _say(self) -> None:
        self._timer.stop()
        if self.text() != self._said:
            self._said = self.text()
            self.searched.emit(self._said)
