"""Reading Excel returns: values by openpyxl's read-only mode; merged cells, hidden rows and comments from the XML itself."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from app.documents.returns.gate import Parts
from app.documents.returns.package import (
    MOST_COLUMNS,
    MOST_ROWS,
    Element,
    attribute,
    etree,
    local,
    parse,
    related,
    shortened,
    tidy_text,
)
from app.domain.date_showing import show
from app.domain.date_spans import MINUTE
from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.errors import ImportProblem
from app.domain.returns import EMPTY_CELL, Cell, ParsedRow, ParsedTable, Remark, remark

Progress = Callable[[int], None]
"""Told how many rows have been read."""

_LONG_GAP = 20
_STEP = 500
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_CODES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ERRORS = frozenset({"#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"})


@dataclass
class _Layout:
    """What a sheet's XML says beside its values."""

    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: list[str] = field(default_factory=list[str])
    merged: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    comments: dict[int, list[str]] = field(default_factory=dict[int, list[str]])


def read_xlsx(name: str, data: bytes, parts: Parts, progress: Progress) -> tuple[ParsedTable, ...]:
    """Read every worksheet that holds something, hidden ones too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        tables: list[ParsedTable] = []
        for sheet in book.worksheets:
            path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
            layout = _layout(name, parts, path)
            rows = tuple(_rows(name, sheet, layout, progress))
            if rows:
                tables.append(ParsedTable(_sheet_name(sheet), rows, _table_remarks(sheet, layout)))
        book.close()
    return tuple(tables)


def _sheet_name(sheet: Element) -> str:
    return f"sheet ‘{tidy_text(str(sheet.title))}’"


def _table_remarks(sheet: Element, layout: _Layout) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    if sheet.sheet_state != "visible":
        remarks.append(remark("hidden-sheet"))
    if layout.hidden_columns:
        remarks.append(remark("hidden-columns", columns=", ".join(layout.hidden_columns)))
    return tuple(remarks)


def _rows(name: str, sheet: Element, layout: _Layout, progress: Progress) -> Iterator[ParsedRow]:
    """Yield rows up to the last that holds something, long gaps as one row, merged cells filled downwards."""
    title = _sheet_name(sheet)
    carried = _Carried(layout.merged)
    blank_from = 0
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(), 1):
        if number % _STEP == 0:
            progress(number)
        cells, remarks = _cells(values)
        cells, merged = carried.fill(number, cells)
        if not any(cell.text for cell in cells):
            blank_from = blank_from or number
            continue
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise ImportProblem("return-too-many-cells", file=name, table=title)
        if blank_from:
            yield from _blanks(title, blank_from, number - 1)
            blank_from = 0
        remarks += [remark("merged")] if merged else []
        remarks += [remark("hidden-row")] if number in layout.hidden_rows else []
        remarks += [remark("comment", text=shortened(text)) for text in layout.comments.get(number, ())]
        yield ParsedRow(f"{title}, row {number}", tuple(cells), tuple(remarks))


def _blanks(title: str, first: int, last: int) -> Iterator[ParsedRow]:
    if last - first >= _LONG_GAP:
        yield ParsedRow(f"{title}, rows {first} to {last}", ())
        return
    for number in range(first, last + 1):
        yield ParsedRow(f"{title}, row {number}", ())


class _Carried:
    """Fills the rows below the top of a merged range with its text."""

    def __init__(self, merged: list[tuple[int, int, int]]) -> None:
        self._starts: dict[int, list[tuple[int, int]]] = {}
        for first, last, column in merged:
            self._starts.setdefault(first, []).append((last, column))
        self._open: list[tuple[int, int, Cell]] = []

    def fill(self, number: int, cells: list[Cell]) -> tuple[list[Cell], bool]:
        """Return a row's cells with merged texts in them, and whether there were any."""
        if not self._open and number not in self._starts:
            return cells, False
        self._open = [entry for entry in self._open if entry[0] >= number]
        filled = False
        for _, column, cell in self._open:
            cells += [EMPTY_CELL] * (column + 1 - len(cells))
            if not cells[column].text:
                cells[column] = cell
                filled = True
        for last, column in self._starts.get(number, ()):
            if column < len(cells) and cells[column].text:
                self._open.append((last, column, cells[column]))
        return cells, filled


