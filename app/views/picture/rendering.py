"""The picture as a file: pixels (PNG) or shapes (SVG), in the light theme's colours, with what its signs mean below it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.domain.picture import Picture
from app.domain.picture_describing import LEGEND, TITLE, alt_text
from app.views.picture.geometry import Geometry, rows_of
from app.views.picture.inks import Inks
from app.views.picture.painting import Painting
from app.views.theme import font, read_tokens

WIDTH = 1400
LABELS_MOST = 320
ROOMY = 760
"""The height that lanes are laid out for, where they fit into it."""

FOOT = 44
SHARPNESS = 2
"""Pixels of a PNG in a pixel of the layout, so that it prints sharply."""


class Rendering:
    """A whole picture laid out for paper."""

    def __init__(self, picture: Picture) -> None:
        self._inks = Inks(read_tokens("light"), vector=True)
        self._painting = Painting(self._inks, font())
        labels = min(self._painting.names_width(picture, full=True), LABELS_MOST)
        window = picture.limits.fit(WIDTH - labels)
        self._geometry = Geometry(picture, window, rows_of(picture, ROOMY), labels)

    @property
    def size(self) -> tuple[int, int]:
        """How wide and how high it is."""
        return WIDTH, self._geometry.height + 1

    def png(self, *, legend: bool) -> bytes:
        """Return it as pixels; ``legend`` adds what the signs mean."""
        width, height = self._whole(legend)
        image = QImage(width * SHARPNESS, height * SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARPNESS)
        image.fill(self._inks.paper)
        self._draw(image, legend=legend)
        return _written(image)

    def svg(self) -> bytes:
        """Return it as shapes and words, with what its signs mean, and in words what it shows."""
        width, height = self._whole(True)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        drawing = QSvgGenerator()
        drawing.setOutputDevice(buffer)
        drawing.setTitle(TITLE)
        drawing.setDescription(alt_text(self._geometry.picture))
        drawing.setSize(QSize(width, height))
        drawing.setViewBox(QRectF(0, 0, width, height))
        self._draw(drawing, legend=True)
        content = bytes(buffer.data().data())
        buffer.close()
        return content

    def _whole(self, legend: bool) -> tuple[int, int]:
        width, height = self.size
        return width, height + FOOT * legend

    def _draw(self, device: QPaintDevice, *, legend: bool) -> None:
        painter = QPainter(device)
        _, height = self.size
        self._painting.paint(painter, self._geometry, 0, height)
        if legend:
            painter.setPen(self._inks.soft)
            painter.setFont(font())
            flags = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value
            painter.drawText(QRectF(8, height + 6, WIDTH - 16, FOOT - 6), flags, LEGEND)
        painter.end()


def _written(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - the stubs know a file name only
    content = bytes(buffer.data().data())
    buffer.close()
    return content
