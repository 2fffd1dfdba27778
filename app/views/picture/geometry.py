"""Where everything of the picture lies: rows from top to bottom, and the places of dots and bars within them.

Painting and pointing both ask here, so that what is hit is what is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.picture import Kind, Mark, Picture, Track
from app.domain.picture_lod import CELL, ROWS, TAIL, Block, Points, Stack
from app.domain.picture_scale import Window
from app.domain.picture_times import DAY

AXIS = 22
DENSITY = 22
LANE_LEAST, LANE_MOST = 13, 42
DAY_BAR = 6
SPACIOUS = 28
"""A lane from this height on keeps its dots above its bars; in a lower one they share the room."""

BAND = 14
_HEIGHTS = {Kind.MEETINGS: 17, Kind.CHILD: 18, Kind.HOME: 13}
GROUP = 18
PAD = 2


class Row(NamedTuple):
    """A row: its track (-1: the months; -2: a heading), and where it lies."""

    track: int
    top: int
    height: int
    heading: str = ""

    @property
    def bottom(self) -> int:
        """The first pixel below it."""
        return self.top + self.height


MONTHS_ROW, HEADING_ROW = -1, -2


class Box(NamedTuple):
    """A place in the picture and the marks of the track that it stands for."""

    x: float
    y: float
    width: float
    height: float
    marks: tuple[int, ...]

    def holds(self, x: float, y: float, slack: float) -> bool:
        """Whether a point lies in it, or hardly beside it."""
        return self.x - slack <= x <= self.x + self.width + slack and self.y - slack <= y <= self.y + self.height + slack


def rows_of(picture: Picture, room: int) -> tuple[Row, ...]:
    """Return the rows; lanes of agencies take what room is left for them, within reason."""
    lanes = sum(track.kind is Kind.AGENCY for track in picture.tracks)
    fixed = DENSITY + sum(_height(track, 0) for track in picture.tracks)
    groups = {track.group for track in picture.tracks if track.group}
    left = room - AXIS - fixed - GROUP * len(groups)
    lane = min(max(left // max(lanes, 1), LANE_LEAST), LANE_MOST)
    made = [Row(MONTHS_ROW, AXIS, DENSITY)]
    group = ""
    for number, track in enumerate(picture.tracks):
        top = made[-1].bottom
        if track.group != group:
            group = track.group
            made.append(Row(HEADING_ROW, top, GROUP, group))
            top += GROUP
        made.append(Row(number, top, _height(track, lane)))
    return tuple(made)


def _height(track: Track, lane: int) -> int:
    if track.kind is Kind.EPISODES:
        return 2 * PAD + BAND * min(max(track.depth, 1), ROWS)
    return _HEIGHTS.get(track.kind, lane)


@dataclass(frozen=True)
class Geometry:
    """A picture in a window: ``labels`` pixels at the left hold the names of the lanes."""

    picture: Picture
    window: Window
    rows: tuple[Row, ...]
    labels: int
    by_track: dict[int, Row] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_track", {row.track: row for row in self.rows if row.track >= 0})

    @property
    def width(self) -> int:
        """How wide the whole is."""
        return self.labels + self.window.width

    @property
    def height(self) -> int:
        """How high the whole is."""
        return self.rows[-1].bottom

    def x(self, minutes: float) -> float:
        """Return where a minute lies."""
        return self.labels + self.window.x(minutes)

    def row_at(self, y: float) -> Row | None:
        """Return the row at a height."""
        return next((row for row in self.rows if row.top <= y < row.bottom), None)

    # -- lanes of agencies ------------------------------------------------------------------------------------------

    def dot_size(self, row: Row) -> int:
        """Return how large a dot is."""
        return CELL - 1 if row.height >= SPACIOUS else CELL - 2

    def bar_height(self, row: Row) -> int:
        """Return how high a bar is."""
        return 4 if row.height >= SPACIOUS else 3 if row.height > LANE_LEAST + 2 else 2

    def bars_top(self, row: Row) -> int:
        """Return where the bars of a lane begin."""
        return row.bottom - PAD - ROWS * (self.bar_height(row) + 1)

    def dots_room(self, row: Row) -> int:
        """Return the height that dots can be stacked in."""
        below = self.bars_top(row) if row.height >= SPACIOUS else row.bottom - PAD
        return max(self.dot_size(row), below - row.top - PAD)

    def dots_foot(self, row: Row) -> int:
        """Return where stacks of dots stand."""
        return row.top + PAD + self.dots_room(row)

    def most_dots(self, row: Row) -> int:
        """Return how many dots are told apart in a stack; more of them are a column."""
        return self.dots_room(row) // self.dot_size(row)

    def lane_blocks(self, row: Row, track: Track) -> Iterator[tuple[tuple[float, float, float, float], Block]]:
        """Give the bars of a lane in view, each with its place."""
        high, top = self.bar_height(row), self.bars_top(row)
        begin = self.labels - self.window.low / self.window.per_pixel
        for number, block in track.index.bars.blocks(self.window):
            yield (begin + block.x0, top + number * (high + 1), block.x1 - block.x0, high), block

    def day_box(self, row: Row, stack: Stack) -> tuple[float, float, float, float]:
        """Return where a day lies that is drawn as wide as it is."""
        high = min(DAY_BAR * (stack.last - stack.first), self.dots_room(row))
        start = (self.window.minute_at(stack.x) // DAY) * DAY
        return self.x(start) + 1, self.dots_foot(row) - high, stack.width - 2, high

    # -- everything that can be pointed at ----------------------------------------------------------------------------

    def boxes(self, row: Row) -> Iterator[Box]:
        """Give everything in view of a row, what lies on top first."""
        track = self.picture.tracks[row.track]
        if track.kind is Kind.AGENCY:
            yield from self._lane_boxes(row, track)
        elif track.kind is Kind.EPISODES:
            for number, block in track.bands.blocks(self.window):
                yield Box(*self.band_box(row, number, block), block.marks)
        else:
            for number, mark in enumerate(track.marks):
                x, width = self.span(mark)
                if x + width >= self.labels and x <= self.width:
                    yield Box(x, row.top + PAD, width, row.height - 2 * PAD, (number,))

    def _lane_boxes(self, row: Row, track: Track) -> Iterator[Box]:
        size, foot = self.dot_size(row), self.dots_foot(row)
        points, stacks = track.index.dots(self.window)
        for stack in stacks:
            high = min(stack.last - stack.first, self.most_dots(row)) * size
            yield Box(self.labels + stack.x - size / 2, foot - high, size, high, _marks(points, stack))
        days = track.index.days
        for stack in track.index.wide_days(self.window):
            yield Box(*self.day_box(row, stack), _marks(days, stack))
        for placed, block in self.lane_blocks(row, track):
            yield Box(*placed, block.marks)
        if track.index.undated:
            yield Box(self.labels - 24, row.top, 22, row.height, track.index.undated)

    def band_box(self, row: Row, number: int, block: Block) -> tuple[float, float, float, float]:
        """Return where the band of an episode lies."""
        x = self.labels + block.x0 - self.window.low / self.window.per_pixel
        return x, row.top + PAD + number * BAND, block.x1 - block.x0, BAND - 1

    def span(self, mark: Mark) -> tuple[float, float]:
        """Return where a mark of the family or of meetings begins, and how wide it is, with what fades."""
        if mark.extent is None:
            return 0.0, 0.0
        x0 = self.x(mark.extent.low) - (TAIL if mark.extent.fades_before else 0)
        x1 = max(self.x(mark.extent.high), x0 + 3) + (TAIL if mark.extent.fades_after else 0)
        return x0, x1 - x0

    def box_of(self, track: int, mark: int) -> Box | None:
        """Return the place in view that stands for a mark; None where it is out of view."""
        row = self.by_track.get(track)
        return None if row is None else next((box for box in self.boxes(row) if mark in box.marks), None)


def _marks(points: Points, stack: Stack) -> tuple[int, ...]:
    return tuple(points.marks(stack))
