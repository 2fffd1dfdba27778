"""Leaving and coming back: everything a review holds as documented JSON, and an equal review made of it.

The format: ``{"casement": 1, "tables": {"<table>": [{"<column>": value, …}, …], …}}``. Tables and columns are those of
``app/models``; ids are kept; texts are the JSON of ``app/domain/text.py`` beside their letters; dates their five
columns, as ``resources/exported-data.md`` describes. The revision log stays behind: it speaks of this file's own past.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any, cast

from sqlalchemy import LargeBinary, Table, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from app.domain.errors import ImportProblem
from app.models import Base, Review
from app.services.exchange_checks import require_sound, words_of
from app.storage.unit_of_work import UnitOfWork

FORMAT = 1
LEFT_OUT = frozenset({"revision"})


def export_data(session: Session) -> dict[str, Any]:
    """Return everything the review holds, tables in the order in which they can be read back."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in LEFT_OUT:
            rows = session.execute(select(table).order_by(table.c.id)).mappings()
            tables[table.name] = [{name: _written(value) for name, value in row.items()} for row in rows]
    return {"casement": FORMAT, "tables": tables}


def read_back(uow: UnitOfWork, data: object) -> None:
    """Fill an empty review with what ``export_data`` gave.

    Raises ``ImportProblem`` ("not_exported_data", "exported_data_too_new", "exported_data_damaged",
    "exported_data_field", "exported_data_no_review"); nothing changes then.
    """
    found = _mapping(data)
    tables = _mapping(found.get("tables"))
    if "casement" not in found or not tables:
        raise ImportProblem("not_exported_data")
    if found["casement"] != FORMAT:
        raise ImportProblem("exported_data_too_new")
    wanted = [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]
    uow.session.execute(text("PRAGMA defer_foreign_keys=ON"))  # an event may come before the one it is joined to
    found_rows = [(table, _rows(tables.get(table.name), table)) for table in wanted]
    if len(next(rows for table, rows in found_rows if table is Review.__table__)) != 1:
        raise ImportProblem("exported_data_no_review")
    uow.session.execute(text("PRAGMA defer_foreign_keys=ON"))  # an event may come before the one it is joined to
    for table, rows in found_rows:
        try:
            uow.insert_rows(table, [_read_files(table, row) for row in rows])
        except StatementError as problem:
            raise _damaged(table) from problem


def _written(value: object) -> object:
    """Return a value as JSON holds it: a file kept inside the review as Base64."""
    return b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _read_files(table: Table, row: dict[str, object]) -> dict[str, object]:
    """Return a row with its files as bytes again; they were looked at before."""
    names = [column.name for column in table.c if isinstance(column.type, LargeBinary)]
    return {**row, **{name: b64decode(str(row[name])) for name in names}} if names else row


def _mapping(data: object) -> dict[str, object]:
    return cast("dict[str, object]", data) if isinstance(data, dict) else {}


def _rows(data: object, table: Table) -> list[dict[str, object]]:
    rows = [_mapping(row) for row in cast("list[object]", data)] if isinstance(data, list) else None
    if rows is None or any(set(row) != set(table.c.keys()) for row in rows):
        raise _damaged(table)
    require_sound(table, rows)
    return rows


def _damaged(table: Table) -> ImportProblem:
    return ImportProblem("exported_data_damaged", table=words_of(table))
