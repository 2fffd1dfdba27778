"""What may be typed next in a search: the operators, and what may stand after their colons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.search import ANSWERS, OPERATORS, PLACES, SearchContext

LEAST = 2
"""Letters from which on an operator is offered: many words begin with an "a"."""
MOST = 12
"""Completions offered at once."""

_LAST = re.compile(r'(?:^|(?<=\s))-?(?:(?P<name>[A-Za-z]+):)?(?P<value>"[^"]*|[^\s"]*)$')


@dataclass(frozen=True)
class Completion:
    """Words that may stand from one place of the typed text up to the caret."""

    start: int
    words: tuple[str, ...]


def completions(typed: str, caret: int, context: SearchContext) -> Completion:
    """Return what may be meant by the word the caret is at the end of; people are offered by the name they are shown by."""
    found = _LAST.search(typed[:caret])
    if found is None:
        return Completion(caret, ())
    letters = found["value"].strip('"').casefold()
    if found["name"] is None:
        names = [f"{name}:" for name in OPERATORS if len(letters) >= LEAST and name.startswith(letters)]
        return Completion(found.start("value"), tuple(names))
    fitting = [_quoted(word) for word in _values(found["name"].casefold(), context) if letters in word.casefold()]
    return Completion(found.start("value"), tuple(dict.fromkeys(fitting))[:MOST])


def _values(name: str, context: SearchContext) -> tuple[str, ...]:
    if name == "agency":
        return context.agencies
    if name == "tag":
        return context.tags
    if name == "person":
        return tuple(person.shown for person in context.people)
    if name == "in":
        return PLACES
    return tuple(ANSWERS) if name in {"skeleton", "episode", "asked"} else ()


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
