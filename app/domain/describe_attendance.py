"""The grid of who came to a series of meetings, as a table and as a document of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.attendance import Grid, Group, cell_words, count_lines
from app.domain.describe import DRAFT
from app.domain.description import Block, Column, Description, Heading, Remark, Series, Table, TableKind

TITLE = "Continuity of attendance"
LEGEND = "Counted are professionals and members of the review; the family has rows of its own. New: at none of those before."

Shown = Callable[[str], str]
"""Shows a person by id, as the audience may."""


def attendance_table(grid: Grid, shown: Shown) -> Table:
    """Return people by meetings, agency by agency, with what is counted under each meeting."""
    columns = (Column("", 6), *(Column(_heading(meeting.when, meeting.title), 3) for meeting in grid.meetings))
    rows = [row for group in grid.groups for row in _rows(group, shown)]
    rows.append(("Counted", *("\n".join(count_lines(counts)) for counts in grid.counts)))
    alt = "Who was asked to each meeting, who came and who was new; people in rows, meetings in order in columns."
    return Table(TableKind.CHRONOLOGY, TITLE, alt, columns, tuple(rows), total_row=True)


def _heading(when: str, title: str) -> str:
    return "\n".join(part for part in (when, title) if part)


def _rows(group: Group, shown: Shown) -> list[tuple[str, ...]]:
    came = ("" if number is None else f"{number} came" for number in group.present)
    people = [(shown(row.person_id), *(cell_words(cell) for cell in row.cells)) for row in group.rows]
    return [(group.key.upper(), *came), *people]


def remarks(grid: Grid, shown: Shown) -> tuple[str, ...]:
    """Say who was at all of the meetings and who was asked and came to none."""
    return (*_named("At all of them", grid.at_all, shown), *_named("Asked, and came to none", grid.never, shown))


def _named(words: str, people: Sequence[str], shown: Shown) -> tuple[str, ...]:
    return (f"{words}: {', '.join(map(shown, people))}.",) if people else ()


def describe_attendance(grid: Grid, shown: Shown, *, review: str, meetings: str, version: str = "") -> Description:
    """Return the grid as a document on wide pages; ``meetings`` names what the meetings are together."""
    blocks: list[Block] = [
        Heading(1, f"{TITLE}: {meetings}" if meetings else TITLE, Series.NONE),
        attendance_table(grid, shown),
        *(Remark(words) for words in (*remarks(grid, shown), LEGEND)),
    ]
    return Description(review, version, DRAFT, landscape=True, blocks=tuple(blocks))
