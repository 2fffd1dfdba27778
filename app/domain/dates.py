"""Uncertain dates: what a record says of when, kept as given, with what is understood of it beside it.

Shapes: learning-together.md 4.3. A date is never shown more precise than it was given, so what a person sees is always
``text``; ``earliest`` and ``latest`` serve order, filters and pictures only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DateKind(StrEnum):
    """How the text relates to the calendar."""

    ON = "on"
    AROUND = "around"
    BEFORE = "before"
    AFTER = "after"
    FROM_TO = "from-to"
    BETWEEN = "between"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """The finest unit that the text itself gives."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    TERM = "term"
    YEAR = "year"
    UNKNOWN = "unknown"


WITHOUT_MONTH = (Precision.YEAR, Precision.SEASON, Precision.TERM)
"""Units that name no month."""


@dataclass(frozen=True)
class UncertainDate:
    """A date as a record gives it.

    ``earliest`` and ``latest`` are local times without zone, to the minute and inclusive (a day runs from 00:00 to 23:59);
    None where the text leaves that side open, both None where nothing is known.
    """

    text: str = ""
    kind: DateKind = DateKind.UNKNOWN
    precision: Precision = Precision.UNKNOWN
    earliest: datetime | None = None
    latest: datetime | None = None

    @property
    def known(self) -> bool:
        """Whether anything is understood of it at all."""
        return self.earliest is not None or self.latest is not None

    def __composite_values__(self) -> tuple[str, str, str, str | None, str | None]:
        """The five columns a date is stored in."""
        return (
            self.text,
            self.kind.value,
            self.precision.value,
            self.earliest.isoformat(timespec="minutes") if self.earliest else None,
            self.latest.isoformat(timespec="minutes") if self.latest else None,
        )

    @property
    def names_no_month(self) -> bool:
        """Whether it gives a year, a season or a term only: it stands ahead of the month it begins with, not in it."""
        begins = self.earliest
        whole = begins is None or (begins.day, begins.hour, begins.minute) == (1, 0, 0)
        return self.known and self.precision in WITHOUT_MONTH and whole

    def sort_key(self) -> tuple[datetime, bool, datetime]:
        """Order by earliest, then latest; "before" stands just ahead of its day, the unknown at the end.

        If one date certainly came before another, its key is the smaller. What names no month stands ahead of the month.
        """
        low = self.earliest or self.latest or datetime.max  # noqa: DTZ901 - local times without zone throughout
        high = self.latest or datetime.max  # noqa: DTZ901
        if self.names_no_month:
            low = low.replace(day=1, hour=0, minute=0)
        return low, not self.names_no_month, high
