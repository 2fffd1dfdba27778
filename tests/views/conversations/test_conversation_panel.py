"""The panel around the page: the list, the head, prompts, skeleton, passages, links, the bin, presenting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.services import conversation_rows, conversations, episode_rows, episodes, people
from app.services.conversation_rows import ConversationDetail
from app.storage.review_file import ReviewFile
from app.views.conversations.panel import ConversationPanel
from app.views.conversations.people_field import PeopleField
from app.views.links import dragged_ids, mime_of
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.dropping import drag_over, drop_on

Stored = Callable[[], ConversationDetail]
Perform = Callable[..., Any]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def first(panel: ConversationPanel, two: tuple[str, str]) -> str:
    assert panel.reveal("conversation", two[0])
    return two[0]


@pytest.fixture
def passage(first: str, panel: ConversationPanel, stored: Stored) -> str:
    QTest.keyClick(panel.desk.page, Qt.Key.Key_A, ALT)
    return stored().passages[0].id


def type_into(field: PeopleField, letters: str) -> None:
    field.field().setFocus()
    QTest.keyClicks(field.field(), letters)


def rows(panel: ConversationPanel) -> list[str]:
    return [row.words for row in panel.side.list.rows.rows]


def test_an_empty_panel_says_what_belongs_there_and_takes_the_first_step(panel: ConversationPanel) -> None:
    [step] = [button for button in panel.findChildren(QPushButton) if button.isVisible() and "New" in button.text()]
    panel.focus_first()
    QTest.keyClick(step, Qt.Key.Key_Space)
    assert panel.desk.page.hasFocus()


def test_the_list_shows_who_when_and_how_much_and_filters(panel: ConversationPanel, two: tuple[str, str]) -> None:
    assert rows(panel) == ["Dana Whitlock", "Marek Olin"]
    assert panel.side.list.rows.rows[1].above == "June 2011"
    assert panel.side.list.rows.rows[1].below == "Planned · 5 words"
    panel.side.show_sheet("list")
    QTest.keyClicks(panel.side.search, "june olin")
    QTest.keyClick(panel.side.search, Qt.Key.Key_Down)
    assert rows(panel) == ["Marek Olin"]
    QTest.keyClick(panel.side.search, Qt.Key.Key_Escape)
    assert len(rows(panel)) == 2


def test_choosing_shows_and_enter_puts_the_caret_on_the_page(
    panel: ConversationPanel, first: str, two: tuple[str, str]
) -> None:
    chosen = QSignalSpy(panel.conversation_selected)
    panel.side.show_sheet("list")
    panel.side.list.setFocus()
    QTest.keyClick(panel.side.list, Qt.Key.Key_Down)
    assert panel.desk.page.text().plain == "The plan was verbal.\nMostly."
    assert [chosen.at(0)[0], chosen.count()] == [two[1], 1]
    QTest.keyClick(panel.side.list, Qt.Key.Key_Return)
    assert panel.desk.page.hasFocus()


def test_people_are_found_by_typing_and_taken_out_again(
    panel: ConversationPanel, first: str, ids: tuple[str, ...], stored: Stored
) -> None:
    field = panel.header.fields["reviewer"]
    type_into(field, "hol")
    assert field.offered()[0] == "Priya Holloway"
    QTest.keyClick(field.field(), Qt.Key.Key_Return)
    assert stored().people == (("participant", ids[0]), ("reviewer", ids[2]))
    type_into(field, "ma")
    QTest.keyClick(field.field(), Qt.Key.Key_Down)
    QTest.keyClick(field.field(), Qt.Key.Key_Up)
    QTest.keyClick(field.field(), Qt.Key.Key_Escape)
    assert field.offered() == ()
    field.field().clear()
    QTest.keyClick(field.field(), Qt.Key.Key_Backspace)
    assert stored().people == (("participant", ids[0]),)
    chip = panel.header.fields["participant"].findChildren(QPushButton)[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert stored().people == ()


def test_somebody_new_is_added_where_they_are_needed(
    panel: ConversationPanel, first: str, workspace: Workspace, stored: Stored
) -> None:
    field = panel.header.fields["participant"]
    type_into(field, "Tom Askew")
    assert field.offered() == ("Add “Tom Askew” to the people of this review",)
    QTest.keyClick(field.field(), Qt.Key.Key_Return)
    assert rows(panel)[0] == "Dana Whitlock, Tom Askew"
    assert len(stored().people) == 2
    workspace.undo()
    assert len(workspace.read(people.register)) == 3


def test_date_and_place_are_drafts_and_enter_leads_to_the_page(
    panel: ConversationPanel, first: str, workspace: Workspace, stored: Stored
) -> None:
    panel.header.held.setFocus()
    panel.header.held.selectAll()
    QTest.keyClicks(panel.header.held, "about 5 May 2011")
    assert workspace.drafts.pending
    QTest.keyClick(panel.header.held, Qt.Key.Key_Return)
    assert stored().held.text == "about 5 May 2011"
    assert stored().held.known
    assert panel.desk.page.hasFocus()
    panel.header.place.setFocus()
    QTest.keyClicks(panel.header.place, "Elm Street ")
    assert workspace.drafts.save_all()
    assert panel.header.place.text() == "Elm Street "
    assert stored().place == "Elm Street"
    workspace.undo()
    assert stored().place == panel.header.place.text() == ""


def test_how_far_it_is_can_be_said(panel: ConversationPanel, first: str, stored: Stored) -> None:
    panel.header.status.setFocus()
    QTest.keyClick(panel.header.status, Qt.Key.Key_Down)
    panel.header.status.activated.emit(panel.header.status.currentIndex())
    assert stored().status == "held"
    assert panel.side.list.rows.rows[0].below.startswith("Held")


def test_prompts_are_ticked(panel: ConversationPanel, first: str, stored: Stored, workspace: Workspace) -> None:
    panel.side.show_sheet("ask")
    box = panel.side.ask.box("intro-why")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert stored().prompts == {"intro-why"}
    workspace.undo()
    assert not box.isChecked()


def test_the_skeleton_is_a_sheet_to_ask_from(
    panel: ConversationPanel, passage: str, perform: Perform, ids: tuple[str, ...]
) -> None:
    sheet = panel.side.skeleton.rows.rows
    assert [(row.above, row.ticked) for row in sheet] == [("3 March 2010", False), ("early April 2010", False)]
    perform(conversations.link_event, passage_id=passage, event_id=ids[4])
    assert [row.ticked for row in panel.side.skeleton.rows.rows] == [False, True]
    asked = QSignalSpy(panel.open_event_requested)
    panel.side.show_sheet("skeleton")
    panel.side.skeleton.choose(ids[4])
    QTest.keyClick(panel.side.skeleton, Qt.Key.Key_Return)
    assert asked.at(0)[0] == ids[4]


def test_a_passage_is_linked_by_typing(
    panel: ConversationPanel, first: str, workspace: Workspace, perform: Perform, stored: Stored, ids: tuple[str, ...]
) -> None:
    lane = workspace.read(episode_rows.board)[0].id
    episode = perform(episodes.add, lane_id=lane, title="The change of plan")
    page = panel.desk.page
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_L, ALT)
    picker = panel.findChild(type(panel._linking.picker))
    QTest.keyClicks(picker._field, "core group")
    QTest.keyClick(picker._field, Qt.Key.Key_Return)
    assert page.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(picker._field, "change")
    QTest.keyClick(picker._field, Qt.Key.Key_Return)
    [row] = stored().passages
    assert (row.kind, row.event_id, row.episode_id) == ("account", ids[3], episode)
    [shown] = panel.side.passages.view.rows.rows
    assert shown.below == "3 March 2010 The core group met without the health visitor. · The change of plan"


def test_a_passage_is_found_changed_unlinked_and_taken_away(
    panel: ConversationPanel, passage: str, perform: Perform, ids: tuple[str, ...], stored: Stored, two: tuple[str, str]
) -> None:
    perform(conversations.link_event, passage_id=passage, event_id=ids[4])
    panel.reveal("conversation", two[1])
    assert panel.reveal("passage", passage)
    assert panel.desk.conversation_id == two[0]
    assert panel.desk.page.textCursor().selectedText() == "Nobody rang."
    listed = panel.side.passages
    listed._unlink.click()
    assert stored().passages[0].event_id is None
    listed._kind.setCurrentIndex(0)
    listed._kind.activated.emit(0)
    assert stored().passages[0].kind == "quotation"
    listed._link.click()
    assert panel._linking.picker.isVisible()
    panel._linking.shut()
    panel.side.show_sheet("passages")
    listed.view.setFocus()
    QTest.keyClick(listed.view, Qt.Key.Key_Return)
    QTest.keyClick(listed.view, Qt.Key.Key_Delete)
    assert not stored().passages
    assert not panel.reveal("passage", passage)


def test_the_bin_and_the_way_back(panel: ConversationPanel, first: str, two: tuple[str, str], workspace: Workspace) -> None:
    said = QSignalSpy(workspace.announced)
    panel.header._bin.click()
    assert said.at(0)[0] == "Conversation put into the bin"
    assert rows(panel) == ["Marek Olin"]
    assert panel.desk.conversation_id == two[1]
    panel.side.show_sheet("list")
    panel.side.list.setFocus()
    QTest.keyClick(panel.side.list, Qt.Key.Key_Delete)
    assert rows(panel) == []
    assert panel.desk.conversation_id == ""
    workspace.undo()
    workspace.undo()
    assert rows(panel) == ["Dana Whitlock", "Marek Olin"]


def test_presenting_covers_words_and_people_and_nothing_else(panel: ConversationPanel, first: str, passage: str) -> None:
    panel.side.show_sheet("passages")
    panel.set_presentation(True)
    assert not panel.desk.page.isVisible()
    assert not panel.header.isVisible()
    assert rows(panel) == ["3 May 2011", "June 2011"]
    assert panel.side.sheet == "ask"
    panel.set_presentation(False)
    assert panel.desk.page.isVisible()
    assert rows(panel) == ["Dana Whitlock", "Marek Olin"]


def test_names_are_shown_as_the_naming_says(panel: ConversationPanel, first: str, workspace: Workspace) -> None:
    workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert rows(panel) == ["Health visitor", "Social worker"]
    chip = panel.header.fields["participant"].findChildren(QPushButton)[-1]
    assert chip.text().startswith("Health visitor")


def test_a_narrow_dock_shows_the_page_or_the_side(panel: ConversationPanel, first: str, two: tuple[str, str]) -> None:
    panel.resize(420, 640)
    assert panel.width() == 420
    assert panel.desk.isVisible()
    assert not panel.side.isVisible()
    panel.header.unfold.click()
    assert panel.side.isVisible()
    assert not panel.desk.isVisible()
    panel.side.show_sheet("list")
    panel.side.list.choose(two[1])
    QTest.keyClick(panel.side.list, Qt.Key.Key_Return)
    assert panel.desk.isVisible()
    panel.resize(900, 640)
    assert panel.side.isVisible()
    panel.side._fold.click()
    assert not panel.side.isVisible()


def test_the_panel_opens_where_it_was(
    qtbot: QtBot, panel: ConversationPanel, first: str, two: tuple[str, str], workspace: Workspace
) -> None:
    panel.reveal("conversation", two[1])
    paragraph = panel.desk.page.text().paragraphs[1].id
    panel.desk.page.go_to(paragraph, 3)
    panel.side.show_sheet("skeleton")
    state = panel.save_state()
    assert "verbal" not in str(state)
    other = ConversationPanel(workspace)
    qtbot.addWidget(other)
    other.restore_state(state)
    assert other.desk.conversation_id == two[1]
    assert other.desk.page.place() == (paragraph, 3)
    assert other.side.sheet == "skeleton"
    other.restore_state({"conversation": "gone", "letters": "?", "sheet": "gone"})
    assert other.side.sheet == "list"
    assert not other.reveal("event", two[0])


def test_what_others_change_is_shown_without_moving_the_caret(
    panel: ConversationPanel, first: str, workspace: Workspace, perform: Perform
) -> None:
    panel.desk.page.go_to(panel.desk.page.text().paragraphs[0].id, 6)
    note = panel.desk.page.text().replaced(11, 11, " or wrote")
    perform(conversations.set_note, conversation_id=first, note=note)
    assert panel.desk.page.text() == note
    assert panel.desk.page.place()[1] == 6
    QTest.keyClicks(panel.desk.page, "!")
    workspace.perform("other", partial(conversations.set_prompt, conversation_id=first, prompt_key="else-who", covered=True))
    assert panel.desk.page.text().plain == "Nobody! rang or wrote."


def test_the_panel_forgets_at_lock_and_shows_again(
    panel: ConversationPanel, first: str, workspace: Workspace, review_path: Path
) -> None:
    workspace.close(locked=True)
    assert rows(panel) == []
    assert panel.header.held.text() == ""
    assert panel.desk.page.text().empty
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    assert rows(panel) == ["Dana Whitlock", "Marek Olin"]
    assert panel.desk.page.text().plain == "Nobody rang."
    assert workspace.read(conversation_rows.listed)[0].id == first


def test_what_a_passage_is_linked_to_can_be_opened(
    panel: ConversationPanel, passage: str, workspace: Workspace, perform: Perform, ids: tuple[str, ...]
) -> None:
    listed = panel.side.passages
    panel.side.show_sheet("passages")
    listed.choose(passage)
    assert not listed._event.isVisible()
    assert not listed._episode.isVisible()
    lane = workspace.read(episode_rows.board)[0].id
    episode = perform(episodes.add, lane_id=lane, title="The change of plan")
    perform(conversations.link_event, passage_id=passage, event_id=ids[4])
    perform(conversations.link_episode, passage_id=passage, episode_id=episode)
    opened = QSignalSpy(panel.open_event_requested), QSignalSpy(panel.open_episode_requested)
    listed._event.click()
    listed._episode.click()
    assert [spy.at(0)[0] for spy in opened] == [ids[4], episode]


def test_a_passage_is_dragged_out_as_a_link_and_takes_an_event(
    panel: ConversationPanel, passage: str, workspace: Workspace, ids: tuple[str, ...], stored: Stored
) -> None:
    view = panel.side.passages.view
    panel.side.show_sheet("passages")
    view.choose(passage)
    assert dragged_ids(view.dragged(), "passage") == (passage,)
    index = view.rows.place_of(passage)
    assert view.model().flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    place = view.visualRect(index).center()
    assert drag_over(view.viewport(), place, mime_of("event", [ids[4]]))
    assert drop_on(view.viewport(), QPoint(place.x(), view.height() - 4), mime_of("event", [ids[4]])) is None
    assert drop_on(view.viewport(), place, mime_of("passage", [passage])) is None
    assert stored().passages[0].event_id is None
    assert drop_on(view.viewport(), place, mime_of("event", [ids[4]])) == Qt.DropAction.CopyAction
    assert stored().passages[0].event_id == ids[4]
    workspace.undo()
    assert stored().passages[0].event_id is None
