"""Shows a text of a real review on a real display, copies it, locks, and tells what the clipboard holds.

Questions, one a line: ``copy`` (all of the text, and it stays selected), ``foreign`` (another program's copy),
``owns`` (whether either holds what was copied here), ``held`` (what the clipboard and the selection hold), ``lock``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.domain.text import text_from
from app.views.copies import forget_copies
from app.views.text.text_field import TextField
from tests.support.asked import AskedProgram, run


class Program(AskedProgram):
    """A field with words of the case, and who asks about the clipboard."""

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application, path)
        self.workspace.closed.connect(self._on_closed)
        self.panel = TextField()
        self.panel.set_text(text_from("Nobody had rung."))
        self.panel.setGeometry(40, 40, 400, 200)
        self.panel.show()
        self.panel.activateWindow()

    def answers(self) -> dict[str, Callable[[], object]]:
        return {"copy": self.copy, "held": self.held, "lock": self.lock, "foreign": self.foreign, "owns": self.owns}

    def copy(self) -> bool:
        self.panel.selectAll()
        self.panel.copy()
        clipboard = QGuiApplication.clipboard()
        clipboard.setText("Nobody had rung.", QClipboard.Mode.Selection)
        return clipboard.ownsClipboard() and clipboard.ownsSelection()

    def foreign(self) -> bool:
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            QGuiApplication.clipboard().setText("A shopping list.", mode)
        return True

    def owns(self) -> bool:
        clipboard = QGuiApplication.clipboard()
        return clipboard.ownsClipboard() or clipboard.ownsSelection()

    def held(self) -> list[str]:
        clipboard = QGuiApplication.clipboard()
        return [clipboard.text(mode) for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)]

    def lock(self) -> bool:
        return self.workspace.close(locked=True)

    def _on_closed(self, _locked: bool) -> None:
        forget_copies()


if __name__ == "__main__":
    sys.exit(run(Program))
