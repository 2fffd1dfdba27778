"""The menus of a card and of a lane: everything that can be done, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.views.board.keys import Act
from app.views.icons import icon


def _n(words: str) -> str:
    """Note words for translation; they are translated when the menu is made."""
    return words


_CARD: tuple[tuple[Act, str, str] | None, ...] = (
    (Act.OPEN, _n("Open"), "maximize-2"),
    (Act.RENAME, _n("Change the title"), "pen-line"),
    (Act.LINK, _n("Link…"), "link"),
    None,
    (Act.MOVE_UP, _n("Move up"), "arrow-up"),
    (Act.MOVE_DOWN, _n("Move down"), "arrow-down"),
    (Act.MOVE_LEFT, _n("Move to the lane on the left"), "chevron-left"),
    (Act.MOVE_RIGHT, _n("Move to the lane on the right"), "chevron-right"),
    None,
    (Act.ADD, _n("Add an episode to this lane"), "plus"),
    (Act.BIN, _n("Put into the bin"), "trash-2"),
)


def card_menu(parent: QWidget, do: Callable[[Act], None]) -> QMenu:
    """Return the menu of a card; ``do`` is told what was chosen."""
    menu = QMenu(parent)
    for entry in _CARD:
        if entry is None:
            menu.addSeparator()
            continue
        act, words, icon_name = entry
        keys = QKeySequence(act.value).toString(QKeySequence.SequenceFormat.NativeText)
        _add(menu, f"{QCoreApplication.translate('CardMenu', words)}\t{keys}", icon_name, partial(_tell, do, act))
    return menu


def _tell(do: Callable[[Act], None], act: Act, _checked: bool = False) -> None:
    do(act)


class LaneMenu(QMenu):
    """The menu of a lane."""

    def __init__(self, parent: QWidget, *, in_report: bool, empty: bool, first: bool, last: bool) -> None:
        super().__init__(parent)
        self.rename = _add(self, self.tr("Change the title of the lane\tF2"), "pen-line")
        self.outside = _add(self, self.tr("Stays out of the report"), "")
        self.outside.setCheckable(True)
        self.outside.setChecked(not in_report)
        self.addSeparator()
        self.left = _add(self, self.tr("Move the lane to the left"), "chevron-left")
        self.left.setEnabled(not first)
        self.right = _add(self, self.tr("Move the lane to the right"), "chevron-right")
        self.right.setEnabled(not last)
        self.addSeparator()
        self.add = _add(self, self.tr("Add a lane"), "plus")
        self.remove = _add(self, self.tr("Take this lane away"), "trash-2")
        self.remove.setEnabled(empty and not (first and last))


def _add(menu: QMenu, words: str, icon_name: str, do: Callable[..., None] | None = None) -> QAction:
    action = QAction(words, menu)
    if icon_name:
        action.setIcon(icon(icon_name))
    if do is not None:
        action.triggered.connect(do)
    menu.addAction(action)
    return action
