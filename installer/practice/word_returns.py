"""Write the returns that come as Word documents, with what people leave in them: tracked changes and a comment."""

from __future__ import annotations

import io
import re
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from sources import Furniture, Row, Source

FIXED = datetime(2012, 12, 20, 9, 0)  # noqa: DTZ001 - a file property, without zone
_STAMP = "2012-12-19T16:40:00Z"
_AUTHOR = "Named nurse"
_MARKED = re.compile(r"(\{\+.*?\+\}|\{-.*?-\}|\{#.*?#\})")


def health(source: Source) -> bytes:
    """One table with rows for years spanning it, a tracked insertion and deletion, and a comment."""
    document = _document("Community Health Services: chronology of contacts")
    document.add_paragraph("Health visiting, school nursing, speech therapy. Initials are explained at the end.")
    _table(document, source, (3.0, 3.4, 2.4, 11.0, 5.0))
    document.add_paragraph("HV health visitor; SN school nurse; NN nursery nurse; SALT speech therapist; MGM grandmother.")
    return _bytes(document)


def education(source: Source) -> bytes:
    """A cover table first, then the table itself, ordered by setting."""
    document = _document("Return to the Safeguarding Children Board")
    cover = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in (
        ("Prepared by", "Education safeguarding office"),
        ("Settings", "Little Herons Nursery; Wherry Lane Primary; Teasel Field Primary"),
        ("Period", "January 2010 to November 2012"),
    ):
        cells = cover.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_paragraph()
    _table(document, source, (3.0, 2.8, 1.8, 10.4, 3.4, 3.4))
    return _bytes(document)


def family_support(source: Source) -> bytes:
    """Two paragraphs in the worker's voice, then the table."""
    document = _document("Our work with Leanne and the children")
    document.add_paragraph("This is from my diaries and contact sheets. Where I have no day I put what I remember.")
    document.add_paragraph("I have written it as I would tell it. Brenda")
    _table(document, source, (3.6, 3.8, 12.4, 5.0))
    return _bytes(document)


def _document(title: str) -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    properties = document.core_properties
    properties.author, properties.last_modified_by = "Return author", "Return author"
    properties.created = properties.modified = FIXED
    properties.comments, properties.title = "", title
    document.add_heading(title, level=1)
    return document


def _table(document: WordDocument, source: Source, centimetres: tuple[float, ...]) -> None:
    table = document.add_table(rows=0, cols=len(source.headings), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
    _headings(table, source)
    for line in source.lines:
        if isinstance(line, Row):
            for cell, text in zip(table.add_row().cells, line.cells, strict=True):
                _write(document, cell, text)
        else:
            _furniture(table, line, source)


def _headings(table: Table, source: Source) -> None:
    for cell, text in zip(table.add_row().cells, source.headings, strict=True):
        cell.paragraphs[0].add_run(text).bold = True


def _furniture(table: Table, line: Furniture, source: Source) -> None:
    if line.kind == "header":
        _headings(table, source)
        return
    row: _Row = table.add_row()
    if line.kind == "year":
        spanned = row.cells[0].merge(row.cells[-1])
        spanned.text = line.text


def _write(document: WordDocument, cell: _Cell, text: str) -> None:
    """Write a cell's text; {+…+} inserted, {-…-} deleted, {#…#} a comment on what stands before it."""
    paragraph = cell.paragraphs[0]
    last = paragraph.add_run("")
    for part in _MARKED.split(text):
        if part.startswith("{#"):
            document.add_comment(last, text=part[2:-2], author=_AUTHOR, initials="NN")
        elif part.startswith(("{+", "{-")):
            _tracked(paragraph, part[2:-2], inserted=part[1] == "+")
        elif part:
            last = paragraph.add_run(part)


def _tracked(paragraph: Paragraph, text: str, *, inserted: bool) -> None:
    change = OxmlElement("w:ins" if inserted else "w:del")
    change.set(qn("w:id"), "901" if inserted else "902")
    change.set(qn("w:author"), _AUTHOR)
    change.set(qn("w:date"), _STAMP)
    run: Run = paragraph.add_run(text)
    element = run._r
    if not inserted:
        for letters in element.findall(qn("w:t")):
            letters.tag = qn("w:delText")
    change.append(element)
    paragraph._p.append(change)


def _bytes(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
