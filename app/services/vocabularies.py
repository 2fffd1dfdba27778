"""Vocabularies: the shipped entries, with what this review changed, added or hid.

A vocabulary is named after its file in ``resources/vocabularies``; a further list of the same file after a colon:
"contributory-factors" are the headings with their items, "contributory-factors:level" the levels. An outline of the
report is one too, "outline:learning-together": its sections in order, which a review can head otherwise, hide or move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.domain.outlines import Section, load_outline
from app.domain.resources import load_toml
from app.domain.text import new_id
from app.models import VocabularyEntry
from app.storage.unit_of_work import UnitOfWork

OUTLINE = "outline:"
"""Begins the name of an outline's vocabulary."""

LISTS = {
    "contributory-factors": ("heading", "items"),
    "contributory-factors:level": ("level", ""),
    "contributory-factors:effect": ("effect", ""),
    "conversation-prompts": ("section", "prompts"),
    "finding-anatomy": ("part", ""),
    f"{OUTLINE}findings-only": ("sections", ""),
    f"{OUTLINE}learning-together": ("sections", ""),
    f"{OUTLINE}skeleton-chronology": ("sections", ""),
    "review-kinds": ("kind", ""),
    "review-kinds:option": ("option", ""),
    "typology": ("pattern", ""),
}
"""Every vocabulary: the table of its file it is read from, and the key of what lies below each entry."""

ALWAYS_SHOWN = frozenset({("finding-anatomy", "headline"), ("finding-anatomy", "issues")})
"""What a page could not do without; it can be called otherwise, and not be hidden."""

_NO_HEADING = "It stands without a heading; a name of your own is printed as one."
_WORDS_PUT_IN = "Words in curly brackets are put in when the report is written: this review's word for the Board, say."

_OWN_FIELDS = frozenset({"key", "label", "help", "prompt"})


@dataclass(frozen=True)
class Entry:
    """One entry: ``help`` is its help or its prompt, ``more`` what else the file says of it (level, words, form …).

    ``moved`` says of a section of an outline that it stands elsewhere among those beside it than it came.
    """

    key: str
    label: str
    help: str = ""
    parent_key: str = ""
    hidden: bool = False
    own: bool = False
    moved: bool = False
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])


# -- reading --------------------------------------------------------------------------------------------------------


def shipped(name: str) -> tuple[Entry, ...]:
    """Return a vocabulary as it comes with the program; what lies below an entry follows it."""
    if name.startswith(OUTLINE):
        return tuple(_sections(load_outline(name.removeprefix(OUTLINE)).sections))
    table, below = LISTS[name]
    file = load_toml("vocabularies", f"{name.partition(':')[0]}.toml")
    return tuple(entry for row in file[table] for entry in _entries(row, below))


def _entries(row: Mapping[str, Any], below: str) -> Iterator[Entry]:
    yield _entry(row, "", below)
    for inner in row.get(below, ()):
        yield _entry(inner, row["key"], "")


def _entry(row: Mapping[str, Any], parent_key: str, below: str) -> Entry:
    more = {key: value for key, value in row.items() if key not in _OWN_FIELDS and key != below}
    return Entry(row["key"], row["label"], row.get("help") or row.get("prompt", ""), parent_key, more=more)


def _sections(sections: Iterable[Section], parent_key: str = "") -> Iterator[Entry]:
    """The sections of an outline and what they hold, as entries."""
    for section in sections:
        about = _WORDS_PUT_IN if "{" in section.heading else "" if section.heading else _NO_HEADING
        yield Entry(section.key, section.heading or section.called, about, parent_key)
        yield from _sections((*section.parts, *section.sections), section.key)


def grows(name: str) -> bool:
    """Say whether a review can add entries of its own: not to an outline, whose sections the program fills."""
    return not name.startswith(OUTLINE)


