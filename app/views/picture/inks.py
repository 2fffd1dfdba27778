"""The colours, brushes and shapes in which the picture is painted, of one theme.

An agency is told by its lane and name first, then by the shape of its dots, and only then by its colour; the skeleton's
events are full, the others pale.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QLinearGradient, QPainter, QPixmap, QPolygonF

from app.views.theme import Tokens

SHAPES = 5
"""Shapes of dots: circle, square, diamond, triangle, triangle on its point."""

PALE = 0.55
"""How much paper there is in what is pale."""


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """Return a colour with so much of another in it."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )


class LaneInks:
    """The inks of one lane."""

    def __init__(self, full: QColor, paper: QColor, shape: int) -> None:
        self.full = full
        self.pale = mixed(full, paper, PALE)
        self.paper = paper
        self.shape = shape
        self.rising = {True: _fade(full, True), False: _fade(self.pale, True)}
        self.falling = {True: _fade(full, False), False: _fade(self.pale, False)}

    def colour(self, lit: bool) -> QColor:
        """Return the colour of what is, or isn't, in the skeleton."""
        return self.full if lit else self.pale


class Inks:
    """All inks of a theme."""

    def __init__(self, shown: Tokens) -> None:
        self.tokens = shown
        self.paper = shown.colour("paper")
        self.line = shown.colour("line")
        self.faint = mixed(shown.colour("line"), self.paper, 0.4)
        self.ink = shown.colour("ink")
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
            known = self._lanes[colour] = LaneInks(full, self.paper, max(colour, 0) % SHAPES)
        return known


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
    gap = size - 0.8
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


def draw_stack(painter: QPainter, inks: LaneInks, x: float, foot: float, size: int, number: int, lit: int) -> None:
    """Draw dots on each other, the skeleton's lowest."""
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(number):
        painter.setBrush(inks.colour(place < lit))
        draw_dot(painter, inks.shape, x, foot - (place + 1) * size, size)


@lru_cache(maxsize=4096)
def stack_pixmap(full: int, pale: int, shape: int, size: int, number: int, lit: int, ratio: float) -> QPixmap:
    """Return a stack of dots as pixels, drawn once and kept: thousands of them are shown in a frame."""
    made = QPixmap(round((size + 1) * ratio), round((size * number + 1) * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    inks = LaneInks(QColor.fromRgba(full), QColor.fromRgba(pale), shape)
    inks.pale = QColor.fromRgba(pale)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_stack(painter, inks, 0.4, size * number + 0.4, size, number, lit)
    painter.end()
    return made
