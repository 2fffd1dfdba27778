"""Reading a return of 5,000 rows, understood to its dates, beside openpyxl reading the cells alone, in the same run."""

from __future__ import annotations

import io
import re
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from openpyxl import Workbook, load_workbook

from app.documents.returns.reader import read_return
from app.domain.date_context import DateContext
from app.domain.return_plans import propose_plans
from app.domain.return_rows import read_rows

ROWS = 5000
TURNS = 7
LIMIT = 2.5
Ratio = tuple[str, float, float, str]
_HEADINGS = ("Ref", "Date", "Time", "Source of information", "Who", "Event", "Action taken", "Outcome")
_CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))


def bench() -> list[Ratio]:
    """The best of several turns each, taken in turn so that both meet the same machine."""
    books = [workbook_bytes(ROWS, 1960 + 7 * turn) for turn in range(TURNS)]  # no date is met a second time
    turns = iter(books)

    def ours() -> None:
        parsed = read_return("agency.xlsx", next(turns))
        rows = read_rows(parsed, propose_plans(parsed), _CONTEXT)
        if len(rows) != ROWS + 1:
            raise AssertionError(len(rows))

    def theirs() -> None:
        book = load_workbook(io.BytesIO(books[0]), read_only=True, data_only=True)
        rows = [tuple(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
        if len(rows) != ROWS + 1:
            raise AssertionError(len(rows))

    mine, other = _best(ours, theirs)
    return [
        (
            "Import 5,000 xlsx rows, read and understood / openpyxl reading the cells",
            mine / other,
            LIMIT,
            f"{mine * 1000:.0f} ms / {other * 1000:.0f} ms",
        )
    ]


def workbook_bytes(rows: int, year: int) -> bytes:
    """A return whose dates are true cells and texts of several shapes, as agencies mix them."""
    book = Workbook()
    sheet = book.active
    sheet.append(_HEADINGS)
    for n in range(rows):
        day = datetime(year, 1, 1) + timedelta(days=n // 2)  # noqa: DTZ001 - records have no zone
        shapes = (day, f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"?{day:%d %b %Y}", day, f"{day:%B %Y}")
        sheet.append(
            (
                n + 1,
                shapes[n % len(shapes)],
                ("09:30", "", "2.15pm", "pm")[n % 4],
                f"Case file {n % 40}",
                f"Worker {n % 25}",
                f"Visit {n}: seen at home with both children, who were dressed and playing; the heating was off.",
                ("Telephone call to the school.", "", f"Letter {n} sent.")[n % 3],
                ("", "No reply.")[n % 2],
            )
        )
    stream = io.BytesIO()
    book.save(stream)
    return _with_shared_strings(stream.getvalue())


def _with_shared_strings(data: bytes) -> bytes:
    """Keep the strings in a part of their own, each once, as Excel does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    strings: dict[str, int] = {}

    def moved(found: re.Match[str]) -> str:
        return f't="s"><v>{strings.setdefault(found[1], len(strings))}</v></c>'

    sheet = "xl/worksheets/sheet1.xml"
    files[sheet] = re.sub(r't="inlineStr"><is>(.*?)</is></c>', moved, files[sheet], flags=re.DOTALL)
    items = "".join(f"<si>{each}</si>" for each in strings)
    files["xl/sharedStrings.xml"] = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{items}</sst>'
    links, types, office = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "openxmlformats-officedocument"
    link = '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
    files[links] = files[links].replace("</Relationships>", link + ' Target="sharedStrings.xml"/></Relationships>')
    kind = f"application/vnd.{office}.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    files[types] = files[types].replace("</Types>", override)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _best(*acts: Callable[[], None]) -> list[float]:
    best = [float("inf")] * len(acts)
    for _ in range(TURNS):
        for index, act in enumerate(acts):
            begun = time.perf_counter()
            act()
            best[index] = min(best[index], time.perf_counter() - begun)
    return best


if __name__ == "__main__":
    for name, ratio, limit, detail in bench():
        print(f"{name}: {ratio:.2f} (limit {limit}; {detail})")
