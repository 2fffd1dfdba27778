"""Drags on the offscreen platform: the events a window system would send, sent to a widget."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

COPY_OR_LINK = Qt.DropAction.CopyAction | Qt.DropAction.LinkAction
LEFT = Qt.MouseButton.LeftButton


def drag_over(
    target: QWidget, place: QPoint, mime: QMimeData, *, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    actions: Qt.DropAction = COPY_OR_LINK,
) -> bool:  # fmt: skip
    """Drag something into a widget and to a place; whether it would be taken there."""
    enter = QDragEnterEvent(place, actions, mime, LEFT, keys)
    QApplication.sendEvent(target, enter)
    move = QDragMoveEvent(place, actions, mime, LEFT, keys)
    QApplication.sendEvent(target, move)
    return move.isAccepted()


def drop_on(
    target: QWidget, place: QPoint, mime: QMimeData, *, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    actions: Qt.DropAction = COPY_OR_LINK,
) -> Qt.DropAction | None:  # fmt: skip
    """Drag something to a place and drop it; the action it was taken with, None where it was not taken."""
    drag_over(target, place, mime, keys=keys, actions=actions)
    drop = QDropEvent(QPointF(place), actions, mime, LEFT, keys)
    QApplication.sendEvent(target, drop)
    return drop.dropAction() if drop.isAccepted() else None


def drag_out(target: QWidget) -> None:
    """Let a drag leave a widget again."""
    QApplication.sendEvent(target, QDragLeaveEvent())
