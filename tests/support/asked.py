"""What the programs of this folder share: they show a panel of a real review, and answer what is asked on their input."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget

from app.storage.review_file import ReviewFile
from app.views.theme import Appearance, Theme
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE


class AskedProgram(QObject):
    """A workspace with a review open, and who asks about it."""

    panel: QWidget

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application)
        self._path = path
        self.workspace = Workspace()
        self.open()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_asked)

    def answers(self) -> dict[str, Callable[[], object]]:
        """Return what can be asked, and what answers it."""
        return {"undo": self.workspace.undo}

    def open(self) -> bool:
        """Open the review."""
        self.workspace.take(ReviewFile.open(self._path, PASSPHRASE))
        return True

    def _on_asked(self) -> None:
        answers = self.answers()
        question = sys.stdin.readline().strip()
        if question in answers:
            print(json.dumps(answers[question]()), flush=True)


def run(program: Callable[[QApplication, Path], AskedProgram]) -> int:
    """Run a program on the review file named in the command."""
    application = QApplication(sys.argv[:1])
    Theme(application, Appearance.LIGHT)
    made = program(application, Path(sys.argv[1]))
    print(json.dumps({"ready": made.panel.isVisible()}), flush=True)
    return application.exec()
