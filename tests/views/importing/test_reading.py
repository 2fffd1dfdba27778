"""Reading: protected files ask for a password, the clipboard is read, progress and Cancel are there."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.documents.returns.child import read_in_child, read_pasted_in_child
from app.domain.errors import KnownError
from app.domain.returns import ParsedReturn
from app.services import event_rows
from app.views.importing.flow import Cancelling, ImportFlow, Progress, Readers
from app.views.importing.sheet import ImportSheet
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace

PASSWORD = "quiet-heron-42"


@pytest.fixture
def protected(xlsx: Path, tmp_path: Path) -> Path:
    crypto: Any = import_module("msoffcrypto.format.ooxml")
    locked = io.BytesIO()
    crypto.OOXMLFile(io.BytesIO(xlsx.read_bytes())).encrypt(PASSWORD, locked)
    path = tmp_path / "protected.xlsx"
    path.write_bytes(locked.getvalue())
    return path


def asked(qtbot: QtBot, flow: ImportFlow) -> None:
    qtbot.waitUntil(lambda: not flow.reading and flow.password is not None and flow.password.isVisible(), timeout=20000)


def test_a_protected_file_asks_for_its_password_until_it_opens(qtbot: QtBot, flow: ImportFlow, protected: Path) -> None:
    problems: list[KnownError] = []
    flow.problem.connect(problems.append)
    flow.read(protected)
    asked(qtbot, flow)
    assert flow.password is not None
    assert "protected by a password" in flow.password.notice.text
    assert not flow.password.accept_button.isEnabled()
    qtbot.keyClicks(flow.password.field, "wrong")
    qtbot.keyClick(flow.password.field, Qt.Key.Key_Return)
    asked(qtbot, flow)
    assert "doesn't open" in flow.password.notice.text
    assert flow.password.field.text() == ""
    qtbot.keyClicks(flow.password.field, PASSWORD)
    qtbot.keyClick(flow.password.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.sheet is not None, timeout=20000)
    assert problems == []
    qtbot.waitUntil(lambda: flow.password is None)
    assert not any(PASSWORD in str(vars(each)) for each in (flow, flow.sheet))


def test_without_the_password_nothing_is_read(qtbot: QtBot, flow: ImportFlow, protected: Path, workspace: Workspace) -> None:
    flow.read(protected)
    asked(qtbot, flow)
    assert flow.password is not None
    qtbot.keyClick(flow.password, Qt.Key.Key_Escape)
    assert (flow.password, flow.sheet, flow.reading) == (None, None, False)
    flow.read(protected)
    asked(qtbot, flow)
    workspace.close(locked=True)
    assert flow.password is None


def copied(html: str, text: str) -> None:
    data = QMimeData()
    data.setHtml(html)
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


ROWS = "<table><tr><td>Date</td><td>Event</td></tr><tr><td>3 May 2010</td><td>Seen at home</td></tr></table>"


def test_rows_copied_in_word_or_excel_go_through_the_same_preview(
    qtbot: QtBot, flow: ImportFlow, workspace: Workspace
) -> None:
    copied(ROWS, "Date\tEvent\n3 May 2010\tSeen at home\n")
    flow.paste()
    qtbot.waitUntil(lambda: not flow.reading and flow.sheet is not None, timeout=20000)
    sheet = flow.sheet
    assert isinstance(sheet, ImportSheet)
    qtbot.keyClicks(sheet.form.agency.lineEdit(), "School")
    with qtbot.waitSignal(sheet.finished):
        qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert [row.what for row in workspace.read(event_rows.rows)] == ["Seen at home"]


def test_where_no_table_was_copied_that_is_said(qtbot: QtBot, flow: ImportFlow) -> None:
    copied("", "")
    problems: list[KnownError] = []
    flow.problem.connect(problems.append)
    with qtbot.waitSignal(flow.ended, timeout=20000):
        flow.paste()
    assert [problem.key for problem in problems] == ["return-nothing-pasted"]


def test_how_far_reading_is_is_said(qtbot: QtBot, window: QWidget, workspace: Workspace, xlsx: Path) -> None:
    def slowly(path: Path, cancelled: Cancelling | None, progress: Progress | None, *, password: str) -> ParsedReturn:
        assert progress is not None
        progress(1500)
        return read_in_child(path, cancelled, progress, password=password)

    tasks = Tasks()
    flow = ImportFlow(workspace, tasks, Readers(slowly, read_pasted_in_child), window)
    said: list[str] = []
    flow.advanced.connect(said.append)
    with qtbot.waitSignal(flow.ended, timeout=20000):
        flow.read(xlsx)
    assert said == ["Reading Health visiting.xlsx: 1,500 rows so far"]
    tasks.close()


def test_tracked_changes_are_read_as_the_reviewer_says(
    qtbot: QtBot, preview: Callable[[Path], ImportSheet], word: Path, tmp_path: Path
) -> None:
    docx: Any = import_module("docx")
    document = docx.Document(str(word))
    cell = document.tables[0].rows[2].cells[1]
    run = cell.paragraphs[0].runs[0]._r
    inserted = run.makeelement(docx.oxml.ns.qn("w:ins"), {docx.oxml.ns.qn("w:id"): "1", docx.oxml.ns.qn("w:author"): "A"})
    extra = cell.paragraphs[0].add_run(" And father.")._r
    extra.addprevious(inserted)
    inserted.append(extra)
    path = tmp_path / "tracked.docx"
    document.save(str(path))
    sheet = preview(path)
    assert sheet.form.tracked.isVisible()
    assert sheet.form.line.text.toPlainText().startswith("Seen at home with mother. And father.")
    buttons = sheet.form.tracked.findChildren(type(sheet.accept_button))
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert "father" not in sheet.form.line.text.toPlainText()
