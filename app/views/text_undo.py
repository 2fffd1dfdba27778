"""Ctrl+Z goes to the focused text first, then to the review: a text with nothing to undo lets the key pass."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit)


class TextUndo(QObject):
    """Stands between the keyboard and the text that has it; one for the window."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._on_focus_changed)

    def undo(self) -> bool:
        """Undo in the focused text; whether there was something to undo in it."""
        text = _focused()
        if text is None or not _can(text, redo=False):
            return False
        text.undo()
        return True

    def redo(self) -> bool:
        """Redo in the focused text; whether there was something to redo in it."""
        text = _focused()
        if text is None or not _can(text, redo=True):
            return False
        text.redo()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a text from claiming an undo key it has no use for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and isinstance(watched, TEXTS):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo or redo) and not _can(watched, redo=redo):
                event.ignore()
                return True
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, TEXTS):
            new.installEventFilter(self)


def _focused() -> QLineEdit | QTextEdit | QPlainTextEdit | None:
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, TEXTS) else None


def _can(text: QLineEdit | QTextEdit | QPlainTextEdit, *, redo: bool) -> bool:
    if isinstance(text, QLineEdit):
        return not text.isReadOnly() and (text.isRedoAvailable() if redo else text.isUndoAvailable())
    document = text.document()
    return not text.isReadOnly() and (document.isRedoAvailable() if redo else document.isUndoAvailable())
