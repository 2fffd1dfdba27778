"""The export sheet on a real review: real documents, real files, real windows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.documents.report_writer import report_bytes
from app.documents.saving import save
from app.domain.naming import NamingMode
from app.domain.outlines import Outline, outlines
from app.domain.report import ReportData
from app.domain.text import text_from
from app.services import circulation, review
from app.storage.review_file import ReviewFile
from app.views.exporting.export_sheet import Documents, ExportSheet
from app.views.widgets.message_bar import MessageBar
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.services.a_review import CHILD, make

REAL = Documents(report_bytes, save)


@pytest.fixture
def workspace(review_path: Path) -> Iterator[Workspace]:
    workspace = Workspace()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    make(partial(_perform, workspace))
    yield workspace
    workspace.close()


def _perform(workspace: Workspace, service: Callable[..., Any], *arguments: Any) -> Any:
    done = workspace.perform("Act", lambda uow: service(uow, *arguments))
    assert done is not None
    return done.value


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(900, 700)
    place.show()
    qtbot.waitExposed(place)
    return place


@pytest.fixture
def messages(place: QWidget) -> MessageBar:
    return MessageBar(place)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Reports"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(
    qtbot: QtBot, place: QWidget, workspace: Workspace, tasks: Tasks, messages: MessageBar, folder: Path
) -> Callable[..., ExportSheet]:
    def open_sheet(documents: Documents = REAL) -> ExportSheet:
        sheet = ExportSheet(place, workspace, tasks, outlines(), documents, messages, folder)
        sheet.open()
        qtbot.waitExposed(sheet)
        return sheet

    return open_sheet


def _export(qtbot: QtBot, sheet: ExportSheet) -> None:
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.accept_button.click()


def _noted(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(row.document, row.audience, row.version_label) for row in workspace.read(circulation.listed)]


def _words(path: Path) -> str:
    document = Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_report_is_written_with_pseudonyms_and_noted_in_one_undoable_act(
    qtbot: QtBot, workspace: Workspace, opened: Callable[..., ExportSheet], messages: MessageBar, folder: Path
) -> None:
    sheet = opened()
    assert sheet.choices.mode is NamingMode.PSEUDONYM
    assert sheet.choices.version == "0.3"
    name = "Review Orchard – Learning Together report – 0.3 – pseudonyms.docx"
    assert name in sheet.where.text()
    _export(qtbot, sheet)
    assert "The summary of Child T." in _words(folder / name)
    assert _noted(workspace) == [(name, "pseudonym", "0.3")]
    assert name in messages.text
    workspace.undo()
    assert _noted(workspace) == []


def test_the_document_is_opened_on_a_click_only(
    qtbot: QtBot, opened: Callable[..., ExportSheet], messages: MessageBar, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    _export(qtbot, opened())
    assert asked == []
    next(each for each in messages.findChildren(QPushButton) if "Word" in each.text()).click()
    (url,) = asked
    assert Path(url.toLocalFile()).parent == folder


def test_each_audience_has_a_name_of_its_own_and_says_who_is_who(
    qtbot: QtBot, opened: Callable[..., ExportSheet], folder: Path
) -> None:
    sheet = opened()
    sheet.choices.people.chosen.emit("x")
    names = set()
    for mode in NamingMode:
        sheet.choices.people.choose(mode.value)
        sheet.choices.people.chosen.emit(mode.value)
        names.add(sheet.to.name)
    assert len(names) == len(NamingMode)
    sheet.choices.people.choose("named")
    sheet.choices.people.chosen.emit("named")
    sheet.choices.version_field.setText("1.0")
    sheet.choices.draft.setChecked(False)
    to = sheet.to
    _export(qtbot, sheet)
    assert CHILD in _words(to)
    assert "1.0" in to.name
    assert "confidential" not in _words(to)


def test_the_outline_says_what_it_is_and_is_the_one_written(
    qtbot: QtBot, opened: Callable[..., ExportSheet], folder: Path
) -> None:
    sheet = opened()
    assert sheet.choices.outline.key == "learning-together"
    sheet.choices.outline_box.setCurrentIndex(sheet.choices.outline_box.findData("findings-only"))
    assert sheet.choices.outline.about in {each.text() for each in sheet.findChildren(type(sheet.where))}
    to = sheet.to
    _export(qtbot, sheet)
    assert "Findings only" in to.name
    assert "Skeleton chronology" not in _words(to)


def test_names_typed_by_hand_are_shown_with_their_place_and_stop_the_export(
    qtbot: QtBot, workspace: Workspace, opened: Callable[..., ExportSheet], folder: Path
) -> None:
    _perform(workspace, review.set_text, "summary", text_from(f"{CHILD} grew."))
    sheet = opened()
    sheet.accept_button.click()
    assert [sheet.names.item(row).text() for row in range(sheet.names.count())] == [f"{CHILD}  –  The case in brief"]
    assert sheet.anyway_button.isVisible()
    assert "Nothing was written" in sheet.notice.text
    assert list(folder.iterdir()) == []
    sheet.choices.version_field.setText("2")
    assert not sheet.anyway_button.isVisible()
    assert not sheet.notice.isVisible()
    sheet.accept_button.click()
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.anyway_button.click()
    assert len(list(folder.iterdir())) == 1


def test_a_name_that_is_taken_is_not_proposed(qtbot: QtBot, opened: Callable[..., ExportSheet]) -> None:
    first = opened()
    to = first.to
    to.write_bytes(b"")
    assert first.to.name == f"{to.stem} (2).docx"


def test_the_place_is_chosen_in_the_systems_dialog(qtbot: QtBot, opened: Callable[..., ExportSheet], tmp_path: Path) -> None:
    sheet = opened()
    sheet.choose_button.click()
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "Mine.docx"))
    dialog.close()
    assert "Mine.docx" in sheet.where.text()
    _export(qtbot, sheet)
    assert (tmp_path / "Mine.docx").exists()


def test_a_file_name_of_another_audience_is_refused(
    qtbot: QtBot, workspace: Workspace, opened: Callable[..., ExportSheet], tmp_path: Path
) -> None:
    _perform(workspace, circulation.record, "Mine.docx", NamingMode.NAMED, "00")
    sheet = opened()
    sheet.choose_button.click()
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "Mine.docx"))
    dialog.close()
    sheet.accept_button.click()
    assert "another audience" in sheet.notice.text
    assert not (tmp_path / "Mine.docx").exists()


def test_what_goes_wrong_is_said_in_the_sheet(
    qtbot: QtBot, opened: Callable[..., ExportSheet], folder: Path, workspace: Workspace
) -> None:
    sheet = opened()
    folder.rmdir()
    sheet.accept_button.click()
    qtbot.waitUntil(lambda: sheet.notice.isVisible(), timeout=10_000)
    assert "Reports" in sheet.notice.text
    assert sheet.accept_button.isEnabled()
    assert _noted(workspace) == []
    assert workspace.undo_label == "Act"


class Slow:
    """Makes a document once it is let, so that what happens meanwhile can be seen."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.documents = Documents(self._make, save)

    def _make(self, data: ReportData, outline: Outline) -> bytes:
        self.let.wait(10)
        return report_bytes(data, outline)


