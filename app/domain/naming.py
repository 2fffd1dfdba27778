"""Naming by audience: the same reference shown by name, by role or by pseudonym."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.text import Reference


class NamingMode(StrEnum):
    """How people are shown, everywhere at once."""

    NAMED = "named"
    BY_ROLE = "role"
    PSEUDONYM = "pseudonym"


@dataclass(frozen=True)
class PersonNames:
    """All the ways in which one person is shown; a missing role or pseudonym falls back to a plain word, never the name."""

    name: str
    role: str = ""
    pseudonym: str = ""
    kind: str = "professional"


FALLBACKS = {"family": "a family member", "professional": "a professional", "review": "a member of the review"}


@dataclass(frozen=True)
class Naming:
    """Shows references in one mode; call it as a ``Shower``."""

    mode: NamingMode = NamingMode.NAMED
    people: Mapping[str, PersonNames] = field(default_factory=dict[str, PersonNames])
    agencies: Mapping[str, str] = field(default_factory=dict[str, str])

    def __call__(self, reference: Reference) -> str:
        """Return the words a reference is shown by; what is gone is shown by the letters first written."""
        if reference.kind == "agency":
            return self.agencies.get(reference.id, reference.given)
        if reference.id not in self.people:
            return reference.given if self.mode is NamingMode.NAMED else FALLBACKS["professional"]
        return self.person(reference.id)

    def person(self, person_id: str) -> str:
        """Return the words a person is shown by."""
        names = self.people.get(person_id)
        if names is None:
            return ""
        fallback = FALLBACKS.get(names.kind, FALLBACKS["professional"])
        if self.mode is NamingMode.BY_ROLE:
            return names.role or fallback
        if self.mode is NamingMode.PSEUDONYM:
            return names.pseudonym or names.role or fallback
        return names.name
