"""Reading Excel returns straight from their XML, in one pass a sheet: values, merged cells, what is hidden, comments.

openpyxl reads the same cells, at several times the cost; the tests hold one against the other.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.documents.returns.gate import Parts
from app.documents.returns.package import (
    MOST_COLUMNS,
    MOST_ROWS,
    SAFE,
    Element,
    attribute,
    child,
    etree,
    local,
    parse,
    related,
    shortened,
    targets,
    tidy_text,
)
from app.documents.returns.xlsx_beside import comments, margin_text, text_boxes
from app.documents.returns.xlsx_cells import START_1900, START_1904, Numbers, iso_cell, rich_text, shapes, string_cell
from app.domain.errors import ImportProblem
from app.domain.returns import EMPTY_CELL, Cell, ParsedRow, ParsedTable, Remark, remark

Progress = Callable[[int], None]
"""Told how many rows have been read."""

_SHEET_PARTS = ("{*}row", "{*}col", "{*}mergeCell", "{*}sheetFormatPr", "{*}headerFooter")
_LOST_LETTERS = re.compile(rb"_x(?:00(?:0[0-8E-Fe-f]|1[0-9A-Fa-f])|FFF[EFef])_")
"""How Excel writes letters that no XML file holds, but for line ends."""

_LONG_GAP = 20
_STEP = 500
_CELL_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")


@dataclass
class _Book:
    """What the sheets of one file share."""

    name: str
    parts: Parts
    strings: list[Cell]
    numbers: Numbers
    progress: Progress
    rows: int = 0


@dataclass
class _Row:
    """One row that holds something."""

    number: int
    cells: list[Cell]
    remarks: list[Remark]


@dataclass
class _Sheet:
    """What one sheet's XML says."""

    title: str
    rows: list[_Row] = field(default_factory=list[_Row])
    hidden_columns: list[str] = field(default_factory=list[str])
    merged: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    margins: list[str] = field(default_factory=list[str])
    rows_hidden: bool = False
    last: int = 0


def read_xlsx(name: str, parts: Parts, progress: Progress) -> tuple[tuple[ParsedTable, ...], list[Remark]]:
    """Read every worksheet that holds something, hidden ones too, and remark on sheets that are none."""
    path = next(target for kind, target in related(name, parts, "") if kind == "officeDocument")
    root = parse(name, parts[path])
    book = _book(name, parts, path, root, progress)
    pointers = targets(name, parts, path)
    tables: list[ParsedTable] = []
    remarks: list[Remark] = []
    sheets = child(root, "sheets")
    for sheet in () if sheets is None else sheets:
        kind, target = pointers[attribute(sheet, "id") or ""]
        title = tidy_text(attribute(sheet, "name") or "")
        if kind != "worksheet":
            remarks.append(remark("other-sheet", title=title))
            continue
        read = _read_sheet(book, target, f"sheet ‘{title}’")
        about = _about(book, sheet, read, target)
        rows = tuple(_parsed(read, comments(book.name, book.parts, target)))
        if rows:
            tables.append(ParsedTable(read.title, rows, tuple(about), lead=title))
        else:
            remarks += about
    if any(_LOST_LETTERS.search(content) for part, content in parts.items() if part.startswith("xl/")):
        remarks.append(remark("cleaned"))
    return tuple(tables), remarks


def _about(book: _Book, entry: Element, sheet: _Sheet, path: str) -> list[Remark]:
    """Return what is to be said about a sheet as a whole."""
    remarks = [remark("hidden-sheet")] if attribute(entry, "state") in {"hidden", "veryHidden"} else []
    if sheet.hidden_columns:
        remarks.append(remark("hidden-columns", columns=", ".join(sheet.hidden_columns)))
    remarks += [remark("text-box", text=shortened(text)) for text in text_boxes(book.name, book.parts, path)]
    if sheet.margins:
        remarks.append(remark("page-margins", text=shortened(" / ".join(dict.fromkeys(sheet.margins)))))
    return remarks


def _book(name: str, parts: Parts, path: str, root: Element, progress: Progress) -> _Book:
    places = dict(related(name, parts, path))
    strings: list[Cell] = []
    if (shared := places.get("sharedStrings")) in parts:
        for _, item in _walk(name, parts[shared], ("{*}si",)):
            strings.append(string_cell(rich_text(item)))
            _forget(item)
    styles = parse(name, parts[places["styles"]]) if places.get("styles") in parts else None
    later = attribute(child(root, "workbookPr"), "date1904") in {"1", "true", "on"}
    return _Book(name, parts, strings, Numbers(shapes(styles), START_1904 if later else START_1900), progress)


