"""The anatomy of a finding and the typology, as the page shows them: in the words of the review where it has its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.vocabularies import Entry

HEADLINE, SUMMARY, ISSUES = "headline", "summary", "issues"
"""The parts with a look of their own; all others are texts with evidence beside them."""

SIGNS = {"effects": "letters"}
"""How the lines of a list stand in the report; those of any other list have bullets."""


@dataclass(frozen=True)
class Part:
    """One part: its label, the prompt that stands in grey where nothing is written, and how its lines are signed."""

    key: str
    label: str
    prompt: str
    signs: str = ""


@dataclass(frozen=True)
class Pattern:
    """A class of the typology."""

    key: str
    label: str
    help: str


def anatomy(entries: Sequence[Entry]) -> tuple[Part, ...]:
    """Return the parts of a finding in the order of the page."""
    return tuple(Part(entry.key, entry.label, entry.help, _signs(entry)) for entry in entries)


def _signs(entry: Entry) -> str:
    return SIGNS.get(entry.key, "bullets") if entry.more.get("form") == "list" else ""


def typology(entries: Sequence[Entry]) -> tuple[Pattern, ...]:
    """Return the kinds of underlying pattern."""
    return tuple(Pattern(entry.key, entry.label, entry.help) for entry in entries)
