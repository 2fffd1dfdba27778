"""A field tied to what keeps its text: on leaving, in time, and not lost where keeping fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.text import Text, text_from
from app.storage.review_file import ReviewFile
from app.views.drafting import Draft
from app.views.text.text_field import TextField
from app.workspace.workspace import Workspace


class Place:
    """A page with one tied field and another to go to."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        self.kept: list[str] = []
        self.room = True
        self.page = QWidget()
        self.field, self.other = TextField(), QLineEdit()
        layout = QVBoxLayout(self.page)
        layout.addWidget(self.field)
        layout.addWidget(self.other)
        self.draft = Draft(workspace, self.field, self._keep)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.field.setFocus()

    def _keep(self, text: Text) -> bool:
        if self.room:
            self.kept.append(text.plain)
        return self.room


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


@pytest.fixture
def place(qtbot: QtBot, workspace: Workspace) -> Place:
    return Place(qtbot, workspace)


def test_leaving_the_field_keeps_it_once(qtbot: QtBot, place: Place, workspace: Workspace) -> None:
    qtbot.keyClicks(place.field, "Seen at home")
    assert place.draft.unsaved
    place.other.setFocus()
    place.field.setFocus()
    place.other.setFocus()
    assert place.kept == ["Seen at home"]
    assert not workspace.drafts.pending


def test_typing_is_kept_within_two_seconds(qtbot: QtBot, place: Place) -> None:
    qtbot.keyClicks(place.field, "Seen")
    qtbot.waitUntil(lambda: place.kept == ["Seen"], timeout=3000)


def test_what_is_refused_is_held_and_tried_again(qtbot: QtBot, place: Place, workspace: Workspace) -> None:
    place.room = False
    qtbot.keyClicks(place.field, "Seen")
    assert not workspace.drafts.save_all()
    assert place.draft.unsaved
    place.draft.show(text_from("from elsewhere"))
    assert place.field.text().plain == "Seen"
    place.room = True
    assert workspace.drafts.save_all()
    assert place.kept == ["Seen"]
    place.draft.show(text_from("from elsewhere"))
    assert place.field.text().plain == "from elsewhere"


def test_what_ends_as_it_began_is_not_kept(qtbot: QtBot, place: Place, workspace: Workspace) -> None:
    qtbot.keyClicks(place.field, "x")
    place.field.setPlainText("")
    assert place.draft.save_draft()
    assert place.kept == []


def test_a_closed_field_forgets_its_words(qtbot: QtBot, place: Place, workspace: Workspace) -> None:
    qtbot.keyClicks(place.field, "Seen")
    place.draft.clear()
    assert place.field.text().plain == ""
    assert not workspace.drafts.pending
    workspace.close()
    place.other.setFocus()
    assert place.kept == []
