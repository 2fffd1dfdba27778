"""What a step changed: row images before and after, and how two steps become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Image = Mapping[str, Any]
"""A row as it stands in the file: column names and values."""


@dataclass(frozen=True)
class RowChange:
    """One row before and after; ``before`` is None for a new row, ``after`` for a deleted one."""

    table: str
    id: str
    before: Image | None
    after: Image | None

    def inverse(self) -> RowChange:
        """Return the change that takes this one back."""
        return RowChange(self.table, self.id, self.after, self.before)


@dataclass(frozen=True)
class ChangeSet:
    """What one act changed, for whoever shows it; ``label`` names the act in the user's words."""

    label: str
    changes: tuple[RowChange, ...]

    def tables(self) -> frozenset[str]:
        """The names of the tables touched."""
        return frozenset(change.table for change in self.changes)

    def ids(self, table: str) -> frozenset[str]:
        """The ids of the rows touched in one table."""
        return frozenset(change.id for change in self.changes if change.table == table)

    def touches(self, *tables: str) -> bool:
        """Whether any of these tables was touched."""
        return not self.tables().isdisjoint(tables)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.changes)


def merged(earlier: Iterable[RowChange], later: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Return what both together changed: before from the earlier, after from the later; what cancels out is left out."""
    first: dict[tuple[str, str], RowChange] = {(change.table, change.id): change for change in earlier}
    for change in later:
        key = (change.table, change.id)
        known = first.get(key)
        first[key] = RowChange(change.table, change.id, known.before, change.after) if known else change
    return tuple(change for change in first.values() if change.before != change.after)
