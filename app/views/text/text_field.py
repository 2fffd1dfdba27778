"""A field for a few paragraphs that grows with what is written in it, on the same engine as the page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.text.formats import LINE_HEIGHT
from app.views.text.rich_edit import RichEdit


class TextField(RichEdit):
    """As high as its text, between a least and a greatest number of lines; beyond that it scrolls."""

    def __init__(self, parent: QWidget | None = None, *, least_lines: int = 1, most_lines: int = 12) -> None:
        super().__init__(parent)
        self.setObjectName("textField")
        self._least, self._most = least_lines, most_lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the width of a column and the height of the text."""
        return QSize(self.fontMetrics().averageCharWidth() * 40, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Return what a field must have."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self._wanted_height())

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Grow or shrink with the width of the lines."""
        super().resizeEvent(e)
        self._fit()

    def _wanted_height(self) -> int:
        line = self.fontMetrics().lineSpacing() * LINE_HEIGHT / 100
        around = 2 * self.document().documentMargin() + self._pattern.bottomMargin() + 2 * self.frameWidth()
        text = self.document().size().height() + 2 * self.frameWidth()
        return round(max(self._least * line + around, min(text, self._most * line + around)))

    def _fit(self) -> None:
        height = self._wanted_height()
        full = self.document().size().height() + 2 * self.frameWidth() > height + 1
        shown = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(shown)
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)
