"""What every service needs: a row that must be there, columns by name, whole rows, and order by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.domain.errors import RuleBroken
from app.domain.text import new_id
from app.models import Base

Stored = TypeVar("Stored", bound=Base)


def fetch(session: Session, stored: type[Stored], row_id: str) -> Stored:
    """Return a row; raises ``RuleBroken`` ("no_longer_there") where it is gone."""
    row = session.get(stored, row_id)
    if row is None:
        raise RuleBroken("no_longer_there")
    return row


def column(stored: type[Base], name: str) -> ColumnElement[Any]:
    """Return a column of a stored class by its name: those of a text or date have no attribute of their own."""
    return stored.__table__.c[name]


def whole_row(stored: type[Base], **values: object) -> dict[str, object]:
    """Return a new row with every column named: these values, and what a row begins with; for ``insert_rows``."""
    return {**_beginnings(stored), "id": new_id(), **values}


@cache
def _beginnings(stored: type[Base]) -> dict[str, object]:
    return {each.name: each.default.arg if isinstance(each.default, ScalarElementColumnDefault) else None
            for each in stored.__table__.c}  # fmt: skip


def now() -> str:
    """Return this moment as stored: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Positioned(Protocol):
    """Anything ordered by hand."""

    position: Any


def renumber(rows: Sequence[Positioned]) -> None:
    """Give rows their positions in the order handed in, touching only those that move."""
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
