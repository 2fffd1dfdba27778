"""Taking a return of 5,000 rows in, from the file to the commit, beside openpyxl reading the cells alone."""

from __future__ import annotations

import io
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from app.documents.returns.child import read_in_child
from app.domain.return_plans import propose_plans
from app.services import chronology, imports
from app.services.import_draft import ImportDraft
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.benchmarks.bench_import import ROWS, workbook_bytes
from tests.benchmarks.measuring import PASSPHRASE, Ratio

LIMIT = 2.5
YEAR = 2010
"""The year that the dates of the return begin with."""


def bench(rows: int = ROWS, turns: int = 5) -> list[Ratio]:
    """Ours: a child reads the file, the dates are understood, and all is committed. Theirs: every cell's value.

    Taken in turn, so that both meet the same machine.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "agency.xlsx"
        path.write_bytes(workbook_bytes(rows, YEAR))
        both = [(_ours(path, Path(folder) / f"Turn {turn}.casement", rows), _theirs(path)) for turn in range(turns)]
    steps, other = [ours for ours, _ in both], min(theirs for _, theirs in both)
    mine = min(sum(each) for each in steps)
    quickest = [min(part) for part in zip(*steps, strict=True)]
    parts = ", ".join(f"{time_ * 1000:.0f} ms {name}" for time_, name in zip(quickest, _PARTS, strict=True))
    figures = f"{mine * 1000:.0f} ms ({parts}) / {other * 1000:.0f} ms"
    return [Ratio(f"Import {rows:,} xlsx rows to the commit / openpyxl reading the cells", mine / other, LIMIT, figures)]


_PARTS = ("reading in the child", "understanding", "commit")


def _ours(path: Path, review: Path, rows: int) -> tuple[float, float, float]:
    workspace = Workspace()
    workspace.take(ReviewFile.create(review, PASSPHRASE))
    begun = time.perf_counter()
    parsed = read_in_child(path)
    read = time.perf_counter()
    draft = ImportDraft(parsed, propose_plans(parsed), workspace.read(chronology.date_context))
    incoming = draft.incoming("", "Health visiting")
    understood = time.perf_counter()
    done = workspace.perform("Take in a return", partial(imports.take_in, incoming=incoming))
    committed = time.perf_counter()
    workspace.close()
    if done is None or done.value.events != rows:
        raise AssertionError(done)
    return read - begun, understood - read, committed - understood


def _theirs(path: Path) -> float:
    begun = time.perf_counter()
    book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    return time.perf_counter() - begun
