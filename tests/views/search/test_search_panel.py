"""Searching in a real window over a real review: what is found, marked, opened, kept; what is not understood."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.domain.text import Reference, text_from
from app.services import chronology, conversations, kept_searches, people, tags
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.views.chronology.panel import ChronologyPanel
from app.views.itemmodels.found import excerpt
from app.views.search.kept import KeepSheet
from app.views.search.panel import HINT, SearchPanel
from app.workspace.workspace import Workspace

KEYS = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def workspace(review_file: ReviewFile) -> Iterator[Workspace]:
    made = Workspace()
    made.take(review_file)
    yield made
    made.close()


@pytest.fixture
def ids(workspace: Workspace) -> dict[str, str]:
    """A small review: two agencies, a child of three names, three events and a conversation."""

    def do(act: object, **named: object) -> str:
        done = workspace.perform("do", partial(act, **named))  # pyright: ignore[reportArgumentType] - any act
        assert done is not None
        return str(done.value)

    police, school = (
        do(people.add_agency, name=name, short_name=short) for name, short in (("Police", "Pol"), ("School", ""))
    )
    child = do(people.add, fields=PersonFields("Ellis Marlow", "family", relationship="the child"))
    do(people.set_aliases, person_id=child, names=("Lissy",))
    do(people.set_pseudonym, person_id=child, audience="report", name="Child A")
    about = text_from("The child was late again.").with_reference(0, 9, Reference("person", child, "The child"))
    first = do(chronology.add_event, when="3 March 2010", agency_id=school, what=about)
    do(chronology.set_private_note, event_id=first, note=text_from("Ask the head about the dog."))
    second = do(
        chronology.add_event, when="2011", agency_id=police, what=text_from("Neighbour rang about the dog, late at night.")
    )
    third = do(chronology.add_event, when="", what=text_from("Lissy was seen at the shop."))
    do(chronology.mark_skeleton, event_ids=(second,), on=True)
    talk = do(conversations.add, participant_ids=(child,))
    return {"child": child, "first": first, "second": second, "third": third, "talk": talk}


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, ids: dict[str, str]) -> SearchPanel:
    made = SearchPanel(workspace)
    qtbot.addWidget(made)
    made.resize(520, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def found(panel: SearchPanel) -> list[str]:
    lines = [panel.model.line(row) for row in range(panel.model.rowCount())]
    return [line.hit.stored.id for line in lines if line.hit]


def places(panel: SearchPanel) -> list[tuple[str, int]]:
    lines = [panel.model.line(row) for row in range(panel.model.rowCount())]
    return [(line.place, line.count) for line in lines if line.hit is None]


def popup_words(panel: SearchPanel) -> list[str]:
    """What is offered below the field."""
    model = panel.field.popup.model()
    assert panel.field.popup.isVisible()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def look(panel: SearchPanel, words: str) -> list[str]:
    panel.look_for(words)
    return found(panel)


def test_words_are_found_everywhere_under_their_places_and_marked(panel: SearchPanel, ids: dict[str, str]) -> None:
    assert look(panel, "late") == [ids["first"], ids["second"]]
    assert places(panel) == [("chronology", 2)]
    assert panel.count.text() == "2 found"
    hit = panel.model.line(2).hit
    assert hit is not None
    told = excerpt(hit, panel.query.words)
    assert [told.words[start:end] for start, end in told.marks] == ["late"]
    assert look(panel, "Ellis") == [ids["first"], ids["talk"], ids["child"]]
    assert places(panel) == [("chronology", 1), ("conversations", 1), ("people", 1)]
    assert look(panel, "") == []


def test_operators_narrow_what_is_found(panel: SearchPanel, ids: dict[str, str]) -> None:
    assert look(panel, "agency:pol") == [ids["second"]]
    assert look(panel, "before:2011 in:chronology") == [ids["first"]]
    assert look(panel, "skeleton:yes") == [ids["second"]]
    assert look(panel, "in:chronology -dog") == [ids["third"]]
    assert look(panel, "person:lissy in:chronology") == [ids["first"], ids["third"]]


def test_tags_are_offered_as_soon_as_they_are_there_and_found_by(
    qtbot: QtBot, panel: SearchPanel, workspace: Workspace, ids: dict[str, str]
) -> None:
    assert look(panel, 'tag:"left alone"') == []
    workspace.perform("tag", partial(tags.put_on, event_ids=[ids["second"]], name="Left alone"))
    assert look(panel, 'tag:"left alone"') == [ids["second"]]
    panel.field.clear()
    qtbot.keyClicks(panel.field, "tag:")
    assert popup_words(panel) == ['"Left alone"']


def test_people_are_found_by_the_name_shown_and_by_every_other(
    panel: SearchPanel, workspace: Workspace, ids: dict[str, str]
) -> None:
    workspace.set_naming_mode(NamingMode.PSEUDONYM)
    for name in ('"Child A"', "Ellis", "lissy"):
        assert ids["first"] in look(panel, f"{name} in:chronology"), name
    hit = panel.model.line(1).hit
    assert hit is not None
    assert "Ellis" not in excerpt(hit, ("ellis",)).words


def test_private_notes_are_found_and_named_so_and_not_while_others_look_on(panel: SearchPanel, ids: dict[str, str]) -> None:
    assert look(panel, '"the head"') == [ids["first"]]
    hit = panel.model.line(1).hit
    assert hit is not None
    assert excerpt(hit, panel.query.words).where == "private"
    panel.set_presentation(True)
    assert found(panel) == []
    panel.set_presentation(False)
    assert found(panel) == [ids["first"]]


def test_what_is_not_understood_is_said(panel: SearchPanel) -> None:
    panel.look_for("before:soon dog")
    assert panel.misread.isVisible()
    assert "“soon” can't be read as a date" in panel.misread.text()
    panel.look_for("dog")
    assert not panel.misread.isVisible()


def test_with_the_keyboard_alone(qtbot: QtBot, panel: SearchPanel, ids: dict[str, str]) -> None:
    panel.focus_first()
    assert panel.field.hasFocus()
    qtbot.keyClicks(panel.field, "ag")
    assert popup_words(panel) == ["agency:"]
    qtbot.keyClick(panel.field.popup, KEYS.Key_Down)
    qtbot.keyClick(panel.field.popup, KEYS.Key_Return)
    assert panel.field.text() == "agency:"
    assert popup_words(panel) == ["Police", "Pol", "School"]
    qtbot.keyClicks(panel.field, "pol")
    panel.field.popup.hide()
    qtbot.keyClick(panel.field, KEYS.Key_Return)
    assert panel.list.hasFocus()
    with qtbot.waitSignal(panel.open_requested) as told:
        qtbot.keyClick(panel.list, KEYS.Key_Return)
    assert told.args == ["event", ids["second"]]
    qtbot.keyClick(panel.list, KEYS.Key_Escape)
    assert panel.field.hasFocus()


def test_hits_follow_the_review(panel: SearchPanel, workspace: Workspace, ids: dict[str, str]) -> None:
    look(panel, "dog")
    workspace.perform("say", partial(chronology.set_what, event_id=ids["third"], what=text_from("A dog barked.")))
    assert ids["third"] in found(panel)
    workspace.perform("bin", partial(chronology.bin_events, event_ids=(ids["second"],)))
    assert ids["second"] not in found(panel)
    panel.hide()
    workspace.undo()
    assert ids["second"] not in found(panel)
    panel.show()
    assert ids["second"] in found(panel)
    workspace.close()
    assert (found(panel), panel.field.text()) == ([], "")


def test_an_example_is_one_click_away(qtbot: QtBot, panel: SearchPanel) -> None:
    panel.look_for(HINT)
    assert panel.query.misread == ()
    panel.grab()
    panel.look_for("late")
    panel.grab()


def test_a_search_is_kept_chosen_by_its_key_and_let_go(
    qtbot: QtBot, panel: SearchPanel, workspace: Workspace, ids: dict[str, str]
) -> None:
    look(panel, "dog agency:pol")
    kept = panel.kept
    entry(kept.menu(), "Keep this search…").trigger()
    sheet = next(each for each in panel.findChildren(KeepSheet))
    assert sheet.name.text() == "dog agency:pol"
    sheet.name.setText("Dogs")
    sheet.try_accept()
    assert [(row.name, row.words) for row in workspace.read(kept_searches.listed)] == [("Dogs", "dog agency:pol")]
    again = KeepSheet(panel, workspace, "other")
    again.name.setText("dogs")
    again.try_accept()
    assert again.notice.isVisibleTo(again)
    again.reject()
    look(panel, "late")
    qtbot.keyClick(panel.field, KEYS.Key_1, ALT)
    assert found(panel) == [ids["second"]]
    qtbot.keyClick(panel.field, KEYS.Key_2, ALT)
    assert found(panel) == [ids["second"]]
    drop = entry(kept.menu(), "Keep no longer").menu()
    assert isinstance(drop, QMenu)
    entry(drop, "Dogs").trigger()
    assert workspace.read(kept_searches.listed) == ()


def entry(menu: QMenu | None, words: str) -> QAction:
    assert menu is not None
    return next(action for action in menu.actions() if action.text() == words)


def test_the_filter_of_the_chronology_speaks_the_same_language(
    qtbot: QtBot, workspace: Workspace, ids: dict[str, str]
) -> None:
    workspace.perform("keep", partial(kept_searches.keep, name="Police", words="agency:police"))
    panel = ChronologyPanel(workspace)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)

    def shown(words: str) -> list[str]:
        panel.bar.look_for(words)
        return [row.id for row in (panel.model.event_at(n) for n in range(panel.model.rowCount())) if row]

    assert shown("agency:school") == [ids["first"]]
    assert shown("lissy") == [ids["first"], ids["third"]]
    workspace.perform("tag", partial(tags.put_on, event_ids=[ids["third"]], name="weight"))
    assert shown("tag:wei") == [ids["third"]]
    assert shown("on:2011 episode:no asked:no") == [ids["second"]]
    assert shown("skeleton:perhaps dog") == [ids["second"]]
    assert "stands yes or no" in panel.bar.misread.text()
    panel.bar.search.setFocus()
    qtbot.keyClick(panel.bar.search, KEYS.Key_1, ALT)
    assert panel.bar.search.text() == "agency:police"
    assert panel.model.shown == 1
    workspace.perform("alias", partial(people.set_aliases, person_id=ids["child"], names=("Bunny",)))
    assert shown("bunny") == [ids["first"]]
    assert QApplication.focusWidget() is panel.bar.search
