"""Returns taken in through the preview: real files, a real child process, a real window, real keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.domain.errors import FileProblem, KnownError
from app.domain.resources import resource_path
from app.services import event_rows, imports, people
from app.services.event_rows import EventRow
from app.storage.backups import Reason, backups_of
from app.views.importing.flow import ImportFlow
from app.views.importing.sheet import ImportSheet
from app.views.itemmodels.import_lines import OWN
from app.workspace.workspace import Workspace

Preview = Callable[[Path], ImportSheet]
PRACTICE = sorted(
    path for path in resource_path("practice", "returns").iterdir() if path.suffix in {".xlsx", ".docx", ".csv"}
)


def events(workspace: Workspace) -> tuple[EventRow, ...]:
    return workspace.read(event_rows.rows)


def go_to(sheet: ImportSheet, text: str) -> None:
    """Put the keyboard on the first line in which a text stands."""
    model = sheet.model
    for row in range(model.rowCount()):
        if any(text in str(model.index(row, column).data()) for column in range(model.columnCount())):
            sheet.form.rows.setCurrentIndex(model.index(row, 0))
            return
    raise AssertionError(text)


def becomes(sheet: ImportSheet) -> list[str]:
    return [str(sheet.model.index(row, 0).data()) for row in range(sheet.model.rowCount())]


def choose(qtbot: QtBot, choice: QComboBox, data: object) -> None:
    """Choose with the keys, as the reviewer would."""
    wanted, key = choice.findData(data), Qt.Key.Key_Down
    choice.setFocus()
    while choice.currentIndex() != wanted:
        if wanted < choice.currentIndex():
            key = Qt.Key.Key_Up
        qtbot.keyClick(choice, key)


def take_in(qtbot: QtBot, sheet: ImportSheet, agency: str) -> None:
    sheet.form.agency.setEditText("")
    qtbot.keyClicks(sheet.form.agency.lineEdit(), agency)
    with qtbot.waitSignal(sheet.finished):
        qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("kind", ["xlsx", "word"])
def test_a_return_is_shown_as_understood_and_taken_in(
    kind: str, request: pytest.FixtureRequest, qtbot: QtBot, preview: Preview, workspace: Workspace
) -> None:
    sheet = preview(request.getfixturevalue(kind))
    assert becomes(sheet) == [
        "Set aside: Above the headings", "Set aside: Headings", "Event", "Event", "Event", "Set aside: Empty row", "Event",
        "Set aside: Heading of a section",
    ]  # fmt: skip
    assert str(sheet.model.index(3, 1).data()) == "about 22 May 2010"
    assert str(sheet.model.index(4, 1).data()) == "Date not known\nThe date can't be read."
    assert sheet.form.strip.choice(1).currentText() == "What happened"
    assert sheet.form.counts.text() == "8 rows in the file: 4 taken, 4 set aside, 1 date in question"
    assert sheet.accept_button.text() == "&Take in 4 events"
    take_in(qtbot, sheet, "Health visiting")
    told = events(workspace)
    assert [row.when_text for row in told][1:] == ["?22 May 2010", "14 June 2010", "31/02/2010"]
    assert told[0].what == "Seen at home with mother.\nOutcome: See again"
    assert {row.agency_name for row in told} == {"Health visiting"}
    workspace.undo()
    assert events(workspace) == ()
    assert workspace.read(people.agencies) == ()


def test_a_csv_file_is_taken_in(qtbot: QtBot, preview: Preview, csv: Path, workspace: Workspace) -> None:
    take_in(qtbot, preview(csv), "Police")
    assert [row.what for row in events(workspace)] == ["Attended an address", "Call closed"]


def test_a_date_in_question_is_corrected_and_the_entry_keeps_what_was_given(
    qtbot: QtBot, preview: Preview, xlsx: Path, workspace: Workspace
) -> None:
    sheet = preview(xlsx)
    sheet.form.shown.findChildren(type(sheet.accept_button))[1].click()
    assert sheet.model.rowCount() == 1
    line = sheet.form.line
    assert line.given.text() == "31/02/2010"
    line.read_as.setFocus()
    qtbot.keyClicks(line.read_as, "28 Feb 2010")
    assert line.understood.text() == "Understood as 28 February 2010."
    qtbot.keyClick(line.read_as, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.model.rowCount() == 0
    take_in(qtbot, sheet, "Health visiting")
    row = next(row for row in events(workspace) if row.what == "Telephone call from school.")
    assert (row.when_text, row.heading, row.date_question) == ("28 Feb 2010", "2010-02", "")
    entry = workspace.read(lambda session: event_rows.details(session, row.id)).entries[0]
    assert ("Date", "31/02/2010") in entry.cells


def test_a_row_set_aside_is_taken_and_left_again(qtbot: QtBot, preview: Preview, xlsx: Path) -> None:
    sheet = preview(xlsx)
    go_to(sheet, "Transfer")
    assert sheet.form.line.understood.text() == "Set aside: Heading of a section"
    qtbot.keyClick(sheet.form.line.take, Qt.Key.Key_Space)
    assert sheet.accept_button.text() == "&Take in 5 events"
    assert sheet.form.counts.text().startswith("8 rows in the file: 5 taken, 3 set aside")
    qtbot.keyClick(sheet.form.line.take, Qt.Key.Key_Space)
    assert sheet.accept_button.text() == "&Take in 4 events"


def test_a_row_that_holds_two_events_is_parted_at_its_dates_and_joined(
    qtbot: QtBot, preview: Preview, xlsx: Path, workspace: Workspace
) -> None:
    sheet = preview(xlsx)
    go_to(sheet, "weighed again")
    line = sheet.form.line
    assert line.by_dates.isVisible()
    qtbot.mouseClick(line.by_dates, Qt.MouseButton.LeftButton)
    assert sheet.accept_button.text() == "&Take in 5 events"
    assert becomes(sheet).count("Event, part 2 of 2") == 1
    assert not line.by_dates.isVisible()
    qtbot.mouseClick(line.join, Qt.MouseButton.LeftButton)
    assert sheet.accept_button.text() == "&Take in 4 events"
    qtbot.mouseClick(line.by_dates, Qt.MouseButton.LeftButton)
    take_in(qtbot, sheet, "Health visiting")
    told = {row.what: row.when_text for row in events(workspace)}
    assert told["16 June 2010: weighed again."] == "16 June 2010"


def test_a_row_is_parted_within_a_paragraph_by_keys_alone(
    qtbot: QtBot, preview: Preview, xlsx: Path, workspace: Workspace
) -> None:
    sheet = preview(xlsx)
    go_to(sheet, "Seen at home")
    text = sheet.form.line.text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.accept_button.text() == "&Take in 4 events"
    for _ in range(len("Seen at home ")):
        qtbot.keyClick(text, Qt.Key.Key_Right)
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.accept_button.text() == "&Take in 5 events"
    assert text.says.text() == "2 events; this one begins “with mother.”"
    assert text.hasFocus()
    qtbot.keyClick(text, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert (sheet.accept_button.text(), text.says.text()) == ("&Take in 4 events", "")
    qtbot.keyClick(text, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    line = sheet.form.line
    line.read_as.setFocus()
    qtbot.keyClicks(line.read_as, "4 May 2010")
    qtbot.keyClick(line.read_as, Qt.Key.Key_Return)
    take_in(qtbot, sheet, "Health visiting")
    told = {row.what: row.when_text for row in events(workspace)}
    assert (told["Seen at home\nOutcome: See again"], told["with mother.\nOutcome: See again"]) == (
        "03/05/2010",
        "4 May 2010",
    )


def test_a_row_is_left_aside_and_a_row_set_aside_is_given_a_date(
    qtbot: QtBot, preview: Preview, xlsx: Path, workspace: Workspace
) -> None:
    sheet = preview(xlsx)
    go_to(sheet, "Seen at home")
    qtbot.keyClick(sheet.form.line.take, Qt.Key.Key_Space)
    assert becomes(sheet)[2] == "Set aside: Left aside by you"
    sheet.form.shown.findChildren(type(sheet.accept_button))[2].click()
    go_to(sheet, "Transfer")
    line = sheet.form.line
    line.read_as.setFocus()
    qtbot.keyClicks(line.read_as, "20 June 2010")
    qtbot.keyClick(line.read_as, Qt.Key.Key_Return)
    assert sheet.accept_button.text() == "&Take in 4 events"
    take_in(qtbot, sheet, "Health visiting")
    told = {row.what: row.when_text for row in events(workspace)}
    assert told["Transfer"] == "20 June 2010"
    assert not any(str(words).startswith("Seen at home") for words in told)


def test_dates_in_question_are_walked_with_a_key(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    path = tmp_path / "school.csv"
    path.write_text("Date,Event\n31/02/2010,a\n1 May 2010,b\nwhenever,c\n", "utf-8")
    sheet = preview(path)
    sheet.activateWindow()
    line = sheet.form.line
    for given in ("whenever", "31/02/2010"):
        qtbot.keyClick(sheet.form, Qt.Key.Key_F8)
        assert (line.given.text(), line.read_as.hasFocus()) == (given, True)
    qtbot.keyClick(line.read_as, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert line.given.text() == "whenever"
    qtbot.keyClicks(line.read_as, "2 May 2010")
    qtbot.keyClick(line.read_as, Qt.Key.Key_F8)
    assert line.given.text() == "31/02/2010"
    assert sheet.form.counts.text().endswith("1 date in question")
    qtbot.keyClicks(line.read_as, "3 May 2010")
    qtbot.keyClick(line.read_as, Qt.Key.Key_F8)
    assert not sheet.form.next_question.isEnabled()


def test_columns_and_headings_are_read_otherwise(qtbot: QtBot, preview: Preview, xlsx: Path) -> None:
    sheet = preview(xlsx)
    choose(qtbot, sheet.form.strip.choice(0), "other")
    assert str(sheet.model.index(2, 1).data()).startswith("Date not known")
    choose(qtbot, sheet.form.headings, 0)
    assert becomes(sheet)[0] == "Set aside: Headings"
    qtbot.keyClick(sheet.form.use_table, Qt.Key.Key_Space)
    assert (sheet.form.use_table.isChecked(), sheet.accept_button.isEnabled()) in ((True, True), (False, False))
    choose(qtbot, sheet.form.headings, None)
    assert sheet.draft.plan(0).header_row is None


def test_an_agencys_next_return_is_read_as_its_last(
    qtbot: QtBot, preview: Preview, xlsx: Path, word: Path, workspace: Workspace
) -> None:
    sheet = preview(xlsx)
    choose(qtbot, sheet.form.strip.choice(3), "none")
    take_in(qtbot, sheet, "Health visiting")
    second = preview(word)
    assert second.form.strip.choice(3).currentData() == "outcome"
    second.form.agency.setFocus()
    qtbot.keyClick(second.form.agency, Qt.Key.Key_Down)
    assert second.form.strip.choice(3).currentData() == "none"
    assert "last return" in second.form.agency_hint.text()
    with qtbot.waitSignal(second.finished):
        qtbot.mouseClick(second.accept_button, Qt.MouseButton.LeftButton)
    assert len(events(workspace)) == 8
    assert len(workspace.read(people.agencies)) == 1


def test_without_an_agency_nothing_is_taken(qtbot: QtBot, preview: Preview, xlsx: Path, workspace: Workspace) -> None:
    sheet = preview(xlsx)
    qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    assert sheet.notice.text.startswith("No agency is named.")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert events(workspace) == ()


def test_the_same_file_and_no_return_are_refused_with_a_sentence(
    qtbot: QtBot, preview: Preview, flow: ImportFlow, xlsx: Path, tmp_path: Path
) -> None:
    take_in(qtbot, preview(xlsx), "Health visiting")
    problems: list[KnownError] = []
    flow.problem.connect(problems.append)
    with qtbot.waitSignal(flow.ended, timeout=20000):
        flow.read(xlsx)
    broken = tmp_path / "scan.pdf"
    broken.write_bytes(b"%PDF-1.4 and so on")
    with qtbot.waitSignal(flow.ended, timeout=20000):
        flow.read(broken)
    assert [problem.key for problem in problems] == ["return_taken_before", "return-pdf"]
    assert flow.sheet is None


def test_locking_closes_the_preview_and_the_file_chooser(
    qtbot: QtBot, preview: Preview, flow: ImportFlow, xlsx: Path, workspace: Workspace
) -> None:
    flow.choose()
    assert flow.chooser is not None
    with qtbot.waitSignal(flow.chooser.finished):
        flow.chooser.reject()
    sheet = preview(xlsx)
    flow.choose()
    assert flow.chooser is None
    with qtbot.waitSignal(sheet.finished):
        workspace.close(locked=True)
    assert flow.sheet is None


def test_a_chosen_file_is_read_and_reading_can_be_cancelled(qtbot: QtBot, flow: ImportFlow, xlsx: Path) -> None:
    flow.choose()
    assert flow.chooser is not None
    with qtbot.waitSignal(flow.ended, timeout=20000):
        flow.chooser.fileSelected.emit(str(xlsx))
        flow.cancel()
    assert flow.sheet is None
    flow.chooser.reject()


@pytest.mark.parametrize("path", PRACTICE, ids=[path.name for path in PRACTICE])
def test_the_practice_returns_lose_no_row(path: Path, qtbot: QtBot, preview: Preview, workspace: Workspace) -> None:
    sheet = preview(path)
    counts = sheet.draft.counts()
    assert counts.events > 20
    assert counts.taken + counts.set_aside == sheet.draft.parsed.row_count
    take_in(qtbot, sheet, path.stem)
    assert len(events(workspace)) == counts.events


def test_a_repeat_within_the_sheet_is_said_in_it(qtbot: QtBot, preview: Preview, xlsx: Path, workspace: Workspace) -> None:
    sheet = preview(xlsx)
    incoming = sheet.draft.incoming("", "Somebody else")
    assert workspace.perform("elsewhere", lambda uow: imports.take_in(uow, incoming)) is not None
    qtbot.keyClicks(sheet.form.agency.lineEdit(), "Health visiting")
    qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    assert "was taken in before" in sheet.notice.text
    sheet.reject()


def test_headings_and_places_are_shown(preview: Preview, xlsx: Path) -> None:
    model = preview(xlsx).model
    across = Qt.Orientation.Horizontal
    assert [model.headerData(n, across) for n in (1, OWN)] == ["Understood as", "Date"]
    assert "3" in str(model.headerData(2, Qt.Orientation.Vertical))


def test_a_backup_is_made_first_and_nothing_is_taken_where_it_fails(
    qtbot: QtBot, preview: Preview, xlsx: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_reason: Reason) -> None:
        raise FileProblem("no_space", name="Orchard.casement")

    sheet = preview(xlsx)
    with monkeypatch.context() as patch:
        patch.setattr(workspace.file, "backup", no_room)
        qtbot.keyClicks(sheet.form.agency.lineEdit(), "Health visiting")
        qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert "no room left" in sheet.notice.text
    assert events(workspace) == ()
    with qtbot.waitSignal(sheet.finished):
        qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert workspace.path is not None
    assert [backup.reason for backup in backups_of(workspace.path)] == [Reason.IMPORT]
    assert len(events(workspace)) == 4
