"""Several selected events are changed in one act, by keys and by the menu; tags in rows, editor and their own sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QCompleter, QMenu
from pytestqt.qtbot import QtBot

from app.services import event_rows, tags
from app.services.event_rows import EventRow
from app.views.chronology.panel import ChronologyPanel
from app.views.chronology.tags_sheet import TagsSheet
from app.views.itemmodels.events import Column
from app.views.widgets.ask_words import AskWords
from app.workspace.workspace import Workspace

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def rows_of(workspace: Workspace) -> dict[str, EventRow]:
    return {row.id: row for row in workspace.read(event_rows.rows)}


def actions(menu: QMenu) -> dict[str, QAction]:
    """Return the actions of a menu and of those in it by their words."""
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found |= actions(inner)
        found[action.text().replace("&", "")] = action
    return found


@pytest.fixture
def choose(panel: ChronologyPanel) -> Callable[[str], None]:
    """Chooses from the menu of the table."""

    def chosen(words: str) -> None:
        menu = QMenu(panel)
        rows = {row.id: row for row in panel.model.events()}
        panel.many.fill(menu, [rows[event_id] for event_id in panel.table.selected_ids()])
        actions(menu)[words].trigger()

    return chosen


def sheet(qtbot: QtBot, panel: ChronologyPanel) -> AskWords:
    found = panel.findChildren(AskWords)[-1]
    qtbot.waitExposed(found)
    return found


def answer(qtbot: QtBot, panel: ChronologyPanel, words: str) -> None:
    asked = sheet(qtbot, panel)
    asked.words.clear()
    qtbot.keyClicks(asked.words, words)
    qtbot.keyClick(asked, KEYS.Key_Return)


def test_all_are_marked_with_space_in_one_act(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.reveal(event_ids[0])
    qtbot.keyClick(panel.table, KEYS.Key_A, CTRL)
    assert panel.table.selected_ids() == event_ids
    qtbot.keyClick(panel.table, KEYS.Key_Space)
    assert all(row.in_skeleton for row in rows_of(workspace).values())
    assert workspace.undo_label == "Mark 5 events for the skeleton"
    workspace.undo()
    assert not any(row.in_skeleton for row in rows_of(workspace).values())
    assert panel.table.selected_ids() == event_ids


def test_shift_and_arrows_select_and_ctrl_t_tags_them(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.table.reveal(event_ids[0])
    before = panel.table.rowHeight(panel.model.row_of(event_ids[0]))
    for _ in range(2):
        qtbot.keyClick(panel.table, KEYS.Key_Down, SHIFT)
    qtbot.keyClick(panel.table, KEYS.Key_T, CTRL)
    answer(qtbot, panel, "bruising")
    assert [rows_of(workspace)[each].tags for each in event_ids[:4]] == [("bruising",)] * 3 + [()]
    assert workspace.undo_label == "Tag 3 events"
    assert panel.table.rowHeight(panel.model.row_of(event_ids[0])) > before
    index = panel.model.index(panel.model.row_of(event_ids[0]), Column.WHAT)
    assert "Tags: bruising" in str(panel.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    panel.table.viewport().repaint()


def test_a_tag_is_never_without_words(qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]) -> None:
    panel.table.reveal(event_ids[0])
    qtbot.keyClick(panel.table, KEYS.Key_T, CTRL)
    assert not sheet(qtbot, panel).accept_button.isEnabled()


def test_agency_source_aside_and_tags_off_by_the_menu(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str], choose: Callable[[str], None]
) -> None:
    panel.table.select_ids(event_ids[:2], event_ids[0])
    choose("Alder Primary School")
    assert {rows_of(workspace)[each].agency_name for each in event_ids[:2]} == {"Alder Primary School"}
    assert workspace.undo_label == "Change the agency of 2 events"
    choose("Where it is recorded…")
    answer(qtbot, panel, "Case file 3")
    assert {rows_of(workspace)[each].source_words for each in event_ids[:2]} == {"Case file 3"}
    choose("Set aside…")
    answer(qtbot, panel, "before the period")
    assert workspace.undo_label == "Set 2 events aside"
    index = panel.model.index(panel.model.row_of(event_ids[0]), Column.SOURCE)
    assert "set aside: before the period" in str(panel.model.data(index))
    choose("Take back from aside")
    assert {row.set_aside for row in rows_of(workspace).values()} == {""}
    workspace.perform("tag", partial(tags.put_on, event_ids=event_ids, name="weight"))
    choose("weight")
    assert [bool(rows_of(workspace)[each].tags) for each in event_ids] == [False, False, True, True, True]


def test_some_in_the_skeleton_can_be_taken_out(
    panel: ChronologyPanel, workspace: Workspace, event_ids: list[str], choose: Callable[[str], None]
) -> None:
    panel.toggle_skeleton(event_ids[:1])
    panel.table.select_ids(event_ids, event_ids[0])
    choose("Put into the skeleton")
    assert all(row.in_skeleton for row in rows_of(workspace).values())
    choose("Take out of the skeleton")
    assert workspace.undo_label == "Take 5 events out of the skeleton"


def test_tags_are_typed_in_the_editor_and_completed(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    workspace.perform("tag", partial(tags.put_on, event_ids=event_ids[1:2], name="bruising"))
    panel.table.reveal(event_ids[0])
    panel.drawer.set_open(True)
    line = panel.editor.tags.line
    line.setFocus()
    qtbot.keyClicks(line, "cold house, bru")
    popup = line.findChildren(QCompleter)[0].popup()
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClick(popup, KEYS.Key_Down)
    qtbot.keyClick(popup, KEYS.Key_Return)
    assert line.text() == "cold house, bruising"
    panel.editor.tags.commit()
    assert rows_of(workspace)[event_ids[0]].tags == ("bruising", "cold house")
    panel.table.reveal(event_ids[1])
    assert line.text() == "bruising"
    workspace.undo()
    assert rows_of(workspace)[event_ids[0]].tags == ()


def test_tags_are_renamed_and_removed_in_one_place(
    qtbot: QtBot, panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.many.put_tag(event_ids, "weight")
    panel.many.put_tag(event_ids[:1], "bruise")
    panel.many.show_tags()
    shown = panel.findChildren(TagsSheet)[0]
    qtbot.waitExposed(shown)
    assert [shown.list.item(row).text() for row in range(2)] == ["bruise   1 event", "weight   5 events"]
    shown.ask_name()
    asked = shown.findChildren(AskWords)[0]
    asked.words.setText("bruising")
    asked.accept()
    assert rows_of(workspace)[event_ids[0]].tags == ("bruising", "weight")
    shown.list.setCurrentRow(1)
    shown.remove()
    assert {row.tags for row in rows_of(workspace).values()} == {("bruising",), ()}
    shown.remove()
    assert not shown.none.isHidden()
    shown.accept()


def test_the_menu_opens_on_the_selected(qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]) -> None:
    panel.table.reveal(event_ids[0])
    panel.table.customContextMenuRequested.emit(QPoint(40, 60))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {"Open", "Copy", "Tag…", "Set aside…", "All tags…", "Put into the bin"} <= set(actions(menu))
    menu.close()


def test_the_menu_opens_by_the_keyboard(panel: ChronologyPanel, event_ids: list[str]) -> None:
    panel.table.select_ids(event_ids[:2], event_ids[0])
    at = QPoint(40, 60)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, panel.table.mapToGlobal(at))
    QApplication.sendEvent(panel.table, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Set aside…" in actions(menu)
    menu.close()


def test_the_clipboard_holds_a_table_with_headings_and_harmless_cells(
    qtbot: QtBot, panel: ChronologyPanel, event_ids: list[str]
) -> None:
    panel.many.set_source(event_ids[:2], "=1+1")
    panel.table.select_ids(event_ids[:2], event_ids[0])
    qtbot.keyClick(panel.table, KEYS.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().split("\r\n")
    assert lines[0] == "When\tAgency\tWhat happened\tWhere it is recorded"
    assert lines[-1].endswith("\t'=1+1")
    assert "<th>What happened</th>" in mime.html()
    assert ">&#x27;=1+1</td>" in mime.html()
