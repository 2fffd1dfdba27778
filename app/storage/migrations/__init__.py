"""Migrations: the ordered steps that bring a file from any older version, or from nothing, to the present one.

A file's version is major × 1000 + minor in ``user_version``. A newer minor only adds what an older program may overlook; a
newer major is refused. A new file is made by running every step from version 0, so that the steps are always tried. While
nothing is released, step 1 is remade from the models by ``python -m app.storage.migrations.freeze``; afterwards steps are
only added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from app.storage.cipher import DBAPI, Connection, number_of

MAJOR: Final = 1000


class Version(NamedTuple):
    """The version of a review file."""

    major: int
    minor: int

    @classmethod
    def of(cls, number: int) -> Version:
        """Read a version from ``user_version``."""
        return cls(*divmod(number, MAJOR))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True)
class Step:
    """One migration: the version it leads to, and what it does inside the transaction it is given."""

    version: int
    apply: Callable[[Connection], None]


def statements(script: str) -> Iterator[str]:
    """Yield the statements of an SQL script one by one; SQLite's own way of running a script would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if DBAPI.complete_statement(statement):
            yield statement.strip()
            statement = ""


def script(name: str) -> Callable[[Connection], None]:
    """Return a step's work that runs the SQL script of that name beside this module."""

    def run(connection: Connection) -> None:
        for statement in statements(Path(__file__).with_name(name).read_text(encoding="utf-8")):
            connection.execute(statement)

    return run


STEPS: Final[tuple[Step, ...]] = (Step(1 * MAJOR, script("step_0001.sql")),)


def version_of(connection: Connection) -> Version:
    """Return the version of an open file."""
    return Version.of(number_of(connection, "PRAGMA user_version"))


def pending(connection: Connection, steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
    """Return the steps that an open file has not gone through yet."""
    version = number_of(connection, "PRAGMA user_version")
    return tuple(step for step in steps if step.version > version)


def too_new(connection: Connection, steps: Sequence[Step] = STEPS) -> bool:
    """Whether a file was written by a program so much newer that this one would misread it."""
    return version_of(connection).major > Version.of(steps[-1].version).major


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring a file to the present version in one transaction: all of it or, whatever happens, none."""
    connection.execute("PRAGMA foreign_keys=OFF")  # heeds no transaction, so it stands outside; checked before the commit
    try:
        connection.execute("BEGIN IMMEDIATE")
        for step in pending(connection, steps):
            step.apply(connection)
            connection.execute(f"PRAGMA user_version={step.version}")
        _require_whole(connection)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _require_whole(connection: Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DBAPI.IntegrityError("a migration left a row that refers to nothing")
