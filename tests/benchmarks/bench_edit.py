"""One edit of an event through the workspace beside a bare one-row commit on the same settings."""

from __future__ import annotations

import shutil
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.text import text_from
from app.services import chronology, event_rows
from app.storage.cipher import connect
from app.storage.connection import SETTINGS, read_start
from app.storage.keys import Key
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, make_review, middle

LIMIT = 4.0
MOST_MORE = 3.0
"""Milliseconds an edit may take beyond the bare commit."""

SQL = "UPDATE event SET what_json = ?, what_plain = ? WHERE id = ?"


def bench(events: int = EVENTS, turns: int = 200) -> list[Ratio]:
    """Each commits a new text for one event, on a file of its own with the same content; medians, as a disk has its say."""
    with TemporaryDirectory() as folder:
        path = make_review(Path(folder) / "Big.casement", events)
        twin = Path(shutil.copyfile(path, path.with_name("Twin.casement")))
        workspace = Workspace()
        workspace.take(ReviewFile.open(path, PASSPHRASE))
        ids = [row.id for row in workspace.read(event_rows.rows)]
        bare = connect(twin, Key.derive(PASSPHRASE, read_start(twin).salt), "rw")
        bare.execute("PRAGMA locking_mode=EXCLUSIVE")
        for name, value in SETTINGS:
            bare.execute(f"PRAGMA {name}={value}")
        numbers, others = count(), count()

        def ours() -> None:
            number = next(numbers)
            text = text_from(f"It was seen on visit {number} that nobody had answered.")
            act = partial(chronology.set_what, event_id=ids[number % len(ids)], what=text)
            if workspace.perform("Edit event", act) is None:
                raise AssertionError("the edit was refused")

        def theirs() -> None:
            number = next(others)
            text = text_from(f"It was seen on visit {number} that nobody had answered.")
            bare.execute("BEGIN IMMEDIATE")
            bare.execute(SQL, (text.to_json(), text.plain, ids[number % len(ids)]))
            bare.commit()

        mine, other = middle(ours, theirs, turns=turns)
        workspace.close()
        bare.close()
    more = (mine - other) * 1000
    figures = f"{mine * 1000:.2f} ms / {other * 1000:.2f} ms"
    return [
        Ratio("One edit committed / a bare one-row commit on the same settings", mine / other, LIMIT, figures),
        Ratio("One edit committed: milliseconds more than the bare commit", more, MOST_MORE, figures),
    ]
