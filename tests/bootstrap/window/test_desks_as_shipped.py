"""The five desks as they are shipped, over the practice review: nothing is cut off at the size of a small laptop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.views.desks import DESKS
from app.views.docks import DeskArea


@pytest.fixture
def desks(conductor: Conductor) -> DeskArea:
    conductor.begin(None, practice=True)
    assert conductor.window.desks is not None
    return conductor.window.desks


def tabs_of(desks: DeskArea) -> list[QTabBar]:
    found = desks.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [bar for bar in found if not bar.visibleRegion().isEmpty()]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_every_tab_of_every_desk_is_read_in_full(qtbot: QtBot, desks: DeskArea, size: tuple[int, int]) -> None:
    desks.window().resize(*size)
    desks.reset_all()
    seen: set[str] = set()
    for desk in DESKS:
        desks.change_desk(desk.key)
        desks.reset()
        for key in desk.panels:
            if key not in {panel.key for panel in desks.panels}:
                continue
            desks.focus_panel(key)
            qtbot.wait(20)
            for bar in tabs_of(desks):
                assert bar.sizeHint().width() <= bar.width(), (desk.key, key)
                titles = [bar.tabText(at) for at in range(bar.count())]
                assert [bar.tabToolTip(at) for at in range(bar.count())] == titles
                seen |= {*titles}
    assert {"Key practice episodes", "Skeleton chronology", "Conversation notes", "People"} <= seen
