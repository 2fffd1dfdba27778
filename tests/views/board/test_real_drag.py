"""Cards dragged with a real mouse on a real display: what is seen is what is stored, and no card ever vanishes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.shown import ShownProgram
from tests.support.xdisplay import XDisplay

START = [["Late booking", "Joint visit", "Transfer"], ["Core group", "Conference"], []]
ALL = sorted(title for lane in START for title in lane)

pytestmark = pytest.mark.xvfb


class Shown(ShownProgram):
    """The program with a board, on the display."""

    def drag(self, card: str, to: str, *, above: bool = False, during: Callable[[], object] | None = None) -> None:
        """Drag a card on to the upper or lower part of another, or to the foot of a lane."""
        places = self.ask("where")
        x, y = places[to]
        self.display.drag(tuple(places[card]), (x, y + (-12 if above else 12)) if to in ALL else (x, y - 40), during)

    def order(self) -> list[list[str]]:
        """The order, as it is seen and stored alike."""
        told = self.ask("order")
        assert told["seen"] == told["stored"]
        assert sorted(title for lane in told["stored"] for title in lane) == ALL
        return told["stored"]


@pytest.fixture
def shown(xdisplay: XDisplay, review_path: Path) -> Shown:
    return Shown(xdisplay, "board_program.py", review_path)


def test_a_card_is_dragged_within_and_between_lanes_and_each_drop_is_one_step(shown: Shown) -> None:
    assert shown.order() == START
    shown.drag("Late booking", "Transfer")
    assert shown.order() == [["Joint visit", "Transfer", "Late booking"], ["Core group", "Conference"], []]
    shown.drag("Late booking", "Conference", above=True)
    assert shown.order() == [["Joint visit", "Transfer"], ["Core group", "Late booking", "Conference"], []]
    shown.drag("Core group", "lane 2")
    assert shown.order() == [["Joint visit", "Transfer"], ["Late booking", "Conference"], ["Core group"]]
    for _ in range(3):
        assert shown.ask("undo")
    assert shown.order() == START


def test_a_drag_that_comes_to_nothing_changes_nothing(shown: Shown) -> None:
    undo = shown.ask("order")["undo"]
    shown.drag("Joint visit", "Joint visit")
    shown.drag("Joint visit", "Core group", during=lambda: shown.display.key("Escape"))
    x, y = shown.ask("where")["Transfer"]
    shown.display.drag((x, y), (1300, 740))
    assert shown.order() == START
    assert shown.ask("order")["undo"] == undo


def test_a_key_held_while_dropping_takes_no_card_away(shown: Shown) -> None:
    for held, card in (("ctrl", "Late booking"), ("shift", "Joint visit"), ("alt", "Transfer")):
        shown.drag(card, "Conference", during=partial(shown.display.do, "keydown", held))
        shown.display.do("keyup", held)
        assert card in shown.order()[1]


def test_a_second_button_takes_no_card_away(shown: Shown) -> None:
    shown.drag("Late booking", "Conference", during=partial(shown.display.do, "click", "3"))
    shown.display.key("Escape")
    shown.order()


def test_undo_during_a_drag_takes_no_card_away(shown: Shown) -> None:
    shown.drag("Late booking", "Transfer")
    shown.drag("Late booking", "Core group", above=True, during=lambda: shown.ask("undo"))
    assert shown.order() == [["Joint visit", "Transfer"], ["Late booking", "Core group", "Conference"], []]


def test_locking_ends_a_drag_and_leaves_every_card_where_it_was(shown: Shown) -> None:
    shown.drag("Late booking", "Core group", during=lambda: shown.ask("lock"))
    assert shown.ask("open")
    assert shown.order() == START
    shown.drag("Late booking", "Core group", above=True)
    assert shown.order() == [["Joint visit", "Transfer"], ["Late booking", "Core group", "Conference"], []]
