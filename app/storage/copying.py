"""Verified copies of the open review: written under a temporary name, opened again, examined, and only then named.

A copy is made page by page with SQLite's own backup, which follows what is written meanwhile. ``Copying.step`` copies a few
pages and returns, so that a timer can drive it beside a person typing. SQLite's Python interface can't be left in the middle
of a backup and entered again; so the copying stands in a thread of its own that moves only while ``step`` waits for it: two
threads never touch the live connection at once. Examining the finished copy needs the live connection no more.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.domain.errors import FileProblem
from app.storage.cipher import DBAPI, Connection, Error, connect, faults, row_counts
from app.storage.files import remove_unfinished, unfinished
from app.storage.keys import Key
from app.storage.problems import problem_of, speaking_of

ALL_PAGES: Final = -1
STEP_PAGES: Final = 100


Progress = Callable[[int, int, int], object]


class _Stopped(Exception):
    """The copying was cancelled."""


def verify(path: Path, key: Key, counts: dict[str, int]) -> None:
    """Open a finished copy again and examine it; raises ``FileProblem("copy_faulty")`` unless it is whole."""
    connection = connect(path, key, "ro")
    try:
        whole = not faults(connection) and row_counts(connection) == counts
    except Error as error:
        raise FileProblem("copy_faulty", name=path.name) from error
    finally:
        connection.close()
    if not whole:
        raise FileProblem("copy_faulty", name=path.name)


def copy_pages(
    source: Connection, to: Path, key: Key, pages: int = ALL_PAGES, progress: Progress | None = None
) -> dict[str, int]:
    """Write every page of the open file into a new file under a key; returns how many rows each table had."""
    remove_unfinished(to)
    target = connect(to, key, "rwc")
    try:
        # Nothing here has to outlive a crash: the copy counts only once it is verified and on the disk.
        for setting in ("journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY"):
            target.execute(f"PRAGMA {setting}")
        source.backup(target, pages=pages, progress=progress, sleep=0.0)
        return row_counts(source)
    except Error as error:
        raise problem_of(error, to) or FileProblem("copy_faulty", name=to.name) from error
    finally:
        target.close()


Finish = Callable[[Path, int], None]
"""Gives an unfinished copy its name; told when the source had last changed as the copying ended (nanoseconds)."""


def copy_now(source: Connection, of: Path, to: Path, key: Key, finish: Finish) -> None:
    """Make a verified copy of the file at ``of`` in one go."""
    part = unfinished(to)
    with speaking_of(to):
        try:
            counts = copy_pages(source, part, key)
            changed = of.stat().st_mtime_ns
            verify(part, key, counts)
            finish(part, changed)
        except BaseException:
            with suppress(OSError):
                remove_unfinished(part)
            raise


class Copying:
    """A verified copy in the making, driven by ``step`` from outside."""

    def __init__(
        self, source: Connection, of: Path, to: Path, key: Key, finish: Finish, *, pages: int = STEP_PAGES
    ) -> None:
        self.path = to
        self._of = of
        self._changed = 0
        self.remaining = 0
        self._source = source
        self._key = key
        self._finish = finish
        self._pages = pages
        self._turn = threading.Semaphore(0)
        self._back = threading.Semaphore(0)
        self._stop = False
        self._given_up = False
        self._copied = False
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="copying", daemon=True)
        self._thread.start()

    @property
    def given_up(self) -> bool:
        """Whether it was cancelled before all was copied: there is no copy then, and that is nobody's fault."""
        return self._given_up

    def step(self) -> bool:
        """Copy a few pages, or see whether the finished copy is examined; True once it is done or given up.

        Inside a transaction nothing is copied. Raises what went wrong; nothing unfinished is left then.
        """
        if self._given_up:
            return True
        if not self._copied and self._source.in_transaction:
            return False
        if not self._copied:
            self._turn.release()
            self._back.acquire()
        if self._thread.is_alive() and self._problem is None:
            return False
        self._thread.join()
        if self._problem is not None:
            raise self._problem
        return True

    def finish(self) -> None:
        """Go on to the end without waiting for a timer."""
        while not self.step():
            self._thread.join(0.01 if self._copied else 0)

    def cancel(self) -> None:
        """Stop, and leave nothing unfinished; a copy that is already being examined is finished first."""
        if not self._copied:
            self._stop = True
            self._turn.release()
        self._thread.join()

    def _run(self) -> None:
        part = unfinished(self.path)
        self._turn.acquire()
        try:
            with speaking_of(self.path):
                counts = self._copy(part)
                verify(part, self._key, counts)
                self._finish(part, self._changed)
        except _Stopped:
            self._given_up = True
            with suppress(OSError):
                remove_unfinished(part)
        except BaseException as problem:  # noqa: BLE001 - handed to whoever drives the copy
            with suppress(OSError):
                remove_unfinished(part)
            self._problem = problem.with_traceback(None)  # its frames would keep the key alive after a lock
        finally:
            if not self._copied:
                self._copied = True
                self._back.release()

    def _copy(self, part: Path) -> dict[str, int]:
        if self._stop:
            raise _Stopped
        counts = copy_pages(self._source, part, self._key, pages=self._pages, progress=self._pause)
        self._changed = self._of.stat().st_mtime_ns
        self._copied = True
        self._back.release()
        return counts

    def _pause(self, status: int, remaining: int, _total: int) -> None:
        self.remaining = remaining
        if status == DBAPI.SQLITE_DONE:
            return  # all is copied, and what is written from now on no longer follows: count the rows before that
        self._back.release()
        self._turn.acquire()
        if self._stop:
            raise _Stopped
