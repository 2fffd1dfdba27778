"""The content of the practice review as its files in ``resources/practice`` hold it, and the notation of its texts.

The notation is described at the head of ``review.toml``: ``{slug}`` and ``{slug|letters}`` are references to a person or an
agency, ``[[key: words]]`` is a mark, a blank line parts paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.domain.resources import load_toml
from app.domain.text import PLAIN, REFERENCE_CHARACTER, Paragraph, Reference, Run, Style, Text, new_id

FILES = (
    "review",
    "family",
    "professionals",
    "posts",
    "participation",
    "meetings",
    "conversations-1",
    "conversations-2",
    "conversations-3",
    "conversations-4",
    "episodes",
    "factors",
    "findings",
    "skeleton",
)

Row = dict[str, Any]
Named = Callable[[str], Reference]
"""Gives the reference a slug stands for, with the usual name as its letters."""

_TOKEN = re.compile(r"\{([\w-]+)(?:\|([^{}]+))?\}|\[\[(\w+):\s*|\]\]")
_PARTING = re.compile(r"\n\s*\n")


class Practice:
    """Everything the files hold: rows by the name of their table, joined over the files."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables

    @property
    def review(self) -> Row:
        """What the review itself is."""
        return self._tables["review"]

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in the order of the files."""
        return tuple(self._tables.get(table, ()))


def load_practice() -> Practice:
    """Read the content."""
    tables: dict[str, Any] = {}
    for name in FILES:
        for table, rows in load_toml("practice", f"{name}.toml").items():
            if isinstance(rows, list):
                tables[table] = [*tables.get(table, []), *rows]
            else:
                tables[table] = rows
    return Practice(tables)


def read_text(words: str, named: Named, mark_ids: Mapping[str, str] | None = None) -> Text:
    """Make a text of the notation; ``mark_ids`` gives the id of each mark by its key."""
    parts = [" ".join(part.split()) for part in _PARTING.split(words.strip())]
    return Text(tuple(Paragraph(tuple(_runs(part, named, mark_ids or {})), new_id()) for part in parts))


def marks_of(words: str) -> tuple[str, ...]:
    """Return the keys of the marks that a text holds, in order."""
    return tuple(found[3] for found in _TOKEN.finditer(words) if found[3])


def _runs(words: str, named: Named, mark_ids: Mapping[str, str]) -> Iterator[Run]:
    style, at = PLAIN, 0
    for token in _TOKEN.finditer(words):
        if token.start() > at:
            yield Run(words[at : token.start()], style)
        at = token.end()
        slug, letters, key = token.groups()
        if slug:
            usual = named(slug)
            yield Run(REFERENCE_CHARACTER, style, Reference(usual.kind, usual.id, letters or usual.given))
        else:
            style = Style(marks=frozenset({mark_ids[key]})) if key else PLAIN
    if at < len(words):
        yield Run(words[at:], style)
