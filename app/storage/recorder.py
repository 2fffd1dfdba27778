"""The recorder: every row a flush touches, as it stood before in the file and as it stands after.

Images are read from the file and not from the mapped object's history, which has no old value for an expired attribute. The
mapper's events are used rather than the session's lists, because those do not yet hold the orphans of a flush.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, event, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from app.domain.changes import Image, RowChange
from app.models import Base

CHUNK = 500
"""Rows read back at once; SQLite takes at most 32,766 bound values a statement."""


class Recorder:
    """Keeps the first image of every row that one unit of work touches."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, str], Image | None] = {}

    def touched(self, table: Table, row_id: str, connection: Connection) -> None:
        """Keep the row as it stands in the file, unless it is known already."""
        key = (table.name, row_id)
        if key not in self._before:
            self._before[key] = read_image(connection, table, row_id)

    def inserted(self, table: Table, row_id: str) -> None:
        """Keep that the row was not there before."""
        self._before.setdefault((table.name, row_id), None)

    def changes(self, connection: Connection) -> tuple[RowChange, ...]:
        """Compare every touched row with the file as it stands now; rows left as they were are left out."""
        by_table: dict[str, list[str]] = defaultdict(list)
        for table_name, row_id in self._before:
            by_table[table_name].append(row_id)
        after: dict[tuple[str, str], Image] = {}
        for table_name, ids in by_table.items():
            for row_id, image in read_images(connection, Base.metadata.tables[table_name], ids):
                after[table_name, row_id] = image
        return tuple(
            RowChange(table_name, row_id, before, after.get((table_name, row_id)))
            for (table_name, row_id), before in self._before.items()
            if before != after.get((table_name, row_id))
        )


def read_image(connection: Connection, table: Table, row_id: str) -> Image | None:
    """Return one row as it stands, None where there is none."""
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    return dict(row) if row is not None else None


def read_images(connection: Connection, table: Table, ids: list[str]) -> Iterator[tuple[str, Image]]:
    """Yield (id, row) for those of the ids that are there."""
    for start in range(0, len(ids), CHUNK):
        for row in connection.execute(select(table).where(table.c.id.in_(ids[start : start + CHUNK]))).mappings():
            yield row["id"], dict(row)


def attach(session: Session, recorder: Recorder) -> None:
    """Let the recorder see every flush of a session, and refuse what would pass it by."""
    session.info["recorder"] = recorder
    event.listen(session, "do_orm_execute", _refuse_bulk)


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise AssertionError("a bulk statement would pass the recorder by: change objects instead")


def _recorder_of(target: object) -> Recorder | None:
    session = object_session(target)
    recorder = session.info.get("recorder") if session is not None else None
    return recorder if isinstance(recorder, Recorder) else None


@event.listens_for(Base, "before_update", propagate=True)
@event.listens_for(Base, "before_delete", propagate=True)
def _before(_mapper: Mapper[Any], connection: Connection, target: Base) -> None:
    if recorder := _recorder_of(target):
        recorder.touched(_table(target), target.id, connection)


@event.listens_for(Base, "after_insert", propagate=True)
def _after_insert(_mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    if recorder := _recorder_of(target):
        recorder.inserted(_table(target), target.id)


def _table(target: Base) -> Table:
    return Base.metadata.tables[target.__tablename__]
