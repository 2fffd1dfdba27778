"""A field whose text is committed by itself: two seconds after the first key at the latest, and when the caret leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QTextBlockFormat
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.text import EMPTY, Text
from app.views.links import dragged_kinds
from app.views.text.text_field import TextField
from app.workspace.drafts import Drafts

CLOSE = 112
"""The line height of a headline, in hundredths."""

MOST_LINES = 400
"""A part is as high as its text: it's the page that scrolls."""

Save = Callable[[Text], bool]
"""Commits a text; False where that failed."""


class DraftField(TextField):
    """Holds a text of the review; ``left`` when the caret has left it."""

    left = Signal()
    focus_changed = Signal(bool)

    def __init__(
        self, drafts: Drafts, name: str, prompt: str, save: Save, *, size: QFont, parent: QWidget | None = None
    ) -> None:
        self.prompt = prompt
        super().__init__(parent, most_lines=MOST_LINES)
        self._drafts = drafts
        self._save = save
        self.setFont(size)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(2)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(name)
        self.setAccessibleDescription(prompt)
        self.dirty = False  # a new typeface is no edit
        self.text_edited.connect(self._on_text_edited)
        self._fit()

    def close_lines(self) -> None:
        """Set the lines closer than on a page: a headline is looked at, not read along."""
        self._pattern.setLineHeight(CLOSE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.mergeBlockFormat(self._pattern)
        self.document().clearUndoRedoStacks()
        self.dirty = False
        self._drafts.forget(self)

    # -- the text ---------------------------------------------------------------------------------------------------

    def show_text(self, text: Text, *, other: bool = False) -> None:
        """Show what is stored, unless something newer is being written; ``other``: it is the text of another thing."""
        if other:
            self.dirty = False
        if self.dirty or (text.empty and self.text().empty and not other):
            return
        self.set_text(text)
        if other:
            self.document().clearUndoRedoStacks()
        self._fit()

    def save_draft(self) -> bool:
        """Commit what is unsaved; False where that failed, and the text is still held."""
        if self.dirty and self._save(self.text()):
            self.dirty = False
        return not self.dirty

    def flush(self) -> bool:
        """Commit now instead of in a while."""
        saved = self.save_draft()
        if saved:
            self._drafts.forget(self)
        return saved

    def forget(self) -> None:
        """Hold no word any more."""
        self._drafts.forget(self)
        self.show_text(EMPTY, other=True)

    def _on_text_edited(self) -> None:
        self._drafts.touch(self)
        self._fit()

    # -- height -----------------------------------------------------------------------------------------------------

    def _wanted_height(self) -> int:
        """Return the height of the text, or of the prompt where nothing is written."""
        height = super()._wanted_height()
        if not self.document().isEmpty():
            return height
        room = self._prompt_room().adjusted(0, 0, 0, 10_000)
        needed = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.prompt)
        return max(height, needed.bottom() + 1 + round(self.document().documentMargin()))

    def _prompt_room(self) -> QRect:
        margin = round(self.document().documentMargin())
        return self.viewport().rect().adjusted(margin, margin, -margin, 0)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the text, or in grey the prompt where nothing is written: Qt's own would be cut after its first line."""
        super().paintEvent(e)
        if self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.setFont(self.font())
            painter.drawText(self._prompt_room(), int(Qt.TextFlag.TextWordWrap), self.prompt)
            painter.end()

    # -- keys and focus ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Leave Alt with the arrow keys, and Esc, to whoever holds the field."""
        moves = e.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and e.modifiers() & Qt.KeyboardModifier.AltModifier
        if moves:
            e.ignore()
            return
        super().keyPressEvent(e)

    def focusInEvent(self, e: QFocusEvent) -> None:
        """Tell that the caret is here."""
        super().focusInEvent(e)
        self.focus_changed.emit(True)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        """Commit, and let the next change be a step of its own."""
        super().focusOutEvent(e)
        self.flush()
        self.focus_changed.emit(False)
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words; things of the review are linked by what stands around, and not written into the text."""
        return not dragged_kinds(source) and super().canInsertFromMimeData(source)