def vocabulary(session: Session, name: str, *, with_hidden: bool = False) -> tuple[Entry, ...]:
    """Return a vocabulary as this review has it: its own words, its own entries after the shipped ones of their parent."""
    query = select(VocabularyEntry).where(VocabularyEntry.vocabulary == name)
    in_order = query.order_by(VocabularyEntry.parent_key != "", VocabularyEntry.position, VocabularyEntry.key)
    stored = {row.key: row for row in session.scalars(in_order)}
    entries = [_changed(entry, stored.pop(entry.key, None)) for entry in shipped(name)]
    for row in stored.values():
        own = Entry(row.key, row.label, row.help, row.parent_key, row.hidden, own=True)
        entries.insert(_place(entries, own), own)
    if name.startswith(OUTLINE):
        entries = [*_arranged((entry for entry in entries if not entry.own), _places(session, name))]
    hidden: set[str] = set()
    for entry in entries:
        if entry.hidden or entry.parent_key in hidden:
            hidden.add(entry.key)
    return tuple(entry for entry in entries if with_hidden or entry.key not in hidden)


def _places(session: Session, name: str) -> dict[str, int]:
    """Return the place among its siblings of each entry that was moved; 0 is where it came."""
    query = select(VocabularyEntry.key, VocabularyEntry.position).where(VocabularyEntry.vocabulary == name)
    return {key: position for key, position in session.execute(query) if position}


def _arranged(entries: Iterable[Entry], places: Mapping[str, int]) -> Iterator[Entry]:
    """Put entries in the review's order, what lies below each behind it."""
    below: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for entry in entries:
        family = below[entry.parent_key]
        family.append((places.get(entry.key, len(family) + 1), entry))

    def walk(parent_key: str) -> Iterator[Entry]:
        came = [entry.key for _, entry in below[parent_key]]
        for at, (_, entry) in enumerate(sorted(below[parent_key], key=itemgetter(0))):
            yield replace(entry, moved=came[at] != entry.key)
            yield from walk(entry.key)

    return walk("")


def _changed(entry: Entry, row: VocabularyEntry | None) -> Entry:
    if row is None:
        return entry
    more = {key: value for key, value in entry.more.items() if not (row.label and key.endswith("_label"))}
    return replace(entry, label=row.label or entry.label, help=row.help or entry.help, hidden=row.hidden, more=more)


def _place(entries: list[Entry], own: Entry) -> int:
    """Return where an own entry stands: behind its parent and that one's others, or at the end."""
    if not own.parent_key:
        return len(entries)
    family = [at for at, entry in enumerate(entries) if own.parent_key in (entry.key, entry.parent_key)]
    return family[-1] + 1 if family else len(entries)


def labels(session: Session, name: str) -> dict[str, str]:
    """Return the label of every entry by key, hidden ones too: what was chosen before stays readable."""
    return {entry.key: entry.label for entry in vocabulary(session, name, with_hidden=True)}


# -- changing -------------------------------------------------------------------------------------------------------


def set_entry(
    uow: UnitOfWork,
    name: str,
    key: str,
    *,
    label: str = "",
    help_text: str = "",
    parent_key: str = "",
    position: int = 0,
    hidden: bool = False,
) -> None:
    """Give an entry the review's own words, add one of its own, or hide one; empty words leave shipped ones as they are.

    Raises ``RuleBroken``: "entry_without_label" where an entry of the review's own would have no name,
    "outline_has_its_sections" where it would be a section that nothing stands in.
    """
    own = key not in {entry.key for entry in shipped(name)}
    if own and not grows(name):
        raise RuleBroken("outline_has_its_sections")
    if own and not label.strip():
        raise RuleBroken("entry_without_label")
    row = _stored(uow.session, name, key)
    if row is None:
        row = VocabularyEntry(vocabulary=name, key=key)
        uow.session.add(row)
    row.label, row.help, row.parent_key = label.strip(), help_text.strip(), parent_key
    row.position, row.hidden = position, hidden


