"""The keys of the picture: which key asks for what."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Act(Enum):
    """What a key asks for."""

    NEXT = auto()
    PREVIOUS = auto()
    FIRST = auto()
    LAST = auto()
    UP = auto()
    DOWN = auto()
    CLOSER = auto()
    WIDER = auto()
    ALL = auto()
    EARLIER = auto()
    LATER = auto()
    PAGE_BACK = auto()
    PAGE_ON = auto()
    BEGINNING = auto()
    END = auto()
    OPEN = auto()


_K = Qt.Key
_PLAIN = {
    _K.Key_Right: Act.NEXT, _K.Key_Left: Act.PREVIOUS, _K.Key_Home: Act.FIRST, _K.Key_End: Act.LAST,
    _K.Key_Up: Act.UP, _K.Key_Down: Act.DOWN, _K.Key_Plus: Act.CLOSER, _K.Key_Equal: Act.CLOSER,
    _K.Key_Minus: Act.WIDER, _K.Key_0: Act.ALL, _K.Key_F: Act.ALL, _K.Key_PageUp: Act.PAGE_BACK,
    _K.Key_PageDown: Act.PAGE_ON, _K.Key_Return: Act.OPEN, _K.Key_Enter: Act.OPEN,
}  # fmt: skip
_SHIFT = {_K.Key_Right: Act.LATER, _K.Key_Left: Act.EARLIER, _K.Key_Plus: Act.CLOSER, _K.Key_Underscore: Act.WIDER}
_CTRL = {
    _K.Key_Home: Act.BEGINNING, _K.Key_End: Act.END, _K.Key_Plus: Act.CLOSER, _K.Key_Equal: Act.CLOSER,
    _K.Key_Minus: Act.WIDER, _K.Key_0: Act.ALL,
}  # fmt: skip
_BY_MODIFIER = {
    Qt.KeyboardModifier.NoModifier: _PLAIN,
    Qt.KeyboardModifier.ShiftModifier: _SHIFT,
    Qt.KeyboardModifier.ControlModifier: _CTRL,
}


def act_of(event: QKeyEvent) -> Act | None:
    """Return what a key asks for; None where it is none of the picture's."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _BY_MODIFIER.get(modifiers, {}).get(_K(event.key()))
