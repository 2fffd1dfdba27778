"""The lanes beside each other, scrolled from side to side where they don't fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.domain.text import Shower
from app.services.episode_rows import LaneRow
from app.views.board.faces import face_of
from app.views.board.lane import Lane
from app.views.theme import space
from app.views.widgets.edge_scroller import EdgeScroller


class Lanes(QScrollArea):
    """Holds a ``Lane`` for each lane of the board, in its order."""

    lane_made = Signal(object)

    def __init__(self, board: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._lanes: list[Lane] = []
        self._ground = QWidget()
        self._ground.setProperty("surface", "paper")
        self._row = QHBoxLayout(self._ground)
        self._row.setContentsMargins(space("medium"), space("medium"), space("medium"), space("medium"))
        self._row.setSpacing(space("medium"))
        self._row.addStretch(0)
        self._scroller = EdgeScroller(self)
        self.setWidget(self._ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Key practice episodes"))

    def show_rows(self, rows: Sequence[LaneRow], shower: Shower) -> None:
        """Show the board as it stands in the review, touching only what differs."""
        wanted = {row.id for row in rows}
        for lane in [lane for lane in self._lanes if lane.id not in wanted]:
            self._lanes.remove(lane)
            self._row.removeWidget(lane)
            lane.hide()
            lane.forget()
            lane.deleteLater()
        # Cards leave their old lanes before they come into new ones, so that an episode is never shown twice.
        for row in rows:
            lane = self.lane(row.id)
            if lane is not None:
                staying = {card.id for card in row.cards}
                faces = [lane.view.cards.face(number) for number in range(lane.view.cards.rowCount())]
                lane.view.cards.set_faces([face for face in faces if face is not None and face.id in staying])
        for place, row in enumerate(rows):
            lane = self.lane(row.id) or self._made(row)
            if self._lanes.index(lane) != place:
                self._lanes.remove(lane)
                self._lanes.insert(place, lane)
            if self._row.indexOf(lane) != place:
                self._row.removeWidget(lane)
                self._row.insertWidget(place, lane, 1)
            lane.show_row(row, [face_of(card, shower) for card in row.cards])

    def _made(self, row: LaneRow) -> Lane:
        lane = Lane(self._board, row)
        lane.view.dragged_to.connect(self._on_dragged_to)
        lane.view.drag_left.connect(self._scroller.stop)
        self._lanes.append(lane)
        self.lane_made.emit(lane)
        return lane

    # -- finding ----------------------------------------------------------------------------------------------------

    def lanes(self) -> tuple[Lane, ...]:
        """The lanes from left to right."""
        return tuple(self._lanes)

    def lane(self, lane_id: str) -> Lane | None:
        """Return a lane by its id."""
        return next((lane for lane in self._lanes if lane.id == lane_id), None)

    def lane_of(self, episode_id: str) -> Lane | None:
        """Return the lane in which an episode lies."""
        return next((lane for lane in self._lanes if lane.view.cards.row_of(episode_id) >= 0), None)

    def place_of(self, episode_id: str) -> tuple[int, int]:
        """Return an episode's lane and row, counted from 0; (-1, -1) where it isn't on the board."""
        lane = self.lane_of(episode_id)
        return (self._lanes.index(lane), lane.view.cards.row_of(episode_id)) if lane else (-1, -1)

    def order(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of the cards as they are seen, lane by lane."""
        return tuple(lane.view.cards.ids() for lane in self._lanes)

    def chosen_id(self) -> str:
        """Return the id of the card that is chosen, or nothing."""
        return next((lane.view.chosen_id() for lane in self._lanes if lane.view.chosen_id()), "")

    def focused(self) -> Lane | None:
        """Return the lane that has the keyboard."""
        return next((lane for lane in self._lanes if lane.view.hasFocus()), None)

    # -- choosing ---------------------------------------------------------------------------------------------------

    def choose(self, episode_id: str, *, focus: bool = True) -> bool:
        """Choose a card and bring it into sight; False where it isn't on the board."""
        lane = self.lane_of(episode_id)
        if lane is None:
            return False
        lane.view.choose(lane.view.cards.row_of(episode_id))
        if focus:
            lane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(lane, space("medium"), 0)
        return True

    def keep_one_chosen(self, episode_id: str) -> None:
        """Let only one lane have a chosen card."""
        for lane in self._lanes:
            if lane.view.chosen_id() not in ("", episode_id):
                lane.view.choose_none()

    def step(self, lane: Lane, by: int) -> None:
        """Go to the next lane on that side that has cards, to the card at about the same height."""
        at = self._lanes.index(lane)
        beside = self._lanes[at + 1 :] if by > 0 else self._lanes[:at][::-1]
        target = next((other for other in beside if other.view.cards.rowCount()), None)
        if target is None:
            return
        middle = lane.view.visualRect(lane.view.currentIndex()).center() if lane.view.chosen_id() else QPoint(0, 0)
        row = target.view.row_near(middle.y())
        face = target.view.cards.face(row)
        if face:
            self.choose(face.id)

    def mark_dragged(self, episode_id: str | None) -> None:
        """Show a card faintly while it is dragged."""
        for lane in self._lanes:
            lane.view.cards_delegate.dragged = episode_id
            lane.view.viewport().update()
        if episode_id is None:
            self._scroller.stop()

    def forget(self) -> None:
        """Forget every word: the review is closed."""
        for lane in self._lanes:
            lane.forget()

    def _on_dragged_to(self, place: QPoint) -> None:
        here = self.viewport().mapFromGlobal(place)
        self._scroller.follow(QPoint(here.x(), self.viewport().height() // 2))
