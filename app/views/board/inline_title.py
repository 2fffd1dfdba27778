"""A title that can be changed where it stands: words to read, and a field in their place while they are changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedLayout, QWidget

from app.views.widgets.labels import label


class InlineTitle(QWidget):
    """Shows a title; a double click or F2 lets it be typed, Enter keeps it, Esc leaves it as it was."""

    renamed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` says what the title is of, for a screen reader."""
        super().__init__(parent)
        self._words: QLabel = label(strong=True, wrap=True)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._field = QLineEdit()
        self._field.setAccessibleName(name)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._words)
        self._stack.addWidget(self._field)
        self._name = name
        for part in (self._words, self._field):
            part.installEventFilter(self)
        self._field.editingFinished.connect(self._on_field_editing_finished)

    def set_title(self, title: str) -> None:
        """Show a title; one that is being typed is left alone."""
        self._words.setText(title)
        self._words.setAccessibleName(f"{self._name}: {title}")
        self._words.setToolTip(self.tr("Double click or F2 to change “{}”").format(title))

    def title(self) -> str:
        """Return the title shown."""
        return self._words.text()

    def edit(self) -> None:
        """Let the title be typed."""
        self._field.setText(self._words.text())
        self._field.selectAll()
        self._stack.setCurrentWidget(self._field)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep the title as typed so far."""
        self._on_field_editing_finished()

    def _leave(self) -> None:
        self._stack.setCurrentWidget(self._words)

    def _on_field_editing_finished(self) -> None:
        if self._stack.currentWidget() is not self._field:
            return
        typed = self._field.text().strip()
        self._leave()
        if typed and typed != self._words.text():
            self.renamed.emit(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys and clicks that begin and end the typing."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick and watched is self._words:
            self.edit()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._words and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.edit()
                return True
            if watched is self._field and event.key() == Qt.Key.Key_Escape:
                self._field.setText(self._words.text())  # first: losing the keyboard ends the typing
                self._leave()
                self._words.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
