"""Ages: how old somebody was on a day, never shown more precise than the date of birth allows."""

from __future__ import annotations

from datetime import date

from app.domain.dates import DateKind, UncertainDate

_MONTHS_UP_TO = 24
"""Below this many months an age is given in months."""
_WEEKS_UP_TO = 8
"""Below this many weeks it is given in weeks."""


def age_on(born: UncertainDate, day: date) -> str:
    """Return an age in words ("7", "5 months", "about 3", "2–3", "unborn"); empty where it can't be told."""
    if born.earliest is None or born.latest is None:
        return ""
    if born.earliest.date() > day:
        return "unborn"
    latest = min(born.latest.date(), day)
    about = "about " if born.kind is DateKind.AROUND else ""
    weeks = [(day - born_on).days // 7 for born_on in (latest, born.earliest.date())]
    months = [_months(born_on, day) for born_on in (latest, born.earliest.date())]
    if weeks[-1] < _WEEKS_UP_TO:
        return f"{about}{_span(*weeks)} {'week' if weeks == [1, 1] else 'weeks'}"
    if months[-1] < _MONTHS_UP_TO:
        return f"{about}{_span(*months)} {'month' if months == [1, 1] else 'months'}"
    return f"{about}{_span(months[0] // 12, months[-1] // 12)}"


def _months(born: date, day: date) -> int:
    """Return the completed months from a birth to a day."""
    months = (day.year - born.year) * 12 + day.month - born.month
    return months - (day.day < born.day)


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
