"""The chronology panel in a real window, with real keys and clicks, over a real encrypted file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, event_rows
from app.services.event_rows import EventRow
from app.views.chronology.panel import ChronologyPanel
from app.views.itemmodels.events import Column
from app.views.links import dragged_ids, mime_of
from app.workspace.workspace import Workspace
from tests.support.full_disk import MUCH, full_disk

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def rows_of(workspace: Workspace) -> dict[str, EventRow]:
    return {row.id: row for row in workspace.read(event_rows.rows)}


def shown(panel: ChronologyPanel) -> list[str]:
    """Headings and the first words of events, as they stand."""
    lines = [panel.model.line(row) for row in range(panel.model.rowCount())]
    return [line.heading or line.event.what.split()[0] for line in lines if line.heading or line.event]


def click_mark(qtbot: QtBot, panel: ChronologyPanel, event_id: str) -> None:
    index = panel.model.index(panel.model.row_of(event_id), Column.SKELETON)
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=panel.table.visualRect(index).center())


def test_events_stand_under_their_months(panel: ChronologyPanel) -> None:
    assert shown(panel) == [
        "March 2010", "Health", "School", "April 2010", "Weight", "May 2010", "Referral", "Date not known", "Somebody",
    ]  # fmt: skip
    assert panel.bar.count.text() == "5 events"


def test_a_year_or_a_term_stands_under_its_year_ahead_of_the_month(panel: ChronologyPanel, workspace: Workspace) -> None:
    for when, what in (("2010", "All year"), ("1 January 2010", "New year"), ("summer term 2010", "Attendance")):
        workspace.perform("add", partial(chronology.add_event, when=when, what=text_from(what)))
    assert shown(panel) == [
        "2010", "All", "January 2010", "New", "March 2010", "Health", "School",
        "Summer term 2010", "Attendance", "April 2010", "Weight", "May 2010", "Referral", "Date not known", "Somebody",
    ]  # fmt: skip


def test_a_click_on_the_mark_and_space_put_into_the_skeleton(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    click_mark(qtbot, panel, event_ids[1])
    assert [row.id for row in rows_of(workspace).values() if row.in_skeleton] == [event_ids[1]]
    panel.table.select_ids(event_ids[:2])
    qtbot.keyClick(panel.table, KEYS.Key_Space)
    assert {row.id for row in rows_of(workspace).values() if row.in_skeleton} == set(event_ids[:2])
    assert panel.table.selected_ids() == event_ids[:2]
    qtbot.keyClick(panel.table, KEYS.Key_Space)
    assert not any(row.in_skeleton for row in rows_of(workspace).values())


def test_arrows_go_from_event_to_event_over_the_headings(qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]) -> None:
    panel.table.setFocus()
    panel.table.reveal(event_ids[0])
    visited: list[str] = []
    for _ in event_ids:
        visited.append(panel.table.current_id())
        qtbot.keyClick(panel.table, KEYS.Key_Down)
    assert visited == event_ids
    qtbot.keyClick(panel.table, KEYS.Key_Home)
    assert panel.table.current_id() == event_ids[0]
    qtbot.keyClick(panel.table, KEYS.Key_End)
    qtbot.keyClick(panel.table, KEYS.Key_Up)
    assert panel.table.selected_ids() == [event_ids[3]]
    qtbot.keyClick(panel.table, KEYS.Key_PageDown)
    assert panel.table.current_id() == event_ids[4]
    qtbot.keyClick(panel.table, KEYS.Key_PageUp)
    assert panel.table.current_id() == event_ids[0]


def test_typing_filters_by_all_words_in_any_column(qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]) -> None:
    panel.table.setFocus()
    qtbot.keyClick(panel.table, KEYS.Key_F, CTRL)
    assert panel.bar.search.hasFocus()
    qtbot.keyClicks(panel.bar.search, "HEALTH march")
    qtbot.waitUntil(lambda: panel.model.shown == 1)
    assert panel.model.row_of(event_ids[0]) >= 0
    assert panel.bar.count.text() == "1 of 5 events"
    qtbot.keyClicks(panel.bar.search, " nothing like it")
    qtbot.waitUntil(lambda: panel.model.shown == 0)
    assert not panel.table.isVisible()
    qtbot.keyClick(panel.bar.search, KEYS.Key_Escape)
    assert panel.model.shown == 5
    qtbot.keyClick(panel.bar.search, KEYS.Key_Down)
    assert panel.table.hasFocus()


def test_switches_show_what_is_in_the_skeleton_and_what_is_asked(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    workspace.perform("mark", partial(chronology.mark_skeleton, event_ids=event_ids[:1], on=True))
    qtbot.mouseClick(panel.bar.toggles["skeleton_only"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert shown(panel) == ["March 2010", "Health"]
    workspace.undo()
    assert panel.model.shown == 0
    qtbot.mouseClick(panel.bar.toggles["skeleton_only"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    for key in ("in_no_episode", "nobody_asked"):
        qtbot.mouseClick(panel.bar.toggles[key], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert panel.model.shown == 5


def test_ctrl_n_adds_an_event_of_the_same_agency_and_goes_to_its_date(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.setFocus()
    panel.table.reveal(event_ids[1])
    qtbot.keyClick(panel.table, KEYS.Key_N, CTRL)
    form = panel.editor.form
    assert form.when.hasFocus()
    assert form.agency.currentText() == "Alder Primary School"
    qtbot.keyClicks(form.when, "mid March 2010")
    assert form.understood.text() == "Understood as mid March 2010"
    qtbot.keyClick(form.when, KEYS.Key_Return)
    new = next(row for row in rows_of(workspace).values() if row.id not in event_ids)
    assert (new.when_text, new.agency_name) == ("mid March 2010", "Alder Primary School")
    form.what.setFocus()
    qtbot.keyClicks(form.what, "Parents' evening")
    qtbot.keyClick(form.what, KEYS.Key_Escape)
    assert rows_of(workspace)[new.id].what == "Parents' evening"
    assert panel.table.hasFocus()
    assert shown(panel)[:4] == ["March 2010", "Health", "School", "Parents'"]


def test_a_text_typed_is_saved_within_two_seconds_and_is_one_step_to_undo(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.setFocus()
    panel.table.reveal(event_ids[2])
    qtbot.keyClick(panel.table, KEYS.Key_Return)
    field = panel.editor.form.what
    qtbot.keyClick(field, KEYS.Key_End, CTRL)
    qtbot.keyClicks(field, " Twice")
    qtbot.waitUntil(lambda: "Twice" in str(rows_of(workspace)[event_ids[2]].what), timeout=4000)
    qtbot.keyClicks(field, " more")
    panel.table.setFocus()
    assert str(rows_of(workspace)[event_ids[2]].what).endswith("centile. Twice more")
    workspace.undo()
    assert str(rows_of(workspace)[event_ids[2]].what).endswith("centile.")
    assert field.text().plain.endswith("centile.")


def test_source_agency_and_further_texts_are_kept(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.reveal(event_ids[0])
    panel.drawer.set_open(True)
    form = panel.editor.form
    form.source.setFocus()
    qtbot.keyClicks(form.source, "Case record")
    form.agency.setFocus()
    qtbot.keyClick(form.agency, KEYS.Key_Down)
    qtbot.keyClick(form.agency, KEYS.Key_Return)
    for field, words in ((form.quotation, "cold and damp"), (form.private_note, "ask again")):
        field.setFocus()
        qtbot.keyClicks(field, words)
    panel.table.setFocus()
    kept = workspace.read(partial(event_rows.details, event_id=event_ids[0]))
    row = rows_of(workspace)[event_ids[0]]
    assert (kept.source_words, kept.quotation.plain, kept.private_note.plain) == (
        "Case record",
        "cold and damp",
        "ask again",
    )
    assert row.has_private_note
    panel.set_presentation(True)
    assert not form.private_note.isVisible()
    panel.set_presentation(False)
    assert form.private_note.isVisible()


def test_delete_bins_with_a_way_back(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.setFocus()
    panel.table.reveal(event_ids[1])
    with qtbot.waitSignal(workspace.announced) as told:
        qtbot.keyClick(panel.table, KEYS.Key_Delete)
    assert told.args == ["Put event into the bin"]
    assert panel.model.row_of(event_ids[1]) == -1
    assert panel.table.current_id() == event_ids[2]
    workspace.undo()
    assert panel.model.row_of(event_ids[1]) == 2


def test_alt_arrows_order_a_day_by_hand(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.setFocus()
    panel.table.reveal(event_ids[1])
    qtbot.keyClick(panel.table, KEYS.Key_Up, ALT)
    assert shown(panel)[1:3] == ["School", "Health"]
    assert panel.table.selected_ids() == [event_ids[1]]
    qtbot.keyClick(panel.table, KEYS.Key_Up, ALT)
    assert shown(panel)[1:3] == ["School", "Health"]
    panel.table.reveal(event_ids[2])
    with qtbot.waitSignal(workspace.failed) as told:
        qtbot.keyClick(panel.table, KEYS.Key_Down, ALT)
    assert told.args[0].key == "order_said_by_dates"
    workspace.undo()
    assert shown(panel)[1:3] == ["Health", "School"]


def drag(panel: ChronologyPanel, kind: QEvent.Type, ids: list[str], row: int, below: bool) -> bool:
    """Send the table one step of a drag as Qt does, its source being set; return whether it would be taken there."""
    table, mime = panel.table, mime_of("event", ids)
    top = table.rowViewportPosition(row)
    place = QPointF(60, top + (table.rowHeight(row) - 3 if below else 3))
    held = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(place.toPoint(), *held)
    QApplication.sendEvent(table.viewport(), entered)
    event = QDropEvent(place, *held) if kind == QEvent.Type.Drop else QDragMoveEvent(place.toPoint(), *held)
    QApplication.sendEvent(table.viewport(), event)
    return event.isAccepted() and entered.isAccepted()


def test_events_are_dragged_to_their_place_and_nothing_else_is_taken(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (panel.model.row_of(event_ids[number]) for number in (0, 1))
    assert not drag(panel, QEvent.Type.DragMove, [event_ids[1]], first, below=False)  # it comes from elsewhere
    assert not panel.table.placing.line.isVisible()
    monkeypatch.setattr(QDropEvent, "source", lambda _event: panel.table)
    assert drag(panel, QEvent.Type.DragMove, [event_ids[0]], second, below=True)
    assert panel.table.placing.line.isVisible()
    assert drag(panel, QEvent.Type.Drop, [event_ids[0]], second, below=True)
    assert not panel.table.placing.line.isVisible()
    assert shown(panel)[1:3] == ["School", "Health"]
    assert drag(panel, QEvent.Type.Drop, [event_ids[0]], 0, below=False)  # the month's heading: above its first event
    assert shown(panel)[1:3] == ["Health", "School"]
    with qtbot.waitSignal(workspace.failed) as told:
        drag(panel, QEvent.Type.Drop, [event_ids[3]], first, below=False)
    assert told.args[0].key == "order_said_by_dates"
    assert workspace.undo() is not None


def test_what_is_dragged_out_of_the_table_are_the_events_selected(
    qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[tuple[str, ...]] = []

    def carry(drag: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        carried.append(dragged_ids(drag.mimeData(), "event"))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", carry)
    panel.table.select_ids([event_ids[0], event_ids[3]])
    panel.table.startDrag(Qt.DropAction.CopyAction)
    panel.table.clearSelection()
    panel.table.startDrag(Qt.DropAction.CopyAction)
    assert carried == [(event_ids[0], event_ids[3])]
    assert panel.model.shown == 5


def test_selected_rows_copy_as_a_table(qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]) -> None:
    panel.table.setFocus()
    panel.table.select_ids(event_ids[:2])
    qtbot.keyClick(panel.table, KEYS.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().split("\r\n")[2] == "3 March 2010\tAlder Primary School\tSchool noted that Ellis was late.\t"
    assert '"Health visitor saw mother at home.\nThe house was cold."' in data.text()
    assert "<th>What happened</th>" in data.html()
    assert "home.<br>The house" in data.html()


def test_a_locked_panel_forgets_every_word(panel: ChronologyPanel, workspace: Workspace) -> None:
    panel.bar.search.setText("Ellis")
    assert workspace.close(locked=True)
    assert panel.model.rowCount() == 0
    assert panel.editor.form.what.text().plain == ""
    assert panel.editor.form.agency.count() == 1
    assert panel.bar.search.text() == ""


def test_a_date_typed_and_not_left_is_committed_on_closing(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.reveal(event_ids[4])
    panel.editor.focus_date()
    qtbot.keyClicks(panel.editor.form.when, "June 2010")
    changed: list[str] = []
    workspace.changed.connect(lambda change_set, _who: changed.append(change_set.label))
    workspace.close()
    assert changed == ["Change date"]


def test_state_comes_back(panel: ChronologyPanel, show: Callable[[], ChronologyPanel], event_ids: list[str]) -> None:
    panel.table.reveal(event_ids[3])
    panel.bar.switch_on(["nobody_asked"])
    state = panel.save_state()
    other = show()
    other.restore_state(state)
    assert other.table.current_id() == event_ids[3]
    assert other.bar.switched_on() == ["nobody_asked"]
    assert not other.reveal("person", event_ids[3])
    other.bar.switch_on(["skeleton_only"])
    assert other.reveal("event", event_ids[0])
    assert other.model.shown == 5


def test_an_empty_panel_offers_the_first_steps(
    qtbot: QtBot, workspace: Workspace, show: Callable[[], ChronologyPanel]
) -> None:
    panel = show()
    assert not panel.table.isVisible()
    panel.focus_first()
    with qtbot.waitSignal(panel.import_requested):
        qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Tab)
    with qtbot.waitSignal(panel.paste_requested):
        qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Space)
    assert panel.model.total == 1
    qtbot.keyClick(panel, KEYS.Key_N, CTRL)
    assert panel.model.total == 2
    assert panel.editor.form.when.hasFocus()


def test_what_changes_elsewhere_is_shown_and_the_selection_stays(
    panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.reveal(event_ids[2])
    act = partial(chronology.set_what, event_id=event_ids[2], what=text_from("Weight was measured again."))
    workspace.perform("elsewhere", act)
    assert panel.editor.form.what.text().plain == "Weight was measured again."
    assert panel.table.selected_ids() == [event_ids[2]]


@pytest.mark.parametrize("name", ["when", "source"])
def test_what_the_disk_refuses_of_a_line_stays_in_it_and_is_told(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str], name: str
) -> None:
    panel.table.reveal(event_ids[4])
    panel.drawer.set_open(True)
    line = getattr(panel.editor.form, name)
    line.setFocus()
    line.selectAll()
    line.insert(f"June 2010 {MUCH}")
    line.setModified(True)  # as typing does
    with full_disk(workspace.file):
        with qtbot.waitSignal(workspace.failed) as refused:
            qtbot.keyClick(line, KEYS.Key_Return)
        assert refused.args[0].key == "no_space"
        assert line.text() == f"June 2010 {MUCH}"
        panel.editor.read_again()
        assert line.text() == f"June 2010 {MUCH}"
        panel.table.reveal(event_ids[0])
        qtbot.waitUntil(lambda: panel.table.current_id() == event_ids[4])
        assert panel.editor.event_id == event_ids[4]
        assert not workspace.close()
        assert line.text() == f"June 2010 {MUCH}"
    assert workspace.drafts.save_all()
    row = workspace.read(partial(event_rows.details, event_id=event_ids[4]))
    assert (row.when.text if name == "when" else row.source_words) == f"June 2010 {MUCH}"
    assert not line.isModified()


def test_what_is_switched_on_stands_at_one_height(panel: ChronologyPanel) -> None:
    beside = [*panel.bar.toggles.values(), panel.bar.count, panel.known.toggle]
    rows = {each.geometry().center().y() for each in beside}
    assert max(rows) - min(rows) <= 1