def _cells(values: tuple[Any, ...]) -> tuple[list[Cell], list[Remark]]:
    """Read a row's cells up to the last that holds something."""
    cells: list[Cell] = []
    remarks: list[Remark] = []
    filled = 0
    for cell in values:
        value = cell.value
        if value is None:
            cells.append(EMPTY_CELL)
            continue
        if isinstance(value, str):
            read = Cell(_string(value).strip())
            if value in _ERRORS:
                remarks.append(remark("formula-error", text=value))
        else:
            read = _typed(value, cell, remarks)
        cells.append(read)
        if read.text:
            filled = len(cells)
    del cells[filled:]
    return cells, remarks


def _string(value: str) -> str:
    if "_x" in value:
        value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return tidy_text(value)


def _typed(value: object, cell: Element, remarks: list[Remark]) -> Cell:
    """Read a value that isn't a string: dates as they are shown, numbers as people write them."""
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Cell(f"{value:.15g}")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return Cell(f"{minutes // 60:02}:{minutes % 60:02}")
    if isinstance(value, time):
        whole = _to_minute(datetime.combine(date(2000, 1, 1), value)).time()
        return Cell(f"{whole:%H:%M}", whole)
    if isinstance(value, datetime):
        return _date_cell(_to_minute(value), str(cell.number_format), remarks)
    if isinstance(value, date):
        return _date_cell(datetime.combine(value, time.min), str(cell.number_format), remarks)
    return Cell(_string(str(value)))


def _to_minute(moment: datetime) -> datetime:
    """Round to the minute what a spreadsheet's fractions of a day left a little beside it."""
    if (moment.second >= 59 and moment.microsecond) or moment.second == 59:
        moment += timedelta(seconds=1)
    return moment.replace(second=0, microsecond=0)


def _date_cell(moment: datetime, number_format: str, remarks: list[Remark]) -> Cell:
    """Read a true date no more precisely than the sheet shows it: "mmm-yy" is a month, "yyyy" a year."""
    codes = set(_NOT_CODES.sub("", number_format.split(";")[0]).casefold())
    timed = moment.time() != time.min
    if "y" in codes and "d" not in codes and not timed:
        return Cell(f"{moment:%B %Y}" if "m" in codes else f"{moment:%Y}")
    precision, end = (Precision.TIME, moment) if timed else (Precision.DAY, moment + timedelta(days=1) - MINUTE)
    text = show(UncertainDate("", DateKind.ON, precision, moment, end))
    if "d" in codes and "y" not in codes:
        remarks.append(remark("hidden-year", text=text))
    return Cell(text, moment)


def _layout(name: str, parts: Parts, path: str) -> _Layout:
    """Read hidden rows and columns, merged ranges and comments from a sheet's parts."""
    layout = _Layout()
    if path not in parts:
        return layout
    try:
        for _, element in etree.iterparse(
            io.BytesIO(parts[path]),
            events=("end",),
            tag=("{*}row", "{*}col", "{*}mergeCell"),
            resolve_entities=False,
            no_network=True,
        ):
            _note(layout, element)
            element.clear()
    except etree.XMLSyntaxError as error:
        raise ImportProblem("return-damaged", file=name) from error
    for kind, target in related(name, parts, path):
        if kind == "comments" and target in parts:
            _note_comments(layout, parse(name, parts[target]))
    return layout


def _note(layout: _Layout, element: Element) -> None:
    kind = local(element)
    hidden = element.get("hidden") in {"1", "true"}
    if kind == "row" and hidden:
        layout.hidden_rows.add(int(element.get("r") or 0))
    elif kind == "col" and hidden:
        first, last = int(element.get("min") or 1), min(int(element.get("max") or 1), MOST_COLUMNS)
        layout.hidden_columns += [get_column_letter(column) for column in range(first, last + 1)]
    elif kind == "mergeCell":
        bounds = range_boundaries(element.get("ref") or "A1")
        left, top, _, bottom = (int(bound or 1) for bound in bounds)
        if bottom > top:
            layout.merged.append((top, bottom, left - 1))


def _note_comments(layout: _Layout, comments: Element) -> None:
    for comment in comments.iter("{*}comment"):
        row = re.search(r"\d+", attribute(comment, "ref") or "")
        text = "".join(str(part.text or "") for part in comment.iter("{*}t")).strip()
        if row and text:
            layout.comments.setdefault(int(row[0]), []).append(text)
