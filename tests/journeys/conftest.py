"""A home of its own for every journey: settings, documents and data of the program lie in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import conversations
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.journeys.journey import PASSPHRASE, Journey
from tests.support.board_review import fill
from tests.support.xdisplay import _xvfb, xdisplay  # noqa: F401 - fixtures

MARKER = "Quillonbrake"
"""A word that stands nowhere but in the case."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "home"
    for name, folder in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("TMPDIR", "tmp")):
        (made / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(made / folder))
    (made / "Documents").mkdir()
    return made


@pytest.fixture
def settings(home: Path) -> QSettings:
    return QSettings(str(home / "config" / "Casement.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, settings: QSettings) -> Iterator[Journey]:
    made = Journey(qtbot, qapp, settings)
    yield made
    made.end()


@pytest.fixture
def filled_review(review_path: Path) -> Path:
    """A review with people, events, a note, cards, and the marker in its words."""
    workspace = Workspace()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    ids = fill(workspace)
    note = text_from(f"Note: {MARKER} was said to nobody else.")
    workspace.perform("Write", partial(conversations.set_note, conversation_id=ids["conversation"], note=note))
    workspace.close()
    return review_path


@pytest.fixture
def case(journey: Journey, filled_review: Path) -> Journey:
    """The window with that review open."""
    journey.open(filled_review)
    return journey
