"""Several events in one row: where a row's text can be parted, and the rows that its parts are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from app.domain.date_context import DateContext
from app.domain.date_parsing import Understanding, understand
from app.domain.return_rows import LINE_DATE, Taken


def cuts_within(text: str, cuts: Iterable[int]) -> tuple[int, ...]:
    """Return those places that part a text with words on both sides, in order, each once."""
    found: list[int] = []
    last = 0
    for cut in sorted(set(cuts)):
        if 0 < cut < len(text) and text[last:cut].strip() and text[cut:].strip():
            found.append(cut)
            last = cut
    return tuple(found)


def parts_of(text: str, cuts: Sequence[int]) -> tuple[str, ...]:
    """Return the parts of a text parted at these places."""
    bounds = [0, *cuts_within(text, cuts), len(text)]
    return tuple(text[a:b].strip() for a, b in pairwise(bounds))


def split_row(taken: Taken, cuts: Sequence[int], context: DateContext) -> tuple[Taken, ...]:
    """Split a row at these places of its main text; each part takes the date it begins with, or else the row's."""
    parts = parts_of(taken.what, cuts)
    if len(parts) == 1:
        return (taken,)
    year = taken.when.earliest.year if taken.when.earliest else context.year
    remarks = tuple(each for each in taken.remarks if each.key != "several-events")
    rows: list[Taken] = []
    for number, part in enumerate(parts, 1):
        own = _own_date(part, replace(context, year=year))
        rows.append(
            replace(
                taken,
                place=f"{taken.place}, part {number} of {len(parts)}",
                when=own.when if own else taken.when,
                questions=own.questions if own else taken.questions,
                what=part,
                remarks=remarks,
            )
        )
    return tuple(rows)


def suggested_cuts(taken: Taken, context: DateContext) -> tuple[int, ...]:
    """Return the beginnings of the lines of a row that begin with a date of their own, but the first."""
    cuts: list[int] = []
    at = 0
    for line in taken.what.split("\n"):
        if at and _own_date(line, context) is not None:
            cuts.append(at)
        at += len(line) + 1
    return cuts_within(taken.what, cuts)


def letters_before(text: str, cuts: Iterable[int]) -> tuple[int, ...]:
    """Return for places in a text how many letters stand before each, white space not counted."""
    return tuple(sum(not letter.isspace() for letter in text[:cut]) for cut in cuts)


def places_after(text: str, counts: Iterable[int]) -> tuple[int, ...]:
    """Return the places in a text before which so many letters stand: what ``letters_before`` counted."""
    at = [place for place, letter in enumerate(text) if not letter.isspace()]
    return cuts_within(text, (at[count] for count in counts if 0 < count < len(at)))


def _own_date(text: str, context: DateContext) -> Understanding | None:
    found = LINE_DATE.match(text)
    understood = understand(found[1], context) if found else None
    return understood if understood and understood.when.known else None
