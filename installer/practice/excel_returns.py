"""Write the returns that come as Excel workbooks and as comma-separated text."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from sources import Furniture, Row, Source

FIXED = datetime(2012, 12, 20, 9, 0)  # noqa: DTZ001 - a file property, without zone
_HEADING = PatternFill("solid", fgColor="D9E2EC")
_GLOSSARY = (
    ("DASH", "Domestic abuse, stalking and honour-based violence risk checklist"),
    ("PPU", "Public protection unit"),
    ("MARAC", "Multi-agency risk assessment conference"),
    ("Form to CSC", "Notification of a child or vulnerable adult coming to notice"),
)


def social_care(source: Source) -> bytes:
    """Numbered rows, true date and time cells, a title over merged cells, a second sheet of guidance."""
    book, sheet = _book("Chronology")
    _title(sheet, "INTERNAL CHRONOLOGY – Harnmouth Children's Social Care", len(source.headings))
    sheet.append(["Completed for the Safeguarding Children Board, December 2012"])
    sheet.append([])
    _headings(sheet, source)
    for number, row in enumerate(source.rows, start=1):
        start, clock, end, *rest = row.cells
        sheet.append([number, _day(start), _clock(clock), _day(end), *rest])
        for column in (2, 4):
            sheet.cell(sheet.max_row, column).number_format = "dd/mm/yyyy"
        sheet.cell(sheet.max_row, 3).number_format = "hh:mm"
    sheet.freeze_panes = "A5"
    _widths(sheet, (6, 13, 10, 13, 26, 80, 50))
    guidance = book.create_sheet("How to complete")
    guidance.append(["One row an event. Do not change the headings."])
    return _bytes(book)


def hospital(source: Source) -> bytes:
    """Dates as people typed them, a title over merged cells, the headings again where a new page began."""
    book, sheet = _book("Sheet1")
    _title(sheet, "HARNMOUTH GENERAL HOSPITAL – all departments", len(source.headings))
    _headings(sheet, source)
    for line in source.lines:
        if isinstance(line, Row):
            sheet.append(list(line.cells))
        else:
            _furniture(sheet, line, source)
    _widths(sheet, (18, 24, 10, 24, 90))
    return _bytes(book)


def police(source: Source) -> bytes:
    """Reference first, one hidden row, a glossary on the second sheet."""
    book, sheet = _book("Chronology")
    _headings(sheet, source)
    for row in source.rows:
        sheet.append(list(row.cells))
        sheet.row_dimensions[sheet.max_row].hidden = row.hidden
    _widths(sheet, (16, 18, 20, 16, 80, 50))
    glossary = book.create_sheet("Glossary")
    for entry in _GLOSSARY:
        glossary.append(entry)
    return _bytes(book)


def housing(source: Source) -> bytes:
    """Tenancy first, date cells merged over two rows, and a hidden column of private notes."""
    book, sheet = _book("Contacts")
    _headings(sheet, source)
    for row in source.rows:
        tenancy, when, *rest = row.cells
        sheet.append([tenancy or None, when or None, *rest])
        if not when:
            for letter in "AB":
                sheet.merge_cells(f"{letter}{sheet.max_row - 1}:{letter}{sheet.max_row}")
    hidden = source.headings.index(source.hidden_column)
    _widths(sheet, (20, 22, 16, 14, 90, 40))
    sheet.column_dimensions["ABCDEF"[hidden]].hidden = True
    return _bytes(book)


def general_practice(source: Source) -> bytes:
    """Comma-separated text with a byte order mark, as the practice system writes it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(source.headings)
    writer.writerows(row.cells for row in source.rows)
    return text.getvalue().encode("utf-8-sig")


def _book(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.properties.creator = "Return author"
    book.properties.created = FIXED
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def _title(sheet: Worksheet, text: str, columns: int) -> None:
    sheet.append([text])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet["A1"].font = Font(bold=True, size=14)


def _headings(sheet: Worksheet, source: Source) -> None:
    sheet.append(list(source.headings))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
        cell.fill = _HEADING


def _furniture(sheet: Worksheet, line: Furniture, source: Source) -> None:
    if line.kind == "header":
        _headings(sheet, source)
    elif line.kind == "year":
        sheet.append([line.text])
    else:
        sheet.append([None])


def _day(text: str) -> date | str | None:
    """A true date cell for an ISO date, the words themselves for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text or None


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _widths(sheet: Worksheet, widths: tuple[int, ...]) -> None:
    for letter, width in zip("ABCDEFG", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
