"""Casement's own window as a benchmark's child: it says when it is painted, when it is idle, and how much memory it took.

With a review and its passphrase it opens the review too.
"""

from __future__ import annotations

import sys
import time

from app.bootstrap.start import load_qt, run_window

load_qt()  # as the program does, before anything else of Qt is imported

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.benchmarks.window_painted import Painted, say_memory  # noqa: E402

PASSPHRASE_AT = 2


def main() -> None:
    """Run the window as ``python -m app FILE`` does, until it has said all."""
    real = QApplication.exec

    def run(*_: object) -> int:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        window = next(each for each in application.topLevelWidgets() if each.isWindow() and each.isVisible())
        painted = Painted(window)
        loaded = QTimer(window, interval=1)
        loaded.setObjectName("loaded")
        loaded.timeout.connect(ready)
        loaded.start()
        status = real()
        del painted
        return status

    def ready() -> None:
        window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
        if window.may_close is None:
            return  # the conductor is not there yet
        window.findChild(QTimer, "loaded").stop()
        print(f"ready {time.time()}", flush=True)
        if len(sys.argv) > PASSPHRASE_AT:
            window.unlock.unlock_requested.emit(sys.argv[PASSPHRASE_AT])
            if window.desks is None:
                raise AssertionError("the review was not opened")
        QTimer.singleShot(300, window, end)

    def end() -> None:
        say_memory()
        QApplication.quit()

    QApplication.exec = run
    run_window(sys.argv[1:PASSPHRASE_AT])


if __name__ == "__main__":
    main()
