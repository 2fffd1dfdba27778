"""A workspace with people, a skeleton and a conversation, and its panel in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, conversation_rows, conversations, people, review
from app.services.conversation_rows import ConversationDetail
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork
from app.views.conversations.panel import ConversationPanel
from app.views.text.page_edit import PageEdit
from app.workspace.workspace import Workspace

PEOPLE = (
    PersonFields("Dana Whitlock", role="Health visitor"),
    PersonFields("Marek Olin", role="Social worker"),
    PersonFields("Priya Holloway", kind="review", role="Lead reviewer"),
)
EVENTS = (("3 March 2010", "The core group met without the health visitor."), ("early April 2010", "Home visit; nobody in."))


def _fill(uow: UnitOfWork) -> tuple[str, ...]:
    review.start(uow, "Orchard", "scr", ("Proposed", "Set aside"))
    ids = tuple(people.add(uow, fields) for fields in PEOPLE)
    people.set_aliases(uow, ids[0], ("HV1",))
    events = [chronology.add_event(uow, when=when, what=text_from(what)) for when, what in EVENTS]
    chronology.mark_skeleton(uow, events, True)
    return (*ids, *events)


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.drafts.drop_all()
    made.close()


@pytest.fixture
def ids(workspace: Workspace) -> tuple[str, ...]:
    """Dana, Marek, Priya, and the two events."""
    done = workspace.perform("Fill", _fill)
    assert done
    return done.value


@pytest.fixture
def perform(workspace: Workspace) -> Callable[..., Any]:
    def do(service: Callable[..., Any], **named: object) -> Any:
        done = workspace.perform("Do", partial(service, **named))
        assert done
        return done.value

    return do


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, ids: tuple[str, ...]) -> ConversationPanel:
    made = ConversationPanel(workspace)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(panel: ConversationPanel) -> Iterator[PageEdit]:
    """The page of a conversation that was just begun."""
    panel.begin()
    yield panel.desk.page
    QApplication.clipboard().clear()


@pytest.fixture
def stored(workspace: Workspace, panel: ConversationPanel) -> Callable[[], ConversationDetail]:
    """What the file holds of the open conversation."""

    def read() -> ConversationDetail:
        return workspace.read(partial(conversation_rows.detail, conversation_id=panel.desk.conversation_id))

    return read


@pytest.fixture
def two(perform: Callable[..., Any], ids: tuple[str, ...]) -> tuple[str, str]:
    """A conversation with Dana in May and one with Marek in June, with notes."""
    made: list[str] = []
    told = ((ids[0], "3 May 2011", "Nobody rang."), (ids[1], "June 2011", "The plan was verbal.\nMostly."))
    for person, when, note in told:
        one = perform(conversations.add, participant_ids=(person,))
        perform(conversations.set_when, conversation_id=one, text=when)
        perform(conversations.set_note, conversation_id=one, note=text_from(note))
        made.append(one)
    return made[0], made[1]
