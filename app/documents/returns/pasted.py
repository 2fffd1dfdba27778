"""Reading the tables that Word, Excel and LibreOffice put on the clipboard as markup; nothing in it is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from app.documents.returns.package import (
    MOST_COLUMNS,
    MOST_ROWS,
    Element,
    etree,
    local,
    lost_letters,
    shortened,
    tidy_text,
)
from app.documents.returns.pasted_text import MarkupText, hidden
from app.domain.errors import ImportProblem
from app.domain.returns import EMPTY_CELL, Cell, ParsedRow, ParsedTable, Remark, remark

_STEP: Final = 500
_LONGEST_LEAD: Final = 200
_ENTITY: Final = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})


@dataclass
class _Reading:
    """What is carried along while the clipboard is read."""

    name: str
    progress: Callable[[int], None]
    tables: list[ParsedTable] = field(default_factory=list[ParsedTable])
    number: int = 0
    rows: int = 0


@dataclass
class _Span:
    """A cell that goes on in the rows below it."""

    rows: int
    cell: Cell


def read_markup(name: str, html: str, progress: Callable[[int], None]) -> tuple[tuple[ParsedTable, ...], list[Remark]]:
    """Read every table of some markup, and remark on text outside them."""
    root = _parsed(name, html[html.find("<") :])  # before it stands what Windows says of the clipboard
    reading = _Reading(name, progress)
    outside: list[str] = []
    text = MarkupText()
    for table in _top_tables(root, text):
        outside += _lines(text)
        reading.number += 1
        _read_table(reading, table, f"table {reading.number}", outside[-1][:_LONGEST_LEAD] if outside else "")
    outside += _lines(text)
    remarks = [remark("text-outside", count=len(outside), text=shortened(" / ".join(outside)))] if outside else []
    if lost_letters(html):
        remarks.append(remark("cleaned"))
    return tuple(reading.tables), remarks


def _parsed(name: str, html: str) -> Element:
    if "\x00" in html:
        raise ImportProblem("return-null-character", file=name, row=html.count("\n", 0, html.index("\x00")) + 1)
    if _ENTITY.search(html):
        raise ImportProblem("return-unsafe", file=name, what="a document type of its own")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ImportProblem("return-damaged", file=name) from error
    if root is None or any(each.level_name == "FATAL" for each in parser.error_log):
        # The parser gave up, so that rows would be missing; anything less it mends as a browser does.
        raise ImportProblem("return-damaged", file=name)
    return root


def _top_tables(root: Element, text: MarkupText) -> Iterator[Element]:
    """Yield the tables that stand in no other, having gathered the text before each."""
    for child in root:
        if local(child) == "table":
            yield child
        elif child.find(".//table") is None:
            text.add(child)
        else:
            text.letters(child.text)
            text.end_line()
            yield from _top_tables(child, text)
        text.letters(child.tail)


def _lines(text: MarkupText) -> list[str]:
    return [line for line in text.taken().split("\n") if line.strip()]


def _read_table(reading: _Reading, table: Element, title: str, lead: str = "") -> None:
    """Read a table and, as tables of their own, those that stand in its cells."""
    place = len(reading.tables)
    spans: dict[int, _Span] = {}
    rows: list[ParsedRow] = []
    headers = 0
    for row in _rows(table):
        made = _read_row(reading, row, f"{title}, row {len(rows) + 1}", spans)
        if made.blank and hidden(row):
            continue  # Excel ends a table with a row that only keeps the widths of its columns
        if len(rows) >= MOST_ROWS:
            raise ImportProblem("return-too-many-cells", file=reading.name, table=title)
        if headers == len(rows) and local(row.getparent()) == "thead":
            headers += 1
        rows.append(made)
    if any(not row.blank for row in rows):
        reading.tables.insert(place, ParsedTable(title, tuple(rows), (), headers, lead))


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if local(each) == "tr":
            yield each
        elif local(each) in _GROUPS:
            yield from (row for row in each if local(row) == "tr")


def _read_row(reading: _Reading, row: Element, place: str, spans: dict[int, _Span]) -> ParsedRow:
    reading.rows += 1
    if reading.rows % _STEP == 0:
        reading.progress(reading.rows)
    remarks: list[Remark] = []
    cells: list[Cell] = []
    given = [each for each in row if local(each) in {"td", "th"}]
    for number, each in enumerate(given, 1):
        _fill(cells, spans, remarks)
        cell = Cell(_read_cell(reading, each, f"{place}, cell {number}", remarks))
        columns, below = (_count(each.get(name)) for name in ("colspan", "rowspan"))
        if len(cells) + columns > MOST_COLUMNS:
            raise ImportProblem("return-too-many-cells", file=reading.name, table=place)
        for column in range(len(cells), len(cells) + columns):
            if below > 1:
                spans[column] = _Span(below - 1, cell if column == len(cells) else EMPTY_CELL)
        cells += [cell, *[EMPTY_CELL] * (columns - 1)]
    _fill(cells, spans, remarks)
    if hidden(row) and any(cell.text for cell in cells):
        remarks.append(remark("hidden-row"))
    while cells and not cells[-1].text:
        cells.pop()
    return ParsedRow(place, tuple(cells), tuple(dict.fromkeys(remarks)))


def _fill(cells: list[Cell], spans: dict[int, _Span], remarks: list[Remark]) -> None:
    """Put the cells of rows above in their places, as far as they go on here."""
    while (span := spans.get(len(cells))) is not None:
        span.rows -= 1
        if not span.rows:
            del spans[len(cells)]
        cells.append(span.cell)
        if span.cell.text:
            remarks.append(remark("merged"))


def _count(given: str | None) -> int:
    return min(int(given), MOST_ROWS) if given and given.isdecimal() and int(given) else 1


def _read_cell(reading: _Reading, cell: Element, place: str, remarks: list[Remark]) -> str:
    """Read a cell's text; a real table inside becomes a table of its own, a mere frame joins the text."""
    text = MarkupText(_is_real_table)
    text.add(cell)
    for number, table in enumerate(text.tables, 1):
        title = f"table inside {place}" if len(text.tables) == 1 else f"table {number} inside {place}"
        remarks.append(remark("nested-table", title=title))
        _read_table(reading, table, title)
    letters = tidy_text(text.taken()).strip()
    remarks += text.remarks()
    return letters


def _is_real_table(table: Element) -> bool:
    rows = list(_rows(table))
    return len(rows) > 1 and max(sum(local(each) in {"td", "th"} for each in row) for row in rows) > 1
