"""The scale of the picture: which stretch of time is in view, how it is zoomed and moved, and what its axis says."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from app.domain.date_words import MONTHS
from app.domain.picture_times import DAY, HOUR, YEAR, minute, moment

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


class Tick(NamedTuple):
    """A line of the axis: at which minute, what it says, and whether it says the greater unit."""

    at: int
    text: str
    greater: bool


Step = Callable[[datetime], datetime]


@dataclass(frozen=True)
class _Unit:
    """A unit of the axis: about how long it is, its first beginning at or before a moment, and the next one."""

    length: float
    floor: Step
    following: Step


def _hours(number: int) -> _Unit:
    def floor(at: datetime) -> datetime:
        return at.replace(hour=at.hour - at.hour % number, minute=0)

    def following(at: datetime) -> datetime:
        return at + timedelta(hours=number)

    return _Unit(number * HOUR, floor, following)


def _days(number: int) -> _Unit:
    """Days of the month, a month's first always among them."""

    def floor(at: datetime) -> datetime:
        return at.replace(day=at.day - (at.day - 1) % number, hour=0, minute=0)

    def following(at: datetime) -> datetime:
        then = at + timedelta(days=number)
        first = (at.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first if then + timedelta(days=number / 2) > first else then

    return _Unit(number * DAY, floor, following)


def _months(number: int) -> _Unit:
    def floor(at: datetime) -> datetime:
        return at.replace(month=at.month - (at.month - 1) % number, day=1, hour=0, minute=0)

    def following(at: datetime) -> datetime:
        months = at.year * 12 + at.month - 1 + number
        return at.replace(year=months // 12, month=months % 12 + 1)

    return _Unit(number * 30.4 * DAY, floor, following)


def _years(number: int) -> _Unit:
    def floor(at: datetime) -> datetime:
        return at.replace(year=max(1, at.year - at.year % number), month=1, day=1, hour=0, minute=0)

    def following(at: datetime) -> datetime:
        return at.replace(year=at.year + number - at.year % number)

    return _Unit(number * YEAR, floor, following)


_UNITS = (
    *(_hours(number) for number in (1, 3, 6, 12)),
    *(_days(number) for number in (1, 2, 5, 10)),
    *(_months(number) for number in (1, 3, 6)),
    *(_years(number) for number in (1, 2, 5, 10, 20, 50, 100)),
)


def ticks(window: Window, least: int) -> Iterator[Tick]:
    """Give the lines of the axis in view, at least so many pixels apart."""
    unit = next((unit for unit in _UNITS if unit.length / window.per_pixel >= least), _UNITS[-1])
    at = unit.floor(moment(window.low))
    last = moment(window.high)
    while at <= last and at.year < datetime.max.year - 100:  # noqa: DTZ901
        yield _tick(at, unit.length)
        at = unit.following(at)


def _tick(at: datetime, length: float) -> Tick:
    if length < DAY:
        midnight = at.hour == 0
        return Tick(minute(at), f"{at.day} {_short(at)} {at.year}" if midnight else f"{at:%H:%M}", midnight)
    if length < 28 * DAY:
        first = at.day == 1
        return Tick(minute(at), f"{_short(at)} {at.year}" if first else str(at.day), first)
    if length < YEAR:
        january = at.month == 1
        return Tick(minute(at), str(at.year) if january else _short(at), january)
    return Tick(minute(at), str(at.year), True)


def context(window: Window, least: int) -> str:
    """Return what the left edge belongs to where the axis says lesser units only: a year, a month or a day."""
    unit = next((unit for unit in _UNITS if unit.length / window.per_pixel >= least), _UNITS[-1])
    at = moment(window.low)
    if unit.length < DAY:
        return f"{at.day} {_short(at)} {at.year}"
    return f"{_short(at)} {at.year}" if unit.length < 28 * DAY else str(at.year)


def in_words(low: float, high: float) -> str:
    """Return a stretch in words, as fine as its length asks for: "March 2010 to May 2012", "3 to 5 May 2010"."""
    first, last = moment(low), moment(max(low, high - 1))
    if high - low > 120 * DAY:
        one, other = month_in_words(low), month_in_words(max(low, high - 1))
    else:
        one, other = f"{first.day} {_long(first)} {first.year}", f"{last.day} {_long(last)} {last.year}"
    return one if one == other else f"{one} to {other}"


def month_in_words(minutes: float) -> str:
    """Return the month of a minute: "March 2010"."""
    at = moment(minutes)
    return f"{_long(at)} {at.year}"


def _short(at: datetime) -> str:
    return MONTHS[at.month - 1].capitalize()[:3]


def _long(at: datetime) -> str:
    return MONTHS[at.month - 1].capitalize()
