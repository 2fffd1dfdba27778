"""A whole Casement to walk through: the real window with all that carries out what it asks for, driven by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.conductor import Conductor
from app.views.main_window import MainWindow
from app.views.theme import Appearance, Theme
from app.workspace.workspace import Workspace

PASSPHRASE = "seven quiet herons over wet fields"
LONG = 90_000
"""Milliseconds that whatever a machine under load needs may take."""

W = TypeVar("W", bound=QWidget)


class Journey:
    """The window as a reviewer meets it."""

    def __init__(self, qtbot: QtBot, application: QApplication, settings: QSettings) -> None:
        self.qtbot = qtbot
        self.application = application
        self.window = MainWindow(Theme(application, Appearance.LIGHT), settings, application)
        qtbot.addWidget(self.window)
        self.conductor = Conductor(self.window, settings)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def workspace(self) -> Workspace:
        """The open review."""
        return self.conductor.workspace

    # -- waiting and finding ----------------------------------------------------------------------------------------

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def found(self, kind: type[W], name: str = "", within: QWidget | None = None) -> W:
        """Wait for a visible widget, known by its accessible name where one is given."""

        def matching() -> list[W]:
            every = (within or self.window).findChildren(kind)
            return [each for each in every if each.isVisible() and (not name or each.accessibleName() == name)]

        self.until(matching)
        return matching()[0]

    def panel(self, key: str) -> QWidget:
        """Return a panel of the open review."""
        desks = self.window.desks
        assert desks is not None
        return desks.panel(key).widget

    def words_shown(self) -> str:
        """Return every word on labels that can be seen."""
        return "\n".join(each.text() for each in self.window.findChildren(QLabel) if each.isVisible())

    # -- hands ------------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the keyboard is: "Ctrl+L", "Return", "Alt+Up"."""
        for each in keys:
            self._settle()
            target = self.application.focusWidget() or self.window
            *modifiers, key = each.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier,
                         "Shift": Qt.KeyboardModifier.ShiftModifier}[modifier]  # fmt: skip
            QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"), held)

    def _settle(self) -> None:
        """Wait until the window has the keyboard again, where no dialog has it."""
        if not self.dialogs() and not self.window.isActiveWindow():
            self.until(self._is_active)

    def _is_active(self) -> bool:
        """Ask for the keyboard until it comes: a request made while a dialog still closes is lost."""
        self.window.activateWindow()
        return self.window.isActiveWindow()

    def type(self, words: str) -> None:
        """Type words wherever the keyboard is."""
        for letter in words:
            target = self.application.focusWidget()
            assert target is not None, "nothing has the keyboard"
            QTest.keyClick(target, letter)

    def do(self, command: str) -> None:
        """Choose a command from the menus."""
        action = self.window.commands.action(command)
        assert action.isEnabled(), command
        action.trigger()

    def choose_file(self, path: Path) -> None:
        """Give the file dialog a path, and press Return.

        Its button stays grey where Qt has not yet listed the folder when the path comes; Return asks the disk.
        """
        dialog = self.found_dialog(QFileDialog)
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        edit.setText(str(path))
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def found_dialog(self, kind: type[W]) -> W:
        """Wait for an open dialog."""

        def matching() -> list[W]:
            return [each for each in self.application.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

        self.until(matching)
        dialog = matching()[0]
        dialog.activateWindow()
        self.until(dialog.isActiveWindow)
        return dialog

    def dialogs(self) -> list[QDialog]:
        """Return the dialogs that can be seen."""
        return [each for each in self.application.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]

    # -- ways -------------------------------------------------------------------------------------------------------

    def ask_for(self, path: Path) -> None:
        """Come to a review's unlock screen."""
        self.conductor.begin(path)
        self.until(self.window.unlock.isVisible)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase on the unlock screen."""
        self._settle()
        self.until(lambda: isinstance(self.application.focusWidget(), QLineEdit))
        self.type(passphrase)
        self.press("Return")

    def open(self, path: Path) -> None:
        """Open a review from its file."""
        self.ask_for(path)
        self.unlock()
        self.until(lambda: self.workspace.is_open)

    def end(self) -> None:
        """Close everything."""
        self.conductor.end()
        self.window.may_close = None
        self.window.close()
