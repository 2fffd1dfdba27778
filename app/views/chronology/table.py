"""The table of the chronology: it reads like a document, and everything in it is done with keys as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.services.event_rows import EventRow
from app.views.chronology.copying import mime_of
from app.views.chronology.delegate import EventDelegate
from app.views.chronology.heights import RowHeights
from app.views.chronology.placing import Placing
from app.views.itemmodels.events import Column, EventTableModel
from app.views.links import mime_of as mime_of_link

MARK, WHEN, AGENCY, SOURCE = 34, 136, 132, 190
NARROW = (100, 104)
"""Date and agency where the panel is narrow: "Safeguarding" still stands on one line."""
LEAST_WHAT = 260
"""Room that what happened must have before where it is recorded is left to the editor."""

Move = QAbstractItemView.CursorAction


class EventTable(QTableView):
    """Shows the chronology; says which event is current and what was asked for."""

    current_changed = Signal(str)
    mark_requested = Signal(list)
    bin_requested = Signal(list)
    place_requested = Signal(list, str, bool)
    edit_requested = Signal(str)

    def __init__(self, model: EventTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._drawing = EventDelegate(model, self)
        self._widths: tuple[int, ...] = (MARK, WHEN, AGENCY, LEAST_WHAT, SOURCE)
        self.setModel(model)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName(self.tr("Skeleton chronology"))
        self._set_up()
        self.placing = Placing(self, model)
        self.placing.dropped.connect(self.place_requested)
        self.heights = RowHeights(self, self._height, self._guess)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        model.modelReset.connect(self._on_model_reset)
        model.rowsInserted.connect(self._on_rows_inserted)
        model.rowsRemoved.connect(self._on_rows_removed)
        model.dataChanged.connect(self._on_data_changed)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setDragEnabled(True)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(False)
        self.verticalScrollBar().setSingleStep(24)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setMinimumSectionSize(0)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionsClickable(False)
        columns.setHighlightSections(False)

    # -- what is selected -------------------------------------------------------------------------------------------

    def selected_ids(self) -> list[str]:
        """Return the events selected, in their order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [event.id for row in rows if (event := self._model.event_at(row))]

    def current_id(self) -> str:
        """Return the event the keyboard is at, "" where it is at none."""
        index = self.currentIndex()
        event = self._model.event_at(index.row()) if index.isValid() else None
        return event.id if event else ""

    def select_ids(self, ids: Sequence[str], current: str = "") -> None:
        """Select these events, as far as they are shown."""
        selection = QItemSelection()
        last = len(Column) - 1
        for event_id in ids:
            row = self._model.row_of(event_id)
            if row >= 0:
                selection.select(self._model.index(row, 0), self._model.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        row = self._model.row_of(current or (ids[0] if ids else ""))
        if row >= 0:
            self.selectionModel().setCurrentIndex(self._model.index(row, Column.SKELETON), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def reveal(self, event_id: str, *others: str) -> bool:
        """Select an event, and others with it, and bring it into view; False where it isn't shown."""
        row = self._model.row_of(event_id)
        if row < 0:
            return False
        self.select_ids([event_id, *others])
        self.show_row(row)
        return True

    def show_row(self, row: int) -> None:
        """Bring a line into view, measured."""
        index = self._model.index(row, Column.SKELETON)
        self.scrollTo(index)
        self.heights.measure_in_view()
        self.scrollTo(index)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which event the keyboard is at."""
        super().currentChanged(current, previous)
        event = self._model.event_at(current.row()) if current.isValid() else None
        self.current_changed.emit(event.id if event else "")

    # -- keys and mouse ---------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the event the keyboard comes to: Qt makes it the current one, and Space would then mark nothing."""
        super().focusInEvent(event)
        if self.current_id() and not self.selected_ids():
            self.select_ids([self.current_id()], self.current_id())

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go from event to event, over the headings of months."""
        here = self.currentIndex().row()
        last = self._model.rowCount() - 1
        page = max(1, self.viewport().height() - 40)
        if action in (Move.MoveUp, Move.MovePrevious, Move.MoveLeft):
            row = self._event_row(here - 1, -1)
        elif action in (Move.MoveDown, Move.MoveNext, Move.MoveRight):
            row = self._event_row(here + 1, 1)
        elif action is Move.MoveHome:
            row = self._event_row(0, 1)
        elif action is Move.MoveEnd:
            row = self._event_row(last, -1)
        else:
            down = action is Move.MovePageDown
            at = self.rowViewportPosition(max(here, 0)) + (page if down else -page)
            row = self.rowAt(at) if 0 <= at < self.verticalHeader().length() else -1
            row = self._event_row((last if down else 0) if row < 0 else row, -1 if down and row < 0 else 1)
        return self._model.index(here if row < 0 else row, Column.SKELETON) if last >= 0 else QModelIndex()

    def _event_row(self, row: int, step: int) -> int:
        while 0 <= row < self._model.rowCount():
            if self._model.event_at(row) is not None:
                return row
            row += step
        return -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks, Delete bins, Enter edits, Alt+arrows move within a day, Ctrl+C copies."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        current = self.current_id()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_Space and self.selected_ids():
            self.mark_requested.emit(self.selected_ids())
        elif key == Qt.Key.Key_Delete and self.selected_ids():
            self.bin_requested.emit(self.selected_ids())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and current:
            self.edit_requested.emit(current)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and alt and current:
            self._move(current, down=key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _move(self, event_id: str, *, down: bool) -> None:
        """Ask for a place beyond the event shown above or below; past the first and the last there is none."""
        row = self._event_row(self._model.row_of(event_id) + (1 if down else -1), 1 if down else -1)
        beside = self._model.event_at(row)
        if beside is not None:
            self.place_requested.emit([event_id], beside.id, down)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: what is typed to find something goes to the filter."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a mark marks that event and selects nothing else."""
        index = self.indexAt(event.position().toPoint())
        row = self._model.event_at(index.row()) if index.isValid() else None
        if row and index.column() == Column.SKELETON and event.button() == Qt.MouseButton.LeftButton:
            self.mark_requested.emit([row.id])
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click goes to the editor; on a mark it is a second click."""
        index = self.indexAt(event.position().toPoint())
        row = self._model.event_at(index.row()) if index.isValid() else None
        if row and index.column() != Column.SKELETON:
            self.edit_requested.emit(row.id)
        else:
            self.mousePressEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the selected events, to be linked elsewhere or put in order here; the table gives none of them away."""
        if ids := self.selected_ids():
            drag = QDrag(self)
            drag.setMimeData(mime_of_link("event", ids))
            drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.LinkAction, Qt.DropAction.CopyAction)

    def copy(self) -> None:
        """Put the selected events on the clipboard, as a table for Word and Excel."""
        lines = sorted(self._model.row_of(event_id) for event_id in self.selected_ids())
        if lines:
            QGuiApplication.clipboard().setMimeData(mime_of([self._cells(row) for row in lines], self._headings()))

    def _cells(self, row: int) -> list[str]:
        line = self._model.line(row)
        if line.event is None:
            raise AssertionError("a heading can't be selected")
        event: EventRow = line.event.row
        return [event.when_text, event.agency_name, line.event.what, event.source_words]

    def _headings(self) -> list[str]:
        return [str(self._model.headerData(column, Qt.Orientation.Horizontal)) for column in list(Column)[1:]]

    # -- widths and heights -----------------------------------------------------------------------------------------

    def set_show_private(self, on: bool) -> None:
        """Say beside an event that it has a private note, or don't (others are in the room)."""
        self._drawing.show_private = on
        self.heights.reset()
        self.viewport().update()

    def set_meanings(self, meanings: Mapping[tuple[str, str], str]) -> None:
        """Take over what abbreviations stand for, to be said over them."""
        self._drawing.meanings = meanings

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what happened all the room that is left, and measure anew where that changed."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        room = self.viewport().width()
        source = SOURCE if room - MARK - WHEN - AGENCY - SOURCE >= LEAST_WHAT else 0
        narrow = room - MARK - WHEN - AGENCY < LEAST_WHAT
        when, agency = NARROW if narrow else (WHEN, AGENCY)
        widths = (MARK, when, agency, max(80, room - MARK - when - agency - source), source)
        if widths == self._widths and self.columnWidth(Column.WHAT) == widths[Column.WHAT]:
            return
        self._widths = widths
        for column, width in enumerate(widths):
            self.setColumnHidden(column, width == 0)
            self.setColumnWidth(column, width)
        self._drawing.wrapper.forget()
        self._drawing.heading_left = MARK
        self.heights.reset()

    def _height(self, row: int) -> int:
        return self._drawing.height(self._model.line(row), self._widths)

    def _guess(self, row: int) -> int:
        return self._drawing.guess(self._model.line(row), self._widths)

    def _on_scrolled(self, _value: int) -> None:
        self.heights.measure_in_view()

    def _on_model_reset(self) -> None:
        if self._model.rowCount() == 0:
            self._drawing.wrapper.forget()
        self.heights.reset()

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.heights.rows_inserted(first, last)

    def _on_rows_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.heights.rows_removed(first, last)

    def _on_data_changed(self, top: QModelIndex, bottom: QModelIndex, _roles: object = ()) -> None:
        self.heights.rows_changed(top.row(), bottom.row())

    def event_at_point(self, point: QPoint) -> str:
        """Return the event at a point of the viewport, "" where there is none."""
        index = self.indexAt(point)
        event = self._model.event_at(index.row()) if index.isValid() else None
        return event.id if event else ""
