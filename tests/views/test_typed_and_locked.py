"""What is typed and not yet left: kept at lock in every one-line field; in a review that can only be read, not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, conversation_rows, conversations, episode_rows, episodes, findings, people, review
from app.services.people import PersonFields
from app.storage.connection import open_live
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork
from app.views.board.panel import BoardPanel
from app.views.chronology.panel import ChronologyPanel
from app.views.conversations.panel import ConversationPanel
from app.views.findings.panel import FindingPanel
from app.views.overview.panel import OverviewPanel
from app.views.people.panel import PeoplePanel
from app.views.text.rich_edit import RichEdit
from app.views.widgets.search_field import SearchField
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE

Show = Callable[[Callable[[Workspace], Any]], Any]


def fill(uow: UnitOfWork) -> dict[str, str]:
    review.start(uow, "Orchard", "scr", ("Proposed", "Agreed"))
    lane = episode_rows.board(uow.session)[0].id
    person = people.add(uow, PersonFields("Dana Whitlock", role="Health visitor"))
    findings.add(uow, text_from("Weights are taken where nobody compares them"))
    return {
        "person": person,
        "event": chronology.add_event(uow, when="3 May 2010", what=text_from("A visit.")),
        "conversation": conversations.add(uow, (person,)),
        "episode": episodes.add(uow, lane_id=lane, title="Transfer"),
    }


@pytest.fixture
def workspace(review_path: Path) -> Iterator[Workspace]:
    made = Workspace()
    made.take(ReviewFile.open(review_path, PASSPHRASE))
    yield made
    made.drafts.drop_all()
    made.close()


@pytest.fixture
def ids(workspace: Workspace) -> dict[str, str]:
    done = workspace.perform("Fill", fill)
    assert done is not None
    return done.value


@pytest.fixture
def show(qtbot: QtBot, workspace: Workspace) -> Show:
    """Shows a panel in a window of its own, ready for keys."""

    def shown(kind: Callable[[Workspace], QWidget]) -> QWidget:
        panel = kind(workspace)
        qtbot.addWidget(panel)
        panel.resize(1100, 760)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        return panel

    return shown


def line(panel: QWidget, name: str) -> QLineEdit:
    return next(each for each in panel.findChildren(QLineEdit) if name in (each.accessibleName(), each.objectName()))


def type_over(qtbot: QtBot, field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def lock_and_open(workspace: Workspace, path: Path) -> None:
    assert workspace.close(locked=True)
    workspace.take(ReviewFile.open(path, PASSPHRASE))


@pytest.mark.parametrize("field", ["title", "commissioning_body", "version_label"])
def test_a_fact_of_the_review(
    field: str, show: Show, workspace: Workspace, ids: dict[str, str], review_path: Path, qtbot: QtBot
) -> None:
    panel = show(OverviewPanel)
    type_over(qtbot, line(panel, field), "Harnmouth")
    lock_and_open(workspace, review_path)
    assert getattr(workspace.read(review.facts), field) == "Harnmouth"
    assert line(panel, field).text() == "Harnmouth"


def test_the_research_questions(
    show: Show, workspace: Workspace, ids: dict[str, str], review_path: Path, qtbot: QtBot
) -> None:
    field = show(OverviewPanel).findChild(QPlainTextEdit)
    field.setFocus()
    qtbot.keyClicks(field, "Who knew?")
    lock_and_open(workspace, review_path)
    assert [words for _id, words in workspace.read(review.facts).questions] == ["Who knew?"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Name", lambda row: row.name),
        ("Role", lambda row: row.role),
        ("Other names and initials", lambda row: ", ".join(row.aliases)),
        ("Name in the report", lambda row: row.pseudonyms["report"]),
    ],
)
def test_a_person(
    name: str,
    read: Callable[[Any], str],
    show: Show,
    workspace: Workspace,
    ids: dict[str, str],
    review_path: Path,
    qtbot: QtBot,
) -> None:
    panel = show(PeoplePanel)
    assert panel.reveal("person", ids["person"])
    type_over(qtbot, line(panel, name), "Marek Olin")
    lock_and_open(workspace, review_path)
    assert read(workspace.read(people.register)[0]) == "Marek Olin"


def test_date_and_place_of_a_conversation(
    show: Show, workspace: Workspace, ids: dict[str, str], review_path: Path, qtbot: QtBot
) -> None:
    panel = show(ConversationPanel)
    assert panel.reveal("conversation", ids["conversation"])
    type_over(qtbot, panel.header.place, "Town hall")
    lock_and_open(workspace, review_path)
    detail = workspace.read(partial(conversation_rows.detail, conversation_id=ids["conversation"]))
    assert detail.place == "Town hall"


def test_title_and_period_of_an_episode(
    show: Show, workspace: Workspace, ids: dict[str, str], review_path: Path, qtbot: QtBot
) -> None:
    panel = show(BoardPanel)
    for name, words in (("title", "Passed on"), ("period", "June 2010")):
        panel.open_episode(ids["episode"])
        type_over(qtbot, getattr(panel.page, name), words)
        lock_and_open(workspace, review_path)
    detail = workspace.read(partial(episode_rows.detail, episode_id=ids["episode"]))
    assert (detail.title, detail.period.text) == ("Passed on", "June 2010")


def test_titles_on_the_board(show: Show, workspace: Workspace, ids: dict[str, str], review_path: Path, qtbot: QtBot) -> None:
    panel = show(BoardPanel)
    first, second = panel.lanes.lanes()
    first.title.edit()
    type_over(qtbot, line(first.title, "Title of the lane"), "Considered")
    lock_and_open(workspace, review_path)
    second = panel.lanes.lanes()[1]
    second.begin_adding()
    type_over(qtbot, line(second, "Title of the new episode"), "The missed weight")
    lock_and_open(workspace, review_path)
    assert panel.lanes.choose(ids["episode"])
    view = panel.lanes.lanes()[0].view
    qtbot.keyClick(view, Qt.Key.Key_F2)
    type_over(qtbot, line(view, "Title of the episode"), "Passed on")
    lock_and_open(workspace, review_path)
    stored = [(lane.title, [card.title for card in lane.cards]) for lane in workspace.read(episode_rows.board)]
    assert stored == [("Considered", ["Passed on"]), ("Agreed", ["The missed weight"])]


def only_to_read(workspace: Workspace, path: Path) -> None:
    """Open the review once more as one that can only be read, whoever runs the test."""
    assert workspace.close()
    workspace.take(ReviewFile(path, replace(open_live(path, PASSPHRASE), read_only=True)))


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        (OverviewPanel, ""),
        (PeoplePanel, "person"),
        (ChronologyPanel, "event"),
        (ConversationPanel, "conversation"),
        (BoardPanel, "episode"),
        (FindingPanel, ""),
    ],
)
def test_what_can_only_be_read_takes_no_letter_and_closes(
    kind: Callable[[Workspace], QWidget],
    thing: str,
    show: Show,
    workspace: Workspace,
    ids: dict[str, str],
    review_path: Path,
    qtbot: QtBot,
) -> None:
    only_to_read(workspace, review_path)
    problems: list[object] = []
    workspace.failed.connect(problems.append)
    panel = show(kind)
    if isinstance(panel, BoardPanel):
        panel.open_episode(ids[thing])
    elif thing:
        assert panel.reveal(thing, ids[thing])
    if isinstance(panel, ChronologyPanel):
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    typed = 0
    for field in [each for each in panel.findChildren(RichEdit) if each.isVisible()]:
        before = field.text()
        field.setFocus()
        qtbot.keyClicks(field, "abc")
        qtbot.keyClick(field, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == before
        typed += 1
    for line_ in [each for each in panel.findChildren(QLineEdit) if each.isVisible() and not isinstance(each, SearchField)]:
        shown = line_.text()
        line_.setFocus()
        qtbot.keyClicks(line_, "abc")
        assert line_.text() == shown
        typed += 1
    assert typed
    assert not workspace.drafts.pending
    assert workspace.close(locked=True)
    assert problems == []


def test_fields_take_letters_again_in_a_review_that_can_be_changed(
    show: Show, workspace: Workspace, ids: dict[str, str], review_path: Path, qtbot: QtBot
) -> None:
    only_to_read(workspace, review_path)
    panel = show(OverviewPanel)
    type_over(qtbot, line(panel, "version_label"), "Draft 2")
    assert line(panel, "version_label").text() != "Draft 2"
    lock_and_open(workspace, review_path)
    type_over(qtbot, line(panel, "version_label"), "Draft 2")
    lock_and_open(workspace, review_path)
    assert workspace.read(review.facts).version_label == "Draft 2"
