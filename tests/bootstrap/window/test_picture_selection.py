"""The same selection in the table and in the picture, both ways, in the whole program over the practice review."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.domain.picture import Kind
from app.services import event_rows
from app.views.chronology.panel import ChronologyPanel
from app.views.docks import DeskArea
from app.views.picture.export_sheet import PictureSheet
from app.views.picture.panel import PicturePanel


@pytest.fixture
def practice(practised: Conductor) -> Conductor:
    return practised


class Both:
    """The two panels that follow each other."""

    def __init__(self, area: DeskArea) -> None:
        chronology, picture = area.panel("chronology"), area.panel("picture")
        assert isinstance(chronology, ChronologyPanel)
        assert isinstance(picture, PicturePanel)
        self.chronology, self.picture = chronology, picture


def parts(practice: Conductor) -> tuple[Both, DeskArea]:
    assert practice.window.desks is not None
    QApplication.processEvents()
    return Both(practice.window.desks), practice.window.desks


def place(desk: Both, event_id: str) -> QPoint:
    view = desk.picture.view
    track, mark = view.picture.places[event_id]
    assert view.geometry_shown is not None
    box = view.geometry_shown.box_of(track, mark)
    assert box is not None
    return QPoint(round(box.x + box.width / 2), round(box.y + box.height / 2) - view.verticalScrollBar().value())


def test_it_lies_beside_the_chronology_where_one_prepares_and_analyses(practice: Conductor) -> None:
    _, area = parts(practice)
    for key in ("prepare", "analyse"):
        area.change_desk(key)
        QApplication.processEvents()
        picture, table = area.dock("picture"), area.dock("chronology")
        assert picture.isVisible()
        assert table.isVisible()
        assert picture.geometry().bottom() < table.geometry().top()
        assert picture.geometry().left() == table.geometry().left()
        assert picture.height() < table.height()
    board = area.dock("board")
    assert board.geometry().left() > picture.geometry().right()
    assert board.height() > picture.height() + table.height() - 60


def test_what_is_selected_in_the_table_is_selected_in_the_picture(practice: Conductor) -> None:
    desk, area = parts(practice)
    area.change_desk("prepare")
    ids = [row.id for row in practice.workspace.read(event_rows.rows)][100:103]
    desk.chronology.table.select_ids(ids, ids[0])
    assert set(desk.picture.view.selected_ids()) == set(ids)
    assert desk.picture.view.selected_ids()[0] == ids[0]
    desk.picture.view.zoom(-30)
    desk.chronology.reveal("event", ids[2])
    assert desk.picture.view.selected_ids() == [ids[2]]
    assert place(desk, ids[2]).x() > 0


def test_a_click_in_the_picture_selects_the_row_and_the_keyboard_stays(qtbot: QtBot, practice: Conductor) -> None:
    desk, area = parts(practice)
    area.change_desk("prepare")
    area.focus_panel("picture")
    lane = next(track for track in desk.picture.view.picture.tracks if track.kind is Kind.AGENCY)
    wanted = lane.marks[9].id
    point = place(desk, wanted)
    qtbot.mouseClick(desk.picture.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert wanted in desk.chronology.table.selected_ids()
    assert set(desk.chronology.table.selected_ids()) == set(desk.picture.view.selected_ids())
    assert practice.window.focusWidget() is desk.picture.view


def test_arrows_lead_the_table_along_and_enter_goes_there(qtbot: QtBot, practice: Conductor) -> None:
    desk, area = parts(practice)
    practice.window.activateWindow()
    area.change_desk("prepare")
    lane = next(track for track in desk.picture.view.picture.tracks if track.kind is Kind.AGENCY)
    desk.chronology.reveal("event", lane.marks[3].id)
    area.focus_panel("picture")
    qtbot.keyClick(desk.picture.view, Qt.Key.Key_Right)
    assert desk.chronology.table.selected_ids() == [lane.marks[4].id]
    qtbot.keyClick(desk.picture.view, Qt.Key.Key_Return)
    assert desk.chronology.table.current_id() == lane.marks[4].id
    assert area.current_key == "chronology"


def test_a_row_that_the_filter_hides_is_shown_when_chosen(qtbot: QtBot, practice: Conductor) -> None:
    desk, area = parts(practice)
    area.change_desk("prepare")
    model = desk.chronology.model
    desk.chronology.bar.search.setText("midwife")
    qtbot.waitUntil(lambda: model.shown < model.total)
    hidden = next(row.id for row in practice.workspace.read(event_rows.rows) if model.row_of(row.id) < 0)
    desk.picture.events_chosen.emit([hidden])
    assert desk.chronology.table.current_id() == hidden


def test_an_episode_in_the_picture_opens_on_the_board(practice: Conductor) -> None:
    desk, area = parts(practice)
    area.change_desk("prepare")
    episode = next(track for track in desk.picture.view.picture.tracks if track.kind is Kind.EPISODES).marks[0]
    desk.picture.open_requested.emit(episode.kind, episode.id)
    assert area.dock("board").isVisible()


def test_the_export_is_offered_and_leaves_with_the_lock(qtbot: QtBot, practice: Conductor) -> None:
    desk, area = parts(practice)
    area.change_desk("prepare")
    desk.picture.export.click()
    (sheet,) = practice.window.findChildren(PictureSheet)
    assert sheet.isVisible()
    practice.lock()
    assert not [each for each in practice.window.findChildren(QDialog) if each.isVisible()]
