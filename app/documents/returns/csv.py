"""Reading comma-separated returns, whatever their coding and delimiter; a quotation mark left open is an error."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from app.documents.returns.gate import LARGEST_FILE
from app.documents.returns.package import MOST_COLUMNS, MOST_ROWS, lost_letters, tidy_text
from app.domain.errors import ImportProblem
from app.domain.returns import Cell, ParsedRow, ParsedTable, Remark, remark

_DELIMITERS = ",;\t|"
_TOLD_DELIMITER = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?\r?\n", re.IGNORECASE)
"""The line with which Excel is told how a text file is parted."""

_LINE_END = re.compile(r"\r\n?|\n")
_TABBED_CELL = re.compile(r"""(?P<cell>"[^"\t]*+(?:""[^"\t]*+)*+"(?=[\t\r\n]|\Z)|[^\t\r\n]*+)(?P<end>\t|\r\n?|\n|\Z)""")
_SNIFFED_ROWS = 50
_SNIFFED_LETTERS = 200_000


def read_csv(name: str, data: bytes) -> tuple[ParsedTable, ...]:
    """Read a text file as one table."""
    text, remarks = _decoded(name, data)
    return _tables(name, text, remarks, "the file")


def read_text(name: str, text: str) -> tuple[ParsedTable, ...]:
    """Read the text of a table from the clipboard: parted by tabs as office programs do it, else like a file."""
    _refuse_nulls(name, text)
    return _tables(name, text, [], "the text", _tabbed(text) if "\t" in text else None)


def _tables(
    name: str, text: str, remarks: list[Remark], title: str, records: list[tuple[int, list[str]]] | None = None
) -> tuple[ParsedTable, ...]:
    rows: list[ParsedRow] = []
    width = 0
    for line, fields in _records(name, text) if records is None else records:
        while fields and not fields[-1].strip():
            fields.pop()
        if len(rows) >= MOST_ROWS or len(fields) > MOST_COLUMNS:
            raise ImportProblem("return-too-many-cells", file=name, table=title)
        width = width or (len(fields) if len(fields) > 1 else 0)  # a title may stand above the headings
        uneven = (remark("uneven-rows", count=len(fields), expected=width),) if 0 < width < len(fields) else ()
        rows.append(ParsedRow(f"line {line}", tuple(Cell(tidy_text(each).strip()) for each in fields), uneven))
    if lost_letters(text):
        remarks.append(remark("cleaned"))
    filled = any(not row.blank for row in rows)
    return (ParsedTable(title, tuple(rows), tuple(remarks)),) if filled else ()


def _decoded(name: str, data: bytes) -> tuple[str, list[Remark]]:
    """Decode by the byte order mark, else as UTF-8, else as Windows' Western letters."""
    remarks: list[Remark] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            remarks.append(remark("text-coding"))
    _refuse_nulls(name, text)
    return text, remarks


def _refuse_nulls(name: str, text: str) -> None:
    position = text.find("\x00")
    if position >= 0:
        raise ImportProblem("return-null-character", file=name, row=text.count("\n", 0, position) + 1)


def _delimiter(text: str) -> str:
    """Return the delimiter that parts most of the first lines into the same number of columns, the more the better."""
    if told := _TOLD_DELIMITER.match(text):
        return told[1]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        reader = csv.reader(io.StringIO(text[:_SNIFFED_LETTERS], newline=""), delimiter=delimiter)
        csv.field_size_limit(LARGEST_FILE)
        for row, _ in zip(reader, range(_SNIFFED_ROWS), strict=False):
            if any(row):
                widths[len(row)] += 1
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        score = (width > 1) * (count / max(1, widths.total()) + min(width, 20) / 40)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _records(name: str, text: str) -> list[tuple[int, list[str]]]:
    """Part the text of a file into records, each with the line it begins in."""
    csv.field_size_limit(LARGEST_FILE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for record in reader:
            records.append((line, record))
            line = reader.line_num + 1
    except csv.Error as error:
        key = "return-unclosed-quote" if "unexpected end" in str(error) else "return-stray-quote"
        raise ImportProblem(key, file=name, row=line) from error
    return records


def _tabbed(text: str) -> list[tuple[int, list[str]]]:
    """Part a table's text from the clipboard into records.

    Only a cell of several lines stands in quotation marks there. A mark that nothing closes before the next tab is a letter
    like any other, so that it swallows no row.
    """
    records: list[tuple[int, list[str]]] = []
    fields: list[str] = []
    line = begun = 1
    for found in _TABBED_CELL.finditer(text):
        cell, end = found["cell"], found["end"]
        several_lines = cell[:1] == '"' and _LINE_END.search(cell)
        fields.append(cell[1:-1].replace('""', '"') if several_lines else cell)
        line += len(_LINE_END.findall(found[0]))
        if end != "\t":
            if end or any(fields):
                records.append((begun, fields))
            fields, begun = [], line
        if not end:
            break
    return records
