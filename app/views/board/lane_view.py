"""The cards of one lane: chosen, dragged and dropped with the mouse, moved and opened by keys.

Nothing here changes a card. A drag carries an id; a drop asks the board, which asks the review, and what the lane then
shows is what the review has stored. Qt's own drag and drop of items is not used: after a move it takes rows away itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from app.services.episodes import LINKABLE
from app.views.board.card_layout import GAP
from app.views.board.card_mime import dragged_card
from app.views.board.delegate import RADIUS, CardDelegate
from app.views.board.keys import Act, act_of
from app.views.itemmodels.episodes import Index, LaneModel
from app.views.links import dragged_ids, take_as_link
from app.views.theme import tokens
from app.views.widgets.edge_scroller import EdgeScroller


@dataclass(frozen=True)
class _Target:
    """Where a drop would go: before a row, or on a card."""

    row: int
    on_card: bool


class LaneView(QListView):
    """Shows one lane; says what was asked of it."""

    acted = Signal(object, str)
    chosen = Signal(str)
    drag_begun = Signal(str)
    card_dropped = Signal(str, int)
    things_dropped = Signal(str, str, tuple)
    dragged_to = Signal(QPoint)
    drag_left = Signal()

    def __init__(self, board: str, parent: QWidget | None = None) -> None:
        """Make a lane of the board with that name."""
        super().__init__(parent)
        self._board = board
        self._target: _Target | None = None
        self.cards = LaneModel(self)
        self.setModel(self.cards)
        self.cards_delegate = CardDelegate(self)
        self.setItemDelegate(self.cards_delegate)
        self._scroller = EdgeScroller(self)
        self._set_up()

    def _set_up(self) -> None:
        self.setProperty("kind", "cards")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._on_double_clicked)

    # -- what is chosen ---------------------------------------------------------------------------------------------

    def chosen_id(self) -> str:
        """Return the id of the card that is chosen here, or nothing."""
        face = self.cards.face(self.currentIndex().row()) if self.selectionModel().hasSelection() else None
        return face.id if face else ""

    def choose(self, row: int) -> None:
        """Choose the card in a row, or the nearest one, and bring it into sight."""
        row = min(row, self.cards.rowCount() - 1)
        if row >= 0:
            index = self.cards.index(row)
            self.setCurrentIndex(index)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def choose_none(self) -> None:
        """Choose nothing: another lane has what is chosen."""
        self.selectionModel().clear()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which card is chosen."""
        super().currentChanged(current, previous)
        face = self.cards.face(current.row())
        if face:
            self.chosen.emit(face.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a card when the keyboard comes in."""
        super().focusInEvent(event)
        if not self.chosen_id() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose(max(0, self.currentIndex().row()))

    # -- keys -------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the board's own keys from the window's shortcuts (Ctrl+N adds a card here)."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say what a key asks for; moving up and down is the list's own."""
        act = act_of(event)
        typing = self.state() == QAbstractItemView.State.EditingState  # what the title's field leaves over comes here
        if act is None or typing:
            super().keyPressEvent(event)
        elif self.chosen_id() or act in (Act.ADD, Act.LEFT, Act.RIGHT):
            self.acted.emit(act, self.chosen_id())

    def rename_chosen(self) -> None:
        """Let the title of the chosen card be typed in place."""
        if self.chosen_id():
            self.edit(self.currentIndex())

    def _on_double_clicked(self, index: QModelIndex) -> None:
        face = self.cards.face(index.row())
        if face:
            self.acted.emit(Act.OPEN, face.id)

    # -- dragging ---------------------------------------------------------------------------------------------------

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Ask the board to drag the chosen card; Qt's own way, which may take rows away, is not gone."""
        if self.chosen_id():
            self.drag_begun.emit(self.chosen_id())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Look at what comes in."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where a drop would go, and take it there only."""
        place = event.position().toPoint()
        self._scroller.follow(place)
        self.dragged_to.emit(self.viewport().mapToGlobal(place))
        self._aim(self._target_of(event, place))
        if self._target is None:
            event.ignore()
        else:
            take_as_link(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self.end_drag()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped and where; what comes of it is the board's matter."""
        target = self._target_of(event, event.position().toPoint())
        self.end_drag()
        if target is None or not take_as_link(event):
            event.ignore()
            return
        card = dragged_card(event.mimeData(), self._board)
        if card is not None:
            self.card_dropped.emit(card, target.row)
            return
        face = self.cards.face(target.row)
        for kind in LINKABLE if face else ():
            ids = dragged_ids(event.mimeData(), kind)
            if ids:
                self.things_dropped.emit(face.id if face else "", kind, ids)

    def _target_of(self, event: QDropEvent, place: QPoint) -> _Target | None:
        """Return where what is dragged would go: a card between cards, other things on one."""
        if dragged_card(event.mimeData(), self._board) is not None:
            return _Target(self.row_at(place), on_card=False)
        index = self.indexAt(place)
        if index.isValid() and any(dragged_ids(event.mimeData(), kind) for kind in LINKABLE):
            return _Target(index.row(), on_card=True)
        return None

    def end_drag(self) -> None:
        """Show nothing of a drag any more."""
        self._aim(None)
        self._scroller.stop()
        self.drag_left.emit()

    def grip(self, episode_id: str) -> QPoint:
        """Return where on a card the pointer is, so that the picture dragged hangs there."""
        card = self.cards_delegate.card_rect(self.visualRect(self.cards.index(self.cards.row_of(episode_id))))
        place = self.viewport().mapFromGlobal(QCursor.pos()) - card.topLeft()
        return QPoint(min(max(0, place.x()), card.width()), min(max(0, place.y()), card.height()))

    def row_near(self, y: int) -> int:
        """Return the row of the card at a height, or the last above it."""
        row = self.row_at(QPoint(0, y))
        return max(0, min(row, self.cards.rowCount() - 1))

    def row_at(self, place: QPoint) -> int:
        """Return before which row a card dropped there would stand."""
        for row in range(self.cards.rowCount()):
            if place.y() < self.cards_delegate.card_rect(self.visualRect(self.cards.index(row))).center().y():
                return row
        return self.cards.rowCount()

    # -- drawing ----------------------------------------------------------------------------------------------------

    def _aim(self, target: _Target | None) -> None:
        if target != self._target:
            self._target = target
            self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the cards, and over them where a drop would go."""
        super().paintEvent(e)
        if self._target is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = tokens().colour("accent")
        if self._target.on_card:
            card = QRectF(self.cards_delegate.card_rect(self.visualRect(self.cards.index(self._target.row))))
            painter.setPen(QPen(accent, 3))
            painter.drawRoundedRect(card.adjusted(1.5, 1.5, -1.5, -1.5), RADIUS, RADIUS)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            y = self._gap_before(self._target.row)
            painter.drawRoundedRect(QRectF(GAP, y - 1.5, self.cards_delegate.card_width(), 3), 1.5, 1.5)
            painter.drawEllipse(QRectF(GAP - 3, y - 4, 8, 8))
        painter.end()

    def _gap_before(self, row: int) -> float:
        """Return where the gap before a row is, never outside the view."""
        if row < self.cards.rowCount():
            y = self.visualRect(self.cards.index(row)).top() - GAP / 2
        elif row:
            y = QRect(self.visualRect(self.cards.index(row - 1))).bottom() - GAP / 2
        else:
            y = GAP / 2
        return min(max(y, 4.0), self.viewport().height() - 4.0)

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Lay the cards out for another width."""
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the cards out in another font."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.cards_delegate.forget()
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)

    def commit_title(self) -> None:
        """Keep the title of a card as typed so far."""
        for editor in self.viewport().findChildren(QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def forget(self) -> None:
        """Forget every word: the review is closed."""
        self.cards.set_faces(())
        self.cards_delegate.forget()
