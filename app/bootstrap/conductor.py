"""The conductor brings the workspace and the window together: what the one asks for, the other does."""

from __future__ import annotations

from datetime import datetime
from math import isnan
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer

from app.bootstrap.document_acts import DocumentActs
from app.bootstrap.file_acts import FileActs
from app.bootstrap.memory import Memory
from app.bootstrap.panels import Desk
from app.bootstrap.review_acts import ReviewActs
from app.domain.errors import FileProblem, KnownError
from app.domain.naming import NamingMode
from app.storage.backups import Reason
from app.storage.copying import Copying
from app.views.copies import forget_copies
from app.views.main_window import MainWindow
from app.workspace.desktop import DesktopWatch
from app.workspace.idle import DEFAULT_MINUTES, IdleWatch
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace

BACKUP_TICK = 40
"""Milliseconds between two steps of a backup, so that nobody notices it."""

BACKUP_EVERY = 15 * 60 * 1000
"""Milliseconds between backups of a review that is worked on (trust.md, "The file" 6)."""


class Conductor(QObject):
    """Owns the workspace, the watch over idleness and the tasks; connects them to the window in one place."""

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = Workspace(self)
        self.tasks = Tasks(self)
        self.memory = Memory(settings)
        self.idle = IdleWatch(_minutes(settings), self)
        self.desktop = DesktopWatch(self)
        self.files = FileActs(window, self.workspace, self.memory, self)
        self.documents = DocumentActs(window, self.workspace, self.tasks, self)
        self.review = ReviewActs(window, self.workspace, self)
        self._desk: Desk | None = None
        self._backup: Copying | None = None
        self._refusal: KnownError | None = None
        self._backup_timer = QTimer(self)
        self._backup_timer.setInterval(BACKUP_TICK)
        self._timed_backup = QTimer(self)
        self._timed_backup.setInterval(BACKUP_EVERY)
        self._wire()

    def begin(self, path: Path | None, *, practice: bool = False) -> None:
        """Show what the program was started for."""
        if practice:
            self.files.open_practice()
        elif path is not None:
            self.files.ask_for(path)
        else:
            self.files.show_welcome()

        self.desktop.listen()

    def end(self) -> None:
        """Leave nothing running and nothing open."""
        self.tasks.close()
        self.workspace.close()

    def _wire(self) -> None:
        """Connect what is asked for with what carries it out: the one place where this is done."""
        window, workspace = self.window, self.workspace
        window.may_close = self._may_close
        window.undo_requested.connect(workspace.undo)
        window.redo_requested.connect(workspace.redo)
        window.naming_requested.connect(self._on_naming_requested)
        window.commands.action("file.lock").triggered.connect(self.lock)
        workspace.opened.connect(self._on_opened)
        workspace.closing.connect(self._on_closing)
        workspace.closed.connect(self._on_closed)
        workspace.history_changed.connect(self._on_history_changed)
        workspace.saved.connect(window.show_saved)
        workspace.failed.connect(self._on_failed)
        workspace.drafts.pending_changed.connect(self._on_pending_changed)
        window.cover.again_requested.connect(self.lock)
        workspace.announced.connect(window.announce)
        self.tasks.crashed.connect(self._on_task_crashed)
        self.idle.nearly.connect(self._on_nearly_idle)
        self.idle.awake.connect(window.messages.dismiss)
        self.idle.idle.connect(self.lock)
        self.desktop.left.connect(self.lock)
        self._backup_timer.timeout.connect(self._on_backup_tick)
        self._timed_backup.timeout.connect(self._on_timed_backup)
        workspace.drafts.failed.connect(self._on_task_crashed)

    # -- the open review --------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Save, close, forget, and ask for the passphrase again; where the disk refuses what was typed, cover it."""
        self._refusal = None
        if self.workspace.is_open and not self.workspace.close(locked=True):
            self.idle.stop()
            self.window.show_covered(self._refusal)
            forget_copies()

    def _on_failed(self, problem: KnownError) -> None:
        self._refusal = problem
        self.window.show_problem(problem)

    def _on_pending_changed(self, pending: bool) -> None:
        """Lock at last what was only covered, once a later try has written it."""
        if not pending and self.window.is_covered:
            QTimer.singleShot(0, self, self.lock)

    def _may_close(self) -> bool:
        return self.workspace.close()

    def _on_opened(self) -> None:
        file = self.workspace.file
        self.idle.start()  # first of all: whatever fails from here on, the review locks
        self._desk = Desk(self.window, self.workspace, self.documents, self.tasks)
        self.window.show_naming(self.workspace.naming_mode.value)
        self.window.show_review(file.path.stem, self._desk.plans(), self.memory.places(file.path))
        self.window.show_saved(datetime.fromtimestamp(file.path.stat().st_mtime).astimezone())
        if file.read_only:
            self.window.messages.show_problem(FileProblem("opened_read_only", name=file.path.name))
        self._begin_backup(Reason.OPENED)
        self._timed_backup.start()

    def _begin_backup(self, reason: Reason) -> None:
        """Begin a backup if the review has changed since the last; one that can't begin is told, and work goes on."""
        file = self.workspace.file
        if self._backup is not None or not file.backup_due:
            return
        try:
            self._backup = file.start_backup(reason)
        except FileProblem as problem:
            self.window.show_problem(file.backup_problem(problem))
        else:
            self._backup_timer.start()

    def _on_timed_backup(self) -> None:
        self._begin_backup(Reason.TIMED)

    def _on_closing(self) -> None:
        self.window.let_go()
        if self.workspace.path is not None:
            self.memory.keep_places(self.workspace.path, self.window.panel_states())

    def _on_closed(self, locked: bool) -> None:
        self.idle.stop()
        self._backup_timer.stop()
        self._timed_backup.stop()
        self._backup = None
        self._desk = None
        if locked:
            self.window.close_sheets()
        forget_copies()
        self.files.after_close(locked=locked)

    def _on_history_changed(self) -> None:
        self.window.messages.withdraw_undo()
        self.window.show_history(self.workspace.undo_label or "", self.workspace.redo_label or "")

    def _on_naming_requested(self, key: str) -> None:
        self.workspace.set_naming_mode(NamingMode(key))

    def _on_nearly_idle(self, seconds: int) -> None:
        self.window.messages.say(self.tr("Casement locks in {} seconds, as nobody is at the keyboard.").format(seconds))

    def _on_task_crashed(self, problem: Exception) -> None:
        raise problem

    def _on_backup_tick(self) -> None:
        """Go on with the backup made on opening; should it fail, the review is not the worse for it, but the user knows."""
        if self._backup is None:
            return
        try:
            finished = self._backup.step()
            if self._backup.given_up:  # for another copy, which is made by now
                self._backup = self.workspace.file.start_backup(Reason.OPENED)
                return
        except FileProblem as problem:
            self.window.show_problem(self.workspace.file.backup_problem(problem))
            finished = True
        if finished:
            self._backup = None
            self._backup_timer.stop()


def _minutes(settings: QSettings) -> float:
    """Return after how many minutes of idleness the review locks, from 1 to 60; what can't be read is the default."""
    try:
        minutes = float(str(settings.value("lock/minutes", DEFAULT_MINUTES)))
    except ValueError:
        return DEFAULT_MINUTES
    return DEFAULT_MINUTES if isnan(minutes) else min(max(minutes, 1.0), 60.0)
