"""The shared widgets: what they say, how the keyboard moves in them, and how they draw."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import Cancelled
from app.views.theme import Appearance, Theme, tokens
from app.views.widgets import message_bar
from app.views.widgets.busy_strip import BusyStrip
from app.views.widgets.chip import Chip
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.message_bar import MessageBar
from app.views.widgets.search_field import SearchField
from app.views.widgets.section_header import SectionHeader
from app.views.widgets.segmented_control import SegmentedControl


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 500)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def _act(bar: MessageBar) -> QPushButton:
    return bar.findChild(QPushButton)


def test_a_message_offers_undo_and_asks_for_it(room: QWidget, qtbot: QtBot) -> None:
    bar = MessageBar(room)
    bar.say("Episode renamed.", undoable=True)
    assert bar.isVisible()
    assert bar.text == "Episode renamed."
    assert bar.accessibleDescription() == "Episode renamed."
    assert room.rect().contains(bar.geometry())
    with qtbot.waitSignal(bar.undo_requested):
        _act(bar).click()
    assert bar.isHidden()
    assert bar.text == ""


def test_a_plain_message_goes_and_waits_while_the_pointer_is_on_it(
    room: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "PLAIN_MS", 60)
    bar = MessageBar(room)
    bar.say("Noted.", undoable=True)
    middle = QPointF(5, 5)
    bar.enterEvent(QEnterEvent(middle, middle, middle))
    qtbot.wait(150)
    assert bar.isVisible()
    bar.leaveEvent(QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(bar.isHidden)
    bar.say("Noted without undo.")
    bar.enterEvent(QEnterEvent(middle, middle, middle))
    bar.leaveEvent(QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(bar.isHidden)


def test_a_problem_stays_until_it_is_dismissed(room: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_bar, "PLAIN_MS", 30)
    bar = MessageBar(room)
    done: list[str] = []
    bar.say("Noted.")
    bar.show_problem(Cancelled(), "Try again", lambda: done.append("again"))
    qtbot.wait(120)
    assert bar.text == "Cancelled. Nothing was changed."
    _act(bar).click()
    assert done == ["again"]
    bar.offer("A return is there.", "Look at it", lambda: done.append("looked"))
    _act(bar).setFocus()
    with qtbot.waitSignal(bar.dismissed):
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert done == ["again"]
    assert bar.isHidden()


def test_a_message_stays_at_the_foot_and_inside_a_narrow_window(room: QWidget) -> None:
    bar = MessageBar(room)
    bar.say("A sentence that is long enough to need more than one line in a window this narrow, and then some more words.")
    room.resize(360, 400)
    assert room.rect().contains(bar.geometry())
    words = bar.findChild(QLabel)
    assert words.height() >= words.heightForWidth(words.width())


def test_an_empty_panel_offers_the_first_step(room: QWidget, theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState("list", "Nothing has come in yet.", "Import a return…", "Word, Excel or text.", room)
    empty.show()
    empty.focus_first()
    assert empty.findChild(QPushButton).hasFocus()
    with qtbot.waitSignal(empty.step_requested):
        empty.findChild(QPushButton).click()
    theme.choose(Appearance.DARK)
    empty.say("Nothing fits.")
    assert empty.accessibleName() == "Nothing fits."


def test_typing_filters_once_it_rests_and_esc_clears_then_leaves(room: QWidget, qtbot: QtBot) -> None:
    field = SearchField("Filter events", room)
    said: list[str] = []
    field.searched.connect(said.append)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "visit")
    assert said == ["visit"]
    qtbot.keyClicks(field, "or")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert said == ["visit", "visitor"]
    with qtbot.waitSignal(field.entered_list):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert said == ["visit", "visitor", ""]
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_a_segmented_control_moves_with_the_arrows(room: QWidget, qtbot: QtBot) -> None:
    control = SegmentedControl(
        "How people are shown", [("named", "Named"), ("role", "By role"), ("pseudonym", "Pseudonym")], room
    )
    said: list[str] = []
    control.chosen.connect(said.append)
    assert control.current == "named"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_A):
        qtbot.keyClick(control, key)
    assert said == ["role", "named", "pseudonym"]
    control.findChildren(QPushButton)[1].click()
    assert control.current == "role"
    control.choose("named")
    assert said == ["role", "named", "pseudonym", "role"]
    assert [b.focusPolicy() is Qt.FocusPolicy.StrongFocus for b in control.findChildren(QPushButton)] == [True, False, False]


def test_segments_are_wide_enough_for_their_words(room: QWidget) -> None:
    control = SegmentedControl("Desk", [("a", "Circulate"), ("b", "Pseudonym")], room)
    control.show()
    for button in control.findChildren(QPushButton):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 16


def test_a_chip_shows_its_stripe_and_its_word(room: QWidget) -> None:
    chip = Chip("School", 1, room)
    chip.resize(chip.sizeHint())
    chip.show()
    drawn = chip.grab().toImage()
    found = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())}
    assert tokens().agency(1).name() in found
    assert chip.accessibleName() == chip.text == "School"
    wide = chip.sizeHint().width()
    chip.set_text("Health visiting service")
    assert chip.sizeHint().width() > wide
    assert chip.minimumSizeHint().width() <= 56


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(room: QWidget, qtbot: QtBot) -> None:
    strip = BusyStrip(room)
    strip.begin("Reading the return…")
    strip.advance(0.4, "Reading page 2…")
    assert strip.isVisible()
    assert strip.findChild(QProgressBar).value() == 400
    assert "Reading page 2…" in [each.text() for each in strip.findChildren(QLabel)]
    with qtbot.waitSignal(strip.cancel_requested):
        strip.findChild(QPushButton).click()
    assert not strip.findChild(QPushButton).isEnabled()
    strip.end()
    assert strip.isHidden()
    strip.begin("Writing…", cancellable=False)
    assert strip.findChild(QPushButton).isHidden()


def test_a_section_header_counts_and_takes_buttons(room: QWidget) -> None:
    header = SectionHeader("March 2010", room)
    header.set_title("April 2010")
    header.set_count("80 of 412")
    header.add(QToolButton())
    assert [each.text() for each in header.findChildren(QLabel)] == ["April 2010", "80 of 412"]
    assert header.findChild(QToolButton) is not None
