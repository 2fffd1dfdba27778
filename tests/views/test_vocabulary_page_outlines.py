"""An outline on the page of a vocabulary: its sections are headed otherwise and hidden; none is added."""

from __future__ import annotations

from functools import partial

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


def test_other_vocabularies_can_be_added_to(qtbot: QtBot, review_file: ReviewFile) -> None:
    workspace = Workspace()
    workspace.take(review_file)
    page = VocabularyPage(workspace, "typology", "Patterns")
    qtbot.addWidget(page)
    page.show()
    assert page.add_button.isVisible()
    workspace.close()
