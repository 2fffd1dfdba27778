"""A panel is made when it is first seen or asked for, once, and goes to where the reviewer was."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.views.docks import DeskArea
from app.views.main_window import MainWindow
from app.views.panel import PanelPlan
from tests.views.conftest import KEYS, PlainPanel, plain

STATES = {key: {"at": f"where {key} was"} for key in KEYS}


class Maker:
    """Makes plain panels and counts them."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()

    def plans(self) -> list[PanelPlan]:
        """Return a plan for every panel."""
        return [PanelPlan(key, key.capitalize(), partial(self._make, key)) for key in KEYS]

    def _make(self, key: str) -> PlainPanel:
        self.made[key] += 1
        return PlainPanel()


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def desks(window: MainWindow, maker: Maker) -> DeskArea:
    """The desks, on the first of them: the overview over the people, the chronology beside them."""
    window.show_review("Review", maker.plans(), STATES)
    assert window.desks is not None
    return window.desks


def _settle() -> None:
    QTest.qWait(60)


def _click_tab(desks: DeskArea, title: str) -> None:
    bars = desks.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    bar, at = next((bar, at) for bar in bars if bar.isVisible() for at in range(bar.count()) if bar.tabText(at) == title)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())


def test_only_what_is_seen_is_made(desks: DeskArea, maker: Maker) -> None:
    assert desks.panels, "the one that has the keyboard is there at once"
    _settle()
    assert maker.made == {"overview": 1, "chronology": 1}
    assert desks.current_key == "chronology"


def test_a_click_on_its_tab_makes_it_before_it_is_painted(desks: DeskArea, maker: Maker) -> None:
    _settle()
    dock = desks.dock("people")
    empty: list[str] = []

    class Watch(QObject):
        """Notes whether the dock was painted with nothing in it."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and dock.panel is None:
                empty.append("painted")
            return False

    watch = Watch(dock)
    dock.installEventFilter(watch)
    _click_tab(desks, "People")
    _settle()
    assert maker.made["people"] == 1
    assert plain_field(desks, "people") == "where people was"
    assert empty == []


def plain_field(desks: DeskArea, key: str) -> str:
    panel = desks.panels[key]
    assert isinstance(panel, PlainPanel)
    return panel.field.text()


def test_a_desk_makes_its_own_and_going_round_makes_none_twice(desks: DeskArea, maker: Maker) -> None:
    desks.change_desk("analyse")
    _settle()
    assert maker.made == {"overview": 1, "chronology": 1, "board": 1}
    for _ in range(2):
        for key in ("listen", "analyse", "write", "circulate", "prepare"):
            desks.change_desk(key)
            _settle()
        for key in KEYS:
            desks.focus_panel(key)
            desks.panel(key)
    assert maker.made == dict.fromkeys(KEYS, 1)


def test_one_asked_for_is_made_though_it_is_not_on_the_desk(desks: DeskArea, maker: Maker) -> None:
    desks.focus_panel("findings")
    assert maker.made["findings"] == 1
    assert desks.current_key == "findings"
    assert plain_field(desks, "findings") == "where findings was"


def test_one_shown_from_the_menu_is_made(desks: DeskArea, maker: Maker, qtbot: QtBot) -> None:
    toggle = next(action for action in desks.toggle_actions() if action.text() == "Board")
    toggle.trigger()
    desks.dock("board").raise_()
    qtbot.waitUntil(lambda: maker.made["board"] == 1)


def test_closing_what_lies_over_it_makes_it(desks: DeskArea, maker: Maker, qtbot: QtBot) -> None:
    _settle()
    desks.dock("overview").close()
    qtbot.waitUntil(lambda: maker.made["people"] == 1)


def test_states_are_kept_whether_or_not_a_panel_is_made(window: MainWindow, desks: DeskArea, maker: Maker) -> None:
    _settle()
    assert window.panel_states() == STATES
    desks.focus_panel("board")
    plain(window, "board").field.setText("elsewhere")
    again = window.panel_states()
    assert again == STATES | {"board": {"at": "elsewhere"}}
    window.show_unlock("Review", locked=True)
    _settle()
    window.show_review("Review", maker.plans(), again)
    assert window.panel_states() == again
    assert maker.made["findings"] == 0
    window.show_welcome(())
    window.show_review("Another", maker.plans())
    _settle()
    assert set(window.panel_states()) == {"overview", "chronology"}, "one never made has been nowhere"


def test_nothing_is_made_behind_the_cover_or_after_locking(window: MainWindow, desks: DeskArea, maker: Maker) -> None:
    _settle()
    desks.dock("people").raise_()
    window.show_covered(None)
    _settle()
    assert "people" not in desks.panels
    window.show_unlock("Review", locked=True)
    _settle()
    assert maker.made == {"overview": 1, "chronology": 1}


def test_a_floating_panel_is_made_and_comes_back_floating(desks: DeskArea, maker: Maker, qtbot: QtBot) -> None:
    desks.dock("people").setFloating(True)
    desks.dock("people").move(QPoint(40, 40))
    qtbot.waitUntil(lambda: maker.made["people"] == 1)
    desks.change_desk("write")
    desks.change_desk("prepare")
    _settle()
    assert desks.dock("people").isFloating()
    assert maker.made["people"] == 1