def test_making_can_be_cancelled_and_then_nothing_is_written(
    qtbot: QtBot, opened: Callable[..., ExportSheet], folder: Path
) -> None:
    slow = Slow()
    sheet = opened(slow.documents)
    sheet.accept_button.click()
    assert sheet.busy.isVisible()
    assert not sheet.accept_button.isEnabled()
    sheet.try_accept()
    sheet.busy.cancel_requested.emit()
    slow.let.set()
    qtbot.waitUntil(lambda: not sheet.busy.isVisible(), timeout=10_000)
    assert "Cancelled" in sheet.notice.text
    assert list(folder.iterdir()) == []


def test_locking_leaves_nothing_of_the_review_in_the_sheet(
    qtbot: QtBot, opened: Callable[..., ExportSheet], folder: Path, workspace: Workspace, tasks: Tasks
) -> None:
    slow = Slow()
    sheet = opened(slow.documents)
    sheet.accept_button.click()
    workspace.close(locked=True)
    qtbot.waitUntil(lambda: not isValid(sheet))
    slow.let.set()
    tasks.close()
    assert list(folder.iterdir()) == []


def test_saving_is_waited_for(qtbot: QtBot, opened: Callable[..., ExportSheet], workspace: Workspace, folder: Path) -> None:
    let, begun = threading.Event(), threading.Event()

    def save_slowly(to: Path, content: bytes) -> None:
        begun.set()
        let.wait(10)
        save(to, content)

    sheet = opened(Documents(report_bytes, save_slowly))
    sheet.accept_button.click()
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    sheet.reject()
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        let.set()
    assert len(_noted(workspace)) == 1


