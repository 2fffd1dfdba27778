"""Reading one return, whatever kind of file it is, or a table from the clipboard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from app.documents.returns.csv import read_csv, read_text
from app.documents.returns.gate import LARGEST_FILE, PASTED, Parts, kind_of
from app.documents.returns.package import file_remarks, tidy_text
from app.domain.errors import ImportProblem
from app.domain.returns import ParsedReturn, ParsedTable, Remark

Progress = Callable[[int], None]


def read_return(name: str, data: bytes, progress: Progress | None = None, *, password: str = "") -> ParsedReturn:
    """Read a file's tables; raise ``ImportProblem`` where it can't be read as a whole."""
    kind, parts = kind_of(name, data)
    if kind == "protected":
        from app.documents.returns.protected import opened

        inside = opened(name, data, password)
        kind, parts = kind_of(name, inside)
        if kind not in {"docx", "xlsx"}:
            raise ImportProblem("return-damaged", file=name)
    told = progress or _nobody
    digest = hashlib.sha256(data).hexdigest()
    if kind == "csv":
        return _whole(ParsedReturn(tidy_text(name), kind, digest, read_csv(name, data)))
    tables, original, further = _read_office(name, kind, parts, told)
    remarks = (*file_remarks(name, parts), *further)
    return _whole(ParsedReturn(tidy_text(name), kind, digest, tables, remarks, original))


def read_pasted(html: str, text: str, progress: Progress | None = None) -> ParsedReturn:
    """Read what was copied from Word or Excel: the tables of its markup, else its text, parted by tabs.

    May take long where much was copied; ``child.read_pasted_in_child`` reads it in a process of its own.
    """
    data = html.encode("utf-8", "surrogatepass") + text.encode("utf-8", "surrogatepass")
    if len(data) > LARGEST_FILE:
        raise ImportProblem("return-too-large", file=PASTED)
    if not html.strip() and not text.strip():
        raise ImportProblem("return-nothing-pasted")
    tables: tuple[ParsedTable, ...] = ()
    remarks: list[Remark] = []
    if "<table" in html.casefold():
        from app.documents.returns.pasted import read_markup

        tables, remarks = read_markup(PASTED, html, progress or _nobody)
    if not tables and text.strip():
        tables, remarks = read_text(PASTED, text), []
    return _whole(ParsedReturn(PASTED, "pasted", hashlib.sha256(data).hexdigest(), tables, tuple(remarks)))


def _whole(parsed: ParsedReturn) -> ParsedReturn:
    if not parsed.tables:
        raise ImportProblem("return-no-table", file=parsed.file_name)
    return parsed


def _read_office(
    name: str, kind: str, parts: Parts, progress: Progress
) -> tuple[tuple[ParsedTable, ...], tuple[ParsedTable, ...], list[Remark]]:
    """Read a Word or Excel file; the libraries are imported only where they are needed."""
    if kind == "docx":
        from app.documents.returns.docx import read_docx

        return read_docx(name, parts, progress)
    from app.documents.returns.xlsx import read_xlsx

    try:
        tables, remarks = read_xlsx(name, parts, progress)
    except (LookupError, ValueError, TypeError, StopIteration) as error:
        raise ImportProblem("return-damaged", file=name) from error
    return tables, (), remarks


def _nobody(_: int) -> None:
    """Take no notice."""
