"""An outline on the page of a vocabulary: its sections are headed otherwise, moved and hidden; none is added."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.outlines import load_outline
from app.services.outlines import outline_of
from app.storage.review_file import ReviewFile
from app.views.vocabulary_page import VocabularyPage
from app.workspace.workspace import Workspace

NAME = "outline:findings-only"


def test_a_section_is_headed_otherwise_and_hidden_on_the_page(qtbot: QtBot, review_file: ReviewFile) -> None:
    workspace = Workspace()
    workspace.take(review_file)
    page = VocabularyPage(workspace, NAME, "Findings only")
    qtbot.addWidget(page)
    page.show()
    assert not page.add_button.isVisible()
    assert not page.add_below_button.isVisible()
    page.label.selectAll()
    qtbot.keyClicks(page.label, "In brief")
    assert page.save_draft()
    outline = workspace.read(partial(outline_of, outline=load_outline("findings-only")))
    assert outline.sections[0].heading == "In brief"
    page.hide_button.click()
    outline = workspace.read(partial(outline_of, outline=load_outline("findings-only")))
    assert [section.key for section in outline.sections] == ["findings", "conclusion"]
    workspace.close()


def sections(workspace: Workspace) -> list[str]:
    outline = workspace.read(partial(outline_of, outline=load_outline("findings-only")))
    return [section.key for section in outline.sections]


def test_a_section_is_moved_by_button_and_key_and_goes_back_as_shipped(qtbot: QtBot, review_file: ReviewFile) -> None:
    workspace = Workspace()
    workspace.take(review_file)
    page = VocabularyPage(workspace, NAME, "Findings only")
    workspace.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.show()
    shipped = sections(workspace)
    assert not page.help.isVisible()
    assert not page.up_button.isEnabled()
    assert not page.reset_button.isEnabled()
    page.down_button.click()
    assert sections(workspace) == [shipped[1], shipped[0], *shipped[2:]]
    assert page.key == shipped[0]
    assert page.up_button.isEnabled()
    assert [row.below for row in page.list.rows.rows if row.id == shipped[0]] == ["Moved"]
    with qtbot.waitActive(page):
        page.activateWindow()
    page.focus_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sections(workspace) == [*shipped[1:3], shipped[0], *shipped[3:]]
    while page.down_button.isEnabled():
        page.down_button.click()
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sections(workspace)[-1] == shipped[0]
    assert page.reset_button.isEnabled()
    page.reset_button.click()
    assert sections(workspace) == shipped
    assert not page.reset_button.isEnabled()
    workspace.undo()
    assert sections(workspace)[-1] == shipped[0]
    workspace.close()


def test_what_is_put_into_a_heading_is_said_below_it(qtbot: QtBot, review_file: ReviewFile) -> None:
    workspace = Workspace()
    workspace.take(review_file)
    page = VocabularyPage(workspace, "outline:learning-together", "Learning Together report")
    qtbot.addWidget(page)
    page.show()
    page.list.setCurrentIndex(page.list.rows.place_of("episodes"))
    assert "without a heading" in shown_words(page)
    page.list.setCurrentIndex(page.list.rows.place_of("introduction"))
    assert "without a heading" not in shown_words(page)
    workspace.close()


def shown_words(page: VocabularyPage) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_other_vocabularies_can_be_added_to(qtbot: QtBot, review_file: ReviewFile) -> None:
    workspace = Workspace()
    workspace.take(review_file)
    page = VocabularyPage(workspace, "typology", "Patterns")
    qtbot.addWidget(page)
    page.show()
    assert page.add_button.isVisible()
    assert page.help.isVisible()
    assert not page.up_button.isVisible()
    workspace.close()
