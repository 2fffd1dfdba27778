"""The report writer: the description of a report becomes a Word file, clean and the same byte for byte each time.

The look is the template's (``resources/report/template.docx``, made by ``installer/make_report_template.py``); this module
says which named style each block takes and writes the document's own part. It makes a fresh package: no author, no dates,
no revision ids, nothing that was not put there.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from app.documents.package import unzip_parts, zip_parts
from app.documents.report_body import Body
from app.documents.report_pictures import picture_parts
from app.documents.saving import save
from app.documents.wordml import escaped
from app.domain.describe import describe
from app.domain.description import Contents, Description, TitlePage
from app.domain.outlines import Outline
from app.domain.report import ReportData
from app.domain.resources import resource_path

_PORTRAIT_PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
_LANDSCAPE_PAGE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
_PORTRAIT_WIDTH = 9070
_LANDSCAPE_WIDTH = 14002

REPORT = "report"
CHRONOLOGY = "chronology"
"""The folders of ``resources`` in which a template lies; that of chronologies is landscape with narrow margins."""

_CHRONOLOGY_WIDTH = 14796


def write_report(data: ReportData, outline: Outline, to: Path) -> None:
    """Write the report as a Word file; the file is there whole, or as it was before."""
    save(to, report_bytes(data, outline))


def report_bytes(data: ReportData, outline: Outline) -> bytes:
    """Return the report as a Word file."""
    return document_bytes(describe(data, outline))


def document_bytes(description: Description, by: str = REPORT) -> bytes:
    """Return any described document as a Word file, by one of the templates."""
    template = _template(by)
    parts: dict[str, str | bytes] = {**template}
    width = _LANDSCAPE_WIDTH if description.landscape else _PORTRAIT_WIDTH
    if by == CHRONOLOGY:
        width = _CHRONOLOGY_WIDTH
    body = Body(description, width)
    parts["word/document.xml"] = _document(template["word/document.xml"], body, description)
    parts["word/numbering.xml"] = template["word/numbering.xml"].replace("</w:numbering>", f"{body.lists()}</w:numbering>")
    put_in = {"title": description.title, "version": description.version, "status": description.status, "width": str(width)}
    for name in ("word/header1.xml", "docProps/core.xml"):
        parts[name] = _filled(template[name], put_in)
    if body.pictures:
        parts |= picture_parts(template, body.pictures)
    return zip_parts(parts)


@cache
def _template(name: str) -> dict[str, str]:
    return unzip_parts(resource_path(name, "template.docx").read_bytes())


def _document(template: str, body: Body, description: Description) -> str:
    """Put the body in the place of the template's specimens, before the section's own properties."""
    opening, _, rest = template.partition("<w:body>")
    section = rest[rest.index("<w:sectPr>") :]
    if description.landscape:
        section = section.replace(_PORTRAIT_PAGE, _LANDSCAPE_PAGE)
    if not any(isinstance(block, TitlePage | Contents) for block in description.blocks):
        section = section.replace("<w:titlePg/>", "")
    return f"{opening}<w:body>{body.xml()}{section}"


def _filled(part: str, words: dict[str, str]) -> str:
    """Put words in the place of their names in braces, all at once: a title that holds braces stays as it is."""

    def word(match: re.Match[str]) -> str:
        return escaped(words[match[1]]).replace("\n", " ")

    return re.sub(r"\{(" + "|".join(words) + r")\}", word, part)
