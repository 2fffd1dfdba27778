"""A workspace with a small series of meetings in it, and the panel that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.text import text_from
from app.services import chronology, findings, meetings, people, review
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.views.meetings.panel import MeetingsPanel
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE

Do = Callable[..., Any]


@dataclass(frozen=True)
class Case:
    """The ids of what the case holds."""

    anne: str
    ben: str
    lee: str
    event: str
    meetings: tuple[str, str]
    finding: str


@pytest.fixture
def workspace(qapp: QCoreApplication, review_path: Path) -> Iterator[Workspace]:
    """An open review."""
    workspace = Workspace()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    workspace.perform("Begin", lambda uow: review.start(uow, "Orchard", "scr", ("Proposed",)))
    yield workspace
    workspace.drafts.drop_all()
    workspace.close()


@pytest.fixture
def do(workspace: Workspace) -> Do:
    """Do a service through the workspace, as another panel would."""

    def perform(service: Callable[..., Any], *arguments: object, **named: object) -> Any:
        done = workspace.perform("Prepare", lambda uow: service(uow, *arguments, **named), initiator="another panel")
        assert done is not None
        return done.value

    return perform


def when(words: str) -> UncertainDate:
    """Read a date as typed."""
    return understand(words, DateContext(date(2013, 1, 1))).when


@pytest.fixture
def case(do: Do) -> Case:
    """Two meetings of one series; Anne came to the first, Ben is named in the event of the second."""
    health, school = do(people.add_agency, "Harnmouth Health", "HH"), do(people.add_agency, "Wherry Lane School", "WL")
    anne = do(people.add, PersonFields("Anne Oke", role="Health visitor", agency_id=health))
    ben = do(people.add, PersonFields("Ben Ilo", role="Teacher", agency_id=school))
    lee = do(people.add, PersonFields("Lee Oke", kind="family"))
    event = do(chronology.add_event, when="4 April 2012", what=text_from("Core group. Present: Ben Ilo."))
    first = do(meetings.add, "case", "First core group", when("3 March 2012"), series="Core groups")
    second = do(meetings.add, "case", "Second core group", when("4 April 2012"), series="Core groups")
    do(meetings.set_presence, first, (anne, lee), "came")
    do(meetings.set_event, second, event)
    finding = do(findings.add, text_from("Groups change unseen"))
    return Case(anne, ben, lee, event, (first, second), finding)


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, case: Case) -> MeetingsPanel:
    """The panel, shown and active."""
    made = MeetingsPanel(workspace)
    qtbot.addWidget(made)
    made.resize(900, 760)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
