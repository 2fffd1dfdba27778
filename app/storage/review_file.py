"""The review file: one encrypted SQLCipher 4 file that holds one review, open in one window."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection as EngineConnection
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.domain.errors import FileProblem
from app.storage.backups import (
    Reason,
    backups_of,
    changed_since_backup,
    finisher,
    new_backup_path,
)
from app.storage.checking import CheckReport, examine
from app.storage.cipher import DBAPI, Connection, Error, connect, row_counts
from app.storage.connection import APPLICATION_ID, Opened, close_live, open_live, open_with_key
from app.storage.copying import Copying, copy_now, copy_pages, verify
from app.storage.files import publish, remove_unfinished, replace, unfinished
from app.storage.keys import Key, new_salt, require_usable
from app.storage.migrations import STEPS, Step, Version, migrate, pending, too_new, version_of
from app.storage.problems import problem_of, speaking_of

SUFFIX: Final = ".casement"
OPEN_FILES_CAN_BE_REPLACED: Final = os.name != "nt"


class ReviewFile:
    """An open review file. Close it, or use it as a context manager; one thread only."""

    def __init__(self, path: Path, opened: Opened) -> None:
        self.path = path
        self._opened: Opened | None = opened
        self._copying: Copying | None = None
        self.engine = _engine(self._live_connection)

    # -- opening and closing ----------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, passphrase: str, steps: Sequence[Step] = STEPS) -> ReviewFile:
        """Make a new review file and open it. It takes its name only once it is whole; nothing is overwritten."""
        require_usable(passphrase)
        path = path.absolute()
        if path.exists():
            raise FileProblem("name_taken", name=path.name)
        if not path.parent.is_dir():
            raise FileProblem("folder_missing", name=path.name, folder=path.parent.name)
        key = Key.derive(passphrase, new_salt())
        part = unfinished(path)
        with speaking_of(path):
            try:
                verify(part, key, _made(part, key, steps))
                publish(part, path)
            finally:
                with suppress(OSError):
                    remove_unfinished(part)
        return cls(path, open_with_key(path, key))

    @classmethod
    def open(cls, path: Path, passphrase: str, steps: Sequence[Step] = STEPS) -> ReviewFile:
        """Open a review file, bringing it to the present version after a verified backup.

        Raises ``FileProblem``; the file is then as it was.
        """
        path = path.absolute()
        if path.is_dir():
            raise FileProblem("not_a_review", name=path.name or str(path))
        newest = next((backup.path for backup in backups_of(path)), None)
        review = cls(path, open_live(path, passphrase, newest))
        try:
            review._bring_up_to_date(steps)
            if not review.read_only:
                with suppress(OSError):
                    remove_unfinished(unfinished(path))
        except BaseException:
            review.close()
            raise
        return review

    def close(self) -> None:
        """Close the file and forget the key; a copy in the making is given up. Closing twice is harmless."""
        if self._copying is not None:
            self._copying.cancel()
            self._copying = None
        if self._opened is None:
            return
        opened, self._opened = self._opened, None
        self.engine.dispose(close=False)
        close_live(opened)

    def __enter__(self) -> ReviewFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what is asked of it ----------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the file is open: a change of passphrase may have had to leave it closed."""
        return self._opened is not None

    @property
    def read_only(self) -> bool:
        """Whether the file or its folder can't be written, so that the review can only be read."""
        return self._require_open().read_only

    @property
    def version(self) -> Version:
        """The version of the file as it stands."""
        return version_of(self._live_connection())

    def session(self) -> Session:
        """Return a new session over the file, to be closed soon: there is one connection, so one session at a time."""
        return Session(self.engine, expire_on_commit=False)

    def problem_of(self, error: BaseException) -> FileProblem | None:
        """Return the known problem behind an exception from reading or writing this file; None for a bug of ours."""
        return problem_of(error, self.path)

    def check(self) -> CheckReport:
        """Examine the whole file."""
        return examine(self._live_connection(), self.engine, self.path.name)

    # -- copies -----------------------------------------------------------------------------------------------------

    def save_copy(self, to: Path) -> None:
        """Write a verified copy under a new name, with the same passphrase; nothing is overwritten."""
        if to.exists():
            raise FileProblem("name_taken", name=to.name)
        opened = self._idle()

        def finish(part: Path, _changed: int) -> None:
            publish(part, to)

        copy_now(opened.connection, self.path, to, opened.key, finish)

    @property
    def backup_due(self) -> bool:
        """Whether the review has changed since its newest backup and can be backed up beside itself."""
        return not self.read_only and changed_since_backup(self.path)

    def backup(self, reason: Reason) -> Path:
        """Make a verified backup now and return where it lies."""
        opened = self._idle()
        try:
            to = new_backup_path(self.path, reason)
            copy_now(opened.connection, self.path, to, opened.key, finisher(self.path, to))
        except FileProblem as problem:
            raise self.backup_problem(problem) from problem
        return to

    def backup_problem(self, problem: FileProblem) -> FileProblem:
        """Return a problem of a backup as one of the review: where there is no room, the review is none the worse for it."""
        return FileProblem("no_space_for_backup", name=self.path.name) if problem.key == "no_space" else problem

    def start_backup(self, reason: Reason, pages: int = 100) -> Copying:
        """Begin a verified backup that a timer drives by ``step()``, a few pages each; writing may go on meanwhile."""
        opened = self._idle()
        to = new_backup_path(self.path, reason)
        self._copying = Copying(opened.connection, self.path, to, opened.key, finisher(self.path, to), pages=pages)
        return self._copying

    # -- the passphrase ---------------------------------------------------------------------------------------------

    def change_passphrase(self, current: str, new: str) -> None:
        """Give the review another passphrase: by copy, verify and replace, never in place.

        Whatever happens meanwhile, the file opens with the old or with the new passphrase. Older backups keep the old one.
        Where it can't be opened again afterwards, it is closed (``is_open``), and the ``FileProblem`` says which of the two.
        """
        opened = self._idle()
        if Key.derive(current, opened.key.salt) != opened.key:
            raise FileProblem("wrong_passphrase", name=self.path.name)
        if opened.read_only:
            raise FileProblem("file_read_only", name=self.path.name)
        require_usable(new)
        self.backup(Reason.NEW_KEY)
        part = unfinished(self.path)
        with speaking_of(self.path):
            try:
                salt = new_salt()
                counts = copy_pages(opened.connection, part, Key.derive(new, salt))
                key = Key.derive(new, salt)  # derived once more, so that the passphrase itself is proved, not a key at hand
                verify(part, key, counts)
                self._swap(part, key)
            except BaseException:
                with suppress(OSError):
                    remove_unfinished(part)
                raise
        with suppress(FileProblem):  # the passphrase is changed; where there is no room now, the next backup has it
            self.backup(Reason.NEW_KEY)

    def _swap(self, part: Path, key: Key) -> None:
        old = self._require_open()
        self._opened = None
        self.engine.dispose(close=False)
        try:
            if not OPEN_FILES_CAN_BE_REPLACED:
                close_live(old)
            # Elsewhere the old file stays locked until the new one has its name: no other window writes into what goes.
            replace(part, self.path)
        except BaseException:
            close_live(old)
            self._open_again(old.key, "closed_with_old_passphrase")
            raise
        close_live(old)
        self._open_again(key, "closed_with_new_passphrase")

    def _open_again(self, key: Key, otherwise: str) -> None:
        """Open the file anew. Where that fails the review stays closed, and ``otherwise`` says which passphrase it has."""
        try:
            self._opened = open_with_key(self.path, key)
        except FileProblem as problem:
            raise FileProblem(otherwise, name=self.path.name) from problem

    # -- inside -----------------------------------------------------------------------------------------------------

    def _bring_up_to_date(self, steps: Sequence[Step]) -> None:
        connection = self._live_connection()
        if too_new(connection, steps):
            raise FileProblem("file_too_new", name=self.path.name, version=str(self.version))
        if not pending(connection, steps):
            return
        if self.read_only:
            raise FileProblem("upgrade_read_only", name=self.path.name)
        self.backup(Reason.UPGRADE)
        try:
            migrate(connection, steps)
        except Error as error:
            raise self.problem_of(error) or FileProblem("upgrade_failed", name=self.path.name) from error

    def _require_open(self) -> Opened:
        if self._opened is None:
            raise AssertionError("the review file is closed")
        return self._opened

    def _live_connection(self) -> Connection:
        return self._require_open().connection

    def _idle(self) -> Opened:
        """Return the open file once no copy of it is in the making any more."""
        if self._copying is not None:
            self._copying.cancel()
            self._copying = None
        opened = self._require_open()
        if opened.connection.in_transaction:
            raise AssertionError("a copy inside a transaction would wait for ever")
        return opened


