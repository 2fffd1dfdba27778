"""Opening the one connection to a review file, in the order that loses nothing (trust.md, "The file" 3).

The live file is opened by SQLite alone: any other opening and closing of it in this process would drop its locks, and a
second window could then write. So its beginning is read before SQLite connects, and never again while it is open.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.errors import FileProblem
from app.storage.cipher import DBAPI, Connection, Error, connect, faults, number_of
from app.storage.keys import PAGE_SIZE, SALT_SIZE, Key, looks_foreign
from app.storage.problems import code_of, problem_of

APPLICATION_ID: Final = 0x43534D54
"""What marks a SQLCipher file as a review of ours ("CSMT")."""

SETTINGS: Final = (
    ("journal_mode", "TRUNCATE"),
    ("synchronous", "EXTRA"),
    ("fullfsync", "ON"),
    ("cache_spill", "OFF"),
    ("temp_store", "MEMORY"),
    ("secure_delete", "ON"),
    ("foreign_keys", "ON"),
    ("trusted_schema", "OFF"),
)

UNWRITABLE: Final = (DBAPI.SQLITE_READONLY, DBAPI.SQLITE_CANTOPEN, DBAPI.SQLITE_PERM)
NO_ROOM: Final = (DBAPI.SQLITE_FULL, DBAPI.SQLITE_IOERR)

_live: set[tuple[int, int]] = set()
"""The files this process has open, by device and number."""


@dataclass(frozen=True)
class Opened:
    """A file that passed every check: its connection, key, and whether it can only be read."""

    connection: Connection
    key: Key
    read_only: bool
    identity: tuple[int, int]


@dataclass(frozen=True)
class _Start:
    """The size of a file and its first bytes, read before SQLite connects."""

    size: int
    salt: bytes


def identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from every other, whatever it is called."""
    status = path.stat()
    return status.st_dev, status.st_ino


def is_live(path: Path) -> bool:
    """Whether this process has the file open."""
    return path.exists() and identity(path) in _live


def close_live(opened: Opened) -> None:
    """Close a file's connection and take its empty journal away; what was not committed is rolled back."""
    connection = opened.connection
    with suppress(Error):  # the disk may be gone by now; the journal heals the file when it is next opened
        if connection.in_transaction:
            connection.rollback()
        if not opened.read_only:
            connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    _live.discard(opened.identity)


def read_start(path: Path) -> _Start:
    """Read a file's size and salt; refuse what can't be a review before anything else touches it."""
    if is_live(path):
        raise FileProblem("file_in_use", name=path.name)
    if path.is_dir():
        raise FileProblem("not_a_review", name=path.name)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            salt = file.read(SALT_SIZE)
    except FileNotFoundError as problem:
        raise FileProblem("file_missing", name=path.name) from problem
    except PermissionError as problem:
        raise FileProblem("not_readable", name=path.name) from problem
    except OSError as problem:
        raise FileProblem("disk_error", name=path.name) from problem
    if size == 0:
        raise FileProblem("file_empty", name=path.name)
    if any(salt) and looks_foreign(salt):  # nothing but zeros is what a crash of the disk leaves of a review
        raise FileProblem("not_a_review", name=path.name)
    if size < PAGE_SIZE or not any(salt):
        raise FileProblem("file_damaged", name=path.name)
    return _Start(size, salt)


def open_live(path: Path, passphrase: str, newest_backup: Path | None = None) -> Opened:
    """Open a review file for work and take the exclusive lock; reading only where it can't be written.

    Where the key does not fit, the newest backup helps to tell a damaged file from a wrong passphrase.
    """
    start = read_start(path)
    key = Key.derive(passphrase, start.salt)
    try:
        return open_with_key(path, key)
    except FileProblem as problem:
        if problem.key == "wrong_passphrase" and _right_all_the_same(path, start, key, passphrase, newest_backup):
            raise FileProblem("file_damaged", name=path.name) from problem
        raise


