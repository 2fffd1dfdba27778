"""What a record of exported data may hold: looked at before it is read back, so that a review can show all it holds."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, cast

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table

from app.domain.dates import DateKind, Precision
from app.domain.errors import ImportProblem
from app.domain.text import Text
from app.services import conversations, factors, findings, meetings, people, source_register
from app.services.mendings import Mending
from app.services.said import Said

LISTS: Final[Mapping[tuple[str, str], tuple[Any, ...]]] = {
    ("person", "kind"): people.KINDS,
    ("source_document", "kind"): source_register.KINDS,
    ("participation", "part"): people.PARTS,
    ("conversation", "status"): conversations.STATUSES,
    ("conversation_part", "part"): conversations.PARTS,
    ("passage", "kind"): conversations.KINDS,
    ("paragraph_sign", "sign"): conversations.SIGNS,
    ("contributory_factor", "level"): factors.LEVELS,
    ("contributory_factor", "effect"): factors.EFFECTS,
    ("contributory_factor", "weight"): (1, 2, 3),
    ("finding", "status"): findings.STATUSES,
    ("meeting", "kind"): meetings.KINDS,
    ("attendance", "presence"): meetings.PRESENCES,
}
"""Fields that hold one of a fixed list; those that a review's own vocabulary can add to are not among them."""


def require_sound(table: Table, rows: list[dict[str, object]]) -> None:
    """Raise ``ImportProblem`` ("exported_data_field"), which names record and field, where a value can't stand there."""
    for number, row in enumerate(rows, 1):
        for column in table.c:
            if not _sound(table, column, row[column.key]):
                raise ImportProblem("exported_data_field", table=words_of(table), number=str(number), field=column.key)


def words_of(table: Table) -> str:
    """Return what a table is called in a sentence."""
    return table.name.replace("_", " ")


def _sound(table: Table, column: Column[Any], value: object) -> bool:
    if value is None:
        return bool(column.nullable)
    if not _of_its_kind(column, value):
        return False
    allowed = LISTS.get((table.name, column.key))
    if allowed is not None and value not in allowed:
        return False
    try:
        _tried(table.name, column.key, value)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return False
    return True


def _of_its_kind(column: Column[Any], value: object) -> bool:
    if isinstance(column.type, Boolean):
        return isinstance(value, bool)
    if isinstance(column.type, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    if isinstance(column.type, LargeBinary):
        return isinstance(value, str) and _is_base64(value)
    return isinstance(value, str)


def _is_base64(value: str) -> bool:
    try:
        b64decode(value, validate=True)
    except ValueError:
        return False
    return True


def _tried(table: str, name: str, value: object) -> None:
    """Read a value once, as the program will; fails as reading fails, on half a character (a lone surrogate) too."""
    if not isinstance(value, str):
        return
    value.encode()
    special = _SPECIAL.get((table, name))
    if special is not None:
        special(value)
    elif name.endswith("_json") and value:
        Text.from_json(value).plain.encode()
    elif name.endswith(("_earliest", "_latest")):
        datetime.fromisoformat(value)
    elif name.endswith("_kind"):
        DateKind(value)
    elif name.endswith("_precision"):
        Precision(value)


def _read_cells(value: str) -> None:
    for heading, words in cast("list[tuple[str, str]]", json.loads(value)):
        heading.encode()
        words.encode()


def _read_plan(value: str) -> None:
    tables = cast("list[dict[str, object]]", json.loads(value or "[]"))
    for table in tables:
        table.get("events")
        for each in cast("list[list[Any]]", table.get("mended", [])):
            Mending.from_data(each)
    json.dumps(tables, ensure_ascii=False).encode()


def _read_difference(value: str) -> None:
    found = cast("dict[str, list[Any]]", json.loads(value or "{}"))
    for each in found.get("changed", ()):
        if not {"event", "before", "now"} <= set(each):
            raise ValueError(each)
    json.dumps(found["binned"] if found else [], ensure_ascii=False).encode()


def _read_said(value: str) -> None:
    Said.from_json(value).words.encode()


def _read_day(value: str) -> None:
    date.fromisoformat(value)


_SPECIAL: Final[Mapping[tuple[str, str], Callable[[str], None]]] = {
    ("entry", "cells"): _read_cells,
    ("entry", "said"): _read_said,
    ("source_document", "plan"): _read_plan,
    ("source_document", "difference"): _read_difference,
    ("review", "period_from"): _read_day,
    ("review", "period_to"): _read_day,
}
