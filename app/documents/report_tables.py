"""The tables of a report as Word's markup."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.wordml import escaped, paragraph, quoted, run, runs
from app.domain.description import AgencyMark, Column, Table, TableKind
from app.domain.report import Rich, RichParagraph

_FULL_WIDTH = {TableKind.CHRONOLOGY, TableKind.ACCOUNTS, TableKind.EVENTS, TableKind.PROMPTS}
_LOOK = {TableKind.ACCOUNTS: "AccountsTable", TableKind.PROMPTS: "AccountsTable"}
_INDENT = 709
"""Smaller tables begin where the text does."""

_NEVER_SPLIT = "<w:trPr><w:cantSplit/></w:trPr>"
_ROOM_TO_WRITE = '<w:trPr><w:cantSplit/><w:trHeight w:val="1134" w:hRule="atLeast"/></w:trPr>'
_HEADER_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


def table_xml(table: Table, text_width: int) -> str:
    """Return a table and the small gap after it."""
    indent = 0 if table.kind in _FULL_WIDTH else _INDENT
    widths = _widths(table.columns, text_width - indent)
    head = _head(table, widths)
    opens = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
    styles = ["TableNumber" if column.number else "TableText" for column in table.columns]
    starts = [f'{start}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>' for start, style in zip(opens, styles, strict=True)]
    opening = f"<w:tr>{_ROOM_TO_WRITE if table.kind is TableKind.PROMPTS else _NEVER_SPLIT}"
    body: list[str] = []
    for row in table.rows:
        body.append(opening)
        for index, cell in enumerate(row):
            if isinstance(cell, str):
                body.append(f"{starts[index]}{run(cell) if cell else ''}</w:p></w:tc>")
            elif isinstance(cell, AgencyMark):
                body.append(f"{starts[index]}{_mark(cell)}</w:p></w:tc>")
            else:
                body.append(f"{opens[index]}{_paragraphs(cell, styles[index])}</w:tc>")
        body.append("</w:tr>")
    return f"{_properties(table, widths, indent)}{head}{''.join(body)}</w:tbl>{paragraph('TableAfter', '')}"


def _widths(columns: Sequence[Column], whole: int) -> list[int]:
    shares = sum(column.share for column in columns)
    widths = [whole * column.share // shares for column in columns]
    widths[-1] += whole - sum(widths)
    return widths


def _properties(table: Table, widths: Sequence[int], indent: int) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    total = int(table.total_row)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{_LOOK.get(table.kind, "CaseTable")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0460" if total else "0420"}" w:firstRow="1" w:lastRow="{total}" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(table.title)}"/><w:tblDescription w:val="{escaped(table.alt)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _head(table: Table, widths: Sequence[int]) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>'
        f"{paragraph('TableNumberHeading' if column.number else 'TableHeading', run(column.heading))}</w:tc>"
        for column, width in zip(table.columns, widths, strict=True)
    )
    return f"<w:tr>{_HEADER_ROW}{cells}</w:tr>"


def _mark(mark: AgencyMark) -> str:
    """The short name on the agency's colour; the whole name below it where it says more. It reads without colour, too."""
    look = f'<w:b/><w:bCs/><w:color w:val="{mark.ink}"/><w:shd w:val="clear" w:color="auto" w:fill="{mark.fill}"/>'
    chip = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">\u00a0{escaped(mark.short)}\u00a0</w:t></w:r>'
    return chip if mark.name == mark.short else f"{chip}<w:r><w:br/></w:r>{run(mark.name)}"


def _paragraphs(content: Rich, style: str) -> str:
    return "".join(_paragraph(p, style) for p in content) or paragraph(style, "")


def _paragraph(content: RichParagraph, style: str) -> str:
    if not content.quotation:
        return paragraph(style, runs(content.spans))
    said_by = run(f" – {content.said_by}") if content.said_by else ""
    return paragraph("TableQuote", quoted(content) + said_by)
