"""A field for what is to be found: it offers operators, agencies and people as one types."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from app.domain.search_completing import completions
from app.views.search.knowing import Knowing
from app.views.widgets.search_field import SearchField

CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)


class QueryField(SearchField):
    """Completes the word the caret is at; ``knowing`` says what there is."""

    confirmed = Signal()

    def __init__(self, prompt: str, knowing: Knowing, parent: QWidget | None = None) -> None:
        super().__init__(prompt, parent)
        self._knowing = knowing
        self._start = 0
        self._offered = QStringListModel(self)
        self.completer_box = QCompleter(self._offered, self)
        self.completer_box.setWidget(self)
        self.completer_box.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup = QListView()
        self.popup.setAccessibleName(self.tr("What may be meant"))
        self.completer_box.setPopup(self.popup)
        self.setToolTip(
            self.tr(
                'Words, "exact words", -without, agency:, person:, before:, after:, on:, in:, '
                "skeleton:yes, episode:no, asked:no, tag:"
            )
        )
        self.textEdited.connect(self._on_edited)
        self.completer_box.activated.connect(self._on_activated)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches at once and says that it was pressed; keys that choose an offer are left to the list of offers."""
        if self.popup.isVisible() and event.key() in CHOOSING:
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()

    def _on_edited(self, typed: str) -> None:
        caret = self.cursorPosition()
        found = completions(typed, caret, self._knowing.context)
        self._start = found.start
        if not found.words or found.words == (typed[found.start : caret],):
            self.popup.hide()
            return
        self._offered.setStringList(list(found.words))
        place = self.cursorRect()
        place.setWidth(220)
        self.completer_box.complete(place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_activated(self, words: str) -> None:
        typed, caret = self.text(), self.cursorPosition()
        ended = words if words.endswith(":") else f"{words} "
        self.setText(typed[: self._start] + ended + typed[caret:].lstrip())
        self.setCursorPosition(self._start + len(ended))
        if words.endswith(":"):
            self._on_edited(self.text())
