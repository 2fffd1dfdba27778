"""The family in the picture: how old a child was when, and who lived where, never more precise than the dates allow."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from app.domain.dates import DateKind, UncertainDate
from app.domain.picture_times import DAY, Extent, Manner, extent

GROWN_UP = 18


class Stretch(NamedTuple):
    """A stretch of time and what can be said of it."""

    extent: Extent
    label: str


def age_marks(born: UncertainDate, died: UncertainDate, until: int) -> tuple[Stretch, ...]:
    """Return the stretches of a childhood by age in years ("0", "1–2" while a birthday can't be told), up to a minute.

    Nothing where the date of birth is open on one side: no age can be told then.
    """
    if born.earliest is None or born.latest is None:
        return ()
    early, late = born.earliest.date(), born.latest.date()
    stop = min(until, _start(_birthday(late, GROWN_UP)))
    if (death := extent(died)) is not None:
        stop = min(stop, death.high)
    turns = {_start(_birthday(early, age)) for age in range(GROWN_UP + 1)}
    turns |= {_start(_birthday(late, age)) for age in range(GROWN_UP + 1)}
    ordered = [*sorted(turn for turn in turns if turn < stop), stop]
    about = born.kind is DateKind.AROUND
    made: list[Stretch] = []
    for low, high in pairwise(ordered):
        ages = _years(late, low), _years(early, low)
        manner = Manner.LASTING if ages[0] == ages[1] and not about else Manner.WITHIN
        made.append(Stretch(Extent(low, high, manner, about, about), _label(*ages, about=about)))
    return tuple(made)


def home_marks(since: UncertainDate, until: UncertainDate, low: int, high: int) -> tuple[Stretch, ...]:
    """Return when somebody lived in a home: what is certain, and before and after it what the dates leave open.

    Where nothing is known of a side, the stretch fades at the limit of the case.
    """
    words = _from_to(since, until)
    begin = extent(since) or Extent(low, low, Manner.WITHIN, True, True)
    end = extent(until) or Extent(high, high, Manner.WITHIN, True, True)
    start = begin.low if begin.high - begin.low <= DAY else begin.high
    stop = end.high if end.high - end.low <= DAY else end.low
    made: list[Stretch] = []
    if start != begin.low:
        made.append(Stretch(Extent(begin.low, start, Manner.WITHIN, begin.fades_before, False), words))
    if stop > start:
        fades = begin.fades_before and start == begin.low, end.fades_after and stop == end.high
        made.append(Stretch(Extent(start, stop, Manner.LASTING, *fades), words))
    if stop != end.high:
        made.append(Stretch(Extent(max(stop, start), max(end.high, start), Manner.WITHIN, False, end.fades_after), words))
    return tuple(made)


def _from_to(since: UncertainDate, until: UncertainDate) -> str:
    parts = (f"from {since.text}" if since.text else "", f"to {until.text}" if until.text else "")
    return " ".join(part for part in parts if part)


def _birthday(born: date, age: int) -> date:
    """Return a birthday; that of the 29 February is the 1 March in other years, as the law of England has it."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def _start(day: date) -> int:
    return day.toordinal() * DAY


def _years(born: date, minutes: int) -> int:
    """Return the completed years at a minute; -1 before the birth."""
    day = date.fromordinal(minutes // DAY)
    return day.year - born.year - (day < _birthday(born, day.year - born.year))


def _label(low: int, high: int, *, about: bool) -> str:
    if low < 0:
        return "born" if high <= 0 else f"up to {high}"
    if high == 0:
        return "under 1"
    return f"{'about ' if about else ''}{low if low == high else f'{low}–{high}'}"
