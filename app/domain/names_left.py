"""Names left in a document for which people should be shown by role or pseudonym.

References can't leave a name behind; letters typed by hand can. What is found here is what can be checked: names, parts of
names and aliases that the review knows, as whole words. Whether somebody can be recognised stays the reviewer's judgement.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from app.domain.description import Description, Heading, Table, TableKind, TitlePage
from app.domain.errors import ExportProblem

SHORTEST = 3
"""Letters that a name needs, to be looked for: initials are in every text by chance."""

HEAD = "Title and heads of the pages"
FILE_NAME = "Name of the file"

_OWN_NAMES = 2
"""Down to this level headings are told apart by themselves; below it ("What happened") by the one above, too."""

_BY_ROW = frozenset({TableKind.EVENTS, TableKind.PROMPTS})
"""Tables so long that the date of the row is said, too."""

_TITLES = frozenset(
    {"miss", "mrs", "mister", "doctor", "prof", "professor", "sir", "lady", "dame", "lord", "rev", "revd", "reverend"}
    | {"sister", "nurse", "judge", "sgt", "insp", "con"}
)
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SIGNS = str.maketrans("’ʼ‘‐‑‒–", "'''----")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


@dataclass(frozen=True)
class KnownNames:
    """The names by which a person is known in the review, and the words by which a document may show them."""

    names: tuple[str, ...]
    public: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameLeft:
    """A name that stands in a document: as it is written, and under which heading."""

    place: str
    name: str


class NamesLeft(ExportProblem):
    """A document would carry names, and nobody said that it may."""

    def __init__(self, left: Sequence[NameLeft]) -> None:
        super().__init__("names_left", number=len(left), names=", ".join(dict.fromkeys(found.name for found in left)))
        self.left = tuple(left)


def names_left(description: Description, people: Iterable[KnownNames], file_name: str = "") -> tuple[NameLeft, ...]:
    """Return every name of the people that a described document would carry, each once a place.

    In small letters one word alone may be a word ("rose", "may"); two that follow each other as in a name are the name.
    """
    pattern = _pattern(people)
    if pattern is None:
        return ()
    found: dict[NameLeft, None] = {}
    for place, words in _words(description, file_name):
        for match in pattern.finditer(_plain(words)):
            if match[0][0].isupper() or len(_WORD.findall(match[0])) > 1:
                found.setdefault(NameLeft(place, " ".join(match[0].split())))
    return tuple(found)


def _pattern(people: Iterable[KnownNames]) -> re.Pattern[str] | None:
    names = {name for person in people for name in _looked_for(person)}
    if not names:
        return None
    each = (re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def _looked_for(person: KnownNames) -> Iterator[str]:
    """Return whole names and their parts, but for what the person may be called by in public.

    What is written in small letters ("mum", "baby") is a word and not a name.
    """
    public = {_plain(words).casefold() for words in person.public}
    public_words = {word.casefold() for words in public for word in _WORD.findall(words)}
    for known in person.names:
        name = " ".join(_plain(known).split())
        if name.casefold() in public:
            continue
        for part in (name, *_WORD.findall(name)):
            letters = sum(character.isalpha() for character in part)
            is_word = part.casefold() in public_words or part.casefold() in _TITLES
            if letters >= SHORTEST and not is_word and any(character.isupper() for character in part):
                yield part


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).translate(_SOFT).translate(_SIGNS)


def _words(description: Description, file_name: str) -> Iterator[tuple[str, str]]:
    """Return all words of a document with the heading they stand under."""
    yield FILE_NAME, file_name
    for words in (description.title, description.version, description.status):
        yield HEAD, words
    place, above = HEAD, ""
    for block in description.blocks:
        if isinstance(block, Heading):
            above = block.text if block.level <= _OWN_NAMES else above
            place = block.text if block.level <= _OWN_NAMES else f"{above} › {block.text}"
        if isinstance(block, Table) and block.kind in _BY_ROW:
            yield from _words_of_rows(block)
            continue
        at = block.title if isinstance(block, Table) else place
        for words in _strings(block):
            yield (HEAD if isinstance(block, TitlePage) else at), words


def _words_of_rows(table: Table) -> Iterator[tuple[str, str]]:
    """Return the words of a long table with the date of their row."""
    for row in table.rows:
        first = row[0] if isinstance(row[0], str) else ""
        at = " ".join(first.partition("\n")[0].split())
        for words in _strings(row):
            yield f"{table.title} › {at}", words


def _strings(value: object) -> Iterator[str]:
    """Return all letters within a block, a paragraph as one even where its look changes within a word."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:  # pyright: ignore[reportUnknownVariableType] - a tuple of whatever a block holds
            yield from _strings(inner)  # pyright: ignore[reportUnknownArgumentType]
    elif is_dataclass(value):
        plain = getattr(value, "plain", None)
        if isinstance(plain, str):
            yield plain
            yield getattr(value, "said_by", "")
        else:
            for each in fields(value):
                yield from _strings(getattr(value, each.name))
