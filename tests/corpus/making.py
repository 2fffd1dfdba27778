"""How the files of the corpus are put together: archives, workbooks with Excel's parts, documents with Word's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

Maker = Callable[[], Any]
FILES: dict[str, Maker] = {}
"""What makes each file, by its name: bytes, or for what was pasted a pair of markup and text."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


def file(name: str) -> Callable[[Maker], Maker]:
    """Enter a maker under its file's name."""

    def entered(maker: Maker) -> Maker:
        FILES[name] = maker
        return maker

    return entered


def archive(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def relations(*links: tuple[str, str], outside: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a part of relationships: kinds and targets within the file, and outside it."""
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    outer = "".join(
        f'<Relationship Id="out{n}" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate(outside, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}{outer}</Relationships>'


def saved(document: Any) -> bytes:
    """Return the bytes of a document or workbook of a library."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# -- Word, as Word itself writes it


def p(*runs: str, settings: str = "") -> str:
    """Return a paragraph with the ids that Word puts everywhere."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:pPr>{settings}</w:pPr>{inner}</w:p>'


def r(text: str, settings: str = "") -> str:
    """Return a run."""
    return f'<w:r w:rsidRPr="00FF00AA"><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*blocks: str, settings: str = "") -> str:
    """Return a cell."""
    inner = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f'<w:tc><w:tcPr><w:tcW w:w="2310" w:type="dxa"/>{settings}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, settings: str = "") -> str:
    """Return a row."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f'<w:tr w:rsidR="00AB12CD" w:rsidTr="00CD34EF"><w:trPr>{settings}</w:trPr>{inner}</w:tr>'


def tbl(*rows: str, grid: int = 4) -> str:
    """Return a table."""
    columns = '<w:gridCol w:w="2310"/>' * grid
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


TITLES = "<w:tblHeader/>"
"""What marks a row as repeated at the head of each page."""


def word(body: str, space: str = WORD, **parts: str) -> bytes:
    """Return a document of this body; further parts by name, such as ``comments`` or ``header``."""
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = f'<Override PartName="/word/document.xml" ContentType="{office}.document.main+xml"/>' + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{office}.{name}+xml"/>' for name in parts
    )
    spaces = (
        f'xmlns:w="{space}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    roots = {"header": "hdr", "footer": "ftr"}
    further = {
        f"word/{name}.xml": f"{HEAD}<w:{roots.get(name, name)} {spaces}>{inner}</w:{roots.get(name, name)}>"
        for name, inner in parts.items()
    }
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    return archive(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{DEFAULTS}{types}</Types>',
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(*((name, f"{name}.xml") for name in parts)),
            "word/document.xml": f"{HEAD}<w:document {spaces}><w:body>{body}{section}</w:body></w:document>",
            **further,
        }
    )


# -- Excel, as Excel itself writes it


class Strings:
    """The shared strings of a workbook, each once."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return a string's number."""
        return self.texts.setdefault(text, len(self.texts))

    def part(self) -> str:
        """Return the part that holds them."""
        items = "".join(
            text if text.startswith("<si>") else f'<si><t xml:space="preserve">{text}</t></si>' for text in self.texts
        )
        return f'{HEAD}<sst xmlns="{SHEET}" count="{len(self.texts)}" uniqueCount="{len(self.texts)}">{items}</sst>'


FORMATS = ("General", "dd/mm/yyyy", "h:mm", "mmm-yy", "dd/mm/yyyy hh:mm", "d mmm")
"""The number formats of the styles that cells name."""


def excel_row(strings: Strings, number: int, cells: tuple[Any, ...], settings: str = "") -> str:
    """Return a row: texts as shared strings, numbers as they are, (number, style) with a style, raw XML as it stands."""
    made: list[str] = []
    for column, cell in enumerate(cells):
        place = f"{chr(65 + column)}{number}"
        if cell is None:
            continue
        if isinstance(cell, str) and cell.startswith("<c "):
            made.append(cell.replace("<c ", f'<c r="{place}" ', 1))
        elif isinstance(cell, str):
            made.append(f'<c r="{place}" t="s"><v>{strings.number(cell)}</v></c>')
        elif isinstance(cell, tuple):
            made.append(f'<c r="{place}" s="{cell[1]}"><v>{cell[0]}</v></c>')
        else:
            made.append(f'<c r="{place}"><v>{cell}</v></c>')
    return f'<row r="{number}" spans="1:{len(cells)}" {settings}>{"".join(made)}</row>'


def excel(
    *rows: tuple[Any, ...],
    before: str = "",
    after: str = "",
    settings: dict[int, str] | None = None,
    workbook: str = "",
    **parts: str | bytes,
) -> bytes:
    """Return a workbook of one sheet; ``before`` and ``after`` stand around its cells, ``settings`` at rows by number."""
    strings = Strings()
    data = "".join(excel_row(strings, n, row, (settings or {}).get(n, "")) for n, row in enumerate(rows, 1) if row)
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(FORMATS))
    used = "".join(f'<xf numFmtId="{164 + n}" applyNumberFormat="1"/>' for n in range(len(FORMATS)))
    spaces = f'xmlns="{SHEET}" xmlns:r="{RELATIONS}"'
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return archive(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            f'{DEFAULTS}<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{office}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{office}.sharedStrings+xml"/></Types>',
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f"{HEAD}<workbook {spaces}>{workbook}<sheets>"
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
            "xl/styles.xml": f"{HEAD}<styleSheet {spaces}><numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": strings.part(),
            "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet {spaces}><dimension ref="A1:B2"/>{before}'
            f"<sheetData>{data}</sheetData>{after}</worksheet>",
            **parts,
        }
    )
