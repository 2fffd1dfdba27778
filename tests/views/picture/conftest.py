"""A workspace with a small real case, and its picture in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.picture import Kind
from app.domain.text import Reference, text_from
from app.services import chronology, episodes, meetings, people, review
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.views.picture.geometry import Box, Geometry
from app.views.picture.panel import PicturePanel
from app.workspace.workspace import Workspace

EVENTS = (
    ("3 March 2010", 0, "Health visitor saw mother at home."),
    ("3 March 2010", 1, "School noted that Ellis was late."),
    ("early April 2010", 0, "Weight was plotted below the second centile."),
    ("?22 May 2010", 1, "Referral to social care."),
    ("3–9 June 2010", 0, "Daily visits."),
    ("14 November 2010 09:30", 0, "Telephone call."),
    ("", 0, "Somebody rang about the dog."),
)


def when(words: str) -> UncertainDate:
    return understand(words, DateContext(date(2013, 1, 1))).when


@dataclass
class Case:
    """The ids of what was made."""

    workspace: Workspace
    agencies: list[str] = field(default_factory=list[str])
    events: list[str] = field(default_factory=list[str])
    child: str = ""
    episode: str = ""

    def act(self, service: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        done = self.workspace.perform("Act", partial(_called, service, arguments, named))
        assert done is not None
        return done.value


def _called(service: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any], uow: object) -> Any:
    return service(uow, *arguments, **named)


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


@pytest.fixture
def case(workspace: Workspace) -> Case:
    made = Case(workspace)
    made.act(review.start, "Review Orchard", "scr", ("Lane",))
    names = ("Health visiting", "HV"), ("Larch School", "")
    made.agencies = [made.act(people.add_agency, name, short) for name, short in names]
    made.child = made.act(people.add, PersonFields("Ellis Oke", "family", born=when("May 2009"), is_subject=True))
    made.act(people.set_pseudonym, made.child, "report", "Child E")
    home = made.act(people.add_household, "3 Larch Court")
    made.act(people.add_residence, made.child, home, when("May 2010"), when(""))
    for words, agency, what in EVENTS:
        text = text_from(what)
        at = what.find("Ellis")
        if at >= 0:
            text = text.with_reference(at, at + 5, Reference("person", made.child, "Ellis"))
        made.events.append(made.act(chronology.add_event, when=words, agency_id=made.agencies[agency], what=text))
    made.act(chronology.mark_skeleton, made.events[:1], True)
    lane = workspace.read(_lane)
    made.episode = made.act(episodes.add, lane, "A slow start")
    made.act(episodes.link_events, made.episode, tuple(made.events[:3]))
    meeting = made.act(meetings.add, "case", "Core group 1", when("4 June 2010"))
    made.act(meetings.set_event, meeting, made.events[4])
    return made


def _lane(session: Any) -> str:
    from app.services.episode_rows import board

    return board(session)[0].id


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, case: Case) -> PicturePanel:
    made = PicturePanel(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 520)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def geometry(panel: PicturePanel) -> Geometry:
    found = panel.view.geometry_shown
    assert found is not None
    return found


def track_of(panel: PicturePanel, kind: Kind, number: int = 0) -> int:
    return [row for row, track in enumerate(panel.view.picture.tracks) if track.kind is kind][number]


def box_of(panel: PicturePanel, event_id: str) -> Box:
    found = geometry(panel).box_of(*panel.view.picture.places[event_id])
    assert found is not None
    return found


def middle(panel: PicturePanel, box: Box) -> QPoint:
    scrolled = panel.view.verticalScrollBar().value()
    return QPoint(round(box.x + box.width / 2), round(box.y + box.height / 2) - scrolled)
