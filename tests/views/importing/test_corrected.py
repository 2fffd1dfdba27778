"""A corrected return in the window: asked for, compared side by side, decided row by row, taken in as one act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, event_rows, imports
from app.services.differences import Kind
from app.services.event_rows import EventRow
from app.views.importing.compared_page import ComparedPage
from app.views.importing.flow import ImportFlow
from app.views.importing.sheet import ImportSheet
from app.workspace.workspace import Workspace
from tests.support.a_return import a_return

Preview = Callable[[Path], ImportSheet]
FIRST = (
    ("03/05/2010", "Seen at home with mother", "Referred on"),
    ("04/05/2010", "Telephone call from school about the elder child", ""),
    ("05/05/2010", "Not brought to clinic", ""),
    ("06/05/2010", "Weighed", ""),
)
SECOND = (
    ("03/05/2010", "Seen at home with mother", "Referred on"),
    ("04/05/2010", "Telephone call from the school nurse about the elder child", ""),
    ("06/05/2010", "Weighed", ""),
    ("07/06/2010", "Strategy discussion", ""),
)


@pytest.fixture
def taken(workspace: Workspace) -> imports.TakenIn:
    done = workspace.perform("Take in", partial(imports.take_in, incoming=a_return(FIRST)))
    assert done is not None
    return done.value


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    path = tmp_path / "visits corrected.csv"
    lines = [",".join(row) for row in (("Date", "Event", "Action taken"), *SECOND)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def events(workspace: Workspace) -> dict[str, EventRow]:
    """Every event by the first letters of what happened."""
    return {str(row.what)[:8]: row for row in workspace.read(event_rows.rows)}


def choose_agency(qtbot: QtBot, sheet: ImportSheet) -> None:
    sheet.form.agency.setFocus()
    qtbot.keyClick(sheet.form.agency, Qt.Key.Key_Down)


def compared(qtbot: QtBot, sheet: ImportSheet) -> ComparedPage:
    """The page, after the likeliest answer came by itself and the button was pressed."""
    choose_agency(qtbot, sheet)
    qtbot.waitUntil(lambda: sheet.correcting.corrects != "")
    assert sheet.accept_button.text() == "&Compare with it…"
    qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.compared is not None)
    assert sheet.compared is not None
    return sheet.compared


def accept(qtbot: QtBot, sheet: ImportSheet) -> None:
    with qtbot.waitSignal(sheet.finished):
        qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)


def lines(page: ComparedPage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def test_a_corrected_return_is_recognised_compared_and_taken_in_as_one_act(
    qtbot: QtBot, preview: Preview, corrected: Path, taken: imports.TakenIn, workspace: Workspace
) -> None:
    before = workspace.read(event_rows.rows)
    sheet = preview(corrected)
    assert not sheet.form.corrects.isVisible()
    page = compared(qtbot, sheet)
    assert "“visits.xlsx”" in page.says.text()
    assert page.kinds.current == Kind.CHANGED.value
    assert lines(page) == ["Follows: words"]
    assert page.versions.before.toPlainText() == "04/05/2010\nTelephone call from school about the elder child"
    assert page.versions.now.toPlainText().endswith("Telephone call from the school nurse about the elder child")
    assert not page.versions.yours.isVisible()
    page.show_kind(Kind.NEW)
    assert (lines(page), page.versions.before.isVisible()) == (["A new event"], False)
    page.show_kind(Kind.GONE)
    assert lines(page) == ["Stays, marked as no longer in the return"]
    page.show_kind(Kind.SAME)
    assert lines(page) == ["Stays as it is"] * 2
    accept(qtbot, sheet)
    after = events(workspace)
    assert str(after["Telephon"].what).startswith("Telephone call from the school nurse")
    assert {name for name, row in after.items() if row.gone_since} == {"Not brou"}
    assert {row.id for row in before} < {row.id for row in after.values()}
    assert workspace.undo()
    assert workspace.read(event_rows.rows) == before


def test_what_the_reviewer_edited_is_shown_and_decided(
    qtbot: QtBot, preview: Preview, corrected: Path, taken: imports.TakenIn, workspace: Workspace
) -> None:
    event_id = events(workspace)["Telephon"].id
    workspace.perform("Edit", partial(chronology.set_what, event_id=event_id, what=text_from("School rang, worried")))
    sheet = preview(corrected)
    page = compared(qtbot, sheet)
    assert lines(page) == ["Stays yours: words"]
    assert page.says.text().endswith("1 changed row has an event that you edited; F8 goes to it.")
    assert page.versions.yours.isVisible()
    assert page.versions.yours.toPlainText().endswith("School rang, worried")
    page.show_kind(Kind.SAME)
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.agencys.isVisible()
    qtbot.keyClick(page.agencys, Qt.Key.Key_Space)
    assert lines(page) == ["Follows: words"]
    accept(qtbot, sheet)
    assert events(workspace)["Telephon"].id == event_id


def test_gone_rows_go_into_the_bin_or_are_found_to_be_new_ones(
    qtbot: QtBot, preview: Preview, corrected: Path, taken: imports.TakenIn, workspace: Workspace
) -> None:
    sheet = preview(corrected)
    page = compared(qtbot, sheet)
    qtbot.mouseClick(page.apart, Qt.MouseButton.LeftButton)
    assert page.difference.counts() == {Kind.CHANGED: 0, Kind.NEW: 2, Kind.GONE: 2, Kind.SAME: 2}
    assert page.none.text() == "No row of this kind."
    page.show_kind(Kind.GONE)
    qtbot.mouseClick(page.all_gone, Qt.MouseButton.LeftButton)
    assert lines(page) == ["Goes into the bin"] * 2
    qtbot.keyClick(page.binned, Qt.Key.Key_Space)
    assert lines(page).count("Goes into the bin") == 1
    place = next(n for n in range(2) if "Telephone" in str(page.model.index(n, 2).data()))
    page.rows.setCurrentIndex(page.model.index(place, 0))
    assert page.now_is.itemText(1).startswith("Is now: 04/05/2010: Telephone call from the school nurse")
    page.now_is.setFocus()
    qtbot.keyClick(page.now_is, Qt.Key.Key_Down)
    page.now_is.activated.emit(1)
    assert page.difference.counts()[Kind.CHANGED] == 1
    page.show_kind(Kind.GONE)
    if not page.binned.isChecked():
        qtbot.keyClick(page.binned, Qt.Key.Key_Space)
    accept(qtbot, sheet)
    assert "Not brou" not in events(workspace)


def test_a_further_return_is_no_corrected_one_where_the_reviewer_says_so(
    qtbot: QtBot, preview: Preview, corrected: Path, taken: imports.TakenIn, workspace: Workspace
) -> None:
    sheet = preview(corrected)
    page = compared(qtbot, sheet)
    qtbot.mouseClick(sheet.back, Qt.MouseButton.LeftButton)
    assert sheet.compared is None
    assert not page.isVisible()
    corrects = sheet.form.corrects
    corrects.setFocus()
    while corrects.currentIndex():
        qtbot.keyClick(corrects, Qt.Key.Key_Up)
    assert sheet.accept_button.text() == "&Take in 4 events"
    accept(qtbot, sheet)
    assert len(workspace.read(event_rows.rows)) == 8


def test_a_return_quite_unlike_asks_and_guesses_nothing(
    qtbot: QtBot, preview: Preview, csv: Path, taken: imports.TakenIn
) -> None:
    sheet = preview(csv)
    choose_agency(qtbot, sheet)
    assert sheet.form.corrects.isVisible()
    qtbot.waitUntil(lambda: not sheet.correcting.guessing)
    assert (sheet.correcting.corrects, sheet.form.corrects.currentText()) == ("", "No, a further return")


def test_what_was_mended_in_the_earlier_return_is_mended_alike(
    qtbot: QtBot, preview: Preview, tmp_path: Path, workspace: Workspace
) -> None:
    def file(name: str, *rows: str) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(("Date,Event", *rows)), "utf-8")
        return path

    sheet = preview(file("one.csv", "whenever,Weighed. And seen at home.", "1 May 2010,Call", "2 May 2010,Letter"))
    text = sheet.form.line.text
    text.go_to(len("Weighed. "))
    text.part_here()
    sheet.form.line.date_corrected.emit("3 June 2010")
    qtbot.keyClicks(sheet.form.agency.lineEdit(), "School")
    accept(qtbot, sheet)
    second = preview(file("two.csv", "1 May 2010,Call", "3 May 2010,New", "whenever,Weighed.  And seen at home."))
    page = compared(qtbot, second)
    assert page.difference.counts() == {Kind.CHANGED: 0, Kind.NEW: 1, Kind.GONE: 1, Kind.SAME: 3}
    accept(qtbot, second)
    assert events(workspace)["And seen"].when_text == "3 June 2010"


def test_locking_meanwhile_leaves_nothing_behind(
    qtbot: QtBot, preview: Preview, corrected: Path, taken: imports.TakenIn, workspace: Workspace, flow: ImportFlow
) -> None:
    sheet = preview(corrected)
    choose_agency(qtbot, sheet)
    with qtbot.waitSignal(sheet.finished):
        workspace.close(locked=True)
    assert flow.sheet is None
