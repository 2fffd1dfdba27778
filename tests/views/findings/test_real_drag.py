"""Findings and evidence dragged with a real mouse on a real display: what is seen is what is stored, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.shown import ShownProgram
from tests.support.xdisplay import XDisplay

pytestmark = pytest.mark.xvfb


class Shown(ShownProgram):
    """The program with the finding editor, on the display."""

    def drag(self, start: str, end: str, lower: int = 0, during: Callable[[], object] | None = None) -> None:
        places = self.ask("where")
        x, y = places[end]
        self.display.drag(tuple(places[start]), (x, y + lower), during)

    def order(self) -> list[str]:
        told = self.ask("state")
        assert told["seen"] == told["stored"]
        return told["stored"]


@pytest.fixture
def shown(xdisplay: XDisplay, review_path: Path) -> Shown:
    return Shown(xdisplay, "findings_program.py", review_path)


def test_findings_are_dragged_to_order_and_none_vanishes(shown: Shown) -> None:
    shown.drag("A", "C", lower=12)
    assert shown.order() == ["B", "C", "A"]
    shown.drag("A", "B", lower=-12)
    assert shown.order() == ["A", "B", "C"]
    assert shown.ask("undo")
    assert shown.order() == ["B", "C", "A"]


def test_evidence_is_dragged_to_another_part_and_another_finding(shown: Shown) -> None:
    shown.drag("evidence", "tested")
    assert shown.ask("state")["parts"] == ["manifest", "tested"]
    shown.drag("evidence", "C")
    assert shown.ask("state")["evidence"] == {"A": 2, "B": 0, "C": 1}


@pytest.mark.parametrize("what", ["evidence", "A"])
def test_locking_ends_a_drag_and_leaves_everything_where_it_was(shown: Shown, what: str) -> None:
    seen: list[bool] = []

    def lock() -> None:
        seen.extend((shown.ask("dragging"), shown.ask("lock"), shown.ask("dragging")))

    shown.drag(what, "C", lower=12, during=lock)
    assert seen == [True, True, False]
    assert shown.ask("open")
    assert shown.order() == ["A", "B", "C"]
    shown.drag("evidence", "tested")
    assert shown.ask("state")["parts"] == ["manifest", "tested"]


def test_evidence_taken_back_while_it_is_dragged_is_harmless(shown: Shown) -> None:
    shown.drag("evidence", "tested", during=lambda: shown.ask("undo"))
    assert shown.order() == ["A", "B", "C"]
