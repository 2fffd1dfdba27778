"""An agency's return as a file holds it: tables of rows of cells, with remarks on what a reader should know.

Made by ``app/documents/returns`` in a child process, which answers in JSON: hence ``to_data`` and ``from_data``. How columns
are understood stands in ``return_plans``, how rows are read in ``return_rows``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from app.domain.resources import load_toml

Moment = date | datetime | time
"""The value of a true date or time cell."""

Data = Any
"""What ``json`` writes and reads."""


@dataclass(frozen=True)
class Remark:
    """Something to be said about a file, table or row: a key of ``messages.toml``, ``[remarks]``, and its facts."""

    key: str
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The sentence."""
        return str(load_toml("messages.toml")["remarks"][self.key]["says"]).format(**dict(self.facts))

    def to_data(self) -> list[Any]:
        """Plain data for JSON."""
        return [self.key, dict(self.facts)]

    @staticmethod
    def from_data(data: list[Any]) -> Remark:
        """The remark that ``to_data`` wrote."""
        return Remark(data[0], tuple(data[1].items()))


def remark(key: str, **facts: object) -> Remark:
    """Make a remark."""
    return Remark(key, tuple((name, str(value)) for name, value in facts.items()))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and the value of a true date or time cell."""

    text: str = ""
    value: Moment | None = None

    @property
    def given(self) -> str | Moment:
        """What a reader of dates is handed: the value where there is one."""
        return self.text if self.value is None else self.value

    def to_data(self) -> Data:
        """Plain data for JSON: the text alone, or the text, the sort of value and the value."""
        if self.value is None:
            return self.text
        sort = "m" if isinstance(self.value, datetime) else "t" if isinstance(self.value, time) else "d"
        return [self.text, sort, self.value.isoformat()]

    @staticmethod
    def from_data(data: Data) -> Cell:
        """The cell that ``to_data`` wrote."""
        if isinstance(data, str):
            return Cell(data)
        text, sort, value = data
        read = {"m": datetime.fromisoformat, "t": time.fromisoformat, "d": date.fromisoformat}[sort]
        return Cell(text, read(value))


EMPTY_CELL = Cell()


@dataclass(frozen=True)
class ParsedRow:
    """One row: where it stands in the file, its cells, and what else was found there."""

    place: str
    cells: tuple[Cell, ...]
    remarks: tuple[Remark, ...] = ()

    def cell(self, column: int) -> Cell:
        """The cell of a column; empty where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else EMPTY_CELL

    @property
    def texts(self) -> tuple[str, ...]:
        """What the cells show."""
        return tuple(cell.text for cell in self.cells)

    @property
    def blank(self) -> bool:
        """Whether no cell shows anything."""
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True)
class ParsedTable:
    """One table of a file: a worksheet, a Word table, the whole of a text file.

    ``header_rows`` counts the rows that the file itself marks as headings (Word's repeated header rows); ``lead`` is the
    line that stands before the table, which may be the year that its dates leave out.
    """

    title: str
    rows: tuple[ParsedRow, ...]
    remarks: tuple[Remark, ...] = ()
    header_rows: int = 0
    lead: str = ""

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True)
class ParsedReturn:
    """One file as read: ``kind`` is "xlsx", "docx", "csv" or "pasted".

    Where a Word file holds tracked changes, ``tables`` has them accepted and ``original`` is the same without them: the
    reviewer is asked which is meant.
    """

    file_name: str
    kind: str
    sha256: str
    tables: tuple[ParsedTable, ...]
    remarks: tuple[Remark, ...] = ()
    original: tuple[ParsedTable, ...] = ()

    @property
    def tracked(self) -> bool:
        """Whether changes were tracked, so that there are two readings to choose from."""
        return bool(self.original)

    def before_changes(self) -> ParsedReturn:
        """Return the reading as the file stood before its tracked changes; itself where there are none."""
        return replace(self, tables=self.original, original=()) if self.original else self

    @property
    def row_count(self) -> int:
        """Rows in the file, whatever they hold."""
        return sum(len(table.rows) for table in self.tables)

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "file_name": self.file_name,
            "kind": self.kind,
            "sha256": self.sha256,
            "remarks": [r.to_data() for r in self.remarks],
            "tables": [_table_to_data(table) for table in self.tables],
            "original": [_table_to_data(table) for table in self.original],
        }

    @staticmethod
    def from_data(data: dict[str, Any]) -> ParsedReturn:
        """The return that ``to_data`` wrote."""
        return ParsedReturn(
            data["file_name"],
            data["kind"],
            data["sha256"],
            tuple(_table_from_data(table) for table in data["tables"]),
            tuple(Remark.from_data(r) for r in data["remarks"]),
            tuple(_table_from_data(table) for table in data["original"]),
        )


def _table_to_data(table: ParsedTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "header_rows": table.header_rows,
        "lead": table.lead,
        "remarks": [r.to_data() for r in table.remarks],
        "rows": [
            [
                row.place,
                [cell.to_data() for cell in row.cells],
                *([[r.to_data() for r in row.remarks]] if row.remarks else []),
            ]
            for row in table.rows
        ],
    }


def _table_from_data(data: dict[str, Any]) -> ParsedTable:
    return ParsedTable(
        data["title"],
        tuple(
            ParsedRow(
                row[0],
                tuple(Cell(c) if isinstance(c, str) else Cell.from_data(c) for c in row[1]),
                tuple(Remark.from_data(r) for r in row[2]) if len(row) > 2 else (),
            )
            for row in data["rows"]
        ),
        tuple(Remark.from_data(r) for r in data["remarks"]),
        data["header_rows"],
        data["lead"],
    )
