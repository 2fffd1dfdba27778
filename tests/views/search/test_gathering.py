"""Everything that can be found is made ready ahead, follows the review, and is forgotten with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology
from app.storage.review_file import ReviewFile
from app.views.search import gathering
from app.views.search.gathering import Gathering
from app.views.search.knowing import Knowing
from app.workspace.workspace import Workspace


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


def add(workspace: Workspace, when: str) -> str:
    done = workspace.perform("add", partial(chronology.add_event, when=when, what=text_from(f"The school rang in {when}.")))
    assert done is not None
    return done.value


def made(workspace: Workspace) -> Gathering:
    parent = QObject(workspace)
    return Gathering(workspace, Knowing(workspace, parent), parent)


def words(gathered: Gathering) -> list[str]:
    return [text for thing in gathered.things() if thing.stored.kind == "event" for text, _ in thing.texts if text]


def test_it_is_ready_by_itself_piece_by_piece_and_in_order(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "PIECE", 2)
    for year in ("2012", "2009", "2011", "2008", "2010"):
        add(workspace, year)
    gathered = made(workspace)
    assert not gathered.ready
    qtbot.waitUntil(lambda: gathered.ready)
    assert words(gathered) == [f"The school rang in {year}." for year in range(2008, 2013)]


def test_asked_half_way_it_gives_all_in_order(qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "PIECE", 1)
    monkeypatch.setattr(gathering, "PAUSE", 60)
    years = ("2010", "2008", "2011", "2009")
    for year in years:
        add(workspace, year)
    gathered = made(workspace)
    qtbot.wait(130)
    assert words(gathered) == [f"The school rang in {year}." for year in sorted(years)]


def test_what_changes_while_it_is_made_ready_is_not_lost(qtbot: QtBot, workspace: Workspace) -> None:
    first = add(workspace, "2008")
    gathered = made(workspace)
    workspace.changed.connect(gathered.follow)
    add(workspace, "2007")
    act = partial(chronology.set_what, event_id=first, what=text_from("The nurse rang."))
    workspace.perform("write", act)
    qtbot.waitUntil(lambda: gathered.ready)
    assert words(gathered) == ["The school rang in 2007.", "The nurse rang."]
    workspace.perform("write", partial(chronology.set_what, event_id=first, what=text_from("The doctor rang.")))
    assert gathered.ready
    assert words(gathered) == ["The school rang in 2007.", "The doctor rang."]


def test_nothing_stays_once_the_review_is_closed(qtbot: QtBot, workspace: Workspace) -> None:
    add(workspace, "2008")
    gathered = made(workspace)
    qtbot.waitUntil(lambda: gathered.ready)
    workspace.close(locked=True)
    assert not gathered.ready
    assert not [each for each in vars(gathered).values() if isinstance(each, (dict, list, tuple)) and each]
