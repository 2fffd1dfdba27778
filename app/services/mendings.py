"""What a reviewer mended by hand in a row of a return, remembered so that the corrected return is mended alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.models import SourceDocument
from app.services.common import fetch
from app.services.said import marks_of


@dataclass(frozen=True)
class Mending:
    """One row: which (by what stands in it), where it was cut, which dates its parts were given, whether it is taken.

    ``taken`` is None where the reviewer left that to the reading.
    """

    row: str
    cuts: tuple[int, ...] = ()
    dates: tuple[tuple[int, str], ...] = ()
    taken: bool | None = None

    def to_data(self) -> list[Any]:
        """Plain data for JSON."""
        return [self.row, list(self.cuts), [list(pair) for pair in self.dates], self.taken]

    @staticmethod
    def from_data(data: list[Any]) -> Mending:
        """The mending that ``to_data`` wrote."""
        return Mending(data[0], tuple(data[1]), tuple((part, text) for part, text in data[2]), data[3])


def row_mark(texts: Iterable[str]) -> str:
    """Return letters by which a row is known again, in whatever order its columns stand."""
    return hashlib.sha256("\0".join(marks_of(texts)).encode()).hexdigest()[:16]


def mended_in(session: Session, source_id: str) -> tuple[Mending, ...]:
    """Return what was mended in a return that was taken in; raises ``RuleBroken`` where it is gone."""
    tables = json.loads(fetch(session, SourceDocument, source_id).plan or "[]")
    return tuple(Mending.from_data(data) for table in tables for data in table.get("mended", ()))
