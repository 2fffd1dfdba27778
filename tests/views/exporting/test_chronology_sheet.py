"""The sheet from which the chronology leaves, on a real review: real files, real windows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.documents.chronology_writer import chronology_bytes
from app.documents.saving import save
from app.domain.chronology_out import ChronologyOut, OutForm
from app.domain.text import text_from
from app.services import chronology, circulation
from app.storage.review_file import ReviewFile
from app.views.exporting.chronology_choices import SHOWN, WHOLE
from app.views.exporting.chronology_sheet import ChronologySheet
from app.views.exporting.document_sheet import Leaving
from app.views.widgets.message_bar import MessageBar
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.services.a_review import CHILD, PRIVATE, Made, make


@pytest.fixture
def workspace(review_path: Path) -> Iterator[Workspace]:
    workspace = Workspace()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    yield workspace
    workspace.close()


@pytest.fixture
def made(workspace: Workspace) -> Made:
    return make(partial(_perform, workspace))


def _perform(workspace: Workspace, service: Callable[..., Any], *arguments: Any) -> Any:
    done = workspace.perform("Act", lambda uow: service(uow, *arguments))
    assert done is not None
    return done.value


@pytest.fixture
def messages(qtbot: QtBot) -> MessageBar:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(900, 700)
    place.show()
    return MessageBar(place)


@pytest.fixture
def opened(
    qtbot: QtBot, workspace: Workspace, made: Made, messages: MessageBar, tmp_path: Path
) -> Iterator[Callable[..., ChronologySheet]]:
    tasks = Tasks()
    place = messages.window()

    def open_sheet(shown: frozenset[str] | None = None, making: Any = chronology_bytes) -> ChronologySheet:
        leaving = Leaving(workspace, tasks, save, messages, tmp_path)
        sheet = ChronologySheet(place, leaving, making, shown)
        sheet.open()
        qtbot.waitExposed(sheet)
        return sheet

    yield open_sheet
    tasks.close()


def _choose(control: Any, key: str) -> None:
    control.choose(key)
    control.chosen.emit(key)


def test_the_preview_counts_what_would_leave(opened: Callable[..., ChronologySheet], made: Made) -> None:
    sheet = opened(frozenset(made.events[3:]))
    assert sheet.choices.preview.text() == "2 events of 2 agencies"
    _choose(sheet.choices.which, WHOLE)
    assert sheet.choices.preview.text() == "3 events of 2 agencies"
    _choose(sheet.choices.which, SHOWN)
    assert sheet.choices.preview.text() == "1 event of 1 agency"
    sheet.choices.about.setCurrentIndex(sheet.choices.about.findData(made.people["aunt"]))
    assert sheet.choices.preview.text() == "0 events of 0 agencies"
    assert not sheet.accept_button.isEnabled()


def test_without_a_filter_there_is_nothing_to_choose_of_it(opened: Callable[..., ChronologySheet]) -> None:
    texts = {each.text() for each in opened().choices.which.findChildren(QPushButton)}
    assert texts == {"Skeleton", "Whole chronology"}


def test_a_workbook_is_written_noted_and_offered(
    qtbot: QtBot,
    opened: Callable[..., ChronologySheet],
    workspace: Workspace,
    messages: MessageBar,
    tmp_path: Path,
) -> None:
    sheet = opened()
    _choose(sheet.choices.form, OutForm.EXCEL.value)
    name = "Review Orchard – Skeleton chronology – 0.3 – pseudonyms.xlsx"
    assert sheet.to == tmp_path / name
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.accept_button.click()
    cells = [str(value) for row in openpyxl.load_workbook(tmp_path / name).worksheets[0].values for value in row]
    assert "Seen at home: Child T.\n“Growing well”" in cells
    assert PRIVATE not in "".join(cells)
    assert [(row.document, row.audience) for row in workspace.read(circulation.listed)] == [(name, "pseudonym")]
    assert name in messages.text
    assert any("Open it" in each.text() for each in messages.findChildren(QPushButton))
    workspace.undo()
    assert workspace.read(circulation.listed) == ()


def test_every_form_has_its_file_and_the_dialog_asks_for_it(opened: Callable[..., ChronologySheet]) -> None:
    sheet = opened()
    endings: list[str] = []
    for form in OutForm:
        _choose(sheet.choices.form, form.value)
        sheet.choose_button.click()
        dialog = sheet.findChildren(QFileDialog)[-1]
        assert f"*.{dialog.defaultSuffix()}" in dialog.nameFilters()[0]
        dialog.close()
        endings.append(sheet.to.suffix)
    assert endings == [".docx", ".xlsx", ".csv", ".docx"]


def test_names_typed_by_hand_stop_it_with_their_place(
    qtbot: QtBot, opened: Callable[..., ChronologySheet], workspace: Workspace, made: Made, tmp_path: Path
) -> None:
    _perform(workspace, chronology.set_what, made.events[0], text_from(f"{CHILD} moved."))
    sheet = opened()
    before = set(tmp_path.iterdir())
    sheet.accept_button.click()
    qtbot.waitUntil(sheet.anyway_button.isVisible, timeout=10_000)
    found = [sheet.names.item(row).text() for row in range(sheet.names.count())]
    assert found == [f"{CHILD}  –  Skeleton chronology › June 2011"]
    assert set(tmp_path.iterdir()) == before
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.anyway_button.click()
    assert len(set(tmp_path.iterdir()) - before) == 1


def test_it_can_be_cancelled(qtbot: QtBot, opened: Callable[..., ChronologySheet], workspace: Workspace) -> None:
    let, begun = threading.Event(), threading.Event()

    def slowly(out: ChronologyOut, form: OutForm) -> bytes:
        begun.set()
        let.wait(10)
        return chronology_bytes(out, form)

    sheet = opened(making=slowly)
    sheet.accept_button.click()
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    sheet.busy.cancel_requested.emit()
    let.set()
    qtbot.waitUntil(lambda: "Cancelled" in sheet.notice.text, timeout=10_000)
    assert workspace.read(circulation.listed) == ()


def test_it_goes_by_the_keyboard_alone(qtbot: QtBot, opened: Callable[..., ChronologySheet]) -> None:
    sheet = opened()
    sheet.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(sheet.choices.form, Qt.Key.Key_Right)
    QTest.keyClick(sheet.choices.form, Qt.Key.Key_Right)
    assert sheet.choices.choice.form is OutForm.CSV
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        QTest.keyClick(sheet.choices.version_field, Qt.Key.Key_Return)
    assert sheet.to.suffix == ".csv"
