"""Real returns of agencies, and a flow that reads them in a child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.documents.returns.child import read_in_child, read_pasted_in_child
from app.storage.review_file import ReviewFile
from app.views.importing.flow import ImportFlow, Readers
from app.views.importing.sheet import ImportSheet
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace

ROWS = (
    ("Health visiting service: chronology", "", "", ""),
    ("Date", "Event", "Record", "Outcome"),
    ("03/05/2010", "Seen at home with mother.", "Case record", "See again"),
    ("?22 May 2010", "Not brought to clinic.", "", ""),
    ("31/02/2010", "Telephone call from school.", "", ""),
    ("", "", "", ""),
    ("14 June 2010", "14 June 2010: weighed.\n16 June 2010: weighed again.", "Red book", ""),
    ("Transfer", "Transfer", "Transfer", "Transfer"),
)


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


@pytest.fixture
def xlsx(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.title = "Chronology"
    path = tmp_path / "Health visiting.xlsx"
    book.save(path)
    return path


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    table = document.add_table(len(ROWS), 4)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "Health visiting.docx"
    document.save(str(path))
    return path


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "police.csv"
    path.write_text("When,What,Log no\n1 May 2010,Attended an address,17\n2 May 2010,Call closed,18\n", "utf-8")
    return path


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def flow(window: QWidget, workspace: Workspace) -> Iterator[ImportFlow]:
    tasks = Tasks()
    yield ImportFlow(workspace, tasks, Readers(read_in_child, read_pasted_in_child), window)
    tasks.close()


@pytest.fixture
def preview(qtbot: QtBot, flow: ImportFlow) -> Callable[[Path], ImportSheet]:
    """Reads a file and gives its preview."""

    def shown(path: Path) -> ImportSheet:
        flow.read(path)
        qtbot.waitUntil(lambda: not flow.reading and flow.sheet is not None and flow.sheet.isVisible(), timeout=20000)
        assert flow.sheet is not None
        qtbot.waitExposed(flow.sheet)
        return flow.sheet

    return shown
