"""The board under keys and drops: what is seen is what is stored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.domain.text import Reference, text_from
from app.services import episodes, lanes
from app.storage.review_file import ReviewFile
from app.views.board.card_mime import CARD, card_mime
from app.views.board.lane_view import LaneView
from app.views.board.panel import BoardPanel
from app.views.links import mime_of
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.dropping import COPY_OR_LINK, drag_out, drag_over, drop_on
from tests.views.board.conftest import Board

Keys = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
START = [["Late booking", "Joint visit", "Transfer"], ["Core group", "Conference"], []]


def view(board: Board, number: int) -> LaneView:
    return board.panel.lanes.lanes()[number].view


def focused(board: Board) -> LaneView:
    lane = board.panel.lanes.focused()
    assert lane is not None
    return lane.view


def place(board: Board, title: str, dy: int = 0) -> QPoint:
    lane = board.panel.lanes.lane_of(board.ids[title])
    assert lane is not None
    index = lane.view.cards.index(lane.view.cards.row_of(board.ids[title]))
    return lane.view.visualRect(index).center() + QPoint(0, dy)


def mime(board: Board, title: str) -> QMimeData:
    return card_mime(board.panel._board, board.ids[title])


def test_the_board_shows_lanes_and_cards_as_stored(board: Board) -> None:
    assert board.titles() == START
    assert board.shown() == board.stored()
    last = board.panel.lanes.lanes()[2]
    assert "stays out of the report" in last.view.accessibleName()


@pytest.mark.parametrize(
    ("card", "lane", "by", "dy", "expected"),
    [
        ("Late booking", 0, "Transfer", 20, ["Joint visit, Transfer, Late booking", "Core group, Conference", ""]),
        ("Transfer", 0, "Late booking", -20, ["Transfer, Late booking, Joint visit", "Core group, Conference", ""]),
        ("Transfer", 1, "Conference", -20, ["Late booking, Joint visit", "Core group, Transfer, Conference", ""]),
        ("Joint visit", 1, "Conference", 20, ["Late booking, Transfer", "Core group, Conference, Joint visit", ""]),
    ],
)
def test_a_drop_puts_the_card_where_the_line_stood_as_one_step(
    board: Board, card: str, lane: int, by: str, dy: int, expected: list[str]
) -> None:
    taken = drop_on(view(board, lane).viewport(), place(board, by, dy), mime(board, card))
    assert taken is Qt.DropAction.CopyAction
    assert [", ".join(lane) for lane in board.titles()] == expected
    assert board.shown() == board.stored()
    assert board.panel.lanes.chosen_id() == board.ids[card]
    assert board.workspace.undo()
    assert board.titles() == START


def test_an_empty_lane_takes_a_card(board: Board) -> None:
    drop_on(view(board, 2).viewport(), QPoint(40, 40), mime(board, "Core group"))
    assert board.titles() == [START[0], ["Conference"], ["Core group"]]


@pytest.mark.parametrize("dy", [-20, 0, 20])
def test_a_card_dropped_on_itself_stays_and_is_no_step(board: Board, dy: int) -> None:
    before = board.workspace.undo_label
    drop_on(view(board, 0).viewport(), place(board, "Joint visit", dy), mime(board, "Joint visit"))
    assert board.titles() == START
    assert board.workspace.undo_label == before


@pytest.mark.parametrize("keys", [CTRL, Qt.KeyboardModifier.ShiftModifier, CTRL | Qt.KeyboardModifier.ShiftModifier, ALT])
def test_whatever_keys_are_held_the_drop_is_a_copy_to_qt_and_a_move_to_the_review(
    board: Board, keys: Qt.KeyboardModifier
) -> None:
    everything = COPY_OR_LINK | Qt.DropAction.MoveAction
    at = place(board, "Core group", -20)
    taken = drop_on(view(board, 1).viewport(), at, mime(board, "Late booking"), keys=keys, actions=everything)
    assert taken is Qt.DropAction.CopyAction
    assert board.titles() == [["Joint visit", "Transfer"], ["Late booking", "Core group", "Conference"], []]


def test_what_is_not_a_card_of_this_board_is_not_taken(board: Board) -> None:
    broken = QMimeData()
    broken.setData(CARD, b"not json")
    for other in (card_mime("another board", board.ids["Transfer"]), broken, mime_of("episode", [board.ids["Transfer"]])):
        assert drop_on(view(board, 1).viewport(), place(board, "Core group"), other) is None
    moved = drop_on(
        view(board, 1).viewport(), place(board, "Core group"), mime(board, "Transfer"), actions=Qt.DropAction.MoveAction
    )
    assert moved is None
    assert board.titles() == START


def test_a_card_that_was_undone_while_it_was_dragged_is_said_to_be_gone(board: Board, qtbot: QtBot) -> None:
    added = board.do(episodes.add, board.ids["lane 0"], "New")
    carried = card_mime(board.panel._board, str(added))
    board.workspace.undo()
    with qtbot.waitSignal(board.workspace.failed) as told:
        drop_on(view(board, 1).viewport(), place(board, "Core group"), carried)
    assert told.args is not None
    assert told.args[0].key == "no_longer_there"
    assert board.titles() == START


def test_the_line_shows_while_something_is_dragged_over_and_goes_with_it(board: Board) -> None:
    target = view(board, 1)
    plain = target.viewport().grab().toImage()
    assert drag_over(target.viewport(), place(board, "Conference", -20), mime(board, "Transfer"))
    assert target.viewport().grab().toImage() != plain
    drag_out(target.viewport())
    assert target.viewport().grab().toImage() == plain
    assert drag_over(target.viewport(), place(board, "Conference"), mime_of("event", [board.ids["event 0"]]))
    assert target.viewport().grab().toImage() != plain
    drag_out(target.viewport())


def test_things_dropped_on_a_card_are_linked_to_it(board: Board) -> None:
    target = view(board, 0).viewport()
    both = mime_of("factor", [board.ids["factor"]], mime_of("event", [board.ids["event 0"], board.ids["event 1"]]))
    assert drop_on(target, place(board, "Late booking"), both) is not None
    drop_on(target, place(board, "Late booking"), mime_of("passage", [board.ids["passage"]]))
    assert not drag_over(target, QPoint(40, target.height() - 5), both)
    face = view(board, 0).cards.face(0)
    assert face is not None
    assert (face.evidence, face.voices) == (3, 3)
    assert [agency.name for agency in face.agencies] == ["Housing", "Midwifery"]


# -- keys ---------------------------------------------------------------------------------------------------------


def press(qtbot: QtBot, board: Board, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focused(board), key, keys)


def test_alt_and_arrows_move_the_card_and_the_keyboard_goes_with_it(board: Board, qtbot: QtBot) -> None:
    press(qtbot, board, Keys.Key_Up, ALT)
    assert board.titles() == START
    press(qtbot, board, Keys.Key_Down, ALT)
    assert board.titles()[0] == ["Joint visit", "Late booking", "Transfer"]
    press(qtbot, board, Keys.Key_Right, ALT)
    assert board.titles() == [["Joint visit", "Transfer"], ["Core group", "Late booking", "Conference"], []]
    press(qtbot, board, Keys.Key_Right, ALT)
    press(qtbot, board, Keys.Key_Right, ALT)
    assert board.titles()[2] == ["Late booking"]
    assert board.shown() == board.stored()
    for _ in range(2):
        press(qtbot, board, Keys.Key_Left, ALT)
    press(qtbot, board, Keys.Key_Left, ALT)
    assert board.titles() == START


def test_arrows_go_from_card_to_card_and_lane_to_lane(board: Board, qtbot: QtBot) -> None:
    press(qtbot, board, Keys.Key_Down)
    assert board.panel.lanes.chosen_id() == board.ids["Joint visit"]
    press(qtbot, board, Keys.Key_Right)
    assert board.panel.lanes.chosen_id() == board.ids["Conference"]
    press(qtbot, board, Keys.Key_Right)
    assert board.panel.lanes.chosen_id() == board.ids["Conference"]
    press(qtbot, board, Keys.Key_Left)
    assert focused(board) is view(board, 0)


def test_delete_puts_a_card_into_the_bin_and_undo_brings_it_back(board: Board, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.workspace.announced):
        press(qtbot, board, Keys.Key_Delete)
    assert board.titles()[0] == ["Joint visit", "Transfer"]
    assert board.panel.lanes.chosen_id() == board.ids["Joint visit"]
    board.workspace.undo()
    assert board.titles() == START


def test_ctrl_n_adds_cards_until_esc(board: Board, qtbot: QtBot) -> None:
    press(qtbot, board, Keys.Key_N, CTRL)
    lane = board.panel.lanes.lanes()[0]
    field = lane._field
    assert field.hasFocus()
    qtbot.keyClicks(field, "Home visit")
    qtbot.keyClick(field, Keys.Key_Return)
    qtbot.keyClicks(field, "Second")
    qtbot.keyClick(field, Keys.Key_Return)
    assert board.titles()[0][-2:] == ["Home visit", "Second"]
    qtbot.keyClicks(field, "Given up")
    qtbot.keyClick(field, Keys.Key_Escape)
    assert not lane.adding
    assert lane.view.hasFocus()
    assert "Given up" not in board.titles()[0]


def test_f2_lets_the_title_be_typed_in_place(board: Board, qtbot: QtBot) -> None:
    press(qtbot, board, Keys.Key_F2)
    field = view(board, 0).findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "Booked late")
    qtbot.keyClick(field, Keys.Key_Return)
    qtbot.waitUntil(view(board, 0).hasFocus)
    assert board.titles()[0][0] == "Booked late"
    assert board.workspace.undo_label == "Rename episode"
    press(qtbot, board, Keys.Key_F2)
    field = view(board, 0).findChildren(QLineEdit)[-1]
    field.clear()
    qtbot.keyClick(field, Keys.Key_Return)
    qtbot.waitUntil(view(board, 0).hasFocus)
    assert board.titles()[0][0] == "Booked late"


def test_the_link_key_offers_what_is_not_linked_yet(board: Board, qtbot: QtBot) -> None:
    press(qtbot, board, Keys.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    picker = board.panel.picker
    assert picker.isVisible()
    assert {row.kind for row in picker.listed()} == {"event", "passage", "factor"}
    qtbot.keyClicks(picker._field, "number 1 midw")
    assert [row.id for row in picker.listed()] == [board.ids["event 1"]]
    qtbot.keyClick(picker._field, Keys.Key_Return)
    assert not picker.isVisible()
    face = view(board, 0).cards.face(0)
    assert face is not None
    assert face.evidence == 1
    press(qtbot, board, Keys.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert board.ids["event 1"] not in {row.id for row in picker.listed()}
    qtbot.keyClick(picker._field, Keys.Key_Escape)
    assert focused(board) is view(board, 0)


# -- menus and lanes ------------------------------------------------------------------------------------------------


def choose(board: Board, words: str) -> None:
    menus = [menu for menu in board.panel.findChildren(QMenu) if menu.isVisible()]
    action: QAction = next(a for menu in menus for a in menu.actions() if a.text().split("\t")[0] == words)
    action.trigger()
    for menu in menus:
        menu.close()


def test_the_menu_of_a_card_does_what_the_keys_do(board: Board) -> None:
    view(board, 0).customContextMenuRequested.emit(QPoint(5, 5))
    choose(board, "Move down")
    assert board.titles()[0] == ["Joint visit", "Late booking", "Transfer"]


def test_the_menu_of_a_lane(board: Board, qtbot: QtBot) -> None:
    first = board.panel.lanes.lanes()[0]
    first.menu_button.click()
    choose(board, "Stays out of the report")
    assert not first.in_report
    first.menu_button.click()
    choose(board, "Move the lane to the right")
    assert board.titles() == [START[1], START[0], []]
    assert board.panel.lanes.lanes()[1] is first
    first.menu_button.click()
    choose(board, "Move the lane to the left")
    first.menu_button.click()
    choose(board, "Add a lane")
    assert len(board.shown()) == 4
    fresh = board.panel.lanes.lanes()[3]
    qtbot.keyClicks(fresh.title._field, "Fourth")
    qtbot.keyClick(fresh.title._field, Keys.Key_Return)
    assert fresh.title.title() == "Fourth"
    fresh.menu_button.click()
    with qtbot.waitSignal(board.workspace.announced):
        choose(board, "Take this lane away")
    assert len(board.shown()) == 3
    assert board.shown() == board.stored()


def test_the_title_of_a_lane_is_left_as_it_was_with_esc(board: Board, qtbot: QtBot) -> None:
    lane = board.panel.lanes.lanes()[0]
    qtbot.mouseDClick(lane.title._words, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(lane.title._field, "Other")
    qtbot.keyClick(lane.title._field, Keys.Key_Escape)
    assert lane.title.title() == "Proposed"
    qtbot.keyClick(lane.title._words, Keys.Key_F2)
    qtbot.keyClicks(lane.title._field, "Other")
    qtbot.keyClick(lane.title._field, Keys.Key_Return)
    assert lane.title.title() == "Other"
    assert board.workspace.undo_label == "Rename lane"


# -- the life of the panel --------------------------------------------------------------------------------------------


def test_closing_forgets_every_word_and_opening_brings_them_back(board: Board) -> None:
    path = board.workspace.path
    assert path is not None
    board.workspace.close(locked=True)
    assert not any(board.titles())
    assert board.panel.save_state()["chosen"] == ""
    board.workspace.take(ReviewFile.open(path, PASSPHRASE))
    assert board.titles() == START


def test_an_empty_board_offers_the_first_step(board: Board, qtbot: QtBot) -> None:
    for title in ("Late booking", "Joint visit", "Transfer", "Core group", "Conference"):
        board.do(episodes.put_in_bin, board.ids[title])
    assert board.panel.empty.isVisible()
    board.panel.focus_first()
    qtbot.keyClick(QApplication.focusWidget() or board.panel, Keys.Key_Space)
    field = board.panel.lanes.lanes()[0]._field
    assert field.isVisible()
    qtbot.keyClick(field, Keys.Key_Escape)
    assert board.panel.empty.isVisible()


def test_a_review_without_lanes_gets_one_with_the_first_step(qtbot: QtBot, review_path: object) -> None:
    workspace = Workspace()
    panel = BoardPanel(workspace)
    qtbot.addWidget(panel)
    panel.show()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))  # pyright: ignore[reportArgumentType]
    panel.empty.step_requested.emit()
    assert [lane.title.title() for lane in panel.lanes.lanes()] == ["Episodes"]
    workspace.close()


def test_selection_scroll_and_page_come_back(board: Board) -> None:
    board.panel.open_episode(board.ids["Conference"])
    state = board.panel.save_state()
    other = BoardPanel(board.workspace)
    other.restore_state(state)
    assert other.page.episode_id == board.ids["Conference"]
    assert other.save_state() == state
    other.restore_state({"chosen": "gone", "open": "gone"})
    other.deleteLater()


def test_reveal_shows_an_episode_and_nothing_else(board: Board) -> None:
    assert board.panel.reveal("episode", board.ids["Core group"])
    assert board.panel.lanes.chosen_id() == board.ids["Core group"]
    assert not board.panel.reveal("episode", "gone")
    assert not board.panel.reveal("event", board.ids["event 0"])
    board.panel.open_episode(board.ids["Core group"])
    assert board.panel.reveal("episode", board.ids["Transfer"])
    assert board.panel.page.episode_id == board.ids["Transfer"]


def test_people_are_shown_as_the_review_names_them_now(board: Board) -> None:
    words = text_from("Ines rang").with_reference(0, 4, Reference("person", board.ids["person"], "Ines"))
    board.do(episodes.set_text, board.ids["Late booking"], "good", words)
    index = view(board, 0).cards.index(0)
    assert "Ines Falk rang" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    board.workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert "Health visitor rang" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_lane_taken_away_elsewhere_goes(board: Board) -> None:
    board.do(lanes.remove, board.ids["lane 2"])
    assert len(board.panel.lanes.lanes()) == 2
    board.workspace.undo()
    assert len(board.panel.lanes.lanes()) == 3
