"""What an empty panel shows: an icon, a sentence on what belongs there, and the first step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.views.icons import pixmap
from app.views.theme import space, tokens
from app.views.widgets.labels import button, label

ICON_SIZE = 32


class EmptyState(QWidget):
    """Says what belongs here and offers the first step; what to do for it is the owner's matter."""

    step_requested = Signal()

    def __init__(self, icon_name: str, sentence: str, step: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = label(sentence, size="page", wrap=True)
        self._hint = label(hint, tone="soft", wrap=True)
        self._step = button("", kind="primary")
        self._step.setAutoDefault(True)  # Enter takes the first step too, as in a sheet
        for words in (self._sentence, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setVisible(bool(hint))
        self._lay_out()
        self.offer(step)
        self.setAccessibleName(sentence)
        self._step.clicked.connect(self.step_requested)
        self._draw()

    def say(self, sentence: str, hint: str = "") -> None:
        """Change the sentence (nothing found, nothing here yet)."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(sentence)

    def offer(self, step: str) -> None:
        """Name the first step; no words for none."""
        self._step.setText(step)
        self._step.setVisible(bool(step))

    def focus_first(self) -> None:
        """Put the keyboard on the first step."""
        self._step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(440)
        inner = QVBoxLayout(column)
        inner.setSpacing(space("small"))
        for each in (self._picture, self._sentence, self._hint):
            inner.addWidget(each)
        inner.addSpacing(space("small"))
        inner.addWidget(self._step, 0, Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the new colours when the theme changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._picture.setPixmap(pixmap(self._icon_name, ICON_SIZE, tokens().colour("field"), self.devicePixelRatioF()))
