"""Taking a corrected return in by difference: beside taking the same rows in afresh, and grown from 5,000 rows to 20,000."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.return_plans import propose_plans
from app.domain.returns import Cell, ParsedReturn, ParsedRow, ParsedTable
from app.services import chronology, corrections, differences, imports
from app.services.differences import Choices, Kind
from app.services.import_draft import ImportDraft
from app.services.imports import IncomingReturn
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import PASSPHRASE, Ratio, words_of

LIMIT = 2.0
GROWTH_LIMIT = 1.5
"""Growth of the time over growth of the rows; 1 is linear."""

SIZES = (5000, 20000)
_HEADINGS = ("Ref", "Date", "Source", "Event", "Action taken")
_FIRST = date(2009, 1, 1)


def bench(sizes: tuple[int, int] = SIZES, turns: int = 3) -> list[Ratio]:
    """A tenth of the rows is reworded, redated, gone or new, and all reference numbers move on."""
    afresh, by_difference = zip(*(_best(rows, turns) for rows in sizes), strict=True)
    grown = sizes[1] / sizes[0]
    results = [
        Ratio(
            f"Take {rows:,} rows in by difference / take them in afresh",
            mine / other,
            LIMIT,
            f"{mine * 1000:.0f} ms / {other * 1000:.0f} ms",
        )
        for rows, mine, other in zip(sizes, by_difference, afresh, strict=True)
    ]
    for name, times in (("import", afresh), ("re-import by difference", by_difference)):
        figures = " to ".join(f"{each * 1000:.0f} ms" for each in times)
        title = f"Growth of {name} from {sizes[0]:,} rows to {sizes[1]:,} / growth of the rows"
        results.append(Ratio(title, times[1] / times[0] / grown, GROWTH_LIMIT, figures))
    return results


def _best(rows: int, turns: int) -> tuple[float, float]:
    with TemporaryDirectory() as folder:
        measured = [_measured(rows, Path(folder) / f"Turn {turn}.casement") for turn in range(turns)]
    return min(each[0] for each in measured), min(each[1] for each in measured)


def _measured(rows: int, path: Path) -> tuple[float, float]:
    workspace = Workspace()
    workspace.take(ReviewFile.create(path, PASSPHRASE))
    context = workspace.read(chronology.date_context)
    first, second = _return("first", _rows(rows)), _return("second", _corrected(_rows(rows)))
    begun = time.perf_counter()
    draft = ImportDraft(first, propose_plans(first), context)
    done = workspace.perform("Take in", partial(imports.take_in, incoming=draft.incoming("", "Health visiting")))
    afresh = time.perf_counter() - begun
    if done is None or done.value.events != rows:
        raise AssertionError(done)
    by_difference = _by_difference(workspace, ImportDraft(second, propose_plans(second), context), done.value)
    workspace.close()
    return afresh, by_difference


def _by_difference(workspace: Workspace, draft: ImportDraft, taken: imports.TakenIn) -> float:
    begun = time.perf_counter()
    incoming: IncomingReturn = draft.incoming(taken.agency_id, "")
    before = workspace.read(partial(differences.before, source_id=taken.source_id))
    found = differences.compare(before, incoming)
    act = partial(corrections.take_in, incoming=incoming, difference=found, choices=Choices())
    done = workspace.perform("Correct", act)
    spent = time.perf_counter() - begun
    counts = found.counts()
    if done is None or not 0.88 < counts[Kind.SAME] / taken.events < 0.92 or counts[Kind.CHANGED] < taken.events / 25:
        raise AssertionError(counts)
    return spent


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    for n in range(count):
        day = _FIRST + timedelta(days=n // 6)
        yield (str(n + 1), f"{day:%d/%m/%Y}", f"Case file {n % 40}", words_of(n), ("", "Letter sent.", "Call.")[n % 3])


def _corrected(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for n, (ref, day, source, words, action) in enumerate(rows):
        ref = str(int(ref) + 3)
        if n % 40 == 7:
            yield ref, day, source, f"{words} The grandmother was told.", action
        elif n % 40 == 17:
            yield ref, f"01{day[2:]}" if day[:2] != "01" else f"02{day[2:]}", source, words, action
        elif n % 40 == 27:
            yield ref, day, source, f"Something new, number {n}", action
        elif n % 40 != 37:
            yield ref, day, source, words, action


def _return(name: str, rows: Iterator[tuple[str, ...]]) -> ParsedReturn:
    texts = (_HEADINGS, *rows)
    parsed = tuple(ParsedRow(f"row {at}", tuple(map(Cell, each))) for at, each in enumerate(texts, 1))
    return ParsedReturn(f"{name}.xlsx", "xlsx", name.rjust(64, "0"), (ParsedTable("Sheet1", parsed),))
