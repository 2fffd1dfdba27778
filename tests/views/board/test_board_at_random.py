"""Keys, drops, undo, redo and lock at random: the cards are always the same ones, in the order that is stored."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.storage.review_file import ReviewFile
from app.views.board.card_mime import card_mime
from tests.conftest import PASSPHRASE
from tests.support.board_review import TITLES
from tests.support.dropping import COPY_OR_LINK, drag_out, drag_over, drop_on
from tests.views.board.conftest import Board

NONE = Qt.KeyboardModifier.NoModifier
HELD = (NONE, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier)
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Hand:
    """Does something at random to a board."""

    def __init__(self, board: Board, qtbot: QtBot, seed: int) -> None:
        self._board, self._qtbot = board, qtbot
        self._random = random.Random(seed)

    def act(self) -> None:
        acts: tuple[Callable[[], None], ...] = (
            self.key, self.key, self.key, self.drop, self.drop, self.drop, self.undo, self.redo, self.lock
        )  # fmt: skip
        self._random.choice(acts)()

    def key(self) -> None:
        lane = self._board.panel.lanes.focused()
        if lane is None:
            self._board.panel.focus_first()
            return
        self._qtbot.keyClick(lane.view, self._random.choice(ARROWS), self._random.choice(HELD))

    def drop(self) -> None:
        view = self._random.choice(self._board.panel.lanes.lanes()).view
        place = QPoint(self._random.randrange(view.width()), self._random.randrange(view.height()))
        mime = card_mime(self._board.panel._board, self._board.ids[self._random.choice(TITLES)])
        during = self._random.random()
        actions = COPY_OR_LINK | Qt.DropAction.MoveAction
        if during < 0.2:
            drag_over(view.viewport(), place, mime, actions=actions)
            drag_out(view.viewport())
            return
        if during < 0.4:
            drag_over(view.viewport(), place, mime, actions=actions)
            self.undo()
        drop_on(view.viewport(), place, mime, keys=self._random.choice(HELD), actions=actions)

    def undo(self) -> None:
        if self._board.workspace.undo_label == "Move episode":
            self._board.workspace.undo()

    def redo(self) -> None:
        self._board.workspace.redo()

    def lock(self) -> None:
        path = self._board.workspace.path
        assert path is not None
        self._board.workspace.close(locked=True)
        assert not any(self._board.shown())
        self._board.workspace.take(ReviewFile.open(path, PASSPHRASE))


@pytest.mark.parametrize("seed", range(3))
def test_no_card_ever_vanishes_and_the_order_seen_is_the_order_stored(board: Board, qtbot: QtBot, seed: int) -> None:
    hand = Hand(board, qtbot, seed)
    everything = sorted(board.ids[title] for title in TITLES)
    orders: set[object] = set()
    for _ in range(60):
        hand.act()
        assert sorted(card for lane in board.shown() for card in lane) == everything
        assert board.shown() == board.stored()
        orders.add(board.shown())
    assert len(orders) > 8
