"""The sheet from which a grid leaves: real Word and Excel files, by audience, with a note of each that left."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.documents.report_writer import document_bytes
from app.documents.saving import save
from app.documents.table_workbook import workbook_bytes
from app.services import circulation, meetings
from app.views.meetings.export_sheet import AttendanceSheet, TableDocuments
from app.views.widgets.message_bar import MessageBar
from app.workspace.workspace import Workspace
from tests.views.meetings.conftest import Case, Do


@pytest.fixture
def sheet(qtbot: QtBot, workspace: Workspace, case: Case, tmp_path: Path) -> AttendanceSheet:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    documents = TableDocuments(document_bytes, workbook_bytes, save)
    where = ("case", "Core groups", "Core groups")
    made = AttendanceSheet(ground, workspace, documents, MessageBar(ground), tmp_path, where)
    made.open()
    return made


def test_word_by_role_carries_no_name_and_is_noted(sheet: AttendanceSheet, workspace: Workspace, tmp_path: Path) -> None:
    sheet.people.choose("role")
    sheet.people.chosen.emit("role")
    assert sheet.to == tmp_path / "Orchard – Core groups – by role.docx"
    sheet.try_accept()
    document = Document(str(tmp_path / "Orchard – Core groups – by role.docx"))
    (table,) = document.tables
    words = [[cell.text for cell in row.cells] for row in table.rows]
    assert words[0][1:] == ["3 March 2012\nFirst core group", "4 April 2012\nSecond core group"]
    assert ["Health visitor", "came", ""] in words
    assert words[-1] == ["Counted", "1 of 1 invited came", ""]
    assert "Oke" not in " ".join(paragraph.text for paragraph in document.paragraphs) + str(words)
    assert {paragraph.style.name for paragraph in table.rows[0].cells[1].paragraphs if paragraph.style} == {"Table heading"}
    (note,) = workspace.read(circulation.listed)
    assert (note.document, note.audience) == ("Orchard – Core groups – by role.docx", "role")


def test_excel_holds_letters_only(sheet: AttendanceSheet, workspace: Workspace, case: Case, do: Do, tmp_path: Path) -> None:
    do(meetings.set_line, case.meetings[0], "title", "=1+1")
    sheet.form.choose("xlsx")
    sheet.form.chosen.emit("xlsx")
    sheet.people.choose("named")
    sheet.people.chosen.emit("named")
    sheet.try_accept()
    book = load_workbook(tmp_path / "Orchard – Core groups – named.xlsx")
    (page,) = book.worksheets
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert cells[0][1] == "3 March 2012\n=1+1"
    assert ["Anne Oke", "came", None] in cells
    assert all(cell.data_type in ("s", "n") for row in page.iter_rows() for cell in row)
    assert (page.freeze_panes, page.print_title_rows, book.properties.creator) == ("B2", "$1:$1", None)


def test_a_name_typed_by_hand_is_shown_before_it_leaves(
    sheet: AttendanceSheet, workspace: Workspace, case: Case, do: Do, tmp_path: Path
) -> None:
    do(meetings.set_line, case.meetings[0], "title", "Handover from Anne Oke")
    sheet.try_accept()
    assert list(tmp_path.glob("*.docx")) == []
    assert "Anne Oke" in sheet.names.item(0).text()
    assert sheet.anyway_button.isVisible()
    sheet.anyway_button.click()
    assert len(list(tmp_path.glob("*.docx"))) == 1


def test_a_folder_that_is_gone_is_told_and_nothing_is_noted(
    sheet: AttendanceSheet, workspace: Workspace, tmp_path: Path
) -> None:
    sheet._on_file_selected(str(tmp_path / "gone" / "Grid.docx"))
    sheet.try_accept()
    assert sheet.isVisible()
    assert sheet.notice.isVisible()
    assert workspace.read(circulation.listed) == ()


def test_a_second_file_takes_a_free_name(sheet: AttendanceSheet, tmp_path: Path) -> None:
    (tmp_path / sheet.to.name).write_bytes(b"PK")
    sheet._on_chosen()
    assert sheet.to.name == "Orchard – Core groups – pseudonyms (2).docx"
    sheet._on_choose_clicked()
    assert sheet.to.parent == tmp_path
