"""A field in which each paragraph is an item, signed as in the report: with a letter or a bullet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from app.views.findings.draft_field import DraftField, Save
from app.views.theme import tokens
from app.workspace.drafts import Drafts

BULLET = "•"


def sign(signs: str, index: int) -> str:
    """Return how the item at an index is signed: "(a)", "(b)" … "(z)", "(aa)", "(ab)" …, or with a bullet."""
    if signs != "letters":
        return BULLET
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(ord("a") + place) + letters
    return f"({letters})"


class SignMargin(QWidget):
    """The narrow margin that the signs stand in."""

    def __init__(self, field: ListField) -> None:
        super().__init__(field)
        self._field = field

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write each sign beside the first line of its paragraph."""
        painter = QPainter(self)
        painter.setFont(self._field.font())
        painter.setPen(tokens().colour("ink_soft"))
        for words, place in self._field.signs():
            painter.drawText(place, words)
        painter.end()


class ListField(DraftField):
    """Signs the paragraphs that say something, and the one in which the next item is about to be written."""

    def __init__(
        self, drafts: Drafts, name: str, prompt: str, save: Save, *, size: QFont, signs: str, parent: QWidget | None = None
    ) -> None:
        self._margin: SignMargin | None = None
        super().__init__(drafts, name, prompt, save, size=size, parent=parent)
        self._signs = signs
        self._margin = SignMargin(self)
        self.setViewportMargins(self._margin_width(), 0, 0, 0)
        self.document().documentLayout().update.connect(self._margin.update)
        self.cursorPositionChanged.connect(self._margin.update)
        self.focus_changed.connect(self._margin.update)

    def signs(self) -> tuple[tuple[str, QPoint], ...]:
        """Return each sign and where its base line begins in the margin."""
        found: list[tuple[str, QPoint]] = []
        here = self.textCursor().block() if self.hasFocus() else QTextBlock()
        block, index = self.document().begin(), 0
        while block.isValid():
            if block.text().strip() or block == here:
                found.append((sign(self._signs, index), self._place(block)))
                index += 1
            block = block.next()
        return tuple(found)

    def _place(self, block: QTextBlock) -> QPoint:
        line = block.layout().lineAt(0)
        top = self.document().documentLayout().blockBoundingRect(block).top() - self.verticalScrollBar().value()
        return QPoint(0, round(top + line.y() + line.ascent()))

    def _margin_width(self) -> int:
        return self.fontMetrics().horizontalAdvance("(m) " if self._signs == "letters" else f"{BULLET}  ")

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(e)
        if self._margin is not None:
            self._margin.setGeometry(0, 0, self._margin_width(), self.height())
            self._margin.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
