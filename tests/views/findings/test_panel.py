"""The finding editor as it is used: by keys, by drags, and beside other panels that change the same review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.domain.text import Text, text_from
from app.services import findings, people
from app.services.people import PersonFields
from app.services.vocabularies import set_entry
from app.views.findings.panel import FindingPanel
from app.workspace.workspace import Workspace
from tests.support.finding_acts import ALT, CTRL, Key, detail, drop, field, focus, headlines
from tests.views.findings.conftest import Case

# -- showing --------------------------------------------------------------------------------------------------------


def test_the_first_finding_is_shown_with_its_parts(panel: FindingPanel, case: Case) -> None:
    assert panel.page.finding_id == case.findings[0]
    assert field(panel, "headline").text().plain == "Weights are taken where nobody compares them"
    assert field(panel, "effects").text().plain == "A first effect\nA second effect"
    assert [sign for sign, _ in field(panel, "effects").signs()] == ["(a)", "(b)"]
    assert field(panel, "summary").text().empty
    assert "paragraph" in field(panel, "summary").prompt


def test_the_arrow_keys_show_another_finding(qtbot: QtBot, panel: FindingPanel, case: Case) -> None:
    panel.focus_first()
    with qtbot.waitSignal(panel.finding_selected) as told:
        qtbot.keyClick(panel.list, Key.Key_Down)
    assert told.args == [case.findings[1]]
    assert field(panel, "headline").text().plain == "News goes to where the family used to live"
    assert field(panel, "effects").text().empty


def test_enter_in_the_list_leads_to_the_headline(qtbot: QtBot, panel: FindingPanel) -> None:
    panel.focus_first()
    qtbot.keyClick(panel.list, Key.Key_Return)
    qtbot.waitUntil(field(panel, "headline").hasFocus)


def test_what_is_missing_is_named_beside(panel: FindingPanel, do: Callable[..., Any], case: Case) -> None:
    assert panel.page.rows["tested"].advice == "Nothing yet says how it was tested."
    assert "Nothing is linked to it yet." in panel.page.weight.text
    do(findings.link_evidence, case.findings[0], "event", case.event)
    assert "It rests on one voice only." in panel.page.weight.text
    assert "1 thing · 1 voice · 1 agency" in panel.page.weight.text
    do(findings.set_part, case.findings[0], "tested", text_from("We counted."))
    assert panel.page.rows["tested"].advice == ""


def test_people_are_shown_as_the_review_shows_them(panel: FindingPanel, workspace: Workspace, do: Any, case: Case) -> None:
    do(findings.link_evidence, case.findings[0], "passage", case.passage, "manifest")
    (row,) = panel.page.rows["manifest"].evidence.rows()
    assert row.words == ("Odile Farrant", "I thought")
    workspace.set_naming_mode(NamingMode.BY_ROLE)
    (row,) = panel.page.rows["manifest"].evidence.rows()
    assert row.words == ("Health visitor", "I thought")
    assert field(panel, "manifest")._references.shower is workspace.naming
    assert panel.page.weight.toolTip() == "Health visitor 1"
    assert not field(panel, "manifest").dirty


def test_a_new_name_is_shown_at_once(panel: FindingPanel, do: Any, case: Case) -> None:
    do(findings.link_evidence, case.findings[0], "conversation", case.conversation)
    do(people.change, case.person, PersonFields("Odile Marchbank", agency_id=case.agency))
    (row,) = panel.page.whole.evidence.rows()
    assert row.words == ("Conversation", "Odile Marchbank")


# -- writing --------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_on_disk_when_the_caret_leaves(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    focus(qtbot, field(panel, "tested"))
    qtbot.keyClicks(field(panel, "tested"), "We counted")
    assert workspace.drafts.pending
    assert "tested" not in detail(workspace, case.findings[0]).parts
    focus(qtbot, field(panel, "noticed"))
    assert detail(workspace, case.findings[0]).parts["tested"].plain == "We counted"
    assert not workspace.drafts.pending


def test_a_draft_is_committed_by_the_clock_and_the_caret_stays(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    headline = field(panel, "headline")
    focus(qtbot, headline)
    QTest.keyClick(headline, Key.Key_End, CTRL)
    qtbot.keyClicks(headline, " yet")
    assert workspace.drafts.save_all()
    assert headlines(workspace)[0] == "Weights are taken where nobody compares them yet"
    assert "yet" in panel.model.headline(panel.model.rows[0])
    assert headline.textCursor().atEnd()
    assert headline.document().isUndoAvailable()


def test_drafts_of_one_field_are_one_step_and_the_next_visit_is_another(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    noticed, tested = field(panel, "noticed"), field(panel, "tested")
    focus(qtbot, noticed)
    for letter in "abc":
        qtbot.keyClicks(noticed, letter)
        workspace.drafts.save_all()
    focus(qtbot, tested)
    focus(qtbot, noticed)
    QTest.keyClick(noticed, Key.Key_End, CTRL)
    qtbot.keyClicks(noticed, "d")
    workspace.drafts.save_all()
    assert detail(workspace, case.findings[0]).parts["noticed"].plain == "abcd"
    workspace.undo()
    assert noticed.text().plain == "abc"
    workspace.undo()
    assert noticed.text().empty
    assert "noticed" not in detail(workspace, case.findings[0]).parts


def test_typing_on_in_a_part_reads_nothing_again(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    tested = field(panel, "tested")
    focus(qtbot, tested)
    qtbot.keyClicks(tested, "We")
    workspace.drafts.save_all()
    assert panel.page.rows["tested"].advice == ""
    read: list[object] = []
    monkeypatch.setattr(workspace, "read", read.append)
    qtbot.keyClicks(tested, " asked")
    workspace.drafts.save_all()
    assert read == []
    monkeypatch.undo()
    assert detail(workspace, case.findings[0]).parts["tested"].plain == "We asked"


def test_another_finding_is_shown_only_when_this_one_is_saved(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    focus(qtbot, field(panel, "conclusion"))
    qtbot.keyClicks(field(panel, "conclusion"), "So it is")
    assert panel.reveal("finding", case.findings[1])
    assert detail(workspace, case.findings[0]).parts["conclusion"].plain == "So it is"
    assert detail(workspace, case.findings[1]).parts == {}
    assert field(panel, "conclusion").text().empty
    assert not field(panel, "conclusion").document().isUndoAvailable()


def test_a_text_that_cannot_be_saved_keeps_its_finding_on_the_page(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_finding_id: str, _part_key: str, _text: Text) -> bool:
        return False  # as where the disk is full

    panel.focus_first()
    monkeypatch.setattr(panel._acts, "write_part", full)
    focus(qtbot, field(panel, "tested"))
    qtbot.keyClicks(field(panel, "tested"), "Held")
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Key.Key_Down)
    assert panel.page.finding_id == panel.list.current == case.findings[0]
    panel.add_finding()
    assert len(headlines(workspace)) == 2
    assert field(panel, "tested").text().plain == "Held"
    assert workspace.drafts.pending
    monkeypatch.undo()
    assert workspace.drafts.save_all()
    assert detail(workspace, case.findings[0]).parts["tested"].plain == "Held"


def test_the_page_speaks_in_the_words_of_the_review(qtbot: QtBot, workspace: Workspace, do: Any, case: Case) -> None:
    do(set_entry, "finding-anatomy", "tested", label="How we tried it")
    do(set_entry, "finding-anatomy", "noticed", hidden=True, label="Was it noticed then?")
    do(set_entry, "typology", "weather", label="Weather")
    panel = FindingPanel(workspace)
    qtbot.addWidget(panel)
    assert panel.page.rows["tested"].part.label == "How we tried it"
    assert "noticed" not in panel.page.rows
    assert panel.page.chips.chips["weather"].text() == "Weather"


def test_a_change_from_elsewhere_is_shown_and_leaves_what_is_being_written(
    qtbot: QtBot, panel: FindingPanel, do: Any, case: Case
) -> None:
    focus(qtbot, field(panel, "tested"))
    qtbot.keyClicks(field(panel, "tested"), "Mine")
    do(findings.set_part, case.findings[0], "conclusion", text_from("Theirs"))
    assert field(panel, "conclusion").text().plain == "Theirs"
    assert field(panel, "tested").text().plain == "Mine"


def test_undo_shows_the_finding_that_it_changed(panel: FindingPanel, workspace: Workspace, do: Any, case: Case) -> None:
    do(findings.set_part, case.findings[1], "manifest", text_from("Thirteen letters"))
    assert panel.page.finding_id == case.findings[0]
    workspace.undo()
    assert panel.page.finding_id == case.findings[1]
    workspace.redo()
    assert field(panel, "manifest").text().plain == "Thirteen letters"


def test_ctrl_z_in_a_field_with_nothing_to_undo_goes_to_the_review(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, do: Any, case: Case
) -> None:
    do(findings.set_part, case.findings[0], "conclusion", text_from("Theirs"))
    focus(qtbot, field(panel, "conclusion"))
    qtbot.keyClick(field(panel, "conclusion"), Key.Key_Z, CTRL)
    assert field(panel, "conclusion").text().empty


def test_an_at_sign_offers_people(qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case) -> None:
    noticed = field(panel, "noticed")
    focus(qtbot, noticed)
    qtbot.keyClicks(noticed, "@Odi")
    qtbot.keyClick(noticed, Key.Key_Return)
    assert [reference.id for reference in noticed.text().references()] == [case.person]


# -- the list -------------------------------------------------------------------------------------------------------


def test_alt_and_arrows_move_a_finding_in_the_report(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    panel.focus_first()
    qtbot.keyClick(panel.list, Key.Key_Down, ALT)
    assert headlines(workspace) == [
        "News goes to where the family used to live",
        "Weights are taken where nobody compares them",
    ]
    assert panel.list.current == panel.page.finding_id == case.findings[0]
    assert [row.number for row in panel.model.rows] == [1, 2]
    qtbot.keyClick(panel.list, Key.Key_Down, ALT)
    assert panel.model.row_of(case.findings[0]) == 1
    qtbot.keyClick(panel.list, Key.Key_Up, ALT)
    assert panel.model.row_of(case.findings[0]) == 0
    workspace.undo()
    assert panel.model.row_of(case.findings[0]) == 1


@pytest.mark.parametrize(("row", "after", "expected"), [(0, 2, "BCA"), (2, 0, "CAB"), (1, 1, "ABC"), (0, 1, "BAC")])
def test_a_finding_is_dragged_to_its_place(
    panel: FindingPanel, workspace: Workspace, do: Any, monkeypatch: pytest.MonkeyPatch, row: int, after: int, expected: str
) -> None:
    do(findings.add, text_from("C"))
    ids = [each.id for each in panel.model.rows]
    for finding_id, words in zip(ids, "ABC", strict=True):
        do(findings.set_headline, finding_id, text_from(words))
    monkeypatch.setattr(QDropEvent, "source", lambda _event: panel.list)  # no real drag is under way that would tell it
    rect = panel.list.visualRect(panel.model.index(after))
    lower = after > row
    at = QPointF(rect.center().x(), rect.bottom() - 2 if lower else rect.top() + 2)
    assert drop(panel.list.viewport(), panel.model.mimeData([panel.model.index(row)]), at)
    assert "".join(headlines(workspace)) == expected
    assert len(panel.model.rows) == 3


def test_what_is_dragged_out_of_the_list_is_never_taken_away(panel: FindingPanel, case: Case) -> None:
    assert panel.model.supportedDragActions() == Qt.DropAction.CopyAction
    assert panel.model.mimeTypes() == panel.model.mimeData([panel.model.index(0)]).formats()
    assert not panel.model.removeRows(0, 1)


def test_a_finding_of_another_window_is_not_taken(panel: FindingPanel, workspace: Workspace, case: Case) -> None:
    assert not drop(panel.list.viewport(), panel.model.mimeData([panel.model.index(1)]), QPointF(5, 5))


def test_a_screen_reader_is_told_number_and_headline(panel: FindingPanel, do: Any) -> None:
    do(findings.add, text_from(""))
    assert panel.model.index(0).data() == "1. Weights are taken where nobody compares them"
    assert panel.model.index(2).data() == "3. No headline yet"


def test_a_finding_is_added_and_the_headline_waits(qtbot: QtBot, panel: FindingPanel, workspace: Workspace) -> None:
    panel.add_finding()
    headline = field(panel, "headline")
    qtbot.waitUntil(headline.hasFocus)
    qtbot.keyClicks(headline, "A third")
    workspace.drafts.save_all()
    assert headlines(workspace)[2] == "A third"


def test_the_bin_announces_undo_and_undo_shows_the_finding_again(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    panel.focus_first()
    with qtbot.waitSignal(workspace.announced):
        qtbot.keyClick(panel.list, Key.Key_Delete)
    assert panel.page.finding_id == case.findings[1]
    workspace.undo()
    assert panel.page.finding_id == panel.list.current == case.findings[0]
    panel.page.head.bin.click()
    panel.page.head.bin.click()
    assert panel.page.finding_id == ""
    assert panel._empty.isVisible()


def test_an_empty_review_offers_the_first_step(qtbot: QtBot, workspace: Workspace) -> None:
    panel = FindingPanel(workspace)
    qtbot.addWidget(panel)
    panel.show()
    panel.focus_first()
    assert panel._empty.isVisible()
    panel._empty.step_requested.emit()
    assert not panel._empty.isVisible()
    assert len(headlines(workspace)) == 1


# -- head -----------------------------------------------------------------------------------------------------------


def test_status_strength_and_patterns(panel: FindingPanel, workspace: Workspace, case: Case) -> None:
    page = panel.page
    page.head.status._group.button(2).click()
    page.head.strength.click()
    page.chips.chips["tools"].click()
    page.chips.chips["biases"].click()
    shown = detail(workspace, case.findings[0])
    assert (shown.status, shown.is_strength, shown.patterns) == ("agreed", True, {"tools", "biases"})
    page.chips.chips["tools"].click()
    assert detail(workspace, case.findings[0]).patterns == {"biases"}
    workspace.undo()
    assert page.chips.chips["tools"].isChecked()


def test_a_pattern_that_is_no_longer_offered_stays(panel: FindingPanel, workspace: Workspace, do: Any, case: Case) -> None:
    do(findings.set_patterns, case.findings[0], frozenset({"of-our-own"}))
    panel.page.chips.chips["tools"].click()
    assert detail(workspace, case.findings[0]).patterns == {"of-our-own", "tools"}


# -- the panel in the window ----------------------------------------------------------------------------------------


def test_state_is_kept_without_a_word_of_the_case(qtbot: QtBot, panel: FindingPanel, case: Case) -> None:
    panel.reveal("finding", case.findings[1])
    focus(qtbot, field(panel, "conclusion"))
    state = panel.save_state()
    assert set(state) == {"finding", "part", "scroll"}
    panel.reveal("finding", case.findings[0])
    panel.restore_state(state)
    assert panel.page.finding_id == case.findings[1]
    assert field(panel, "conclusion").hasFocus()
    panel.restore_state({"finding": "0" * 32})
    assert panel.page.finding_id == case.findings[1]
    assert not panel.reveal("event", case.event)


@pytest.mark.parametrize("locked", [True, False])
def test_closing_empties_every_field(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, do: Any, case: Case, locked: bool
) -> None:
    do(findings.link_many, case.findings[0], (("event", case.event),), "manifest")
    do(findings.add_issue, case.findings[0], text_from("Did the Board know?"))
    focus(qtbot, field(panel, "tested"))
    qtbot.keyClicks(field(panel, "tested"), "Not yet saved")
    fields = tuple(panel.page.fields())
    assert workspace.close(locked=locked)
    assert panel.model.rows == ()
    assert panel.page.issues.fields == {}
    for each in fields:
        assert each.text().empty
        assert not each.document().isUndoAvailable()
    assert all(row.evidence.rows() == () for row in panel.page.rows.values())
    assert panel.page.weight.text == panel.page.weight.toolTip() == ""


@pytest.mark.parametrize("width", [420, 700, 874, 1366])
def test_no_width_cuts_the_page(qtbot: QtBot, panel: FindingPanel, width: int) -> None:
    panel.resize(width, 700)
    qtbot.waitUntil(lambda: panel.page.viewport().width() >= panel.page._inner.width())
    beside = panel._split.orientation() is Qt.Orientation.Horizontal
    assert beside == (width >= 920)


def test_every_field_and_button_has_a_name(panel: FindingPanel) -> None:
    own = [button for button in panel.findChildren(QAbstractButton) if not isinstance(button.parent(), QLineEdit)]
    assert len(own) > 20
    for button in own:
        assert button.accessibleName() or button.text()
    for each in panel.page.fields():
        assert each.accessibleName()
