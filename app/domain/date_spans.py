"""Spans of the calendar: what stretch of time a day, week, month, season, term or year covers."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app.domain.date_words import SEASONS, TERMS
from app.domain.dates import DateKind, Precision

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
_END = time(23, 59)


@dataclass(frozen=True)
class Span:
    """A stretch of time, its bounds inclusive to the minute, with the questions its reading left."""

    low: datetime
    high: datetime
    precision: Precision
    kind: DateKind = DateKind.ON
    questions: tuple[str, ...] = ()

    def asking(self, *questions: str) -> Span:
        """Return the span with further questions."""
        if not questions:
            return self
        return replace(self, questions=tuple(dict.fromkeys((*self.questions, *questions))))

    @property
    def one_day(self) -> bool:
        """Whether it is one whole day."""
        return self.precision is Precision.DAY and self.low.date() == self.high.date()


def _span(first: date, last: date, precision: Precision) -> Span:
    return Span(datetime.combine(first, time.min), datetime.combine(last, _END), precision)


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def day_span(year: int, month: int, day: int) -> Span | None:
    """Return one day; None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return _span(found, found, Precision.DAY)


def month_span(year: int, month: int, part: str = "") -> Span | None:
    """Return a month or its early, mid or late part; the parts overlap, as people's use of the words does."""
    if not 1 <= month <= 12:
        return None
    last = last_of_month(year, month)
    first_day, last_day = {"early": (1, 15), "mid": (8, 23), "late": (16, last.day)}.get(part, (1, last.day))
    return _span(date(year, month, first_day), date(year, month, last_day), Precision.MONTH)


def year_span(year: int, part: str = "") -> Span:
    """Return a year or its early, mid or late part."""
    first, last = {"early": (1, 6), "mid": (4, 9), "late": (7, 12)}.get(part, (1, 12))
    return _span(date(year, first, 1), last_of_month(year, last), Precision.YEAR)


def years_span(first: int, last: int) -> Span:
    """Return some time between the start of one year and the end of another."""
    return replace(_span(date(first, 1, 1), date(last, 12, 31), Precision.YEAR), kind=DateKind.BETWEEN)


def months_between(first: tuple[int, int], last: tuple[int, int]) -> Span:
    """Return some time between the start of one month and the end of another."""
    span = _span(date(*first, 1), last_of_month(*last), Precision.MONTH)
    return replace(span, kind=DateKind.BETWEEN)


def season_span(year: int, name: str) -> Span:
    """Return a season by the year in which it begins."""
    first, last = SEASONS[name]
    return _span(date(year, first, 1), last_of_month(year + (last < first), last), Precision.SEASON)


def term_span(year: int, name: str) -> Span:
    """Return a school term."""
    first, last = TERMS[name]
    return _span(date(year, first, 1), last_of_month(year, last), Precision.TERM)


def easter_sunday(year: int) -> date:
    """Return the day of Easter (the anonymous Gregorian reckoning of 1876)."""
    golden, (century, within) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (within // 4) - epact - within % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def week_span(first: date) -> Span:
    """Return the seven days from a day on."""
    return _span(first, first + 6 * DAY, Precision.WEEK)


def joined_span(first: Span, last: Span, kind: DateKind) -> Span:
    """Return the span from one to the end of another, as precise as the finer of them."""
    order = list(Precision)
    finer = min(first.precision, last.precision, key=order.index)
    return Span(first.low, last.high, finer, kind, tuple(dict.fromkeys(first.questions + last.questions)))
