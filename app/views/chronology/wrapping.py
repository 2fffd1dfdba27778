"""Wrapped texts: laid out once for a width, kept while they may be drawn again, and their heights kept longer."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

OPEN = 1.32
"""Line height as a multiple of the typeface's own: to read, not to fill in."""

KEPT = 600
"""Layouts kept: a screenful and what lies around it."""


class Wrapper:
    """Lays texts out in one typeface."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        metrics = QFontMetricsF(font)
        self.line_height = round(metrics.height() * OPEN)
        self._lead = (self.line_height - metrics.height()) / 2
        self._metrics = metrics
        self._layouts: OrderedDict[tuple[str, int], QTextLayout] = OrderedDict()
        self._heights: dict[tuple[str, int], int] = {}
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def height(self, text: str, width: int) -> int:
        """Return the height a text takes in a width."""
        known = self._heights.get((text, width))
        if known is not None:
            return known
        if len(text) * 4 < width and "\n" not in text and self._metrics.horizontalAdvance(text) <= width:
            self._heights[text, width] = self.line_height
        else:
            self.layout(text, width)
        return self._heights[text, width]

    def layout(self, text: str, width: int) -> QTextLayout:
        """Return a text laid out for a width, to be drawn."""
        key = (text, width)
        found = self._layouts.get(key)
        if found is not None:
            self._layouts.move_to_end(key)
            return found
        made = QTextLayout(text.replace("\n", "\u2028"), self._font)
        made.setTextOption(self._option)
        made.setCacheEnabled(True)
        made.beginLayout()
        top = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top + self._lead))
            top += self.line_height
        made.endLayout()
        self._layouts[key] = made
        self._heights[key] = max(self.line_height, round(top))
        if len(self._layouts) > KEPT:
            self._layouts.popitem(last=False)
        return made

    def letter_at(self, text: str, width: int, point: QPointF) -> int:
        """Return the place of the letter drawn at a point of a text laid out for a width, -1 where there is none."""
        layout = self.layout(text, width)
        for line in (layout.lineAt(number) for number in range(layout.lineCount())):
            if line.naturalTextRect().contains(point):
                at = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
                # Qt counts letters beyond the first 65,536 as two.
                return len(text.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore"))
        return -1

    def guess(self, letters: int, width: int) -> int:
        """Return about what height so many letters take, without laying them out."""
        lines = max(1, -(-round(letters * self._metrics.averageCharWidth()) // max(width, 1)))
        return lines * self.line_height

    def forget(self) -> None:
        """Forget every word."""
        self._layouts.clear()
        self._heights.clear()
