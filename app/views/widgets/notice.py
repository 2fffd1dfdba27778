"""A notice inside a form or sheet: a problem as sentence and advice, beside the field it is about."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.catalogue import message_for
from app.domain.errors import KnownError
from app.views.widgets.labels import label


class Notice(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "advice")
        self._says = label(wrap=True, strong=True)
        self._advice = label(wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(2)
        layout.addWidget(self._says)
        layout.addWidget(self._advice)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, in one line."""
        return f"{self._says.text()} {self._advice.text()}".strip()

    def say(self, says: str, advice: str = "") -> None:
        """Say something, and read it to a screen reader; nothing hides the notice."""
        self._says.setText(says)
        self._advice.setText(advice)
        self._says.setVisible(bool(says))
        self._advice.setVisible(bool(advice))
        self.setVisible(bool(says or advice))
        self.setAccessibleName(self.text)
        if self.text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def show_problem(self, error: KnownError) -> None:
        """Say what went wrong and what to do next."""
        message = message_for(error)
        self.say(message.says, message.advice)
