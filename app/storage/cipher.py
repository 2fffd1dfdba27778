"""The edge to ``sqlcipher3``: the one place that imports it, with the types it does not carry itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, cast
from urllib.parse import quote

from sqlcipher3 import dbapi2 as _dbapi2  # pyright: ignore[reportUnknownVariableType] - a C module without types

from app.storage.keys import Key

DBAPI = cast(ModuleType, _dbapi2)
Error = cast("type[Exception]", DBAPI.Error)
"""What every failure inside SQLite raises; carries ``sqlite_errorcode``."""


class Cursor(Protocol):
    """The part of a cursor that storage uses."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, None after the last."""
        ...

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...


class Connection(Protocol):
    """The part of a connection that storage uses."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction was begun and not ended."""
        ...

    def set_key(self, key: str) -> None:
        """Give the key, before anything else."""
        ...

    def execute(self, sql: str, parameters: Sequence[Any] = ...) -> Cursor:
        """Run one statement."""
        ...

    def commit(self) -> None:
        """End the transaction, keeping what it did."""
        ...

    def rollback(self) -> None:
        """End the transaction, taking back what it did."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...

    def backup(
        self, target: Connection, *, pages: int, progress: Callable[[int, int, int], object] | None, sleep: float
    ) -> None:
        """Copy every page, calling ``progress(status, remaining, total)`` after so many pages each."""
        ...


def connect(path: Path, key: Key, mode: str, *, any_thread: bool = False) -> Connection:
    """Open a file with a key; ``mode`` is SQLite's: ``ro``, ``rw`` (never creates) or ``rwc``.

    Nothing is read yet, so that a wrong key shows only at the first statement. Transactions are begun by hand.
    """
    uri = f"file://{_uri_path(path)}?mode={mode}"
    options = {"isolation_level": None, "timeout": 0, "check_same_thread": not any_thread}
    connection = cast(Connection, DBAPI.connect(uri, uri=True, **options))
    connection.set_key(key.for_sqlcipher())
    connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


def _uri_path(path: Path) -> str:
    posix = path.absolute().as_posix()
    return quote(os.fsencode(posix if posix.startswith("/") else f"/{posix}"))


def number_of(connection: Connection, sql: str) -> int:
    """Return the one number that a statement gives."""
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row is not None else 0


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
    return {name: number_of(connection, f'SELECT count(*) FROM "{name}"') for name in names}  # noqa: S608 - our own names


def faults(connection: Connection, pages_check: str = "quick_check") -> tuple[str, ...]:
    """Examine every page's seal and the tree of pages (``integrity_check``: indexes too); empty where all is well."""
    try:
        seals = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        pages = [str(row[0]) for row in connection.execute(f"PRAGMA {pages_check}")]
    except Error as problem:
        return (str(problem),)
    return (*seals, *(line for line in pages if line != "ok"))
