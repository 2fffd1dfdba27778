"""The five desks as they are shipped, over the practice review: nothing is cut off at the size of a small laptop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.views.board.delegate import CardDelegate
from app.views.board.lane_view import LaneView
from app.views.conversations.panel import ConversationPanel
from app.views.conversations.rows_view import RowsDelegate
from app.views.desks import DESKS
from app.views.docks import DeskArea
from app.views.findings.panel import FindingPanel
from app.views.itemmodels.episodes import FACE
from app.views.itemmodels.findings import ROW
from app.views.theme import font
from app.views.widgets.chip import PAD as CHIP_PAD


@pytest.fixture
def desks(practised: Conductor) -> DeskArea:
    assert practised.window.desks is not None
    return practised.window.desks


def tabs_of(desks: DeskArea) -> list[QTabBar]:
    found = desks.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [bar for bar in found if not bar.visibleRegion().isEmpty()]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_every_tab_of_every_desk_is_read_in_full(qtbot: QtBot, desks: DeskArea, size: tuple[int, int]) -> None:
    desks.window().resize(*size)
    desks.reset_all()
    seen: set[str] = set()
    for desk in DESKS:
        desks.change_desk(desk.key)
        desks.reset()
        for key in desk.panels:
            desks.focus_panel(key)
            qtbot.wait(20)
            for bar in tabs_of(desks):
                assert bar.sizeHint().width() <= bar.width(), (desk.key, key)
                titles = [bar.tabText(at) for at in range(bar.count())]
                assert [bar.tabToolTip(at) for at in range(bar.count())] == titles
                seen |= {*titles}
    assert {"Key practice episodes", "Skeleton chronology", "Conversation notes", "People"} <= seen


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_findings_conversations_and_agencies_are_read_in_full(
    qtbot: QtBot, conductor: Conductor, desks: DeskArea, size: tuple[int, int]
) -> None:
    desks.window().resize(*size)
    desks.reset_all()
    desks.change_desk("write")
    desks.reset()
    qtbot.wait(20)
    findings = desks.panel("findings")
    assert isinstance(findings, FindingPanel)
    headlines, delegate = findings.list, findings.list._rows
    rows = [headlines.model().index(at, 0).data(ROW) for at in range(headlines.model().rowCount())]
    assert len(rows) == 4
    assert not [words for row in rows for words in delegate._headline(row, delegate._width()) if "…" in words]
    for view in desks.panel("board").widget.findChildren(LaneView):
        cards = view.itemDelegate()
        assert isinstance(cards, CardDelegate)
        for at in range(view.model().rowCount()):
            for chip in cards.layout_of(view.model().index(at, 0).data(FACE)).chips:
                needed = QFontMetricsF(font()).horizontalAdvance(chip.words) + 2 * CHIP_PAD
                assert chip.rect.width() >= needed, chip.words
    desks.change_desk("listen")
    desks.reset()
    qtbot.wait(20)
    conversations = desks.panel("conversations")
    assert isinstance(conversations, ConversationPanel)
    talks = conversations.side.list
    painter = talks.itemDelegate()
    assert isinstance(painter, RowsDelegate)
    shown = [painter._parts(row, QRect(0, 0, talks.viewport().width(), 0)) for row in talks.rows.rows]
    assert len(shown) == 16
    assert not [words for parts in shown for _, words, _ in parts if words.endswith("…")]
