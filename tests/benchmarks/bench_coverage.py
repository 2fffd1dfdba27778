"""Reading what is not covered yet, of 5,000 and of 20,000 events, beside the bare queries for the same rows."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from app.services import coverage
from app.services.coverage import Coverage
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, make_review, middle

LIMIT = 4.0
GROWTH = 1.5
"""How much more than four times as long four times as many events may take."""

MANY = 4
FIELDS = (
    "SELECT e.id, e.when_text, e.when_earliest, e.when_latest, e.agency_id, a.name, a.colour, e.what_plain, e.in_skeleton,"
    " e.set_aside FROM event e LEFT JOIN agency a ON a.id = e.agency_id WHERE e.binned_at IS NULL AND e.set_aside = ''"
)
ORDER = " ORDER BY coalesce(e.when_earliest, e.when_latest, '9999'), coalesce(e.when_latest, '9999'), e.day_order, e.id"
EPISODES = (
    " AND e.id NOT IN (SELECT l.event_id FROM episode_event l JOIN episode p ON p.id = l.episode_id"
    " WHERE p.binned_at IS NULL)"
)
ASKED = (
    " AND e.id NOT IN (SELECT event_id FROM passage WHERE event_id IS NOT NULL)"
    " AND e.id NOT IN (SELECT event_id FROM account WHERE event_id IS NOT NULL)"
)
DATES = (
    "SELECT agency_id, coalesce(when_earliest, when_latest), coalesce(when_latest, when_earliest) FROM event"
    " WHERE binned_at IS NULL ORDER BY agency_id, when_earliest"
)


def bench(events: int = EVENTS, turns: int = 7) -> list[Ratio]:
    """All the lists at once, as the panel reads them; the bare side runs a query for each and keeps the rows."""
    few, bare = _measured(events, turns)
    many, _ = _measured(MANY * events, turns)
    return [
        Ratio(
            f"Coverage of {events:,} events, all lists / the bare queries",
            few / bare,
            LIMIT,
            f"{few * 1000:.1f} ms / {bare * 1000:.1f} ms",
        ),
        Ratio(
            f"Coverage of {MANY * events:,} events / {MANY} times that of {events:,}",
            many / (MANY * few),
            GROWTH,
            f"{many * 1000:.1f} ms / {MANY} × {few * 1000:.1f} ms",
        ),
    ]


def _measured(events: int, turns: int) -> tuple[float, float]:
    with TemporaryDirectory() as folder:
        workspace = Workspace()
        workspace.take(ReviewFile.open(make_review(Path(folder) / "Big.casement", events), PASSPHRASE))

        def ours() -> None:
            found: Coverage = workspace.read(coverage.read)
            if len(found.in_no_episode()) != events or len(found.nobody_asked()) != events or found.put_aside():
                raise AssertionError(events)
            found.silences(28)

        def theirs() -> None:
            connection = workspace.file.engine.raw_connection()
            for query in (FIELDS + EPISODES + ORDER, FIELDS + ASKED + ORDER, DATES):
                connection.cursor().execute(query).fetchall()
            connection.close()

        mine, other = middle(ours, theirs, turns=turns)
        workspace.close()
    return mine, other
