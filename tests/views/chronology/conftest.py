"""A workspace with a small real chronology, and its panel in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, people
from app.storage.review_file import ReviewFile
from app.views.chronology.panel import ChronologyPanel
from app.workspace.workspace import Workspace

EVENTS = (
    ("3 March 2010", 0, "Health visitor saw mother at home.\nThe house was cold."),
    ("3 March 2010", 1, "School noted that Ellis was late."),
    ("early April 2010", 0, "Weight was plotted below the second centile."),
    ("?22 May 2010", 1, "Referral to social care."),
    ("", 0, "Somebody rang about the dog."),
)


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


@pytest.fixture
def agency_ids(workspace: Workspace) -> list[str]:
    names = ("Health visiting", "Alder Primary School")
    done = [workspace.perform("add", partial(people.add_agency, name=name)) for name in names]
    return [each.value for each in done if each]


@pytest.fixture
def event_ids(workspace: Workspace, agency_ids: list[str]) -> list[str]:
    """The ids of a small chronology, in its order."""
    made: list[str] = []
    for when, agency, what in EVENTS:
        act = partial(chronology.add_event, when=when, agency_id=agency_ids[agency], what=text_from(what))
        done = workspace.perform("add", act)
        assert done is not None
        made.append(done.value)
    return made


@pytest.fixture
def show(qtbot: QtBot, workspace: Workspace) -> Callable[[], ChronologyPanel]:
    """Shows the panel in a window of its own, ready for keys."""

    def shown() -> ChronologyPanel:
        panel = ChronologyPanel(workspace)
        qtbot.addWidget(panel)
        panel.resize(900, 760)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        qtbot.waitUntil(lambda: panel.table.heights.settled)
        return panel

    return shown


@pytest.fixture
def panel(event_ids: list[str], show: Callable[[], ChronologyPanel]) -> ChronologyPanel:
    return show()
