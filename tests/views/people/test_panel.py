"""The people panel over a real review: the register, one person's page, and every field of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.services import conversations, people
from app.services.people import PersonFields, PersonRow
from app.storage.review_file import ReviewFile
from app.views.people.panel import PeoplePanel
from app.workspace.workspace import Workspace

KEYS = Qt.Key


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> PeoplePanel:
    made = PeoplePanel(workspace)
    qtbot.addWidget(made)
    made.resize(900, 760)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def add(workspace: Workspace, name: str, kind: str = "professional", role: str = "") -> str:
    done = workspace.perform("Add", partial(people.add, fields=PersonFields(name, kind, role)))
    assert done is not None
    return done.value


def row(workspace: Workspace, person_id: str) -> PersonRow:
    return next(each for each in workspace.read(people.register) if each.id == person_id)


def line(panel: PeoplePanel, name: str) -> QLineEdit:
    return next(each for each in panel.findChildren(QLineEdit) if each.accessibleName() == name)


def box(panel: PeoplePanel, words: str) -> QCheckBox:
    return next(each for each in panel.findChildren(QCheckBox) if each.text() == words)


def read(panel: PeoplePanel) -> str:
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def fill(qtbot: QtBot, field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, KEYS.Key_Return)


def test_an_empty_register_offers_the_first_person(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    assert "belongs here" in read(panel)
    panel.focus_first()
    panel._empty.step_requested.emit()
    name = line(panel, "Name")
    assert name.hasFocus()
    qtbot.keyClicks(name, "Anna Bell")
    qtbot.keyClick(name, KEYS.Key_Return)
    assert [each.name for each in workspace.read(people.register)] == ["Anna Bell"]


def test_every_field_is_kept_and_undone(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    agency = workspace.perform("Add", partial(people.add_agency, name="Mill Lane Surgery"))
    assert agency is not None
    person = add(workspace, "Dr Quill")
    assert panel.reveal("person", person)
    fill(qtbot, line(panel, "Role"), "GP")
    fill(qtbot, line(panel, "Other names and initials"), "GP, Dr Q")
    fill(qtbot, line(panel, "Name in the report"), "GP 1")
    choice = next(each for each in panel.findChildren(QComboBox) if each.accessibleName() == "Agency")
    choice.setFocus()
    qtbot.keyClick(choice, KEYS.Key_Down)
    choice.activated.emit(choice.currentIndex())
    qtbot.keyClick(box(panel, "Case group"), KEYS.Key_Space)
    found = row(workspace, person)
    assert (found.role, set(found.aliases), found.pseudonyms["report"]) == ("GP", {"GP", "Dr Q"}, "GP 1")
    assert found.agency == "Mill Lane Surgery"
    assert "case group" in found.parts
    workspace.undo()
    assert "case group" not in row(workspace, person).parts
    assert not box(panel, "Case group").isChecked()


def test_family_and_professionals_are_asked_for_different_things(panel: PeoplePanel, workspace: Workspace) -> None:
    panel.reveal("person", add(workspace, "Ellis", "family"))
    assert line(panel, "Relationship to the child").isVisible()
    assert not line(panel, "Role").isVisible()
    panel.reveal("person", add(workspace, "Dr Quill"))
    assert line(panel, "Role").isVisible()
    assert not box(panel, "The child this review is about").isVisible()


@pytest.mark.parametrize(("number", "words"), [(1, "1 conversation."), (2, "2 conversations.")])
def test_conversations_are_counted_in_words(panel: PeoplePanel, workspace: Workspace, number: int, words: str) -> None:
    person = add(workspace, "Dr Quill")
    for _ in range(number):
        workspace.perform("Add", partial(conversations.add, participant_ids=(person,)))
    panel.reveal("person", person)
    assert words in read(panel).split("\n")


def test_delete_takes_a_person_out_with_a_way_back(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    add(workspace, "Anna Bell")
    person = add(workspace, "Zoe Quill")
    panel.reveal("person", person)
    panel.focus_first()
    with qtbot.waitSignal(workspace.announced) as told:
        qtbot.keyClick(panel._list, KEYS.Key_Delete)
    assert told.args == ["Take a person out of the register"]
    assert [each.name for each in workspace.read(people.register)] == ["Anna Bell"]
    workspace.undo()
    assert len(workspace.read(people.register)) == 2


def test_the_filter_and_what_was_shown_come_back(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    first, second = add(workspace, "Anna Bell"), add(workspace, "Zoe Quill")
    panel.reveal("person", second)
    assert panel.save_state() == {"person": second}
    panel._search.setText("anna")
    qtbot.waitUntil(lambda: panel._model.row_of(second) < 0)
    panel.restore_state({"person": second})
    assert panel._search.text() == ""
    assert panel.save_state() == {"person": second}
    panel._list.setCurrentIndex(panel._model.index(panel._model.row_of(first), 0))
    assert panel.save_state() == {"person": first}
    assert not panel.reveal("person", "nobody")
    assert not panel.reveal("event", first)


def test_names_follow_how_people_are_shown(panel: PeoplePanel, workspace: Workspace) -> None:
    person = add(workspace, "Zoe Quill", role="health visitor")
    panel.reveal("person", person)
    workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert "Zoe" not in read(panel)
    assert "Zoe" not in str(panel._model.index(panel._model.row_of(person), 0).data())


def test_a_name_taken_away_is_refused_and_shown_again(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    person = add(workspace, "Zoe Quill")
    panel.reveal("person", person)
    name = line(panel, "Name")
    name.setFocus()
    name.clear()
    with qtbot.waitSignal(workspace.failed):
        qtbot.keyClick(name, KEYS.Key_Return)
    assert row(workspace, person).name == "Zoe Quill"


def test_a_long_name_shows_its_beginning_and_a_narrow_panel_gives_fields_the_width(
    qtbot: QtBot, panel: PeoplePanel, workspace: Workspace
) -> None:
    panel.reveal("person", add(workspace, "Somebody with a name " * 8))
    name = line(panel, "Name")
    assert name.cursorPosition() == 0
    assert not panel._page.form.is_narrow
    panel.resize(360, 760)
    assert panel._page.form.is_narrow
    assert panel._split.orientation() is Qt.Orientation.Vertical
    qtbot.waitUntil(lambda: name.width() > 280)
    panel.resize(900, 760)
    assert panel._split.orientation() is Qt.Orientation.Horizontal


def test_a_closed_panel_forgets_every_word(panel: PeoplePanel, workspace: Workspace) -> None:
    panel.reveal("person", add(workspace, "Zoe Quill", role="health visitor"))
    workspace.close(locked=True)
    kept = [each.text() for each in (*panel.findChildren(QLabel), *panel.findChildren(QLineEdit))]
    assert not any("Zoe" in words or "visitor" in words for words in kept)
    assert panel._model.rowCount() == 0


def test_a_role_too_long_for_the_list_is_wrapped_not_cut(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    role = "father of the youngest child, the mother's former partner, living with his own parents in the next street"
    person = add(workspace, "Craig Tunnard", "family")
    heights: list[int] = []
    for told in ("father", role):
        fields = PersonFields("Craig Tunnard", "family", relationship=told)
        workspace.perform("Tell", partial(people.change, person_id=person, fields=fields))
        heights.append(panel._list.sizeHintForRow(panel._model.rowCount() - 1))
    panel.resize(2400, 760)
    qtbot.waitUntil(lambda: panel._list.width() > 800)
    heights.append(panel._list.sizeHintForRow(panel._model.rowCount() - 1))
    assert heights[1] > heights[0] == heights[2]
