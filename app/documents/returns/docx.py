"""Reading Word returns: every table of the document as rows of cells, with what tracked changes and merging did to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.documents.returns.docx_text import (
    ACCEPTED,
    CHANGE_KEYS,
    ORIGINAL,
    CellReader,
    Change,
    Notes,
    is_prompt,
    paragraph_text,
)
from app.documents.returns.gate import Parts
from app.documents.returns.package import (
    MOST_COLUMNS,
    MOST_ROWS,
    Element,
    attribute,
    child,
    local,
    parse,
    related,
    says_more_than_its_number,
    shortened,
    switched_on,
)
from app.domain.errors import ImportProblem
from app.domain.returns import EMPTY_CELL, Cell, ParsedRow, ParsedTable, Remark, remark

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_STEP = 200
_LONGEST_LEAD = 200


@dataclass
class _Slot:
    """One cell of a row as it stands in the XML: where in the grid, how merged, and what it holds."""

    start: int
    merge: str | None
    cell: Cell


@dataclass
class _Row:
    slots: list[_Slot]
    remarks: list[Remark]
    header: bool


@dataclass
class _Reading:
    """What is carried along while a document is read."""

    name: str
    notes: Notes
    progress: Callable[[int], None]
    changes: dict[str, Change] = field(default_factory=lambda: ACCEPTED)
    tables: list[ParsedTable] = field(default_factory=list[ParsedTable])
    remarks: list[Remark] = field(default_factory=list[Remark])
    outside: list[str] = field(default_factory=list[str])
    tracked: bool = False
    rows: int = 0

    @property
    def accepted(self) -> bool:
        return self.changes is ACCEPTED


Tables = tuple[ParsedTable, ...]


def read_docx(name: str, parts: Parts, progress: Callable[[int], None]) -> tuple[Tables, Tables, list[Remark]]:
    """Read every table: with tracked changes accepted, and, if there are any, as the document stood before; and remarks."""
    try:
        return _read_document(name, parts, progress)
    except (LookupError, ValueError, TypeError, RecursionError) as error:
        raise ImportProblem("return-damaged", file=name) from error


def _read_document(name: str, parts: Parts, progress: Callable[[int], None]) -> tuple[Tables, Tables, list[Remark]]:
    main = next((target for kind, target in related(name, parts, "") if kind == "officeDocument"), "word/document.xml")
    if main not in parts:
        raise ImportProblem("return-damaged", file=name)
    body = child(parse(name, parts[main]), "body")
    if body is None:
        raise ImportProblem("return-damaged", file=name)
    reading = _Reading(name, _notes(name, parts, main), progress)
    _read_body(reading, body)
    remarks = [*_outside_remarks(reading), *reading.remarks, *reading.notes.untold(), *_margins(name, parts, main)]
    if not reading.tracked:
        return tuple(reading.tables), (), remarks
    original = _Reading(name, reading.notes, _nobody, ORIGINAL)
    _read_body(original, body)
    return tuple(reading.tables), tuple(original.tables), [remark("tracked"), *remarks]


def _nobody(_: int) -> None:
    """Take no notice: the rows were counted when they were read first."""


def _read_body(reading: _Reading, body: Element) -> None:
    """Read the tables, and gather the text around them; the line before a table may head it."""
    number = 0
    lead = ""
    for block in _blocks(body):
        if local(block) == "tbl":
            number += 1
            _read_table(reading, block, f"table {number}", lead)
            lead = ""
            continue
        reader = CellReader(reading.notes, reading.changes)
        reader.paragraph(block)
        if text := reader.text():
            reading.outside.append(text)
            lead = text[:_LONGEST_LEAD]
        reading.remarks += [each for each in reader.remarks() if each.key in {"comment", "footnote"}]
        for table in reader.tables:
            number += 1
            _read_table(reading, table, f"table {number}, in a text box", lead)


def _outside_remarks(reading: _Reading) -> list[Remark]:
    if not reading.outside:
        return []
    return [remark("text-outside", count=len(reading.outside), text=shortened(" / ".join(reading.outside)))]


def _notes(name: str, parts: Parts, main: str) -> Notes:
    """Read the texts of comments, footnotes and endnotes by their ids."""
    notes = Notes()
    for kind, target in related(name, parts, main):
        if kind in {"comments", "footnotes", "endnotes"} and target in parts:
            for note in parse(name, parts[target]):
                texts = (paragraph_text(p) for p in note.iter("{*}p"))
                notes.add(kind.removesuffix("s"), attribute(note, "id") or "", "\n".join(texts).strip())
    return notes


def _margins(name: str, parts: Parts, main: str) -> list[Remark]:
    """Remark on what the pages say at their head and foot, but for their numbers."""
    found: dict[str, None] = {}
    for kind, target in related(name, parts, main):
        if kind in {"header", "footer"} and target in parts:
            texts = (paragraph_text(p).strip() for p in parse(name, parts[target]).iter("{*}p"))
            found.update(dict.fromkeys(text for text in texts if says_more_than_its_number(text)))
    return [remark("page-margins", text=shortened(" / ".join(found)))] if found else []


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables, seeing through content controls and the like."""
    for block in parent:
        kind = local(block)
        if kind in {"p", "tbl"}:
            yield block
        elif kind in _WRAPPERS and not (kind == "sdt" and is_prompt(block)):
            yield from _blocks(block)


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    for each in parent:
        if local(each) == wanted:
            yield each
        elif local(each) in _WRAPPERS:
            yield from _children(each, wanted)


