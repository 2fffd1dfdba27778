"""The anatomy of a finding and the typology, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.resources import load_toml

HEADLINE, SUMMARY, ISSUES = "headline", "summary", "issues"
"""The parts with a look of their own; all others are texts with evidence beside them."""

SIGNS = {"effects": "letters", "issues": "numbers"}
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


def anatomy() -> tuple[Part, ...]:
    """Return the parts of a finding in the order of the page."""
    return tuple(
        Part(
            part["key"],
            part["label"],
            part["prompt"],
            SIGNS.get(part["key"], "bullets") if part.get("form") == "list" else "",
        )
        for part in load_toml("vocabularies", "finding-anatomy.toml")["part"]
    )


def typology() -> tuple[Pattern, ...]:
    """Return the kinds of underlying pattern."""
    patterns = load_toml("vocabularies", "typology.toml")["pattern"]
    return tuple(Pattern(each["key"], each["label"], each["help"]) for each in patterns)
