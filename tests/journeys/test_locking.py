"""The lock: whatever is open, typed or floating, nothing of the case is left to see, and all of it is on disk."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.services import conversation_rows, event_rows
from app.views.exporting.export_sheet import ExportSheet
from tests.journeys.conftest import MARKER
from tests.journeys.journey import Journey


def words_of(widget: QWidget) -> Iterator[str]:
    """Every word that a widget holds, shown or not."""
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, (QLabel, QLineEdit, QAbstractButton)):
        yield widget.text()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for row in range(model.rowCount()):
            for column in range(columns):
                yield str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))


CASE = (MARKER, "What happened, number", "Late booking", "Core group", "Ines Falk", "Health visitor", "Nobody had rung")
"""Words of the case."""


def left_over(journey: Journey) -> list[tuple[str, str]]:
    """Widgets, alive anywhere in the program, in which a word of the case stands."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return [
        (type(widget).__name__, words)
        for widget in journey.application.allWidgets()
        for words in words_of(widget)
        if any(each in words for each in CASE)
    ]


def test_no_widget_that_is_left_holds_a_word_of_the_case(case: Journey) -> None:
    for keys in ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"):
        case.press(keys)
    assert left_over(case), "before the lock there is something to be found"
    case.press("Ctrl+L")
    assert case.window.unlock.isVisible()
    assert left_over(case) == []


def test_floating_panels_and_dialogs_go_with_the_lock(case: Journey) -> None:
    case.press("Ctrl+2", "Ctrl+Shift+D")
    floating = [each for each in case.window.findChildren(QDockWidget) if each.isFloating() and each.isVisible()]
    assert floating
    case.window.activateWindow()
    case.do("file.export")
    case.found_dialog(ExportSheet)
    case.conductor.lock()
    assert case.window.unlock.isVisible()
    assert case.dialogs() == []
    visible = [each for each in case.application.topLevelWidgets() if each.isVisible()]
    assert visible == [case.window]
    assert left_over(case) == []


def test_the_idle_lock_comes_through_an_open_dialog_and_keeps_what_was_typed(case: Journey) -> None:
    case.press("Ctrl+2")
    page = case.panel("conversations")
    page.focus_first()
    case.press("Ctrl+End")
    case.type(" And then it was evening.")
    assert case.workspace.drafts.pending
    for command in ("file.export", "file.passphrase"):
        case.do(command)
    assert len(case.dialogs()) == 2
    case.conductor.idle.set_minutes(0.01)
    case.until(lambda: not case.workspace.is_open)
    assert case.dialogs() == []
    assert case.window.unlock.isVisible()
    assert left_over(case) == []
    case.conductor.idle.set_minutes(5)
    case.unlock()
    case.until(lambda: case.workspace.is_open)
    [row] = case.workspace.read(conversation_rows.listed)
    note = case.workspace.read(partial(conversation_rows.detail, conversation_id=row.id)).note
    assert note.plain.endswith("And then it was evening.")


def test_a_file_dialog_does_not_hold_the_lock_either(case: Journey) -> None:
    for command in ("file.open", "file.save_copy", "file.import"):
        case.do(command)
    assert len(case.dialogs()) == 3
    case.conductor.lock()
    assert case.dialogs() == []
    assert case.window.unlock.isVisible()


def test_closing_the_window_leaves_nothing_unsaved(case: Journey, filled_review: Path) -> None:
    case.press("Ctrl+2")
    case.panel("conversations").focus_first()
    case.press("Ctrl+End")
    case.type(" Last words.")
    case.window.close()
    assert not case.workspace.is_open
    case.window.show()
    case.open(filled_review)
    [row] = case.workspace.read(conversation_rows.listed)
    note = case.workspace.read(partial(conversation_rows.detail, conversation_id=row.id)).note
    assert note.plain.endswith("Last words.")
    assert len(case.workspace.read(event_rows.rows)) == 3
    assert QGuiApplication.clipboard().text() == ""
