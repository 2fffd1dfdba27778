"""Painting a lane: what its record lacks, its bars, its dots; and the bands of the episodes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from app.domain.picture import Track
from app.domain.picture_lod import LEAST_BAR, TAIL, Block
from app.domain.picture_times import Extent, Manner
from app.views.picture.geometry import Geometry, Row
from app.views.picture.inks import Inks, LaneInks, draw_stack, stack_pixmap
from app.views.picture.words import nothing_recorded

Placed = tuple[float, float, float, float]
"""Left, top, width and height."""


class LanePainter:
    """Paints the lanes of agencies and the bands of episodes."""

    def __init__(self, inks: Inks, font: QFont) -> None:
        self._inks = inks
        self._vector = inks.vector
        self._metrics = QFontMetricsF(font)
        self._pixmaps: dict[tuple[int, int, int, int], QPixmap] = {}

    def paint(self, painter: QPainter, geometry: Geometry, row: Row, track: Track) -> None:
        """Paint the lane of an agency."""
        inks = self._inks.lane(track.colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._vector)
        self._silences(painter, geometry, row, track)
        for placed, block in geometry.lane_blocks(row, track):
            self._block(painter, inks, track, block, placed)
        self._days(painter, geometry, row, track, inks)
        self._dots(painter, geometry, row, track, inks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # -- what is not recorded ---------------------------------------------------------------------------------------

    def _silences(self, painter: QPainter, geometry: Geometry, row: Row, track: Track) -> None:
        words = nothing_recorded()
        room = self._metrics.horizontalAdvance(words) + 12
        for low, high in track.silences:
            x = max(geometry.x(low), geometry.labels)
            width = min(geometry.x(high), geometry.width) - x
            if width < 2:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(self._inks.hatch, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRectF(x, row.top + 1, width, row.height - 3))
            if width > room and row.height > self._metrics.height():
                self._words_on_paper(painter, words, x + width / 2, row)

    def _words_on_paper(self, painter: QPainter, words: str, middle: float, row: Row) -> None:
        width = self._metrics.horizontalAdvance(words) * 1.04
        top = row.top + (row.height - self._metrics.height()) / 2
        painter.setBrush(self._inks.paper)
        painter.drawRect(QRectF(middle - width / 2 - 4, top, width + 8, self._metrics.height()))
        painter.setPen(self._inks.soft)
        painter.drawText(QPointF(middle - width / 2, top + self._metrics.ascent()), words)

    # -- dots -------------------------------------------------------------------------------------------------------

    def _dots(self, painter: QPainter, geometry: Geometry, row: Row, track: Track, inks: LaneInks) -> None:
        size, foot, most = geometry.dot_size(row), geometry.dots_foot(row), geometry.most_dots(row)
        left = geometry.labels - size / 2
        ratio = painter.device().devicePixelRatioF()
        draw, kept = painter.drawPixmap, self._pixmaps
        for x, _, first, last, lit in track.index.dots(geometry.window)[1]:
            number = last - first
            if self._vector:
                draw_stack(painter, inks, left + x, foot, size, number, lit, most)
                continue
            key = (track.colour, size, number if number <= most else -most, lit if number <= most else lit * most // number)
            pixels = kept.get(key)
            if pixels is None:
                pixels = kept[key] = stack_pixmap(inks, size, number, lit, most, ratio)
            # On whole pixels: laid down between them, a thousand stacks would take several times as long.
            draw(int(left + x), foot - size * min(number, most) - 1, pixels)

    def _days(self, painter: QPainter, geometry: Geometry, row: Row, track: Track, inks: LaneInks) -> None:
        """Draw days as wide as they are: a dot within one would tell an hour that nobody gave."""
        for stack in track.index.wide_days(geometry.window):
            x, top, width, high = geometry.day_box(row, stack)
            number = stack.last - stack.first
            each = high / number
            for place in range(number):
                inks.put(painter, place < stack.lit)
                painter.drawRect(QRectF(x, top + high - (place + 1) * each + 0.5, width, max(0.5, each - 1.5)))

    # -- bars -------------------------------------------------------------------------------------------------------

    def _block(self, painter: QPainter, inks: LaneInks, track: Track, block: Block, placed: Placed) -> None:
        first, *others = block.marks
        mark = track.marks[first]
        if others:
            self._several(painter, inks, any(track.marks[number].lit for number in block.marks), placed)
        elif mark.extent is not None:
            paint_bar(painter, inks, mark.extent, placed, lit=mark.lit)

    @staticmethod
    def _several(painter: QPainter, inks: LaneInks, lit: bool, placed: Placed) -> None:
        """Draw bars that lie on each other: a block with gaps, no one length being claimed."""
        x, top, width, high = placed
        painter.fillRect(QRectF(x, top, width, high), inks.several[lit])

    # -- episodes ---------------------------------------------------------------------------------------------------

    def paint_bands(self, painter: QPainter, geometry: Geometry, row: Row, track: Track) -> None:
        """Paint the episodes as bands that carry their titles as far as there is room."""
        inks = self._inks
        for number, block in track.bands.blocks(geometry.window):
            x, top, width, high = geometry.band_box(row, number, block)
            mark = track.marks[block.marks[0]]
            fades = mark.extent is not None and (mark.extent.fades_before or mark.extent.fades_after)
            several = len(block.marks) > 1
            pen = QPen(inks.accent, 1, Qt.PenStyle.DashLine if fades or several else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(inks.wash)
            painter.drawRoundedRect(QRectF(x + 0.5, top + 0.5, max(width - 1, 2), high - 1), 3, 3)
            left, right = max(x, geometry.labels), min(x + width, geometry.width)
            words = "; ".join(track.marks[each].label for each in block.marks)
            room = right - left - 8
            if room > 24:
                painter.setPen(inks.ink)
                shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QPointF(left + 4, top + (high + self._metrics.ascent() - 3) / 2), shown)


def paint_bar(painter: QPainter, inks: LaneInks, extent: Extent, placed: Placed, *, lit: bool) -> None:
    """Paint one bar: full where something lasted, edged and light where it lies somewhere within, fading where open."""
    x, top, width, high = placed
    before, after = TAIL * extent.fades_before, TAIL * extent.fades_after
    core = max(width - before - after, LEAST_BAR if extent.high > extent.low else 0)
    if before:
        inks.draw_fade(painter, (x, top, high), lit=lit, rising=True)
    if after:
        inks.draw_fade(painter, (x + before + core, top, high), lit=lit, rising=False)
    if extent.manner is Manner.WITHIN and core > 2 * LEAST_BAR:
        painter.fillRect(QRectF(x + before, top, core, high), inks.within[lit])
        for edge in (*(() if before else (x,)), *(() if after else (x + width - 1,))):
            painter.fillRect(QRectF(edge, top - 1, 1, high + 2), inks.edge)
    elif core:
        painter.fillRect(QRectF(x + before, top, core, high), inks.edge)
        if not lit and high > 2:
            painter.fillRect(QRectF(x + before + 1, top + 1, core - 2, high - 2), inks.pale)
        elif lit:
            painter.fillRect(QRectF(x + before, top, core, high), inks.full)
