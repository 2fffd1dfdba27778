"""Which row of a table holds its headings and what each column holds: proposed from words and data, editable by the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from app.domain.date_context import DateContext
from app.domain.date_ranges import read_point
from app.domain.date_words import says_unknown, tidy
from app.domain.resources import load_toml
from app.domain.return_headings import LONGEST_HEADING, heading_words, says_order, second_line, whole_headings, year_said
from app.domain.returns import Cell, ParsedReturn, ParsedTable
from app.domain.time_parsing import read_time

_HEADER_SEARCH = 15
_SAMPLE = 60


class ColumnRole(StrEnum):
    """What a column holds. ``OTHER`` is kept beside the entry; ``NONE`` holds nothing."""

    DATE = "date"
    TIME = "time"
    END_DATE = "end_date"
    END_TIME = "end_time"
    SOURCE = "source"
    WHO = "who"
    WHAT = "what"
    ACTION = "action"
    OUTCOME = "outcome"
    COMMENT = "comment"
    CHILD_SEEN = "child_seen"
    REFERENCE = "reference"
    OTHER = "other"
    NONE = "none"


_ONCE = (ColumnRole.DATE, ColumnRole.TIME, ColumnRole.END_DATE, ColumnRole.END_TIME)
_OWN = frozenset({*_ONCE, ColumnRole.SOURCE, ColumnRole.WHO, ColumnRole.WHAT})
TELLING_ROLES = frozenset({ColumnRole.WHAT, ColumnRole.ACTION, ColumnRole.OUTCOME, ColumnRole.COMMENT, ColumnRole.OTHER})
"""The columns that say anything but when, who and from where."""


@dataclass(frozen=True)
class ReadingPlan:
    """How one table is read: its header row (an index into its rows, or None), a role a column, and whether it is used."""

    header_row: int | None
    roles: tuple[ColumnRole, ...]
    headings: tuple[str, ...] = ()
    used: bool = True

    def columns(self, role: ColumnRole) -> tuple[int, ...]:
        """The columns of a role, from the left."""
        return self._by_role.get(role, ())

    @cached_property
    def _by_role(self) -> dict[ColumnRole, tuple[int, ...]]:
        return {role: tuple(index for index, each in enumerate(self.roles) if each is role) for role in set(self.roles)}

    @cached_property
    def telling_columns(self) -> tuple[int, ...]:
        """The columns one of which must hold something for a row to be an entry."""
        return tuple(index for index, role in enumerate(self.roles) if role in TELLING_ROLES)

    @cached_property
    def when_columns(self) -> tuple[tuple[int, ...], ...]:
        """The columns of date, time, end date and end time."""
        return tuple(self.columns(role) for role in _ONCE)

    @cached_property
    def own_columns(self) -> frozenset[int]:
        """The columns that an entry has a place of its own for; all others stand beside it."""
        return frozenset(index for index, role in enumerate(self.roles) if role in _OWN)

    @cached_property
    def naming_columns(self) -> tuple[int, ...]:
        """The columns that tell one record from another: its number, where it was made, and who was there."""
        number = () if self.sequence_column is None else (self.sequence_column,)
        return (*number, *self.columns(ColumnRole.SOURCE), *self.columns(ColumnRole.WHO))

    @cached_property
    def sequence_column(self) -> int | None:
        """The column whose numbers say in what order the events of a day came, as Chronolator's Seq does."""
        references = self.columns(ColumnRole.REFERENCE)
        return next((column for column in references if says_order(self.heading(column))), None)

    @cached_property
    def year_column(self) -> int | None:
        """The column that holds the year which the dates beside it leave out."""
        return next((column for column, each in enumerate(self.headings) if heading_words(each) == "year"), None)

    def heading(self, column: int) -> str:
        """The heading of a column, or its number where it has none."""
        heading = self.headings[column] if column < len(self.headings) else ""
        return heading or f"Column {column + 1}"

    def with_role(self, column: int, role: ColumnRole) -> ReadingPlan:
        """The plan with one column read otherwise."""
        return replace(self, roles=tuple(role if index == column else each for index, each in enumerate(self.roles)))

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"header_row": self.header_row, "roles": list(self.roles), "headings": list(self.headings), "used": self.used}

    @staticmethod
    def from_data(data: dict[str, Any]) -> ReadingPlan:
        """The plan that ``to_data`` wrote."""
        roles = tuple(ColumnRole(role) for role in data["roles"])
        return ReadingPlan(data["header_row"], roles, tuple(data["headings"]), data["used"])


