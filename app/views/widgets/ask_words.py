"""A sheet that asks for one line of words, and offers those in use while it is typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import label


class AskWords(DialogBase):
    """Asks for words; what is answered leaves by ``answered`` when the sheet is accepted."""

    answered = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        accept_text: str,
        *,
        hint: str = "",
        offered: Iterable[str] = (),
        empty: bool = True,
    ) -> None:
        """``empty``: no words are an answer too."""
        super().__init__(parent, title, accept_text)
        self._empty = empty
        self.words = QLineEdit()
        self.words.setAccessibleName(title)
        completer = QCompleter(sorted(set(offered), key=str.casefold), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.words.setCompleter(completer)
        if hint:
            self.body.addWidget(label(hint, tone="soft", wrap=True))
        self.body.addWidget(self.words)
        self.words.textChanged.connect(self._on_text_changed)
        self._on_text_changed("")
        self.words.setFocus()

    def _on_text_changed(self, words: str) -> None:
        self.accept_button.setEnabled(self._empty or bool(words.strip()))

    def accept(self) -> None:
        """Say what was answered."""
        self.answered.emit(self.words.text())
        super().accept()
