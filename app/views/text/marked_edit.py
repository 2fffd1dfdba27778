"""A document shown and marked: the text in and out, references by name, marks drawn; what is typed comes in ``RichEdit``."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.text import Shower, Text
from app.views.text import edits
from app.views.text.conversion import DocumentText, write_text
from app.views.text.formats import page_pattern
from app.views.text.marks import paint_marks
from app.views.text.references import ReferenceObject, show_references

_TINT = 26


class MarkedEdit(QTextEdit):
    """Shows a domain text: ``set_text`` in, ``text`` out, ``text_edited`` at each change by the user."""

    text_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dirty = False
        self._writing = False
        self._kinds: dict[str, str] = {}
        self._pattern = page_pattern(self.fontMetrics().height() * 0.4)
        self._references = ReferenceObject(self)
        show_references(self.document(), self._references)
        self._contents = DocumentText(self.document())
        self.document().contentsChange.connect(self._on_document_contents_change)
        self._write(self.text())

    # -- the text ---------------------------------------------------------------------------------------------------

    def text(self) -> Text:
        """Return the text as it now stands; quick where little changed since the last time."""
        return self._contents.text()

    def set_text(self, text: Text) -> None:
        """Show a text that changed elsewhere: caret and scroll stay, the page's own undo begins anew; equal: nothing."""
        if text == self.text():
            return
        anchor = self.cursorForPosition(QPoint(0, 0))
        top = self.cursorRect(anchor).top()
        self._write(text)
        moved = self.cursorRect(anchor).top() - top
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
        self.dirty = False

    def _write(self, text: Text) -> None:
        self._writing = True
        try:
            write_text(self.document(), self.text(), text, self._pattern)
        finally:
            self._writing = False

    def set_shower(self, shower: Shower) -> None:
        """Show references as a naming says; no edit, no step of undo."""
        self._references.shower = shower
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def _on_document_contents_change(self) -> None:
        if not self._writing:
            self.dirty = True
            self.text_edited.emit()

    # -- marks ------------------------------------------------------------------------------------------------------

    def set_mark_kinds(self, kinds: Mapping[str, str]) -> None:
        """Say of what kind each mark is; a mark without a kind is kept in the text and not drawn."""
        self._kinds = dict(kinds)
        self.viewport().update()

    def mark_kinds(self) -> Mapping[str, str]:
        """Return of what kind each mark is."""
        return self._kinds

    def mark_selection(self, mark_id: str, kind: str) -> bool:
        """Mark the selection, or the paragraph at the caret; False where there is nothing to mark."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.setPosition(self.textCursor().block().position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if not cursor.hasSelection():
            return False
        self._kinds[mark_id] = kind
        edits.add_mark(cursor, mark_id)
        return True

    def unmark(self, mark_id: str) -> None:
        """Take a mark off."""
        edits.remove_mark(self.document(), mark_id)

    def marks_at_caret(self) -> tuple[str, ...]:
        """Return the marks around the caret or at its edge, the shortest first."""
        cursor = self.textCursor()
        block, position = cursor.block(), cursor.position()
        sides = [position - 1] if position > block.position() else []
        sides += [position] if position < block.position() + block.length() - 1 else []
        found = frozenset[str]().union(*(edits.style_at(self.document(), side).marks for side in sides))
        return tuple(sorted(found, key=self._length_of_mark))

    def _length_of_mark(self, mark_id: str) -> tuple[int, str]:
        start, end = edits.find_mark(self.document(), mark_id) or (0, 0)
        return end - start, mark_id

    def mark_at_caret(self) -> str | None:
        """Return the innermost mark around the caret."""
        return next(iter(self.marks_at_caret()), None)

    def reveal_mark(self, mark_id: str) -> bool:
        """Select a mark's letters and scroll to them; False where it has none."""
        found = edits.find_mark(self.document(), mark_id)
        if found:
            cursor = self.textCursor()
            cursor.setPosition(found[0])
            cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        return found is not None

    # -- what is seen -----------------------------------------------------------------------------------------------

    def visible_blocks(self, area: QRect | None = None) -> list[tuple[QTextBlock, QRect]]:
        """Return the blocks in sight, or in a part of what is in sight, each with its place on the viewport."""
        layout, area = self.document().documentLayout(), area or self.viewport().rect()
        dx, dy = -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        found: list[tuple[QTextBlock, QRect]] = []
        block = self.cursorForPosition(area.topLeft()).block()
        while block.isValid():
            place = layout.blockBoundingRect(block).toAlignedRect().translated(dx, dy)
            if place.top() > area.bottom():
                break
            found.append((block, place))
            block = block.next()
        return found

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the marks, then the letters over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        ink = self.palette().color(QPalette.ColorRole.Text)
        tint = self.palette().color(QPalette.ColorRole.Highlight)
        tint.setAlpha(_TINT)
        if self._kinds:
            for block, _ in self.visible_blocks(e.rect()):
                paint_marks(painter, block, self._kinds, ink, tint)
        painter.end()
        super().paintEvent(e)