def _read_table(reading: _Reading, table: Element, title: str, lead: str = "") -> None:
    """Read a table and, as tables of their own, those that stand in its cells."""
    place = len(reading.tables)
    rows = [_read_row(reading, row, f"{title}, row {number}") for number, row in enumerate(_children(table, "tr"), 1)]
    if len(rows) > MOST_ROWS or any(len(row.slots) > MOST_COLUMNS for row in rows):
        raise ImportProblem("return-too-many-cells", file=reading.name, table=title)
    placed = _placed(rows)
    parsed = tuple(
        ParsedRow(f"{title}, row {number}", cells, tuple(row.remarks))
        for number, (row, cells) in enumerate(zip(rows, placed, strict=True), 1)
    )
    if any(not row.blank or any(each.key != "picture" for each in row.remarks) for row in parsed):
        headers = next((index for index, row in enumerate(rows) if not row.header), len(rows))
        reading.tables.insert(place, ParsedTable(title, parsed, (), headers, lead))


def _read_row(reading: _Reading, row: Element, place: str) -> _Row:
    reading.rows += 1
    if reading.rows % _STEP == 0:
        reading.progress(reading.rows)
    properties = child(row, "trPr")
    remarks: list[Remark] = []
    inserted, deleted = (switched_on(child(properties, change)) for change in ("ins", "del"))
    if deleted:
        remarks.append(remark("deleted-row" if reading.accepted else "later-deleted-row"))
    if inserted:
        remarks.append(remark("inserted-row" if reading.accepted else "not-yet-row"))
    if switched_on(child(properties, "hidden")):
        remarks.append(remark("hidden-row"))
    reading.tracked = reading.tracked or inserted or deleted
    # A row that a tracked change takes away is set aside later; its words are read so that it can be taken all the same.
    gone = deleted if reading.accepted else inserted
    start = int(attribute(child(properties, "gridBefore"), "val") or 0)
    slots: list[_Slot] = []
    for number, cell in enumerate(_children(row, "tc"), 1):
        settings = child(cell, "tcPr")
        merge = child(settings, "vMerge")
        lost = child(settings, "cellDel" if reading.accepted else "cellIns") is not None
        text = _read_cell(reading, cell, f"{place}, cell {number}", remarks, gone=gone, lost=lost)
        slots.append(_Slot(start, None if merge is None else attribute(merge, "val") or "continue", Cell(text)))
        start += max(1, int(attribute(child(settings, "gridSpan"), "val") or 1))
    return _Row(slots, remarks, switched_on(child(properties, "tblHeader")))


