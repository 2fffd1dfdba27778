"""The scale of the picture: which stretch of time is in view, how it is zoomed and moved, and what its axis says."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from app.domain.picture_times import DAY, YEAR

FINENESS = 8
"""Levels between one scale and the one twice as coarse."""

STEP = 4
"""Levels that one turn of the wheel or one press of a key zooms by."""

WIDEST = 10 * YEAR
"""What can be seen at once at least, zoomed out; the whole case where it is longer."""

NARROWEST = DAY
AROUND = 1.06
"""How much more than the case is in view when all of it is."""


@dataclass(frozen=True)
class Window:
    """A stretch of time in so many pixels; a scale is a whole ``level``, so that what is laid out for one can be kept."""

    level: int
    low: float
    width: int

    @cached_property
    def per_pixel(self) -> float:
        """Minutes in a pixel."""
        return per_pixel(self.level)

    @property
    def high(self) -> float:
        """The first minute behind the right edge."""
        return self.low + self.width * self.per_pixel

    def x(self, minutes: float) -> float:
        """Return how many pixels from the left a minute lies."""
        return (minutes - self.low) / self.per_pixel

    def minute_at(self, x: float) -> float:
        """Return the minute at so many pixels from the left."""
        return self.low + x * self.per_pixel


@dataclass(frozen=True)
class Limits:
    """From where to where the case reaches; a window keeps some of it in view."""

    low: float
    high: float

    def fit(self, width: int) -> Window:
        """Return the window in which the whole case is seen."""
        return self.showing(self.low, self.high, width)

    def showing(self, low: float, high: float, width: int) -> Window:
        """Return the closest window in which a stretch is seen whole."""
        span = max((high - low) * AROUND, NARROWEST)
        level = self._held(math.ceil(FINENESS * math.log2(span / max(width, 1))), width)
        return self.held(Window(level, (low + high - width * per_pixel(level)) / 2, width))

    def zoomed(self, window: Window, levels: int, x: float) -> Window:
        """Return a window so many levels wider (or, negative, narrower), the minute at ``x`` staying where it is."""
        level = self._held(window.level + levels, window.width)
        return self.held(replace(window, level=level, low=window.minute_at(x) - x * per_pixel(level)))

    def moved(self, window: Window, pixels: float) -> Window:
        """Return a window moved to the right, or, negative, to the left."""
        return self.held(replace(window, low=window.low + pixels * window.per_pixel))

    def resized(self, window: Window, width: int) -> Window:
        """Return the same beginning at the same scale in more or fewer pixels."""
        return self.held(replace(window, width=width, level=self._held(window.level, width)))

    def with_in_view(self, window: Window, low: float, high: float) -> Window:
        """Return the window moved no further than needed to show a stretch, or its middle where it is too long."""
        span = window.width * window.per_pixel
        margin = min(span * 0.1, max(0.0, (span - (high - low)) / 2))
        middle, nearest = (low + high - span) / 2, min(max(window.low, high + margin - span), low - margin)
        return self.held(replace(window, low=middle if high - low > span else nearest))

    def held(self, window: Window) -> Window:
        """Return the window moved so that its middle lies within the case."""
        half = window.width * window.per_pixel / 2
        return replace(window, low=min(max(window.low, self.low - half), self.high - half))

    def _held(self, level: int, width: int) -> int:
        widest = max(WIDEST, (self.high - self.low) * AROUND)
        lowest = math.ceil(FINENESS * math.log2(NARROWEST / max(width, 1)))
        highest = math.ceil(FINENESS * math.log2(widest / max(width, 1)))
        return min(max(level, lowest), highest)


def per_pixel(level: int) -> float:
    """Return the minutes in a pixel at a level."""
    return 2.0 ** (level / FINENESS)
