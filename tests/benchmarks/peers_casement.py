"""Casement with the rows handed in: an encrypted review opened and searched in its own window."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.conductor import Conductor
from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.text import text_from
from app.models import Agency, Base, Event
from app.services import review
from app.storage.connection import read_start
from app.storage.keys import Key
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from app.views.main_window import MainWindow
from app.views.search.panel import SearchPanel
from app.views.theme import Appearance, Theme
from tests.benchmarks.measuring import PASSPHRASE, middle


def main() -> None:
    """Make the review; make the window, open it (check and all, key apart), search, and print seconds as JSON."""
    path = Path(os.environ["HOME"]) / "Case.casement"
    _make(path, json.loads(Path(sys.argv[1]).read_text("utf-8")))
    application = QApplication(sys.argv[:1])
    (key,) = middle(partial(Key.derive, PASSPHRASE, read_start(path).salt), turns=3)
    begun = time.perf_counter()
    settings = QSettings(str(path.with_name("settings.ini")), QSettings.Format.IniFormat)
    window = MainWindow(Theme(application, Appearance.LIGHT), settings, application)
    window.show()
    Base.registry.configure()
    conductor = Conductor(window, settings)
    conductor.begin(path)
    application.processEvents()
    made = time.perf_counter() - begun
    begun = time.perf_counter()
    window.unlock.unlock_requested.emit(PASSPHRASE)
    if window.desks is None:
        raise AssertionError("the review was not opened")
    application.processEvents()
    opened = time.perf_counter() - begun - key
    window.desks.focus_panel("search")
    panel = window.desks.panel("search")
    if not isinstance(panel, SearchPanel):
        raise TypeError(panel)
    waiting = QEventLoop()
    QTimer.singleShot(int(sys.argv[3]), waiting, waiting.quit)
    waiting.exec()
    searched: list[float] = []
    for typed in json.loads(sys.argv[2]):
        begun = time.perf_counter()
        panel.look_for(typed)
        application.processEvents()
        searched.append(time.perf_counter() - begun)
    found = panel.model.total
    print(json.dumps({"window": made, "key": key, "opened": opened, "searched": searched, "found": found}))
    sys.stdout.flush()
    conductor.end()
    os._exit(0)


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
