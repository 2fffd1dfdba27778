"""A report with a table of 1,000 rows beside docxtpl making the same table, in the same run."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docx import Document
from docxtpl import DocxTemplate

from app.documents.report_writer import report_bytes
from app.domain.outlines import load_outline
from app.domain.report import ChronologyRow, ReportData, rich

ROWS = 1000
TURNS = 7
LIMIT = 1.0
Ratio = tuple[str, float, float, str]


def bench() -> list[Ratio]:
    """The best of several turns each, taken in turn so that both meet the same machine."""
    rows = [
        (
            f"{n % 28 + 1} May 2010",
            f"Agency {n % 8}",
            f"Event {n}: a visit was made and “written down” & filed.",
            f"File {n}",
        )
        for n in range(ROWS)
    ]
    data = ReportData("Benchmark", chronology=tuple(ChronologyRow(d, a, rich(w), s) for d, a, w, s in rows))
    outline = load_outline("skeleton-chronology")
    context = {"rows": [{"date": d, "agency": a, "what": w, "source": s} for d, a, w, s in rows]}
    with TemporaryDirectory() as folder:
        template = Path(folder) / "template.docx"
        make_template(template)

        def ours() -> None:
            report_bytes(data, outline)

        def theirs() -> None:
            document = DocxTemplate(template)
            document.render(context, autoescape=True)
            document.save(io.BytesIO())

        mine, other = _best(ours, theirs)
    return [
        ("Report with a 1,000-row table / docxtpl", mine / other, LIMIT, f"{mine * 1000:.0f} ms / {other * 1000:.0f} ms")
    ]


def make_template(path: Path) -> None:
    """Make docxtpl's own template: a heading and a row that is repeated."""
    document = Document()
    table = document.add_table(rows=4, cols=4)
    for cell, heading in zip(table.rows[0].cells, ("Date", "Agency", "What happened", "Source"), strict=True):
        cell.text = heading
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for cell, name in zip(table.rows[2].cells, ("date", "agency", "what", "source"), strict=True):
        cell.text = f"{{{{ row.{name} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(str(path))


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