def add_entry(uow: UnitOfWork, name: str, label: str, help_text: str = "", parent_key: str = "") -> str:
    """Add an entry of the review's own behind the others of its parent; return its key."""
    key = new_id()
    last = uow.session.scalar(select(func.max(VocabularyEntry.position)).where(VocabularyEntry.vocabulary == name))
    position = (last or 0) + 1
    set_entry(uow, name, key, label=label, help_text=help_text, parent_key=parent_key, position=position)
    return key


def reword_entry(uow: UnitOfWork, name: str, key: str, label: str, help_text: str) -> None:
    """Call an entry otherwise; words that are as shipped, or empty, are the shipped ones again."""
    _keep(uow, name, replace(_entry_of(uow.session, name, key), label=label, help=help_text))


def hide_entry(uow: UnitOfWork, name: str, key: str, hidden: bool) -> None:
    """Offer an entry no more, or again; raises ``RuleBroken`` ("entry_always_shown") for one nothing works without."""
    if hidden and (name, key) in ALWAYS_SHOWN:
        raise RuleBroken("entry_always_shown")
    _keep(uow, name, replace(_entry_of(uow.session, name, key), hidden=hidden))


def _entry_of(session: Session, name: str, key: str) -> Entry:
    return next(entry for entry in vocabulary(session, name, with_hidden=True) if entry.key == key)


def place_entries(uow: UnitOfWork, name: str, keys: Sequence[str]) -> None:
    """Put the shipped entries that stand beside each other into an order; the shipped order needs no places stored."""
    as_shipped = [entry.key for entry in shipped(name) if entry.key in keys] == [*keys]
    entries = {entry.key: entry for entry in vocabulary(uow.session, name, with_hidden=True)}
    for place, key in enumerate(keys, start=1):
        _keep(uow, name, entries[key], 0 if as_shipped else place)


def _keep(uow: UnitOfWork, name: str, entry: Entry, position: int | None = None) -> None:
    """Store of an entry what differs from the shipped one; where nothing does, nothing. No position leaves it its place."""
    words = {"label": entry.label.strip(), "help_text": entry.help.strip()}
    usual = next((each for each in shipped(name) if each.key == entry.key), None)
    row = _stored(uow.session, name, entry.key)
    if position is None:
        position = row.position if row else 0
    if usual is not None:
        words = {
            part: "" if said == usual_one else said
            for (part, said), usual_one in zip(words.items(), (usual.label, usual.help), strict=True)
        }
        if not (entry.hidden or position or any(words.values())):
            if row is not None:
                uow.session.delete(row)
            return
    set_entry(uow, name, entry.key, **words, parent_key=entry.parent_key, position=position, hidden=entry.hidden)


def reset_entry(uow: UnitOfWork, name: str, key: str) -> None:
    """Take back what the review made of an entry: a shipped one is as shipped again, one of its own is gone.

    What the review had put below one of its own goes with it; those beside a section that was moved go back with it.
    """
    entries = vocabulary(uow.session, name, with_hidden=True)
    entry = next((each for each in entries if each.key == key), None)
    if entry is not None and entry.moved:
        beside = {each.key for each in entries if each.parent_key == entry.parent_key}
        place_entries(uow, name, [each.key for each in shipped(name) if each.key in beside])
    row = _stored(uow.session, name, key)
    if row is None:
        return
    if key not in {entry.key for entry in shipped(name)}:
        below = select(VocabularyEntry).where(VocabularyEntry.vocabulary == name, VocabularyEntry.parent_key == key)
        for each in uow.session.scalars(below):
            uow.session.delete(each)
    uow.session.delete(row)


def _stored(session: Session, name: str, key: str) -> VocabularyEntry | None:
    query = select(VocabularyEntry).where(VocabularyEntry.vocabulary == name, VocabularyEntry.key == key)
    return session.scalars(query).one_or_none()
