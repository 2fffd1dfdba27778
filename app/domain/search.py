"""What a reviewer types to find things: words, "exact words", -not, and operators such as agency:, before: and person:.

``parse`` reads it and says in keys what it did not understand (sentences in ``resources/messages.toml``, ``[search]``);
``Query.holds`` asks it of anything that has a ``Findable``'s attributes. The panel of the chronology and the search over
everything speak the same language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand

OPERATORS = ("agency", "person", "before", "after", "on", "in", "skeleton", "episode", "asked", "tag")
"""The names that may stand before a colon."""

PLACES = ("chronology", "conversations", "episodes", "factors", "findings", "people", "meetings", "review")
"""What may stand after ``in:``."""

ANSWERS = {"yes": True, "no": False}
_SAME = {
    "agencies": "agency",
    "who": "person",
    "people": "person",
    "name": "person",
    "date": "on",
    "where": "in",
    "tags": "tag",
}
_DATES = frozenset({"before", "after", "on"})
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_TOKEN = re.compile(
    r"(?P<empty>-?[A-Za-z]+:(?=\s|$))"
    r'|(?P<sign>-)?(?:(?P<name>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]+))'
)
NEVER = "9999"


class Findable(Protocol):
    """What can be asked of a thing; None where a question has no meaning for it. Dates are ISO letters."""

    @property
    def folded(self) -> str:
        """Its words in small letters, every name of those it refers to among them."""
        ...

    @property
    def place(self) -> str:
        """Where it stands, one of ``PLACES``."""
        ...

    @property
    def agency(self) -> str:
        """Its agency's names in small letters."""
        ...

    @property
    def people(self) -> frozenset[str]:
        """The ids of the people in it."""
        ...

    @property
    def earliest(self) -> str:
        """The first moment it may lie at, "" where open."""
        ...

    @property
    def latest(self) -> str:
        """The last moment it may lie at, "" where open."""
        ...

    @property
    def skeleton(self) -> bool | None:
        """Whether it stands in the skeleton."""
        ...

    @property
    def episode(self) -> bool | None:
        """Whether it belongs to an episode."""
        ...

    @property
    def asked(self) -> bool | None:
        """Whether a conversation speaks of it."""
        ...

    @property
    def tags(self) -> str:
        """Its tags in small letters, a line each."""
        ...


@dataclass(frozen=True)
class KnownPerson:
    """A person as search knows them: how they are shown now, and every other name the records have for them."""

    id: str
    shown: str
    names: tuple[str, ...]

    def is_called(self, folded: str) -> bool:
        """Whether one of the names, shown or not, holds these small letters."""
        return any(folded in name.casefold() for name in (self.shown, *self.names))


@dataclass(frozen=True)
class SearchContext:
    """What is known beside the words typed: how dates are read, people, the agencies by name and short name, tags."""

    dates: DateContext
    people: tuple[KnownPerson, ...] = ()
    agencies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @cached_property
    def all_names(self) -> Mapping[str, str]:
        """Every name of each person, a line each, by their ids: they are found by all of them, whichever is shown."""
        return {person.id: "\n".join(person.names) for person in self.people}


NOTHING = SearchContext(DateContext(date.min))
"""What is known while no review is open."""


@dataclass(frozen=True)
class Misread:
    """Something typed that was not understood: the key of its sentence, and the word it is about."""

    key: str
    word: str


Test = Callable[[Findable], bool]
T = TypeVar("T", bound=Findable)


@dataclass(frozen=True)
class Query:
    """What was typed, as understood: every test must hold. ``words`` are those that stand in what is found, for marking."""

    words: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    misread: tuple[Misread, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not (self.words or self.tests)

    def holds(self, thing: Findable) -> bool:
        """Whether a thing is what is looked for."""
        folded = thing.folded
        return all(word in folded for word in self.words) and all(test(thing) for test in self.tests)

    def among(self, things: Iterable[T]) -> list[T]:
        """Return those that are looked for, word by word: thousands are gone through at every key."""
        found = list(things)
        for word in self.words:
            found = [thing for thing in found if word in thing.folded]
        for test in self.tests:
            found = [thing for thing in found if test(thing)]
        return found


def parse(typed: str, context: SearchContext) -> Query:
    """Read what was typed."""
    words: list[str] = []
    tests: list[Test] = []
    misread: list[Misread] = []
    for token in _TOKEN.finditer(typed.translate(_QUOTES)):
        if token["empty"]:
            continue  # an operator whose value is still to be typed
        value, name = token["bare"] if token["bare"] is not None else token["quoted"], (token["name"] or "").casefold()
        if token["quoted"] is not None and not token["closed"]:
            misread.append(Misread("open-quote", value))
        folded = " ".join(value.casefold().split())
        if not folded or token[0] == "-":
            continue
        name = _SAME.get(name, name)
        if name and name not in OPERATORS:
            misread.append(Misread("no-operator", token["name"]))
            name, folded = "", f"{name}:{folded}"
        if not name and not token["sign"]:
            words.append(folded)
            continue
        test = _test(name, folded, context, misread)
        if test is not None:
            tests.append(_not(test) if token["sign"] else test)
    return Query(tuple(words), tuple(tests), tuple(misread))


def _not(test: Test) -> Test:
    return lambda thing: not test(thing)


def _test(name: str, value: str, context: SearchContext, misread: list[Misread]) -> Test | None:
    """Return the test for one operator; None, with what was misread, where its value says nothing to it."""
    if name in _DATES:
        return _date_test(name, value, context, misread)
    if name == "person":
        return _person_test(value, context, misread)
    if name == "in":
        place = next((place for place in PLACES if place.startswith(value)), None)
        if place is None:
            misread.append(Misread("no-place", value))
            return None
        return lambda thing: thing.place == place
    if name in {"skeleton", "episode", "asked"}:
        answer = next((answer for word, answer in ANSWERS.items() if word.startswith(value)), None)
        if answer is None:
            misread.append(Misread("yes-or-no", name))
            return None
        return lambda thing: getattr(thing, name) is answer
    if name == "agency":
        return lambda thing: value in thing.agency
    if name == "tag":
        return lambda thing: value in thing.tags
    return lambda thing: value in thing.folded


def _date_test(name: str, value: str, context: SearchContext, misread: list[Misread]) -> Test | None:
    """Return the test whether something may have happened then: a date that leaves it open is not left out."""
    _, _, _, low, high = understand(value, context.dates).when.__composite_values__()
    if not low or not high:
        misread.append(Misread("no-date", value))
        return None
    if name == "before":
        return lambda thing: bool(thing.earliest or thing.latest) and thing.earliest < low
    if name == "after":
        return lambda thing: bool(thing.earliest or thing.latest) and (thing.latest or NEVER) > high
    return lambda thing: bool(thing.earliest or thing.latest) and thing.earliest <= high and (thing.latest or NEVER) >= low


def _person_test(value: str, context: SearchContext, misread: list[Misread]) -> Test | None:
    """Return the test whether somebody so called takes part, is referred to, or is written of by one of their names."""
    meant = [person for person in context.people if person.is_called(value)]
    if not meant:
        misread.append(Misread("nobody", value))
        return lambda thing: value in thing.folded
    ids = frozenset(person.id for person in meant)
    names = sorted({re.escape(name.casefold()) for person in meant for name in person.names if len(name) > 1})
    written = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)") if names else None
    return lambda thing: not ids.isdisjoint(thing.people) or bool(written and written.search(thing.folded))
