"""The panel of documents over a real review: real files in and out."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.documents.returns.gate import read_file
from app.documents.saving import save
from app.models import Event
from app.services import chronology, circulation, imports, people, review, source_register
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork
from app.views.documents.copy_sheet import CopySheet
from app.views.documents.panel import DocumentsPanel, Files
from app.views.documents.words import size_in_words
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.a_return import a_return

KEYS = Qt.Key
LETTER = b"%PDF-1.4 a letter"


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    made.perform("Start", partial(review.start, title="Orchard", kind="scr", lanes=("Proposed",)))
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> Iterator[DocumentsPanel]:
    tasks = Tasks()
    made = DocumentsPanel(workspace, tasks, Files(read_file, save))
    qtbot.addWidget(made)
    made.resize(420, 760)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    tasks.close()


def _choose(panel: DocumentsPanel, path: Path) -> None:
    dialog = panel.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.close()


@pytest.fixture
def letter(qtbot: QtBot, panel: DocumentsPanel, tmp_path: Path) -> Path:
    """A letter that was added to the register."""
    path = tmp_path / "Letter.pdf"
    path.write_bytes(LETTER)
    panel.add_button.click()
    _choose(panel, path)
    qtbot.waitUntil(lambda: panel.list.count() == 1, timeout=10_000)
    return path


def test_a_document_is_added_with_its_file_and_described(panel: DocumentsPanel, letter: Path, workspace: Workspace) -> None:
    assert panel.list.item(0).text() == "Letter.pdf  ·  Other  ·  kept, 17 bytes"
    digest = sha256(LETTER).hexdigest()
    assert f"begins {digest[:4]} {digest[4:8]}" in panel.form.check.text()
    assert digest in panel.form.check.toolTip()
    workspace.undo()
    assert panel.list.count() == 0
    assert panel.form.isHidden()


def test_who_sent_it_and_when_is_typed_and_kept(
    qtbot: QtBot, panel: DocumentsPanel, letter: Path, workspace: Workspace
) -> None:
    workspace.perform("Agency", partial(people.add_agency, name="Housing"))
    for field, words in (("sent_by", "The director"), ("received", "early May 2011"), ("secured", "2 May 2011")):
        line = panel.form.lines[field]
        line.setFocus()
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, KEYS.Key_Return)
    panel.form.kind.setCurrentIndex(panel.form.kind.findData("letter"))
    panel.form.kind.activated.emit(panel.form.kind.currentIndex())
    panel.form.agency.setCurrentIndex(1)
    panel.form.agency.activated.emit(1)
    (row,) = workspace.read(source_register.listed)
    assert (row.sent_by, row.received, row.secured) == ("The director", "early May 2011", "2 May 2011")
    assert (row.kind, row.agency) == ("letter", "Housing")
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.form.remarks.setFocus()
    qtbot.waitUntil(panel.form.remarks.hasFocus)
    qtbot.keyClicks(panel.form.remarks, "Two pages")
    panel.list.setFocus()
    assert workspace.read(source_register.listed)[0].remarks == "Two pages"


def test_what_was_typed_is_kept_when_the_review_closes(
    panel: DocumentsPanel, letter: Path, workspace: Workspace, review_path: Path
) -> None:
    panel.form.remarks.setPlainText("One line,\nand another")
    panel.form.lines["sent_by"].setText("The director")
    workspace.close(locked=True)
    assert panel.form.isHidden()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    (row,) = workspace.read(source_register.listed)
    assert (row.remarks, row.sent_by) == ("One line,\nand another", "The director")


def test_looking_at_a_return_changes_nothing(panel: DocumentsPanel, workspace: Workspace) -> None:
    incoming = replace(a_return(), remarks="One line\nAnother")
    workspace.perform("Take in", partial(imports.take_in, incoming=incoming))
    panel.form.commit()
    assert workspace.undo_label == "Take in"


def test_a_readable_copy_leaves_after_a_warning_and_is_noted(
    qtbot: QtBot, panel: DocumentsPanel, letter: Path, workspace: Workspace, tmp_path: Path
) -> None:
    panel.copy_button.click()
    (sheet,) = panel.findChildren(CopySheet)
    assert not panel.findChildren(QFileDialog) or workspace.read(circulation.listed) == ()
    sheet.accept_button.click()
    to = tmp_path / "Out.pdf"
    _choose(panel, to)
    qtbot.waitUntil(to.exists, timeout=10_000)
    assert to.read_bytes() == LETTER
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert [row.document for row in workspace.read(circulation.listed)] == ["Out.pdf"]


def test_a_copy_that_could_not_be_saved_did_not_leave(
    qtbot: QtBot, panel: DocumentsPanel, letter: Path, workspace: Workspace, tmp_path: Path
) -> None:
    panel.copy_button.click()
    panel.findChildren(CopySheet)[0].accept_button.click()
    with qtbot.waitSignal(workspace.failed, timeout=10_000):
        _choose(panel, tmp_path / "nowhere" / "Out.pdf")
    assert workspace.read(circulation.listed) == ()


def test_a_file_is_let_go_and_kept_again_if_it_is_the_very_one(
    qtbot: QtBot, panel: DocumentsPanel, letter: Path, workspace: Workspace, tmp_path: Path
) -> None:
    with qtbot.waitSignal(workspace.announced):
        panel.let_go_button.click()
    assert not panel.copy_button.isEnabled()
    other = tmp_path / "Other.pdf"
    other.write_bytes(b"other")
    panel.keep_button.click()
    with qtbot.waitSignal(workspace.failed, timeout=10_000) as refused:
        _choose(panel, other)
    assert refused.args is not None
    assert refused.args[0].key == "document_other_file"
    panel.keep_button.click()
    _choose(panel, letter)
    qtbot.waitUntil(panel.copy_button.isEnabled, timeout=10_000)


def test_a_review_and_a_file_that_is_not_there_are_refused(
    qtbot: QtBot, panel: DocumentsPanel, workspace: Workspace, tmp_path: Path
) -> None:
    for name, key in (("Mine.casement", "document_is_a_review"), ("gone.pdf", "return-missing")):
        panel.add_button.click()
        with qtbot.waitSignal(workspace.failed, timeout=10_000) as refused:
            _choose(panel, tmp_path / name)
        assert refused.args is not None
        assert refused.args[0].key == key


def test_a_return_is_listed_and_taken_back(qtbot: QtBot, panel: DocumentsPanel, workspace: Workspace) -> None:
    for agency, letter in (("Health visiting", "a"), ("School", "b")):
        workspace.perform("Take in", partial(imports.take_in, incoming=a_return(agency=agency, sha256=letter * 64)))
    words = sorted(panel.list.item(at).text() for at in range(2))
    assert words[0].startswith("visits.xlsx  ·  Return  ·  Health visiting  ·  taken in ")
    assert words[0].endswith("  ·  3 events  ·  2 rows set aside")
    with qtbot.waitSignal(workspace.announced):
        panel.remove_button.click()
    assert panel.list.count() == 1
    panel.list.setFocus()
    with qtbot.waitSignal(workspace.announced):
        qtbot.keyClick(panel.list, KEYS.Key_Delete)
    assert panel.list.count() == 0
    workspace.undo()
    assert panel.list.count() == 1


def test_the_return_chosen_stays_chosen_and_one_worked_on_is_kept(
    qtbot: QtBot, panel: DocumentsPanel, workspace: Workspace
) -> None:
    for agency, letter in (("Health visiting", "a"), ("School", "b")):
        workspace.perform("Take in", partial(imports.take_in, incoming=a_return(agency=agency, sha256=letter * 64)))
    panel.list.setCurrentRow(1)
    chosen = workspace.read(source_register.listed)[1]

    def choose(uow: UnitOfWork) -> None:
        chronology.mark_skeleton(uow, [event.id for event in uow.session.query(Event)], True)

    workspace.perform("Choose", choose)
    assert panel.save_state() == {"source": chosen.id}
    panel.list.setFocus()
    with qtbot.waitSignal(workspace.failed) as refused:
        qtbot.keyClick(panel.list, KEYS.Key_Delete)
    assert refused.args is not None
    assert refused.args[0].key == "import_worked_on"


def test_where_the_reviewer_was_is_found_again(panel: DocumentsPanel, workspace: Workspace) -> None:
    for letter in "ab":
        workspace.perform("Take in", partial(imports.take_in, incoming=a_return(agency=letter, sha256=letter * 64)))
    second = workspace.read(source_register.listed)[1].id
    panel.restore_state({"source": second})
    assert panel.save_state() == {"source": second}
    assert not panel.reveal("event", second)
    panel.focus_first()
    assert panel.list.hasFocus()
    workspace.close()
    assert panel.list.count() == 0


@pytest.mark.parametrize(("size", "words"), [(12, "12 bytes"), (2048, "2 KB"), (3 * 1024 * 1024, "3.0 MB")])
def test_sizes_are_read_as_people_do(size: int, words: str) -> None:
    assert size_in_words(size) == words
