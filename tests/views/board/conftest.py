"""A board with a real review behind it: three lanes, five episodes, two agencies, events and a conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import episode_rows
from app.storage.review_file import ReviewFile
from app.views.board.panel import BoardPanel
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.board_review import fill
from tests.support.xdisplay import _xvfb, xdisplay  # noqa: F401 - fixtures


@dataclass
class Board:
    """A shown panel, its workspace, and the ids of what is in the review."""

    panel: BoardPanel
    workspace: Workspace
    ids: dict[str, str]

    def stored(self) -> tuple[tuple[str, ...], ...]:
        """The order as it is stored."""
        rows = self.workspace.read(episode_rows.board)
        return tuple(tuple(card.id for card in lane.cards) for lane in rows)

    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The order as it is seen."""
        return self.panel.lanes.order()

    def titles(self) -> list[list[str]]:
        """The titles as they are seen."""
        return [
            [lane.view.cards.data(lane.view.cards.index(row)) for row in range(lane.view.cards.rowCount())]
            for lane in self.panel.lanes.lanes()
        ]

    def do(self, service: Callable[..., object], *arguments: object, **named: object) -> object:
        done = self.workspace.perform("Do", lambda uow: service(uow, *arguments, **named))
        assert done is not None
        return done.value


@pytest.fixture
def board(qtbot: QtBot, review_path: Path) -> Iterator[Board]:
    workspace = Workspace()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    ids = fill(workspace)
    panel = BoardPanel(workspace)
    qtbot.addWidget(panel)
    panel.resize(1000, 700)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.focus_first()
    yield Board(panel, workspace, ids)
    workspace.drafts.drop_all()
    workspace.close()
