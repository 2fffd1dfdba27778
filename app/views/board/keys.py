"""What can be asked of a card or a lane by a key, a menu or a button: one list for all three."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Act(Enum):
    """What is asked for; the value is its key as shown in menus."""

    OPEN = "Return"
    ADD = "Ctrl+N"
    RENAME = "F2"
    LINK = "Ctrl+Shift+L"
    MOVE_UP = "Alt+Up"
    MOVE_DOWN = "Alt+Down"
    MOVE_LEFT = "Alt+Left"
    MOVE_RIGHT = "Alt+Right"
    BIN = "Del"
    LEFT = "Left"
    RIGHT = "Right"


_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier

_KEYS: dict[tuple[Qt.Key, Qt.KeyboardModifier], Act] = {
    (Qt.Key.Key_Return, _NONE): Act.OPEN,
    (Qt.Key.Key_Enter, _NONE): Act.OPEN,
    (Qt.Key.Key_N, _CTRL): Act.ADD,
    (Qt.Key.Key_F2, _NONE): Act.RENAME,
    (Qt.Key.Key_L, _CTRL | _SHIFT): Act.LINK,
    (Qt.Key.Key_Up, _ALT): Act.MOVE_UP,
    (Qt.Key.Key_Down, _ALT): Act.MOVE_DOWN,
    (Qt.Key.Key_Left, _ALT): Act.MOVE_LEFT,
    (Qt.Key.Key_Right, _ALT): Act.MOVE_RIGHT,
    (Qt.Key.Key_Delete, _NONE): Act.BIN,
    (Qt.Key.Key_Backspace, _NONE): Act.BIN,
    (Qt.Key.Key_Left, _NONE): Act.LEFT,
    (Qt.Key.Key_Right, _NONE): Act.RIGHT,
}


def act_of(event: QKeyEvent) -> Act | None:
    """Return what a key asks for, or None where the board has no use for it."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((Qt.Key(event.key()), modifiers))
