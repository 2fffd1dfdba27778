"""Tasks: long work outside the window's thread, given frozen data and giving frozen data back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from app.domain.errors import Cancelled, KnownError


class Task(QObject):
    """One piece of long work.

    ``work`` gets the task itself, to ask ``cancelled()`` and to say ``report(done, total)``; it may raise ``Cancelled``
    or another ``KnownError``. Ends with exactly one of ``finished(result)``, ``failed(KnownError)``, ``crashed(Exception)``.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[Task], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop where it can."""
        self._cancelled = True

    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._cancelled

    def report(self, done: int, total: int) -> None:
        """Say how far the work is; safe from the worker's thread."""
        self.progressed.emit(done, total)

    def run(self) -> None:
        """Do the work; called in the worker's thread."""
        try:
            result = None if self._cancelled else self._work(self)
        except KnownError as problem:
            self.failed.emit(problem)
        except Exception as problem:  # noqa: BLE001 - the boundary: a bug in a worker is shown by the window
            self.crashed.emit(problem)
        else:
            if self._cancelled:
                self.failed.emit(Cancelled())
            else:
                self.finished.emit(result)
        self.ended.emit()


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        """Run the task in a thread of the pool."""
        self._task.run()


class Tasks(QObject):
    """Starts tasks and waits for them at close."""

    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: list[Task] = []
        self._waiting: list[Task] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._begin)

    def start(self, work: Callable[[Task], Any]) -> Task:
        """Begin a piece of work on the next turn of the event loop, so that whoever asked can connect to the task first."""
        task = Task(work)
        task.ended.connect(self._on_task_ended)
        task.crashed.connect(self.crashed)
        self._running.append(task)
        self._waiting.append(task)
        self._turn.start()
        return task

    def close(self) -> None:
        """Cancel what runs and wait for it."""
        for task in self._running:
            task.cancel()
        self._begin()
        self._pool.waitForDone()

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting, []
        for task in waiting:
            self._pool.start(_Runner(task))

    def _on_task_ended(self) -> None:
        task = self.sender()
        self._running = [running for running in self._running if running is not task]
