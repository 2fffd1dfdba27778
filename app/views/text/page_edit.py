"""The page: about seventy letters wide, centred where there is room, with a margin for signs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QLocale, QTime
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from app.views.text.conversion import blocks, units
from app.views.text.formats import paragraph_id_of
from app.views.text.gutter import Gutter
from app.views.text.rich_edit import RichEdit

LETTERS = 70
"""Letters on a line of a full page."""


class PageEdit(RichEdit):
    """A page to type on: notes, accounts, findings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.document().setDocumentMargin(self.fontMetrics().height())
        self.document().clearUndoRedoStacks()
        self._gutter = Gutter(self)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self.cursorPositionChanged.connect(self._describe_caret)
        self._lay_out()

    # -- the page ---------------------------------------------------------------------------------------------------

    def page_width(self) -> int:
        """Return the width of a line of a full page, in pixels."""
        return round(QFontMetricsF(self.font()).averageCharWidth() * LETTERS + 2 * self.document().documentMargin())

    def _lay_out(self) -> None:
        inside = self.contentsRect()
        bar = self.verticalScrollBar().sizeHint().width()
        least = self.fontMetrics().horizontalAdvance("mmmmm")
        spare = inside.width() - bar - self.page_width()
        left = max(least, spare // 2)
        right = max(0, min(spare - left, left))
        self.setViewportMargins(left, 0, right, 0)
        self._gutter.setGeometry(inside.left(), inside.top(), left, inside.height())

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Keep the page in the middle."""
        self._lay_out()
        super().resizeEvent(e)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the page, and the margin beside what changed."""
        super().paintEvent(e)
        self._gutter.update(0, e.rect().top(), self._gutter.width(), e.rect().height())

    # -- the margin -------------------------------------------------------------------------------------------------

    def set_paragraph_signs(self, signs: Mapping[str, tuple[str, ...]]) -> None:
        """Show signs in the margin: paragraph id to the keys of its signs (see ``gutter.sign_for``)."""
        self._gutter.set_signs(signs)
        self._describe_caret()

    def gutter(self) -> Gutter:
        """Return the margin."""
        return self._gutter

    def _describe_caret(self) -> None:
        words = self._gutter.words_of(self.textCursor().block())
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def insert_time_stamp(self, when: datetime | None = None) -> None:
        """Put the time of day in at the caret."""
        time = QTime(when.hour, when.minute) if when else QTime.currentTime()
        self.type_letters(QLocale().toString(time, "HH:mm") + " ")

    # -- places -----------------------------------------------------------------------------------------------------

    def paragraph_at_caret(self) -> str:
        """Return the id of the paragraph the caret is in."""
        return self.place()[0]

    def place(self) -> tuple[str, int]:
        """Return where the caret stands: paragraph id and letters before it."""
        cursor = self.textCursor()
        block = cursor.block()
        before = block.text().encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
        paragraphs = self.text().paragraphs
        return paragraphs[block.blockNumber()].id, len(before.decode("utf-16-le", "replace"))

    def go_to(self, paragraph_id: str, letters: int = 0) -> bool:
        """Put the caret into a paragraph and scroll there; False where it is gone."""
        for block in blocks(self.document()):
            if paragraph_id_of(block.blockFormat()) == paragraph_id:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + units(block.text()[:letters]))
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return True
        return False
