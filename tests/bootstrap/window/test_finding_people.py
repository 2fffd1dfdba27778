"""Finding people's names in the chronology: from the Edit menu, and offered once a return is taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.domain.text import text_from
from app.services import chronology, event_rows, people
from app.services.people import PersonFields
from app.views.importing.sheet import ImportSheet


def register(opened: Conductor, *names: str) -> None:
    for name in names:
        fields = PersonFields(name, "professional")
        assert opened.workspace.perform("Add", partial(people.add, fields=fields))


def add(opened: Conductor, what: str) -> None:
    assert opened.workspace.perform("Add", partial(chronology.add_event, what=text_from(what)))


def find(opened: Conductor) -> str:
    opened.window.commands.action("edit.find_people").trigger()
    return opened.window.messages.text


def mentioned(opened: Conductor) -> int:
    texts = [row.what for row in opened.workspace.read(event_rows.rows)]
    return sum(0 if isinstance(text, str) else len(text.references()) for text in texts)


def test_names_are_found_told_and_taken_back_as_one_step(opened: Conductor) -> None:
    register(opened, "Sally Mercer", "Tess Fenn", "Ros Fenn")
    add(opened, "Mercer rang Tess Fenn and a Fenn.")
    said = find(opened)
    assert said.startswith("2 mentions found.")
    assert said.endswith("several people share them: Fenn.")
    assert mentioned(opened) == 2
    opened.window.messages.undo_requested.emit()
    assert mentioned(opened) == 0


def test_that_there_are_none_is_said(opened: Conductor) -> None:
    add(opened, "Mercer rang.")
    label = opened.workspace.undo_label
    assert find(opened) == "No further names of people of the register were found."
    assert opened.workspace.undo_label == label


def test_it_needs_an_open_review(opened: Conductor) -> None:
    register(opened, "Sally Mercer")
    opened.lock()
    assert not opened.window.commands.action("edit.find_people").isEnabled()


def test_it_is_offered_once_a_return_is_taken_in(opened: Conductor, qtbot: QtBot, tmp_path: Path) -> None:
    register(opened, "Sally Mercer")
    path = tmp_path / "return.csv"
    rows = ("Date,Event", "3 May 2011,Mercer rang.", "4 May 2011,Nobody was in.", "5 May 2011,Mercer came.")
    path.write_text("\n".join(rows), encoding="utf-8")
    opened.window.commands.action("file.import").trigger()
    dialog = next(each for each in opened.window.findChildren(QFileDialog) if each.isVisible())
    dialog.hide()
    dialog.fileSelected.emit(str(path))
    qtbot.waitUntil(lambda: bool(opened.window.findChildren(ImportSheet)), timeout=30000)
    sheet = opened.window.findChildren(ImportSheet)[0]
    sheet.form.agency.setCurrentText("Housing")
    sheet.try_accept()
    messages = opened.window.messages
    assert messages.text.startswith("3 events taken in")
    offered = next(each for each in messages.findChildren(QPushButton) if "names" in each.text())
    offered.click()
    assert messages.text == "2 mentions found."
    assert mentioned(opened) == 2
