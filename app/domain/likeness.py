"""How alike two records are: whether two agencies may have seen one event.

Nothing here says that it is one event. A likeness orders what the reviewer is offered, from 0 to 1; the reviewer says. The
wording is compared elsewhere (rapidfuzz) and handed in. The weights were fitted, by logistic regression, to the pairs that
people hold to be one event in the practice review (``tests/practice/seen_twice.toml``), and rounded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

DAYS_APART = 3
"""So many days may lie between what two agencies write: one gives the day it happened, the other the day it was told."""

OFFERED = 0.4
"""From this likeness on two records are offered."""

OPENING = 4
"""A record begins with what it is about: so many of its first telling words are looked for in the other record as well."""

_ALWAYS, _SAME_DAY, _WORDING, _OPENING, _RARE, _PEOPLE, _NAMED = -13.0, 6.5, 4.4, 8.7, 2.5, 0.7, 0.6
_ENOUGH = 8.0
"""So much told by shared words makes most of what they can make."""

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    {
        "a",
        "about",
        "after",
        "all",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "i",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "of",
        "off",
        "on",
        "one",
        "or",
        "our",
        "out",
        "over",
        "said",
        "says",
        "she",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "they",
        "this",
        "to",
        "two",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
    }
)
"""Words that stand in every record and tell nothing."""


@dataclass(frozen=True)
class Compared:
    """What is compared of two records: ``wording`` and ``opening`` from 0 to 1, ``shared`` what their shared words tell."""

    days_apart: int
    widest: int
    wording: float
    opening: float
    shared: float
    people: int
    named: int


def telling_words(words: str) -> tuple[str, ...]:
    """Return the words of a record that tell something, in small letters and in order."""
    found = _WORD.findall(words.casefold())
    return tuple(word for word in found if len(word) > 1 and word not in _SMALL)


def rarities(records: Iterable[Collection[str]]) -> dict[str, float]:
    """Return what each word tells: nothing where every record has it, the more the fewer have it."""
    counts: dict[str, int] = {}
    number = 0
    for words in records:
        number += 1
        for word in set(words):
            counts[word] = counts.get(word, 0) + 1
    return {word: math.log(number / count) for word, count in counts.items()}


def told_by(shared: Iterable[str], rarity: Mapping[str, float]) -> float:
    """Return what words that two records share tell together."""
    return sum(rarity[word] for word in shared)


def likeness(of: Compared) -> float:
    """Return how alike two records are, from 0 to 1; more of anything they share never makes it less."""
    return 1 / (1 + math.exp(-_sum(of, of.opening)))


def opening_needed(of: Compared) -> float:
    """Return how alike the openings must be for the two to be offered; over 1 where nothing helps."""
    return (math.log(OFFERED / (1 - OFFERED)) - _sum(of, 0.0)) / _OPENING


def _sum(of: Compared, opening: float) -> float:
    same_day = 1 / math.sqrt(max(1, of.widest)) if of.days_apart == 0 else 0.0
    return (
        _ALWAYS
        + _SAME_DAY * same_day
        + _WORDING * of.wording
        + _OPENING * opening
        + _RARE * (1 - math.exp(-of.shared / _ENOUGH))
        + _PEOPLE * min(2, of.people) / 2
        + _NAMED * min(2, of.named) / 2
    )


def groups_of(pairs: Mapping[tuple[str, str], float], agencies: Mapping[str, Collection[str]]) -> list[tuple[str, ...]]:
    """Put pairs together to groups, the most alike first: every two of a group are alike, and no agency is in it twice.

    A pair that does not fit into a group with others stands alone, so that each pair is in exactly one group or within it.
    """
    neighbours: dict[str, set[str]] = {}
    for one, other in pairs:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    left = dict(sorted(pairs.items(), key=lambda item: (-item[1], item[0])))
    groups: list[tuple[str, ...]] = []
    while left:
        group = list(next(iter(left)))
        for candidate in _nearest(group, neighbours, left):
            fits = all(_key(candidate, member) in left for member in group)
            taken = {agency for member in group for agency in agencies[member]}
            if fits and taken.isdisjoint(agencies[candidate]):
                group.append(candidate)
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                left.pop(_key(one, other), None)
        groups.append(tuple(group))
    return groups


def _nearest(group: Sequence[str], neighbours: Mapping[str, set[str]], left: Mapping[tuple[str, str], float]) -> list[str]:
    """Return what may join a pair, the most alike to its first first."""
    first, second = group
    both = neighbours[first] & neighbours[second]
    return sorted(both, key=lambda each: (-left.get(_key(first, each), 0.0), each))


def _key(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
