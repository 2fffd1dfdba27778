"""The sheet from which a blank return leaves, on a real review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.documents.blank_return import blank_bytes
from app.documents.saving import save
from app.services import circulation
from app.storage.review_file import ReviewFile
from app.views.exporting.blank_sheet import BlankSheet
from app.views.exporting.document_sheet import Leaving
from app.views.widgets.message_bar import MessageBar
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.services.a_review import CHILD, MARKER, make


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
def sheet(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> Iterator[BlankSheet]:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(900, 700)
    place.show()
    tasks = Tasks()
    made = BlankSheet(place, Leaving(workspace, tasks, save, MessageBar(place), tmp_path), blank_bytes)
    made.open()
    qtbot.waitExposed(made)
    yield made
    tasks.close()


def _make(qtbot: QtBot, sheet: BlankSheet) -> Path:
    to = sheet.to
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.accept_button.click()
    return to


def test_a_workbook_goes_to_an_agency_and_is_noted(qtbot: QtBot, sheet: BlankSheet, workspace: Workspace) -> None:
    assert sheet.to.name == "Return of Health visiting – Review Orchard.xlsx"
    to = _make(qtbot, sheet)
    book = openpyxl.load_workbook(to)
    whole = "\n".join(str(value) for each in book.worksheets for row in each.values for value in row)
    assert "health visitor" in whole
    assert "core group" in whole
    assert "common ground" not in whole
    assert MARKER not in whole
    (note,) = workspace.read(circulation.listed)
    assert (note.document, note.recipient, note.audience) == (to.name, "Health visiting", "pseudonym")


def test_a_new_agency_and_a_name_that_was_chosen(qtbot: QtBot, sheet: BlankSheet, workspace: Workspace) -> None:
    sheet.choices.agency.setEditText("  ")
    assert not sheet.accept_button.isEnabled()
    sheet.choices.agency.setEditText("Harn Valley Homes")
    sheet.choices.form.choose("docx")
    sheet.choices.form.chosen.emit("docx")
    child = next(item for item in sheet.choices.family.findItems(CHILD, Qt.MatchFlag.MatchExactly))
    child.setCheckState(Qt.CheckState.Checked)
    to = _make(qtbot, sheet)
    words = "\n".join(each.text for each in Document(str(to)).paragraphs)
    assert f"This return concerns {CHILD}." in words
    assert [row.audience for row in workspace.read(circulation.listed)] == ["named"]


def test_a_name_in_the_reference_is_not_there_by_chance(qtbot: QtBot, sheet: BlankSheet, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    sheet.choices.reference.setText(f"About {CHILD}")
    sheet.accept_button.click()
    assert sheet.anyway_button.isVisible()
    assert CHILD in sheet.names.item(0).text()
    assert set(tmp_path.iterdir()) == before
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.anyway_button.click()
    assert len(set(tmp_path.iterdir()) - before) == 1
