"""The desks: arrangements come back as they were, keep the reviewer's changes, and can be reset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.views.desks import DESKS, Desk, desk
from app.views.docks import DeskArea
from app.views.panel import PanelPlan
from tests.views.conftest import KEYS

Make = Callable[[], DeskArea]


@pytest.fixture
def make(qtbot: QtBot, settings: QSettings, plans: list[PanelPlan]) -> Make:
    def made() -> DeskArea:
        area = DeskArea(plans, settings)
        qtbot.addWidget(area)
        area.resize(1366, 640)
        area.show()
        qtbot.waitExposed(area)
        area.open_last_desk()
        return area

    return made


def _shown(area: DeskArea) -> set[str]:
    return {key for key in KEYS if not area.dock(key).isHidden()}


@pytest.mark.parametrize("each", DESKS)
def test_each_desk_shows_its_panels(make: Make, qtbot: QtBot, each: Desk) -> None:
    area = make()
    key = each.key
    area.change_desk(key)
    assert _shown(area) == set(desk(key).panels) & set(KEYS)
    assert area.current_desk.key == key
    first = area.dock(desk(key).first)
    qtbot.waitUntil(first.isVisible)
    assert not first.visibleRegion().isEmpty()


def test_columns_get_their_shares(make: Make, qtbot: QtBot) -> None:
    area = make()
    qtbot.waitUntil(lambda: area.dock("chronology").width() > 800)
    assert area.dock("overview").width() == pytest.approx(1366 * 0.30, abs=30)
    assert area.dock("overview").height() > 500


def test_changes_are_kept_for_each_desk_and_come_back(make: Make, qtbot: QtBot) -> None:
    area = make()
    area.dock("people").close()
    area.change_desk("write")
    area.dock("board").setFloating(True)
    area.change_desk("prepare")
    assert "people" not in _shown(area)
    area.keep()

    again = make()
    assert "people" not in _shown(again)
    again.change_desk("write")
    assert again.dock("board").isFloating()


def test_reset_lays_this_desk_out_as_made_and_leaves_the_others(make: Make) -> None:
    area = make()
    area.dock("people").close()
    area.change_desk("write")
    area.dock("board").setFloating(True)
    area.reset()
    assert not area.dock("board").isFloating()
    assert "board" in _shown(area)
    area.change_desk("prepare")
    assert "people" not in _shown(area)


def test_reset_of_all_desks(make: Make) -> None:
    area = make()
    area.dock("people").close()
    area.change_desk("write")
    area.dock("findings").close()
    area.reset_all()
    assert "findings" in _shown(area)
    area.change_desk("prepare")
    assert "people" in _shown(area)


def test_a_kept_arrangement_that_is_no_arrangement_is_left_aside(make: Make, settings: QSettings) -> None:
    settings.setValue("desks/prepare", "nonsense")
    settings.setValue("desks/current", "no such desk")
    assert "chronology" in _shown(make())


def test_a_panel_lying_under_a_tab_comes_to_the_front(make: Make, qtbot: QtBot) -> None:
    area = make()
    area.focus_panel("people")
    qtbot.waitUntil(lambda: not area.dock("people").visibleRegion().isEmpty())
    area.dock("people").close()
    area.focus_panel("people")
    assert "people" in _shown(area)
    area.focus_panel("no such panel")


def test_the_tab_carries_the_title_in_a_group(make: Make, qtbot: QtBot) -> None:
    area = make()
    qtbot.waitUntil(lambda: area.dock("people").bar.height() == 0)
    assert area.dock("chronology").bar.height() > 20
    area.dock("people").close()
    qtbot.waitUntil(lambda: area.dock("overview").bar.height() > 20)


def test_kept_arrangements_hold_no_case_data(make: Make, settings: QSettings) -> None:
    area = make()
    for panel in map(area.panel, KEYS):
        panel.widget.findChild(QLineEdit).setText("CANARY")
    area.keep()
    settings.sync()
    assert b"CANARY" not in Path(settings.fileName()).read_bytes()


def test_a_narrow_dock_still_shows_its_title(make: Make) -> None:
    area = make()
    assert area.dock("chronology").minimumWidth() <= 260
    assert area.dock("chronology").bar.minimumSizeHint().width() <= 100
    assert isinstance(area.dock("chronology").titleBarWidget(), QWidget)


def test_where_no_panel_has_the_keyboard_the_first_of_the_desk_floats(make: Make) -> None:
    area = make()
    area.open_desk("write")
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    assert area.current_key == ""
    area.float_current()
    assert area.dock("findings").isFloating()
    area.float_current()
    assert not area.dock("findings").isFloating()
