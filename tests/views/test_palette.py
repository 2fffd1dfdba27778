"""The palette: finds commands and what providers give by a few letters, and goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from app.views.fuzzy import fit
from app.views.main_window import MainWindow
from app.views.palette import Found
from app.views.panel import PanelPlan
from tests.views.conftest import plain


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("exp", "Export report"),
        ("rep exp", "Export report"),
        ("er", "Export report"),
        ("cafe", "Café meeting"),
        ("ORT", "Export report"),
    ],
)
def test_letters_that_fit(typed: str, title: str) -> None:
    assert fit(typed, title) is not None


@pytest.mark.parametrize(
    ("typed", "title"), [("xyz", "Export report"), ("tropxe", "Export report"), ("export zebra", "Export report")]
)
def test_letters_that_do_not_fit(typed: str, title: str) -> None:
    assert fit(typed, title) is None


def test_beginnings_of_words_come_before_middles_and_scattered_letters() -> None:
    titles = ["Core group meets", "Export report", "Unrelated portrait of erosion"]
    scores = {title: fit("rep", title) or -1 for title in titles}
    assert max(titles, key=lambda title: scores[title]) == "Export report"
    assert (fit("port", "Portfolio") or 0) > (fit("port", "Export") or 0) > (fit("port", "Plan of return trip") or 0)


def test_commands_are_found_and_carried_out(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    window.commands.action("edit.find").trigger()
    field = window.palette_box.findChild(QLineEdit)
    assert field.hasFocus()
    qtbot.keyClicks(field, "pseud")
    assert window.palette_box.found()[0].title == "Pseudonym"
    with qtbot.waitSignal(window.naming_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["pseudonym"]
    assert window.palette_box.isHidden()


def test_items_of_providers_are_found_and_forgotten_when_it_shuts(
    window: MainWindow, plans: list[PanelPlan], qtbot: QtBot
) -> None:
    gone: list[str] = []
    found = [Found("Health visitor calls", "Event", "calendar", lambda: gone.append("event"))]
    window.set_finders([lambda typed: found])
    window.show_review("Review", plans)
    window.palette_box.open()
    field = window.palette_box.findChild(QLineEdit)
    qtbot.keyClicks(field, "health vis")
    assert window.palette_box.found() == tuple(found)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert gone == ["event"]
    assert window.palette_box.found() == ()


def test_the_keyboard_comes_back_where_it_was(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    plain(window, "chronology").field.setFocus()
    window.palette_box.open()
    field = window.palette_box.findChild(QLineEdit)
    rows = window.palette_box.findChild(QListWidget)
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 9),
        (Qt.Key.Key_Up, 8),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_Up, 0),
    ):
        qtbot.keyClick(field, key)
        assert rows.currentRow() == row
    qtbot.keyClicks(field, "qqqq")
    assert window.palette_box.found() == ()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.resize(1000, 700)
    with qtbot.waitSignal(window.palette_box.closed):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert plain(window, "chronology").field.hasFocus()


def test_a_click_goes_there_too(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    window.palette_box.open()
    field = window.palette_box.findChild(QLineEdit)
    rows = window.palette_box.findChild(QListWidget)
    qtbot.keyClicks(field, "by role")
    with qtbot.waitSignal(window.naming_requested):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(0)).center())


def test_it_goes_when_something_else_gets_the_keyboard(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    window.palette_box.open()
    plain(window, "chronology").field.setFocus()
    assert window.palette_box.isHidden()
