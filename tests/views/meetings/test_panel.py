"""The meetings panel over a real review: the grid filled by keys, people by name, the page, the links, the bin."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.attendance import Cell
from app.domain.naming import NamingMode
from app.domain.text import text_from
from app.services import attendance, binned, findings, meetings, people
from app.services.attendance import MeetingRow
from app.views.meetings.panel import MeetingsPanel
from app.workspace.workspace import Workspace
from tests.views.meetings.conftest import Case, Do

KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def row(workspace: Workspace, meeting_id: str) -> MeetingRow:
    return next(each for each in workspace.read(attendance.listed) if each.id == meeting_id)


def presence(workspace: Workspace, meeting_id: str, person_id: str) -> tuple[str, bool] | None:
    found = (each for each in row(workspace, meeting_id).presences if each.person_id == person_id)
    return next(((each.presence, each.invited) for each in found), None)


def at(panel: MeetingsPanel, person_id: str, meeting_id: str) -> None:
    assert panel.grid.go_to(person_id, meeting_id)
    panel.grid.setFocus()


def test_the_grid_shows_agencies_people_and_counts(panel: MeetingsPanel, case: Case, do: Do) -> None:
    do(meetings.set_presence, case.meetings[1], (case.anne, case.ben), "came")
    assert [line.words for line in panel.model.lines] == [
        "Harnmouth Health", "Anne Oke", "Wherry Lane School", "Ben Ilo", "Family", "Lee Oke"
    ]  # fmt: skip
    assert panel.model.heading(1) == ("4 April 2012", "Second core group", ("2 of 2 invited came", "1 of 2 new"))
    assert panel.model.lines[3].cells == (Cell(), Cell("came", True, True))
    assert panel.model.data(panel.model.index(2, 1)) == "1 came"
    tip = panel.model.data(panel.model.index(3, 1), Qt.ItemDataRole.ToolTipRole)
    assert tip == "Ben Ilo, Second core group: came, new"
    assert "At all of them: Anne Oke." in panel._said.text()


@pytest.mark.parametrize(("key", "said"), [("c", "came"), ("a", "apologies"), ("x", "absent"), ("?", "unknown")])
def test_a_letter_says_who_came_and_undo_takes_it_back(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case, key: str, said: str
) -> None:
    at(panel, case.anne, case.meetings[1])
    qtbot.keyClicks(panel.grid, key)
    assert presence(workspace, case.meetings[1], case.anne) == (said, True)
    assert (panel.grid.person, panel.grid.meeting) == (case.anne, case.meetings[1])
    assert workspace.undo()
    assert presence(workspace, case.meetings[1], case.anne) is None


def test_who_was_asked_and_nothing_on_record(qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case) -> None:
    at(panel, case.anne, case.meetings[0])
    qtbot.keyClicks(panel.grid, "i")
    assert presence(workspace, case.meetings[0], case.anne) == ("came", False)
    qtbot.keyClicks(panel.grid, "i")
    assert presence(workspace, case.meetings[0], case.anne) == ("came", True)
    qtbot.keyClick(panel.grid, KEYS.Key_Delete)
    assert presence(workspace, case.meetings[0], case.anne) is None


def test_arrows_go_over_agencies_and_meetings_follow(qtbot: QtBot, panel: MeetingsPanel, case: Case, do: Do) -> None:
    do(meetings.set_presence, case.meetings[1], (case.ben,), "came")
    at(panel, case.anne, case.meetings[0])
    qtbot.keyClick(panel.grid, KEYS.Key_Down)
    assert panel.grid.person == case.ben
    qtbot.keyClick(panel.grid, KEYS.Key_Right)
    assert panel.grid.meeting == case.meetings[1]
    assert panel.page.lines["title"].text() == "Second core group"


def test_people_come_in_by_name_and_new_ones_in_place(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case
) -> None:
    at(panel, case.anne, case.meetings[0])
    qtbot.keyClick(panel.grid, KEYS.Key_Insert)
    field = panel.page.people.field()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "ben")
    qtbot.keyClick(field, KEYS.Key_Return)
    assert presence(workspace, case.meetings[0], case.ben) == ("came", True)
    qtbot.keyClicks(field, "Cleo Umber")
    qtbot.keyClick(field, KEYS.Key_Return)
    new = next(each.id for each in workspace.read(people.register) if each.name == "Cleo Umber")
    assert presence(workspace, case.meetings[0], new) == ("came", True)
    panel.page.people.people_changed.emit((case.anne,))
    assert [each.person_id for each in row(workspace, case.meetings[0]).presences] == [case.anne]


def test_who_is_named_in_the_event_is_offered(qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case) -> None:
    at(panel, case.anne, case.meetings[1])
    assert panel.page.offered() == (case.ben,)
    chip = next(each for each in panel.page.findChildren(QPushButton) if each.text() == "Ben Ilo  +")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert presence(workspace, case.meetings[1], case.ben) == ("came", True)
    assert panel.page.offered() == ()


def test_all_who_are_named_come_at_once(panel: MeetingsPanel, workspace: Workspace, case: Case) -> None:
    at(panel, case.anne, case.meetings[1])
    panel.page.offer([(case.anne, "Anne Oke"), (case.ben, "Ben Ilo")])
    next(each for each in panel.page.findChildren(QPushButton) if each.text() == "All 2 came").click()
    assert {each.person_id for each in row(workspace, case.meetings[1]).presences} == {case.anne, case.ben}


def test_the_page_keeps_what_is_typed_and_the_grid_follows_the_series(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case
) -> None:
    at(panel, case.anne, case.meetings[0])
    qtbot.keyClick(panel.grid, KEYS.Key_Return)
    for field, words in (("title", "Inception"), ("held", "early spring 2012"), ("place", "Hall"), ("series", "Networks")):
        line = panel.page.lines[field]
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, KEYS.Key_Return)
    found = row(workspace, case.meetings[0])
    assert (found.title, found.held.text, found.place, found.series) == (
        "Inception",
        "early spring 2012",
        "Hall",
        "Networks",
    )
    assert panel.series_box.currentText() == "Networks (1)"
    assert panel.grid.meeting == case.meetings[0]
    assert [panel.series_box.itemText(n) for n in range(3)][-1] == "All meetings in the case (2)"
    panel.page._kind.setCurrentIndex(0)
    panel.page._kind.activated.emit(0)
    assert row(workspace, case.meetings[0]).kind == "review team"


def test_an_emptied_title_comes_back(qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case) -> None:
    at(panel, case.anne, case.meetings[0])
    line = panel.page.lines["title"]
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, KEYS.Key_Delete)
    assert workspace.drafts.save_all()
    qtbot.keyClick(line, KEYS.Key_Return)
    assert line.text() == "First core group" == row(workspace, case.meetings[0]).title


def test_a_note_is_kept_and_goes_with_its_meeting(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case
) -> None:
    at(panel, case.anne, case.meetings[0])
    panel.page.note.setFocus()
    qtbot.keyClicks(panel.page.note, "Minutes missing")
    assert workspace.drafts.save_all()
    assert row(workspace, case.meetings[0]).note.plain == "Minutes missing"
    at(panel, case.anne, case.meetings[1])
    assert panel.page.note.text().empty


def test_the_note_is_hidden_from_the_group_in_the_room(panel: MeetingsPanel) -> None:
    assert panel.page.note.isVisibleTo(panel.page)
    panel.set_presentation(True)
    assert not panel.page.note.isVisibleTo(panel.page)
    panel.set_presentation(False)
    assert panel.page.note.isVisibleTo(panel.page)


def test_meetings_are_added_and_binned_by_keys(qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case) -> None:
    at(panel, case.anne, case.meetings[0])
    qtbot.keyClick(panel.grid, KEYS.Key_N, CONTROL)
    title = panel.page.lines["title"]
    qtbot.waitUntil(title.hasFocus)
    qtbot.keyClicks(title, "Third core group")
    qtbot.keyClick(title, KEYS.Key_Return)
    assert [each.title for each in workspace.read(attendance.listed)][-1] == "Third core group"
    assert workspace.read(attendance.listed)[-1].series == "Core groups"
    panel.grid.setFocus()
    qtbot.keyClick(panel.grid, KEYS.Key_Delete, CONTROL)
    assert [each.words.plain for each in workspace.read(binned.contents)] == ["Third core group"]
    assert panel.model.columnCount() == 2


def test_an_empty_review_offers_the_first_meeting(qtbot: QtBot, workspace: Workspace) -> None:
    panel = MeetingsPanel(workspace)
    qtbot.addWidget(panel)
    panel.show()
    panel.focus_first()
    panel._empty.step_requested.emit()
    assert [each.title for each in workspace.read(attendance.listed)] == ["New meeting"]
    assert panel.grid.meeting == workspace.read(attendance.listed)[0].id


def test_a_finding_rests_on_a_meeting_and_each_leads_to_the_other(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case
) -> None:
    at(panel, case.anne, case.meetings[0])
    qtbot.keyClick(panel.grid, KEYS.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    (offered,) = panel.links.picker.listed()
    assert offered.words == "Groups change unseen"
    qtbot.keyClick(panel.links.picker._field, KEYS.Key_Return)
    (item,) = workspace.read(partial(findings.detail, finding_id=case.finding)).evidence
    assert item.words.plain == "First core group: 1 of 1 invited came"
    chip = next(each for each in panel.page.findChildren(QPushButton) if each.text().startswith("Finding 1"))
    with qtbot.waitSignal(panel.open_requested) as asked:
        chip.click()
    assert asked.args == ["finding", case.finding]


def test_the_event_of_a_meeting_is_chosen_opened_and_taken_off(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case
) -> None:
    at(panel, case.anne, case.meetings[0])
    assert not panel.page._event.isVisible()
    panel.page._choose.click()
    qtbot.keyClick(panel.links.picker._field, KEYS.Key_Return)
    assert row(workspace, case.meetings[0]).event_id == case.event
    assert "Core group. Present" in panel.page._event.text()
    with qtbot.waitSignal(panel.open_requested) as asked:
        panel.page._event.click()
    assert asked.args == ["event", case.event]
    panel.page._no_event.click()
    assert row(workspace, case.meetings[0]).event_id is None


def test_names_are_those_in_force_on_screen_and_on_the_clipboard(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case
) -> None:
    workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert [line.words for line in panel.model.lines] == ["Harnmouth Health", "Health visitor", "Family", "a family member"]
    at(panel, case.anne, case.meetings[0])
    qtbot.keyClick(panel.grid, KEYS.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert presence(workspace, case.meetings[0], case.anne) == ("came", True)
    lines = mime.text().split("\r\n")
    assert lines[0] == '\t"3 March 2012\nFirst core group"\t"4 April 2012\nSecond core group"'
    assert "Health visitor\tcame\t" in lines
    assert lines[-1] == "Counted\t1 of 1 invited came\t"
    assert "<table" in mime.html()
    assert "Oke" not in mime.html() + mime.text()


def test_where_the_reviewer_was_comes_back_and_closing_forgets(
    qtbot: QtBot, panel: MeetingsPanel, workspace: Workspace, case: Case, do: Do
) -> None:
    at(panel, case.lee, case.meetings[1])
    state = panel.save_state()
    assert state == {"meeting": case.meetings[1], "person": case.lee}
    again = MeetingsPanel(workspace)
    qtbot.addWidget(again)
    again.restore_state(state)
    assert again.save_state() == state
    other = do(meetings.add, "case group", "First look", row(workspace, case.meetings[0]).held)
    assert again.reveal("meeting", other)
    assert again.series_box.currentText() == "Meetings of the case group (1)"
    assert not again.reveal("meeting", "nowhere")
    assert not again.reveal("event", case.event)
    again.series_box.setCurrentIndex(0)
    again.series_box.activated.emit(0)
    assert again.model.columnCount() == 2
    workspace.close()
    assert again.model.rowCount() == 0
    assert again.page.lines["title"].text() == ""
    assert again._said.text() == ""


def test_the_grid_can_be_asked_to_leave(qtbot: QtBot, panel: MeetingsPanel, case: Case) -> None:
    with qtbot.waitSignal(panel.export_requested) as asked:
        panel._export.click()
    assert asked.args == ["case", "Core groups", "Core groups"]


def test_a_click_on_a_head_goes_to_the_meeting_and_every_mark_is_drawn(
    qtbot: QtBot, panel: MeetingsPanel, case: Case, do: Do
) -> None:
    do(meetings.set_presence, case.meetings[1], (case.anne,), "came")
    do(meetings.set_presence, case.meetings[1], (case.lee,), "absent")
    do(meetings.set_presence, case.meetings[1], (case.ben,), "came")
    do(meetings.set_invited, case.meetings[1], case.ben, False)
    before = panel.grid.grab().toImage()
    panel.grid.heads.sectionClicked.emit(0)
    assert panel.grid.meeting == case.meetings[0]
    assert panel.grid.grab().toImage() != before
    do(findings.set_headline, case.finding, text_from("Groups change, and nobody counts"))
    assert panel.grid.meeting == case.meetings[0]
