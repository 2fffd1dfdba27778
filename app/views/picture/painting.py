"""Painting the picture: the axis, the months, the lanes and what is chosen in them, on a screen or into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen

from app.domain.picture import Kind, Picture
from app.domain.picture_axis import context, ticks
from app.views.picture.family_painting import paint_family, paint_meetings
from app.views.picture.geometry import AXIS, HEADING_ROW, MONTHS_ROW, Box, Geometry, Row
from app.views.picture.inks import Inks
from app.views.picture.lane_painting import LanePainter
from app.views.picture.words import say, short_name, track_name

TICK_ROOM = 58
MARGIN = 8


@dataclass(frozen=True)
class Chosen:
    """What is marked in the picture: the marks selected by track, where the keyboard is, what is pointed at."""

    selected: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    track: int = -1
    mark: int = -1
    pointed: Box | None = None
    focused: bool = False


NOTHING = Chosen()


class Painting:
    """Paints a geometry with the inks of a theme."""

    def __init__(self, inks: Inks, font: QFont) -> None:
        self._inks = inks
        self._font = QFont(font)
        self._font.setPointSizeF(font.pointSizeF() * 0.86)
        self._strong = QFont(self._font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        self._lanes = LanePainter(inks, self._font)

    def names_width(self, picture: Picture, *, full: bool = False) -> int:
        """Return the room that the names of the lanes ask for: the short ones, or the full ones."""
        name = track_name if full else short_name
        widest = max((self._width(name(track)) for track in picture.tracks), default=0.0)
        undated = any(track.index.undated for track in picture.tracks)
        return round(widest + 2 * MARGIN + 26 * undated)

    def paint(self, painter: QPainter, geometry: Geometry, scrolled: int, height: int, chosen: Chosen = NOTHING) -> None:
        """Paint what is in view: ``scrolled`` pixels are above it, ``height`` is how much is seen."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.fillRect(QRectF(0, 0, geometry.width, height), self._inks.paper)
        seen = [row for row in geometry.rows if row.bottom > scrolled + AXIS and row.top < scrolled + height]
        painter.save()
        painter.setClipRect(QRectF(0, AXIS, geometry.width, height - AXIS))
        painter.translate(0, -scrolled)
        self._grid(painter, geometry, scrolled, height)
        for row in seen:
            self._row(painter, geometry, row, chosen)
        painter.restore()
        self._axis(painter, geometry)

    # -- the axis ---------------------------------------------------------------------------------------------------

    def _grid(self, painter: QPainter, geometry: Geometry, scrolled: int, height: int) -> None:
        for tick in ticks(geometry.window, TICK_ROOM):
            x = round(geometry.x(tick.at)) + 0.5
            if x >= geometry.labels:
                painter.setPen(QPen(self._inks.line if tick.greater else self._inks.faint, 1))
                painter.drawLine(QPointF(x, scrolled + AXIS), QPointF(x, scrolled + height))

    def _axis(self, painter: QPainter, geometry: Geometry) -> None:
        painter.fillRect(QRectF(0, 0, geometry.width, AXIS), self._inks.paper)
        painter.setPen(QPen(self._inks.line, 1))
        painter.drawLine(QPointF(0, AXIS - 0.5), QPointF(geometry.width, AXIS - 0.5))
        taken = float(geometry.labels)
        found = list(ticks(geometry.window, TICK_ROOM))
        if not any(tick.greater and geometry.x(tick.at) < geometry.labels + TICK_ROOM for tick in found):
            words = context(geometry.window, TICK_ROOM)
            painter.setFont(self._strong)
            painter.setPen(self._inks.ink)
            self._write(painter, words, geometry.labels - self._width(words) - MARGIN, AXIS)
        for tick in found:
            x = geometry.x(tick.at) + 4
            if x >= taken and x + self._width(tick.text) <= geometry.width:
                painter.setFont(self._strong if tick.greater else self._font)
                painter.setPen(self._inks.ink if tick.greater else self._inks.soft)
                self._write(painter, tick.text, x, AXIS)
                taken = x + self._width(tick.text) + 4

    def _write(self, painter: QPainter, words: str, x: float, height: float, top: float = 0) -> None:
        painter.drawText(QPointF(x, top + (height + self._metrics.ascent() - self._metrics.descent()) / 2), words)

    def _width(self, words: str) -> float:
        return self._metrics.horizontalAdvance(words) * 1.06

    # -- rows -------------------------------------------------------------------------------------------------------

    def _row(self, painter: QPainter, geometry: Geometry, row: Row, chosen: Chosen) -> None:
        if row.track == HEADING_ROW:
            painter.setFont(self._strong)
            painter.setPen(self._inks.soft)
            self._write(painter, row.heading, MARGIN, row.height, row.top)
            return
        painter.setPen(QPen(self._inks.faint, 1))
        painter.drawLine(QPointF(0, row.bottom - 0.5), QPointF(geometry.width, row.bottom - 0.5))
        painter.save()
        painter.setClipRect(QRectF(geometry.labels, row.top, geometry.window.width, row.height))
        if row.track == MONTHS_ROW:
            self._months(painter, geometry, row)
        else:
            self._track(painter, geometry, row, chosen)
        painter.restore()
        self._label(painter, geometry, row, chosen)

    def _track(self, painter: QPainter, geometry: Geometry, row: Row, chosen: Chosen) -> None:
        track = geometry.picture.tracks[row.track]
        if track.kind is Kind.AGENCY:
            self._lanes.paint(painter, geometry, row, track)
        elif track.kind is Kind.EPISODES:
            self._lanes.paint_bands(painter, geometry, row, track)
        elif track.kind is Kind.MEETINGS:
            paint_meetings(painter, self._inks, geometry, row, track)
        else:
            paint_family(painter, self._inks, geometry, row, track, self._metrics)
        self._marked(painter, geometry, row, chosen)

    def _marked(self, painter: QPainter, geometry: Geometry, row: Row, chosen: Chosen) -> None:
        """Ring what is selected; ring twice where the keyboard is, so that it shows on every colour."""
        selected = chosen.selected.get(row.track)
        at_keys = chosen.mark if chosen.track == row.track else -1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if selected or at_keys >= 0:
            for box in geometry.boxes(row):
                is_current = at_keys in box.marks
                if is_current or (selected and not selected.isdisjoint(box.marks)):
                    self._ring(painter, box, 2.4 if is_current and chosen.focused else 1.6)
        if chosen.pointed is not None and chosen.track != row.track and geometry.row_at(chosen.pointed.y) == row:
            painter.setPen(QPen(self._inks.ink, 1))
            painter.drawRect(_around(chosen.pointed, 1.5))

    def _ring(self, painter: QPainter, box: Box, width: float) -> None:
        painter.setPen(QPen(self._inks.paper, width + 2))
        painter.drawRoundedRect(_around(box, 2), 3, 3)
        painter.setPen(QPen(self._inks.accent, width))
        painter.drawRoundedRect(_around(box, 2), 3, 3)

    def _label(self, painter: QPainter, geometry: Geometry, row: Row, chosen: Chosen) -> None:
        here = chosen.focused and chosen.track == row.track and row.track >= 0
        if here:
            painter.fillRect(QRectF(0, row.top, geometry.labels - 2, row.height - 1), self._inks.wash)
            painter.fillRect(QRectF(0, row.top, 3, row.height - 1), self._inks.accent)
        painter.setFont(self._font)
        if row.track == MONTHS_ROW:
            self._label_text(painter, geometry, row, say("By month"), say("By month"), 0)
            return
        track = geometry.picture.tracks[row.track]
        undated = len(track.index.undated)
        if track.kind is Kind.AGENCY:
            colour = self._inks.lane(track.colour).full
            painter.fillRect(QRectF(3 if here else 0, row.top + 2, 4, row.height - 5), colour)
        room = 24 if undated else 0
        self._label_text(painter, geometry, row, track_name(track), short_name(track), room)
        if undated:
            painter.setPen(self._inks.soft)
            self._write(painter, f"?{undated}", geometry.labels - 24, row.height, row.top)

    def _label_text(self, painter: QPainter, geometry: Geometry, row: Row, name: str, short: str, taken: int) -> None:
        room = geometry.labels - MARGIN - 6 - taken
        shown = name if self._width(name) <= room else short
        painter.setPen(self._inks.ink if row.track >= 0 else self._inks.soft)
        self._write(painter, self._metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room), MARGIN, row.height, row.top)

    # -- months -----------------------------------------------------------------------------------------------------

    def _months(self, painter: QPainter, geometry: Geometry, row: Row) -> None:
        """Draw how many events each month has; above them, open, those that only may lie in it."""
        most = max(geometry.picture.busiest, 1)
        high, foot = row.height - 5, row.bottom - 2
        sure: list[QRectF] = []
        maybe: list[QRectF] = []
        for month in geometry.picture.months:
            if month.high < geometry.window.low or month.low > geometry.window.high:
                continue
            x, end = geometry.x(month.low), geometry.x(month.high)
            width = max(1.0, end - x - 1)
            certain, possible = high * month.certain / most, high * month.possible / most
            sure.append(QRectF(x + 0.5, foot - certain, width, certain))
            if possible:
                maybe.append(QRectF(x + 0.5, foot - certain - possible, width, possible))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.field)
        painter.drawRects(sure)
        painter.setBrush(QBrush(self._inks.field, Qt.BrushStyle.Dense5Pattern))
        painter.drawRects(maybe)


def _around(box: Box, by: float) -> QRectF:
    return QRectF(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)
