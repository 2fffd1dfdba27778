"""The coverage panel over a real review: counted lists that open events, setting aside with a reason, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, coverage, people, review
from app.storage.review_file import ReviewFile
from app.views.coverage.panel import CoveragePanel
from app.workspace.workspace import Workspace

KEYS = Qt.Key


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    made.perform("Begin", lambda uow: review.start(uow, "Orchard", "scr", ("Proposed",)))
    yield made
    made.close()


@pytest.fixture
def events(workspace: Workspace) -> list[str]:
    agency = workspace.perform("Add", partial(people.add_agency, name="Harnmouth Health"))
    assert agency is not None
    made: list[str] = []
    for day in ("3 March 2011", "4 April 2011", "5 May 2012"):
        act = partial(chronology.add_event, when=day, agency_id=agency.value, what=text_from(f"Seen on {day}."))
        done = workspace.perform("Add", act)
        assert done is not None
        made.append(done.value)
    workspace.perform("Mark", partial(chronology.mark_skeleton, event_ids=(made[0],), on=True))
    return made


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, events: list[str]) -> CoveragePanel:
    made = CoveragePanel(workspace)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.focus_first()
    return made


def tabs(panel: CoveragePanel) -> list[str]:
    return [panel.tabs.tabText(at) for at in range(panel.tabs.count())]


def test_the_lists_are_counted_and_a_row_opens_its_event(qtbot: QtBot, panel: CoveragePanel, events: list[str]) -> None:
    assert tabs(panel) == ["In no episode (3)", "Nobody asked (3)", "Silences (1)", "Set aside (0)"]
    with qtbot.waitSignal(panel.open_requested) as asked:
        qtbot.keyClick(panel.list, KEYS.Key_Return)
    assert asked.args == ["event", events[0]]
    panel.skeleton_only.setChecked(True)
    assert tabs(panel)[:2] == ["In no episode (1)", "Nobody asked (1)"]
    assert panel.rows.words(0).about == "3 March 2011 · Harnmouth Health"


def test_setting_aside_by_keys_asks_for_a_reason(
    qtbot: QtBot, panel: CoveragePanel, workspace: Workspace, events: list[str]
) -> None:
    qtbot.keyClick(panel.list, KEYS.Key_Down)
    qtbot.keyClick(panel.list, KEYS.Key_S)
    assert panel.reason.hasFocus()
    qtbot.keyClick(panel.reason, KEYS.Key_Return)
    assert panel.reason.isVisible()
    qtbot.keyClicks(panel.reason, "Told twice")
    qtbot.keyClick(panel.reason, KEYS.Key_Return)
    assert not panel.reason.isVisible()
    assert panel.list.hasFocus()
    assert tabs(panel) == ["In no episode (2)", "Nobody asked (2)", "Silences (1)", "Set aside (1)"]
    assert panel.selected() == (events[2],)
    panel.tabs.setCurrentIndex(3)
    assert panel.rows.words(0).about == "4 April 2011 · Harnmouth Health · set aside: Told twice"
    panel.focus_first()
    qtbot.keyClick(panel.list, KEYS.Key_Delete)
    assert tabs(panel)[3] == "Set aside (0)"
    assert workspace.undo()
    qtbot.waitUntil(lambda: tabs(panel)[3] == "Set aside (1)")


def test_esc_leaves_the_reason_and_keys_of_another_list_do_nothing(
    qtbot: QtBot, panel: CoveragePanel, workspace: Workspace
) -> None:
    qtbot.keyClick(panel.list, KEYS.Key_S)
    qtbot.keyClicks(panel.reason, "Told")
    qtbot.keyClick(panel.reason, KEYS.Key_Escape)
    assert (panel.reason.text(), panel.reason.isVisible()) == ("", False)
    qtbot.keyClick(panel.list, KEYS.Key_Delete)
    panel.tabs.setCurrentIndex(2)
    panel.focus_first()
    qtbot.keyClick(panel.list, KEYS.Key_S)
    assert not panel.reason.isVisible()
    assert workspace.read(coverage.read).put_aside() == ()


def test_several_are_set_aside_at_once(qtbot: QtBot, panel: CoveragePanel, workspace: Workspace, events: list[str]) -> None:
    panel.list.selectAll()
    panel.ask_reason()
    qtbot.keyClicks(panel.reason, "Not of this case")
    qtbot.keyClick(panel.reason, KEYS.Key_Return)
    assert {row.id for row in workspace.read(coverage.read).put_aside()} == set(events)
    assert not panel.list.isVisible()
    panel.focus_first()
    assert panel.tabs.hasFocus()


def test_silences_are_as_long_as_the_reviewer_says(qtbot: QtBot, panel: CoveragePanel, events: list[str]) -> None:
    panel.tabs.setCurrentIndex(2)
    words = panel.rows.words(0)
    assert words.about == "Harnmouth Health · 13 months"
    assert words.says == "Nothing recorded from 5 April 2011 to 4 May 2012"
    panel.weeks.setValue(4)
    assert tabs(panel)[2] == "Silences (2)"
    assert panel.rows.words(0).about == "Harnmouth Health · 4 weeks"
    panel.weeks.setValue(100)
    assert tabs(panel)[2] == "Silences (0)"
    panel.weeks.setValue(8)
    with qtbot.waitSignal(panel.open_requested) as asked:
        panel.list.activated.emit(panel.rows.index(0, 0))
    assert asked.args == ["event", events[1]]


def test_changes_elsewhere_are_followed_once_it_is_quiet(qtbot: QtBot, panel: CoveragePanel, workspace: Workspace) -> None:
    workspace.perform("Add", partial(chronology.add_event, when="6 June 2012"), initiator="another panel")
    qtbot.waitUntil(lambda: tabs(panel)[0] == "In no episode (4)")
    panel.hide()
    workspace.perform("Add", partial(chronology.add_event, when="7 June 2012"))
    assert tabs(panel)[0] == "In no episode (4)"
    panel.show()
    assert tabs(panel)[0] == "In no episode (5)"


def test_rows_are_copied_as_a_table_and_drawn(qtbot: QtBot, panel: CoveragePanel) -> None:
    blank = panel.list.grab().toImage()
    panel.list.selectAll()
    qtbot.keyClick(panel.list, KEYS.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().split("\r\n")[1] == "3 March 2011 · Harnmouth Health\tSeen on 3 March 2011."
    assert "<table" in copied.html()
    assert panel.list.grab().toImage() != blank


def test_where_the_reviewer_was_comes_back_and_closing_forgets(
    qtbot: QtBot, panel: CoveragePanel, workspace: Workspace
) -> None:
    panel.tabs.setCurrentIndex(1)
    panel.skeleton_only.setChecked(True)
    panel.weeks.setValue(12)
    state = panel.save_state()
    again = CoveragePanel(workspace)
    qtbot.addWidget(again)
    again.restore_state(state)
    assert again.save_state() == state == {"list": "asked", "skeleton": True, "weeks": 12}
    assert not again.reveal("event", "any")
    workspace.close()
    assert panel.rows.rowCount() == 0
    assert tabs(panel)[0] == "In no episode (0)"
