"""The axis of the picture: which lines of the calendar it has at a scale, and what it says in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from app.domain.date_words import MONTHS
from app.domain.picture_scale import Window
from app.domain.picture_times import DAY, HOUR, YEAR, minute, moment


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
    """Every so many days from the first of a month on; the last of them goes to the next first, not to stand beside it."""
    half = timedelta(days=number / 2)

    def floor(at: datetime) -> datetime:
        day = at.replace(day=at.day - (at.day - 1) % number, hour=0, minute=0)
        return day - timedelta(days=number) if day + half >= _next_first(at) else day

    def following(at: datetime) -> datetime:
        then, first = at + timedelta(days=number), _next_first(at)
        return first if then + half >= first else then

    return _Unit(number * DAY, floor, following)


def _next_first(at: datetime) -> datetime:
    return (at.replace(day=1, hour=0, minute=0) + timedelta(days=32)).replace(day=1)


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
