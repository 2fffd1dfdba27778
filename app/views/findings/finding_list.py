"""The list of findings: dragged to order or moved with Alt and the arrow keys; what is dropped on a finding is linked."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QItemSelection, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QWidget

from app.views.findings.list_delegate import FindingDelegate
from app.views.findings.part_row import dropped_things
from app.views.itemmodels.findings import FINDING, FindingModel
from app.views.links import dragged_kinds, take_as_link
from app.views.mouse_drag import MouseDrag
from app.views.theme import tokens


class FindingList(QListView):
    """Asks upward, by id, for what is to be shown, moved, binned or linked."""

    chosen = Signal(str)
    opened = Signal(str)
    move_requested = Signal(str, int)
    bin_requested = Signal(str)
    dropped = Signal(str, list)

    def __init__(self, model: FindingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._line: int | None = None
        self._target: int | None = None
        self._rows = FindingDelegate(self)
        self._drag = MouseDrag(self)
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(self.tr("Findings, in the order of the report"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.activated.connect(self._on_activated)

    # -- what is chosen ---------------------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """The finding chosen, "" for none."""
        index = self.currentIndex()
        return self._model.rows[index.row()].id if index.isValid() else ""

    def choose(self, finding_id: str) -> None:
        """Choose a finding, without saying so."""
        at = self._model.row_of(finding_id)
        before = self.blockSignals(True)
        self.setCurrentIndex(self._model.index(at) if at >= 0 else QModelIndex())
        self.blockSignals(before)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which finding is chosen now."""
        super().selectionChanged(selected, deselected)
        if self.selectedIndexes():
            self.chosen.emit(self._model.rows[self.selectedIndexes()[0].row()].id)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()].id)

    def set_compact(self, compact: bool) -> None:
        """Say less in each row."""
        if compact != self._rows.compact:
            self._rows.compact = compact
            self.scheduleDelayedItemsLayout()

    def wanted_height(self) -> int:
        """Return the height of all rows."""
        return sum(self.sizeHintForRow(row) for row in range(self._model.rowCount())) + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the headlines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # -- keys -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and an arrow, open with Enter, put into the bin with Delete."""
        at, key = self.currentIndex().row(), event.key()
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in arrows:
            wanted = at + arrows[Qt.Key(key)]
            if at >= 0 and 0 <= wanted < self._model.rowCount():
                self.move_requested.emit(self.current, wanted)
        elif key == Qt.Key.Key_Delete and at >= 0:
            self.bin_requested.emit(self.current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    # -- dragging ---------------------------------------------------------------------------------------------------

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the chosen finding; Qt's own way holds the list itself, which may be gone before the drag ends."""
        index = self.currentIndex()
        if index.isValid():
            place = self.visualRect(index)
            self._drag.begin(self._model.mimeData([index]), self.viewport().grab(place))

    def _dragged_row(self, event: QDropEvent) -> int:
        """Return the row of the finding that is dragged, -1 where it is none of this list or comes from another window."""
        source = cast("QObject | None", event.source())
        if source is None:
            return -1
        return self._model.row_of(bytes(event.mimeData().data(FINDING).data()).decode(errors="replace"))

    def _gap(self, point: QPoint) -> int:
        """Return before which row a finding would be put."""
        middles = [self.visualRect(self._model.index(row)).center().y() for row in range(self._model.rowCount())]
        return sum(1 for middle in middles if middle < point.y())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome findings of this list, and things of the review."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the drop would land."""
        point = event.position().toPoint()
        self._line = self._target = None
        if self._dragged_row(event) >= 0 and take_as_link(event):
            self._line = self._gap(point)
        elif dragged_kinds(event.mimeData()) and self.indexAt(point).isValid() and take_as_link(event):
            self._target = self.indexAt(point).row()
        else:
            event.ignore()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Be quiet again."""
        self._settle()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the finding, or link the things to the finding they were dropped on."""
        point = event.position().toPoint()
        there = self._dragged_row(event)
        if there >= 0 and take_as_link(event):
            gap = self._gap(point)
            wanted = gap - 1 if gap > there else gap
            if wanted != there:
                self.move_requested.emit(self._model.rows[there].id, wanted)
        elif self.indexAt(point).isValid():
            onto = self._model.rows[self.indexAt(point).row()].id
            things = dropped_things(event)
            if things:
                self.dropped.emit(onto, things)
        else:
            event.ignore()
        self._settle()

    def _settle(self) -> None:
        self._line = self._target = None
        self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the rows, and where a drop would land."""
        super().paintEvent(e)
        if self._line is None and self._target is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(tokens().colour("accent"))
        if self._target is not None:
            painter.drawRoundedRect(self.visualRect(self._model.index(self._target)).adjusted(1, 1, -2, -2), 6, 6)
        if self._line is not None:
            painter.fillRect(self._line_place(self._line), tokens().colour("accent"))
        painter.end()

    def _line_place(self, gap: int) -> QRect:
        count = self._model.rowCount()
        rect = self.visualRect(self._model.index(min(gap, count - 1)))
        top = rect.bottom() - 1 if gap >= count else rect.top()
        return QRect(0, top, self.viewport().width(), 2)
