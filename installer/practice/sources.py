"""Read the sources of the agencies' returns, and say by which key an event row is named.

A source is a TOML file beside this one: the file to be made, its headings, and its rows in file order. A row is a list of
cells; a last item "@name" is a handle for those who write the case and does not go into the file. Plain strings between rows
are furniture: "blank", "header" (the headings again), "year 2011", "hidden" (the next row is hidden).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
AGENCIES = ("csc", "health", "hospital", "gp", "education", "police", "housing", "kitewell")


@dataclass(frozen=True)
class Row:
    """An event row: its cells as text, its handle ("" for none), and whether it is hidden in the file."""

    cells: tuple[str, ...]
    handle: str
    hidden: bool = False


@dataclass(frozen=True)
class Furniture:
    """What stands between event rows: "blank", "header" or "year", with the year's text."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Source:
    """One agency's return as data."""

    agency: str
    file: str
    headings: tuple[str, ...]
    lines: tuple[Row | Furniture, ...]
    hidden_column: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Only the event rows, in file order."""
        return tuple(line for line in self.lines if isinstance(line, Row))


def load(agency: str) -> Source:
    """Read the source of one agency."""
    data = tomllib.loads((HERE / f"{agency}.toml").read_text(encoding="utf-8"))
    return Source(agency, data["file"], tuple(data["headings"]), _lines(data["rows"]), data.get("hidden_column", ""))


def load_all() -> tuple[Source, ...]:
    """Read every agency's source."""
    return tuple(load(agency) for agency in AGENCIES)


def handles() -> dict[str, str]:
    """Return each handle with the key of its row, "agency:n": n counts the file's event rows from 1."""
    found: dict[str, str] = {}
    for source in load_all():
        for number, row in enumerate(source.rows, start=1):
            if not row.handle:
                continue
            if row.handle in found:
                raise ValueError(f"the handle {row.handle} is used twice")
            found[row.handle] = f"{source.agency}:{number}"
    return found


def _lines(items: list[Any]) -> tuple[Row | Furniture, ...]:
    lines: list[Row | Furniture] = []
    hidden = False
    for item in items:
        if item == "hidden":
            hidden = True
        elif isinstance(item, str):
            kind, _, text = item.partition(" ")
            lines.append(Furniture(kind, text))
        else:
            handle = item[-1] if item[-1].startswith("@") else ""
            lines.append(Row(tuple(item[:-1] if handle else item), handle, hidden))
            hidden = False
    return tuple(lines)
