"""Shows a board with a real review on a real display, tells where its cards are, and answers what is asked on its input.

Questions, one a line: ``where`` (each card and lane on the screen), ``order`` (what is seen, what is stored), ``undo``,
``lock``, ``open``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.services import episode_rows
from app.views.board.panel import BoardPanel
from tests.support.asked import AskedProgram, run
from tests.support.board_review import fill


class Program(AskedProgram):
    """The panel, and who asks about it."""

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application, path)
        self.ids = fill(self.workspace)
        self.panel = BoardPanel(self.workspace)
        self.panel.setGeometry(40, 40, 1000, 660)
        self.panel.show()

    def answers(self) -> dict[str, Callable[[], object]]:
        return super().answers() | {"where": self.where, "order": self.order, "lock": self.lock, "open": self.open}

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

    def lock(self) -> bool:
        return self.workspace.close(locked=True)


if __name__ == "__main__":
    sys.exit(run(Program))