def _walk(name: str, part: bytes, tags: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    """Yield a part's elements of some names as they end, so that a large part never stands in memory as a whole."""
    try:
        yield from etree.iterparse(io.BytesIO(part), events=("end",), tag=tags, **SAFE)
    except etree.XMLSyntaxError as error:
        raise ImportProblem("return-damaged", file=name) from error


def _forget(element: Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _read_sheet(book: _Book, path: str, title: str) -> _Sheet:
    sheet = _Sheet(title)
    reader: _RowReader | None = None
    for _, element in _walk(book.name, book.parts[path], _SHEET_PARTS):
        kind = local(element)
        if kind == "row":
            reader = reader or _RowReader(book, sheet, element.tag[: -len("row")])
            reader.read(element)
            _forget(element)
        elif kind == "col":
            _note_column(sheet, element)
        elif kind == "mergeCell":
            _note_merged(sheet, element)
        elif kind == "sheetFormatPr":
            sheet.rows_hidden = element.get("zeroHeight") in {"1", "true"}
        else:
            sheet.margins += [text for each in element if (text := margin_text(str(each.text or "")))]
    return sheet


def _note_column(sheet: _Sheet, element: Element) -> None:
    if element.get("hidden") in {"1", "true"} or element.get("width") in {"0", "0.0"}:
        first, last = int(element.get("min") or 1), min(int(element.get("max") or 1), MOST_COLUMNS)
        sheet.hidden_columns += [_letters(column) for column in range(first, last + 1)]


def _note_merged(sheet: _Sheet, element: Element) -> None:
    places = _CELL_PLACE.findall(element.get("ref") or "")
    if len(places) == 2 and int(places[1][1]) > int(places[0][1]):
        sheet.merged.append((int(places[0][1]), int(places[1][1]), _column(places[0][0])))


def _column(letters: str) -> int:
    """Return the number of a column by its letters; A is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(column: int) -> str:
    """Return the letters of a column; 1 is A."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _RowReader:
    """Reads the rows of one sheet."""

    def __init__(self, book: _Book, sheet: _Sheet, namespace: str) -> None:
        self._book = book
        self._sheet = sheet
        self._cell, self._value, self._inline, self._formula = (namespace + tag for tag in ("c", "v", "is", "f"))
        self._strings = book.strings
        self._columns: dict[str, int] = {}

    def read(self, row: Element) -> None:
        """Read a row and keep it if it holds something."""
        given = row.get("r")
        number = int(given) if given else self._sheet.last + 1
        if number <= self._sheet.last:
            raise ValueError("rows out of order")
        self._sheet.last = number
        cells: list[Cell] = []
        remarks: list[Remark] = []
        filled = 0
        columns, strings = self._columns, self._strings
        for element in row.iterchildren(self._cell):
            place = element.get("r")
            column = len(cells)
            if place:
                column = columns.get(place.rstrip("0123456789"), -1)
                column = self._place(place) if column < 0 else column
            if column != len(cells):
                if column < len(cells):
                    raise ValueError("cells out of order")
                if column < MOST_COLUMNS:  # the place of a cell far out takes no memory until it holds something
                    cells.extend([EMPTY_CELL] * (column - len(cells)))
            if element.get("t") == "s" and len(element) == 1:  # most cells
                cell = strings[int(element[0].text)]
            else:
                cell = self._read(element, remarks)
            if cell.text:
                if number > MOST_ROWS or column >= MOST_COLUMNS:
                    raise ImportProblem("return-too-many-cells", file=self._book.name, table=self._sheet.title)
                filled = column + 1
            if column < MOST_COLUMNS:
                cells.append(cell)
        del cells[filled:]
        self._keep(number, cells, remarks, row)

    def _keep(self, number: int, cells: list[Cell], remarks: list[Remark], row: Element) -> None:
        self._book.rows += 1
        if self._book.rows % _STEP == 0:
            self._book.progress(self._book.rows)
        if cells or remarks:
            if row.get("hidden") in {"1", "true"} or row.get("ht") in {"0", "0.0"} or self._hidden_by_default(row):
                remarks.append(remark("hidden-row"))
            self._sheet.rows.append(_Row(number, cells, remarks))

    def _hidden_by_default(self, row: Element) -> bool:
        return self._sheet.rows_hidden and row.get("ht") is None

    def _place(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if not letters.isalpha() or len(letters) > 3:
            raise ValueError("no such cell")
        return self._columns.setdefault(letters, _column(letters))

    def _read(self, element: Element, remarks: list[Remark]) -> Cell:
        """Read one cell by the sort it says it is of."""
        sort = element.get("t") or "n"
        value, formula = None, False
        for part in element:
            if part.tag == self._value:
                value = part.text
            elif part.tag == self._inline:
                return string_cell(rich_text(part))
            elif part.tag == self._formula:
                formula = True
        if value is None:
            if formula and sort != "str":
                remarks.append(remark("formula-without-value"))
            return EMPTY_CELL
        if sort == "s":
            return self._strings[int(value)]
        if sort == "n":
            cell, said = self._book.numbers.cell(value, element.get("s") or "")
            if said:
                remarks.append(said)
            return cell
        if sort == "b":
            return Cell("TRUE" if value in {"1", "true"} else "FALSE")
        if sort == "d":
            return iso_cell(value)
        if sort == "e":
            remarks.append(remark("formula-error", text=tidy_text(value)))
        return string_cell(value)


def _parsed(sheet: _Sheet, comments: dict[int, list[str]]) -> Iterator[ParsedRow]:
    """Yield rows up to the last that holds something, long gaps as one row, merged cells filled downwards."""
    carried = _Carried(sheet.merged)
    before = 0
    place = f"{sheet.title}, row "
    for row in sheet.rows:
        cells, merged = carried.fill(row.number, row.cells)
        if row.number > before + 1:
            yield from _blanks(sheet.title, before + 1, row.number - 1)
        before = row.number
        if merged:
            row.remarks.append(remark("merged"))
        if row.number in comments:
            row.remarks += [remark("comment", text=shortened(text)) for text in comments[row.number]]
        yield ParsedRow(f"{place}{row.number}", tuple(cells), tuple(row.remarks))


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
