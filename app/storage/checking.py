"""Examining an open review file from end to end, for whoever asks whether it is sound."""

from __future__ import annotations

from collections import Counter
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
    """Examine every page and then, where they are whole, every link between rows and the chain of revisions."""
    page_faults = faults(connection, "integrity_check")
    version, size = version_of(connection), number_of(connection, "PRAGMA page_count") * PAGE_SIZE
    if page_faults:
        return CheckReport(name, version, size, {}, page_faults, (), None)
    loose = Counter(str(row[0]) for row in connection.execute("PRAGMA foreign_key_check"))
    with engine.connect() as reading:
        log_break = revision_log.first_break(reading)
    return CheckReport(name, version, size, row_counts(connection), (), tuple(sorted(loose.items())), log_break)
