"""The base of every sheet: window-modal through ``open()``, Esc leaves, one primary button, problems said inside.

Never ``exec()``: a nested loop would hold the window when it must lock.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.views.theme import space
from app.views.widgets.labels import button, label
from app.views.widgets.notice import Notice


class DialogBase(QDialog):
    """A sheet with a title, a body to fill (``self.body``), a place for problems, and its buttons."""

    def __init__(self, parent: QWidget, title: str, accept_text: str, *, cancel_text: str = "", width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(space("medium"))
        self.notice = Notice()
        self.accept_button = button(accept_text, kind="primary")
        self.accept_button.setDefault(True)
        self.cancel_button = button(cancel_text or self.tr("Cancel"))
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel_button)
        self._buttons.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(space("large"))
        layout.addWidget(label(title, size="title", wrap=True))
        layout.addLayout(self.body, 1)
        layout.addWidget(self.notice)
        layout.addLayout(self._buttons)
        self.setMinimumWidth(width)
        self.accept_button.clicked.connect(self.try_accept)
        self.cancel_button.clicked.connect(self.reject)

    def add_button(self, widget: QWidget) -> None:
        """Put a further button at the left of the buttons."""
        self._buttons.insertWidget(0, widget)

    def try_accept(self) -> None:
        """Close as accepted; a sheet that must check something first does so in here."""
        self.accept()

    def show_problem(self, error: KnownError) -> None:
        """Say what went wrong and what to do next, inside the sheet, which stays open."""
        self.notice.show_problem(error)
