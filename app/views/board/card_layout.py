"""Where the words of a card stand when it is so wide; worked out once for each card and width."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from app.services.episode_rows import AgencyMark
from app.views.board.faces import CardFace
from app.views.theme import font
from app.views.widgets.chip import PAD as CHIP_PAD
from app.views.widgets.chip import STRIPE

PAD = 12
"""Between the edge of a card and its words."""
GAP = 8
"""Between two cards, and between the parts of one."""
SIDE_BY_SIDE = 190
"""From this width on, good and problematic stand beside each other."""
MOST_TITLE = 4
MOST_JUDGED = 4
MOST_CHIP_ROWS = 3
CHIP_GAP = 4


@dataclass(frozen=True)
class Line:
    """A line of words: where, in what tone of the theme, strong or not."""

    rect: QRectF
    words: str
    tone: str
    strong: bool = False


@dataclass(frozen=True)
class PlacedChip:
    """An agency's chip and where it stands; ``mark`` is None for "and so many more"."""

    rect: QRectF
    words: str
    mark: AgencyMark | None


@dataclass(frozen=True)
class CardLayout:
    """A card laid out: its lines and chips from its own top left, and how high it is."""

    title: QRectF
    lines: tuple[Line, ...]
    chips: tuple[PlacedChip, ...]
    height: int


def wrapped(words: str, typeface: QFont, width: float, most: int) -> list[str]:
    """Break words into lines; more than ``most`` of them end in "…"."""
    layout = QTextLayout(words, typeface)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        start = line.textStart()
        if len(found) == most - 1 and start + line.textLength() < len(words):
            elided = QFontMetricsF(typeface).elidedText(words[start:], Qt.TextElideMode.ElideRight, width)
            found.append(elided)
            break
        found.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return found


class _Column:
    """Puts parts under each other."""

    def __init__(self, left: float, top: float, width: float) -> None:
        self.left, self.y, self.width = left, top, width
        self.lines: list[Line] = []

    def write(self, words: str, tone: str, *, strong: bool = False, most: int = 3) -> None:
        typeface = font(strong=strong)
        height = QFontMetricsF(typeface).height()
        for each in wrapped(words, typeface, self.width, most) if words else ():
            self.lines.append(Line(QRectF(self.left, self.y, self.width, height), each, tone, strong))
            self.y += height


def lay_out(face: CardFace, width: int) -> CardLayout:
    """Lay a card out."""
    inner = float(width - 2 * PAD)
    column = _Column(PAD, PAD - 1, inner)
    column.write(face.title, "ink", strong=True, most=MOST_TITLE)
    title = QRectF(PAD, PAD - 1, inner, column.y - PAD + 1)
    if face.when:
        column.y += 1
        column.write(face.when, "ink_soft", most=2)
    chips: list[PlacedChip] = []
    if face.agencies:
        column.y += GAP
        chips, column.y = _flow(face.agencies, QPointF(PAD, column.y), inner)
    lines = list(column.lines)
    if face.good or face.problematic:
        judged, column.y = _judged(face, column.y + GAP, inner)
        lines += judged
    column.y += GAP
    column.lines = []
    column.write(face.weight_words, "ink_soft", most=2)
    return CardLayout(title, (*lines, *column.lines), tuple(chips), round(column.y + PAD - 1))


def _judged(face: CardFace, top: float, inner: float) -> tuple[list[Line], float]:
    """Good and problematic beside each other, or under each other in a narrow lane."""
    beside = inner >= SIDE_BY_SIDE
    width = (inner - PAD) / 2 if beside else inner
    good = _Column(PAD, top, width)
    _judge(good, QCoreApplication.translate("CardFace", "Good"), face.good, "good")
    problematic = _Column(PAD + width + PAD if beside else PAD, top if beside else good.y + GAP / 2, width)
    _judge(problematic, QCoreApplication.translate("CardFace", "Problematic"), face.problematic, "attention")
    return good.lines + problematic.lines, max(good.y, problematic.y)


def _judge(column: _Column, heading: str, words: str, tone: str) -> None:
    column.write(heading, tone, strong=True, most=1)
    column.write(words or "–", "ink" if words else "ink_soft", most=MOST_JUDGED)


def _flow(agencies: tuple[AgencyMark, ...], start: QPointF, inner: float) -> tuple[list[PlacedChip], float]:
    """Put chips in rows, each with its whole name; those that would need a row too many are counted at the end."""
    metrics = QFontMetricsF(font())
    height = metrics.height() + 6
    around = 2 * CHIP_PAD + STRIPE + 2 + 1
    named = [(mark.name, metrics.horizontalAdvance(mark.name) + around, mark) for mark in agencies]
    placed: list[PlacedChip] = []
    for shown in range(len(named), 0, -1):
        more = f"+{len(named) - shown}"
        counted = [(more, metrics.horizontalAdvance(more) + 2 * CHIP_PAD + 2, None)] if shown < len(named) else []
        placed = _rows([*named[:shown], *counted], start, inner, height)
        if placed[-1].rect.top() < start.y() + MOST_CHIP_ROWS * (height + CHIP_GAP) - 1:
            break
    return placed, placed[-1].rect.bottom()


def _rows(
    chips: list[tuple[str, float, AgencyMark | None]], start: QPointF, inner: float, height: float
) -> list[PlacedChip]:
    """Put chips beside each other, and in a row below where there is no room; one wider than the card is cut."""
    x, y = start.x(), start.y()
    placed: list[PlacedChip] = []
    for words, wanted, mark in chips:
        width = min(wanted, inner)
        if x > start.x() and x + width > start.x() + inner:
            x, y = start.x(), y + height + CHIP_GAP
        placed.append(PlacedChip(QRectF(x, y, width, height), words, mark))
        x += width + CHIP_GAP
    return placed
