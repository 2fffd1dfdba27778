"""Finding people in what is written: names and initials that can mean one person alone become references."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.text import Reference, Text

_TITLES = "Dr|DC|DS|DI|PC|PS|GP|HV|MW|SN|NN|SW|ENP|SALT|Mr|Mrs|Miss|Ms"


@dataclass(frozen=True)
class NamedPerson:
    """A person with the names that records use of them."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class NameFinder:
    """Finds names and initials; whatever could mean two people is left as it stands.

    Words such as "mother" or "chair" are never taken: in one record they are one person's, in the next another's.
    Neither is a single letter.
    """

    def __init__(self, people: Iterable[NamedPerson]) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        surnames: set[str] = set()
        for person in people:
            first, *_, last = person.name.split()
            surnames.add(last)
            for name in (person.name, first, last, *person.aliases):
                if len(name) > 1 and name[0].isupper():
                    owners[name].add(person.id)
        self._owners = {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}
        names = _either(self._owners)
        lasts = _either(surnames & self._owners.keys())
        # A title and an initial belong to the name they stand before.
        self._pattern = re.compile(rf"(?<!\w)(?:({names})|(?:(?:{_TITLES})\s)?(?:[A-Z]\.?\s)?({lasts}))(?!\w)")

    def referring(self, text: Text) -> Text:
        """Return the text with references in the place of names; those it has, and its marks, stay."""
        letters = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in text.paragraphs)
        for found in reversed(list(self._pattern.finditer(letters))):
            text = text.with_reference(*found.span(), Reference("person", self._owner(found), found[0]))
        return text

    def replacing(self, words: str, by: Callable[[str], str]) -> str:
        """Return plain words with each name replaced by what ``by`` makes of the person's id."""
        return self._pattern.sub(lambda found: by(self._owner(found)), words)

    def _owner(self, found: re.Match[str]) -> str:
        return self._owners[found[1] or found[2]]


def _either(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, the longest first; for none, one that finds nothing."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) or "(?!)"
