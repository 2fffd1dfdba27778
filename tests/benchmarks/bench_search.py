"""Searching everything in a review of 5,000 and 20,000 events beside a bare FTS5 query, and how it grows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.services import search
from app.storage.cipher import Connection, connect
from app.storage.keys import Key, new_salt
from app.storage.review_file import ReviewFile
from app.views.search.panel import SearchPanel
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, make_review, middle

LIMIT = 3.0
GROWTH = 5.0
"""Four times the events may take so many times the work: what no longer fits the caches costs a little more."""
TYPED = ("appointment 12", "grandmother -weeks", "agency:3 nurse", "1234")
BARE = ('"appointment"* "12"*', '"grandmother"* NOT "weeks"*', '"3"* "nurse"*', '"1234"*')


def bench(events: int = EVENTS, turns: int = 9) -> list[Ratio]:
    """Several things looked for in turn, from the words to the list that shows what was found.

    Growth is a matter of work, not of what else the machine does: both sizes take turns, and the processor's time counts.
    """
    with _standing(events) as (few, bare), _standing(events * 4) as (many, _):
        ours, theirs = middle(few, bare, turns=turns)
        less, more = middle(few, many, turns=turns, clock=time.process_time)
    return [
        Ratio(
            f"Search {events:,} events / a bare FTS5 query",
            ours / theirs,
            LIMIT,
            f"{ours * 1000:.1f} / {theirs * 1000:.1f} ms",
        ),
        Ratio(
            f"Search {events * 4:,} / {events:,} events, processor",
            more / less,
            GROWTH,
            f"{more * 1000:.1f} / {less * 1000:.1f} ms",
        ),
    ]


@contextmanager
def _standing(events: int) -> Generator[tuple[Callable[[], None], Callable[[], None]]]:
    """Give what searches a review of so many events, and what asks the same of a bare FTS5 table."""
    application = QApplication.instance() or QApplication([])
    with TemporaryDirectory() as folder:
        workspace = Workspace()
        workspace.take(ReviewFile.open(make_review(Path(folder) / "Big.casement", events), PASSPHRASE))
        panel = SearchPanel(workspace)
        panel.resize(600, 700)
        panel.show()
        application.processEvents()
        bare = _bare(Path(folder) / "words.db", workspace)

        def ours() -> None:
            for typed in TYPED:
                panel.look_for(typed)

        def theirs() -> None:
            for typed in BARE:
                list(bare.execute("SELECT * FROM words WHERE words MATCH ? ORDER BY rowid", (typed,)))

        ours()
        yield ours, theirs
        workspace.close()
        bare.close()
        panel.deleteLater()


def _bare(path: Path, workspace: Workspace) -> Connection:
    bare = connect(path, Key.derive(PASSPHRASE, new_salt()), "rwc")
    bare.execute("PRAGMA synchronous=OFF")
    bare.execute("BEGIN")
    bare.execute("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, when_text, agency, what)")
    for row in workspace.read(search.stored_events):
        values = (row.id, row.when, " ".join(row.agency), str(row.told[0].words))
        bare.execute("INSERT INTO words VALUES (?, ?, ?, ?)", values)
    bare.commit()
    return bare
