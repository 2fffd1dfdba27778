"""Where an event stands among others: by its date first, and by hand as far as the dates leave it open.

Whoever puts an event somewhere by hand gives it a moment within its own span of time to stand at. So one that certainly
came before another stands before it, whatever is moved, added or dated anew later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop
from itertools import groupby

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
    wanted = _as_dates_allow([next(own) if each.id in rank else each for each in order])
    return _arranged(order, wanted, rank.keys()) or list(order)


def _as_dates_allow(events: Sequence[Standing]) -> list[Standing]:
    """Return events as handed in, but none behind one that begins only when it is over."""
    ends = [(each.latest or NEVER, number) for number, each in enumerate(events)]
    heapify(ends)
    placed: dict[int, Standing] = {}
    first = 0
    while len(placed) < len(events):
        while ends[0][1] in placed:
            heappop(ends)
        while first in placed:
            first += 1
        soonest = ends[0][0]
        found = next(n for n in range(first, len(events)) if n not in placed and events[n].earliest <= soonest)
        placed[found] = events[found]
    return list(placed.values())


Numbers = Mapping[str, float | None]
"""The numbers that a return gives its events, as Chronolator's Seq does; None where it gives one none."""


def by_numbers(events: Sequence[Standing], numbers: Numbers) -> list[Standing]:
    """Return events in their order, those of one day by their numbers where each has one, as far as the dates allow."""
    order: list[Standing] = []
    for _, group in groupby(events, key=_day):
        day = list(group)
        order += in_sequence(day, [each.id for each in sorted(day, key=_number_in(numbers))]) if _all(day, numbers) else day
    return order


def put_by_numbers(order: Sequence[Standing], numbers: Numbers, new: Collection[str]) -> list[Standing]:
    """Return the order with new events of a return put among its others of their day by the numbers it gives them.

    Those others stay in the order they are in, which may be one made by hand.
    """
    found: list[Standing] = []
    for _, group in groupby(order, key=_day):
        day = list(group)
        own = [each for each in day if each.id in numbers]
        coming = sorted((each for each in own if each.id in new), key=_number_in(numbers))
        if _all(own, numbers):
            for each in coming if len(own) > 1 else ():
                day = _put_among(day, each.id, [other.id for other in own if other.id != each.id], numbers)
        found += day
    return found


def _put_among(day: list[Standing], event_id: str, others: Collection[str], numbers: Numbers) -> list[Standing]:
    """Put an event behind the last of its return's others with a lower number, or ahead of the first with a higher one."""
    own = numbers[event_id] or 0
    places = {each.id: place for place, each in enumerate(day)}
    place = places[event_id]
    lower = [places[each] for each in others if (numbers[each] or 0) < own]
    higher = [places[each] for each in others if (numbers[each] or 0) > own]
    if lower and not (max(lower) < place and all(each > place for each in higher)):
        to = max(lower) + (place > max(lower))
    elif higher and not lower:
        to = min(place, min(higher))
    else:
        return day
    return moved(day, place, to) or day


def _all(events: Collection[Standing], numbers: Numbers) -> bool:
    return all(numbers.get(each.id) is not None for each in events)


def _number_in(numbers: Numbers) -> Callable[[Standing], float]:
    def number(event: Standing) -> float:
        return numbers[event.id] or 0

    return number


def _day(event: Standing) -> str:
    return event.key[0][:10]


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
    places: dict[str, int] = {}
    for number, moment in enumerate(moments, low):
        places.setdefault(moment, number)
    for moment, place in places.items():
        _settle(wanted, moment, place)
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


def _settle(wanted: list[Standing], moment: str, place: int) -> None:
    """Let the events that stand at the moment of one stand in the order wanted, changing none where they do already."""
    first = last = place
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