def _made(part: Path, key: Key, steps: Sequence[Step]) -> dict[str, int]:
    """Make a file from nothing by running every step; returns how many rows each table has."""
    remove_unfinished(part)
    connection = connect(part, key, "rwc")
    try:
        for setting in ("journal_mode=MEMORY", "temp_store=MEMORY", f"application_id={APPLICATION_ID}"):
            connection.execute(f"PRAGMA {setting}")
        migrate(connection, steps)
        return row_counts(connection)
    finally:
        connection.close()


def _engine(live: Callable[[], Connection]) -> Engine:
    """Return SQLAlchemy's way to the one connection; every transaction takes the write lock at its beginning."""
    engine = create_engine(
        "sqlite://",
        creator=live,
        module=DBAPI,
        poolclass=StaticPool,
        hide_parameters=True,
        # Without this, a second session opened by mistake would on closing roll back the first one's work.
        pool_reset_on_return=None,
    )

    @event.listens_for(engine, "begin")
    def begin(_connection: EngineConnection) -> None:  # pyright: ignore[reportUnusedFunction] - called by SQLAlchemy
        # Straight to the driver: where SQLAlchemy met a failure of its own BEGIN, it would roll the first session back.
        if live().in_transaction:
            raise AssertionError("one session at a time: another is in a transaction")
        live().execute("BEGIN IMMEDIATE")

    return engine
