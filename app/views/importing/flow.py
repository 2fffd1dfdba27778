"""From "Import a return…" to the preview: the file is chosen, read in a child process, and shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Cancelled, ImportProblem, KnownError
from app.domain.returns import ParsedReturn
from app.services import imports
from app.views.file_dialogs import without_looking
from app.views.importing.sheet import ImportSheet
from app.workspace.tasks import Task, Tasks
from app.workspace.workspace import Workspace

REVIEW = ".casement"
ReturnReader = Callable[[Path, Callable[[], bool] | None, Callable[[int], None] | None], ParsedReturn]
"""Reads a file in a process of its own: path, whether to stop, and whom to tell how many rows were read."""


class ImportFlow(QObject):
    """Takes one return at a time from file to preview; nothing of it blocks the window.

    Signals: ``began`` with a sentence and ``ended`` around the reading of a file, ``problem`` with a ``KnownError``,
    ``taken_in`` with what became of the return.
    """

    began = Signal(str)
    ended = Signal()
    problem = Signal(object)
    taken_in = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, read: ReturnReader, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._tasks = tasks
        self._read = read
        self._window = window
        self._task: Task | None = None
        self.sheet: ImportSheet | None = None
        self.chooser: QFileDialog | None = None
        workspace.closed.connect(self._on_workspace_closed)

    @property
    def reading(self) -> bool:
        """Whether a file is being read."""
        return self._task is not None

    def choose(self) -> None:
        """Let the reviewer choose a file; the window stays usable and can lock meanwhile."""
        if self._task is not None or self.sheet is not None or self.chooser is not None:
            return
        chooser = without_looking(QFileDialog(self._window, self.tr("Take in an agency's return")))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([self.tr("Returns (*.docx *.xlsx *.csv)"), self.tr("All files (*)")])
        chooser.fileSelected.connect(self._on_file_selected)
        chooser.finished.connect(self._on_chooser_finished)
        self.chooser = chooser
        chooser.open()

    def read(self, path: Path) -> None:
        """Read a file, and show its preview once it is read."""
        if self._task is not None or self.sheet is not None:
            return
        if path.suffix.casefold() == REVIEW:
            # Never even looked into: reading the open review would drop the lock that keeps other windows off it.
            self.problem.emit(ImportProblem("return-is-a-review", name=path.name))
            return
        self.began.emit(self.tr("Reading {}…").format(path.name))
        task = self._task = self._tasks.start(partial(self._work, path))
        task.finished.connect(self._on_task_finished)
        task.failed.connect(self._on_task_failed)
        task.ended.connect(self._on_task_ended)

    def cancel(self) -> None:
        """Stop reading."""
        if self._task is not None:
            self._task.cancel()

    def _work(self, path: Path, task: Task) -> ParsedReturn:
        return self._read(path, task.cancelled, None)

    def _on_file_selected(self, name: str) -> None:
        self.read(Path(name))

    def _on_chooser_finished(self, _result: int) -> None:
        if self.chooser is not None:
            self.chooser.deleteLater()
            self.chooser = None

    def _on_task_finished(self, parsed: ParsedReturn) -> None:
        if not self._workspace.is_open:
            return
        refused = self._workspace.read(partial(imports.refused, file_name=parsed.file_name, sha256=parsed.sha256))
        if refused is not None:
            self.problem.emit(refused)
            return
        sheet = ImportSheet(self._window, self._workspace, parsed)
        sheet.taken_in.connect(self.taken_in)
        sheet.finished.connect(self._on_sheet_finished)
        self.sheet = sheet
        sheet.open()

    def _on_task_failed(self, error: KnownError) -> None:
        if not isinstance(error, Cancelled):
            self.problem.emit(error)

    def _on_task_ended(self) -> None:
        self._task = None
        self.ended.emit()

    def _on_sheet_finished(self, _result: int) -> None:
        self.sheet = None

    def _on_workspace_closed(self, _locked: bool) -> None:
        self.cancel()
        if self.chooser is not None:
            self.chooser.reject()
