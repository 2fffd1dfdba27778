"""Findings and evidence dragged with a real mouse on a real display: what is seen is what is stored, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.shown import ShownProgram
from tests.support.xdisplay import XDisplay

pytestmark = pytest.mark.xvfb


class Shown(ShownProgram):
    """The program with the finding editor, on the display."""

    def drag(self, start: str, end: str, lower: int = 0) -> None:
        places = self.ask("where")
        x, y = places[end]
        self.display.drag(tuple(places[start]), (x, y + lower))

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
