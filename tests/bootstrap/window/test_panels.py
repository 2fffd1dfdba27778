"""Where panels meet: what one asks for is shown in another, and the palette finds the things of the review."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.services import conversation_rows, event_rows, findings, people
from app.services.episode_rows import board
from app.views.desks import DESKS
from app.views.main_window import MainWindow


@pytest.fixture
def practice(practised: Conductor) -> Conductor:
    return practised


def panel(window: MainWindow, key: str) -> Any:
    """Return a panel as its own kind."""
    assert window.desks is not None
    return window.desks.panel(key)


def test_the_palette_finds_every_kind_of_thing_and_opens_it(qtbot: QtBot, practice: Conductor) -> None:
    window, desk, read = practice.window, practice._desk, practice.workspace.read
    assert desk is not None
    window.activateWindow()
    person = read(people.register)[0]
    episode = next(card for lane in read(board) for card in lane.cards)
    finding = read(findings.listed)[0]
    event = read(event_rows.rows)[0]
    words = {
        "people": person.name,
        "board": episode.title,
        "findings": finding.headline.shown(practice.workspace.naming),
        "chronology": f"{event.when_text} {(event.what if isinstance(event.what, str) else event.what.plain)[:20]}",
    }
    assert window.desks is not None
    assert set(window.desks.panels) <= {"overview", "chronology", "picture"}, "things are found before their panels are made"
    for home, typed in words.items():
        found = [each for each in desk._find(typed) if each.title.casefold().find(typed.split()[0].casefold()) >= 0]
        assert found, home
        kinds = {"people": "Person", "board": "Key practice episode", "findings": "Finding"}
        hit = next((each for each in found if each.hint == kinds.get(home, each.hint)), found[0])
        hit.go()
        assert window.desks.dock(home).isVisible()
    assert practice._desk is desk
    assert panel(window, "people").save_state()["person"] == person.id
    assert panel(window, "chronology").table.current_id() == event.id


def test_the_tabs_of_a_desk_are_seen_once_its_panels_are_made(qtbot: QtBot, practice: Conductor) -> None:
    desks = practice.window.desks
    assert desks is not None

    def seen() -> list[str]:
        bars = desks.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [bar.tabText(at) for bar in bars if bar.isVisible() for at in range(bar.count())]

    qtbot.waitUntil(lambda: seen() == ["Overview", "People", "Documents", "Skeleton chronology", "Seen by two", "Search"])
    assert set(desks.panels) == {"overview", "chronology", "picture"}
    for desk in (*DESKS, *DESKS):  # twice: what one desk leaves behind may be seen on the next
        desks.change_desk(desk.key)
        groups = [[key for key in group if key in desks._docks] for column in desk.columns for group in column.groups]
        titles = sorted(desks.dock(key).windowTitle() for group in groups if len(group) > 1 for key in group)
        qtbot.waitUntil(lambda wanted=titles: sorted(seen()) == wanted)


def test_what_a_panel_asks_for_is_shown_in_its_home(practice: Conductor) -> None:
    window, read = practice.window, practice.workspace.read
    events = read(event_rows.rows)
    panel(window, "board").open_event_requested.emit(events[3].id)
    assert panel(window, "chronology").table.current_id() == events[3].id
    panel(window, "conversations").open_event_requested.emit(events[5].id)
    assert panel(window, "chronology").table.current_id() == events[5].id
    conversation = read(conversation_rows.listed)[2]
    panel(window, "findings").open_requested.emit("conversation", conversation.id)
    assert window.desks is not None
    assert window.desks.dock("conversations").isVisible()
    assert conversation.id in str(panel(window, "conversations").save_state())


def test_nothing_is_found_without_words_or_without_a_review(practice: Conductor) -> None:
    desk = practice._desk
    assert desk is not None
    assert desk._find("  ") == []
    assert desk._find("no such words anywhere here") == []
    practice.workspace.close()
    assert desk._find("a") == []
