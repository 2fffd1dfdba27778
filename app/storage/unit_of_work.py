"""The unit of work: one short session, one transaction, one recorder; all of it committed or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType

from sqlalchemy import Connection, Engine, Table, delete, insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.changes import RowChange
from app.domain.errors import RuleBroken
from app.models import Base
from app.storage import revision_log
from app.storage.recorder import Recorder, attach
from app.storage.revision_log import Stamp
from app.storage.rows import insert as insert_all
from app.storage.rows import read_image


class UnitOfWork:
    """A write in progress: services change objects through ``session``; the caller commits.

    Use as a context manager: leaving without ``commit`` rolls everything back.
    """

    def __init__(self, engine: Engine, stamp: Stamp) -> None:
        self.session = Session(engine, expire_on_commit=False)
        self._recorder = Recorder()
        self._stamp = stamp
        attach(self.session, self._recorder)

    def __enter__(self) -> UnitOfWork:
        self.session.connection()  # takes the write lock at once, so that what is read is what is changed
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self.session.close()

    def insert_rows(self, table: Table, rows: Sequence[Mapping[str, object]], *, exact: bool = False) -> None:
        """Insert whole rows as they stand, each naming every column, recorded like any other; for very many at once.

        ``exact``: the values are of just the kinds that the file gives back, so that they need not be read again.
        """
        insert_all(self.session.connection(), table, rows)
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
        with engine.begin() as connection:
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            for change in wanted:
                if read_image(connection, Base.metadata.tables[change.table], change.id) != change.before:
                    raise RuleBroken("changed_since")
            _put(connection, wanted)
            revision_log.write(connection, stamp, wanted)
    except IntegrityError as problem:
        raise RuleBroken("still_in_use") from problem
    return wanted


def _put(connection: Connection, changes: tuple[RowChange, ...]) -> None:
    # What goes makes room for what comes, so that unique values can change places.
    for change in changes:
        table = Base.metadata.tables[change.table]
        if change.after is None:
            connection.execute(delete(table).where(table.c.id == change.id))
    for change in changes:
        table = Base.metadata.tables[change.table]
        if change.after is not None and change.before is not None:
            connection.execute(update(table).where(table.c.id == change.id).values(**change.after))
    for change in changes:
        if change.after is not None and change.before is None:
            connection.execute(insert(Base.metadata.tables[change.table]).values(**change.after))
