"""A described table as an Excel workbook: letters only, no formula, no macro, the heading repeated on every page."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.domain.description import AgencyMark, Description, Remark, Table
from app.domain.report import Rich
from app.domain.text import clean

_HEAD_FILL = PatternFill("solid", fgColor="E7ECEF")
_SHARE = 6
"""Letters of width for each share of a column."""
_MOST_ON_A_SHEET = 31


def workbook_bytes(description: Description) -> bytes:
    """Return the tables of a document as a workbook, one a sheet, what is remarked on them below."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    book.properties.title = clean(description.title)
    remarks = [block.text for block in description.blocks if isinstance(block, Remark)]
    for table in description.blocks:
        if isinstance(table, Table):
            _add(book, table, remarks)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _add(book: Workbook, table: Table, remarks: list[str]) -> None:
    sheet = book.create_sheet(table.title[:_MOST_ON_A_SHEET])
    rows = [[column.heading for column in table.columns], *(list(map(_letters, row)) for row in table.rows)]
    for at, row in enumerate(rows, 1):
        for place, words in enumerate(row, 1):
            _put(sheet.cell(at, place), words, strong=at == 1 or (table.total_row and at == len(rows)))
    for number, words in enumerate(remarks, len(rows) + 2):
        _put(sheet.cell(number, 1), words, wrap=False)
    for place, column in enumerate(table.columns, 1):
        sheet.cell(1, place).fill = _HEAD_FILL
        sheet.column_dimensions[get_column_letter(place)].width = column.share * _SHARE
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Cell, words: str, *, strong: bool = False, wrap: bool = True) -> None:
    """Put letters into a cell: whatever they begin with, they are no formula."""
    letters = ILLEGAL_CHARACTERS_RE.sub("", clean(words))
    if letters:
        cell.value = letters
        cell.data_type = "s"
    cell.number_format = "@"
    cell.font = Font(bold=strong)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def _letters(cell: str | Rich | AgencyMark) -> str:
    """Return a cell's letters; one of paragraphs has a line for each."""
    if isinstance(cell, AgencyMark):
        return cell.name
    return cell if isinstance(cell, str) else "\n".join(paragraph.plain for paragraph in cell)
