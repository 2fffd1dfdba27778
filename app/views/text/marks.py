"""How marks look: each kind its own line under the letters and its own letter in the margin, in the page's own ink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextBlock

from app.views.text.formats import style_of

_STEP = 3.5


@dataclass(frozen=True)
class MarkLook:
    """How a kind of mark is drawn: the letter in the margin and the line under the letters."""

    letter: str
    line: Qt.PenStyle
    width: float = 1.4
    double: bool = False
    wave: bool = False


LOOKS: dict[str, MarkLook] = {
    "quotation": MarkLook("“", Qt.PenStyle.SolidLine),
    "factor": MarkLook("F", Qt.PenStyle.DashLine),
    "account": MarkLook("A", Qt.PenStyle.DotLine, 2),
    "good-practice": MarkLook("✓", Qt.PenStyle.SolidLine, 1, double=True),
    "question": MarkLook("?", Qt.PenStyle.SolidLine, wave=True),
    "follow-up": MarkLook("→", Qt.PenStyle.DashDotLine, 2),
}
"""Kind of mark to its look."""

OTHER_LOOK = MarkLook("•", Qt.PenStyle.DashDotDotLine)


def look_of(kind: str) -> MarkLook:
    """Return how a kind of mark is drawn."""
    return LOOKS.get(kind, OTHER_LOOK)


def mark_words(kind: str) -> str:
    """Return the words for a kind of mark."""
    words = {
        "quotation": QCoreApplication.translate("MarkLook", "Quotation"),
        "factor": QCoreApplication.translate("MarkLook", "Contributory factor"),
        "account": QCoreApplication.translate("MarkLook", "Account of an event"),
        "good-practice": QCoreApplication.translate("MarkLook", "Good practice"),
        "question": QCoreApplication.translate("MarkLook", "Question"),
        "follow-up": QCoreApplication.translate("MarkLook", "Follow up"),
    }
    return words.get(kind, QCoreApplication.translate("MarkLook", "Mark"))


def marks_of_block(block: QTextBlock) -> dict[str, list[tuple[int, int]]]:
    """Return where each mark stands in a block, stretches that touch made one."""
    found: dict[str, list[tuple[int, int]]] = {}
    for part in block.textFormats():
        end = min(part.start + part.length, block.length() - 1)
        for mark_id in sorted(style_of(part.format).marks):
            stretches = found.setdefault(mark_id, [])
            if stretches and stretches[-1][1] == part.start:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((part.start, end))
    return found


def paint_marks(painter: QPainter, block: QTextBlock, kinds: Mapping[str, str], ink: QColor, tint: QColor) -> None:
    """Draw the lines under the marks of a block, overlapping ones below one another."""
    taken: list[tuple[int, int, int]] = []
    for mark_id, stretches in marks_of_block(block).items():
        if mark_id not in kinds:
            continue
        look = look_of(kinds[mark_id])
        for start, end in stretches:
            levels = {level for low, high, level in taken if low < end and start < high}
            level = next(number for number in range(len(levels) + 1) if number not in levels)
            taken.append((start, end, level))
            for area, baseline in _lines(block, start, end):
                painter.fillRect(area, tint)
                y = baseline + 4 + level * _STEP
                _paint_line(painter, look, ink, QPointF(area.left(), y), QPointF(area.right(), y))


def _lines(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
    """Give the area and the baseline of each line of a stretch."""
    layout = block.layout()
    origin = layout.position()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        low, high = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if low < high:
            left, right = sorted((_x(line.cursorToX(low)), _x(line.cursorToX(high))))
            top = origin.y() + line.y()
            yield QRectF(origin.x() + left, top, right - left, line.height()), top + line.ascent()


def _x(place: object) -> float:
    """Return the place: PySide gives it together with the position it belongs to, and declares neither."""
    return cast(tuple[float, int], place)[0]


def _paint_line(painter: QPainter, look: MarkLook, ink: QColor, left: QPointF, right: QPointF) -> None:
    painter.setPen(QPen(ink, look.width, look.line))
    if look.wave:
        painter.drawPath(_wave(left, right))
        return
    painter.drawLine(left, right)
    if look.double:
        down = QPointF(0, 2.5)
        painter.drawLine(left + down, right + down)


def _wave(left: QPointF, right: QPointF) -> QPainterPath:
    path = QPainterPath(left)
    x, up = left.x(), True
    while x < right.x():
        half = min(3.0, right.x() - x)
        path.quadTo(QPointF(x + half / 2, left.y() + (-2 if up else 2)), QPointF(x + half, left.y()))
        x, up = x + half, not up
    return path
