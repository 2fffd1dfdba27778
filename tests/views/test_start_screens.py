"""The start screen, the unlock screen and the sheets for passphrases: what they show and what they ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import Cancelled
from app.views.new_review import ChangePassphraseSheet, NewReview, NewReviewSheet
from app.views.passphrase_form import PassphraseForm, PassphraseHelp, Strength
from app.views.unlock import Unlock
from app.views.welcome import SHOWN, Welcome
from app.views.widgets.notice import Notice
from app.views.widgets.passphrase_field import PassphraseField

WORDS = "harbour lantern meadow copper willow drift"
HELP = PassphraseHelp(lambda text: Strength(min(4, len(text) // 6), len(text) > 20), lambda: WORDS)
SECRET = Path("/home/somebody/Case of Somebody/Review 1.casement")


def _words(widget: QWidget) -> str:
    said = [each.text() for each in widget.findChildren(QLabel)]
    for button in (*widget.findChildren(QPushButton), *widget.findChildren(QToolButton)):
        said += [button.text(), button.toolTip(), button.accessibleName()]
    return "\n".join(said)


def _click(widget: QWidget, text: str) -> None:
    (button,) = [each for each in widget.findChildren(QPushButton) if text in each.text().replace("&", "")]
    button.click()


def test_welcome_never_shows_a_folder(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show_recent([SECRET])
    assert "Review 1" in _words(welcome)
    assert "omebody" not in _words(welcome)
    assert "/" not in _words(welcome)


def test_welcome_asks_for_each_first_step(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show_recent([SECRET])
    for text, signal in (
        ("New review", welcome.new_requested),
        ("Open a review", welcome.open_requested),
        ("practice", welcome.practice_requested),
    ):
        with qtbot.waitSignal(signal):
            _click(welcome, text)
    with qtbot.waitSignal(welcome.recent_requested) as asked:
        _click(welcome, "Review 1")
    assert asked.args == [SECRET]
    with qtbot.waitSignal(welcome.forget_requested) as forgotten:
        welcome.findChild(QToolButton).click()
    assert forgotten.args == [SECRET]


def test_recent_files_can_be_switched_off(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show_recent([SECRET.with_stem(f"R{n}") for n in range(20)])
    assert sum("R" in b.text() and b.property("kind") == "row" for b in welcome.findChildren(QPushButton)) == SHOWN
    with qtbot.waitSignal(welcome.remember_changed) as said:
        welcome.findChild(QCheckBox).click()
    assert said.args == [False]
    welcome.show_recent([SECRET], remember=False)
    assert "not remembered" in _words(welcome)


def test_the_keyboard_starts_on_the_newest_review(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    qtbot.waitExposed(welcome)
    welcome.activateWindow()
    welcome.focus_first()
    assert "New" in welcome.focusWidget().accessibleName()
    welcome.show_recent([SECRET])
    welcome.focus_first()
    assert welcome.focusWidget().accessibleName() == "Open Review 1"


@pytest.fixture
def unlock(qtbot: QtBot) -> Unlock:
    made = Unlock()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.ask("Review 1")
    return made


def test_unlock_asks_with_what_was_typed(unlock: Unlock, qtbot: QtBot) -> None:
    field = unlock.findChild(PassphraseField)
    assert field.hasFocus()
    with qtbot.assertNotEmitted(unlock.unlock_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, WORDS)
    with qtbot.waitSignal(unlock.unlock_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == [WORDS]
    unlock.working()
    assert not field.isEnabled()
    unlock.forget()
    assert field.text() == ""


def test_a_wrong_passphrase_is_said_beside_the_field(unlock: Unlock, qtbot: QtBot) -> None:
    field = unlock.findChild(PassphraseField)
    notice = unlock.findChild(Notice)
    qtbot.keyClicks(field, "wrong")
    unlock.working()
    unlock.refuse(Cancelled())
    assert notice.isVisible()
    assert notice.text == "Cancelled. Nothing was changed."
    assert field.selectedText() == "wrong"
    assert field.hasFocus()
    qtbot.keyClicks(field, "x")
    assert notice.isHidden()


def test_the_passphrase_is_shown_and_hidden(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(field, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert field.shown
    field.setText(WORDS)
    field.forget()
    assert not field.shown
    assert field.text() == ""


def test_capital_letters_without_shift_are_noticed(unlock: Unlock, qtbot: QtBot) -> None:
    field = unlock.findChild(PassphraseField)
    hint = next(each for each in unlock.findChildren(QLabel) if "Capital" in each.text())
    qtbot.keyClicks(field, "a")
    assert hint.isHidden()
    field.keyPressEvent(_key("A"))
    assert hint.isVisible()
    field.keyPressEvent(_key("A", Qt.KeyboardModifier.ShiftModifier))
    assert hint.isHidden()
    field.keyPressEvent(_key("A"))
    qtbot.keyClick(field, Qt.Key.Key_CapsLock)
    assert hint.isHidden()


def _key(text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> object:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifiers, text)


def test_ways_out_of_the_unlock_screen(unlock: Unlock, qtbot: QtBot) -> None:
    with qtbot.waitSignal(unlock.other_requested):
        qtbot.keyClick(unlock, Qt.Key.Key_Escape)
    with qtbot.waitSignal(unlock.restore_requested):
        _click(unlock, "Restore")
    unlock.ask("Review 1", locked=True)
    assert "Locked" in _words(unlock)


def test_a_passphrase_is_ready_when_strong_and_typed_twice(qtbot: QtBot) -> None:
    form = PassphraseForm(HELP)
    qtbot.addWidget(form)
    first, again = form.findChildren(PassphraseField)
    said = [form.says]
    first.setText("short")
    said.append(form.says)
    first.setText(WORDS)
    said.append(form.says)
    again.setText(WORDS[:-1])
    said.append(form.says)
    assert not form.ready
    again.setText(WORDS)
    said.append(form.says)
    assert form.ready
    assert form.passphrase == WORDS
    assert len(set(said)) == 5


def test_suggested_words_are_shown_to_be_written_down(qtbot: QtBot) -> None:
    form = PassphraseForm(HELP)
    qtbot.addWidget(form)
    _click(form, "Suggest")
    assert form.ready
    assert all(field.shown and field.text() == WORDS for field in form.findChildren(PassphraseField))


def test_the_sheet_for_a_new_review(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = NewReviewSheet(parent, [("lt", "Learning Together review"), ("other", "Other")], HELP)
    sheet.open()
    assert not sheet.accept_button.isEnabled()
    sheet.try_accept()
    title = next(field for field in sheet.findChildren(QLineEdit) if field.accessibleName() == "Title of the file")
    title.setText(" Review 2026-4 ")
    _click(sheet, "Suggest")
    with qtbot.waitSignal(sheet.create_requested) as asked:
        sheet.accept_button.click()
    assert asked.args == [NewReview("Review 2026-4", "lt", WORDS)]
    sheet.show_problem(Cancelled())
    assert sheet.isVisible()
    assert sheet.notice.text == "Cancelled. Nothing was changed."
    assert "nobody can open the review" in _words(sheet)
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_sheet_for_another_passphrase(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = ChangePassphraseSheet(parent, HELP)
    sheet.open()
    sheet.try_accept()
    now = next(f for f in sheet.findChildren(PassphraseField) if f.accessibleName() == "Passphrase until now")
    now.setText("old")
    _click(sheet, "Suggest")
    with qtbot.waitSignal(sheet.change_requested) as asked:
        sheet.accept_button.click()
    assert asked.args == ["old", WORDS]
    sheet.reject()
    assert QApplication.activeModalWidget() is not sheet
