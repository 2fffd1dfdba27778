"""Filtering 5,000 events in the chronology panel beside a bare FTS5 query for the same words."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.services import event_rows
from app.storage.cipher import connect
from app.storage.keys import Key, new_salt
from app.storage.review_file import ReviewFile
from app.views.chronology.panel import ChronologyPanel
from app.views.itemmodels.event_lines import EventFilter
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, make_review, middle

LIMIT = 3.0
FRAME = 16.0
"""Milliseconds of one frame on the screen."""

TYPED = ("appointment 12", "grandmother", "weeks nurse", "conference chair telephoned", "1234")
SQL = (
    "SELECT e.id, e.when_text, e.agency, e.what, e.source FROM words JOIN shown e ON e.rowid = words.rowid "
    "WHERE words MATCH ? ORDER BY e.rowid"
)


def bench(events: int = EVENTS, turns: int = 15) -> list[Ratio]:
    """Several things typed in turn, from the signal of the filter to the table that shows what passes."""
    application = QApplication.instance() or QApplication([])
    with TemporaryDirectory() as folder:
        workspace = Workspace()
        workspace.take(ReviewFile.open(make_review(Path(folder) / "Big.casement", events), PASSPHRASE))
        panel = ChronologyPanel(workspace)
        panel.resize(1200, 700)
        panel.show()
        application.processEvents()
        rows = workspace.read(event_rows.rows)
        bare = connect(Path(folder) / "words.db", Key.derive(PASSPHRASE, new_salt()), "rwc")
        bare.execute("PRAGMA synchronous=OFF")
        bare.execute("BEGIN")
        bare.execute("CREATE TABLE shown (rowid INTEGER PRIMARY KEY, id, when_text, agency, what, source)")
        bare.execute("CREATE VIRTUAL TABLE words USING fts5(when_text, agency, what, source, content='shown')")
        for number, row in enumerate(rows):
            cells = (row.when_text, row.agency_name, row.what, row.source_words)
            bare.execute("INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?)", (number, row.id, *cells))
            bare.execute(
                "INSERT INTO words (rowid, when_text, agency, what, source) VALUES (?, ?, ?, ?, ?)", (number, *cells)
            )
        bare.commit()

        def ours() -> None:
            for typed in TYPED:
                panel.bar.filter_changed.emit(EventFilter(words=typed))

        def theirs() -> None:
            for typed in TYPED:
                list(bare.execute(SQL, (" ".join(f'"{word}"*' for word in typed.split()),)))

        mine, other = middle(ours, theirs, turns=turns)
        slowest = max(middle(*(partial(_filtered_and_painted, panel, typed) for typed in TYPED), turns=turns))
        workspace.close()
        bare.close()
        panel.deleteLater()
    figures = f"{mine * 1000:.1f} ms / {other * 1000:.1f} ms for {len(TYPED)} filters"
    return [
        Ratio(f"Filter {events:,} events / a bare FTS5 query", mine / other, LIMIT, figures),
        Ratio(f"Filter {events:,} events: milliseconds of the slowest, painted", slowest * 1000, FRAME, "one frame"),
    ]


def _filtered_and_painted(panel: ChronologyPanel, typed: str) -> None:
    panel.bar.filter_changed.emit(EventFilter(words=typed))
    panel.table.viewport().repaint()
