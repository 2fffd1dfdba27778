"""Returns taken in through the File menu: one message with Undo, and a file that is none said as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.domain.resources import resource_path
from app.services import event_rows
from app.views.chronology.panel import ChronologyPanel
from app.views.exporting.export_sheet import ExportSheet
from app.views.importing.sheet import ImportSheet
from app.views.picture.export_sheet import PictureSheet


def words(conductor: Conductor) -> str:
    return " ".join(label.text() for label in conductor.window.messages.findChildren(QLabel))


def take_in(conductor: Conductor, path: Path) -> None:
    conductor.window.commands.action("file.import").trigger()
    dialog = next(each for each in conductor.window.findChildren(QFileDialog) if each.isVisible())
    dialog.hide()
    dialog.fileSelected.emit(str(path))


def test_a_return_is_taken_in_with_one_message_and_one_undo(
    qtbot: QtBot, opened: Conductor, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(iter(sorted(Path(resource_path("practice", "returns")).glob("*.csv"))))
    said: list[str] = []
    say = opened.window.messages.say

    def keep(sentence: str, **more: bool) -> None:
        said.append(sentence)
        say(sentence, **more)

    monkeypatch.setattr(opened.window.messages, "say", keep)
    take_in(opened, path)
    qtbot.waitUntil(lambda: bool(opened.window.findChildren(ImportSheet)), timeout=30000)
    sheet = opened.window.findChildren(ImportSheet)[0]
    sheet.form.agency.setCurrentText("Housing")
    sheet.try_accept()
    count = len(opened.workspace.read(event_rows.rows))
    assert count > 0
    assert len(said) == 1
    assert said[0].startswith(f"{count} event")
    opened.window.messages.undo_requested.emit()
    assert opened.workspace.read(event_rows.rows) == ()


def test_rows_are_pasted_from_the_empty_chronology(qtbot: QtBot, opened: Conductor) -> None:
    assert opened.window.desks is not None
    chronology = opened.window.desks.panel("chronology")
    assert isinstance(chronology, ChronologyPanel)
    QApplication.clipboard().setText("Date\tEvent\n3 May 2010\tSeen at home\n4 May 2010\tTelephone call\n")
    chronology.paste_requested.emit()
    qtbot.waitUntil(lambda: bool(opened.window.findChildren(ImportSheet)), timeout=30000)
    sheet = opened.window.findChildren(ImportSheet)[0]
    sheet.form.agency.setCurrentText("Housing")
    sheet.try_accept()
    assert [str(row.what) for row in opened.workspace.read(event_rows.rows)] == ["Seen at home", "Telephone call"]


def test_what_is_no_return_is_said(qtbot: QtBot, opened: Conductor, tmp_path: Path) -> None:
    path = tmp_path / "picture.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    take_in(opened, path)
    qtbot.waitUntil(lambda: "picture.pdf" in words(opened), timeout=30000)
    assert not opened.window.findChildren(ImportSheet)


def test_the_export_sheet_goes_with_the_review(opened: Conductor) -> None:
    opened.window.commands.action("file.export").trigger()
    sheet = opened.window.findChildren(ExportSheet)[0]
    assert sheet.isVisible()
    opened.lock()
    assert not sheet.isVisible()


def test_the_picture_is_exported_by_a_command_that_is_found_by_typing(qtbot: QtBot, opened: Conductor) -> None:
    opened.window.commands.action("edit.find").trigger()
    field = opened.window.palette_box.findChildren(QLineEdit)[0]
    field.setText("export picture")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    (sheet,) = opened.window.findChildren(PictureSheet)
    assert sheet.isVisible()
    sheet.reject()
