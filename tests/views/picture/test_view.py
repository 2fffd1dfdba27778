"""The picture in a real window, with real keys, clicks and wheel, over a real encrypted file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.domain.picture import Kind
from app.domain.picture_times import DAY
from app.services import chronology, episodes
from app.views.picture.geometry import AXIS
from app.views.picture.panel import PicturePanel
from tests.views.picture.conftest import Case, box_of, geometry, middle, track_of

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def wheel(panel: PicturePanel, at: QPoint, turned: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    view = panel.view.viewport()
    event = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), turned, Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def span(panel: PicturePanel) -> float:
    window = panel.view.window_shown
    return window.high - window.low


def test_it_opens_with_the_whole_case_in_view(panel: PicturePanel) -> None:
    limits, window = panel.view.picture.limits, panel.view.window_shown
    assert window.low <= limits.low
    assert window.high >= limits.high


def test_the_wheel_zooms_about_the_pointer_and_small_turns_add_up(panel: PicturePanel) -> None:
    view = panel.view
    at = middle(panel, box_of(panel, view.picture.tracks[track_of(panel, Kind.AGENCY)].marks[0].id))
    before, minute = span(panel), view.window_shown.minute_at(at.x() - geometry(panel).labels)
    wheel(panel, at, QPoint(0, 120))
    assert span(panel) < before
    assert abs(view.window_shown.minute_at(at.x() - geometry(panel).labels) - minute) < view.window_shown.per_pixel * 2
    closer = span(panel)
    for _ in range(4):
        wheel(panel, at, QPoint(0, -30))
    assert abs(span(panel) - before) < 1
    assert closer < span(panel)


def test_sideways_and_with_shift_the_wheel_moves_in_time_and_over_the_names_it_scrolls(panel: PicturePanel) -> None:
    view = panel.view
    view.zoom(-16)
    low, at = view.window_shown.low, QPoint(600, 100)
    wheel(panel, at, QPoint(-120, 0))
    assert view.window_shown.low > low
    wheel(panel, at, QPoint(0, 240), SHIFT)
    assert view.window_shown.low < low
    panel.resize(1000, 180)
    level = view.window_shown.level
    wheel(panel, QPoint(20, 60), QPoint(0, -120))
    assert view.verticalScrollBar().value() > 0
    assert view.window_shown.level == level


def test_keys_zoom_move_and_fit(qtbot: QtBot, panel: PicturePanel) -> None:
    view = panel.view
    panel.focus_first()
    whole = span(panel)
    qtbot.keyClick(view, KEYS.Key_Plus)
    qtbot.keyClick(view, KEYS.Key_Equal)
    assert span(panel) < whole * 0.6
    low = view.window_shown.low
    qtbot.keyClick(view, KEYS.Key_Right, SHIFT)
    assert view.window_shown.low > low
    qtbot.keyClick(view, KEYS.Key_Left, SHIFT)
    assert abs(view.window_shown.low - low) < view.window_shown.per_pixel
    qtbot.keyClick(view, KEYS.Key_PageDown)
    later = view.window_shown.low
    qtbot.keyClick(view, KEYS.Key_PageUp)
    assert view.window_shown.low < later
    qtbot.keyClick(view, KEYS.Key_End, CTRL)
    assert abs(view.window_shown.high - view.picture.limits.high) < view.window_shown.per_pixel * 2
    qtbot.keyClick(view, KEYS.Key_Home, CTRL)
    assert abs(view.window_shown.low - view.picture.limits.low) < view.window_shown.per_pixel * 2
    qtbot.keyClick(view, KEYS.Key_Minus)
    qtbot.keyClick(view, KEYS.Key_0)
    assert abs(span(panel) - whole) < 1
    for _ in range(60):
        qtbot.keyClick(view, KEYS.Key_Plus)
    assert DAY <= span(panel) < 1.5 * DAY


def test_a_drag_moves_and_chooses_nothing(qtbot: QtBot, panel: PicturePanel) -> None:
    view, chosen = panel.view, []
    view.chosen.connect(chosen.append)
    view.zoom(-16)
    window = view.window_shown
    surface = view.viewport()
    qtbot.mousePress(surface, LEFT, pos=QPoint(600, 100))
    qtbot.mouseMove(surface, QPoint(560, 100))
    qtbot.mouseMove(surface, QPoint(500, 100))
    qtbot.mouseRelease(surface, LEFT, pos=QPoint(500, 100))
    assert abs(view.window_shown.low - window.low - 100 * window.per_pixel) < window.per_pixel * 2
    assert chosen == []


def test_a_click_chooses_and_ctrl_adds(qtbot: QtBot, panel: PicturePanel, case: Case) -> None:
    view, chosen = panel.view, []
    panel.events_chosen.connect(chosen.append)
    qtbot.mouseClick(view.viewport(), LEFT, pos=middle(panel, box_of(panel, case.events[1])))
    assert chosen[-1] == [case.events[1]]
    qtbot.mouseClick(view.viewport(), LEFT, CTRL, pos=middle(panel, box_of(panel, case.events[4])))
    assert set(chosen[-1]) == {case.events[1], case.events[4]}
    qtbot.mouseClick(view.viewport(), LEFT, CTRL, pos=middle(panel, box_of(panel, case.events[1])))
    assert chosen[-1] == view.selected_ids() == [case.events[4]]


def test_a_double_click_opens_and_on_nothing_it_zooms_in(qtbot: QtBot, panel: PicturePanel, case: Case) -> None:
    opened: list[tuple[str, str]] = []
    panel.open_requested.connect(lambda kind, key: opened.append((kind, key)))
    place = middle(panel, box_of(panel, case.events[1]))
    qtbot.mouseClick(panel.view.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(panel.view.viewport(), LEFT, pos=place)
    assert opened == [("event", case.events[1])]
    before = span(panel)
    qtbot.mouseDClick(panel.view.viewport(), LEFT, pos=QPoint(700, AXIS + 4))
    assert span(panel) < before


def test_arrows_go_from_event_to_event_and_from_lane_to_lane(qtbot: QtBot, panel: PicturePanel, case: Case) -> None:
    view, opened = panel.view, []
    panel.open_requested.connect(lambda kind, key: opened.append((kind, key)))
    view.select([case.events[0]], case.events[0])
    panel.focus_first()
    qtbot.keyClick(view, KEYS.Key_Right)
    assert view.selected_ids() == [case.events[2]]
    qtbot.keyClick(view, KEYS.Key_End)
    assert view.selected_ids() == [case.events[6]]
    assert panel.line.words.startswith("date not known, Health visiting: Somebody rang")
    qtbot.keyClick(view, KEYS.Key_Right)
    assert view.selected_ids() == [case.events[6]]
    qtbot.keyClick(view, KEYS.Key_Home)
    qtbot.keyClick(view, KEYS.Key_Down)
    assert view.selected_ids() == [case.events[1]]
    qtbot.keyClick(view, KEYS.Key_Return)
    qtbot.keyClick(view, KEYS.Key_Up)
    qtbot.keyClick(view, KEYS.Key_Up)
    assert panel.line.words.endswith("A slow start")
    qtbot.keyClick(view, KEYS.Key_Enter)
    assert opened == [("event", case.events[1]), ("episode", case.episode)]


def test_an_event_out_of_view_comes_into_view_when_gone_to(qtbot: QtBot, panel: PicturePanel, case: Case) -> None:
    view = panel.view
    view.select([case.events[0]], case.events[0])
    panel.focus_first()
    for _ in range(10):
        qtbot.keyClick(view, KEYS.Key_Plus)
    assert geometry(panel).box_of(*view.picture.places[case.events[5]]) is None
    for _ in range(3):
        qtbot.keyClick(view, KEYS.Key_Right)
    assert view.selected_ids() == [case.events[5]]
    assert box_of(panel, case.events[5]).x > 0


def test_tab_goes_through_the_lanes_and_on(qtbot: QtBot, panel: PicturePanel) -> None:
    view = panel.view
    panel.skeleton_only.setFocus(Qt.FocusReason.TabFocusReason)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    lanes = []
    while view.hasFocus():
        lanes.append(view.cursor_at.track)
        qtbot.keyClick(view, KEYS.Key_Tab)
    assert lanes == list(range(len(view.picture.tracks)))
    view.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert view.cursor_at.track == len(view.picture.tracks) - 1
    qtbot.keyClick(view, KEYS.Key_Backtab, SHIFT)
    assert view.cursor_at.track == len(view.picture.tracks) - 2


def test_pointing_tells_the_date_as_given_the_agency_and_what_happened_by_the_naming_in_force(
    qtbot: QtBot, panel: PicturePanel, case: Case
) -> None:
    place = middle(panel, box_of(panel, case.events[1]))
    qtbot.mouseMove(panel.view.viewport(), place)
    assert panel.line.words == "3 March 2010, Larch School: School noted that Ellis Oke was late."
    case.workspace.set_naming_mode(NamingMode.PSEUDONYM)
    assert panel.line.words == ""
    assert panel.view.lines_at(place) == ["3 March 2010, Larch School: School noted that Child E was late."]
    help_event = QHelpEvent(QEvent.Type.ToolTip, place, panel.view.viewport().mapToGlobal(place))
    QApplication.sendEvent(panel.view.viewport(), help_event)
    assert "Child E was late" in QToolTip.text()
    QToolTip.hideText()
    QApplication.sendEvent(panel.view, QEvent(QEvent.Type.Leave))
    assert panel.line.words == ""


def test_pointing_at_the_months_the_names_the_family_and_at_nothing_recorded(panel: PicturePanel) -> None:
    shown = geometry(panel)
    months = next(row for row in shown.rows if row.track == -1)
    march = panel.view.picture.months[0]
    x = round(shown.x((march.low + march.high) / 2))
    assert panel.view.lines_at(QPoint(x, months.top + 5)) == ["March 2010: 2 events"]
    lane = shown.by_track[track_of(panel, Kind.AGENCY)]
    assert panel.view.lines_at(QPoint(20, lane.top + 5)) == ["Health visiting"]
    low, high = panel.view.picture.tracks[lane.track].silences[0]
    (line,) = panel.view.lines_at(QPoint(round(shown.x((low + high) / 2)), lane.top + 5))
    assert line == "Health visiting: nothing recorded, June 2010 to November 2010 (besides 1 without a date)"
    end = round(shown.x(panel.view.picture.limits.high)) - 4
    child = shown.by_track[track_of(panel, Kind.CHILD)]
    (age,) = panel.view.lines_at(QPoint(end, child.top + 8))
    assert age.startswith("Ellis Oke, age 1")
    home = shown.by_track[track_of(panel, Kind.HOME)]
    assert panel.view.lines_at(QPoint(end, home.top + 6)) == ["Ellis Oke, 3 Larch Court, from May 2010"]
    meeting = shown.by_track[track_of(panel, Kind.MEETINGS)]
    (box,) = shown.boxes(meeting)
    assert panel.view.lines_at(QPoint(round(box.x + 1), meeting.top + 8)) == ["4 June 2010, Core group 1"]
    assert panel.view.lines_at(QPoint(5000, 5000)) == []
    assert panel.view.lines_at(QPoint(300, 2)) == []


def test_many_at_one_place_are_told_with_their_number(panel: PicturePanel, case: Case) -> None:
    for _ in range(6):
        case.act(chronology.add_event, when="3 March 2010", agency_id=case.agencies[0])
    lines = panel.view.lines_at(middle(panel, box_of(panel, case.events[0])))
    assert len(lines) == 5
    assert lines[-1] == "and 3 more"


def test_what_follows_a_change_keeps_the_selection_and_the_place(panel: PicturePanel, case: Case) -> None:
    view = panel.view
    view.select(case.events[:2], case.events[1])
    view.zoom(-12)
    window = view.window_shown
    case.act(chronology.set_when, case.events[3], "1 July 2010")
    assert view.window_shown.level == window.level
    assert view.selected_ids() == [case.events[1], case.events[0]]
    case.act(episodes.rename, case.episode, "Another title")
    assert [mark.label for mark in view.picture.tracks[0].marks] == ["Another title"]
    case.act(chronology.bin_events, case.events[:2])
    assert view.selected_ids() == []
