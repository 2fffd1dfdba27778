"""Seen by two, in a real window over a real file: offered, held for one, kept apart, left open, undone, locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.naming import NamingMode
from app.domain.text import Reference, text_from
from app.models import SeenApart
from app.services import chronology, event_rows, people
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.views.accounts.panel import AccountsPanel
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE

KEYS = Qt.Key
WORDS = (
    (
        "14/10/2011",
        "Bumped head on the climbing frame, hospital to be safe. In the ambulance asked who got Elsie up.",
    ),
    ("14.10.11 20:15", "Bumped head on the climbing frame. Well. Learning mentor came with her in the ambulance."),
    ("15/10/2011", "Bumped head on the climbing frame, seen in the ambulance. Well."),
)


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def do(workspace: Workspace, act: Callable[..., object], **named: object) -> str:
    done = workspace.perform("Do", partial(act, **named))
    assert done is not None
    return str(done.value)


@pytest.fixture
def event_ids(workspace: Workspace) -> list[str]:
    agencies = [do(workspace, people.add_agency, name=name) for name in ("Education", "Hospital", "Police")]
    made = [
        do(workspace, chronology.add_event, when=when, agency_id=agencies[at], what=text_from(what))
        for at, (when, what) in enumerate(WORDS[:2])
    ]
    do(workspace, chronology.add_event, when="3 May 2010", agency_id=agencies[2], what=text_from("Nothing to do with it."))
    return made


def third(workspace: Workspace) -> str:
    agency_id = workspace.read(people.agencies)[2].id
    return do(workspace, chronology.add_event, when=WORDS[2][0], agency_id=agency_id, what=text_from(WORDS[2][1]))


@pytest.fixture
def show(qtbot: QtBot, workspace: Workspace, tasks: Tasks) -> Callable[[], AccountsPanel]:
    def shown() -> AccountsPanel:
        panel = AccountsPanel(workspace, tasks)
        qtbot.addWidget(panel)
        panel.resize(960, 620)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        qtbot.waitUntil(lambda: settled(panel))
        return panel

    return shown


def settled(panel: AccountsPanel) -> bool:
    return panel._task is None and not panel._stale and not panel._timer.isActive()


@pytest.fixture
def panel(event_ids: list[str], show: Callable[[], AccountsPanel]) -> AccountsPanel:
    return show()


def in_chronology(workspace: Workspace) -> set[str]:
    return {row.id for row in workspace.read(event_rows.rows)}


def test_two_records_stand_side_by_side_with_their_differences_marked(panel: AccountsPanel, event_ids: list[str]) -> None:
    assert panel.count.text() == "1 to look at"
    assert panel.list.item(0).text() == "14/10/2011\nEducation, Hospital"
    one, other = panel.page.columns
    assert (one.told.id, other.told.id) == tuple(event_ids)
    assert (one.told.when, other.told.when) == ("14/10/2011", "14.10.11 20:15")
    assert "<span" in one.when.text()
    assert "<span" in one.words.text()
    assert ">Learning</span>" in other.words.text()
    assert ">Bumped</span>" not in other.words.text()
    assert "disputed" not in panel.page.advice.text().lower()


def test_one_event_is_one_act_that_can_be_undone(
    qtbot: QtBot, panel: AccountsPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.focus_first()
    said: list[str] = []
    workspace.announced.connect(said.append)
    qtbot.keyClick(panel.list, KEYS.Key_1)
    assert said == ["Hold for one event"]
    assert len(in_chronology(workspace) & set(event_ids)) == 1
    assert not panel.list.count()
    assert panel._pages.currentWidget() is panel.empty
    qtbot.waitUntil(lambda: settled(panel))
    assert workspace.undo()
    assert in_chronology(workspace) >= set(event_ids)
    qtbot.waitUntil(lambda: settled(panel) and panel.list.count() == 1)


def test_two_events_are_not_offered_again(
    qtbot: QtBot, panel: AccountsPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.focus_first()
    qtbot.keyClick(panel.list, KEYS.Key_2)
    qtbot.waitUntil(lambda: settled(panel))
    assert not panel.list.count()
    assert in_chronology(workspace) >= set(event_ids)
    apart = workspace.read(lambda session: [(row.one_id, row.other_id) for row in session.scalars(select(SeenApart))])
    assert apart == [tuple(sorted(event_ids))]
    panel.focus_first()
    qtbot.keyClick(panel.empty._step, KEYS.Key_Return)
    qtbot.waitUntil(lambda: settled(panel))
    assert not panel.list.count()


def test_of_three_one_can_be_left_out(
    qtbot: QtBot, event_ids: list[str], workspace: Workspace, show: Callable[[], AccountsPanel]
) -> None:
    police = third(workspace)
    panel = show()
    assert [column.told.id for column in panel.page.columns] == [*event_ids, police]
    assert len(panel.page.boxes) == 3
    panel.page.boxes[0].setChecked(False)
    panel.page.boxes[1].setChecked(False)
    assert not panel.page.one.isEnabled()
    panel.page.boxes[0].setChecked(True)
    panel.page.boxes[1].setChecked(True)
    panel.page.boxes[2].setChecked(False)
    qtbot.mouseClick(panel.page.one, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(panel))
    assert police in in_chronology(workspace)
    assert len(in_chronology(workspace) & set(event_ids)) == 1
    assert not panel.list.count()


def test_later_goes_to_the_next_and_round(
    qtbot: QtBot, event_ids: list[str], workspace: Workspace, show: Callable[[], AccountsPanel]
) -> None:
    agencies = [row.id for row in workspace.read(people.agencies)]
    for agency_id in agencies[:2]:
        words = text_from("Strategy discussion by telephone about the silver car.")
        do(workspace, chronology.add_event, when="1 June 2012", agency_id=agency_id, what=words)
    panel = show()
    panel.focus_first()
    assert (panel.list.count(), panel.list.currentRow()) == (2, 0)
    qtbot.keyClick(panel.list, KEYS.Key_3)
    assert panel.list.currentRow() == 1
    assert panel.page.columns[0].told.words.startswith("Strategy")
    state = panel.save_state()
    qtbot.keyClick(panel.list, KEYS.Key_3)
    assert panel.list.currentRow() == 0
    assert panel.reveal("event", str(state["event"]))
    assert panel.list.currentRow() == 1
    assert not panel.reveal("event", "gone")
    assert not panel.reveal("person", event_ids[0])
    again = show()
    again.restore_state(state)
    again._show_offers(again._offers)
    assert again.save_state()["event"] in (state["event"], event_ids[0])


def test_what_goes_elsewhere_is_no_longer_offered(
    qtbot: QtBot, panel: AccountsPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    do(workspace, chronology.set_what, event_id=event_ids[0], what=text_from(WORDS[0][1] + " Told Tom."))
    assert panel.page.columns[0].told.words.endswith("Told Tom.")
    do(workspace, chronology.bin_events, event_ids=(event_ids[0],))
    assert not panel.list.count()
    qtbot.waitUntil(lambda: settled(panel))
    assert not panel.page.columns


def test_people_are_shown_as_everywhere(
    panel: AccountsPanel, qtbot: QtBot, workspace: Workspace, event_ids: list[str]
) -> None:
    fields = PersonFields("Elsie Hartshorn", kind="family", role="the baby")
    person = do(workspace, people.add, fields=fields)
    what = text_from(WORDS[0][1])
    at = what.plain.index("Elsie")
    what = what.with_reference(at, at + 5, Reference("person", person, "Elsie"))
    do(workspace, chronology.set_what, event_id=event_ids[0], what=what)
    qtbot.waitUntil(lambda: settled(panel))
    workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert "the baby" in panel.page.columns[0].told.words
    assert "Elsie" not in panel.page.columns[0].told.words


def test_it_can_be_opened_in_the_chronology(qtbot: QtBot, panel: AccountsPanel, event_ids: list[str]) -> None:
    asked: list[str] = []
    panel.open_event_requested.connect(asked.append)
    qtbot.mouseClick(panel.page.columns[1].act_button, Qt.MouseButton.LeftButton)
    assert asked == [event_ids[1]]


def test_looking_can_be_stopped_and_locking_forgets(
    qtbot: QtBot, panel: AccountsPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel._look()
    assert panel.busy.isVisible()
    panel.busy.cancel_requested.emit()
    qtbot.waitUntil(lambda: panel._task is None)
    assert panel.list.count() == 1
    assert not panel.busy.isVisible()
    panel._look()
    path = workspace.path
    workspace.close(locked=True)
    qtbot.waitUntil(lambda: panel._task is None)
    assert (panel.list.count(), panel.page.columns, panel._offers) == (0, (), ())
    assert path is not None
    workspace.take(ReviewFile.open(path, PASSPHRASE))
    qtbot.waitUntil(lambda: panel.list.count() == 1)


def test_in_a_narrow_panel_the_list_stands_above(qtbot: QtBot, panel: AccountsPanel) -> None:
    panel.resize(500, 700)
    qtbot.waitUntil(lambda: panel._split.orientation() is Qt.Orientation.Vertical)
    panel.resize(960, 620)
    qtbot.waitUntil(lambda: panel._split.orientation() is Qt.Orientation.Horizontal)
    assert panel.widget is panel
    qtbot.keyClick(panel, KEYS.Key_X)
    assert panel.list.count() == 1
