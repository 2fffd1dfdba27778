"""Evidence linked by drops and by the link key, followed and taken away; questions to the Board written and moved."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.services import chronology, conversations, findings
from app.views.findings.panel import FindingPanel
from app.views.links import mime_of
from app.workspace.workspace import Workspace
from tests.support.finding_acts import ALT, CTRL, SHIFT, Key, detail, drop, field, focus
from tests.views.findings.conftest import Case

# -- evidence -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name"), [("event", "event"), ("episode", "episode"), ("factor", "factor"), ("passage", "passage")]
)
def test_things_dropped_on_a_part_are_its_evidence(
    panel: FindingPanel, workspace: Workspace, case: Case, kind: str, name: str
) -> None:
    assert drop(field(panel, "tested").viewport(), mime_of(kind, (getattr(case, name),)))
    (item,) = detail(workspace, case.findings[0]).evidence
    assert (item.kind, item.part_key, item.target_id) == (kind, "tested", getattr(case, name))
    assert [row.item.id for row in panel.page.rows["tested"].evidence.rows()] == [item.id]
    assert field(panel, "tested").text().empty


def test_a_drop_beside_the_parts_is_for_the_whole(panel: FindingPanel, workspace: Workspace, case: Case) -> None:
    assert drop(panel.page.head, mime_of("event", (case.event,), mime_of("passage", (case.passage,))))
    assert {item.part_key for item in detail(workspace, case.findings[0]).evidence} == {""}
    assert len(panel.page.whole.evidence.rows()) == 2


def test_a_drop_on_a_finding_in_the_list_is_for_that_one(panel: FindingPanel, workspace: Workspace, case: Case) -> None:
    at = QPointF(panel.list.visualRect(panel.model.index(1)).center())
    assert drop(panel.list.viewport(), mime_of("event", (case.event,)), at)
    assert len(detail(workspace, case.findings[1]).evidence) == 1
    assert panel.page.finding_id == case.findings[0]


def test_words_from_elsewhere_are_no_evidence(panel: FindingPanel, workspace: Workspace, case: Case) -> None:
    mime = QMimeData()
    mime.setText("Just words")
    assert not drop(panel.page.head, mime)
    assert not drop(panel.list.viewport(), mime)
    assert detail(workspace, case.findings[0]).evidence == ()


def test_the_link_key_offers_things_for_the_part_of_the_caret(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    focus(qtbot, field(panel, "persists"))
    qtbot.keyClick(field(panel, "persists"), Key.Key_L, CTRL | SHIFT)
    picker = panel._picker
    qtbot.waitUntil(picker.isVisible)
    assert {row.kind for row in picker.listed()} == {"event", "conversation", "passage", "episode", "factor"}
    focus_widget = panel.focusWidget()
    qtbot.keyClicks(focus_widget, "shared")
    qtbot.keyClick(focus_widget, Key.Key_Return)
    (item,) = detail(workspace, case.findings[0]).evidence
    assert (item.kind, item.part_key) == ("factor", "persists")


def test_a_row_of_evidence_can_be_dragged_to_another_part(
    panel: FindingPanel, workspace: Workspace, do: Any, case: Case
) -> None:
    do(findings.link_many, case.findings[0], (("event", case.event),), "manifest")
    (row,) = panel.page.rows["manifest"].evidence.rows()
    assert drop(panel.page.rows["tested"], row.dragged())
    assert {item.part_key for item in detail(workspace, case.findings[0]).evidence} == {"manifest", "tested"}


def test_evidence_is_followed_and_taken_away_by_keys(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, do: Any, case: Case
) -> None:
    do(findings.link_many, case.findings[0], (("event", case.event), ("factor", case.factor)), "manifest")
    first, second = panel.page.rows["manifest"].evidence.rows()
    focus(qtbot, first)
    with qtbot.waitSignal(panel.open_requested) as told:
        qtbot.keyClick(first, Key.Key_Return)
    assert told.args == ["event", case.event]
    with qtbot.waitSignal(panel.open_requested) as told:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert told.args == ["factor", case.factor]
    focus(qtbot, first)
    with qtbot.waitSignal(workspace.announced):
        qtbot.keyClick(first, Key.Key_Delete)
    assert [item.kind for item in detail(workspace, case.findings[0]).evidence] == ["factor"]
    qtbot.waitUntil(second.hasFocus)
    workspace.undo()
    assert len(panel.page.rows["manifest"].evidence.rows()) == 2


def test_evidence_in_the_bin_is_not_shown_until_it_is_back(panel: FindingPanel, do: Any, case: Case) -> None:
    do(findings.link_many, case.findings[0], (("event", case.event), ("passage", case.passage)))
    do(chronology.bin_events, (case.event,))
    do(conversations.put_in_bin, case.conversation)
    assert panel.page.whole.evidence.rows() == ()
    do(chronology.restore_events, (case.event,))
    do(conversations.take_from_bin, case.conversation)
    assert [row.item.kind for row in panel.page.whole.evidence.rows()] == ["event", "passage"]


def test_much_evidence_is_folded(qtbot: QtBot, panel: FindingPanel, do: Any, case: Case) -> None:
    events = [do(chronology.add_event, what=text_from(f"Number {number}")) for number in range(9)]
    do(findings.link_many, case.findings[0], tuple(("event", event) for event in events), "effects")
    shown = panel.page.rows["effects"].evidence
    assert [row.isVisible() for row in shown.rows()] == [True] * 4 + [False] * 5
    assert shown._more.text() == "Show 5 more"
    shown._more.click()
    assert all(row.isVisible() for row in shown.rows())
    shown._more.click()
    assert not shown.rows()[-1].isVisible()


# -- issues for the Board -------------------------------------------------------------------------------------------


def questions(workspace: Workspace, case: Case) -> list[str]:
    return [issue.question.plain for issue in detail(workspace, case.findings[0]).issues]


def test_questions_are_written_one_after_the_other(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, case: Case
) -> None:
    issues = panel.page.issues
    qtbot.mouseClick(issues.add_button, Qt.MouseButton.LeftButton)
    for words in ("Did the Board know", "What would it take"):
        here = list(issues.fields.values())[-1]
        qtbot.waitUntil(here.hasFocus)
        qtbot.keyClicks(here, words)
        qtbot.keyClick(here, Key.Key_Return)
    workspace.drafts.save_all()
    assert questions(workspace, case) == ["Did the Board know", "What would it take", ""]
    last = list(issues.fields.values())[-1]
    qtbot.waitUntil(last.hasFocus)
    qtbot.keyClick(last, Key.Key_Return)
    assert len(questions(workspace, case)) == 3
    qtbot.keyClick(last, Key.Key_Backspace)
    assert questions(workspace, case) == ["Did the Board know", "What would it take"]


def test_questions_are_moved_with_alt_and_arrows(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, do: Any, case: Case
) -> None:
    for words in ("A", "B", "C"):
        do(findings.add_issue, case.findings[0], text_from(words))
    first = next(iter(panel.page.issues.fields.values()))
    focus(qtbot, first)
    qtbot.keyClick(first, Key.Key_Down, ALT)
    assert questions(workspace, case) == ["B", "A", "C"]
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Key.Key_Up, ALT)
    qtbot.keyClick(first, Key.Key_Up, ALT)
    assert questions(workspace, case) == ["A", "B", "C"]


def test_a_question_removed_by_the_menu_can_be_undone(
    qtbot: QtBot, panel: FindingPanel, workspace: Workspace, do: Any, case: Case
) -> None:
    issue = do(findings.add_issue, case.findings[0], text_from("Did the Board know?"))
    remove = panel.page.issues._menus[issue].menu().actions()[2]
    with qtbot.waitSignal(workspace.announced):
        remove.trigger()
    assert questions(workspace, case) == []
    workspace.undo()
    assert panel.page.issues.fields[issue].text().plain == "Did the Board know?"
