"""Builders of returns as agencies make them, and of files that no office program makes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from app.documents.returns.reader import read_return
from app.domain.date_context import DateContext
from app.domain.return_plans import propose_plans
from app.domain.return_rows import ReadRow, SetAside, Taken, read_rows
from app.domain.returns import ParsedReturn, ParsedTable

CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def understood(parsed: ParsedReturn) -> tuple[list[Taken], list[SetAside]]:
    """The rows of a return as proposed, parted; every row is one or the other."""
    rows: tuple[ReadRow, ...] = read_rows(parsed, propose_plans(parsed), CONTEXT)
    assert len(rows) == parsed.row_count
    return [row for row in rows if isinstance(row, Taken)], [row for row in rows if isinstance(row, SetAside)]


def said(*holders: object) -> list[str]:
    """The keys of remarks."""
    return [each.key for holder in holders for each in getattr(holder, "remarks", ())]


def texts(table: ParsedTable) -> list[tuple[str, ...]]:
    return [row.texts for row in table.rows]


class Returns:
    """What the tests build and read with."""

    understood = staticmethod(understood)
    said = staticmethod(said)
    texts = staticmethod(texts)

    @staticmethod
    def read(data: bytes, name: str = "return.bin") -> ParsedReturn:
        return read_return(name, data)

    @staticmethod
    def saved(document: Any) -> bytes:
        """The bytes of a workbook or document."""
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    @classmethod
    def xlsx(cls, *rows: tuple[object, ...], change: Callable[[Workbook], None] | None = None) -> bytes:
        """A workbook of one sheet with these rows."""
        book = Workbook()
        for row in rows:
            book.active.append(row)
        if change:
            change(book)
        return cls.saved(book)

    @classmethod
    def docx(cls, *rows: tuple[str, ...], change: Callable[[Any], None] | None = None) -> bytes:
        """A document of one table with these rows."""
        document = Document()
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, cells in zip(rows, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=False):
                cell.text = text
        if change:
            change(document)
        return cls.saved(document)

    @classmethod
    def word(cls, body: str, **parts: str) -> bytes:
        """A document made by hand: the XML of its body, and of parts such as ``comments``."""
        types = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument'
            f'.wordprocessingml.{name}+xml"/>'
            for name in ("document.main", *parts)
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        links = "".join(
            f'<Relationship Id="r{n}" Type="{kind}/{name}" Target="{name}.xml"/>' for n, name in enumerate(parts)
        )
        files = {
            "[Content_Types].xml": f"<Types>{types}</Types>",
            "_rels/.rels": "<Relationships>"
            f'<Relationship Id="r" Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
            **{f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}">{inner}</w:{name}>' for name, inner in parts.items()},
        }
        return cls.archive(files)

    @staticmethod
    def archive(files: dict[str, Any] | list[tuple[str, Any]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
        """A zip archive of these members, two of one name too."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", packing) as archive:
            for name, content in files.items() if isinstance(files, dict) else files:
                archive.writestr(name, content)
        return stream.getvalue()

    @classmethod
    def changed(cls, data: bytes, part: str, change: Callable[[str], str]) -> bytes:
        """An archive with one of its parts rewritten."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}
        files[part] = change(files[part])
        encoded = {name: text.encode("utf-8", "surrogateescape") for name, text in files.items()}
        return cls.archive(encoded)

    @classmethod
    def shared(cls, data: bytes, items: str | None = None) -> bytes:
        """A workbook whose first sheet keeps its strings in a part of their own, as Excel writes them."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files: dict[str, Any] = {name: archive.read(name).decode() for name in archive.namelist()}
        strings: list[str] = []

        def moved(found: re.Match[str]) -> str:
            strings.append(f"<si>{found[1]}</si>")
            return f't="s"><v>{len(strings) - 1}</v></c>'

        sheet = "xl/worksheets/sheet1.xml"
        files[sheet] = re.sub(r't="inlineStr"><is>(.*?)</is></c>', moved, files[sheet], flags=re.DOTALL)
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        files["xl/sharedStrings.xml"] = f'<sst xmlns="{space}">{"".join(strings) if items is None else items}</sst>'
        links = "xl/_rels/workbook.xml.rels"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        link = f'<Relationship Id="strings" Type="{kind}" Target="sharedStrings.xml"/>'
        files[links] = files[links].replace("</Relationships>", link + "</Relationships>")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        types = "[Content_Types].xml"
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        files[types] = files[types].replace("</Types>", override)
        return cls.archive(files)


@pytest.fixture(scope="session")
def returns() -> type[Returns]:
    """The builders; a class without state."""
    return Returns
