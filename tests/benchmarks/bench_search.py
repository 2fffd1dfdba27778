"""Searching everything in a review of 5,000 and 20,000 events beside a bare FTS5 query, and how it grows."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.services import search
from app.storage.cipher import connect
from app.storage.keys import Key, new_salt
from app.storage.review_file import ReviewFile
from app.views.search.panel import SearchPanel
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, make_review, middle

LIMIT = 3.0
GROWTH = 6.0
"""Four times the events may take so many times as long: what no longer fits the caches costs a little more."""
TYPED = ("appointment 12", "grandmother -weeks", "agency:3 nurse", "1234")
BARE = ('"appointment"* "12"*', '"grandmother"* NOT "weeks"*', '"3"* "nurse"*', '"1234"*')


def bench(events: int = EVENTS, turns: int = 9) -> list[Ratio]:
    """Several things looked for in turn, from the words to the list that shows what was found."""
    few, bare = _measured(events, turns)
    many, _ = _measured(events * 4, turns)
    return [
        Ratio(
            f"Search {events:,} events / a bare FTS5 query", few / bare, LIMIT, f"{few * 1000:.1f} / {bare * 1000:.1f} ms"
        ),
        Ratio(f"Search {events * 4:,} / {events:,} events", many / few, GROWTH, f"{many * 1000:.1f} / {few * 1000:.1f} ms"),
    ]


def _measured(events: int, turns: int) -> tuple[float, float]:
    application = QApplication.instance() or QApplication([])
    with TemporaryDirectory() as folder:
        workspace = Workspace()
        workspace.take(ReviewFile.open(make_review(Path(folder) / "Big.casement", events), PASSPHRASE))
        panel = SearchPanel(workspace)
        panel.resize(600, 700)
        panel.show()
        application.processEvents()
        bare = connect(Path(folder) / "words.db", Key.derive(PASSPHRASE, new_salt()), "rwc")
        bare.execute("PRAGMA synchronous=OFF")
        bare.execute("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, when_text, agency, what)")
        rows = (
            (row.id, row.when, " ".join(row.agency), str(row.told[0].words)) for row in workspace.read(search.stored_events)
        )
        bare.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", rows)
        bare.commit()

        def ours() -> None:
            for typed in TYPED:
                panel.look_for(typed)

        def theirs() -> None:
            for typed in BARE:
                list(bare.execute("SELECT * FROM words WHERE words MATCH ? ORDER BY rowid", (typed,)))

        ours()
        mine, other = middle(ours, theirs, turns=turns)
        workspace.close()
        bare.close()
        panel.deleteLater()
    return mine, other
