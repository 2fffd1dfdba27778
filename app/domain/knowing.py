"""Who could know what on a day (F21): when it happened, when it was recorded, when each agency came to know.

An agency that recorded an event is taken to have known of it from the day it recorded it or, where no such day is given,
from the day it happened; what the reviewer enters as "came to know" stands before both. Computed, never stored.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import IntEnum

from app.domain.dates import UncertainDate


class Knew(IntEnum):
    """Whether an agency knew of an event on a day; the order is that of certainty."""

    NO = 0
    PERHAPS = 1
    YES = 2


def came_to_know(
    entered: UncertainDate | None, recorded: UncertainDate, happened: UncertainDate, *, recorded_it: bool
) -> UncertainDate | None:
    """Return when an agency came to know of an event; None where nothing says that it ever did."""
    if entered is not None:
        return entered
    if not recorded_it:
        return None
    return recorded if recorded.known else happened


def knew(known_from: UncertainDate | None, day: date) -> Knew:
    """Return whether what came to be known then was known by the end of a day; an uncertain date may leave it open."""
    if known_from is None:
        return Knew.NO
    end = datetime.combine(day, time(23, 59))
    if known_from.latest is not None and known_from.latest <= end:
        return Knew.YES
    if known_from.earliest is not None and known_from.earliest > end:
        return Knew.NO
    return Knew.PERHAPS
