"""Opening a review of 5,000 events, after key and integrity check, beside the same rows read by bare sqlcipher3."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services import event_rows
from app.storage.cipher import connect, faults
from app.storage.connection import read_start
from app.storage.keys import Key
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, TURNS, Ratio, make_review

LIMIT = 3.0
SQL = """
    SELECT e.id, when_text, when_earliest, when_latest, when_kind, when_precision, e.agency_id, a.name, a.short_name,
    a.colour, what_plain, source_words, day_order, in_skeleton, private_note_plain, set_aside, date_question
    FROM event e LEFT JOIN agency a ON a.id = e.agency_id WHERE binned_at IS NULL
    ORDER BY coalesce(when_earliest, when_latest, '9999'), coalesce(when_latest, '9999'), day_order, e.id
"""


def bench(events: int = EVENTS, turns: int = TURNS) -> list[Ratio]:
    """Both open the file anew each time and check it as opening does; only the reading is measured."""
    with TemporaryDirectory() as folder:
        path = make_review(Path(folder) / "Big.casement", events)
        key = Key.derive(PASSPHRASE, read_start(path).salt)
        ours = theirs = float("inf")
        for _ in range(turns):
            ours = min(ours, _ours(path, events))
            theirs = min(theirs, _theirs(path, key, events))
    name = f"Open {events:,} events after key and check / bare sqlcipher3 reading the same rows"
    return [Ratio(name, ours / theirs, LIMIT, f"{ours * 1000:.1f} ms / {theirs * 1000:.1f} ms")]


def _ours(path: Path, events: int) -> float:
    workspace = Workspace()
    workspace.take(ReviewFile.open(path, PASSPHRASE))
    begun = time.perf_counter()
    rows = workspace.read(event_rows.rows)
    taken = time.perf_counter() - begun
    workspace.close()
    if len(rows) != events:
        raise AssertionError(len(rows))
    return taken


def _theirs(path: Path, key: Key, events: int) -> float:
    connection = connect(path, key, "rw")
    if faults(connection):
        raise AssertionError("the file is damaged")
    begun = time.perf_counter()
    rows = list(connection.execute(SQL))
    taken = time.perf_counter() - begun
    connection.close()
    if len(rows) != events:
        raise AssertionError(len(rows))
    return taken
