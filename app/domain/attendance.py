"""Continuity of attendance (F85): who was asked to a series of meetings, who came, who was new, who was missing.

Counted are the professionals and the review's own. The family has rows of its own and is in no count: that a mother came to
her children's conference says nothing of whether those who meet about them know each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CAME = "came"
APOLOGIES = "apologies"
ABSENT = "absent"
UNKNOWN = "unknown"
PRESENCES = (CAME, APOLOGIES, ABSENT, UNKNOWN)
"""What is known of somebody at a meeting; nothing at all is on record of whoever was not asked and did not come."""


@dataclass(frozen=True)
class Presence:
    """What is on record of one person at one meeting; ``role`` is the part they took ("chair")."""

    person_id: str
    presence: str = UNKNOWN
    invited: bool = True
    role: str = ""


@dataclass(frozen=True)
class Held:
    """A meeting with what is on record of those asked and of those who came; ``when`` is its date as given."""

    id: str
    title: str
    when: str
    presences: tuple[Presence, ...] = ()


@dataclass(frozen=True)
class Attender:
    """Somebody who may be at a meeting: in which group of rows they stand, and whether they count."""

    id: str
    group: str = ""
    counted: bool = True


@dataclass(frozen=True)
class Cell:
    """One person at one meeting; ``presence`` is empty where nothing is on record, ``new``: at none of those before."""

    presence: str = ""
    invited: bool = False
    new: bool = False
    role: str = ""


@dataclass(frozen=True)
class Counts:
    """How many came to a meeting, of them at none before, how many were asked, and of those came.

    ``first``: nobody who is counted came to one before, so that there is nobody to be new among. ``from_first`` are those
    of them who were at the first.
    """

    came: int = 0
    new: int = 0
    invited: int = 0
    invited_came: int = 0
    first: bool = False
    from_first: int = 0


@dataclass(frozen=True)
class Row:
    """One person through all the meetings."""

    person_id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """The people of one agency, or the family; ``present``: how many came to each meeting, None where nobody was asked."""

    key: str
    rows: tuple[Row, ...]
    present: tuple[int | None, ...]


@dataclass(frozen=True)
class Grid:
    """People by meetings in order, with the counts of each meeting.

    ``at_all`` came to every meeting that anybody came to, ``never`` were asked at least once and came to none.
    """

    meetings: tuple[Held, ...] = ()
    counts: tuple[Counts, ...] = ()
    groups: tuple[Group, ...] = ()
    at_all: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def grid(meetings: Sequence[Held], people: Iterable[Attender]) -> Grid:
    """Put meetings in order and the people on record at them into a grid; people keep their order, as do their groups."""
    known = {person.id: person for person in people}
    counted = frozenset(person.id for person in known.values() if person.counted)
    on_record = {presence.person_id for meeting in meetings for presence in meeting.presences}
    rows = {person_id: Row(person_id, _cells(person_id, meetings, counted)) for person_id in known if person_id in on_record}
    keys = dict.fromkeys(known[person_id].group for person_id in rows)
    groups = tuple(_group(key, [row for row in rows.values() if known[row.person_id].group == key]) for key in keys)
    held = [at for at, meeting in enumerate(meetings) if any(each.presence == CAME for each in meeting.presences)]
    return Grid(
        tuple(meetings),
        _counts(meetings, counted),
        groups,
        tuple(row.person_id for row in rows.values() if len(held) > 1 and _came_to_all(row, held)),
        tuple(row.person_id for row in rows.values() if _asked_in_vain(row)),
    )


def _cells(person_id: str, meetings: Sequence[Held], counted: frozenset[str]) -> tuple[Cell, ...]:
    """Return what is on record of a person; nobody is new at the first meeting that anybody who counts came to."""
    cells: list[Cell] = []
    before, begun = False, False
    for meeting in meetings:
        there = next((each for each in meeting.presences if each.person_id == person_id), None)
        came = there is not None and there.presence == CAME
        new = came and begun and not before
        cells.append(Cell(there.presence, there.invited, new, there.role) if there else Cell())
        before = before or came
        begun = begun or any(each.presence == CAME and each.person_id in counted for each in meeting.presences)
    return tuple(cells)


def _counts(meetings: Sequence[Held], counted: frozenset[str]) -> tuple[Counts, ...]:
    before: set[str] = set()
    first: set[str] = set()
    found: list[Counts] = []
    for meeting in meetings:
        there = [each for each in meeting.presences if each.person_id in counted]
        came = {each.person_id for each in there if each.presence == CAME}
        asked = {each.person_id for each in there if each.invited}
        is_first = bool(came) and not before
        first = came if is_first else first
        new = 0 if is_first else len(came - before)
        found.append(Counts(len(came), new, len(asked), len(came & asked), is_first, len(came & first)))
        before |= came
    return tuple(found)


def _group(key: str, rows: Sequence[Row]) -> Group:
    columns = zip(*(row.cells for row in rows), strict=True)
    return Group(key, tuple(rows), tuple(_present(column) for column in columns))


def _present(column: Sequence[Cell]) -> int | None:
    came = sum(cell.presence == CAME for cell in column)
    return came if came or any(cell.invited for cell in column) else None


def _came_to_all(row: Row, held: Sequence[int]) -> bool:
    return all(row.cells[at].presence == CAME for at in held)


def _asked_in_vain(row: Row) -> bool:
    return any(cell.invited for cell in row.cells) and not any(cell.presence == CAME for cell in row.cells)


def count_lines(counts: Counts) -> tuple[str, ...]:
    """Say in a line each how many of those asked came, and how many of those who came were new."""
    if not counts.came and not counts.invited:
        return ()
    lines = [f"{counts.invited_came} of {counts.invited} invited came"] if counts.invited else [f"{counts.came} came"]
    if counts.came > counts.invited_came and counts.invited:
        lines.append(f"{counts.came - counts.invited_came} more came")
    if counts.came and not counts.first:
        lines.append(f"{counts.new} of {counts.came} new")
    return tuple(lines)


def cell_words(cell: Cell) -> str:
    """Say what is on record of a person at a meeting, in a few words; nothing where there is nothing."""
    if cell.presence == CAME:
        parts = ["came", *(["new"] if cell.new else []), *([] if cell.invited else ["not invited"])]
        return ", ".join((*parts, cell.role) if cell.role else parts)
    if not cell.presence:
        return ""
    if cell.presence == UNKNOWN:
        return "not known whether they came" if cell.invited else ""
    return cell.presence
