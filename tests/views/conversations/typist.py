"""A child process that types into a conversation's page until it is killed, and says on standard output what it typed.

Arguments: the review, its passphrase.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.storage.review_file import ReviewFile
from app.views.conversations.panel import ConversationPanel
from app.workspace.workspace import Workspace


def main() -> None:
    application = QApplication([])
    workspace = Workspace()
    workspace.take(ReviewFile.open(Path(sys.argv[1]), sys.argv[2]))
    panel = ConversationPanel(workspace)
    panel.resize(900, 640)
    panel.show()
    panel.begin()
    numbers = iter(range(1_000_000))

    def type_word() -> None:
        number = next(numbers)
        QTest.keyClicks(panel.desk.page, f"{number} ")
        print(f"{number} {time.monotonic()}", flush=True)

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(type_word)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main()
