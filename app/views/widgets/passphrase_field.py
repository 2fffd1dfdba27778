"""A field for a passphrase: hidden or shown, with a hint when the capital lock seems to be on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.icons import SOFT, icon


class PassphraseField(QLineEdit):
    """Takes a passphrase; offers neither undo nor learning of what is typed."""

    capitals_changed = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)
        self._capitals = False
        self._eye = self.addAction(icon("eye", SOFT), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.triggered.connect(self.toggle_shown)
        self._say_eye()

    @property
    def shown(self) -> bool:
        """Whether the letters can be read."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def toggle_shown(self) -> None:
        """Show the letters, or hide them again."""
        self.setEchoMode(QLineEdit.EchoMode.Password if self.shown else QLineEdit.EchoMode.Normal)
        self._say_eye()

    def forget(self) -> None:
        """Empty the field and hide what comes next."""
        self.clear()
        if self.shown:
            self.toggle_shown()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice capital letters without Shift: Qt can't ask the key itself. Ctrl+H shows and hides."""
        letter = event.text()
        if event.key() == Qt.Key.Key_H and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.toggle_shown()
            return
        if event.key() == Qt.Key.Key_CapsLock:
            self._set_capitals(False)
        elif len(letter) == 1 and letter.isalpha() and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_capitals(letter.isupper() != shift)
        super().keyPressEvent(event)

    def _set_capitals(self, on: bool) -> None:
        if on != self._capitals:
            self._capitals = on
            self.capitals_changed.emit(on)

    def _say_eye(self) -> None:
        says = self.tr("Hide the passphrase (Ctrl+H)") if self.shown else self.tr("Show the passphrase (Ctrl+H)")
        self._eye.setIcon(icon("eye-off" if self.shown else "eye", SOFT))
        self._eye.setToolTip(says)
        self._eye.setText(says)
