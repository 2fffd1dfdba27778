"""What a date stands under in a list: its month, or no more than it says ("Spring 2012", "2012", "By 2011")."""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.date_words import MONTHS, SEASONS, TERMS
from app.domain.dates import DateKind, Precision

_TO_THE_MONTH = frozenset({Precision.TIME, Precision.DAY, Precision.WEEK, Precision.MONTH})
_NAMED_START = frozenset({Precision.TIME, Precision.WEEK})
"""Precisions whose start is said even where the end lies in another month."""


def heading(kind: str, precision: str, earliest: str, latest: str, text: str) -> str:
    """Return a month as ``YYYY-MM``, or the words for what is said where that isn't one month; "" where nothing is.

    ``earliest`` and ``latest`` are ISO letters, "" where open.
    """
    if kind == DateKind.ON and precision == Precision.DAY:
        return earliest[:7]
    if kind == DateKind.FROM_TO and precision in _TO_THE_MONTH and not _month_is_named(text, earliest):
        precision = Precision.YEAR
    return _heading(kind, precision, earliest[:10], latest[:10])


def _month_is_named(text: str, earliest: str) -> bool:
    """Whether a stretch says the month it starts in: "2011 – May 2012" doesn't, though it starts on 1 January."""
    if earliest[8:] != "01T00:00":
        return True
    month = int(earliest[5:7])
    return bool(re.search(rf"(?<!\d)0?{month}(?!\d)|{MONTHS[month - 1][:3]}", text.casefold()))


@lru_cache(maxsize=4096)
def _heading(kind: str, precision: str, earliest: str, latest: str) -> str:
    if not earliest or not latest:
        return _open(precision, earliest, latest)
    if precision in _TO_THE_MONTH:
        if earliest[:7] == latest[:7] or kind == DateKind.FROM_TO or precision in _NAMED_START:
            return earliest[:7]
        return _months(earliest, latest)
    return _long(kind, precision, earliest, latest)


def _open(precision: str, earliest: str, latest: str) -> str:
    bound = earliest or latest
    if not bound or precision in _TO_THE_MONTH:
        return bound[:7]
    return f"From {bound[:4]}" if earliest else f"By {bound[:4]}"


def _months(earliest: str, latest: str) -> str:
    first, last = (MONTHS[int(letters[5:7]) - 1].capitalize() for letters in (earliest, latest))
    if earliest[:4] == latest[:4]:
        return f"{first} – {last} {latest[:4]}"
    return f"{first} {earliest[:4]} – {last} {latest[:4]}"


def _long(kind: str, precision: str, earliest: str, latest: str) -> str:
    """Return the season, term or year; of a stretch, those in which it starts."""
    start, end = int(earliest[:4]), int(latest[:4])
    named = {Precision.SEASON.value: SEASONS, Precision.TERM.value: TERMS}.get(precision, {})
    name = next((name for name, (first, _) in named.items() if earliest[5:] == f"{first:02}-01"), "")
    whole = kind == DateKind.FROM_TO or (end - start <= (name == "winter"))
    if name and whole:
        year = f"{start}/{(start + 1) % 100:02}" if name == "winter" else str(start)
        return f"{name} {'term ' if precision == Precision.TERM else ''}{year}".capitalize()
    return str(start) if start == end or kind == DateKind.FROM_TO else f"{start}–{end}"
