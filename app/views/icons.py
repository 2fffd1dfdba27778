"""Icons: one open set (Lucide), one weight, drawn in the colours of the palette at whatever scale the screen has.

An icon reads the palette each time it is drawn, so it is right in both themes without anybody telling it.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.domain.resources import resource_path

WEIGHT = "1.75"
"""The one width of line, on Lucide's grid of 24."""

SOFT = QPalette.ColorRole.PlaceholderText
"""The role of the soft ink: icons that stand back."""


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> QIcon:
    """Return an icon of the set by its name, drawn in the palette's colour of that role."""
    return QIcon(_Engine(name, role))


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """Draw an icon once, in a colour, for a screen of that ratio."""
    pixels = round(size * ratio)
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, colour.name()).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _drawing(name: str) -> str:
    text = resource_path("icons", f"{name}.svg").read_text("utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{WEIGHT}"')


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


class _Engine(QIconEngine):
    """Draws one icon of the set in the palette's colours."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role
        _drawing(name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into a square in the middle of the rectangle."""
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        _renderer(self._name, self._colour(mode).name()).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw the icon as a picture; Qt asks for it in the dots of the screen."""
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        """Return an engine that draws the same."""
        return _Engine(self._name, self._role)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        disabled = mode is QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        role = QPalette.ColorRole.WindowText if disabled else self._role
        return QGuiApplication.palette().color(group, role)
