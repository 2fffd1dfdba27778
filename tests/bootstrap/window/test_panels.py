"""Where panels meet: what one asks for is shown in another, and the palette finds the things of the review."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.services import conversation_rows, event_rows, findings, people
from app.services.episode_rows import board
from app.views.main_window import MainWindow


@pytest.fixture
def practice(conductor: Conductor) -> Conductor:
    conductor.begin(None, practice=True)
    return conductor


def current(window: MainWindow) -> str:
    assert window.desks is not None
    panel = window.desks.current_panel
    return panel.key if panel else ""


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
    for home, typed in words.items():
        found = [each for each in desk._find(typed) if each.title.casefold().find(typed.split()[0].casefold()) >= 0]
        assert found, home
        kinds = {"people": "Person", "board": "Key practice episode", "findings": "Finding"}
        hit = next((each for each in found if each.hint == kinds.get(home, each.hint)), found[0])
        hit.go()
        assert window.desks is not None
        assert window.desks.dock(home).isVisible()
    assert practice._desk is desk
    assert desk.people.save_state()["person"] == person.id
    assert desk.chronology.table.current_id() == event.id


def test_what_a_panel_asks_for_is_shown_in_its_home(practice: Conductor) -> None:
    desk, read = practice._desk, practice.workspace.read
    assert desk is not None
    events = read(event_rows.rows)
    desk.board.open_event_requested.emit(events[3].id)
    assert desk.chronology.table.current_id() == events[3].id
    desk.conversations.open_event_requested.emit(events[5].id)
    assert desk.chronology.table.current_id() == events[5].id
    conversation = read(conversation_rows.listed)[2]
    desk.findings.open_requested.emit("conversation", conversation.id)
    assert practice.window.desks is not None
    assert practice.window.desks.dock("conversations").isVisible()
    assert conversation.id in str(desk.conversations.save_state())


def test_nothing_is_found_without_words_or_without_a_review(practice: Conductor) -> None:
    desk = practice._desk
    assert desk is not None
    assert desk._find("  ") == []
    assert desk._find("no such words anywhere here") == []
    practice.workspace.close()
    assert desk._find("a") == []