@cache
def _vocabulary() -> tuple[dict[str, ColumnRole], tuple[tuple[str, ColumnRole], ...]]:
    roles = load_toml("vocabularies", "return_headings.toml")["roles"]
    exact = {phrase: ColumnRole(name) for name, entry in roles.items() for phrase in entry["exact"]}
    contains = [(phrase, ColumnRole(name)) for name, entry in roles.items() for phrase in entry["contains"]]
    contains.sort(key=lambda pair: -len(pair[0]))
    return exact, tuple(contains)


def role_of_heading(heading: str) -> ColumnRole | None:
    """Return what a heading says its column holds; None where its words are unknown."""
    words = heading_words(heading)
    if not words or len(words) > LONGEST_HEADING:
        return None
    exact, contains = _vocabulary()
    if words in exact:
        return exact[words]
    padded = f" {words} "
    return next((role for phrase, role in contains if f" {phrase} " in padded), None)


def with_header(table: ParsedTable, header_row: int | None) -> ReadingPlan:
    """Return the plan of a table whose header row is known, or that has none."""
    width = table.width
    headings = ("",) * width if header_row is None else whole_headings(table, header_row)
    samples = _samples(table, -1 if header_row is None else header_row)
    roles = [role_of_heading(heading) or ColumnRole.OTHER for heading in headings]
    for column, role in enumerate(roles):
        if role is ColumnRole.OTHER and not headings[column] and not samples[column]:
            roles[column] = ColumnRole.NONE
    _settle_repeats(roles)
    _find_by_data(roles, samples, headings)
    used = ColumnRole.WHAT in roles and (ColumnRole.DATE in roles or header_row is not None)
    return ReadingPlan(header_row, tuple(roles), headings, used)


def propose_plan(table: ParsedTable) -> ReadingPlan:
    """Propose how a table is read, from its headings in any order and wording, else from its data."""
    return with_header(table, _find_header(table))


def propose_plans(parsed: ParsedReturn) -> tuple[ReadingPlan, ...]:
    """Propose a plan a table; a table without headings goes on from the one before it if it is as wide."""
    plans: list[ReadingPlan] = []
    before: ReadingPlan | None = None
    for table in parsed.tables:
        plan = propose_plan(table)
        if plan.header_row is None and before is not None and _goes_on(table, before):
            plan = replace(before, header_row=None)
        elif plan.used:
            before = plan
        plans.append(plan)
    return tuple(plans)


def _goes_on(table: ParsedTable, before: ReadingPlan) -> bool:
    """Whether a table without headings holds further rows of the one before: as wide, and dates where it has dates."""
    if table.width != len(before.roles):
        return False
    columns = before.columns(ColumnRole.DATE)
    cells = [row.cell(column) for row in table.rows for column in columns]
    dated = [cell for cell in cells if cell.text.strip() and year_said(cell.text) is None]
    return not columns or 2 * sum(map(_is_date_or_none, dated)) >= len(dated) > 0


def _is_date_or_none(cell: Cell) -> bool:
    return _is_date(cell) or says_unknown(tidy(cell.text))


def _find_header(table: ParsedTable) -> int | None:
    best, best_score = None, 0.0
    for index, row in enumerate(table.rows[:_HEADER_SEARCH]):
        filled = [text for text in row.texts if text.strip()]
        known = [role for role in map(role_of_heading, filled) if role is not None]
        if len(filled) < 2 or any(len(text) > LONGEST_HEADING for text in filled):
            continue
        if len(set(known)) < 2 and not (known and _heads_dates(table, index)):
            continue
        if any(_is_date(cell) for cell in row.cells):
            continue
        score = len(set(known)) + len(known) / len(filled) + (index < table.header_rows) * 0.5 - index * 0.01
        if score > best_score and (len(known) * 2 >= len(filled) or _heads_dates(table, index)):
            best, best_score = index, score
    return best - 1 if best and _is_first_line(table, best - 1) else best


