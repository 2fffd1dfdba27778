"""The chronology as one agency knew it, the two other times of an event, and everybody's account of it, in a real window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import accounts, chronology, conversations, event_rows, joining, knowledge, people
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.views.chronology.panel import ChronologyPanel
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.full_disk import MUCH, full_disk

KEYS = Qt.Key


def do(workspace: Workspace, act: Callable[..., object], **named: object) -> str:
    done = workspace.perform("Do", partial(act, **named))
    assert done is not None
    return str(done.value)


def shown(panel: ChronologyPanel) -> list[str]:
    """The first words of what is shown, and what stands below its date."""
    rows = [panel.model.line(row).event for row in range(panel.model.rowCount())]
    return [each.what.split()[0] + ("?" if each.perhaps else "") for each in rows if each]


def write(qtbot: QtBot, line: QLineEdit, words: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, KEYS.Key_Return)


@pytest.fixture
def opened(panel: ChronologyPanel, qtbot: QtBot) -> ChronologyPanel:
    """The panel with the strip open."""
    qtbot.mouseClick(panel.known.toggle, Qt.MouseButton.LeftButton)
    return panel


# -- as known on ----------------------------------------------------------------------------------------------------


def at(panel: ChronologyPanel, qtbot: QtBot, day: QDate) -> None:
    panel.known.day.setDate(day)
    qtbot.waitUntil(lambda: not panel.known._timer.isActive())


def test_only_what_the_agency_could_know_by_then_is_shown(opened: ChronologyPanel, qtbot: QtBot) -> None:
    assert opened.known.agency.currentText() == "Health visiting"
    assert shown(opened) == ["Health", "Weight", "Somebody?"]
    at(opened, qtbot, QDate(2010, 4, 5))
    assert shown(opened) == ["Health", "Weight?", "Somebody?"]
    assert "3 of 5 events" in opened.known.says.text()
    assert "2 of them perhaps" in opened.known.says.text()
    assert opened.bar.count.text() == "3 of 5 events"
    row = opened.model.row_of(next(each.id for each in opened._rows.values() if str(each.what).startswith("Weight")))
    assert opened.model.data(opened.model.index(row, 1)) == "early April 2010\nperhaps known"
    at(opened, qtbot, QDate(2010, 3, 3))
    assert shown(opened) == ["Health", "Somebody?"]


def test_another_agency_knew_other_things_and_keys_move_the_day(opened: ChronologyPanel, qtbot: QtBot) -> None:
    opened.known.agency.setFocus()
    qtbot.keyClick(opened.known.agency, KEYS.Key_Down)
    assert opened.known.agency.currentText() == "Alder Primary School"
    assert shown(opened) == ["School", "Referral"]
    opened.known.slider.setFocus()
    day = opened.known.day.date()
    qtbot.keyClick(opened.known.slider, KEYS.Key_PageDown)
    assert abs(opened.known.day.date().daysTo(day)) == 30
    qtbot.waitUntil(lambda: shown(opened) == ["School"])


def test_esc_or_another_s_wish_shows_everything_again(opened: ChronologyPanel, qtbot: QtBot, event_ids: list[str]) -> None:
    assert opened.known.isVisible()
    qtbot.keyClick(opened.known.slider, KEYS.Key_Escape)
    assert not opened.known.isVisible()
    assert len(shown(opened)) == 5
    qtbot.mouseClick(opened.known.toggle, Qt.MouseButton.LeftButton)
    assert opened.reveal("event", event_ids[1])
    assert not opened.known.is_open
    assert opened.table.current_id() == event_ids[1]


def test_it_follows_what_is_entered_and_what_is_undone(
    opened: ChronologyPanel, qtbot: QtBot, workspace: Workspace, event_ids: list[str], agency_ids: list[str]
) -> None:
    do(workspace, knowledge.set_known, event_id=event_ids[1], agency_id=agency_ids[0], words="10 March 2010")
    assert shown(opened) == ["Health", "School", "Weight", "Somebody?"]
    at(opened, qtbot, QDate(2010, 3, 9))
    assert shown(opened) == ["Health", "Somebody?"]
    do(workspace, people.add_agency, name="A third")
    assert opened.known.agency.count() == 3
    workspace.undo()
    workspace.undo()
    at(opened, qtbot, QDate(2010, 5, 22))
    assert shown(opened) == ["Health", "Weight", "Somebody?"]


def test_nothing_known_yet_offers_the_way_back_and_locking_forgets(
    opened: ChronologyPanel, qtbot: QtBot, workspace: Workspace, agency_ids: list[str]
) -> None:
    do(workspace, people.add_agency, name="A third")
    opened.known.agency.setCurrentIndex(opened.known.agency.findText("A third"))
    opened.known.agency.activated.emit(0)
    assert opened._pages.currentWidget() is opened._none_found
    qtbot.mouseClick(opened._none_found._step, Qt.MouseButton.LeftButton)
    assert len(shown(opened)) == 5
    qtbot.mouseClick(opened.known.toggle, Qt.MouseButton.LeftButton)
    workspace.close(locked=True)
    assert not opened.known.is_open
    assert opened.known.knew() == {}
    assert opened.known.agency.count() == 0


# -- recorded, and known to whom ------------------------------------------------------------------------------------


def test_when_it_was_recorded_and_became_known_is_typed_and_kept(
    panel: ChronologyPanel, qtbot: QtBot, workspace: Workspace, event_ids: list[str], agency_ids: list[str]
) -> None:
    panel.reveal("event", event_ids[0])
    panel._on_edit_requested(event_ids[0])
    form = panel.editor.knowledge
    qtbot.mouseClick(form.toggle, Qt.MouseButton.LeftButton)
    own, other = form.lines[agency_ids[0]], form.lines[agency_ids[1]]
    assert own.placeholderText() == "3 March 2010, as its record has it"
    assert other.placeholderText().startswith("Nothing says")
    write(qtbot, form.recorded, "5 March 2010")
    assert own.placeholderText() == "5 March 2010, as its record has it"
    write(qtbot, other, "early April 2010")
    rows = workspace.read(partial(knowledge.of_event, event_id=event_ids[0]))
    assert [row.entered.text for row in rows if row.entered] == ["early April 2010"]
    qtbot.mouseClick(form.toggle, Qt.MouseButton.LeftButton)
    assert form.summary.text() == "recorded 5 March 2010, Alder Primary School knew early April 2010"
    other.setText("May 2010")
    other.setModified(True)
    panel.reveal("event", event_ids[2])
    rows = workspace.read(partial(knowledge.of_event, event_id=event_ids[0]))
    assert [row.entered.text for row in rows if row.entered] == ["May 2010"]
    panel.reveal("event", event_ids[4])
    assert form.lines[agency_ids[0]].placeholderText().startswith("Recorded it")
    assert form.summary.text() == ""


def test_what_is_typed_there_is_kept_at_lock(panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]) -> None:
    panel.reveal("event", event_ids[0])
    panel.editor.knowledge.recorded.setText("6 March 2010")
    panel.editor.knowledge.recorded.setModified(True)
    path = workspace.path
    assert path is not None
    workspace.close(locked=True)
    workspace.take(ReviewFile.open(path, PASSPHRASE))
    assert workspace.read(partial(event_rows.details, event_id=event_ids[0])).recorded.text == "6 March 2010"


def test_what_the_disk_refuses_there_holds_the_editor_at_its_event(
    panel: ChronologyPanel, qtbot: QtBot, workspace: Workspace, event_ids: list[str], agency_ids: list[str]
) -> None:
    panel.reveal("event", event_ids[0])
    panel._on_edit_requested(event_ids[0])
    form = panel.editor.knowledge
    qtbot.mouseClick(form.toggle, Qt.MouseButton.LeftButton)
    typed = f"June 2010 {MUCH}"
    for line in (form.recorded, form.lines[agency_ids[1]]):
        line.setText(typed)
        line.setModified(True)  # as typing does
    with full_disk(workspace.file):
        form.recorded.setFocus()
        with qtbot.waitSignal(workspace.failed):
            qtbot.keyClick(form.recorded, KEYS.Key_Return)
        assert workspace.drafts.pending
        panel.editor.read_again()
        panel.table.reveal(event_ids[2])
        qtbot.waitUntil(lambda: panel.table.current_id() == event_ids[0])
        assert panel.editor.event_id == event_ids[0]
        assert not workspace.close()
        assert [line.text() for line in (form.recorded, form.lines[agency_ids[1]])] == [typed, typed]
    assert workspace.drafts.save_all()
    rows = workspace.read(partial(knowledge.of_event, event_id=event_ids[0]))
    assert [row.entered.text for row in rows if row.entered] == [typed]
    assert workspace.read(partial(event_rows.details, event_id=event_ids[0])).recorded.text == typed
    panel.reveal("event", event_ids[2])
    assert panel.editor.event_id == event_ids[2]
    assert form.recorded.text() == ""


def test_an_account_that_the_disk_refuses_holds_the_editor_too(
    panel: ChronologyPanel, qtbot: QtBot, workspace: Workspace, event_ids: list[str], agency_ids: list[str]
) -> None:
    do(workspace, accounts.add, event_id=event_ids[0], person_id=None, agency_id=agency_ids[1])
    panel.reveal("event", event_ids[0])
    panel._on_edit_requested(event_ids[0])
    field = panel.editor.accounts.columns.columns[0].section.field
    field.setFocus()
    field.insertPlainText(MUCH)
    with full_disk(workspace.file):
        panel.table.reveal(event_ids[2])
        qtbot.waitUntil(lambda: panel.table.current_id() == event_ids[0])
        assert panel.editor.event_id == event_ids[0]
        assert not workspace.close()
        assert field.toPlainText() == MUCH
    assert workspace.drafts.save_all()
    found = workspace.read(partial(accounts.side_by_side, event_id=event_ids[0]))
    assert [row.body.plain for row in found.accounts] == [MUCH]


def test_what_is_typed_of_an_event_that_goes_goes_with_it(
    panel: ChronologyPanel, workspace: Workspace, event_ids: list[str]
) -> None:
    panel.reveal("event", event_ids[0])
    panel.editor.knowledge.recorded.setText("6 March 2010")
    panel.editor.knowledge.recorded.setModified(True)
    panel.editor.show_event("", gone=True)
    assert not workspace.drafts.pending
    assert panel.editor.knowledge.recorded.text() == ""


# -- everybody's account ---------------------------------------------------------------------------------------------


def test_records_of_two_agencies_stand_side_by_side_and_are_parted_again(
    panel: ChronologyPanel, qtbot: QtBot, workspace: Workspace, event_ids: list[str]
) -> None:
    do(workspace, chronology.set_private_note, event_id=event_ids[1], note=text_from("Ask the head."))
    do(workspace, joining.join, kept_id=event_ids[0], other_ids=(event_ids[1],))
    panel.reveal("event", event_ids[0])
    panel._on_edit_requested(event_ids[0])
    columns = panel.editor.accounts.columns
    assert [column.told.voice for column in columns.told] == ["Health visiting", "Alder Primary School"]
    assert ">late</span>" in columns.told[1].words.text()
    assert columns.told[1].private.isVisibleTo(columns)
    panel.set_presentation(True)
    assert not columns.told[1].private.isVisibleTo(columns)
    row = panel.model.row_of(event_ids[0])
    assert "also Alder Primary School" in str(panel.model.data(panel.model.index(row, 4)))
    columns.told[1].act_button.click()
    assert panel.model.row_of(event_ids[1]) >= 0
    assert columns.told == ()


def test_an_account_is_added_by_hand_and_from_a_conversation(
    panel: ChronologyPanel, qtbot: QtBot, workspace: Workspace, event_ids: list[str]
) -> None:
    person = do(workspace, people.add, fields=PersonFields("Ruth Akinola"))
    conversation = do(workspace, conversations.add, participant_ids=(person,))
    note = text_from("The house was warm that day.").with_mark(0, 27, "m" * 32)
    passage = do(workspace, conversations.mark, conversation_id=conversation, note=note, mark_id="m" * 32, kind="account")
    panel.reveal("event", event_ids[0])
    panel._on_edit_requested(event_ids[0])
    ours = panel.editor.accounts
    assert ours.columns.told == ()
    ours.columns.add_button.click()
    qtbot.keyClicks(QApplication.focusWidget(), "Ruth")
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    field = ours.columns.columns[0].section.field
    qtbot.keyClicks(field, "It was a warm house.")
    assert ours.save()
    ours.passage_button.click()
    qtbot.keyClicks(QApplication.focusWidget(), "warm")
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    assert [column.told.voice for column in ours.columns.told] == ["Health visiting", "Ruth Akinola"]
    assert ">cold</span>" in ours.columns.told[0].words.text()
    found = workspace.read(partial(accounts.side_by_side, event_id=event_ids[0]))
    assert [row.body.plain for row in found.accounts] == ["It was a warm house."]
    assert [each.id for each in found.passages] == [passage]
    asked: list[str] = []
    panel.open_passage_requested.connect(asked.append)
    ours.columns.told[1].act_button.click()
    assert asked == [passage]
    ours.columns.removed.emit(found.accounts[0].id)
    assert ours.columns.columns == ()
    left: list[bool] = []
    panel.editor.left.connect(partial(left.append, True))
    qtbot.keyClick(panel.editor.knowledge.recorded, KEYS.Key_Escape)
    assert left == [True]
