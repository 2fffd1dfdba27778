"""Names found in the chronology's texts: whose they are by the register, in bulk, and those that are nobody's yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.domain.name_finding import NamedPerson, NameFinder
from app.domain.text import Reference, Text
from app.models import Agency, Event, GlossaryEntry, NameLeft, Person, PersonAlias
from app.services import people
from app.services.common import column, fetch
from app.services.people import PersonFields
from app.storage.unit_of_work import UnitOfWork

TABLES = ("event", "person", "person_alias", "agency", "glossary_entry", "name_left")
"""Tables whose change may change what is found."""

TEXTS = ("what", "quotation")
AROUND = 48
"""Letters shown either side of a name."""
EXAMPLES = 3
OFTEN = 3
"""As often as this a name must stand in the texts to be offered as somebody's."""

_UNKNOWN = re.compile(
    r"(?<![\w-])(?:(?:Dr|Mr|Mrs|Miss|Ms|DC|PC|DS)\.? (?P<titled>[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)*)"
    r"|(?P<full>[A-Z][a-z]+ [A-Z][a-z]+(?:-[A-Z][a-z]+)?)|(?P<role>(?:HV|SW|GP|MW|SN|FSW|PC|DC|SHV|CP) ?\d{1,2}))(?![\w-])"
)
"""A title with a name, a first name with a surname, or a role with a number."""


@dataclass(frozen=True)
class FoundName:
    """A name as it stands in texts: how often, whose it may be, and where it stands, shown by a few examples."""

    words: str
    person_id: str
    count: int
    examples: tuple[str, ...]
    event_ids: tuple[str, ...]


@dataclass
class _Gathered:
    count: int = 0
    examples: list[str] = field(default_factory=list[str])
    event_ids: dict[str, None] = field(default_factory=dict[str, None])

    def add(self, event_id: str, letters: str, start: int, end: int) -> None:
        self.count += 1
        self.event_ids.setdefault(event_id)
        if len(self.examples) < EXAMPLES:
            self.examples.append(_around(letters, start, end))


def known(session: Session) -> tuple[FoundName, ...]:
    """Return the names in texts that are of people of the register, person by person, those refused left out."""
    finder, refused = _finder(session), _refused(session)
    gathered: dict[tuple[str, str], _Gathered] = defaultdict(_Gathered)
    for event_id, letters in _letters(session):
        for start, end, person_id in finder.mentions(letters):
            words = letters[start:end]
            if (words, person_id) not in refused:
                gathered[person_id, words].add(event_id, letters, start, end)
    order = {row.id: place for place, row in enumerate(people.register(session))}
    found = [_found(words, person_id, each) for (person_id, words), each in gathered.items()]
    return tuple(sorted(found, key=lambda each: (order.get(each.person_id, 0), -each.count, each.words)))


def unknown(session: Session) -> tuple[FoundName, ...]:
    """Return names and roles that stand in texts often and are nobody's yet, the most frequent first."""
    finder, refused, taken = _finder(session), _refused(session), _taken(session)
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for event_id, letters in _letters(session):
        known_there = finder.mentions(letters)
        for match in _UNKNOWN.finditer(letters):
            words = match[0]
            inside = any(start < match.end() and match.start() < end for start, end, _ in known_there)
            if not inside and words not in taken and (words, "") not in refused:
                gathered[words].add(event_id, letters, *match.span())
    found = (_found(words, "", each) for words, each in gathered.items() if each.count >= OFTEN)
    return tuple(sorted(found, key=lambda each: (-each.count, each.words)))


def accept(uow: UnitOfWork, person_id: str, words: Collection[str]) -> int:
    """Let these names refer to a person wherever they stand and mean that person; returns how many were found."""
    fetch(uow.session, Person, person_id)
    finder, wanted, refused = _finder(uow.session), set(words), _refused(uow.session)

    def meant(name: str, owner: str) -> bool:
        return owner == person_id and name in wanted and (name, owner) not in refused

    number = 0
    for event_id in dict.fromkeys(event_id for event_id, _ in _letters(uow.session)):
        event = uow.session.get_one(Event, event_id)
        for name in TEXTS:
            before: Text = getattr(event, name)
            after, found = _referring(before, finder, meant)
            if found:
                setattr(event, name, after)
                number += found
    return number


