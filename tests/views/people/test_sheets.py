"""Names found and the glossary, answered in their sheets over a real review."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, event_rows, glossary, names_found, people
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.views.people.glossary_sheet import MEANING, SHORT, GlossarySheet
from app.views.people.names_sheet import NamesSheet
from app.views.people.panel import PeoplePanel
from app.workspace.workspace import Workspace


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    made.perform("add", partial(people.add, fields=PersonFields("Leanne Fernley", "family")))
    for what in ("Leanne saw HV1 at CIN.", "HV1 told Leanne Fernley of CIN.", "HV1 and CIN and Dr Osgood."):
        made.perform("add", partial(chronology.add_event, what=text_from(what)))
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> PeoplePanel:
    made = PeoplePanel(workspace)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def references(workspace: Workspace) -> list[str]:
    rows = workspace.read(event_rows.rows)
    return sorted(each.given for row in rows if not isinstance(row.what, str) for each in row.what.references())


def heads(sheet: NamesSheet) -> list[str]:
    items = (sheet.tree.topLevelItem(place) for place in range(sheet.tree.topLevelItemCount()))
    return [item.text(0) for item in items if item is not None]


def choose(sheet: NamesSheet, group: int) -> None:
    """Choose the first name of a group."""
    head = sheet.tree.topLevelItem(group)
    item = head.child(0) if head else None
    assert item is not None
    sheet.tree.setCurrentItem(item)


def cell(sheet: GlossarySheet, row: int, column: int) -> QTableWidgetItem:
    item = sheet.table.item(row, column)
    assert item is not None
    return item


def test_all_names_of_one_person_are_accepted_with_one_key(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    panel.names_button.click()
    sheet = panel.findChildren(NamesSheet)[0]
    qtbot.waitExposed(sheet)
    assert heads(sheet) == ["Leanne Fernley   2 mentions", "Nobody's yet   3 mentions"]
    qtbot.keyClick(sheet.tree, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert references(workspace) == ["Leanne", "Leanne Fernley"]
    assert workspace.undo_label == "Accept 2 mentions"
    workspace.undo()
    assert references(workspace) == []
    choose(sheet, 0)
    sheet.refuse()
    assert heads(sheet)[0] == "Leanne Fernley   1 mention"


def test_names_of_nobody_become_somebodys(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    panel.show_names()
    sheet = panel.findChildren(NamesSheet)[0]
    choose(sheet, 1)
    assert not sheet.accept_name.isEnabled()
    sheet.as_alias.click()
    assert references(workspace) == ["HV1"] * 3
    workspace.undo()
    choose(sheet, 1)
    sheet.as_person.click()
    assert [row.name for row in workspace.read(people.register)] == ["Leanne Fernley", "HV1"]
    assert workspace.read(names_found.unknown) == ()
    sheet.accept()


def test_abbreviations_are_explained_changed_and_removed(qtbot: QtBot, panel: PeoplePanel, workspace: Workspace) -> None:
    panel.glossary_button.click()
    sheet = panel.findChildren(GlossarySheet)[0]
    assert [cell(sheet, row, SHORT).text() for row in range(2)] == ["CIN", ""]
    cell(sheet, 0, MEANING).setText("child in need")
    assert workspace.read(glossary.meanings) == {("", "CIN"): "child in need"}
    cell(sheet, 0, MEANING).setText("Child in need")
    assert workspace.undo_label == "Change the glossary"
    sheet.table.setCurrentCell(0, SHORT)
    sheet.remove()
    assert workspace.read(glossary.listed) == ()
    assert [row.events for row in workspace.read(glossary.unexplained)] == [3]
    sheet.accept()


def test_the_mentions_of_a_person_are_gone_through(panel: PeoplePanel, workspace: Workspace) -> None:
    person = workspace.read(people.register)[0].id
    assert not panel.mentions_button.isEnabled()
    names = ("Leanne", "Leanne Fernley")
    workspace.perform("accept", partial(names_found.accept, person_id=person, words=names))
    assert panel.mentions_button.text() == " Mentions: 2"
    opened: list[str] = []

    def keep(kind: str, row_id: str) -> None:
        opened.append(f"{kind} {row_id}")

    panel.open_requested.connect(keep)
    panel.mentions_button.click()
    panel.next_mention()
    panel.next_mention()
    panel.previous_mention()
    assert len(set(opened)) == 2
    assert opened[0] == opened[2]
    assert opened[1] == opened[3]
    assert all(each.startswith("event ") for each in opened)
