"""The colours, brushes and shapes in which the picture is painted, of one theme.

An agency is told by its lane and name first, then by the shape of its dots, and only then by its colour; the skeleton's
events are full, the others hollow.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QLinearGradient, QPainter, QPen, QPixmap, QPolygonF

from app.domain.picture_lod import TAIL
from app.views.theme import Tokens

SHAPES = 5
"""Shapes of dots: circle, square, diamond, triangle, triangle on its point."""

PALE = 0.72
"""How much paper there is in what is hollow."""


_THIN, _HALF, _DENSE = Qt.BrushStyle.Dense6Pattern, Qt.BrushStyle.Dense4Pattern, Qt.BrushStyle.Dense2Pattern


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """Return a colour with so much of another in it."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )


class LaneInks:
    """The inks of one lane."""

    def __init__(self, full: QColor, paper: QColor, ink: QColor, shape: int, *, vector: bool) -> None:
        self.full = full
        self.pale = mixed(full, paper, PALE)
        self.edge = mixed(full, ink, 0.3)
        self.edge_soft = mixed(self.edge, paper, 0.35)
        self.shape = shape
        self._vector = vector
        self._fades: dict[tuple[bool, bool, int, float], QPixmap] = {}
        self.within = {True: QBrush(full, _HALF), False: QBrush(full, _THIN)}
        self.several = {True: QBrush(full, _DENSE), False: QBrush(self.edge, _HALF)}

    def colour(self, lit: bool) -> QColor:
        """Return the colour of what is, or isn't, in the skeleton."""
        return self.full if lit else self.pale

    def put(self, painter: QPainter, lit: bool) -> None:
        """Have a painter draw what is, or isn't, in the skeleton."""
        painter.setPen(QPen(self.edge, 0.8))
        painter.setBrush(self.colour(lit))

    def draw_fade(self, painter: QPainter, placed: tuple[float, float, float], *, lit: bool, rising: bool) -> None:
        """Draw how a bar goes over into nothing: its left, its top and its height; as pixels drawn once, on a screen."""
        x, top, high = placed
        if self._vector:
            painter.fillRect(QRectF(x, top, TAIL, high), _fade(self.fade_colour(lit), rising))
            return
        ratio = painter.device().devicePixelRatioF()
        key = lit, rising, int(high), ratio
        pixels = self._fades.get(key)
        if pixels is None:
            pixels = self._fades[key] = _fade_pixmap(self.fade_colour(lit), rising, int(high), ratio)
        painter.drawPixmap(round(x), round(top), pixels)

    def fade_colour(self, lit: bool) -> QColor:
        """Return the colour of an open end, strong enough to be seen where the bar itself is hollow."""
        return self.full if lit else self.edge_soft


class Inks:
    """All inks of a theme."""

    def __init__(self, shown: Tokens, *, vector: bool = False) -> None:
        """Take the theme; ``vector`` draws shapes where otherwise kept pixels are laid down."""
        self.tokens = shown
        self.vector = vector
        self.paper = shown.colour("paper")
        self.line = shown.colour("line")
        self.faint = mixed(shown.colour("line"), self.paper, 0.4)
        self.ink = shown.colour("ink")
        self.hatch = mixed(self.line, shown.colour("field"), 0.6 if vector else 0.15)
        self.soft = shown.colour("ink_soft")
        self.field = shown.colour("field")
        self.accent = shown.colour("accent")
        self.wash = shown.colour("accent_wash")
        self._lanes: dict[int, LaneInks] = {}

    def lane(self, colour: int) -> LaneInks:
        """Return the inks of an agency by its place among the theme's colours; -1 for what is nobody's."""
        known = self._lanes.get(colour)
        if known is None:
            full = self.soft if colour < 0 else self.tokens.agency(colour)
            known = self._lanes[colour] = self.plain(full, max(colour, 0) % SHAPES)
        return known

    def plain(self, colour: QColor, shape: int = 0) -> LaneInks:
        """Return the inks of what is no agency's."""
        return LaneInks(colour, self.paper, self.ink, shape, vector=self.vector)


def _fade_pixmap(colour: QColor, rising: bool, high: int, ratio: float) -> QPixmap:
    made = QPixmap(round(TAIL * ratio), round(high * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.fillRect(QRectF(0, 0, TAIL, high), _fade(colour, rising))
    painter.end()
    return made


def _fade(colour: QColor, rising: bool) -> QBrush:
    """Return a brush that goes from nothing to a colour, or back, over whatever it fills."""
    made = QLinearGradient(0, 0, 1, 0)
    made.setCoordinateMode(QGradient.CoordinateMode.ObjectMode)
    clear = QColor(colour)
    clear.setAlpha(0)
    made.setColorAt(0, clear if rising else colour)
    made.setColorAt(1, colour if rising else clear)
    return QBrush(made)


def draw_dot(painter: QPainter, shape: int, x: float, y: float, size: float) -> None:
    """Draw one dot with the brush that is set: its left and top, and how large it is."""
    gap = size - 1.2
    if shape == 0:
        painter.drawEllipse(QRectF(x, y, gap, gap))
    elif shape == 1:
        painter.drawRect(QRectF(x + 0.4, y + 0.4, gap - 0.8, gap - 0.8))
    else:
        middle, end = gap / 2, gap
        corners = (
            ((middle, 0.0), (end, middle), (middle, end), (0.0, middle)),
            ((middle, 0.0), (end, end), (0.0, end)),
            ((0.0, 0.0), (end, 0.0), (middle, end)),
        )[shape - 2]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))


def draw_stack(
    painter: QPainter, inks: LaneInks, x: float, foot: float, size: int, number: int, lit: int, most: int
) -> None:
    """Draw dots on each other, the skeleton's lowest; more than there is room for are a column, in the same order."""
    if number <= most:
        for place in range(number):
            inks.put(painter, place < lit)
            draw_dot(painter, inks.shape, x, foot - (place + 1) * size, size)
        return
    high, full = size * most, size * most * lit / number
    for is_lit, top, tall in ((False, foot - high, high - full), (True, foot - full, full)):
        if tall >= 1:
            inks.put(painter, is_lit)
            painter.drawRect(QRectF(x + 0.4, top + 0.4, size - 1.4, tall - 0.8))


def stack_pixmap(inks: LaneInks, size: int, number: int, lit: int, most: int, ratio: float) -> QPixmap:
    """Return a stack of dots as pixels, to be drawn once and kept: a thousand of them are shown in a frame."""
    high = size * min(number, most)
    made = QPixmap(round((size + 1) * ratio), round((high + 2) * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_stack(painter, inks, 0.5, high + 1, size, number, lit, most)
    painter.end()
    return made
