"""The revision log: for every commit which row, when, by whom, and a hash of what it became; no words.

Each revision's ``chain`` covers the one before it, so that a page put back from an older copy, which passes every check of
the cipher, is noticed (trust.md, "The file" 9). Steps that merge replace their own revisions, so that an hour of typing
leaves one revision and not two thousand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, delete, select

from app.domain.changes import Image, RowChange
from app.domain.text import new_id
from app.models import Base
from app.storage import rows as rows_of

_log = Base.metadata.tables["revision"]


def _of_bytes(value: object) -> str:
    """Stand in for a file kept inside the review: its own hash."""
    if not isinstance(value, bytes):
        raise TypeError(type(value))
    return hashlib.sha256(value).hexdigest()


_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=True, default=_of_bytes).encode
START = hashlib.sha256(b"casement").hexdigest()


@dataclass(frozen=True)
class Stamp:
    """Which step a commit belongs to, and who made it on this machine."""

    step: str
    by: str


def digest(image: Image | None) -> str:
    """Return the hash of a row, empty for a row that is gone."""
    if image is None:
        return ""
    return hashlib.sha256(_encode(dict(image)).encode()).hexdigest()


def _chained(previous: str, row: dict[str, Any]) -> str:
    fields = [previous, *(str(row[name]) for name in ("number", "step", "at", "by", "row_table", "row_id", "digest"))]
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()


def write(connection: Connection, stamp: Stamp, changes: Iterable[RowChange]) -> None:
    """Write the revisions of one commit; those of the same step, if it is the last one, are replaced."""
    latest: dict[tuple[str, str], str] = {}
    last = _last(connection)
    if last is not None and last[2] == stamp.step:
        own = connection.execute(select(_log).where(_log.c.step == stamp.step).order_by(_log.c.number)).mappings().all()
        latest = {(row["row_table"], row["row_id"]): row["digest"] for row in own}
        connection.execute(delete(_log).where(_log.c.step == stamp.step))
        last = _last(connection)
    latest.update({(change.table, change.id): digest(change.after) for change in changes})
    number, chain, _ = last or (0, START, "")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    rows: list[dict[str, Any]] = []
    for (table, row_id), row_digest in latest.items():
        number += 1
        row: dict[str, Any] = {
            "id": new_id(), "number": number, "step": stamp.step, "at": at, "by": stamp.by,
            "row_table": table, "row_id": row_id, "digest": row_digest,
        }  # fmt: skip
        row["chain"] = chain = _chained(chain, row)
        rows.append(row)
    rows_of.insert(connection, _log, rows)


def _last(connection: Connection) -> tuple[int, str, str] | None:
    """Return number, chain and step of the last revision."""
    found = rows_of.driver(connection).execute("SELECT number, chain, step FROM revision ORDER BY number DESC LIMIT 1")
    return cast("tuple[int, str, str] | None", found.fetchone())


def first_break(connection: Connection) -> int | None:
    """Return the number of the first revision that does not follow from the one before it, or whose row is another now.

    None: the log and the rows it speaks of agree.
    """
    previous, expected = START, 1
    newest: dict[tuple[str, str], tuple[int, str]] = {}
    for row in connection.execute(select(_log).order_by(_log.c.number)).mappings():
        if row["number"] != expected or _chained(previous, dict(row)) != row["chain"]:
            return expected
        previous, expected = row["chain"], expected + 1
        newest[row["row_table"], row["row_id"]] = (row["number"], row["digest"])
    for name, table in Base.metadata.tables.items():
        if name == _log.name:
            continue
        for image in connection.execute(select(table)).mappings():
            known = newest.pop((name, image["id"]), None)
            if known is not None and known[1] != digest(dict(image)):
                return known[0]
    return min((number for number, row_digest in newest.values() if row_digest), default=None)