def _is_first_line(table: ParsedTable, index: int) -> bool:
    """Whether a row holds headings that go on in the row below it."""
    known = {role for text in table.rows[index].texts if (role := role_of_heading(text)) is not None}
    return len(known) > 1 and second_line(table, index)


def _heads_dates(table: ParsedTable, index: int) -> bool:
    """Whether a row's heading of a date stands over a column of dates, so that the others are headings too."""
    below = _samples(table, index)
    return any(
        role_of_heading(cell.text) is ColumnRole.DATE and _share(below[column], _is_date) >= 0.5
        for column, cell in enumerate(table.rows[index].cells)
    )


def _samples(table: ParsedTable, header_row: int) -> list[list[Cell]]:
    """Return up to sixty filled cells a column from below the header."""
    columns: list[list[Cell]] = [[] for _ in range(table.width)]
    for row in table.rows[header_row + 1 : header_row + 1 + 4 * _SAMPLE]:
        for column, cell in zip(columns, row.cells, strict=False):
            if len(column) < _SAMPLE and cell.text.strip():
                column.append(cell)
    return columns


def _settle_repeats(roles: list[ColumnRole]) -> None:
    """Let a second date or time be the end, and a third stand beside the entry."""
    ends = {ColumnRole.DATE: ColumnRole.END_DATE, ColumnRole.TIME: ColumnRole.END_TIME}
    for role in _ONCE:
        for column in [index for index, each in enumerate(roles) if each is role][1:]:
            end = ends.get(role)
            roles[column] = end if end and end not in roles else ColumnRole.OTHER


def _find_by_data(roles: list[ColumnRole], samples: list[list[Cell]], headings: Sequence[str]) -> None:
    """Find date, time and main text by what the columns hold, where no heading tells; "1." of a count is no time."""
    free = [
        role is ColumnRole.OTHER or (role is ColumnRole.REFERENCE and not says_order(heading))
        for role, heading in zip(roles, headings, strict=True)
    ]
    if ColumnRole.DATE not in roles:
        shares = [_share(cells, _is_date) if free[column] else 0 for column, cells in enumerate(samples)]
        if shares and max(shares) >= 0.5:
            roles[shares.index(max(shares))] = ColumnRole.DATE
    if ColumnRole.DATE in roles and ColumnRole.TIME not in roles:
        shares = [
            _share(cells, _is_time) if free[column] and roles[column] is not ColumnRole.DATE else 0
            for column, cells in enumerate(samples)
        ]
        if shares and max(shares) >= 0.5:
            roles[shares.index(max(shares))] = ColumnRole.TIME
    if ColumnRole.WHAT not in roles:
        lengths = [
            sum(len(cell.text) for cell in cells) / len(cells) if cells and roles[column] in TELLING_ROLES else 0.0
            for column, cells in enumerate(samples)
        ]
        if lengths and max(lengths) > 0:
            roles[lengths.index(max(lengths))] = ColumnRole.WHAT


def _share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0


_ANY_DAY = DateContext(date(2100, 1, 1), year=2000)


def _is_date(cell: Cell) -> bool:
    if cell.value is not None:
        return not isinstance(cell.value, time)
    tidied = tidy(cell.text) if len(cell.text) <= 40 else ""
    if not any(character.isdigit() for character in tidied) or tidied.isdigit():
        return False
    return read_point(tidied.strip("? "), _ANY_DAY) is not None


def _is_time(cell: Cell) -> bool:
    if isinstance(cell.value, time):
        return True
    if cell.value is not None or len(cell.text) > 24 or cell.text.strip().isdigit():
        return False
    return read_time(tidy(cell.text)) is not None
