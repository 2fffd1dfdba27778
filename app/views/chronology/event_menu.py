"""The menu over the events of the chronology."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget


class EventMenu(QMenu):
    """Offers what can be done with the events selected; gone once it is shut."""

    open_requested = Signal(str)
    mark_requested = Signal(list)
    copy_requested = Signal()
    bin_requested = Signal(list)

    def __init__(self, ids: list[str], current: str, in_skeleton: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._ids, self._current = ids, current
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark = self.tr("Take out of the skeleton") if in_skeleton else self.tr("Put into the skeleton")
        self.addAction(self.tr("Open")).triggered.connect(self._on_open)
        self.addAction(mark).triggered.connect(self._on_mark)
        self.addAction(self.tr("Copy")).triggered.connect(self.copy_requested)
        self.addSeparator()
        self.addAction(self.tr("Put into the bin")).triggered.connect(self._on_bin)

    def show_at(self, viewport: QWidget, point: QPoint) -> None:
        """Open where the mouse is, or the keyboard asked."""
        self.popup(viewport.mapToGlobal(point))

    def _on_open(self) -> None:
        self.open_requested.emit(self._current)

    def _on_mark(self) -> None:
        self.mark_requested.emit(self._ids)

    def _on_bin(self) -> None:
        self.bin_requested.emit(self._ids)
