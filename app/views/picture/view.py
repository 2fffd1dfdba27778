"""The view of the picture: it is moved, zoomed and pointed at with mouse and keys, and says what is chosen in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.domain.picture import Kind
from app.domain.picture_scale import STEP
from app.views.picture.canvas import PictureCanvas
from app.views.picture.geometry import AXIS, Box, Row
from app.views.picture.keys import Act, act_of
from app.views.picture.pointing import found_at, line_at
from app.views.picture.words import Teller, told

WHEEL_STEP = 120
"""What a wheel turns by in one notch, in Qt's eighths of a degree."""


class PictureView(PictureCanvas):
    """A picture to work with: the wheel and keys zoom, a drag moves, pointing tells, a click chooses and Enter opens."""

    chosen = Signal(list)
    open_requested = Signal(str, str)
    told = Signal(str)

    def __init__(self, teller: Teller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._teller = teller
        self._pressed: QPointF | None = None
        self._moving = False
        self._turned = 0.0

    def _choose(self, row: int, marks: Sequence[int], *, add: bool = False) -> None:
        """Choose marks as the reviewer did, and say so."""
        self.cursor_at.put(self._picture, row, marks, add=add)
        self._bring_into_view()
        self.viewport().update()
        track = self._picture.tracks[row]
        self.told.emit("; ".join(told(track, marks, self._teller)))
        if track.kind is Kind.AGENCY or track.kind is Kind.MEETINGS:
            ids = self.selected_ids()
            if ids:
                self.chosen.emit(ids)

    # -- keys -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from mark to mark and from lane to lane; plus, minus and 0 zoom; Enter opens."""
        act = act_of(event)
        if act is None or self._geometry is None:
            super().keyPressEvent(event)
            return
        self._do(act)

    def _do(self, act: Act) -> None:
        width = self._window.width
        match act:
            case Act.CLOSER | Act.WIDER:
                self.zoom(-STEP if act is Act.CLOSER else STEP, self._anchor())
            case Act.ALL:
                self.fit()
            case Act.EARLIER | Act.LATER:
                self.go(width / 5 if act is Act.LATER else -width / 5)
            case Act.PAGE_BACK | Act.PAGE_ON:
                self.go(width * 0.9 if act is Act.PAGE_ON else -width * 0.9)
            case Act.BEGINNING:
                self.go((self._picture.limits.low - self._window.low) / self._window.per_pixel)
            case Act.END:
                self.go((self._picture.limits.high - self._window.high) / self._window.per_pixel)
            case Act.OPEN:
                self._open_current()
            case _:
                found = self.cursor_at.after(act, self._picture, self._window)
                if found is not None:
                    self._choose(found[0], [found[1]] if found[1] >= 0 else [])

    def _anchor(self) -> float | None:
        """Zoom about what the keyboard is at, where it is in view."""
        extent = self.cursor_at.extent(self._picture)
        x = self._window.x((extent.low + extent.high) / 2) if extent else -1.0
        return x if 0 <= x <= self._window.width else None

    def _open_current(self) -> None:
        mark = self.cursor_at.current(self._picture)
        if mark is not None and mark.id:
            self.open_requested.emit(mark.kind, mark.id)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the lanes and then on to what follows the picture."""
        found = self.cursor_at.after(Act.DOWN if forward else Act.UP, self._picture, self._window)
        if self._geometry is not None and found is not None and self.cursor_at.track != found[0]:
            self._choose(found[0], [found[1]] if found[1] >= 0 else [])
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enter the picture at its first lane, or at its last when one comes from behind."""
        super().focusInEvent(event)
        reason = event.reason()
        if reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and self._picture.tracks:
            last = len(self._picture.tracks) - 1
            self.cursor_at.enter(self._picture, self._window, last if reason == Qt.FocusReason.BacktabFocusReason else 0)
            self._bring_into_view()
        self.window_changed.emit()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    # -- mouse ------------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; over the names, or with Ctrl, scroll the lanes; sideways, or with Shift, move in time."""
        turned, sideways = event.angleDelta().y(), event.angleDelta().x()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        over_names = event.position().x() < self._labels()
        if over_names or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif shift or abs(sideways) > abs(turned):
            self.go(-(sideways or turned) * 0.5)
        else:
            self._turned += turned * STEP / WHEEL_STEP
            levels, self._turned = int(self._turned), self._turned - int(self._turned)
            if levels:
                self.zoom(-levels, event.position().x() - self._labels())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._moving = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the time along, or tell what is pointed at."""
        if self._pressed is None:
            self._point_at(event.position())
            return
        moved = event.position() - self._pressed
        if self._moving or abs(moved.x()) >= QApplication.startDragDistance():
            self._moving = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pressed = event.position()
            self.go(-moved.x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked; a drag chooses nothing."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        was_click, self._pressed = not self._moving, None
        self._moving = False
        self.viewport().unsetCursor()
        row, box = self._found(event.position())
        if was_click and row is not None and row.track >= 0:
            add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._choose(row.track, box.marks if box else (), add=add)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies there; elsewhere zoom in."""
        row, box = self._found(event.position())
        if row is not None and row.track >= 0 and box is not None:
            self._open_current()
        elif event.position().x() > self._labels():
            self.zoom(-STEP, event.position().x() - self._labels())

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self._set_pointed(None)
        self.told.emit("")

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell in a tip what the pointer rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lines = self.lines_at(event.pos())
            QToolTip.showText(event.globalPos(), "\n".join(lines), self.viewport())
            return True
        return super().viewportEvent(event)

    def lines_at(self, point: QPoint) -> list[str]:
        """Return what is told of a point of the viewport, line by line."""
        if self._geometry is None:
            return []
        at = QPointF(point.x(), point.y() + self.verticalScrollBar().value() * (point.y() >= AXIS))
        return line_at(self._geometry, at.x(), at.y(), self._teller)

    def _found(self, point: QPointF) -> tuple[Row | None, Box | None]:
        if self._geometry is None or point.y() < AXIS:
            return None, None
        return found_at(self._geometry, point.x(), point.y() + self.verticalScrollBar().value())

    def _point_at(self, point: QPointF) -> None:
        row, box = self._found(point)
        if box != self._pointed:
            self._set_pointed(box)
            if row is not None and row.track >= 0 and box is not None:
                self.told.emit("; ".join(told(self._picture.tracks[row.track], box.marks, self._teller)))
            else:
                self.told.emit("")

    def _set_pointed(self, box: Box | None) -> None:
        if box != self._pointed:
            self._pointed = box
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if box is not None else Qt.CursorShape.ArrowCursor)
            self.viewport().update()