def refuse(uow: UnitOfWork, words: Collection[str], person_id: str = "") -> None:
    """Say that names are not this person's, or without a person that they are nobody's; they are not offered again."""
    if person_id:
        fetch(uow.session, Person, person_id)
    refused = _refused(uow.session)
    wanted = [each for each in dict.fromkeys(words) if (each, person_id) not in refused]
    uow.session.add_all(NameLeft(words=each, person_id=person_id or None) for each in wanted)


def add_as_alias(uow: UnitOfWork, words: str, person_id: str) -> int:
    """Let a name be one more of a person's, and refer to them wherever it stands."""
    person = fetch(uow.session, Person, person_id)
    if words not in {alias.name for alias in person.aliases}:
        person.aliases.append(PersonAlias(name=words))
    uow.session.flush()
    return accept(uow, person_id, (words,))


def add_as_person(uow: UnitOfWork, words: str, kind: str = "professional") -> str:
    """Put somebody of this name into the register, let the name refer to them everywhere, and return their id."""
    if not words.strip():
        raise RuleBroken("person_without_name")
    person_id = people.add(uow, PersonFields(words, kind))
    add_as_alias(uow, words, person_id)
    return person_id


def _referring(text: Text, finder: NameFinder, meant: Callable[[str, str], bool]) -> tuple[Text, int]:
    """Return a text with references in the place of the names meant, and their number."""
    letters = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in text.paragraphs)
    found = [each for each in finder.mentions(letters) if meant(letters[each[0] : each[1]], each[2])]
    for start, end, person_id in reversed(found):
        text = text.with_reference(start, end, Reference("person", person_id, letters[start:end]))
    return text, len(found)


def _finder(session: Session) -> NameFinder:
    rows = session.scalars(select(Person))
    return NameFinder(NamedPerson(each.id, each.name, tuple(alias.name for alias in each.aliases)) for each in rows)


def _refused(session: Session) -> set[tuple[str, str]]:
    return {(words, person_id or "") for words, person_id in session.execute(select(NameLeft.words, NameLeft.person_id))}


def _taken(session: Session) -> set[str]:
    """Return names of agencies and of the glossary: they are nobody's."""
    agencies = session.execute(select(Agency.name, Agency.short_name))
    return {name for row in agencies for name in row if name} | set(session.scalars(select(GlossaryEntry.abbreviation)))


def _letters(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the letters of every text of the events outside the bin; where names are references already, they are none."""
    columns = [column(Event, f"{name}_{form}") for name in TEXTS for form in ("plain", "json")]
    for event_id, *texts in session.execute(
        select(column(Event, "id"), *columns).where(column(Event, "binned_at").is_(None))
    ):
        for plain, json in zip(texts[::2], texts[1::2], strict=True):
            if plain and '"ref"' in json:
                yield (
                    event_id,
                    "\n".join("".join(run.text for run in paragraph.runs) for paragraph in Text.from_json(json).paragraphs),
                )
            elif plain:
                yield event_id, plain


def _found(words: str, person_id: str, gathered: _Gathered) -> FoundName:
    return FoundName(words, person_id, gathered.count, tuple(gathered.examples), tuple(gathered.event_ids))


def _around(letters: str, start: int, end: int) -> str:
    """Return a name with the words around it, on one line."""
    before, after = letters[max(0, start - AROUND) : start], letters[end : end + AROUND]
    left = "…" if start > AROUND else ""
    right = "…" if end + AROUND < len(letters) else ""
    return " ".join(f"{left}{before}{letters[start:end]}{after}{right}".split())
