"""The words of a review, changed in the sheet of the whole program: panels and report follow, undo takes back."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.domain.text import text_from
from app.models import Review
from app.services import conversations, findings, review, vocabularies
from app.services.report_words import review_words
from app.services.vocabularies import shipped, vocabulary
from app.views.conversations.panel import ConversationPanel
from app.views.findings.panel import FindingPanel
from app.views.vocabularies_sheet import VocabulariesSheet
from app.views.vocabulary_page import VocabularyPage
from tests.conftest import PASSPHRASE


@pytest.fixture
def sheet(qtbot: QtBot, opened: Conductor) -> VocabulariesSheet:
    opened.window.commands.action("edit.words").trigger()
    made = opened.window.findChild(VocabulariesSheet)
    assert isinstance(made, VocabulariesSheet)
    qtbot.waitExposed(made)
    return made


def page_of(sheet: VocabulariesSheet, name: str) -> VocabularyPage:
    sheet.choice.setCurrentRow(1 + list(sheet.pages).index(name))
    return sheet.pages[name]


def choose(page: VocabularyPage, key: str) -> None:
    page.list.setCurrentIndex(page.list.rows.place_of(key))
    assert page.key == key


def words(opened: Conductor, name: str) -> dict[str, str]:
    return {entry.key: entry.label for entry in opened.workspace.read(partial(vocabulary, name=name))}


def test_an_entry_gets_other_words_and_undo_takes_back(qtbot: QtBot, opened: Conductor, sheet: VocabulariesSheet) -> None:
    page = page_of(sheet, "typology")
    choose(page, "tools")
    page.label.clear()
    qtbot.keyClicks(page.label, "Forms and screens")
    qtbot.keyClick(page.label, Qt.Key.Key_Return)
    assert words(opened, "typology")["tools"] == "Forms and screens"
    row = next(row for row in page.list.rows.rows if row.id == "tools")
    assert (row.words, row.below) == ("Forms and screens", "As shipped: Tools")
    opened.workspace.undo()
    assert page.label.text() == "Tools"
    opened.workspace.redo()
    page.reset_button.click()
    assert opened.workspace.read(partial(vocabulary, name="typology")) == shipped("typology")


def test_an_entry_is_hidden_and_one_of_its_own_added_below_a_heading(opened: Conductor, sheet: VocabulariesSheet) -> None:
    page = page_of(sheet, "contributory-factors")
    choose(page, "family-needs")
    page.hide_button.click()
    assert "family-needs" not in words(opened, "contributory-factors")
    page.hide_button.click()
    assert "family-needs" in words(opened, "contributory-factors")
    page.add_below_button.click()
    own = page.key
    page.label.setText("The ferry")
    page.label.textEdited.emit("The ferry")
    sheet.accept()
    keys = list(words(opened, "contributory-factors"))
    assert words(opened, "contributory-factors")[own] == "The ferry"
    assert keys.index("family") < keys.index(own) < keys.index("personal")


def test_a_part_that_a_finding_needs_cannot_be_hidden(sheet: VocabulariesSheet) -> None:
    page = page_of(sheet, "finding-anatomy")
    choose(page, "headline")
    assert not page.hide_button.isEnabled()
    choose(page, "tested")
    assert page.hide_button.isEnabled()


def test_the_panels_follow(opened: Conductor) -> None:
    workspace, window = opened.workspace, opened.window
    workspace.perform("Find", lambda uow: findings.add(uow, text_from("Weights are not compared")))
    workspace.perform("Talk", lambda uow: conversations.add(uow, ()))
    assert window.desks is not None
    finding, talk = window.desks.panel("findings"), window.desks.panel("conversations")
    assert isinstance(finding, FindingPanel)
    assert isinstance(talk, ConversationPanel)
    for name, key, said in (
        ("finding-anatomy", "tested", "How far it reaches"),
        ("typology", "tools", "Forms"),
        ("conversation-prompts", "intro-why", "Why you are here"),
    ):
        workspace.perform("Reword", partial(vocabularies.reword_entry, name=name, key=key, label=said, help_text="Ask."))
    assert finding.page.rows["tested"].part.label == "How far it reaches"
    assert finding.page.rows["headline"].field.text().plain == "Weights are not compared"
    assert finding.page.chips.chips["tools"].text() == "Forms"
    assert talk.side.ask.box("intro-why").text() == "Why you are here"
    workspace.undo()
    assert talk.side.ask.box("intro-why").text() != "Why you are here"


def test_the_report_uses_what_the_review_calls_things(qtbot: QtBot, opened: Conductor, sheet: VocabulariesSheet) -> None:
    page = sheet.review_page
    qtbot.keyClicks(page.board, "Partnership")
    qtbot.keyClick(page.board, Qt.Key.Key_Return)
    page.conversation.setCurrentIndex(page.conversation.findData("interview"))
    page.conversation.activated.emit(page.conversation.currentIndex())
    with opened.workspace.file.session() as session:
        told = review_words(session, session.query(Review).one())
    assert (told.board, told.conversation) == ("the Partnership", "interview")


def test_locking_keeps_what_was_typed_and_closes(qtbot: QtBot, opened: Conductor, sheet: VocabulariesSheet) -> None:
    qtbot.keyClicks(sheet.review_page.body, "Harnmouth Board")
    with qtbot.waitSignal(sheet.finished):
        opened.lock()
    assert not opened.workspace.is_open
    opened.window.unlock.unlock_requested.emit(PASSPHRASE)
    assert opened.workspace.read(review.facts).commissioning_body == "Harnmouth Board"
