"""Telling when a window was first painted: once, after its painting, and in the end also of a window nobody sees."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.views import first_paint
from app.views.first_paint import FirstPaint


class Painted(QWidget):
    """A window that notes in order what happens to it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.seen.append("painting")

    def note(self) -> None:
        self.seen.append("told")


@pytest.fixture
def window(qtbot: QtBot) -> Painted:
    window = Painted()
    qtbot.addWidget(window)
    window.resize(200, 100)
    return window


def test_it_is_told_once_and_after_the_painting(qtbot: QtBot, window: Painted) -> None:
    first = FirstPaint(window)
    first.painted.connect(window.note)
    with qtbot.waitSignal(first.painted):
        window.show()
    window.repaint()
    window.repaint()
    qtbot.wait(20)
    assert window.seen.count("told") == 1
    assert window.seen[0] == "painting"


def test_a_window_that_is_not_shown_is_not_painted_before_its_time(
    qtbot: QtBot, window: Painted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_paint, "LONGEST", 150)
    first = FirstPaint(window)
    first.painted.connect(window.note)
    qtbot.wait(30)
    assert window.seen == []
    qtbot.waitUntil(lambda: window.seen == ["told"])
    window.show()
    qtbot.waitUntil(lambda: "painting" in window.seen)
    qtbot.wait(20)
    assert window.seen.count("told") == 1
