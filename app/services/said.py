"""What a row of a return was understood to say, kept beside the entry so that a corrected return can be compared with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from app.domain.dates import UncertainDate
from app.domain.return_plans import ColumnRole, ReadingPlan
from app.domain.return_rows import Taken
from app.domain.text import clean

TOLD = frozenset({ColumnRole.ACTION, ColumnRole.OUTCOME, ColumnRole.COMMENT, ColumnRole.CHILD_SEEN})
"""Columns that go on telling what happened; an event says them after the main text, each with its heading."""

BESIDE = frozenset({ColumnRole.OTHER})
"""Columns kept with the entry alone; reference numbers are not compared, since one row more shifts them all."""

Part = tuple[str, str]
"""A heading, empty for the main text, and what stands under it."""


class Said(NamedTuple):
    """What a row says: where it is recorded, what happened, and what is kept beside it."""

    source: str
    told: tuple[Part, ...]
    beside: tuple[Part, ...] = ()

    @property
    def words(self) -> str:
        """What an event begins with: the main text, then each further text after its heading."""
        return "\n".join(f"{heading}: {text}" if heading else text for heading, text in self.told)

    @property
    def beside_words(self) -> str:
        """What is kept beside the entry, in the same way."""
        return "\n".join(f"{heading}: {text}" for heading, text in self.beside)

    def to_json(self) -> str:
        """Return the stored form."""
        return _encode(self)

    @staticmethod
    def from_json(stored: str) -> Said:
        """Read the stored form; nothing stored says nothing."""
        if not stored:
            return NOTHING
        source, told, beside = json.loads(stored)
        return Said(source, tuple((h, t) for h, t in told), tuple((h, t) for h, t in beside))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
NOTHING = Said("", ())


class Headings(NamedTuple):
    """The headings of a table's columns that tell further, and of those kept beside the entry."""

    telling: frozenset[str]
    kept: frozenset[str]


def headings_of(plan: ReadingPlan) -> Headings:
    """Return what the headings of a table are for."""
    found = [(plan.heading(column), role) for column, role in enumerate(plan.roles)]
    return Headings(frozenset(h for h, role in found if role in TOLD), frozenset(h for h, role in found if role in BESIDE))


def said_by(row: Taken, headings: Headings) -> Said:
    """Return what a row says, read by a plan of such headings."""
    telling, kept = headings
    told = (("", clean(row.what)), *((heading, clean(text)) for heading, text in row.others if heading in telling))
    beside = tuple((heading, clean(text)) for heading, text in row.others if heading in kept)
    return Said(clean(", ".join(part for part in (row.source, row.who) if part)), told, beside)


class Comparable(NamedTuple):
    """A row as it is compared: white space, case, quotation marks and headings make no difference."""

    words: str
    told: tuple[str, ...]
    source: str
    beside: tuple[str, ...]
    day: str
    limits: str
    letters: str

    @property
    def whole(self) -> tuple[str, tuple[str, ...], str, tuple[str, ...]]:
        """All that must be the same in rows that are the same, but how the words follow one another."""
        return self.limits or self.letters, self.told, self.source, self.beside


def comparable(said: Said, when: UncertainDate) -> Comparable:
    """Return a row as it is compared with others."""
    told = [plainly(text) for _, text in said.told]
    _, kind, precision, earliest, latest = when.__composite_values__()
    return Comparable(
        " ".join(told),
        (*told[:1], *sorted(told[1:])),
        plainly(said.source),
        tuple(sorted(plainly(text) for _, text in said.beside)) if said.beside else (),
        (earliest or latest or "")[:10],
        f"{kind} {precision} {earliest} {latest}" if when.known else "",
        plainly(when.text),
    )


def differing(old: Comparable, new: Comparable) -> frozenset[str]:
    """Return in what two rows differ: "when", "words", "source", "beside"."""
    same_date = old.limits == new.limits and (bool(old.limits) or old.letters == new.letters)
    found = {
        "when": not same_date,
        "words": old.told != new.told,
        "source": old.source != new.source,
        "beside": old.beside != new.beside,
    }
    return frozenset(name for name, differs in found.items() if differs)


_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " ", "\xad": ""})


def plainly(text: str) -> str:
    """Return letters as they are compared: small, with one space between words and one kind of each sign."""
    return " ".join(text.translate(_SIGNS).split()).casefold() if text else ""


def marks_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the filled cells of a row as they are compared, in any order of columns."""
    return tuple(sorted(mark for text in texts if (mark := plainly(text))))
