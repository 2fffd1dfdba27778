"""A workspace with a small case in it, and the panel that shows its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.domain.text import Reference, text_from
from app.services import chronology, conversations, episode_rows, episodes, factors, findings, people, review
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.views.findings.panel import FindingPanel
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.xdisplay import _xvfb, xdisplay  # noqa: F401 - fixtures


@dataclass(frozen=True)
class Case:
    """The ids of what the case holds."""

    agency: str
    person: str
    event: str
    conversation: str
    passage: str
    episode: str
    factor: str
    findings: tuple[str, ...]


@pytest.fixture
def workspace(qapp: QCoreApplication, review_path: Path) -> Iterator[Workspace]:
    """An open review with three lanes."""
    workspace = Workspace()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    workspace.perform("Begin", lambda uow: review.start(uow, "Orchard", "scr", ("Proposed", "Agreed", "Set aside")))
    yield workspace
    workspace.drafts.drop_all()
    workspace.close()


@pytest.fixture
def do(workspace: Workspace) -> Callable[..., Any]:
    """Do a service through the workspace, as another panel would."""

    def perform(service: Callable[..., Any], *arguments: object, **named: object) -> Any:
        done = workspace.perform("Prepare", lambda uow: service(uow, *arguments, **named), initiator="another panel")
        assert done is not None
        return done.value

    return perform


@pytest.fixture
def case(workspace: Workspace, do: Callable[..., Any]) -> Case:
    """Two findings, the first of them with words and evidence."""
    agency = do(people.add_agency, "Harnmouth Health", "HH")
    person = do(people.add, PersonFields("Odile Farrant", role="Health visitor", agency_id=agency))
    event = do(chronology.add_event, when="3 May 2011", agency_id=agency, what=text_from("A weight was not taken."))
    talk = do(conversations.add, (person,))
    note = text_from("I thought the clinic had weighed her.").with_mark(0, 9, "a" * 32)
    passage = do(conversations.mark, talk, note, "a" * 32, "quotation")
    lane = workspace.read(episode_rows.board)[0].id
    episode = do(episodes.add, lane, "The missed weight")
    factor = do(factors.add, "tasks", "frontline", "hinders", 2, text_from("Scales are shared by four clinics."))
    first = do(findings.add, text_from("Weights are taken where nobody compares them"))
    who = text_from(" said so.").with_reference(0, 0, Reference("person", person, "O. F."))
    do(findings.set_part, first, "manifest", who)
    do(findings.set_part, first, "effects", text_from("A first effect\nA second effect"))
    second = do(findings.add, text_from("News goes to where the family used to live"))
    return Case(agency, person, event, talk, passage, episode, factor, (first, second))


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, case: Case) -> FindingPanel:
    """The panel at the width of a desk, shown and active."""
    made = FindingPanel(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
