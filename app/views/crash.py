"""The crash sheet: a bug of ours is owned up to, with types and places of the program, and no word of the case."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.crash_report import described
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import label


class CrashSheet(DialogBase):
    """Says that something went wrong in Casement itself, and shows what may be sent to its makers."""

    def __init__(self, parent: QWidget, report: str) -> None:
        super().__init__(parent, self.tr("Something went wrong in Casement"), self.tr("&Close"), width=640)
        sentence = self.tr(
            "This is our doing, not yours. Everything up to the last “Saved” is on disk, and what you see may be a step"
            " behind: close the review and open it again. The lines below name places in the program and nothing of your"
            " review; they can be copied and sent to whoever looks after Casement for you."
        )
        self.body.addWidget(label(sentence, wrap=True))
        lines = QPlainTextEdit(report)
        lines.setReadOnly(True)
        lines.setAccessibleName(self.tr("Places in the program"))
        self.body.addWidget(lines)

    def try_accept(self) -> None:
        """Close."""
        self.accept()


class CrashReporter(QObject):
    """Takes what nobody caught and shows it; stands in for the interpreter's own hook."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.reported = 0

    def report(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """Show a bug; on the terminal too, in the same words."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        self.reported += 1
        report = described(kind, trace)
        print(report, file=sys.stderr)
        if self.reported == 1:
            CrashSheet(self._window, report).open()
