"""Dates on a line of minutes: where an uncertain date lies in a picture, and how honestly it can be drawn there.

A dot stands for a day or a moment alone; everything wider is a bar from the earliest to the latest that the words allow, and
fades where they leave a side open ("about", "before", "after").
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from app.domain.dates import DateKind, Precision, UncertainDate

HOUR = 60
DAY = 24 * HOUR
YEAR = 365.25 * DAY


class Manner(Enum):
    """How a date may be drawn."""

    MOMENT = "moment"
    DAY = "day"
    LASTING = "lasting"
    WITHIN = "within"


class Extent(NamedTuple):
    """From where to where a date reaches, in minutes; ``high`` is the first minute after it.

    ``fades_before`` and ``fades_after`` say that the words leave that side open: the limit is where the certain part ends.
    """

    low: int
    high: int
    manner: Manner
    fades_before: bool = False
    fades_after: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it may be drawn as a dot."""
        return self.manner is Manner.MOMENT or self.manner is Manner.DAY


def minute(moment: datetime) -> int:
    """Return a moment as minutes; midnights are whole multiples of ``DAY``."""
    return moment.toordinal() * DAY + moment.hour * HOUR + moment.minute


def moment(minutes: float) -> datetime:
    """Return the moment of a minute, held within the years that there are."""
    days, rest = divmod(int(minutes), DAY)
    days = max(1, min(days, datetime.max.toordinal()))  # noqa: DTZ901 - local times without zone throughout
    return datetime.fromordinal(days) + timedelta(minutes=rest)


def extent(when: UncertainDate) -> Extent | None:
    """Return where a date lies; None where nothing is known of it."""
    _, kind, precision, earliest, latest = when.__composite_values__()
    return extent_of(kind, precision, earliest or "", latest or "")


@lru_cache(maxsize=32768)
def extent_of(kind: str, precision: str, earliest: str, latest: str) -> Extent | None:
    """Return where a date lies, by the letters it is stored in."""
    if not earliest and not latest:
        return None
    low = minute(datetime.fromisoformat(earliest or latest)) + (not earliest)
    high = minute(datetime.fromisoformat(latest or earliest)) + bool(latest)
    before = not earliest or kind in (DateKind.AROUND, DateKind.BEFORE)
    after = not latest or kind in (DateKind.AROUND, DateKind.AFTER)
    return Extent(low, max(low, high), _manner(kind, precision, high - low), before, after)


def _manner(kind: str, precision: str, length: int) -> Manner:
    if kind == DateKind.FROM_TO:
        return Manner.LASTING
    if kind == DateKind.ON and precision == Precision.TIME and length == 1:
        return Manner.MOMENT
    if kind == DateKind.ON and precision == Precision.DAY and length == DAY:
        return Manner.DAY
    return Manner.WITHIN
