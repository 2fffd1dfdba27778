"""The commands as Qt actions: made from the data in ``menus``, put into the menu bar, and offered to the palette."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.views.icons import icon
from app.views.menus import COMMANDS, MENUS, Menu


class Commands(QObject):
    """Every command of the window as an action; whoever carries one out connects to its ``triggered``."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS.values():
            action = QAction(command.text, self)
            action.setShortcut(QKeySequence(command.keys))
            action.setCheckable(command.checkable)
            if command.icon:
                action.setIcon(icon(command.icon))
            if command.group:
                groups.setdefault(command.group, QActionGroup(self)).addAction(action)
            if command.key == "edit.redo":
                action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
            self._actions[command.key] = action
            window.addAction(action)
        for menu in MENUS:
            self._fill(window.menuBar().addMenu(menu.text), menu)

    def action(self, key: str) -> QAction:
        """Return a command's action."""
        return self._actions[key]

    def menu(self, key: str) -> QMenu:
        """Return a menu, to be filled with what is only known later (recent reviews, panels)."""
        return self._menus[key]

    def names(self) -> tuple[str, ...]:
        """The keys of all commands."""
        return tuple(self._actions)

    def set_review_open(self, is_open: bool) -> None:
        """Enable what needs an open review, or not."""
        for key, action in self._actions.items():
            if COMMANDS[key].needs_review:
                action.setEnabled(is_open)
        self._menus["panels"].setEnabled(is_open)
        self._menus["naming"].setEnabled(is_open)

    def set_history(self, undo: str, redo: str) -> None:
        """Show what would be undone and redone; nothing where there is nothing."""
        for key, what, word in (("edit.undo", undo, self.tr("&Undo {}")), ("edit.redo", redo, self.tr("&Redo {}"))):
            shown = what[:1].lower() + what[1:] if what else ""
            self._actions[key].setText(word.format(shown) if what else COMMANDS[key].text)

    def _fill(self, target: QMenu, menu: Menu) -> None:
        self._menus[menu.key] = target
        for entry in menu.entries:
            if entry is None:
                target.addSeparator()
            elif isinstance(entry, Menu):
                self._fill(target.addMenu(entry.text), entry)
            else:
                target.addAction(self._actions[entry])
