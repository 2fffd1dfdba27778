"""Finding people in what is written: names and initials that can mean one person alone become references."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.text import Reference, Text

_TITLES = "Dr|DC|DS|DI|PC|PS|GP|HV|MW|SN|NN|SW|ENP|SALT|Mr|Mrs|Miss|Ms"

_GAP = r"[^\S\n]"

_WORDS_TOO = frozenset(
    {
        "April",
        "Autumn",
        "August",
        "Day",
        "Faith",
        "Field",
        "Grace",
        "Green",
        "Hall",
        "Hill",
        "Hope",
        "House",
        "Joy",
        "June",
        "Lane",
        "Little",
        "Long",
        "March",
        "Mark",
        "May",
        "Park",
        "Rose",
        "Short",
        "Summer",
        "Sunday",
        "Ward",
        "West",
        "White",
        "Will",
        "Winter",
        "Wood",
        "Young",
    }
)
"""Names that begin sentences, dates and addresses as well: standing alone, they may be no name at all."""


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
        self._initials: dict[str, str] = {}
        for person in (person for person in people if person.name.split()):
            first, *_, last = [*person.name.split(), person.name.split()[-1]]
            surnames.add(last)
            self._initials[person.id] = first[0]
            for name in (person.name, first, last, *person.aliases):
                if len(name) > 1 and name[0].isupper():
                    owners[name].add(person.id)
        self._owners = {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}
        self._unclear = _pattern(rf"({_either(owners.keys() - self._owners.keys())})")
        names = _either(self._owners.keys() - _WORDS_TOO)
        lasts = _either(surnames & self._owners.keys() - _WORDS_TOO)
        titled = _either(surnames & self._owners.keys())
        # A title and an initial belong to the name they stand before, in the same line.
        courtesy, title, initial = rf"(?:(?:Mr|Mrs|Miss|Ms){_GAP})?", rf"(?:{_TITLES}){_GAP}", rf"(?:([A-Z])\.?{_GAP})?"
        self._pattern = _pattern(rf"(?:{courtesy}({names})|{title}{initial}({titled})|{initial}({lasts}))")

    def referring(self, text: Text) -> Text:
        """Return the text with references in the place of names; those it has, and its marks, stay."""
        letters = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in text.paragraphs)
        for found in reversed(list(self._pattern.finditer(letters))):
            if owner := self._owner(found):
                text = text.with_reference(*found.span(), Reference("person", owner, found[0]))
        return text

    def replacing(self, words: str, by: Callable[[str], str]) -> str:
        """Return plain words with each name replaced by what ``by`` makes of the person's id."""

        def other(found: re.Match[str]) -> str:
            owner = self._owner(found)
            return by(owner) if owner else found[0]

        return self._pattern.sub(other, words)

    def mentions(self, words: str) -> tuple[tuple[int, int, str], ...]:
        """Return where plain words name somebody: from, up to, and the person's id."""
        found = ((*match.span(), self._owner(match)) for match in self._pattern.finditer(words))
        return tuple((start, end, owner) for start, end, owner in found if owner)

    def finds(self, words: str) -> bool:
        """Whether plain words hold a name that can mean one person alone."""
        return any(self._owner(found) for found in self._pattern.finditer(words))

    def unclear(self, words: str) -> frozenset[str]:
        """Return the names and initials in plain words that several people share."""
        return frozenset(self._unclear.findall(words))

    def _owner(self, found: re.Match[str]) -> str | None:
        """Return the person's id; None where the initial is another's: a namesake whom the review doesn't know."""
        whole, titled_initial, titled, initial, last = found.groups()
        owner = self._owners[whole or titled or last]
        initial = titled_initial or initial
        return owner if initial in (None, self._initials[owner]) else None


def _pattern(inner: str) -> re.Pattern[str]:
    """Return a pattern for whole words: the parts of "Ash-Fenn" and of "O'Dell" are none."""
    return re.compile(rf"(?<!\w)(?<!\w[-'’]){inner}(?!\w|-\w)")


def _either(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, the longest first; for none, one that finds nothing."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) or "(?!)"
