"""The rows of the passages: dragged out they are links, and events and episodes dragged on to them are linked."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.views.conversations.linking import KINDS
from app.views.conversations.rows_view import RowsView
from app.views.itemmodels.rows import RowsModel
from app.views.links import dragged_ids, mime_of, take_as_link
from app.views.mouse_drag import MouseDrag
from app.views.theme import tokens


class PassageRows(RowsView):
    """Shows passages; ``dropped`` says on which passage which event or episode was dropped."""

    dropped = Signal(str, str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, most_lines=6)
        self._over = ""
        self._drag = MouseDrag(self)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    # -- out --------------------------------------------------------------------------------------------------------

    def dragged(self) -> QMimeData:
        """Return what a drag of the chosen passage carries."""
        return mime_of("passage", [self.current_id()])

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the chosen passage as a link; no row is ever taken away by it."""
        if self.current_id():
            self._drag.begin(self.dragged())

    def cancel_drag(self) -> None:
        """End a drag: it would hold the window when that must lock."""
        self._drag.cancel()

    # -- in ---------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Look at what comes in."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take an event or an episode where a passage is."""
        self._aim(self._passage_under(event))
        if not self._over or not take_as_link(event):
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Be quiet again."""
        self._aim("")
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped on which passage."""
        passage_id = self._passage_under(event)
        self._aim("")
        if not passage_id or not take_as_link(event):
            event.ignore()
            return
        for kind, thing_id in _linkable(event.mimeData()):
            self.dropped.emit(passage_id, kind, thing_id)

    def _passage_under(self, event: QDropEvent) -> str:
        index: QModelIndex = self.indexAt(event.position().toPoint())
        return index.data(RowsModel.RowRole).id if index.isValid() and _linkable(event.mimeData()) else ""

    def _aim(self, passage_id: str) -> None:
        if passage_id != self._over:
            self._over = passage_id
            self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the rows, and a line around the one on which a drop would be linked."""
        super().paintEvent(e)
        index = self.rows.place_of(self._over) if self._over else QModelIndex()
        if index.isValid():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens().colour("accent"), 2))
            place: QRect = self.visualRect(index)
            painter.drawRoundedRect(place.adjusted(4, 1, -5, -2), 6, 6)
            painter.end()


def _linkable(mime: QMimeData) -> tuple[tuple[str, str], ...]:
    """Return what a passage can take of a drag: one of a kind, for it speaks of one event and one episode."""
    return tuple((kind, ids[0]) for kind in KINDS if (ids := dragged_ids(mime, kind)))
