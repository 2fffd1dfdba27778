"""A bare PySide6 window with a table and four docks, as a benchmark's child: what any such program takes to start."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTableWidget, QTextEdit

from tests.benchmarks.window_painted import Painted, say_memory


def main() -> None:
    """Show the window, say when it is painted and idle, and end."""
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(50, 5))
    for number in range(4):
        dock = QDockWidget(f"Dock {number}", window)
        dock.setWidget(QTextEdit())
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.resize(1366, 740)
    painted = Painted(window)
    window.show()

    def ready() -> None:
        print(f"ready {time.time()}", flush=True)
        QTimer.singleShot(300, window, end)

    def end() -> None:
        say_memory()
        application.quit()

    QTimer.singleShot(0, window, ready)
    application.exec()
    del painted


if __name__ == "__main__":
    main()
