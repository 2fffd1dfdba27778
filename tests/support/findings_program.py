"""Shows the finding editor on a real display, tells where its rows are, and answers what is asked on its input.

Questions, one a line: ``where`` (each finding, and the evidence of the first, on the screen), ``state``, ``undo``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from app.domain.text import text_from
from app.services import chronology, findings
from app.storage.review_file import ReviewFile
from app.views.findings.panel import FindingPanel
from app.views.theme import Appearance, Theme
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE


class Program(QObject):
    """The panel, and who asks about it."""

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application)
        self.workspace = Workspace()
        self.workspace.take(ReviewFile.open(path, PASSPHRASE))
        event = self._do(chronology.add_event, what=text_from("A weight was not taken."))
        ids = [self._do(findings.add, text_from(words)) for words in ("A", "B", "C")]
        self._do(findings.link_evidence, ids[0], "event", event, "manifest")
        self.panel = FindingPanel(self.workspace)
        self.panel.setGeometry(40, 40, 1100, 660)
        self.panel.show()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_asked)

    def _do(self, service: Any, *arguments: object, **named: object) -> Any:
        done = self.workspace.perform("Prepare", lambda uow: service(uow, *arguments, **named))
        assert done is not None
        return done.value

    def _on_asked(self) -> None:
        question = sys.stdin.readline().strip()
        answers = {"where": self.where, "state": self.state, "undo": self.workspace.undo}
        if question in answers:
            print(json.dumps(answers[question]()), flush=True)

    def where(self) -> dict[str, tuple[int, int]]:
        view = self.panel.list
        places: dict[str, tuple[int, int]] = {}
        for at, row in enumerate(self.panel.model.rows):
            place = view.viewport().mapToGlobal(view.visualRect(self.panel.model.index(at)).center())
            places[row.headline.plain] = (place.x(), place.y())
        for row in self.panel.page.rows["manifest"].evidence.rows():
            place = row.mapToGlobal(row.rect().center())
            places["evidence"] = (place.x(), place.y())
        field = self.panel.page.rows["tested"].field
        place = field.mapToGlobal(field.rect().center())
        places["tested"] = (place.x(), place.y())
        return places

    def state(self) -> dict[str, object]:
        stored = self.workspace.read(findings.listed)
        links = [
            item.part_key for item in self.workspace.read(lambda s: findings.detail(s, self.panel.page.finding_id)).evidence
        ]
        return {
            "seen": [row.headline.plain for row in self.panel.model.rows],
            "stored": [row.headline.plain for row in stored],
            "evidence": {row.headline.plain: row.evidence for row in stored},
            "parts": links,
        }


def main() -> int:
    application = QApplication(sys.argv[:1])
    Theme(application, Appearance.LIGHT)
    program = Program(application, Path(sys.argv[1]))
    print(json.dumps({"ready": program.panel.isVisible()}), flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
