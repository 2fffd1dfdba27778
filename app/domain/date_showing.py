"""The normal British writing of a date: "3 May 2011", "3–5 May 2011", "early May 2011", "about 3 May 2011".

Serves dates that no one wrote, as a true date cell of a spreadsheet. Reading what is shown gives the same date again.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from app.domain.date_words import MONTHS, SEASONS, TERMS
from app.domain.dates import DateKind, Precision, UncertainDate

_PARTS = ("", "early ", "mid ", "late ")
_MONTH_STARTS = {1: "early ", 8: "mid ", 16: "late "}
_MONTH_ENDS = {15: "early ", 23: "mid "}
_YEAR_STARTS = {1: "early ", 4: "mid ", 7: "late "}
_YEAR_ENDS = {6: "early ", 9: "mid "}


def show(when: UncertainDate) -> str:
    """Write a date out."""
    low, high = when.earliest, when.latest
    if when.kind is DateKind.UNKNOWN or (low is None and high is None):
        return "date not known"
    if low is None and high is not None:
        return f"by {_end(high, when.precision)}"
    if low is not None and high is None:
        return f"from {_start(low, when.precision)} onwards"
    if low is None or high is None:
        raise AssertionError(when)
    if when.kind is DateKind.BETWEEN:
        return _between(low, high, when.precision)
    if when.kind is DateKind.FROM_TO:
        return _range(low, high, when.precision)
    text = _one(low, high, when.precision) or _range(low, high, when.precision)
    return f"about {text}" if when.kind is DateKind.AROUND else text


def _range(low: datetime, high: datetime, precision: Precision) -> str:
    """Write a span from one unit to another, without saying twice what they share."""
    if precision is Precision.TIME:
        if low.date() == high.date():
            return f"{_day(low)}, {low:%H:%M}–{high:%H:%M}"
        return f"{_day(low)}, {low:%H:%M} – {_day(high)}, {high:%H:%M}"
    if precision is Precision.DAY and (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{_day(high)}"
    if precision is Precision.DAY and low.year == high.year:
        return f"{low.day} {_month_name(low)} – {_day(high)}"
    return f"{_start(low, precision)} – {_end(high, precision)}"


def _between(low: datetime, high: datetime, precision: Precision) -> str:
    if precision is Precision.TIME and low.date() == high.date():
        return f"{_day(low)}, between {low:%H:%M} and {high:%H:%M}"
    return f"between {_start(low, precision)} and {_end(high, precision)}"


def _one(low: datetime, high: datetime, precision: Precision) -> str | None:
    """Write a span that is exactly one unit; None where it is more."""
    if precision is Precision.MONTH:
        candidates = [f"{part}{_month_name(low)} {low.year}" for part in _PARTS]
    elif precision is Precision.YEAR:
        candidates = [f"{part}{low.year}" for part in _PARTS]
    else:
        candidates = [_start(low, precision)]
    return next((text for text in candidates if _bounds(text, low, precision) == (low, high)), None)


def _bounds(text: str, low: datetime, precision: Precision) -> tuple[datetime, datetime]:
    """Return the bounds of the unit that is written as ``text`` and starts in the year and month of ``low``."""
    part = next((p for p in _PARTS[1:] if text.startswith(p)), "")
    day = timedelta(days=1) - timedelta(minutes=1)
    if precision is Precision.TIME:
        return low, low
    if precision is Precision.DAY:
        return low, low + day
    if precision is Precision.WEEK:
        return low, low + timedelta(days=6) + day
    if precision is Precision.MONTH:
        start = next((d for d, p in _MONTH_STARTS.items() if p == part), 1)
        end = next((d for d, p in _MONTH_ENDS.items() if p == part), _last_day(low.year, low.month))
        return low.replace(day=start), low.replace(day=end) + day
    if precision is Precision.YEAR:
        start = next((m for m, p in _YEAR_STARTS.items() if p == part), 1)
        end = next((m for m, p in _YEAR_ENDS.items() if p == part), 12)
        return low.replace(month=start, day=1), low.replace(month=end, day=_last_day(low.year, end)) + day
    months = SEASONS if precision is Precision.SEASON else TERMS
    first, last = next(((a, b) for a, b in months.values() if a == low.month), (low.month, low.month))
    year = low.year + (last < first)
    return low.replace(month=first, day=1), datetime(year, last, _last_day(year, last)) + day  # noqa: DTZ001 - no zones


def _start(moment: datetime, precision: Precision) -> str:
    """Write the unit that starts at a moment; a day where none of that precision does."""
    whole = moment.day == 1 and moment.hour == moment.minute == 0
    if precision is Precision.TIME:
        return f"{_day(moment)}, {moment:%H:%M}"
    if precision is Precision.WEEK:
        return f"week commencing {_day(moment)}"
    if precision is Precision.MONTH and (whole or moment.day in _MONTH_STARTS):
        return f"{'' if whole else _MONTH_STARTS[moment.day]}{_month_name(moment)} {moment.year}"
    if precision is Precision.YEAR and whole and moment.month in _YEAR_STARTS:
        return f"{'' if moment.month == 1 else _YEAR_STARTS[moment.month]}{moment.year}"
    if precision is Precision.SEASON and whole:
        name = next((n for n, (first, _) in SEASONS.items() if first == moment.month), None)
        return _season(name, moment.year) if name else _day(moment)
    if precision is Precision.TERM and whole:
        name = next((n for n, (first, _) in TERMS.items() if first == moment.month), None)
        return f"{name} term {moment.year}" if name else _day(moment)
    return _day(moment)


def _end(moment: datetime, precision: Precision) -> str:
    """Write the unit that ends with a moment; a day where none of that precision does."""
    last = moment.day == _last_day(moment.year, moment.month)
    if precision is Precision.TIME:
        return f"{_day(moment)}, {moment:%H:%M}"
    if precision is Precision.WEEK:
        return f"week commencing {_day(moment - timedelta(days=6))}"
    if precision is Precision.MONTH and (last or moment.day in _MONTH_ENDS):
        return f"{'' if last else _MONTH_ENDS[moment.day]}{_month_name(moment)} {moment.year}"
    if precision is Precision.YEAR and last and moment.month in {6, 9, 12}:
        return f"{_YEAR_ENDS.get(moment.month, '')}{moment.year}"
    if precision is Precision.SEASON and last:
        name = next((n for n, (_, end) in SEASONS.items() if end == moment.month), None)
        return _season(name, moment.year - (name == "winter")) if name else _day(moment)
    if precision is Precision.TERM and last:
        name = next((n for n, (_, end) in TERMS.items() if end == moment.month), None)
        return f"{name} term {moment.year}" if name else _day(moment)
    return _day(moment)


def _season(name: str, year: int) -> str:
    return f"winter {year}/{(year + 1) % 100:02}" if name == "winter" else f"{name} {year}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {_month_name(moment)} {moment.year}"


def _month_name(moment: datetime) -> str:
    return MONTHS[moment.month - 1].capitalize()


def _last_day(year: int, month: int) -> int:
    following = datetime(year + month // 12, month % 12 + 1, 1)  # noqa: DTZ001 - no zones
    return (following - timedelta(days=1)).day


@lru_cache(maxsize=8192)
def moment_date(value: date | datetime) -> UncertainDate:
    """Return the machine date of a true date cell: a day, or a moment where it has a time."""
    if isinstance(value, datetime) and value.time() != time.min:
        moment = value.replace(second=0, microsecond=0, tzinfo=None)
        return UncertainDate("", DateKind.ON, Precision.TIME, moment, moment)
    start = datetime.combine(value.date() if isinstance(value, datetime) else value, time.min)
    return UncertainDate("", DateKind.ON, Precision.DAY, start, start + timedelta(days=1) - timedelta(minutes=1))


@lru_cache(maxsize=8192)
def show_moment(value: date | datetime) -> str:
    """Write out what a true date cell holds."""
    return show(moment_date(value))
