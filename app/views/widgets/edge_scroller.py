"""Scrolls a view while something is dragged near its edge, as Qt's own item views do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

MARGIN = 36
STEP = 14


class EdgeScroller(QObject):
    """Moves a scroll area's bars for as long as the pointer stays near an edge."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._x = self._y = 0
        self._timer = QTimer(self, interval=30)
        self._timer.timeout.connect(self._on_timer_timeout)

    def follow(self, place: QPoint) -> None:
        """Note where the pointer is on the area's viewport."""
        room = self._area.viewport().rect()
        self._x = _pull(place.x(), room.width())
        self._y = _pull(place.y(), room.height())
        if not (self._x or self._y):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Scroll no further."""
        self._timer.stop()

    def _on_timer_timeout(self) -> None:
        for bar, pull in ((self._area.horizontalScrollBar(), self._x), (self._area.verticalScrollBar(), self._y)):
            bar.setValue(bar.value() + pull * STEP)


def _pull(at: int, room: int) -> int:
    if at < min(MARGIN, room // 4):
        return -1
    return 1 if at > room - min(MARGIN, room // 4) else 0
