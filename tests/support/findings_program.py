"""Shows the finding editor on a real display, tells where its rows are, and answers what is asked on its input.

Questions, one a line: ``where`` (each finding, and the evidence of the first, on the screen), ``state``, ``undo``,
``lock``, ``open``, ``dragging`` (whether a drag holds a loop of its own).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from app.domain.text import text_from
from app.services import chronology, findings
from app.views.findings.panel import FindingPanel
from tests.support.asked import AskedProgram, run


class Program(AskedProgram):
    """The panel, and who asks about it."""

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application, path)
        event = self._do(chronology.add_event, what=text_from("A weight was not taken."))
        ids = [self._do(findings.add, text_from(words)) for words in ("A", "B", "C")]
        self._do(findings.link_evidence, ids[0], "event", event, "manifest")
        self.panel = FindingPanel(self.workspace)
        self.panel.setGeometry(40, 40, 1100, 660)
        self.panel.show()

    def _do(self, service: Any, *arguments: object, **named: object) -> Any:
        done = self.workspace.perform("Prepare", lambda uow: service(uow, *arguments, **named))
        assert done is not None
        return done.value

    def answers(self) -> dict[str, Callable[[], object]]:
        return super().answers() | {
            "where": self.where, "state": self.state, "lock": self.lock, "open": self.open, "dragging": self.dragging,
        }  # fmt: skip

    def lock(self) -> bool:
        return self.workspace.close(locked=True)

    def dragging(self) -> bool:
        return QThread.currentThread().loopLevel() > 1

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


if __name__ == "__main__":
    sys.exit(run(Program))
