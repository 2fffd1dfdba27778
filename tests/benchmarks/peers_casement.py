"""Casement with the rows handed in: an encrypted review opened, shown and searched in its own panels."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.text import text_from
from app.models import Agency, Event
from app.services import review
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from app.views.chronology.panel import ChronologyPanel
from app.views.search.panel import SearchPanel
from app.workspace.workspace import Workspace
from tests.benchmarks.measuring import PASSPHRASE


def main() -> None:
    """Make the review, open it (passphrase, check and all), search, and print seconds as JSON."""
    path = Path(os.environ["HOME"]) / "Case.casement"
    _make(path, json.loads(Path(sys.argv[1]).read_text("utf-8")))
    application = QApplication(sys.argv[:1])
    begun = time.perf_counter()
    workspace = Workspace()
    workspace.take(ReviewFile.open(path, PASSPHRASE))
    chronology, search = ChronologyPanel(workspace), SearchPanel(workspace)
    for panel in (chronology, search):
        panel.resize(1000, 700)
        panel.show()
    application.processEvents()
    opened = time.perf_counter() - begun
    searched: list[float] = []
    for typed in json.loads(sys.argv[2]):
        begun = time.perf_counter()
        search.look_for(typed)
        application.processEvents()
        searched.append(time.perf_counter() - begun)
    print(json.dumps({"opened": opened, "searched": searched, "found": search.model.total}))
    sys.stdout.flush()
    workspace.close()


def _make(path: Path, rows: list[list[str]]) -> None:
    context = DateContext(date(2030, 1, 1))
    with ReviewFile.create(path, PASSPHRASE) as file, UnitOfWork(file.engine, Stamp("benchmark", "bench")) as uow:
        review.start(uow, "Benchmark", "serious-case-review", ("Proposed",))
        agencies = {name: Agency(name=name) for _, name, _ in rows}
        uow.session.add_all(agencies.values())
        uow.session.flush()
        for day, agency, what in rows:
            when = understand(day, context).when
            uow.session.add(Event(agency_id=agencies[agency].id, when=when, what=text_from(what)))
        uow.commit()


if __name__ == "__main__":
    main()
