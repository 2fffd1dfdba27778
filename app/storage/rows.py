"""Whole rows, read and written by the driver itself.

The recorder and the revision log do this with every commit; SQLAlchemy's way to the same rows takes several times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import Boolean, Connection, Table

from app.domain.changes import Image
from app.storage import cipher

CHUNK = 500
"""Rows read at once; SQLite takes at most 32,766 bound values a statement."""


class _Shape(NamedTuple):
    """How a table is read and written."""

    names: tuple[str, ...]
    truths: tuple[str, ...]
    select: str
    insert: str
    update: str
    delete: str


@cache
def _shape(table: Table) -> _Shape:
    names = tuple(column.name for column in table.c)
    truths = tuple(column.name for column in table.c if isinstance(column.type, Boolean))
    listed, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    puts = ", ".join(f'"{name}" = ?' for name in names if name != "id")
    return _Shape(
        names,
        truths,
        select=f'SELECT {listed} FROM "{table.name}"',  # noqa: S608 - our own names, here and below
        insert=f'INSERT INTO "{table.name}" ({listed}) VALUES ({places})',  # noqa: S608
        update=f'UPDATE "{table.name}" SET {puts} WHERE id = ?',  # noqa: S608
        delete=f'DELETE FROM "{table.name}" WHERE id = ?',  # noqa: S608
    )


def driver(connection: Connection) -> cipher.Connection:
    """Return the connection of the driver beneath SQLAlchemy's."""
    return cast(cipher.Connection, connection.connection.driver_connection)


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield as many ids at a time as are read at once."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def read_image(connection: Connection, table: Table, row_id: str) -> Image | None:
    """Return one row as it stands, None where there is none."""
    return next((image for _, image in read_images(connection, table, [row_id])), None)


def read_images(connection: Connection, table: Table, ids: Sequence[str]) -> Iterator[tuple[str, Image]]:
    """Yield (id, row) for those of the ids that are there."""
    shape, by = _shape(table), driver(connection)
    for some in chunks(ids):
        where = "id = ?" if len(some) == 1 else f"id IN ({', '.join('?' * len(some))})"
        for values in by.execute(f"{shape.select} WHERE {where}", some):
            image = dict(zip(shape.names, values, strict=True))
            for name in shape.truths:
                image[name] = _truth(image[name])
            yield image["id"], image


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert whole rows; each names every column."""
    if rows:
        shape = _shape(table)
        connection.exec_driver_sql(shape.insert, _values(shape.names, rows))


def update(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make rows that are there these whole rows, one after the other; each names every column."""
    if rows:
        shape = _shape(table)
        names = [name for name in shape.names if name != "id"]
        connection.exec_driver_sql(shape.update, _values([*names, "id"], rows))


def _values(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    take: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*names)
    return list(map(take, rows))


def delete(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """Delete the rows with these ids, one after the other."""
    if ids:
        connection.exec_driver_sql(_shape(table).delete, [(row_id,) for row_id in ids])


def _truth(stored: int | None) -> bool | None:
    return None if stored is None else bool(stored)
