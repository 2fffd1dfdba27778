"""Finding people in what agencies wrote: names and initials that can mean one person alone become references."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.text import Reference, Text

_TITLES = "Dr|DC|DS|DI|PC|PS|HV|MW|SN|NN|SW|ENP|Mr|Mrs|Miss|Ms"


@dataclass(frozen=True)
class KnownPerson:
    """A person with the names that the records use of them."""

    id: str
    name: str
    aliases: tuple[str, ...]
    family: bool


class NameFinder:
    """Finds names and initials; whatever could mean two people is left as it stands.

    Words such as "mother" or "chair" are never taken: in one record they are one person's, in the next another's. Neither is a
    single letter, nor a surname without a title, as both are words of their own too often.
    """

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        surnames: dict[str, set[str]] = defaultdict(set)
        for person in people:
            first, *_, last = person.name.split()
            for name in (person.name, *person.aliases, *([first] if person.family else [])):
                if len(name) > 1 and name[0].isupper():
                    owners[name].add(person.id)
            surnames[last].add(person.id)
        self._owners = {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}
        self._surnames = {name: next(iter(ids)) for name, ids in surnames.items() if len(ids) == 1}
        names = "|".join(re.escape(name) for name in sorted(self._owners, key=len, reverse=True))
        lasts = "|".join(re.escape(name) for name in self._surnames)
        self._pattern = re.compile(rf"(?<!\w)(?:({names or '(?!)'})|(?:{_TITLES})\s({lasts or '(?!)'}))(?!\w)")

    def referring(self, text: Text) -> Text:
        """Return the text with references in the place of names; it has none yet."""
        for found in reversed(list(self._pattern.finditer(text.plain))):
            person_id = self._owners[found[1]] if found[1] else self._surnames[found[2]]
            text = text.with_reference(found.start(), found.end(), Reference("person", person_id, found[0]))
        return text
