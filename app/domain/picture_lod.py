"""Level of detail: which dots and bars of a lane are drawn at a scale, whatever the number of events.

Dots that would lie on each other become one stack; bars that find no free row become one block. Either knows which marks
it stands for. Stacks are looked up on the spot among sorted minutes and touch only what is in view; bars are laid into rows
once a scale, so that nothing jumps while the picture is moved.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from app.domain.picture_scale import Window, per_pixel
from app.domain.picture_times import DAY, Extent, Manner

CELL = 7
"""Pixels within which dots become one stack."""

TAIL = 12
"""Pixels over which a bar fades where its date is open: no length of time, and so the same at every scale."""

LEAST_BAR = 3
ROWS = 3
"""Rows of bars in a lane."""

KEPT = 12
"""Scales for which the rows are remembered."""


class Stack(NamedTuple):
    """Dots at one place: the marks it stands for are ``places[first:last]`` of its points; ``lit`` counts the skeleton's."""

    x: float
    width: float
    first: int
    last: int
    lit: int


class Block(NamedTuple):
    """A bar, or several that lie on each other; pixels are counted from minute 0."""

    x0: float
    x1: float
    marks: tuple[int, ...]


class Points:
    """The dots of a lane in order of time; ``places`` are the marks they stand for."""

    def __init__(self, found: Sequence[tuple[int, int, int, bool]]) -> None:
        """Take (low, high, mark, in the skeleton) of each."""
        ordered = sorted(found)
        self._lows = [low for low, *_ in ordered]
        self._highs = [high for _, high, *_ in ordered]
        self.places = [mark for _, _, mark, _ in ordered]
        self._lit = [0, *accumulate(int(lit) for *_, lit in ordered)]

    def stacks(self, window: Window, cell: float, low: float, high: float) -> Iterator[Stack]:
        """Give the stacks between two minutes, in cells of so many minutes that start at the same places for ever."""
        lows, highs, lit, per_pixel, begin = self._lows, self._highs, self._lit, window.per_pixel, window.low
        at = bisect_left(lows, (low // cell) * cell)
        end = bisect_left(lows, high)
        width = cell / per_pixel
        half = min(width, CELL) / 2
        while at < end:
            start = (lows[at] // cell) * cell
            after = at + 1
            if after < end and lows[after] < start + cell:
                after = bisect_left(lows, start + cell, after)
            middle, left = ((lows[at] + highs[after - 1]) / 2 - begin) / per_pixel, (start - begin) / per_pixel
            x = middle if width > 2 * CELL else min(max(middle, left + half), left + width - half)
            yield Stack(x, width, at, after, lit[after] - lit[at])
            at = after

    def marks(self, stack: Stack) -> list[int]:
        """Return the marks that a stack stands for."""
        return self.places[stack.first : stack.last]


class Bars:
    """The bars of a lane, laid into rows scale by scale."""

    def __init__(self, found: Sequence[tuple[Extent, int]]) -> None:
        """Take each one's extent and the mark it stands for."""
        tails = (
            (extent.low, extent.high, TAIL * extent.fades_before, TAIL * extent.fades_after, mark) for extent, mark in found
        )
        self._found = sorted(tails)
        self._rows: OrderedDict[int, list[tuple[list[float], list[Block]]]] = OrderedDict()

    def blocks(self, window: Window) -> Iterator[tuple[int, Block]]:
        """Give the rows' numbers and blocks in view."""
        left = window.low / window.per_pixel
        for number, (starts, blocks) in enumerate(self.lay_out(window.level)):
            at = max(0, bisect_right(starts, left) - 1)
            while at < len(blocks) and starts[at] <= left + window.width:
                if blocks[at].x1 >= left:
                    yield number, blocks[at]
                at += 1

    def lay_out(self, level: int) -> list[tuple[list[float], list[Block]]]:
        """Return the rows at a scale, each with where its blocks begin; kept for the next time."""
        known = self._rows.get(level)
        if known is None:
            known = self._rows[level] = self._lay(per_pixel(level))
            if len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        else:
            self._rows.move_to_end(level)
        return known

    def _lay(self, per_pixel: float) -> list[tuple[list[float], list[Block]]]:
        """Lay each bar into the first row that is free; where none is, it joins the block that ends first."""
        rows: list[list[tuple[float, float, list[int]]]] = [[] for _ in range(ROWS)]
        ends = [float("-inf")] * ROWS
        numbers = range(ROWS)
        for low, high, before, after, mark in self._found:
            start = low / per_pixel
            x0, x1 = start - before, high / per_pixel
            if x1 < start + LEAST_BAR:
                x1 = start + LEAST_BAR
            x1 += after
            for row in numbers:
                if ends[row] + 1 <= x0:
                    rows[row].append((x0, x1, [mark]))
                    ends[row] = x1
                    break
            else:
                end = min(ends)
                row = ends.index(end)
                begun, _, marks = rows[row][-1]
                marks.append(mark)
                if x1 > end:
                    ends[row] = x1
                    rows[row][-1] = (begun, x1, marks)
        return [([x0 for x0, *_ in row], [Block(x0, x1, tuple(marks)) for x0, x1, marks in row]) for row in rows]


class LaneIndex:
    """The marks of one lane, sorted into what can be drawn as dots and what must be bars."""

    def __init__(self, extents: Sequence[Extent | None], lit: Sequence[bool]) -> None:
        """Take where each mark lies (None: no date) and whether it belongs to the skeleton."""
        points: dict[Manner, list[tuple[int, int, int, bool]]] = {Manner.DAY: [], Manner.MOMENT: []}
        bars: list[tuple[Extent, int]] = []
        for mark, (extent, in_skeleton) in enumerate(zip(extents, lit, strict=True)):
            if extent is not None and extent.is_point:
                points[extent.manner].append((extent.low, extent.high, mark, in_skeleton))
            elif extent is not None:
                bars.append((extent, mark))
        self.days = Points(points[Manner.DAY])
        self.moments = Points(points[Manner.MOMENT])
        self.points = Points(points[Manner.DAY] + points[Manner.MOMENT])
        self.bars = Bars(bars)
        self.undated = tuple(mark for mark, extent in enumerate(extents) if extent is None)

    @staticmethod
    def shows_days(window: Window) -> bool:
        """Whether a day is so wide that a dot in it would say more than the date: it is drawn as wide as it is."""
        return DAY / window.per_pixel > CELL

    def dots(self, window: Window) -> tuple[Points, Iterator[Stack]]:
        """Return the dots in view: days and moments together while a day is narrow, the moments alone once it is wide."""
        points = self.moments if self.shows_days(window) else self.points
        return points, points.stacks(window, CELL * window.per_pixel, *_around(window))

    def wide_days(self, window: Window) -> Iterator[Stack]:
        """Give the days in view that are drawn as wide as they are; none while a day is narrow."""
        return self.days.stacks(window, DAY, *_around(window)) if self.shows_days(window) else iter(())


def _around(window: Window) -> tuple[float, float]:
    """Return the window with room for a dot, or a day, that reaches in from outside."""
    return window.low - CELL * window.per_pixel, window.high + CELL * window.per_pixel
