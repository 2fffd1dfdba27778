"""Shows a board with a real review on a real display, tells where its cards are, and answers what is asked on its input.

Questions, one a line: ``where`` (each card and lane on the screen), ``order`` (what is seen, what is stored), ``undo``,
``lock``, ``open``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSocketNotifier
from PySide6.QtWidgets import QApplication

from app.services import episode_rows
from app.storage.review_file import ReviewFile
from app.views.board.panel import BoardPanel
from app.views.theme import Appearance, Theme
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.board_review import fill


class Program(QObject):
    """The panel, and who asks about it."""

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application)
        self._path = path
        self.workspace = Workspace()
        self.workspace.take(ReviewFile.open(path, PASSPHRASE))
        self.ids = fill(self.workspace)
        self.panel = BoardPanel(self.workspace)
        self.panel.setGeometry(40, 40, 1000, 660)
        self.panel.show()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_asked)

    def _on_asked(self) -> None:
        question = sys.stdin.readline().strip()
        answers = {"where": self.where, "order": self.order, "undo": self.undo, "lock": self.lock, "open": self.open}
        if question in answers:
            print(json.dumps(answers[question]()), flush=True)

    def where(self) -> dict[str, tuple[int, int]]:
        places: dict[str, tuple[int, int]] = {}
        for number, lane in enumerate(self.panel.lanes.lanes()):
            view = lane.view
            foot = view.viewport().mapToGlobal(QPoint(view.width() // 2, view.height() - 8))
            places[f"lane {number}"] = (foot.x(), foot.y())
            for row in range(view.cards.rowCount()):
                index = view.cards.index(row)
                place = view.viewport().mapToGlobal(view.visualRect(index).center())
                places[index.data()] = (place.x(), place.y())
        return places

    def order(self) -> dict[str, object]:
        rows = self.workspace.read(episode_rows.board)
        titles = {card.id: card.title for lane in rows for card in lane.cards}
        return {
            "seen": [[titles.get(card, "?") for card in lane] for lane in self.panel.lanes.order()],
            "stored": [[card.title for card in lane.cards] for lane in rows],
            "undo": self.workspace.undo_label,
        }

    def undo(self) -> bool:
        return self.workspace.undo()

    def lock(self) -> bool:
        return self.workspace.close(locked=True)

    def open(self) -> bool:
        self.workspace.take(ReviewFile.open(self._path, PASSPHRASE))
        return True


def main() -> int:
    application = QApplication(sys.argv[:1])
    Theme(application, Appearance.LIGHT)
    program = Program(application, Path(sys.argv[1]))
    print(json.dumps({"ready": program.panel.isVisible()}), flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
