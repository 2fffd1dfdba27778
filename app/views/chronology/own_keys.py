"""The keys that belong to the chronology while the keyboard is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class OwnKeys(QWidget):
    """A widget that claims Ctrl+N, Ctrl+F and Ctrl+T before the window's own commands get them."""

    add_keyed = Signal()
    find_keyed = Signal()
    tag_keyed = Signal()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def event(self, event: QEvent) -> bool:
        """Claim the keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+N adds an event, Ctrl+F goes to the filter, Ctrl+T tags what is selected."""
        if not self._own(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_N:
            self.add_keyed.emit()
        elif event.key() == Qt.Key.Key_T:
            self.tag_keyed.emit()
        else:
            self.find_keyed.emit()

    @staticmethod
    def _own(event: QKeyEvent) -> bool:
        command = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return command and event.key() in (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_T)
