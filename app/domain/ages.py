"""Ages: how old somebody was on a day, never shown more precise than the date of birth allows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.domain.dates import DateKind, UncertainDate

_MONTHS_UP_TO = 24
"""Below this many months an age is given in months."""
_WEEKS_UP_TO = 8


def age_on(born: UncertainDate, day: date) -> str:
    """Return an age in words ("7", "5 months", "about 3", "2–3", "unborn"); empty where it can't be told."""
    if born.earliest is None or born.latest is None:
        return ""
    if born.earliest.date() > day:
        return "unborn"
    oldest = _months(born.earliest, day)
    youngest = _months(min(born.latest, datetime.combine(day, born.latest.time())), day)
    about = "about " if born.kind is DateKind.AROUND else ""
    if oldest < _MONTHS_UP_TO:
        return about + _in_months(youngest, oldest, (day - born.earliest.date()) // timedelta(weeks=1))
    low, high = youngest // 12, oldest // 12
    return f"{about}{high}" if low == high else f"{about}{low}–{high}"


def _months(born: datetime, day: date) -> int:
    """Return the completed months from a birth to a day."""
    months = (day.year - born.year) * 12 + day.month - born.month
    return months - (day.day < born.day)


def _in_months(youngest: int, oldest: int, weeks: int) -> str:
    if youngest != oldest:
        return f"{youngest}–{oldest} months"
    if weeks < _WEEKS_UP_TO:
        return f"{weeks} week" if weeks == 1 else f"{weeks} weeks"
    return f"{oldest} month" if oldest == 1 else f"{oldest} months"
