"""Telling when a window was first painted, so that whatever takes its time can wait until there is something to look at."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LONGEST: Final = 1000
"""Milliseconds after which a window that nobody can see, minimised say, counts as painted."""


class FirstPaint(QObject):
    """Emits ``painted`` once: right after a window's first painting."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, singleShot=True, interval=LONGEST)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event; its painting is done when the event loop goes on."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._timer.start(0)
        return super().eventFilter(watched, event)

    def _on_timeout(self) -> None:
        self._window.removeEventFilter(self)
        self.painted.emit()
