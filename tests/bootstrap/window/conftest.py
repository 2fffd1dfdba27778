"""The whole program over real files, its data in a folder of the test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import cases
from app.bootstrap.conductor import Conductor
from app.bootstrap.practice import PRACTICE_PASSPHRASE
from app.views.main_window import MainWindow
from app.views.theme import Appearance, Theme
from tests.conftest import PASSPHRASE


@pytest.fixture(scope="session")
def started_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review as the new-review sheet makes it, to be copied."""
    path = tmp_path_factory.mktemp("started") / "started.casement"
    cases.new_review(path, PASSPHRASE, "The Orchard review", "scr", ("Proposed", "In the report", "Set aside")).close()
    return path


@pytest.fixture
def review_path(started_review: Path, tmp_path: Path) -> Path:
    """A fresh copy of a review just begun."""
    return Path(shutil.copyfile(started_review, tmp_path / "Orchard.casement"))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps its own data, for this test alone."""
    folder = tmp_path / "data"

    def place(_which: QStandardPaths.StandardLocation) -> str:
        return str(folder)

    monkeypatch.setattr(QStandardPaths, "writableLocation", place)
    return folder


@pytest.fixture
def conductor(qtbot: QtBot, qapp: QApplication, settings: QSettings, data_folder: Path) -> Iterator[Conductor]:
    """The program at its start screen."""
    window = MainWindow(Theme(qapp, Appearance.LIGHT), settings, qapp)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made = Conductor(window, settings)
    made.begin(None)
    yield made
    made.end()


@pytest.fixture
def window(conductor: Conductor) -> MainWindow:
    return conductor.window


@pytest.fixture
def opened(conductor: Conductor, review_path: Path) -> Conductor:
    """The program with a blank review open, as after its passphrase was typed."""
    conductor.files.ask_for(review_path)
    conductor.window.unlock.unlock_requested.emit(PASSPHRASE)
    assert conductor.workspace.is_open
    return conductor


@pytest.fixture
def make_copy(started_review: Path, review_path: Path) -> Callable[[str], Path]:
    """Makes another review beside the first."""

    def made(name: str) -> Path:
        path = review_path.with_name(name)
        return Path(shutil.copyfile(started_review, path))

    return made


@pytest.fixture
def practised(conductor: Conductor, practice_path: Path, tmp_path: Path) -> Conductor:
    """The window with a copy of the practice review open."""
    copy = Path(shutil.copyfile(practice_path, tmp_path / "Heron.casement"))
    conductor.files.ask_for(copy)
    conductor.window.unlock.unlock_requested.emit(PRACTICE_PASSPHRASE)
    conductor.window.activateWindow()
    return conductor
