"""Reading one return, whatever kind of file it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from app.documents.returns.csv import read_csv
from app.documents.returns.gate import Parts, kind_of
from app.documents.returns.package import file_remarks
from app.domain.errors import ImportProblem
from app.domain.returns import ParsedReturn, ParsedTable, Remark


def read_return(name: str, data: bytes, progress: Callable[[int], None] | None = None) -> ParsedReturn:
    """Read a file's tables; raise ``ImportProblem`` where it can't be read as a whole."""
    kind, parts = kind_of(name, data)
    told = progress or _nobody
    remarks: list[Remark] = file_remarks(name, parts)
    if kind == "csv":
        tables = read_csv(name, data)
    else:
        tables, further = _read_office(name, kind, parts, told)
        remarks += further
    if not tables:
        raise ImportProblem("return-no-table", file=name)
    return ParsedReturn(name, kind, hashlib.sha256(data).hexdigest(), tables, tuple(remarks))


def _read_office(
    name: str, kind: str, parts: Parts, progress: Callable[[int], None]
) -> tuple[tuple[ParsedTable, ...], list[Remark]]:
    """Read a Word or Excel file; the libraries are imported only where they are needed."""
    if kind == "docx":
        from app.documents.returns.docx import read_docx

        return read_docx(name, parts, progress)
    from app.documents.returns.xlsx import read_xlsx

    try:
        return read_xlsx(name, parts, progress), []
    except (LookupError, ValueError, TypeError, StopIteration) as error:
        raise ImportProblem("return-damaged", file=name) from error


def _nobody(_: int) -> None:
    """Take no notice."""
