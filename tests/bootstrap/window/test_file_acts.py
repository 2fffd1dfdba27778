"""The File menu over real files: new, open, practice, copy, passphrase, backups, the list of files opened lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.bootstrap.file_acts import PRACTICE_NAME, file_name_of, with_suffix
from app.domain.errors import FileProblem
from app.services import review
from app.storage import review_file
from app.storage.backups import Reason, backups_of
from app.storage.review_file import ReviewFile
from app.views.main_window import MainWindow
from app.views.new_review import ChangePassphraseSheet, NewReview, NewReviewSheet
from app.views.restore_sheet import RestoreSheet
from tests.conftest import PASSPHRASE

NEW_PASSPHRASE = "eleven grey otters cross the cold estuary"

D = TypeVar("D", bound=QDialog)


def sheet(window: MainWindow, kind: type[D]) -> D:
    """The sheet or file dialog that is open."""
    return next(each for each in window.findChildren(kind) if each.isVisible())


def choose(window: MainWindow, path: Path) -> None:
    """Choose a file in the file dialog that is open."""
    dialog = sheet(window, QFileDialog)
    dialog.hide()
    dialog.fileSelected.emit(str(path))
    dialog.deleteLater()


def words(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_new_review_is_made_and_opened(conductor: Conductor, window: MainWindow, tmp_path: Path) -> None:
    window.commands.action("file.new").trigger()
    made = sheet(window, NewReviewSheet)
    made.create_requested.emit(NewReview("Mill: Lane", "scr", NEW_PASSPHRASE))
    assert sheet(window, QFileDialog).selectedFiles()[0].endswith("Mill- Lane.casement")
    choose(window, tmp_path / "Mill Lane")
    assert conductor.workspace.path == tmp_path / "Mill Lane.casement"
    assert conductor.workspace.read(review.facts).title == "Mill: Lane"
    assert not made.isVisible()
    assert "Mill Lane" in window.windowTitle()


def test_a_weak_passphrase_or_a_name_taken_is_said_in_the_sheet(
    opened: Conductor, review_path: Path, tmp_path: Path
) -> None:
    window = opened.window
    window.commands.action("file.new").trigger()
    made = sheet(window, NewReviewSheet)
    made.create_requested.emit(NewReview("Mill", "scr", "password"))
    choose(window, tmp_path / "Mill")
    assert made.isVisible()
    assert not (tmp_path / "Mill.casement").exists()
    assert opened.workspace.is_open
    made.create_requested.emit(NewReview("Mill", "scr", NEW_PASSPHRASE))
    choose(window, review_path)
    assert made.isVisible()
    ReviewFile.open(review_path, PASSPHRASE).close()


def test_a_wrong_passphrase_is_said_beside_the_field(conductor: Conductor, window: MainWindow, review_path: Path) -> None:
    window.commands.action("file.open").trigger()
    choose(window, review_path)
    assert window.unlock.isVisible()
    window.unlock.unlock_requested.emit("not this one")
    assert not conductor.workspace.is_open
    assert "doesn't open" in words(window)
    window.unlock.other_requested.emit()
    assert window.welcome.isVisible()
    window.unlock.unlock_requested.emit(PASSPHRASE)  # no file is asked for any more
    assert not conductor.workspace.is_open


def test_the_practice_review_is_made_once_and_kept(conductor: Conductor, window: MainWindow, data_folder: Path) -> None:
    window.commands.action("file.practice").trigger()
    assert (data_folder / PRACTICE_NAME).exists()
    conductor.workspace.perform("Name", _named("Mine"))
    window.commands.action("file.close").trigger()
    assert window.welcome.isVisible()
    window.commands.action("file.practice").trigger()
    assert conductor.workspace.read(review.facts).title == "Mine"


def _named(title: str) -> Callable[..., None]:
    def name(uow: object) -> None:
        review.set_field(uow, "title", title)  # pyright: ignore[reportArgumentType]

    return name


def test_a_practice_folder_that_cannot_be_is_told(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, data_folder: Path, review_path: Path
) -> None:
    data_folder.mkdir()
    (data_folder / PRACTICE_NAME).write_bytes(b"not a review")
    conductor.files.open_practice()
    assert not conductor.workspace.is_open
    assert words(window)


def test_a_copy_is_saved_and_an_existing_file_is_left_alone(opened: Conductor, review_path: Path, tmp_path: Path) -> None:
    window = opened.window
    window.commands.action("file.save_copy").trigger()
    assert sheet(window, QFileDialog).selectedFiles()[0].endswith("Orchard copy.casement")
    choose(window, tmp_path / "For the Board")
    ReviewFile.open(tmp_path / "For the Board.casement", PASSPHRASE).close()
    assert "A copy was saved as “For the Board”" in words(window)
    before = (tmp_path / "For the Board.casement").read_bytes()
    window.commands.action("file.save_copy").trigger()
    choose(window, tmp_path / "For the Board.casement")
    assert (tmp_path / "For the Board.casement").read_bytes() == before


def test_a_copy_saved_while_the_backup_on_opening_runs_disturbs_neither(
    qtbot: QtBot, opened: Conductor, review_path: Path, tmp_path: Path
) -> None:
    assert backups_of(review_path) == ()
    opened.window.commands.action("file.save_copy").trigger()
    choose(opened.window, tmp_path / "Quick")
    qtbot.waitUntil(lambda: len(backups_of(review_path)) == 1, timeout=8000)
    assert (tmp_path / "Quick.casement").exists()


def test_the_passphrase_is_changed_or_the_reason_said(opened: Conductor, review_path: Path) -> None:
    window = opened.window
    window.commands.action("file.passphrase").trigger()
    made = sheet(window, ChangePassphraseSheet)
    made.change_requested.emit("not this one", NEW_PASSPHRASE)
    assert made.isVisible()
    made.change_requested.emit(PASSPHRASE, "password")
    assert made.isVisible()
    made.change_requested.emit(PASSPHRASE, NEW_PASSPHRASE)
    assert not made.isVisible()
    assert "The passphrase was changed" in words(window)
    opened.workspace.close()
    ReviewFile.open(review_path, NEW_PASSPHRASE).close()


def test_locking_closes_a_sheet_and_a_file_dialog(opened: Conductor) -> None:
    window = opened.window
    window.commands.action("file.passphrase").trigger()
    window.commands.action("file.save_copy").trigger()
    asked, dialog = sheet(window, ChangePassphraseSheet), sheet(window, QFileDialog)
    opened.lock()
    assert not asked.isVisible()
    assert not dialog.isVisible()


def test_a_backup_is_restored_under_a_new_name(opened: Conductor, tmp_path: Path) -> None:
    window = opened.window
    opened.workspace.file.backup(Reason.HAND)
    window.commands.action("file.restore").trigger()
    listed = sheet(window, RestoreSheet)
    listed.try_accept()
    choose(window, tmp_path / "Orchard.casement")
    assert listed.isVisible()
    listed.try_accept()
    choose(window, tmp_path / "Orchard restored")
    assert not listed.isVisible()
    assert "Orchard restored" in window.windowTitle()
    window.unlock.unlock_requested.emit(PASSPHRASE)
    assert opened.workspace.path == tmp_path / "Orchard restored.casement"


def test_backups_of_a_review_that_is_not_open(conductor: Conductor, window: MainWindow, review_path: Path) -> None:
    window.commands.action("file.restore").trigger()
    choose(window, review_path)
    listed = sheet(window, RestoreSheet)
    assert "There are no backups of this review." in [label.text() for label in listed.findChildren(QLabel)]
    assert not listed.accept_button.isEnabled()


def test_files_opened_lately_are_listed_and_forgotten(
    opened: Conductor, review_path: Path, make_copy: Callable[[str], Path]
) -> None:
    window, memory = opened.window, opened.memory
    other = make_copy("Mill.casement")
    opened.files.ask_for(other)
    window.unlock.unlock_requested.emit(PASSPHRASE)
    assert memory.recent() == (other, review_path)
    assert [action.text() for action in window.commands.menu("recent").actions()] == ["Mill", "Orchard"]
    window.commands.menu("recent").actions()[1].trigger()
    assert window.windowTitle() == "Orchard – Casement"
    window.welcome.forget_requested.emit(other)
    assert memory.recent() == (review_path,)
    window.welcome.remember_changed.emit(False)
    assert memory.recent() == ()
    opened.files.ask_for(review_path)
    window.unlock.unlock_requested.emit(PASSPHRASE)
    assert memory.recent() == ()


@pytest.mark.parametrize(
    ("title", "name"),
    [("Mill Lane", "Mill Lane"), ("a/b\\c:d", "a-b-c-d"), (" . ", "Review"), ("tab\there", "tab-here")],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name_of(title) == name


def test_a_suffix_is_added_once() -> None:
    assert with_suffix(Path("a.b")) == Path("a.b.casement")
    assert with_suffix(Path("a.casement")) == Path("a.casement")


def test_a_review_that_can_not_be_opened_again_after_the_change_is_closed_and_says_so(
    opened: Conductor, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened.window
    window.commands.action("file.passphrase").trigger()
    made = sheet(window, ChangePassphraseSheet)
    with monkeypatch.context() as taken:

        def refuse(path: Path, _key: object) -> None:
            raise FileProblem("file_in_use", name=path.name)

        taken.setattr(review_file, "open_with_key", refuse)
        made.change_requested.emit(PASSPHRASE, NEW_PASSPHRASE)
    assert not opened.workspace.is_open
    assert window.unlock.isVisible()
    assert "was changed" in words(window)
    assert "NEW passphrase" in words(window)
    window.unlock.unlock_requested.emit(NEW_PASSPHRASE)
    assert opened.workspace.is_open
