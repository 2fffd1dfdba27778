"""Switching how people are shown in the chronology beside making the same words of every text, with no table at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.domain.naming import NamingMode
from app.domain.text import Reference
from app.models import Event
from app.services import event_rows, people
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from app.views.chronology.panel import ChronologyPanel
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, best, make_review

MANY = 20_000
LIMIT = 8.0
GROWTH = 1.6
"""Beside growth that is linear."""


def bench(events: int = EVENTS, many: int = MANY, turns: int = 5) -> list[Ratio]:
    """Switch names to roles and back, every second event naming somebody, until the table is painted."""
    few, bare, painted = _switching(events, turns)
    more, _, _ = _switching(many, turns)
    return [
        Ratio(f"Switch names of {events:,} events / bare words", few / bare, LIMIT, f"{few * 1000:.0f} ms, {painted}"),
        Ratio(
            f"Switch names: growth from {events:,} to {many:,} beside linear",
            more / few / (many / events), GROWTH, f"{few * 1000:.0f} ms, {more * 1000:.0f} ms",
        ),
    ]  # fmt: skip


def _switching(events: int, turns: int) -> tuple[float, float, str]:
    application = QApplication.instance() or QApplication([])
    with TemporaryDirectory() as folder:
        workspace = Workspace()
        workspace.take(_named_review(Path(folder) / "Named.casement", events))
        panel = ChronologyPanel(workspace)
        panel.resize(1200, 700)
        panel.show()
        application.processEvents()
        rows = [row.what for row in workspace.read(event_rows.rows)]

        def ours() -> None:
            for mode in (NamingMode.BY_ROLE, NamingMode.NAMED):
                workspace.set_naming_mode(mode)
                panel.table.viewport().repaint()

        def bare() -> None:
            for _ in range(2):
                for what in rows:
                    (what if isinstance(what, str) else what.shown(workspace.naming)).casefold()

        mine, other = best(ours, bare, turns=turns)
        shown = f"{panel.model.shown:,} shown"
        workspace.close()
        panel.deleteLater()
    return mine, other, shown


def _named_review(path: Path, events: int) -> ReviewFile:
    file = ReviewFile.open(make_review(path, events), PASSPHRASE)
    with UnitOfWork(file.engine, Stamp("benchmark", "bench")) as uow:
        person_id = people.add(uow, PersonFields("Leanne Fernley", role="mother"))
        for number, event in enumerate(uow.session.query(Event)):
            if number % 2:
                event.what = event.what.with_reference(0, 3, Reference("person", person_id, "LF"))
        uow.commit()
    return file
