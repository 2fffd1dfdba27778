"""The panel: it follows the review, remembers where one was, forgets when it locks, and says what is in view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.domain.picture import Kind
from app.services import chronology
from app.views.panel import Panel
from app.views.picture.panel import PicturePanel
from app.views.theme import Appearance, Theme
from app.views.widgets.empty_state import EmptyState
from app.workspace.workspace import Workspace
from tests.views.picture.conftest import Case, box_of, geometry, track_of


def labels(panel: PicturePanel, kind: Kind) -> list[str]:
    return [track.label for track in panel.view.picture.tracks if track.kind is kind]


def test_it_is_a_panel(panel: PicturePanel) -> None:
    as_panel: Panel = panel
    assert as_panel.widget is panel


def test_without_events_it_says_what_belongs_there(qtbot: QtBot, workspace: Workspace) -> None:
    panel = PicturePanel(workspace)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.findChild(EmptyState).isVisible()
    assert not panel.view.isVisible()
    panel.focus_first()
    assert panel.save_state()["skeleton"] is False
    workspace.perform("Add", lambda uow: chronology.add_event(uow, when="3 May 2010"))
    assert panel.view.isVisible()


def test_the_skeleton_alone_and_names_by_audience(qtbot: QtBot, panel: PicturePanel, case: Case) -> None:
    assert labels(panel, Kind.AGENCY) == ["Health visiting", "Larch School"]
    qtbot.mouseClick(panel.skeleton_only, Qt.MouseButton.LeftButton)
    assert labels(panel, Kind.AGENCY) == ["Health visiting"]
    case.workspace.set_naming_mode(NamingMode.PSEUDONYM)
    assert labels(panel, Kind.CHILD) == ["Child E"]


def test_buttons_zoom(qtbot: QtBot, panel: PicturePanel) -> None:
    whole = panel.view.window_shown
    qtbot.mouseClick(panel.closer, Qt.MouseButton.LeftButton)
    assert panel.view.window_shown.level < whole.level
    qtbot.mouseClick(panel.wider, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.wider, Qt.MouseButton.LeftButton)
    assert panel.view.window_shown.level > whole.level
    qtbot.mouseClick(panel.whole, Qt.MouseButton.LeftButton)
    assert panel.view.window_shown == whole


def test_a_hidden_picture_reads_nothing_until_it_is_shown(panel: PicturePanel, case: Case) -> None:
    panel.hide()
    case.act(chronology.add_event, when="1 May 2010", agency_id=case.agencies[0])
    assert len(panel.view.picture.places) == 7
    panel.show()
    assert len(panel.view.picture.places) == 8


def test_what_is_revealed_is_selected_and_what_is_not_shown_is_refused(panel: PicturePanel, case: Case) -> None:
    assert panel.reveal("event", case.events[3])
    assert panel.view.selected_ids() == [case.events[3]]
    assert not panel.reveal("event", "nothing")
    assert not panel.reveal("finding", case.events[3])


def test_it_comes_back_where_it_was(qtbot: QtBot, panel: PicturePanel, case: Case) -> None:
    panel.view.zoom(-12)
    panel.skeleton_only.setChecked(True)
    state = panel.save_state()
    again = PicturePanel(case.workspace)
    qtbot.addWidget(again)
    again.resize(panel.size())
    again.show()
    again.restore_state(state)
    one, other = panel.view.window_shown, again.view.window_shown
    assert abs(one.low - other.low) < (one.high - one.low) * 0.1
    assert abs(one.high - other.high) < (one.high - one.low) * 0.1
    assert labels(again, Kind.AGENCY) == ["Health visiting"]
    again.restore_state({"low": "nonsense", "high": None})
    again.restore_state({})
    assert not again.skeleton_only.isChecked()


def test_nothing_of_the_case_is_left_after_locking(panel: PicturePanel, case: Case) -> None:
    panel.view.select([case.events[0]], case.events[0])
    panel.line.say("3 March 2010")
    case.workspace.close(locked=True)
    assert panel.view.picture.tracks == ()
    assert panel.line.words == ""
    assert panel.view.accessibleDescription() == ""
    assert panel.view.selected_ids() == []
    panel.view.viewport().repaint()


def test_a_screen_reader_hears_what_is_in_view_and_where_the_keyboard_is(
    qtbot: QtBot, panel: PicturePanel, case: Case
) -> None:
    view = panel.view
    assert view.accessibleName() == "Picture of the case"
    qtbot.waitUntil(lambda: "6 events: Health visiting 4, Larch School 2" in view.accessibleDescription())
    panel.focus_first()
    view.select([case.events[0]], case.events[0])
    qtbot.keyClick(view, Qt.Key.Key_Right)
    expected = "early April 2010, Health visiting: Weight was plotted below the second centile."
    qtbot.waitUntil(lambda: view.accessibleDescription().startswith(expected))


def grabbed(panel: PicturePanel) -> QImage:
    QApplication.processEvents()
    return panel.view.viewport().grab().toImage()


def test_it_is_painted_at_every_zoom_light_and_dark(panel: PicturePanel, case: Case, theme: Theme) -> None:
    for look, light in ((Appearance.LIGHT, True), (Appearance.DARK, False)):
        theme.choose(look)
        panel.view.fit()
        seen: list[QImage] = []
        for _ in range(30):
            seen.append(grabbed(panel))
            panel.view.zoom(-4)
        corner = seen[0].pixelColor(seen[0].width() - 2, seen[0].height() - 2)
        assert (corner.lightness() > 128) is light
        assert seen[0] != seen[10] != seen[29]


def test_a_dot_is_drawn_for_a_day_and_a_wide_bar_once_the_day_is_wide(panel: PicturePanel, case: Case) -> None:
    view = panel.view
    view.select([], "")
    colour = panel.view._painting._inks.lane(0).full
    far = grabbed(panel)
    box = box_of(panel, case.events[0])
    assert box.width <= 6
    inside = far.pixelColor(round(box.x + box.width / 2 - 0.5), round(box.y + box.height / 2 - 0.5))
    assert _near(inside.rgb(), colour.rgb())
    view.set_window(view.picture.tracks[1].marks[0].extent.low - 720, view.picture.tracks[1].marks[0].extent.high + 720)
    close, box = grabbed(panel), box_of(panel, case.events[0])
    assert box.width > 300
    for part in (0.05, 0.5, 0.95):
        at = close.pixelColor(round(box.x + box.width * part), round(box.y + box.height / 2))
        assert _near(at.rgb(), colour.rgb())


def test_about_fades_on_both_sides_and_is_no_dot(panel: PicturePanel, case: Case) -> None:
    box = box_of(panel, case.events[3])
    image = grabbed(panel)
    y = round(box.y + 1)
    paper = panel.view._painting._inks.paper

    def ink(x: float) -> int:
        at = image.pixelColor(round(x), y)
        return abs(at.red() - paper.red()) + abs(at.green() - paper.green()) + abs(at.blue() - paper.blue())

    quarter, middle_of, last = (ink(box.x + box.width * part) for part in (0.2, 0.42, 0.85))
    assert box.width > 24
    assert quarter < middle_of
    assert last < middle_of


def _near(one: int, other: int) -> bool:
    return all(abs((one >> shift & 255) - (other >> shift & 255)) < 60 for shift in (0, 8, 16))


def test_lanes_share_the_room_and_scroll_where_there_is_too_little(panel: PicturePanel) -> None:
    lane = track_of(panel, Kind.AGENCY)
    tall = geometry(panel).by_track[lane].height
    panel.resize(1000, 170)
    QApplication.processEvents()
    low = geometry(panel).by_track[lane].height
    assert low < tall
    assert panel.view.verticalScrollBar().maximum() > 0
    panel.view.select([panel.view.picture.tracks[lane].marks[0].id])
    panel.view.verticalScrollBar().setValue(panel.view.verticalScrollBar().maximum())
    assert panel.view.lines_at(panel.view.viewport().rect().center()) is not None
