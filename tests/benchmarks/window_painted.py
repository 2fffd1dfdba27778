"""How a child tells its benchmark that a window is painted, and what memory it took at most."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Painted(QObject):
    """Prints the time at which a window's first painting is done."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._said = False
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event of the window, and then for what comes right after it."""
        if event.type() == QEvent.Type.Paint and watched is self._window and not self._said:
            self._said = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def customEvent(self, _event: QEvent) -> None:
        """Say it."""
        print(f"painted {time.time()}", flush=True)


def say_memory() -> None:
    """Print the most memory this process held, in KB; getrusage would count what its parent held when it was started."""
    status = Path("/proc/self/status")
    if status.exists():
        most = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    else:
        import resource

        most = str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    print(f"memory {most}", flush=True)
