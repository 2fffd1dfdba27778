"""Examining an open review file from end to end, for whoever asks whether it is sound."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from app.storage import revision_log
from app.storage.cipher import Connection, faults, number_of, row_counts
from app.storage.keys import PAGE_SIZE
from app.storage.migrations import Version, version_of


@dataclass(frozen=True)
class CheckReport:
    """What an examination found."""

    name: str
    version: Version
    size: int
    rows: dict[str, int]
    page_faults: tuple[str, ...]
    """What is wrong with pages, their seals and their tree, in SQLite's words."""
    loose_rows: tuple[tuple[str, int], ...]
    """Tables with rows that refer to what is not there, and how many."""
    log_break: int | None
    """The first revision that does not follow from the one before it, or whose row is another now."""

    @property
    def sound(self) -> bool:
        """Whether nothing at all was found."""
        return not self.page_faults and not self.loose_rows and self.log_break is None


def examine(connection: Connection, engine: Engine, name: str) -> CheckReport:
    """Examine every page, every link between rows and the chain of revisions."""
    page_faults = faults(connection)
    if not page_faults:
        lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        page_faults = tuple(line for line in lines if line != "ok")
    loose: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        loose[table] = loose.get(table, 0) + 1
    with engine.connect() as reading:
        log_break = revision_log.first_break(reading) if not page_faults else None
    return CheckReport(
        name=name,
        version=version_of(connection),
        size=number_of(connection, "PRAGMA page_count") * PAGE_SIZE,
        rows=row_counts(connection),
        page_faults=page_faults,
        loose_rows=tuple(sorted(loose.items())),
        log_break=log_break,
    )
