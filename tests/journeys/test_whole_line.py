"""The whole line in one sitting: new review, return, conversation, episode, finding, report, lock and unlock."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from openpyxl import Workbook
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.services import conversation_rows, episode_rows, event_rows, findings
from app.views.exporting.export_sheet import ExportSheet
from app.views.importing.sheet import ImportSheet
from app.views.new_review import NewReviewSheet
from tests.journeys.journey import PASSPHRASE, Journey

NOTE = "Nobody had told the new worker that the chair had left."
HEADLINE = "Core groups lose what only one member knew"
EVENTS = (
    ("3 May 2010", "Home visit; nobody answered."),
    ("?22 May 2010", "Core group met without the school."),
    ("June 2010", "The worker changed for the third time."),
)


def return_of(folder: Path) -> Path:
    """Write an agency's return as agencies do."""
    book = Workbook()
    sheet = book.active
    sheet.append(("Date", "Event", "Source"))
    for when, what in EVENTS:
        sheet.append((when, what, "Case file"))
    path = folder / "Health visiting.xlsx"
    book.save(path)
    return path


def test_from_a_new_review_to_a_report_and_back_after_a_lock(journey: Journey, home: Path) -> None:
    _begin(journey, home / "Orchard.casement")
    _take_in(journey, return_of(home))
    _mark_skeleton(journey)
    _converse(journey)
    _order_episodes(journey)
    _find(journey)
    _report(journey, home / "Documents" / "Draft.docx")
    _lock_and_come_back(journey)


def _begin(journey: Journey, path: Path) -> None:
    journey.do("file.new")
    sheet = journey.found_dialog(NewReviewSheet)
    journey.found(QLineEdit, "Title of the file", sheet).setFocus()
    journey.type("Orchard")
    for name in ("New passphrase", "New passphrase again"):
        journey.found(QLineEdit, name, sheet).setFocus()
        journey.type(PASSPHRASE)
    assert [each.text() for each in sheet.findChildren(QLineEdit)] == ["Orchard", PASSPHRASE, PASSPHRASE]
    assert sheet.accept_button.isEnabled()
    sheet.accept_button.click()
    journey.choose_file(path)
    journey.until(lambda: journey.workspace.is_open)
    assert journey.window.windowTitle() == "Orchard – Casement"


def _take_in(journey: Journey, path: Path) -> None:
    journey.press("Ctrl+I")
    journey.choose_file(path)
    sheet = journey.found_dialog(ImportSheet)
    line = journey.found(QComboBox, "Agency that sent the return", sheet).lineEdit()
    assert line is not None
    line.setFocus()
    journey.type("Health visiting")
    assert sheet.accept_button.text() == "&Take in 3 events"
    sheet.accept_button.click()
    assert len(journey.workspace.read(event_rows.rows)) == len(EVENTS)
    assert "3 events taken in" in journey.words_shown()


def _mark_skeleton(journey: Journey) -> None:
    journey.press("Ctrl+1", "Home", "Space", "Down", "Space")
    rows = journey.workspace.read(event_rows.rows)
    assert [row.in_skeleton for row in rows] == [True, True, False]
    assert [row.when_text for row in rows] == [when for when, _ in EVENTS]


def _converse(journey: Journey) -> None:
    journey.press("Ctrl+2", "Ctrl+Shift+N")
    journey.type(NOTE)
    journey.press(*["Left"] * 5)
    assert journey.workspace.drafts.pending


def _order_episodes(journey: Journey) -> None:
    journey.press("Ctrl+3", "Return")
    for title in ("Closing the case", "Handing over"):
        journey.type(title)
        journey.press("Return")
    journey.press("Escape")
    titles = lambda: [card.title for card in journey.workspace.read(episode_rows.board)[0].cards]  # noqa: E731
    assert titles() == ["Closing the case", "Handing over"]
    journey.press("Alt+Up")
    assert titles() == ["Handing over", "Closing the case"]


def _find(journey: Journey) -> None:
    journey.press("Ctrl+4", "Return")
    journey.type(HEADLINE)
    journey.press("Ctrl+Shift+L")
    journey.type("Handing")
    journey.press("Return")
    [finding] = journey.workspace.read(findings.listed)
    assert finding.headline.plain == HEADLINE
    detail = journey.workspace.read(lambda session: findings.detail(session, finding.id))
    assert len(detail.evidence) == 1


def _report(journey: Journey, to: Path) -> None:
    journey.press("Ctrl+E")
    sheet = journey.found_dialog(ExportSheet)
    sheet.choose_button.click()
    journey.choose_file(to)
    sheet.accept_button.click()
    journey.until(to.exists)
    journey.until(lambda: not journey.dialogs())
    document = Document(str(to))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert HEADLINE in words + cells
    assert EVENTS[0][1] in words + cells


def _lock_and_come_back(journey: Journey) -> None:
    journey.press("Ctrl+2")
    before = journey.panel("conversations").save_state()
    assert before["letters"] == len(NOTE) - 5
    journey.press("Ctrl+L")
    assert not journey.workspace.is_open
    assert journey.window.unlock.isVisible()
    journey.unlock()
    journey.until(lambda: journey.workspace.is_open)
    assert journey.window.desks is not None
    assert journey.window.desks.current_desk.key == "listen"
    assert journey.panel("conversations").save_state() == before
    assert journey.panel("conversations").isAncestorOf(journey.application.focusWidget())
    assert journey.workspace.undo_label is None
    assert journey.window.commands.action("edit.undo").text() == "&Undo"
    journey.press("Ctrl+Z")
    [conversation] = journey.workspace.read(conversation_rows.listed)
    note = journey.workspace.read(lambda session: conversation_rows.detail(session, conversation.id)).note
    assert note.plain == NOTE
    assert [row.in_skeleton for row in journey.workspace.read(event_rows.rows)] == [True, True, False]
