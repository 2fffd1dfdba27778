"""A strip that shows long work: what is done, how far it is, and Cancel; the window stays usable meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from app.views.theme import space
from app.views.widgets.labels import button, label


class BusyStrip(QFrame):
    """Shows one long task; hidden while there is none."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._cancel = button(self.tr("Cancel"), kind="quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space("large"), space("tight"), space("medium"), space("tight"))
        layout.setSpacing(space("medium"))
        layout.addWidget(self._says)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._cancel)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self.hide()

    def begin(self, sentence: str, *, cancellable: bool = True) -> None:
        """Show that work has begun."""
        self._says.setText(sentence)
        self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, 1000)
        self._bar.setValue(0)
        self._cancel.setVisible(cancellable)
        self._cancel.setEnabled(True)
        self.show()

    def advance(self, fraction: float, sentence: str = "") -> None:
        """Show how far it is, from 0 to 1, and what is being done now."""
        self._bar.setValue(round(max(0.0, min(fraction, 1.0)) * 1000))
        if sentence:
            self._says.setText(sentence)

    def say(self, sentence: str) -> None:
        """Say what is being done now, where nobody knows how much there is to do."""
        self._says.setText(sentence)
        self._bar.setRange(0, 0)

    def end(self) -> None:
        """Take the strip away."""
        self.hide()

    def _on_cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._says.setText(self.tr("Cancelling…"))
        self.cancel_requested.emit()
