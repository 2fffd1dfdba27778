"""Where nothing is recorded: the stretches of a period in which certainly none of some dates lies.

A date that is uncertain may lie anywhere within its limits, so that all of them count as spoken for: a silence is
never longer than is certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Spoken:
    """The limits within which something recorded happened; ``id`` says what it is."""

    id: str
    first: date
    last: date


@dataclass(frozen=True)
class Gap:
    """A stretch without anything recorded, both its days included; ``before`` and ``after``: ids beside it, "" for none."""

    first: date
    last: date
    before: str = ""
    after: str = ""

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


def gaps(spoken: Iterable[Spoken], since: date, until: date, longer_than: int) -> tuple[Gap, ...]:
    """Return the stretches of a period that last longer than so many days and in which nothing is recorded, in order.

    What lies outside of the period is named beside the first and the last stretch, and counts for nothing else.
    """
    free, before = since, ""
    found: list[Gap] = []
    for each in sorted(spoken, key=_order):
        if each.first > until:
            found.append(Gap(free, until, before, each.id))
            free = until + DAY
            break
        if each.first > free:
            found.append(Gap(free, each.first - DAY, before, each.id))
        if each.last >= free or each.first < since:
            free, before = max(free, each.last + DAY), each.id
    if free <= until:
        found.append(Gap(free, until, before))
    return tuple(gap for gap in found if gap.days > longer_than)


def _order(each: Spoken) -> tuple[date, date, str]:
    return each.first, each.last, each.id
