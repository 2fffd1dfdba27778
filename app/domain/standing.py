"""Where an event stands among others: by its date first, and by hand as far as the dates leave it open.

Whoever puts an event somewhere by hand gives it a moment within its own span of time to stand at. So one that certainly
came before another stands before it, whatever is moved, added or dated anew later.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

NEVER = "9999"
"""Sorts behind every date."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One event's date as ISO letters ("" where open), the moment it was put at by hand, and its place among equals.

    ``begins`` is where its date alone lets it begin in the order.
    """

    id: str
    begins: str
    earliest: str
    latest: str
    stands_at: str = ""
    day_order: int = 0

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What events are ordered by."""
        low, high = sort_letters(self.begins, self.earliest, self.latest, self.stands_at)
        return low, high, self.day_order, self.id

    def at(self, moment: str) -> Standing:
        """Return it standing at a moment, which is not kept where it stands there by its date."""
        by_date = sort_letters(self.begins, self.earliest, self.latest, "")
        return replace(self, stands_at="" if by_date == (moment, moment) else moment)


def sort_letters(begins: str, earliest: str, latest: str, stands_at: str) -> tuple[str, str]:
    """Return what a date is sorted by: where it begins, then its latest moment.

    A moment given by hand stands for both, never outside the span of the date.
    """
    if stands_at:
        moment = max(earliest, min(latest or NEVER, stands_at))
        return moment, moment
    return begins, latest or NEVER


def moved(order: Sequence[Standing], place: int, to: int) -> list[Standing] | None:
    """Return the order with the event at one place moved to another; None where the dates say otherwise."""
    wanted = [*order[:place], *order[place + 1 :]]
    wanted.insert(to, order[place])
    return _arranged(order, wanted, {order[place].id})


def in_sequence(order: Sequence[Standing], ids: Sequence[str]) -> list[Standing]:
    """Return the order with these events one after the other as handed in, wherever the dates leave that open."""
    rank = {event_id: number for number, event_id in enumerate(ids)}
    own = iter(sorted((each for each in order if each.id in rank), key=lambda each: rank[each.id]))
    left = [next(own) if each.id in rank else each for each in order]
    wanted: list[Standing] = []
    while left:
        soonest = min(each.latest or NEVER for each in left)
        wanted.append(left.pop(next(number for number, each in enumerate(left) if each.earliest <= soonest)))
    return _arranged(order, wanted, rank.keys()) or list(order)


def _arranged(order: Sequence[Standing], wanted: list[Standing], free: Collection[str]) -> list[Standing] | None:
    """Give the events of a wanted order moments to stand at, changing those that are not ``free`` only where it must be."""
    differ = [number for number, (old, new) in enumerate(zip(order, wanted, strict=True)) if old.id != new.id]
    if not differ:
        return wanted
    low, high = differ[0], differ[-1] + 1
    before = order[max(low - 1, 0)].key[0]
    window = wanted[low:high]
    kept = [each.earliest if each.id in free else each.key[0] for each in window]
    moments = _rising(window, kept, before) or _rising(window, [each.earliest for each in window], before)
    if moments is None:
        return None
    for number, moment in enumerate(moments, low):
        if wanted[number].key[0] != moment:
            wanted[number] = wanted[number].at(moment)
    for moment in dict.fromkeys(moments):
        _settle(wanted, moment, low)
    return wanted


def _rising(events: Sequence[Standing], least: Sequence[str], before: str) -> list[str] | None:
    """Return moments that rise through the events, each as early as it may be; None where one lies behind its span."""
    moments: list[str] = []
    for event, own in zip(events, least, strict=True):
        before = max(before, own)
        if before > (event.latest or NEVER):
            return None
        moments.append(before)
    return moments


def _settle(wanted: list[Standing], moment: str, near: int) -> None:
    """Let the events that stand at one moment stand in the order wanted, changing none where they do already."""
    first = last = next(number for number in range(near, len(wanted)) if wanted[number].key[0] == moment)
    while first and wanted[first - 1].key[0] == moment:
        first -= 1
    while last < len(wanted) and wanted[last].key[0] == moment:
        last += 1
    group = wanted[first:last]
    numbered = [replace(each, day_order=number) for number, each in enumerate(group)]
    for settled in (group, numbered, [each.at(moment) for each in numbered]):
        keys = [each.key for each in settled]
        if keys == sorted(keys):
            wanted[first:last] = settled
            return
    raise AssertionError("numbers put anything in order that stands at one moment")
