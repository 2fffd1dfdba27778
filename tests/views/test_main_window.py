"""The window: its three places, what each command does, and that nothing of a case stays when it is locked."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app import __version__
from app.domain.errors import Cancelled
from app.views.desks import DESKS
from app.views.main_window import MainWindow
from app.views.menus import COMMANDS
from app.views.panel import PanelPlan
from app.views.theme import Appearance, Theme, tokens
from tests.views.conftest import plain

WHEN = datetime(2026, 3, 4, 14, 2).astimezone()


def test_it_starts_with_the_start_screen_and_its_commands(window: MainWindow) -> None:
    assert window.windowTitle() == "Casement"
    assert window.welcome.isVisible()
    for key, command in COMMANDS.items():
        assert window.commands.action(key).isEnabled() is not command.needs_review


def test_the_title_shows_the_files_name_only(window: MainWindow, plans: list[PanelPlan]) -> None:
    window.show_unlock("Review 2026-4")
    assert window.windowTitle() == "Review 2026-4 – Casement"
    window.show_review("Review 2026-4", plans)
    assert window.windowTitle() == "Review 2026-4 – Casement"
    window.show_welcome(())
    assert window.windowTitle() == "Casement"


def test_desks_open_by_their_keys_and_focus_their_first_panel(
    window: MainWindow, plans: list[PanelPlan], qtbot: QtBot
) -> None:
    window.show_review("Review", plans)
    for number, desk in enumerate(DESKS, start=1):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert window.desks is not None
        assert window.desks.current_desk is desk
        assert window.commands.action(f"desk.{desk.key}").isChecked()
        assert window.desks.current_key == desk.first


def test_f6_goes_round_the_panels_that_are_seen(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    desks = window.desks
    assert desks is not None
    qtbot.waitUntil(lambda: not desks.dock("overview").visibleRegion().isEmpty())
    seen = []
    for _ in range(2):
        window.commands.action("view.next_panel").trigger()
        seen.append(desks.current_key)
    assert sorted(seen) == ["chronology", "overview"]
    window.commands.action("view.previous_panel").trigger()
    assert desks.current_key == seen[0]


def test_a_panel_floats_and_comes_back(window: MainWindow, plans: list[PanelPlan]) -> None:
    window.show_review("Review", plans)
    assert window.desks is not None
    dock = window.desks.dock("chronology")
    window.commands.action("view.float").trigger()
    assert dock.isFloating()
    dock.bar.findChildren(QToolButton)[0].click()
    assert not dock.isFloating()
    dock.setFloating(True)
    window.commands.action("view.reset").trigger()
    assert not dock.isFloating()
    window.commands.action("view.reset_all").trigger()
    assert dock.isVisible()


def test_locking_takes_everything_off_the_screen_and_opens_where_one_was(
    window: MainWindow, plans: list[PanelPlan], qtbot: QtBot
) -> None:
    window.show_review("Review", plans)
    assert window.desks is not None
    panel = plain(window, "chronology")
    panel.field.setText("7")
    window.desks.dock("board").setFloating(True)
    widget = panel.widget
    states = window.panel_states()
    window.announce("Event edited.")
    with qtbot.waitSignal(widget.destroyed):
        window.show_unlock("Review", locked=True)
        assert not any(top.isVisible() for top in QApplication.topLevelWidgets() if top is not window)
    assert window.desks is None
    assert window.messages.isHidden()
    assert window.panel_states() == {}
    window.show_review("Review", plans, states)
    assert plain(window, "chronology").field.text() == "7"


def test_history_saved_and_naming_are_shown(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    window.show_history("Rename episode", "")
    assert window.commands.action("edit.undo").text() == "&Undo rename episode"
    assert window.commands.action("edit.redo").text() == "&Redo"
    window.show_saved(WHEN)
    assert [each.text() for each in window.statusBar().findChildren(QLabel) if each.text()] == [
        f"Saved {WHEN.day} {WHEN:%B %Y}, 14:02"
    ]
    window.show_saved(datetime.now().astimezone().replace(hour=14, minute=2))
    assert "Saved 14:02" in [each.text() for each in window.statusBar().findChildren(QLabel)]
    with qtbot.waitSignal(window.naming_requested) as asked:
        window.commands.action("naming.role").trigger()
    assert asked.args == ["role"]
    window.show_welcome(())
    assert window.commands.action("edit.undo").text() == "&Undo"


def test_undo_goes_to_the_focused_text_first(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    field = plain(window, "chronology").field
    field.setFocus()
    qtbot.keyClicks(field, "ab")
    asked: list[str] = []
    window.undo_requested.connect(lambda: asked.append("undo"))
    window.redo_requested.connect(lambda: asked.append("redo"))
    undo, redo = window.commands.action("edit.undo"), window.commands.action("edit.redo")
    undo.trigger()
    assert (field.text(), asked) == ("", [])
    redo.trigger()
    assert (field.text(), asked) == ("ab", [])
    undo.trigger()
    undo.trigger()
    assert asked == ["undo"]
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["undo", "undo"]
    field.undo()
    field.setReadOnly(True)
    redo.trigger()
    assert asked == ["undo", "undo", "redo"]


def test_problems_stand_beside_the_field_while_unlocking_and_in_the_bar_later(
    window: MainWindow, plans: list[PanelPlan]
) -> None:
    window.show_unlock("Review")
    window.show_problem(Cancelled())
    assert window.messages.isHidden()
    window.show_review("Review", plans)
    window.show_problem(Cancelled())
    assert window.messages.text == "Cancelled. Nothing was changed."


def test_themes_are_chosen_and_kept(window: MainWindow, settings: QSettings, theme: Theme) -> None:
    window.commands.action("theme.dark").trigger()
    assert tokens().dark
    assert settings.value("appearance") == Appearance.DARK.value


def test_presentation_reaches_the_panels(window: MainWindow, plans: list[PanelPlan], qtbot: QtBot) -> None:
    window.show_review("Review", plans)
    with qtbot.waitSignal(window.presentation_changed):
        window.commands.action("view.presentation").trigger()
    assert plain(window, "chronology").presented
    assert plain(window, "people").presented, "a panel made later hides it too"
    window.commands.action("view.presentation").trigger()
    assert not plain(window, "people").presented
    assert not plain(window, "board").presented


def test_recent_files_stand_in_the_menu_by_name(window: MainWindow, qtbot: QtBot) -> None:
    path = Path("/folder of Somebody/Review & more.casement")
    window.set_recent([path])
    (action,) = window.commands.menu("recent").actions()
    assert action.text() == "Review && more"
    with qtbot.waitSignal(window.recent_requested) as asked:
        action.trigger()
    assert asked.args == [path]
    window.set_recent([path], remember=False)
    assert not window.commands.menu("recent").isEnabled()


@pytest.mark.parametrize("place", ["welcome", "unlock", "review"])
def test_f1_says_where_one_is(window: MainWindow, plans: list[PanelPlan], place: str) -> None:
    if place == "unlock":
        window.show_unlock("Review")
    elif place == "review":
        window.show_review("Review", plans)
    window.commands.action("help.here").trigger()
    (sheet,) = window.findChildren(QDialog)
    assert (
        sheet.windowTitle() == {"welcome": "The start", "unlock": "A locked review", "review": "Skeleton chronology"}[place]
    )
    assert sheet.windowModality() is Qt.WindowModality.WindowModal
    sheet.reject()


def test_about_names_the_version_and_the_licences(window: MainWindow) -> None:
    window.commands.action("help.about").trigger()
    (sheet,) = window.findChildren(QDialog)
    said = " ".join(each.text() for each in sheet.findChildren(QLabel))
    assert __version__ in said
    assert "Inter" in said
    assert "Lucide" in said
    sheet.reject()


def test_all_keys_are_listed_and_none_is_given_twice(window: MainWindow) -> None:
    window.commands.action("help.keys").trigger()
    (sheet,) = window.findChildren(QDialog)
    shown = [each.text() for each in sheet.findChildren(QLabel)]
    keys = [command.keys for command in COMMANDS.values() if command.keys]
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(shown)
    sheet.reject()


def test_closing_asks_first_and_keeps_the_arrangement(
    window: MainWindow, plans: list[PanelPlan], settings: QSettings, qtbot: QtBot
) -> None:
    window.show_review("Review", plans)
    window.may_close = lambda: False
    assert not window.close()
    window.may_close = lambda: True
    with qtbot.waitSignal(window.closing):
        assert window.close()
    assert settings.value("desks/prepare") is not None
    assert settings.value("window/geometry") is not None


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    for place in (window.welcome, window.unlock, *window.findChildren(QWidget, "top-bar")):
        for widget in place.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(widget, QPushButton | QToolButton | QLineEdit):
                named = widget.accessibleName() or getattr(widget, "text", str)()
                assert named, widget


def test_menus_have_alt_keys(window: MainWindow) -> None:
    for menu in window.menuBar().actions():
        assert "&" in menu.text()
        entries: list[QAction] = menu.menu().actions()
        for entry in entries:
            assert entry.isSeparator() or "&" in entry.text() or entry.text() in {desk.name for desk in DESKS}


def test_the_window_fits_a_small_screen(window: MainWindow, plans: list[PanelPlan]) -> None:
    window.show_review("Review", plans)
    needed = window.minimumSizeHint()
    assert needed.width() <= 1366
    assert needed.height() <= 720


SLOW = ("sqlalchemy", "sqlcipher3", "docx", "openpyxl", "lxml", "zxcvbn")
STARTS = f"""
import sys
import app.views.main_window, app.views.welcome, app.views.unlock, app.views.new_review
print([name for name in {SLOW} if name in sys.modules])
"""


def test_the_start_screens_come_without_the_slow_libraries() -> None:
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run([sys.executable, "-c", STARTS], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
