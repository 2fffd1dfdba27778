"""From "Import a return…" or the clipboard to the preview: read in a child process, and shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Cancelled, ImportProblem, KnownError, PasswordNeeded
from app.domain.returns import ParsedReturn
from app.services import imports
from app.views.file_dialogs import without_looking
from app.views.importing.password_sheet import PasswordSheet
from app.views.importing.sheet import ImportSheet
from app.workspace.tasks import Task, Tasks
from app.workspace.workspace import Workspace

REVIEW = ".casement"
Cancelling = Callable[[], bool]
Progress = Callable[[int], None]


class ReadsFile(Protocol):
    """Reads a file in a process of its own: whether to stop, whom to tell how many rows were read, and its password."""

    def __call__(
        self, path: Path, cancelled: Cancelling | None, progress: Progress | None, *, password: str
    ) -> ParsedReturn:
        """Read; raises ``PasswordNeeded`` where a password is."""
        ...


ReadsPasted = Callable[[str, str, Cancelling | None, Progress | None], ParsedReturn]
"""Reads what the clipboard holds, as HTML and as text."""


@dataclass(frozen=True)
class Readers:
    """What reads returns."""

    file: ReadsFile
    pasted: ReadsPasted


class ImportFlow(QObject):
    """Takes one return at a time from file or clipboard to preview; nothing of it blocks the window.

    Signals: ``began`` with a sentence, ``advanced`` with another and ``ended`` around the reading, ``problem`` with a
    ``KnownError``, ``taken_in`` with what became of the return.
    """

    began = Signal(str)
    advanced = Signal(str)
    ended = Signal()
    problem = Signal(object)
    taken_in = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, readers: Readers, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._tasks = tasks
        self._readers = readers
        self._window = window
        self._task: Task | None = None
        self._path: Path | None = None
        self.sheet: ImportSheet | None = None
        self.chooser: QFileDialog | None = None
        self.password: PasswordSheet | None = None
        workspace.closed.connect(self._on_workspace_closed)

    @property
    def reading(self) -> bool:
        """Whether a return is being read."""
        return self._task is not None

    @property
    def _busy(self) -> bool:
        return self.reading or self.sheet is not None or self.password is not None

    def choose(self) -> None:
        """Let the reviewer choose a file; the window stays usable and can lock meanwhile."""
        if self._busy or self.chooser is not None:
            return
        chooser = without_looking(QFileDialog(self._window, self.tr("Take in an agency's return")))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([self.tr("Returns (*.docx *.xlsx *.csv *.tsv)"), self.tr("All files (*)")])
        chooser.fileSelected.connect(self._on_file_selected)
        chooser.finished.connect(self._on_chooser_finished)
        self.chooser = chooser
        chooser.open()

    def read(self, path: Path) -> None:
        """Read a file, and show its preview once it is read."""
        if self._busy:
            return
        if path.suffix.casefold() == REVIEW:
            # Never even looked into: reading the open review would drop the lock that keeps other windows off it.
            self.problem.emit(ImportProblem("return-is-a-review", name=path.name))
            return
        self._path = path
        self._read_with("")

    def paste(self) -> None:
        """Read the rows that were copied in Word or Excel, and show their preview."""
        if self._busy:
            return
        self._path = None
        held = QGuiApplication.clipboard().mimeData()
        self._start(self.tr("Reading what was copied…"), partial(self._work_pasted, held.html(), held.text()))

    def cancel(self) -> None:
        """Stop reading."""
        if self._task is not None:
            self._task.cancel()

    def _read_with(self, password: str) -> None:
        if self._path is not None:
            sentence = self.tr("Reading {}…").format(self._path.name)
            self._start(sentence, partial(self._work_file, self._path, password))

    def _start(self, sentence: str, work: Callable[[Task], ParsedReturn]) -> None:
        self.began.emit(sentence)
        task = self._task = self._tasks.start(work)
        task.progressed.connect(self._on_task_progressed)
        task.finished.connect(self._on_task_finished)
        task.failed.connect(self._on_task_failed)
        task.ended.connect(self._on_task_ended)

    def _work_file(self, path: Path, password: str, task: Task) -> ParsedReturn:
        return self._readers.file(path, task.cancelled, partial(_tell, task), password=password)

    def _work_pasted(self, html: str, text: str, task: Task) -> ParsedReturn:
        return self._readers.pasted(html, text, task.cancelled, partial(_tell, task))

    def _on_file_selected(self, name: str) -> None:
        self.read(Path(name))

    def _on_chooser_finished(self, _result: int) -> None:
        if self.chooser is not None:
            self.chooser.deleteLater()
            self.chooser = None

    def _on_task_progressed(self, rows: int, _total: int) -> None:
        name = self._path.name if self._path else self.tr("what was copied")
        self.advanced.emit(self.tr("Reading {name}: {rows} rows so far").format(name=name, rows=f"{rows:,}"))

    def _on_task_finished(self, parsed: ParsedReturn) -> None:
        if not self._workspace.is_open:
            return
        refused = self._workspace.read(partial(imports.refused, file_name=parsed.file_name, sha256=parsed.sha256))
        if refused is not None:
            self.problem.emit(refused)
            return
        sheet = ImportSheet(self._window, self._workspace, self._tasks, parsed)
        sheet.taken_in.connect(self.taken_in)
        sheet.finished.connect(self._on_sheet_finished)
        self.sheet = sheet
        sheet.open()

    def _on_task_failed(self, error: KnownError) -> None:
        if isinstance(error, PasswordNeeded) and self._workspace.is_open:
            self._ask_password(error)
        elif not isinstance(error, Cancelled):
            self.problem.emit(error)

    def _ask_password(self, error: PasswordNeeded) -> None:
        sheet = PasswordSheet(self._window, error)
        sheet.given.connect(self._on_password_given)
        sheet.finished.connect(self._on_password_finished)
        self._workspace.closed.connect(sheet.reject)
        self.password = sheet
        sheet.open()

    def _on_password_given(self, password: str) -> None:
        self._read_with(password)

    def _on_password_finished(self, _result: int) -> None:
        self.password = None

    def _on_task_ended(self) -> None:
        if self._task is self.sender():
            self._task = None
            self.ended.emit()

    def _on_sheet_finished(self, _result: int) -> None:
        self.sheet = None

    def _on_workspace_closed(self, _locked: bool) -> None:
        self.cancel()
        if self.chooser is not None:
            self.chooser.reject()


def _tell(task: Task, rows: int) -> None:
    task.report(rows, 0)