def test_a_lock_while_a_report_is_being_saved_loses_neither_the_report_nor_its_note(
    qtbot: QtBot,
    opened: Callable[..., ExportSheet],
    workspace: Workspace,
    folder: Path,
    review_path: Path,
    tasks: Tasks,
    messages: MessageBar,
) -> None:
    let, begun = threading.Event(), threading.Event()

    def save_slowly(to: Path, content: bytes) -> None:
        begun.set()
        let.wait(10)
        save(to, content)

    sheet = opened(Documents(report_bytes, save_slowly))
    name = sheet.to.name
    sheet.accept_button.click()
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    assert workspace.close(locked=True)
    let.set()
    tasks.close()
    qtbot.waitUntil(lambda: not isValid(sheet))
    assert (folder / name).exists()
    assert name not in messages.text
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    assert _noted(workspace) == [(name, "pseudonym", "0.3")]


def test_the_review_knows_of_a_document_before_it_is_there(
    qtbot: QtBot, opened: Callable[..., ExportSheet], workspace: Workspace, folder: Path
) -> None:
    there: list[list[Path]] = []
    workspace.changed.connect(lambda *_: there.append(list(folder.iterdir())))
    _export(qtbot, opened())
    assert there == [[]]
    assert len(list(folder.iterdir())) == 1


def test_a_bug_in_the_saving_takes_the_note_back(
    qtbot: QtBot, opened: Callable[..., ExportSheet], tasks: Tasks, workspace: Workspace
) -> None:
    def broken(to: Path, content: bytes) -> None:
        raise AssertionError

    sheet = opened(Documents(report_bytes, broken))
    with qtbot.waitSignal(tasks.crashed, timeout=10_000):
        sheet.accept_button.click()
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    assert _noted(workspace) == []


def test_a_report_that_can_not_be_noted_is_not_written(
    qtbot: QtBot, opened: Callable[..., ExportSheet], workspace: Workspace, folder: Path
) -> None:
    slow = Slow()
    sheet = opened(slow.documents)
    sheet.accept_button.click()
    # From here on the file takes no change, as on a disk that fell to reading only.
    workspace.file.engine.raw_connection().driver_connection.execute("PRAGMA query_only=ON")
    slow.let.set()
    qtbot.waitUntil(lambda: "Nothing was written" in sheet.notice.text, timeout=10_000)
    assert list(folder.iterdir()) == []
    assert sheet.accept_button.isEnabled()


def test_a_bug_in_the_making_leaves_the_sheet_usable(qtbot: QtBot, opened: Callable[..., ExportSheet], tasks: Tasks) -> None:
    def broken(data: ReportData, outline: Outline) -> bytes:
        raise AssertionError

    sheet = opened(Documents(broken, save))
    with qtbot.waitSignal(tasks.crashed, timeout=10_000):
        sheet.accept_button.click()
    qtbot.waitUntil(sheet.accept_button.isEnabled)


def test_cancel_before_the_work_begins_makes_nothing(
    qtbot: QtBot, opened: Callable[..., ExportSheet], folder: Path, tasks: Tasks
) -> None:
    sheet = opened()
    sheet.accept_button.click()
    sheet.reject()
    tasks.close()
    assert list(folder.iterdir()) == []
