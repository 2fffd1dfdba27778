"""The editor's drawer: the chronology reads like a document until an event is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services import chronology, people
from app.views.chronology.delegate import room_for_agency
from app.views.chronology.panel import ChronologyPanel
from app.views.chronology.table import NARROW
from app.views.itemmodels.events import Column
from app.workspace.workspace import Workspace

KEYS = Qt.Key


def test_the_table_has_the_room_until_an_event_is_opened_with_enter(
    qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]
) -> None:
    assert not panel.editor.isVisible()
    panel.table.setFocus()
    panel.table.reveal(event_ids[1])
    assert not panel.editor.isVisible()
    qtbot.keyClick(panel.table, KEYS.Key_Return)
    assert panel.editor.form.what.hasFocus()
    assert panel.editor.event_id == event_ids[1]
    assert panel.editor.height() <= panel.drawer.height() * 0.41
    qtbot.keyClick(panel.editor.form.what, KEYS.Key_Escape)
    assert not panel.editor.isVisible()
    assert panel.table.hasFocus()
    assert panel.table.current_id() == event_ids[1]


def test_a_double_click_opens_and_the_button_closes(qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]) -> None:
    index = panel.model.index(panel.model.row_of(event_ids[2]), Column.WHAT)
    where = panel.table.visualRect(index).center()
    QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert panel.editor.isVisible()
    qtbot.mouseClick(panel.editor.form.close_button, Qt.MouseButton.LeftButton)
    assert not panel.editor.isVisible()
    assert panel.table.hasFocus()


def test_what_was_typed_is_kept_when_the_drawer_is_shut(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.reveal(event_ids[0])
    panel.drawer.set_open(True)
    form = panel.editor.form
    form.source.setFocus()
    qtbot.keyClicks(form.source, "Minutes")
    qtbot.mouseClick(form.close_button, Qt.MouseButton.LeftButton)
    kept = panel.model.event_at(panel.model.row_of(event_ids[0]))
    assert kept is not None
    assert kept.source_words == "Minutes"


def test_it_remembers_whether_it_was_open_and_how_high(
    panel: ChronologyPanel, show: Callable[[], ChronologyPanel], event_ids: list[str]
) -> None:
    panel.drawer.set_open(True)
    panel.drawer.setSizes([300, 300])
    panel.drawer.splitterMoved.emit(300, 1)
    kept = panel.save_state()
    other = show()
    other.restore_state(kept)
    assert other.editor.isVisible()
    assert other.editor.height() > other.drawer.height() * 0.45
    other.resize(900, 500)
    assert 0.4 < other.editor.height() / other.drawer.height() < 0.6
    other.drawer.set_open(False)
    third = show()
    third.restore_state(other.save_state())
    assert not third.editor.isVisible()


@pytest.mark.parametrize("kept", [None, [1, 2], {"open": "yes", "share": "half"}, {"open": True, "share": -3}])
def test_a_state_of_another_version_is_passed_over(panel: ChronologyPanel, kept: object) -> None:
    panel.drawer.restore_state(kept)
    assert panel.drawer.is_open is (kept == {"open": True, "share": -3})
    assert panel.drawer.save_state()["share"] == 0.4


def test_a_long_agency_name_is_wrapped_not_cut(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, agency_ids: list[str]
) -> None:
    done = workspace.perform("add", partial(people.add_agency, name="Community health and family nursing service"))
    assert done is not None
    added = workspace.perform("add", partial(chronology.add_event, when="2 May 2009", agency_id=done.value))
    assert added is not None
    panel.table.reveal(added.value)
    row = panel.model.row_of(added.value)
    line = panel.table.fontMetrics().lineSpacing()
    assert panel.table.rowHeight(row) > 3 * line
    widest = max(panel.table.fontMetrics().horizontalAdvance(word) for word in ("Community", "Safeguarding"))
    assert room_for_agency(NARROW[1]) >= widest
