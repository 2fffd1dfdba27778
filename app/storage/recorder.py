"""The recorder: every row a flush touches, as it stood before in the file and as it stands after.

Images are read from the file and not from the mapped object's history, which has no old value for an expired attribute. The
mapper's events are used rather than the session's lists, because those do not yet hold the orphans of a flush.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from app.domain.changes import Image, RowChange
from app.models import Base
from app.storage.rows import read_image, read_images


class Recorder:
    """Keeps the first image of every row that one unit of work touches."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, str], Image | None] = {}
        self._written: dict[tuple[str, str], Image] = {}

    def touched(self, table: Table, row_id: str, connection: Connection) -> None:
        """Keep the row as it stands in the file, unless it is known already."""
        key = (table.name, row_id)
        self._written.pop(key, None)
        if key not in self._before:
            self._before[key] = read_image(connection, table, row_id)

    def changed(self, table: Table, before: Image, after: Image) -> None:
        """Keep that a whole row was changed just so: unless it is touched later on, it need not be read back."""
        self._before.setdefault((table.name, str(after["id"])), before)
        self._written[table.name, str(after["id"])] = after

    def inserted(self, table: Table, row_id: str) -> None:
        """Keep that the row was not there before."""
        self._before.setdefault((table.name, row_id), None)

    def written(self, table: Table, image: Image) -> None:
        """Keep that a whole row was inserted just so: unless it is touched later on, it need not be read back."""
        key = (table.name, str(image["id"]))
        self._before.setdefault(key, None)
        self._written[key] = image

    def changes(self, connection: Connection) -> tuple[RowChange, ...]:
        """Compare every touched row with the file as it stands now; rows left as they were are left out."""
        by_table: dict[str, list[str]] = defaultdict(list)
        for table_name, row_id in self._before.keys() - self._written.keys():
            by_table[table_name].append(row_id)
        after: dict[tuple[str, str], Image] = dict(self._written)
        for table_name, ids in by_table.items():
            for row_id, image in read_images(connection, Base.metadata.tables[table_name], ids):
                after[table_name, row_id] = image
        return tuple(
            RowChange(table_name, row_id, before, after.get((table_name, row_id)))
            for (table_name, row_id), before in self._before.items()
            if before != after.get((table_name, row_id))
        )


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
