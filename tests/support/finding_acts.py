"""What the tests of the finding editor do to it and ask of the review behind it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services import findings
from app.views.findings.panel import FindingPanel
from app.workspace.workspace import Workspace

Key = Qt.Key
ALT, CTRL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EVERY = Qt.DropAction.CopyAction | Qt.DropAction.LinkAction | Qt.DropAction.MoveAction


def detail(workspace: Workspace, finding_id: str) -> findings.FindingDetail:
    return workspace.read(partial(findings.detail, finding_id=finding_id))


def headlines(workspace: Workspace) -> list[str]:
    return [row.headline.plain for row in workspace.read(findings.listed)]


def drop(target: QWidget, mime: QMimeData, at: QPointF | None = None) -> bool:
    """Drag on to a widget and let go, as Qt delivers it."""
    at = at or QPointF(target.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), EVERY, mime, buttons, keys)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(at, EVERY, mime, buttons, keys))
    return True


def field(panel: FindingPanel, key: str) -> Any:
    return panel.page.rows[key].field


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
