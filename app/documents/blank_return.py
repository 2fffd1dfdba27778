"""The blank return as a Word or an Excel file, without macros; whatever is typed into it stays as it was typed."""

from __future__ import annotations

from app.documents.report_writer import CHRONOLOGY, document_bytes
from app.documents.sheet_styles import HEADING, TEXT, TYPED, styles_part
from app.documents.sheetml import HEAD, MAIN, Sheet, letters_of, text_cell, workbook_bytes
from app.documents.wordml import escaped
from app.domain.blank_return import BlankReturn, describe_blank, words

_LINE_HEIGHT = 16
_TALLEST = 405
_LETTERS_A_LINE = 100


def blank_bytes(blank: BlankReturn, form: str) -> bytes:
    """Return the blank return as a file of that form, "xlsx" or "docx"."""
    if form == "docx":
        return document_bytes(describe_blank(blank), CHRONOLOGY)
    columns = words()["columns"]
    filtered = f"A1:{letters_of(len(columns) - 1)}1"
    sheets = (
        Sheet(words()["sheet"], _rows_to_fill(blank), filtered),
        Sheet(words()["guidance_sheet"], _guidance(blank)),
        Sheet(words()["abbreviations_sheet"], _abbreviations(blank)),
    )
    return workbook_bytes(blank.title, sheets, styles_part())


def _rows_to_fill(blank: BlankReturn) -> str:
    """The headings, and cells that keep what is typed as text: no program makes a date more exact than it was written."""
    columns = words()["columns"]
    cells = "".join(text_cell(f"{letters_of(at)}1", column["heading"], HEADING) for at, column in enumerate(columns))
    cols = "".join(_column(at, column["width"]) for at, column in enumerate(columns, start=1))
    tips = "".join(_tip(letters_of(at), column["heading"], column["tip"]) for at, column in enumerate(columns))
    head = escaped(f"&L{_printed(blank.title)}&C{_printed(words()['confidential'])}&R{_printed(blank.reference)}")
    return (
        f'{HEAD}<worksheet {MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView>'
        f'</sheetViews><cols>{cols}</cols><sheetData><row r="1">{cells}</row></sheetData>'
        f'<dataValidations count="{len(columns)}">{tips}</dataValidations>'
        '<pageMargins left="0.5" right="0.5" top="0.8" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{head}</oddHeader><oddFooter>&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    )


def _column(at: int, width: int) -> str:
    return f'<col min="{at}" max="{at}" width="{width}" style="{TYPED}" customWidth="1"/>'


def _tip(letters: str, heading: str, tip: str) -> str:
    """A word beside the cell that is being filled in; it asks for nothing and refuses nothing."""
    return (
        f'<dataValidation allowBlank="1" showInputMessage="1" promptTitle="{escaped(heading)}" prompt="{escaped(tip)}" '
        f'sqref="{letters}2:{letters}1048576"/>'
    )


def _printed(letters: str) -> str:
    return " ".join(letters.split())[:80].replace("&", "&&")


def _guidance(blank: BlankReturn) -> str:
    """The guidance in one cell: coming back, it is one thing and not many."""
    guidance = words()["guidance"]
    lines = [*blank.facts, guidance["head"], *(f"•  {line}" for line in guidance["lines"])]
    height = sum(len(line) // _LETTERS_A_LINE + 2 for line in lines) * _LINE_HEIGHT
    cell = text_cell("A1", "\n\n".join((blank.title, *lines)), TEXT)
    row = f'<row r="1" ht="{min(height + _LINE_HEIGHT, _TALLEST)}" customHeight="1">{cell}</row>'
    return (
        f'{HEAD}<worksheet {MAIN}><cols><col min="1" max="1" width="110" customWidth="1"/></cols>'
        f"<sheetData>{row}</sheetData></worksheet>"
    )


def _abbreviations(blank: BlankReturn) -> str:
    short = words()["abbreviations"]
    rows = [f'<row r="1">{text_cell("A1", short["short"], HEADING)}{text_cell("B1", short["long"], HEADING)}</row>']
    for number, (letters, meaning) in enumerate(blank.abbreviations, start=2):
        rows.append(
            f'<row r="{number}">{text_cell(f"A{number}", letters, TEXT)}{text_cell(f"B{number}", meaning, TEXT)}</row>'
        )
    return (
        f"{HEAD}<worksheet {MAIN}><cols>{_column(1, 20)}{_column(2, 70)}</cols>"
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )
