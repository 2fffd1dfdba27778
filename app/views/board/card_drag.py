"""A drag of a card with the mouse, from the first move to the release."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.views.board.card_mime import card_mime
from app.views.board.lanes import Lanes


class CardDrag(QObject):
    """Drags cards of one board; it carries an id and leaves everything where it is: the drop asks the board."""

    def __init__(self, board: str, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._board = board
        self._lanes = lanes
        self._episode_id = ""
        self._dragging = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_timer_timeout)

    def begin(self, episode_id: str) -> None:
        """Begin as soon as the view has finished with the mouse: the view may be gone before the drag ends."""
        self._episode_id = episode_id
        self._timer.start()

    def cancel(self) -> None:
        """End a drag; nothing was moved."""
        self._timer.stop()
        if self._dragging:
            QDrag.cancel()

    def _on_timer_timeout(self) -> None:
        lane = self._lanes.lane_of(self._episode_id)
        face = lane.view.cards.face(lane.view.cards.row_of(self._episode_id)) if lane else None
        held = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if lane is None or face is None or not held or self._dragging:
            return
        drag = QDrag(QApplication.instance() or self)  # the application outlives lanes and panels
        drag.setMimeData(card_mime(self._board, face.id))
        drag.setPixmap(lane.view.cards_delegate.picture(face))
        drag.setHotSpot(lane.view.grip(face.id))
        self._dragging = True
        self._lanes.mark_dragged(face.id)
        try:
            # The one nested loop there is: Qt knows no other way to drag. Locking cancels it.
            drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.LinkAction, Qt.DropAction.CopyAction)
        finally:
            self._dragging = False
        self._lanes.mark_dragged(None)
