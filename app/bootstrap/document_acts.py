"""What goes in and out of a review as documents: returns taken in, reports written."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.documents.returns.child import read_in_child
from app.services.imports import TakenIn
from app.views.importing.flow import ImportFlow
from app.views.main_window import MainWindow
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace


class DocumentActs(QObject):
    """Carries out the File menu's commands that concern documents."""

    def __init__(self, window: MainWindow, workspace: Workspace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._imports = ImportFlow(workspace, tasks, read_in_child, window)
        self._imports.began.connect(window.busy.begin)
        self._imports.ended.connect(window.busy.end)
        self._imports.problem.connect(window.show_problem)
        self._imports.taken_in.connect(self._on_taken_in)
        window.busy.cancel_requested.connect(self._imports.cancel)
        window.commands.action("file.import").triggered.connect(self.take_in)

    def take_in(self) -> None:
        """Ask for a return and show how it is understood."""
        self._imports.choose()

    def _on_taken_in(self, taken: TakenIn) -> None:
        words = self.tr("{} events taken in, {} rows set aside.").format(f"{taken.events:,}", f"{taken.set_aside:,}")
        self._window.messages.say(words, undoable=True)
