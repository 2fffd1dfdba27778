"""Fixtures of the views: the theme on the application, settings in a folder of the test, a window, plain panels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.main_window import MainWindow
from app.views.panel import PanelPlan, PanelState
from app.views.theme import Appearance, Theme


class PlainPanel:
    """A panel with one field, to arrange."""

    def __init__(self) -> None:
        self.widget = QWidget()
        self.field = QLineEdit()
        self.presented = False
        self.revealed = ("", "")
        QVBoxLayout(self.widget).addWidget(self.field)

    def focus_first(self) -> None:
        self.field.setFocus()

    def save_state(self) -> PanelState:
        return {"at": self.field.text()}

    def restore_state(self, state: PanelState) -> None:
        self.field.setText(str(state["at"]))

    def reveal(self, kind: str, row_id: str) -> bool:
        self.revealed = (kind, row_id)
        return True

    def set_presentation(self, on: bool) -> None:
        self.presented = on


KEYS = ("overview", "people", "chronology", "conversations", "board", "findings")


def _plans() -> list[PanelPlan]:
    return [PanelPlan(key, key.capitalize(), PlainPanel) for key in KEYS]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture(autouse=True)
def _light(theme: Theme) -> Iterator[None]:
    theme.choose(Appearance.LIGHT)
    yield
    theme.choose(Appearance.LIGHT)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def plain(window: MainWindow, key: str) -> PlainPanel:
    """Return a panel of the window, made if it is not there yet."""
    assert window.desks is not None
    panel = window.desks.panel(key)
    assert isinstance(panel, PlainPanel)
    return panel


@pytest.fixture
def plans() -> list[PanelPlan]:
    return _plans()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, theme: Theme, settings: QSettings) -> MainWindow:
    made = MainWindow(theme, settings, qapp)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
