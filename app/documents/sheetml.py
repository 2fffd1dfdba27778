"""Excel's markup in small pieces: cells as XML text, and the parts that every workbook of ours is made of.

Words are always kept as words: a cell of text can't become a formula, not even when it is edited, for its style says that
it is quoted. Written as text rather than built as objects, as Word's is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.documents.package import zip_parts
from app.documents.wordml import escaped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

MOST_LETTERS = 32767
"""As many letters as Excel holds in a cell."""

FIRST_DAY = date(1900, 3, 1)
"""Excel counts the days before it wrongly, or not at all."""

_EPOCH = date(1899, 12, 30)
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its name, the XML of its own part, and the range that repeats as heading and is filtered, or none."""

    name: str
    xml: str
    filtered: str = ""


def letters_of(column: int) -> str:
    """Return the letters of a column, the first being A."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def text_cell(place: str, words: str, style: int) -> str:
    """Return a cell of text; an empty one keeps its style."""
    if not words:
        return f'<c r="{place}" s="{style}"/>'
    letters = _LOOKS_ESCAPED.sub("_x005F_", escaped(words))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{letters}</t></is></c>'


def date_cell(place: str, moment: date | datetime, style: int) -> str:
    """Return a cell of a true date, or of a date and time."""
    return f'<c r="{place}" s="{style}"><v>{serial(moment)}</v></c>'


def serial(moment: date | datetime) -> str:
    """Return a day as Excel counts it, with a fraction for its time."""
    if not isinstance(moment, datetime):
        return str((moment - _EPOCH).days)
    since = moment - datetime.combine(_EPOCH, time.min)
    return f"{since.days}" if not since.seconds else f"{since.days + since.seconds / 86400:.10f}"


def workbook_bytes(title: str, sheets: Sequence[Sheet], styles: str) -> bytes:
    """Return a workbook of some sheets: no author, no times, no macros, nothing that was not put there."""
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations(
            (f"{_RELATION}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title>'
            "<dc:language>en-GB</dc:language></cp:coreProperties>"
        ),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"{_RELATION}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
            (f"{_RELATION}/styles", "styles.xml"),
        ),
        "xl/styles.xml": styles,
        **{f"xl/worksheets/sheet{number}.xml": sheet.xml for number, sheet in zip(numbers, sheets, strict=True)},
    }
    return zip_parts(parts)


def _content_types(numbers: Sequence[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for number in numbers
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed: list[str] = []
    named: list[str] = []
    for at, sheet in enumerate(sheets):
        listed.append(f'<sheet name="{escaped(sheet.name)}" sheetId="{at + 1}" r:id="rId{at + 1}"/>')
        if sheet.filtered:
            quoted = f"'{escaped(sheet.name)}'"
            named.append(
                f'<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">'
                f"{quoted}!{_absolute(sheet.filtered)}</definedName>"
            )
            named.append(f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">{quoted}!$1:$1</definedName>')
    names = f"<definedNames>{''.join(named)}</definedNames>" if named else ""
    return f'{HEAD}<workbook {MAIN} xmlns:r="{_RELATION}"><sheets>{"".join(listed)}</sheets>{names}</workbook>'


def _absolute(area: str) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", area)
