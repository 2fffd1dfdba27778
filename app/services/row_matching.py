"""Which row of a corrected return is which row of the earlier one: a suggestion that the reviewer looks at.

Rows that say the same are found by what they say, whatever their order; of the others each is held against the few it could
be: those of its day, and those that share its rarest words. So that it stays near linear, never all against all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Final

from rapidfuzz.fuzz import ratio

from app.services.said import Comparable

SAME_DAY: Final = 55
"""Likeness of words, of a hundred, from which rows of one date are taken for one row."""

OTHER_DAY: Final = 82
"""The same for rows of different dates."""

NEAR: Final = 12
"""Rows of the same day that a row is held against, those that stand nearest in the file."""

RARE: Final = 6
"""Words, the rarest first, by which a row looks for others."""

COMMON: Final = 24
"""A word in more rows than this finds none."""

LONGEST: Final = 1500
"""Letters of a row that are compared."""

Key = Callable[[Comparable], Hashable]


def match(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[int | None]:
    """Return for each new row the old one it takes the place of, None for a row that was not there; no old one twice."""
    found: list[int | None] = [None] * len(new)
    left_old, left_new = list(range(len(old))), list(range(len(new)))
    for key in (_whole, _dated_words):
        _pair_by(key, old, new, left_old, left_new, found)
    _pair_lone(old, new, left_old, left_new, found)
    _pair_likely(old, new, left_old, left_new, found)
    return found


def _whole(row: Comparable) -> Hashable:
    return row.whole


def _dated_words(row: Comparable) -> Hashable:
    return row.limits or row.letters, row.told


def _pair_by(
    key: Key,
    old: Sequence[Comparable],
    new: Sequence[Comparable],
    left_old: list[int],
    left_new: list[int],
    found: list[int | None],
) -> None:
    """Pair rows of one key, the first with the first: repeats within a return stay as many as they are."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(left_old):
        waiting[key(old[index])].append(index)
    for index in left_new:
        if places := waiting.get(key(new[index])):
            found[index] = places.pop()
    _take_paired(left_old, left_new, found)


def _take_paired(left_old: list[int], left_new: list[int], found: list[int | None]) -> None:
    paired = {index for index in found if index is not None}
    left_old[:] = [index for index in left_old if index not in paired]
    left_new[:] = [index for index in left_new if found[index] is None]


def _pair_lone(
    old: Sequence[Comparable],
    new: Sequence[Comparable],
    left_old: list[int],
    left_new: list[int],
    found: list[int | None],
) -> None:
    """Pair rows of the same words and another date, where they are the only ones with these words."""
    were = Counter(old[index].told for index in left_old)
    are = Counter(new[index].told for index in left_new)
    lone = {old[index].told: index for index in left_old if were[old[index].told] == 1 == are[old[index].told]}
    for index in left_new:
        if new[index].told in lone:
            found[index] = lone[new[index].told]
    _take_paired(left_old, left_new, found)


def _pair_likely(
    old: Sequence[Comparable],
    new: Sequence[Comparable],
    left_old: list[int],
    left_new: list[int],
    found: list[int | None],
) -> None:
    """Pair the likeliest first; where two are as likely, those nearest to each other in the file."""
    near = _Neighbours(old, left_old)
    pairs: list[tuple[float, int, int, int]] = []
    scale = len(old) / max(len(new), 1)
    for index in left_new:
        place = round(index * scale)
        for other in near.of(new[index], place):
            score = likeness(old[other], new[index])
            if score > 0:
                pairs.append((-score, abs(other - place), other, index))
    pairs.sort()
    taken: set[int] = set()
    for _, _, other, index in pairs:
        if other not in taken and found[index] is None:
            taken.add(other)
            found[index] = other


def likeness(old: Comparable, new: Comparable) -> float:
    """Return how likely two rows are one, up to a hundred and some; 0 where they are taken for two."""
    same_day = bool(old.day) and old.day == new.day
    either_unknown = not old.day or not new.day
    least = SAME_DAY if same_day else (SAME_DAY + OTHER_DAY) / 2 if either_unknown else OTHER_DAY
    words = ratio(old.words[:LONGEST], new.words[:LONGEST], score_cutoff=least)
    if not words:
        return 0
    return words + (4 if same_day else 3 * _closeness(old.day, new.day)) + (old.source == new.source)


def _closeness(one: str, other: str) -> float:
    """Return 1 for neighbouring days and less the further they are apart; 0 where one is not known."""
    if not one or not other:
        return 0
    return 1 / (1 + abs((date.fromisoformat(one) - date.fromisoformat(other)).days) / 30)


class _Neighbours:
    """The old rows that a new one could be, few for any."""

    def __init__(self, old: Sequence[Comparable], left: Sequence[int]) -> None:
        self._by_day: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index in left:
            self._by_day[old[index].day].append(index)
            for word in _words(old[index]):
                self._by_word[word].append(index)

    def of(self, row: Comparable, place: int) -> Iterable[int]:
        """Return the rows of its day nearest to a place, and those that share its rarest words."""
        day = self._by_day.get(row.day, [])
        if len(day) > NEAR:
            day = _around(day, place)
        found = dict.fromkeys(day)
        known = [self._by_word[word] for word in sorted(_words(row)) if word in self._by_word]
        rare = [places for places in known if len(places) <= COMMON]
        for places in sorted(rare, key=len)[:RARE]:
            found.update(dict.fromkeys(places))
        return found


def _around(sorted_places: Sequence[int], place: int) -> Sequence[int]:
    """Return the places around one, of a list in order."""
    at = bisect_left(sorted_places, place)
    start = max(0, min(at - NEAR // 2, len(sorted_places) - NEAR))
    return sorted_places[start : start + NEAR]


def _words(row: Comparable) -> frozenset[str]:
    return frozenset(word for word in row.words[:LONGEST].split(" ") if len(word) > 2)


def nearest(old: Comparable, news: Sequence[Comparable], most: int) -> list[int]:
    """Return the places of the new rows that say most nearly what an old one said, the likeliest first."""
    scores = [(-ratio(old.words[:LONGEST], new.words[:LONGEST]) - 20 * _closeness(old.day, new.day), place)
              for place, new in enumerate(news)]  # fmt: skip
    return [place for _, place in sorted(scores)[:most]]