def _read_cell(reading: _Reading, cell: Element, place: str, remarks: list[Remark], *, gone: bool, lost: bool) -> str:
    """Read a cell's paragraphs; a real table inside becomes a table of its own, a mere frame joins the text.

    The row is ``gone`` or the cell ``lost`` by a tracked change: then its words are read all the same.
    """
    control = cell.getparent().getparent() if local(cell.getparent()) == "sdtContent" else None
    if control is not None and is_prompt(control):
        return ""
    own = ORIGINAL if reading.accepted else ACCEPTED
    reader = CellReader(reading.notes, own if gone or lost else reading.changes)
    pending: list[Element] = []
    for block in _blocks(cell):
        if local(block) == "p":
            reader.paragraph(block)
        else:
            _sort_out(block, reader, pending)
    while reader.tables:
        _sort_out(reader.tables.pop(0), reader, pending)
    reading.tracked = reading.tracked or reader.tracked or lost
    for number, table in enumerate(pending, 1):
        title = f"table inside {place}" if len(pending) == 1 else f"table {number} inside {place}"
        remarks.append(remark("nested-table", title=title))
        _read_table(reading, table, title)
    told = reader.remarks()
    remarks.extend(each for each in told if each.key not in CHANGE_KEYS or not (gone or lost))
    if lost and reader.text():
        remarks.append(remark("deleted" if reading.accepted else "inserted-out", text=shortened(reader.text())))
    return "" if lost else reader.text()


def _sort_out(table: Element, reader: CellReader, pending: list[Element]) -> None:
    """Keep a real table for later, and let a mere frame join the text."""
    if _is_real_table(table):
        pending.append(table)
        return
    for paragraph in table.iter("{*}p"):
        reader.paragraph(paragraph)


def _is_real_table(table: Element) -> bool:
    rows = list(_children(table, "tr"))
    return len(rows) > 1 and max(sum(1 for _ in _children(row, "tc")) for row in rows) > 1


def _placed(rows: list[_Row]) -> list[tuple[Cell, ...]]:
    """Give each cell its column: by count where a row has as many cells as most, else by its place in the grid.

    Word's grid has a line wherever any row was ever dragged to, so that equal columns may start at different grid lines.
    """
    if not rows:
        return []
    usual = max(Counter(len(row.slots) for row in rows).items(), key=lambda pair: (pair[1], pair[0]))[0]
    full = [tuple(slot.start for slot in row.slots) for row in rows if len(row.slots) == usual]
    starts = Counter(full).most_common(1)[0][0]
    placed: list[tuple[Cell, ...]] = []
    above: dict[int, Cell] = {}
    for row in rows:
        columns = _columns(row, starts)
        cells = [EMPTY_CELL] * (max(columns, default=-1) + 1)
        for column, slot in zip(columns, row.slots, strict=True):
            cell = slot.cell
            if slot.merge == "continue" and not cell.text and column in above:
                cell = above[column]
                if cell.text and not any(each.key == "merged" for each in row.remarks):
                    row.remarks.append(remark("merged"))
            above[column] = cell if slot.merge else EMPTY_CELL
            cells[column] = cell
        placed.append(tuple(cells))
    return placed


def _columns(row: _Row, starts: tuple[int, ...]) -> list[int]:
    if len(row.slots) == len(starts):
        return list(range(len(starts)))
    columns: list[int] = []
    for slot in row.slots:
        nearest = max((index for index, start in enumerate(starts) if start <= slot.start), default=0)
        columns.append(max(nearest, columns[-1] + 1 if columns else 0))
    return columns
