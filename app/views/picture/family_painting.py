"""Painting the family: ages of the children as bands, homes as bars, and the meetings of the case."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.picture import Kind, Mark, Track
from app.domain.picture_times import Manner
from app.views.picture.geometry import PAD, Geometry, Row
from app.views.picture.inks import Inks
from app.views.picture.lane_painting import paint_bar

FLAG = 5
"""Half the width of the diamond that a meeting is."""


def paint_family(painter: QPainter, inks: Inks, geometry: Geometry, row: Row, track: Track, metrics: QFontMetricsF) -> None:
    """Paint a child's ages or somebody's time in a home."""
    lane = inks.plain(inks.field)
    for number, mark in enumerate(track.marks):
        x, width = geometry.span(mark)
        if x + width < geometry.labels or x > geometry.width or mark.extent is None:
            continue
        if track.kind is Kind.CHILD:
            _age(painter, inks, geometry, row, mark, (x, width), metrics, odd=number % 2 == 1)
        else:
            placed = (x, row.top + PAD + 1.0, width, row.height - 2.0 * PAD - 3)
            paint_bar(painter, lane, mark.extent, placed, lit=mark.extent.manner is Manner.LASTING)


def _age(
    painter: QPainter,
    inks: Inks,
    geometry: Geometry,
    row: Row,
    mark: Mark,
    placed: tuple[float, float],
    metrics: QFontMetricsF,
    *,
    odd: bool,
) -> None:
    """Paint one year of age; hatched while the birthday can't be told, dashed at the edges where it is "about"."""
    x = max(placed[0], geometry.labels)  # a drawing in shapes is not cut off at the lanes' edge as pixels are
    width = min(sum(placed), geometry.width) - x
    band = QRectF(x, row.top + PAD, width, row.height - 2 * PAD - 1)
    unsure = mark.extent is not None and mark.extent.manner is Manner.WITHIN
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.faint if odd else inks.line)
    painter.drawRect(band)
    if unsure:
        painter.setBrush(QBrush(inks.field, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(band)
    else:
        painter.setPen(QPen(inks.soft, 1))
        painter.drawLine(QPointF(x + 0.5, band.top()), QPointF(x + 0.5, band.bottom()))
    room = metrics.horizontalAdvance(mark.label)
    if width > room + 8:
        base = band.top() + (band.height() + metrics.ascent() - metrics.descent()) / 2
        if unsure:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.paper)
            painter.drawRect(QRectF(x + (width - room) / 2 - 3, band.top() + 1, room + 6, band.height() - 2))
        painter.setPen(inks.ink)
        painter.drawText(QPointF(x + (width - room) / 2, base), mark.label)


def paint_meetings(painter: QPainter, inks: Inks, geometry: Geometry, row: Row, track: Track) -> None:
    """Paint meetings: a diamond for a day, a bar for what is less certain."""
    lane = inks.plain(inks.ink)
    for mark in track.marks:
        x, width = geometry.span(mark)
        if x + width < geometry.labels - FLAG or x > geometry.width + FLAG or mark.extent is None:
            continue
        middle = row.top + row.height / 2
        if mark.extent.is_point and width <= 2 * FLAG:
            x += width / 2
            painter.setPen(QPen(inks.paper, 1))
            painter.setBrush(inks.ink)
            corners = ((x, middle - FLAG), (x + FLAG, middle), (x, middle + FLAG), (x - FLAG, middle))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        else:
            paint_bar(painter, lane, mark.extent, (x, middle - 3, width, 6), lit=True)
