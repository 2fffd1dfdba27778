"""The conductor: a review opened, followed, locked, and covered where the disk refuses what was typed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.domain.errors import FileProblem
from app.services import people, review
from app.storage.backups import backups_of
from app.storage.review_file import ReviewFile
from app.views.main_window import MainWindow
from app.views.people.panel import PeoplePanel
from tests.conftest import PASSPHRASE


class Stubborn:
    """A field whose text the disk refuses until there is room."""

    def __init__(self, conductor: Conductor) -> None:
        self._workspace = conductor.workspace
        self.room = False
        self._workspace.drafts.touch(self)

    def save_draft(self) -> bool:
        if not self.room:
            self._workspace.failed.emit(FileProblem("no_space", name="Orchard"))
        return self.room


def words_shown(window: MainWindow) -> str:
    """Everything a person could read on the screen."""
    tops = [window, *(w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window)]
    return " ".join(label.text() for top in tops for label in top.findChildren(QLabel) if label.isVisible())


def test_a_review_is_opened_followed_and_locked(opened: Conductor, review_path: Path) -> None:
    window = opened.window
    assert window.windowTitle() == "Orchard – Casement"
    assert window.desks is not None
    opened.workspace.perform("Add a person", partial(people.add, fields=people.PersonFields("Anna Bell")))
    assert "add a person" in window.commands.action("edit.undo").text()
    assert window.statusBar().isVisible()
    window.commands.action("file.lock").trigger()
    assert not opened.workspace.is_open
    assert window.desks is None
    assert window.unlock.isVisible()
    assert "Anna" not in words_shown(window)


def test_the_status_bar_says_when_the_file_was_last_saved(conductor: Conductor, review_path: Path) -> None:
    long_ago = datetime(2024, 3, 5, 14, 2).astimezone().timestamp()
    os.utime(review_path, (long_ago, long_ago))
    conductor.workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    shown = words_shown(conductor.window)
    assert "Saved 5 March 2024, 14:02" in shown
    conductor.workspace.perform("Name it", partial(review.set_field, field="title", value="Orchard"))
    assert f"Saved {datetime.now().astimezone():%H:}" in words_shown(conductor.window)


def test_a_backup_is_made_in_steps_after_opening(qtbot: QtBot, opened: Conductor, review_path: Path) -> None:
    qtbot.waitUntil(lambda: bool(backups_of(review_path)), timeout=8000)
    assert [backup.reason.value for backup in backups_of(review_path)] == ["opened"]


def test_where_the_disk_refuses_the_screen_is_covered_and_the_draft_kept(qtbot: QtBot, opened: Conductor) -> None:
    window = opened.window
    opened.workspace.perform("Add a person", partial(people.add, fields=people.PersonFields("Anna Bell")))
    assert window.desks is not None
    window.desks.focus_panel("people")
    dock = window.desks.dock("people")
    dock.setFloating(True)
    assert "Anna Bell" in words_shown(window)
    draft = Stubborn(opened)
    opened.lock()
    assert opened.workspace.is_open
    assert window.is_covered
    assert not dock.isVisible()
    assert "Anna" not in words_shown(window)
    assert "no room left" in window.cover.says
    assert not window.commands.action("edit.find").isEnabled()
    assert isinstance(dock.panel, PeoplePanel)
    window.cover.again_requested.emit()
    assert window.is_covered
    draft.room = True
    window.cover.again_requested.emit()
    assert not opened.workspace.is_open
    assert window.unlock.isVisible()


def test_what_was_covered_locks_by_itself_once_there_is_room(qtbot: QtBot, opened: Conductor) -> None:
    draft = Stubborn(opened)
    opened.lock()
    draft.room = True
    opened.workspace.drafts.save_all()  # as the timer does
    qtbot.waitUntil(lambda: not opened.workspace.is_open)
    assert opened.window.unlock.isVisible()


def test_a_covered_review_can_neither_be_left_nor_closed(opened: Conductor, make_copy: Callable[[str], Path]) -> None:
    other = make_copy("Mill.casement")
    draft = Stubborn(opened)
    opened.lock()
    opened.files.ask_for(other)
    opened.files.open_practice()
    assert not opened.window.close()
    assert opened.window.is_covered
    draft.room = True
    assert opened.window.close()


def test_sheets_are_hidden_with_everything_else(opened: Conductor) -> None:
    opened.window.commands.action("help.keys").trigger()
    opened.window.commands.action("file.passphrase").trigger()
    draft = Stubborn(opened)
    opened.lock()
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not opened.window]
    assert others == []
    draft.room = True
    opened.lock()
    assert not opened.workspace.is_open


def test_idleness_is_told_before_it_locks(qtbot: QtBot, opened: Conductor) -> None:
    opened.idle.nearly.emit(30)
    assert "locks in 30 seconds" in words_shown(opened.window)
    opened.idle.awake.emit()
    qtbot.waitUntil(lambda: "locks in" not in words_shown(opened.window))
    opened.idle.idle.emit()
    assert not opened.workspace.is_open


def test_places_come_back_after_unlocking(opened: Conductor, review_path: Path, settings: QSettings) -> None:
    person = opened.workspace.perform("Add", partial(people.add, fields=people.PersonFields("Anna Bell")))
    other = opened.workspace.perform("Add", partial(people.add, fields=people.PersonFields("Zoe Quill")))
    assert person is not None
    assert other is not None
    assert opened.window.desks is not None
    panel = opened.window.desks.panel("people")
    assert isinstance(panel, PeoplePanel)
    panel.reveal("person", other.value)
    opened.lock()
    assert "Zoe" not in Path(settings.fileName()).read_text(encoding="utf-8")
    opened.window.unlock.unlock_requested.emit(PASSPHRASE)
    assert opened.window.panel_states()["people"] == {"person": other.value}
    for _ in range(2):  # never seen in between: it is kept as it was
        assert "people" not in opened.window.desks.panels
        opened.lock()
        opened.window.unlock.unlock_requested.emit(PASSPHRASE)
    opened.window.desks.focus_panel("people")
    assert opened.window.desks.panel("people").save_state() == {"person": other.value}


def test_how_people_are_shown_is_chosen_in_the_window(opened: Conductor) -> None:
    opened.window.commands.action("naming.role").trigger()
    assert opened.workspace.naming_mode.value == "by role" or opened.workspace.naming_mode.value == "role"


def test_a_review_that_can_only_be_read_says_so(conductor: Conductor, review_path: Path) -> None:
    review_path.chmod(stat.S_IREAD)
    conductor.files.ask_for(review_path)
    conductor.window.unlock.unlock_requested.emit(PASSPHRASE)
    if conductor.workspace.read_only:  # the system's own administrator may write everywhere
        assert "read" in words_shown(conductor.window)
    assert conductor.workspace.is_open


def test_a_bug_in_a_task_is_not_swallowed(qtbot: QtBot, conductor: Conductor) -> None:
    with qtbot.captureExceptions() as caught:
        conductor.tasks.crashed.emit(ValueError("a bug"))
    assert [kind for kind, _value, _trace in caught] == [ValueError]


def test_the_start_is_what_was_asked_for(conductor: Conductor, review_path: Path) -> None:
    assert conductor.window.welcome.isVisible()
    conductor.begin(review_path)
    assert conductor.window.unlock.isVisible()
    conductor.begin(None, practice=True)
    assert conductor.workspace.is_open
    assert conductor.window.windowTitle() == "Practice review – Casement"
    assert "nobody in it is real" in words_shown(conductor.window)
    conductor.window.setFocus(Qt.FocusReason.OtherFocusReason)


def test_no_menu_stays_up_over_a_locked_window(qtbot: QtBot, opened: Conductor) -> None:
    menu = opened.window.commands.menu("panels")
    menu.popup(opened.window.mapToGlobal(opened.window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    alone = QMenu()  # as the menu of a text field, which belongs to nobody
    qtbot.addWidget(alone)
    alone.addAction("Copy")
    alone.popup(opened.window.mapToGlobal(opened.window.rect().center()))
    qtbot.waitUntil(alone.isVisible)
    opened.lock()
    assert not menu.isVisible()
    assert not alone.isVisible()
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("how", ["lock", "close"])
def test_the_clipboard_is_cleared_with_the_review(opened: Conductor, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Nobody had rung.")
    # Without a display there is but one program; tests/views/test_copies.py has two on a real one.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    opened.window.commands.action(f"file.{how}").trigger()
    assert not opened.workspace.is_open
    assert clipboard.text() == ""


def test_the_clipboard_of_a_review_that_was_only_covered_is_cleared_too(
    qtbot: QtBot, opened: Conductor, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = Stubborn(opened)
    QGuiApplication.clipboard().setText("Nobody had rung.")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    opened.lock()
    assert opened.window.is_covered
    assert QGuiApplication.clipboard().text() == ""
    field.room = True


def test_a_screen_that_is_locked_and_a_machine_that_sleeps_lock_the_review(opened: Conductor) -> None:
    opened.desktop.left.emit()
    assert not opened.workspace.is_open
    assert opened.window.unlock.isVisible()
