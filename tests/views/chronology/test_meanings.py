"""Over an abbreviation the table says what it stands for, as the row's agency uses it."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, glossary
from app.views.chronology.delegate import PAD, SIDE
from app.views.chronology.panel import ChronologyPanel
from app.views.itemmodels.events import Column
from app.workspace.workspace import Workspace


@pytest.fixture
def said(panel: ChronologyPanel, workspace: Workspace, agency_ids: list[str]) -> ChronologyPanel:
    """The panel after abbreviations were written and explained: TAF by everybody, and otherwise by the school."""
    for number, agency_id in enumerate(agency_ids):
        act = partial(
            chronology.add_event, when=f"{number + 1} January 2010", agency_id=agency_id, what=text_from("TAF held")
        )
        workspace.perform("add", act)
    workspace.perform("add", partial(glossary.add, abbreviation="TAF", meaning="Team <around> the family"))
    workspace.perform("add", partial(glossary.add, abbreviation="TAF", meaning="Talk after four", agency_id=agency_ids[1]))
    return panel


def hover(panel: ChronologyPanel, line: int, across: int, column: Column = Column.WHAT) -> None:
    """Rest the mouse so far right of where a cell's words begin."""
    viewport = panel.table.viewport()
    cell = panel.table.visualRect(panel.model.index(line, column))
    point = cell.topLeft() + QPoint(SIDE + across, PAD + panel.table.fontMetrics().height() // 2 + 4)
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))


def test_the_tip_stands_over_the_abbreviation_alone(qtbot: QtBot, said: ChronologyPanel) -> None:
    hover(said, 1, 6)
    assert QToolTip.text() == "<p>TAF: Team &lt;around&gt; the family</p>"
    for line, across, column in ((1, 45, Column.WHAT), (1, 300, Column.WHAT), (0, 6, Column.WHAT), (1, 6, Column.AGENCY)):
        hover(said, 1, 6)
        hover(said, line, across, column)
        qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_agencys_own_meaning_is_said(said: ChronologyPanel) -> None:
    hover(said, 2, 6)
    assert QToolTip.text() == "<p>TAF: Talk after four</p>"


def test_a_meaning_follows_the_review(qtbot: QtBot, said: ChronologyPanel, workspace: Workspace) -> None:
    workspace.undo()
    hover(said, 2, 6)
    assert "Team" in QToolTip.text()
    workspace.undo()
    hover(said, 2, 6)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_letters_are_counted_as_they_are_read(said: ChronologyPanel, workspace: Workspace, agency_ids: list[str]) -> None:
    wide = said.table.fontMetrics().horizontalAdvance("\U0001d538\U0001d538 ")
    act = partial(
        chronology.add_event, when="3 January 2010", agency_id=agency_ids[0], what=text_from("\U0001d538\U0001d538 TAF")
    )
    workspace.perform("add", act)
    hover(said, 3, wide + 4)
    assert QToolTip.text().startswith("<p>TAF")
