"""The unit of work: one short session, one transaction, one recorder; all of it committed or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, Table, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from app.domain.changes import Image, RowChange
from app.domain.collecting import CollectorAtRest
from app.domain.errors import RuleBroken
from app.models import Base
from app.storage import revision_log
from app.storage import rows as rows_of
from app.storage.recorder import Recorder, attach
from app.storage.revision_log import Stamp


class UnitOfWork:
    """A write in progress: services change objects through ``session``; the caller commits.

    Use as a context manager: leaving without ``commit`` rolls everything back.
    """

    def __init__(self, engine: Engine, stamp: Stamp) -> None:
        self.session = Session(engine, expire_on_commit=False)
        self._recorder = Recorder()
        self._stamp = stamp
        self._rest = CollectorAtRest()
        attach(self.session, self._recorder)

    def __enter__(self) -> UnitOfWork:
        self.session.connection()  # takes the write lock at once, so that what is read is what is changed
        self._rest.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.session.close()
        finally:
            self._rest.__exit__(kind, problem, trace)

    def change_rows(self, stored: type[Base], ids: Collection[str], change: Callable[[Image], Mapping[str, object]]) -> None:
        """Change many rows at once, each by the columns that ``change`` names for it, in the kinds that the file gives back.

        Recorded like any other change; raises ``RuleBroken`` ("no_longer_there") where one of the rows is gone.
        """
        self.session.flush()
        connection, table = self.session.connection(), Base.metadata.tables[stored.__tablename__]
        wanted = list(dict.fromkeys(ids))
        found = dict(rows_of.read_images(connection, table, wanted))
        if len(found) < len(wanted):
            raise RuleBroken("no_longer_there")
        put: list[dict[str, Any]] = [{**image, **change(image)} for image in found.values()]
        changed = [row for row in put if row != found[row["id"]]]
        rows_of.update(connection, table, changed)
        for row in changed:
            self._recorder.changed(table, found[row["id"]], row)
            loaded = self.session.identity_map.get(identity_key(stored, row["id"]))
            if loaded is not None:
                self.session.expire(loaded)

    def insert_rows(self, table: Table, rows: Sequence[Mapping[str, object]], *, exact: bool = False) -> None:
        """Insert whole rows as they stand, each naming every column, recorded like any other; for very many at once.

        ``exact``: the values are of just the kinds that the file gives back, so that they need not be read again.
        """
        rows_of.insert(self.session.connection(), table, rows)
        for row in rows:
            if exact:
                self._recorder.written(table, row)
            else:
                self._recorder.inserted(table, str(row["id"]))

    def commit(self) -> tuple[RowChange, ...]:
        """Write everything to disk and return what changed; raises ``RuleBroken`` where something still needs a row."""
        try:
            self.session.flush()
            connection = self.session.connection()
            changes = self._recorder.changes(connection)
            if changes:
                revision_log.write(connection, self._stamp, changes)
            self.session.commit()
        except IntegrityError as problem:
            raise RuleBroken("still_in_use") from problem
        return changes


def replay(engine: Engine, stamp: Stamp, changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Put rows from their ``before`` to their ``after`` images, in one transaction, and return what was done.

    Raises ``RuleBroken`` ("changed_since") where a row is not as its ``before`` image says, and ("still_in_use") where
    something that came later still needs a row; nothing is changed then.
    """
    wanted = tuple(changes)
    try:
        with CollectorAtRest(), engine.begin() as connection:
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            _check(connection, wanted)
            _put(connection, wanted)
            revision_log.write(connection, stamp, wanted)
    except IntegrityError as problem:
        raise RuleBroken("still_in_use") from problem
    return wanted


def _check(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Raise ``RuleBroken`` ("changed_since") where a row is not as its ``before`` image says."""
    for table, some in _by_table(changes):
        found = dict(rows_of.read_images(connection, table, [change.id for change in some]))
        if any(found.get(change.id) != change.before for change in some):
            raise RuleBroken("changed_since")


def _put(connection: Connection, changes: Iterable[RowChange]) -> None:
    # What goes makes room for what comes, so that unique values can change places.
    by_table = _by_table(changes)
    for table, some in by_table:
        rows_of.delete(connection, table, [change.id for change in some if change.after is None])
    for table, some in by_table:
        changed = [change.after for change in some if change.after is not None and change.before is not None]
        rows_of.update(connection, table, changed)
    for table, some in by_table:
        added = [change.after for change in some if change.after is not None and change.before is None]
        rows_of.insert(connection, table, added)


def _by_table(changes: Iterable[RowChange]) -> list[tuple[Table, list[RowChange]]]:
    """Return changes by table, those of one table in their order; keys being deferred, the tables may come in any."""
    found: dict[str, list[RowChange]] = defaultdict(list)
    for change in changes:
        found[change.table].append(change)
    return [(Base.metadata.tables[name], some) for name, some in found.items()]
