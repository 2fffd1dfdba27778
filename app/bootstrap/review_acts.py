"""What is changed of a review as a whole: the words it uses."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.views.main_window import MainWindow
from app.views.vocabularies_sheet import VocabulariesSheet
from app.workspace.workspace import Workspace


class ReviewActs(QObject):
    """Carries out the Edit menu's commands that concern the review as a whole."""

    def __init__(self, window: MainWindow, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        window.commands.action("edit.words").triggered.connect(self._on_words)

    def _on_words(self) -> None:
        if self._workspace.drafts.save_all():
            VocabulariesSheet(self._window, self._workspace).open()
