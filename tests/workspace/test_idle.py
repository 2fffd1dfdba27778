"""Idleness: told shortly before, put off by any sign of life, never defeated by a dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.workspace.idle import IdleWatch


@pytest.fixture
def watch(qtbot: QtBot) -> IdleWatch:
    return IdleWatch(0.005)


def test_it_tells_before_and_then_is_idle(watch: IdleWatch, qtbot: QtBot) -> None:
    with qtbot.waitSignals([watch.nearly, watch.idle], order="strict", timeout=3000):
        watch.start()
        watch.start()
    watch.stop()


def test_a_key_in_a_dialog_is_a_sign_of_life(watch: IdleWatch, qtbot: QtBot) -> None:
    window = QWidget()
    dialog = QDialog(window)
    qtbot.addWidget(window)
    dialog.open()
    with qtbot.waitSignal(watch.nearly, timeout=3000):
        watch.start()
    with qtbot.waitSignal(watch.awake, timeout=3000):
        qtbot.keyClick(dialog, Qt.Key.Key_A)
    with qtbot.waitSignal(watch.idle, timeout=3000):
        pass
    watch.stop()


def test_stopped_it_sees_nothing(watch: IdleWatch, qtbot: QtBot) -> None:
    watch.start()
    watch.stop()
    with qtbot.assertNotEmitted(watch.idle, wait=500):
        assert not watch.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))


def test_minutes_can_change_while_it_watches(watch: IdleWatch, qtbot: QtBot) -> None:
    watch.set_minutes(5)
    watch.start()
    with qtbot.waitSignal(watch.idle, timeout=3000):
        watch.set_minutes(0.003)
    watch.stop()
