"""What goes in and out of a review as documents: returns taken in, reports written."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.views.main_window import MainWindow
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace


class DocumentActs(QObject):
    """Carries out the File menu's commands that concern documents."""

    def __init__(self, window: MainWindow, workspace: Workspace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        window.commands.action("file.import").triggered.connect(self.take_in)

    def take_in(self) -> None:
        """Ask for a return and show how it is understood."""

    def forget(self) -> None:
        """Let go of every sheet: the review is closed."""
