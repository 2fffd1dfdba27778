"""Asking for the password of a protected return; it is handed on once and kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import PasswordNeeded
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.passphrase_field import PassphraseField


class PasswordSheet(DialogBase):
    """Says why a password is needed and takes it; ``given`` hands it on."""

    given = Signal(str)

    def __init__(self, parent: QWidget, problem: PasswordNeeded) -> None:
        super().__init__(parent, self.tr("Open a protected file"), self.tr("&Open"))
        self.field = PassphraseField(self.tr("Password of the file"))
        self.field.setPlaceholderText(self.tr("Password of the file"))
        self.body.addWidget(self.field)
        self.show_problem(problem)
        self.accept_button.setEnabled(False)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.setFocus()

    def try_accept(self) -> None:
        """Hand the password on, and forget it."""
        password = self.field.text()
        self.field.forget()
        self.accept()
        self.given.emit(password)

    def _on_text_changed(self, text: str) -> None:
        self.accept_button.setEnabled(bool(text))
