"""The overview over a real review: its facts, its texts, its questions, where it stands, and the bin."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, episodes, review
from app.services.episode_rows import board
from app.storage.review_file import ReviewFile
from app.views.overview.panel import OverviewPanel
from app.views.text.text_field import TextField
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE

KEYS = Qt.Key


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    made.perform("Start", partial(review.start, title="Orchard", kind="scr", lanes=("Proposed",)))
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> OverviewPanel:
    made = OverviewPanel(workspace)
    qtbot.addWidget(made)
    made.resize(900, 760)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def line(panel: OverviewPanel, name: str) -> QLineEdit:
    return next(each for each in panel.findChildren(QLineEdit) if each.objectName() == name)


def text(panel: OverviewPanel, name: str) -> TextField:
    return next(each for each in panel.findChildren(TextField) if each.accessibleName() == name)


def questions(panel: OverviewPanel) -> QPlainTextEdit:
    return next(each for each in panel.findChildren(QPlainTextEdit) if each.accessibleName() == "Research questions")


def read(panel: OverviewPanel) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if not each.isHidden()]


def test_facts_are_kept_when_their_field_is_left(qtbot: QtBot, panel: OverviewPanel, workspace: Workspace) -> None:
    panel.focus_first()
    title = line(panel, "title")
    assert title.hasFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Mill Lane")
    line(panel, "period_from").setFocus()
    assert workspace.read(review.facts).title == "Mill Lane"
    qtbot.keyClicks(line(panel, "period_from"), "3 May 2010")
    qtbot.keyClick(line(panel, "period_from"), KEYS.Key_Return)
    assert str(workspace.read(review.facts).period_from) == "2010-05-03"
    workspace.undo()
    assert line(panel, "period_from").text() == ""
    workspace.redo()
    assert line(panel, "period_from").text() == "3 May 2010"


def test_a_day_that_is_none_is_refused_and_shown_as_it_was(qtbot: QtBot, panel: OverviewPanel, workspace: Workspace) -> None:
    field = line(panel, "period_to")
    field.setFocus()
    qtbot.keyClicks(field, "whenever")
    with qtbot.waitSignal(workspace.failed):
        qtbot.keyClick(field, KEYS.Key_Return)
    assert not workspace.read(review.facts).period_to


def test_a_long_title_shows_its_beginning(qtbot: QtBot, panel: OverviewPanel, workspace: Workspace) -> None:
    workspace.perform("Name", partial(review.set_field, field="title", value="A title of many words " * 9))
    assert line(panel, "title").cursorPosition() == 0
    assert not panel.form.is_narrow
    panel.resize(380, 700)
    assert panel.form.is_narrow
    qtbot.waitUntil(lambda: line(panel, "title").width() > 300)


def test_texts_are_kept_on_leaving_them(qtbot: QtBot, panel: OverviewPanel, workspace: Workspace) -> None:
    field = text(panel, "Purpose")
    field.setFocus()
    qtbot.keyClicks(field, "To learn.")
    text(panel, "Limits").setFocus()
    assert workspace.read(review.facts).texts["purpose"].plain == "To learn."
    workspace.perform("Elsewhere", partial(review.set_text, field="purpose", text=text_from("To understand.")))
    assert field.text().plain == "To understand."


def test_research_questions_stand_one_a_line(qtbot: QtBot, panel: OverviewPanel, workspace: Workspace) -> None:
    field = questions(panel)
    field.setFocus()
    qtbot.keyClicks(field, "How was it seen?")
    qtbot.keyClick(field, KEYS.Key_Return)
    qtbot.keyClicks(field, "Who was asked?")
    panel.focus_first()
    asked = [words for _id, words in workspace.read(review.facts).questions]
    assert asked == ["How was it seen?", "Who was asked?"]


def test_numbers_have_their_nouns(panel: OverviewPanel, workspace: Workspace) -> None:
    workspace.perform("Add", partial(chronology.add_event, when="3 May 2010"))
    workspace.perform("Add", partial(episodes.add, lane_id=workspace.read(board)[0].id, title="A late booking"))
    told = read(panel)
    assert "key practice episode" in told
    assert "findings" in told
    assert "1 in all, from 0 agencies" in told


def test_the_bin_is_listed_and_emptied_again_by_putting_back(
    qtbot: QtBot, panel: OverviewPanel, workspace: Workspace
) -> None:
    assert not panel._bin.isVisible()
    event = workspace.perform(
        "Add", partial(chronology.add_event, when="3 May 2010", what=text_from("A very long story " * 20))
    )
    assert event is not None
    workspace.perform("Bin", partial(chronology.bin_events, event_ids=(event.value,)))
    listed = panel._bin.findChildren(QListWidget)[0]
    assert listed.count() == 1
    words = listed.item(0).text()
    assert words.startswith("Event  ·  3 May 2010  ·  A very long story")
    assert "…" in words
    put_back = next(each for each in panel._bin.findChildren(QPushButton) if "Put back" in each.text())
    with qtbot.waitSignal(workspace.announced):
        qtbot.mouseClick(put_back, Qt.MouseButton.LeftButton)
    assert listed.count() == 0
    assert panel._bin.isHidden()


def test_where_the_page_was_comes_back(panel: OverviewPanel) -> None:
    panel.resize(900, 300)
    panel.restore_state({"scroll": 120})
    assert panel.save_state() == {"scroll": 120}
    panel.restore_state({"scroll": "far"})
    assert panel.save_state() == {"scroll": 0}
    assert not panel.reveal("event", "none")


def test_a_closed_overview_forgets_every_word(qtbot: QtBot, panel: OverviewPanel, workspace: Workspace) -> None:
    workspace.perform("Write", partial(review.set_text, field="summary", text=text_from("The orchard")))
    workspace.close(locked=True)
    assert line(panel, "title").text() == ""
    assert text(panel, "Summary of the case").text().plain == ""
    assert questions(panel).toPlainText() == ""
    assert not any("1" in words for words in read(panel))


def test_a_file_whose_making_was_cut_off_is_shown_empty_and_says_so_when_written_in(
    qtbot: QtBot, blank_review: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copyfile(blank_review, tmp_path / "Cut off.casement"))
    workspace = Workspace()
    workspace.take(ReviewFile.open(path, PASSPHRASE))
    panel = OverviewPanel(workspace)
    qtbot.addWidget(panel)
    title = panel.findChild(QLineEdit, "title")
    assert title is not None
    assert title.text() == ""
    qtbot.keyClicks(title, "Orchard")
    with qtbot.waitSignal(workspace.failed) as refused:
        qtbot.keyClick(title, Qt.Key.Key_Return)
    assert refused.args[0].key == "review_row_missing"
    assert workspace.close()
