"""Events dragged up and down their own table: a line shows where they would go, a drop asks for that place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QTableView

from app.views.itemmodels.events import EventTableModel
from app.views.links import dragged_ids, take_as_link
from app.views.widgets.edge_scroller import EdgeScroller

LINE = 3
"""Height of the line that shows where a drop would go."""


class Placing(QObject):
    """Takes drags of a table's own events over its viewport; whatever comes from elsewhere is left alone."""

    dropped = Signal(list, str, bool)

    def __init__(self, table: QTableView, model: EventTableModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._scroller = EdgeScroller(table)
        self.line = QFrame(table.viewport())
        self.line.setProperty("kind", "drop")
        self.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.hide()
        table.setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a drag of our own events; Qt's own drops into item views would take rows away."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            self._follow(event)
        elif event.type() == QEvent.Type.DragLeave:
            self._end()
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._drop(event)
        else:
            return super().eventFilter(watched, event)
        return True

    def _follow(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        self._scroller.follow(place)
        beside = self._place_of(event, place)
        if beside is None:
            self.line.hide()
            event.ignore()
            return
        row, below = beside
        top = self._table.rowViewportPosition(row) + (self._table.rowHeight(row) if below else 0)
        self.line.setGeometry(QRect(0, top - LINE // 2 - 1, self._table.viewport().width(), LINE))
        self.line.show()
        take_as_link(event)

    def _place_of(self, event: QDropEvent, place: QPoint) -> tuple[int, bool] | None:
        """Return the row beside which a drop would go, and whether below it; None where it is not for this table."""
        if event.source() is not self._table or not dragged_ids(event.mimeData(), "event"):
            return None
        row = self._table.rowAt(place.y())
        if row < 0:
            return (last, True) if (last := self._model.rowCount() - 1) >= 0 else None
        if self._model.event_at(row) is None:
            return (row + 1, False)
        return (row, place.y() > self._table.rowViewportPosition(row) + self._table.rowHeight(row) // 2)

    def _drop(self, event: QDropEvent) -> None:
        self._end()
        beside = self._place_of(event, event.position().toPoint())
        target = self._model.event_at(beside[0]) if beside else None
        if beside is None or target is None or not take_as_link(event):
            event.ignore()
            return
        self.dropped.emit(list(dragged_ids(event.mimeData(), "event")), target.id, beside[1])

    def _end(self) -> None:
        self._scroller.stop()
        self.line.hide()
