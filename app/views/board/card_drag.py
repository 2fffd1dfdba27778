"""A drag of a card with the mouse, from the first move to the release."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.views.board.card_mime import card_mime
from app.views.board.lanes import Lanes
from app.views.mouse_drag import MouseDrag


class CardDrag(QObject):
    """Drags cards of one board; it carries an id and leaves everything where it is: the drop asks the board."""

    def __init__(self, board: str, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._board = board
        self._lanes = lanes
        self._episode_id = ""
        self._drag = MouseDrag(self)
        self._drag.begun.connect(self._on_drag_begun)
        self._drag.ended.connect(self._on_drag_ended)

    def begin(self, episode_id: str) -> None:
        """Begin as soon as the view has finished with the mouse."""
        lane = self._lanes.lane_of(episode_id)
        face = lane.view.cards.face(lane.view.cards.row_of(episode_id)) if lane else None
        if lane is not None and face is not None:
            self._episode_id = episode_id
            picture = lane.view.cards_delegate.picture(face)
            self._drag.begin(card_mime(self._board, face.id), picture, lane.view.grip(face.id))

    def cancel(self) -> None:
        """End a drag; nothing was moved."""
        self._drag.cancel()

    def _on_drag_begun(self) -> None:
        self._lanes.mark_dragged(self._episode_id)

    def _on_drag_ended(self) -> None:
        self._lanes.mark_dragged(None)
