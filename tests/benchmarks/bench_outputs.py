"""The chronology taken out with 5,000 and 20,000 events: Excel beside openpyxl write-only, Word beside docxtpl, same run."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docxtpl import DocxTemplate
from openpyxl import Workbook

from app.documents.chronology_writer import chronology_bytes
from app.domain.chronology_out import ChronologyOut, OutForm, plain_lines
from app.services import chronology_out
from app.services.chronology_out import Choice, Gathered
from app.storage.review_file import ReviewFile
from tests.benchmarks.bench_report import make_template
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, best, make_review

TURNS = 3
GROWTH = 5.0
"""Four times the events may take this many times as long."""


def bench(events: int = EVENTS, turns: int = TURNS) -> list[Ratio]:
    """Read, put into words and write; both sizes, and the libraries beside ours at the smaller one."""
    with TemporaryDirectory() as folder:
        few, many = (_gathered(make_review(Path(folder) / f"{size}.casement", size)) for size in (events, 4 * events))
        results = _beside(few, Path(folder), turns)
    for form in (OutForm.WORD, OutForm.EXCEL, OutForm.CSV):

        def small(form: OutForm = form) -> bytes:
            return chronology_bytes(_words(few), form)

        def large(form: OutForm = form) -> bytes:
            return chronology_bytes(_words(many), form)

        one, four = best(small, large, turns=turns)
        detail = f"{one * 1000:.0f} ms / {four * 1000:.0f} ms"
        results.append(Ratio(f"Chronology as {form.value}: {4 * events:,} events / {events:,}", four / one, GROWTH, detail))
    return results


def _gathered(path: Path) -> Gathered:
    with ReviewFile.open(path, PASSPHRASE) as file, file.session() as session:
        return chronology_out.gathered(session, Choice(skeleton=False), "x.docx")


def _never() -> bool:
    return False


def _words(found: Gathered) -> ChronologyOut:
    return chronology_out.in_words(found, _never)


def _beside(found: Gathered, folder: Path, turns: int) -> list[Ratio]:
    out = _words(found)
    template = folder / "template.docx"
    make_template(template)
    context = {
        "rows": [{"date": e.date, "agency": e.agency, "what": plain_lines(e.what), "source": e.source} for e in out.events]
    }

    def excel() -> bytes:
        return chronology_bytes(out, OutForm.EXCEL)

    def openpyxl() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for event in out.events:
            what = plain_lines(event.what)
            sheet.append((event.certain, event.date, event.short, event.agency, what, event.source, event.in_skeleton))
        book.save(io.BytesIO())

    def word() -> bytes:
        return chronology_bytes(out, OutForm.WORD)

    def docxtpl() -> None:
        document = DocxTemplate(template)
        document.render(context, autoescape=True)
        document.save(io.BytesIO())

    number = f"{len(out.events):,}"
    names = (f"Chronology of {number} events, Excel / openpyxl write-only", f"Chronology of {number} events, Word / docxtpl")
    results: list[Ratio] = []
    for name, ours, theirs in zip(names, (excel, word), (openpyxl, docxtpl), strict=True):
        mine, other = best(ours, theirs, turns=turns)
        results.append(Ratio(name, mine / other, 1.0, f"{mine * 1000:.0f} ms / {other * 1000:.0f} ms"))
    return results


if __name__ == "__main__":
    for name, ratio, limit, detail in bench():
        print(f"{name}: {ratio:.2f} (limit {limit}; {detail})")
