"""Leaving and coming back: everything a review holds as documented JSON, and an equal review made of it.

The format: ``{"casement": 1, "schema": "<major>", "tables": {"<table>": [{"<column>": value, …}, …], …}}``. Tables and columns are
those of ``app/models``; ids are kept; texts are the JSON of ``app/domain/text.py`` beside their letters; dates their five
columns. The revision log stays behind: it speaks of this file's own past.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.errors import ImportProblem
from app.models import Base
from app.storage.unit_of_work import UnitOfWork

FORMAT = 1
LEFT_OUT = frozenset({"revision"})


def export_data(session: Session) -> dict[str, Any]:
    """Return everything the review holds, tables in the order in which they can be read back."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in LEFT_OUT:
            rows = session.execute(select(table).order_by(table.c.id)).mappings()
            tables[table.name] = [dict(row) for row in rows]
    return {"casement": FORMAT, "tables": tables}


def read_back(uow: UnitOfWork, data: Any) -> None:
    """Fill an empty review with what ``export_data`` gave.

    Raises ``ImportProblem`` ("not_exported_data", "exported_data_too_new", "exported_data_damaged") and changes nothing then.
    """
    if not isinstance(data, dict) or "casement" not in data or not isinstance(data.get("tables"), dict):
        raise ImportProblem("not_exported_data")
    if data["casement"] != FORMAT:
        raise ImportProblem("exported_data_too_new")
    tables: dict[str, Any] = data["tables"]
    connection = uow.session.connection()
    for table in Base.metadata.sorted_tables:
        rows = tables.get(table.name, [])
        if table.name in LEFT_OUT or not rows:
            continue
        names = set(table.c.keys())
        if any(not isinstance(row, dict) or set(row) != names for row in rows):
            raise ImportProblem("exported_data_damaged", table=table.name.replace("_", " "))
        connection.execute(insert(table), rows)