def open_with_key(path: Path, key: Key) -> Opened:
    """Open a review file whose key is known already."""
    try:
        opened = _checked(path, key)
    except (Error, OSError) as error:
        raise _told(error, path) from error
    _live.add(opened.identity)
    return opened


def _checked(path: Path, key: Key) -> Opened:
    """Go through the whole order for writing or, where the file or its folder can't be written, for reading."""
    try:
        return _in_order(path, key, read_only=False)
    except Error as error:
        if code_of(error) not in UNWRITABLE:
            raise
    return _in_order(path, key, read_only=True)


def _in_order(path: Path, key: Key, *, read_only: bool) -> Opened:
    connection = connect(path, key, "ro" if read_only else "rw", any_thread=True)
    try:
        _unlock(connection, path)
        _settle(connection, read_only=read_only)
        if not read_only:
            _lock_for_writing(connection)
        if faults(connection):
            raise FileProblem("file_damaged", name=path.name)  # noqa: TRY301 - the connection is closed on every way out
        return Opened(connection, key, read_only, identity(path))
    except BaseException:
        connection.close()
        raise


def _told(error: Exception, path: Path) -> FileProblem:
    journal = path.with_name(path.name + "-journal")
    stuck = code_of(error) == DBAPI.SQLITE_IOERR and journal.exists() and not os.access(path.parent, os.W_OK)
    if stuck or code_of(error) in UNWRITABLE:
        # Left by a crash: its journal can't be put back, or not be deleted afterwards, in a folder that can't be written.
        return FileProblem("unfinished_read_only", name=path.name)
    return problem_of(error, path) or FileProblem("file_damaged", name=path.name)


def _unlock(connection: Connection, path: Path) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Error as error:
        if code_of(error) == DBAPI.SQLITE_NOTADB:
            raise FileProblem("wrong_passphrase", name=path.name) from error
        raise
    if number_of(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise FileProblem("not_a_review", name=path.name)


def _settle(connection: Connection, *, read_only: bool) -> None:
    if not read_only:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    for name, value in SETTINGS:
        connection.execute(f"PRAGMA {name}={value}")


def _lock_for_writing(connection: Connection) -> None:
    """Take the exclusive lock and try a write that is taken back: SQLite falls back to reading only without a word."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        version = number_of(connection, "PRAGMA user_version")
        connection.execute(f"PRAGMA user_version={version}")
    except Error as error:
        if code_of(error) not in NO_ROOM:  # then the review can be read; writing says so when it is tried
            raise
    finally:
        connection.rollback()


def _right_all_the_same(path: Path, start: _Start, key: Key, passphrase: str, newest_backup: Path | None) -> bool:
    """Whether the passphrase is the file's though it does not open it.

    It is, if any page carries its seal; or if it opens the newest backup and either that has the same salt, or pages carry
    its seal with the backup's salt (the file's own salt is damaged). An older passphrase may open the backup, but not so.
    """
    if _sealed_with(path, key, start.size):
        return True
    if newest_backup is None:
        return False
    try:
        backup_salt = read_start(newest_backup).salt
    except FileProblem:
        return False
    if backup_salt != start.salt:
        return _sealed_with(path, Key.derive(passphrase, backup_salt), start.size)
    return opens(newest_backup, key)


def opens(path: Path, key: Key) -> bool:
    """Whether a key opens a file that is not live."""
    connection = connect(path, key, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Error:
        return False
    finally:
        connection.close()
    return True


def _sealed_with(path: Path, key: Key, size: int) -> bool:
    """Whether any page but the first carries the seal of this key. The connection is closed: reading here drops no lock."""
    with path.open("rb") as file:
        for number in range(2, size // PAGE_SIZE + 1):
            file.seek((number - 1) * PAGE_SIZE)
            if key.seals(file.read(PAGE_SIZE), number):
                return True
    return False
