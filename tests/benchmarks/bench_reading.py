"""Reading returns of 5,000 and 20,000 rows of every kind: growth, and Word's beside python-docx reading the same cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from docx import Document

from app.documents.returns.reader import read_pasted, read_return
from app.domain.collecting import CollectorAtRest
from app.domain.return_plans import propose_plans
from app.domain.return_rows import read_rows
from app.domain.returns import ParsedReturn
from tests.benchmarks.bench_import import workbook_bytes
from tests.benchmarks.measuring import Ratio, best
from tests.corpus.making import TITLES, saved, tbl, tr, word
from tests.documents.returns.test_corpus import CONTEXT

FEW, MANY = 5000, 20_000
GROWTH = 1.4
"""How much more a row may cost among 20,000 than among 5,000."""

BESIDE_DOCX = 1.0
DOCX_ROWS = 150
"""python-docx looks up every cell from the table's beginning: its time grows with the square of the rows."""

HEADINGS = ("Ref", "Date", "Time", "Source of information", "Who", "Event", "Action taken", "Outcome")


def bench(few: int = FEW, many: int = MANY, turns: int = 3) -> list[Ratio]:
    """The growth of each kind, and Word's files beside python-docx."""
    kinds: tuple[tuple[str, Callable[[int], Any], Callable[[Any], ParsedReturn]], ...] = (
        ("xlsx", partial(workbook_bytes, year=2010), partial(read_return, "agency.xlsx")),
        ("docx", document_bytes, partial(read_return, "agency.docx")),
        ("csv", text_bytes, partial(read_return, "agency.csv")),
        ("pasted", markup, partial(read_pasted, text="")),
    )
    found = [_growth(kind, read, make(few), make(many), (few, many), turns) for kind, make, read in kinds]
    return [*found, _beside_python_docx(turns)]


def _growth(
    kind: str, read: Callable[[Any], ParsedReturn], small: Any, large: Any, sizes: tuple[int, int], turns: int
) -> Ratio:
    few, many = best(partial(_understood, read, small, sizes[0]), partial(_understood, read, large, sizes[1]), turns=turns)
    ratio = many / few / (sizes[1] / sizes[0])
    detail = f"{few * 1000:.0f} ms, {many * 1000:.0f} ms"
    return Ratio(f"Read {kind}, a row among {sizes[1]:,} / among {sizes[0]:,}", ratio, GROWTH, detail)


def _understood(read: Callable[[Any], ParsedReturn], data: Any, rows: int) -> None:
    """Read a return to its dates, as the child and the preview do it."""
    with CollectorAtRest():
        parsed = read(data)
        if len(read_rows(parsed, propose_plans(parsed), CONTEXT)) != rows + 1:
            raise AssertionError(parsed.row_count)


def _beside_python_docx(turns: int) -> Ratio:
    document: Any = Document()
    table = document.add_table(rows=DOCX_ROWS, cols=len(HEADINGS))
    for texts, row in zip([HEADINGS, *map(row_of, range(DOCX_ROWS - 1))], table.rows, strict=True):
        for text, cell in zip(texts, row.cells, strict=True):
            cell.text = text
    data = saved(document)

    def theirs() -> None:
        opened: Any = Document(io.BytesIO(data))
        if sum(len([cell.text for cell in row.cells]) for row in opened.tables[0].rows) != DOCX_ROWS * len(HEADINGS):
            raise AssertionError

    mine, other = best(partial(read_return, "agency.docx", data), theirs, turns=turns)
    detail = f"{mine * 1000:.0f} ms / {other * 1000:.0f} ms"
    return Ratio(f"Read a Word table of {DOCX_ROWS} rows / python-docx reading the cells", mine / other, BESIDE_DOCX, detail)


def row_of(number: int) -> tuple[str, ...]:
    """Return the cells of a row, no two alike."""
    day = f"{number % 28 + 1}/{number // 28 % 12 + 1}/{2010 + number // 336 % 8}"
    what = f"Visit {number}: seen at home with both children, who were dressed and playing; the heating was off."
    return (
        str(number + 1),
        day,
        ("09:30", "", "pm")[number % 3],
        f"Case file {number % 40}",
        f"Worker {number % 25}",
        what,
        "Call.",
        "",
    )


def document_bytes(rows: int) -> bytes:
    """Return a Word file of so many rows, as Word writes it."""
    return word(tbl(tr(*HEADINGS, settings=TITLES), *(tr(*row_of(n)) for n in range(rows)), grid=len(HEADINGS)))


def text_bytes(rows: int) -> bytes:
    """Return a comma-separated file of so many rows, every cell in quotation marks."""
    lines = (",".join(f'"{text}"' for text in row) for row in (HEADINGS, *map(row_of, range(rows))))
    return "\r\n".join(lines).encode()


def markup(rows: int) -> str:
    """Return what Excel puts on the clipboard for so many rows."""
    lines = ("".join(f"<td class=xl65>{text}</td>" for text in row) for row in (HEADINGS, *map(row_of, range(rows))))
    return f"<table><tr>{'</tr><tr>'.join(lines)}</tr></table>"
