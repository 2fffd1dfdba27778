"""The view of the picture: it is moved, zoomed and pointed at with mouse and keys, and says what is chosen in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from app.domain.picture import Kind, Picture
from app.domain.picture_scale import STEP, Window
from app.views.picture.cursor import Cursor
from app.views.picture.geometry import AXIS, Box, Geometry, Row, rows_of
from app.views.picture.inks import Inks
from app.views.picture.keys import Act, act_of
from app.views.picture.painting import Chosen, Painting
from app.views.picture.pointing import found_at, line_at
from app.views.picture.words import Teller, told
from app.views.theme import tokens

WHEEL_STEP = 120
"""What a wheel turns by in one notch, in Qt's eighths of a degree."""

LABELS_LEAST, LABELS_MOST = 72, 220


class PictureView(QAbstractScrollArea):
    """Shows a picture; time runs from left to right, lanes stand below each other and scroll where they are too many."""

    chosen = Signal(list)
    open_requested = Signal(str, str)
    told = Signal(str)
    window_changed = Signal()

    def __init__(self, teller: Teller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._teller = teller
        self._picture = Picture()
        self._window = Window(0, 0, 1)
        self._geometry: Geometry | None = None
        self._shown_all = True
        self.cursor_at = Cursor()
        self._pointed: Box | None = None
        self._pressed: QPointF | None = None
        self._moving = False
        self._turned = 0.0
        self._lay_ahead: list[tuple[int, Row]] = []
        self._ahead = QTimer(self, interval=0)
        self._ahead.timeout.connect(self._on_ahead_timeout)
        self._make_paint()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(96)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Picture of the case"))

    def _make_paint(self) -> None:
        self._painting = Painting(Inks(tokens()), self.font())

    # -- what it shows ----------------------------------------------------------------------------------------------

    @property
    def picture(self) -> Picture:
        """The picture shown."""
        return self._picture

    @property
    def window_shown(self) -> Window:
        """The stretch of time in view."""
        return self._window

    @property
    def geometry_shown(self) -> Geometry | None:
        """Where everything lies; None while there is nothing."""
        return self._geometry

    def set_picture(self, picture: Picture) -> None:
        """Show a picture; where the reviewer was stays in view, and what was chosen stays chosen."""
        self.cursor_at.carry_over(self._picture, picture)
        fresh = not self._picture.tracks or self._shown_all
        self._picture = picture
        self._pointed = None
        if fresh:
            self._window = picture.limits.fit(self._time_width())
        self._arrange(self._window)

    def set_window(self, low: float, high: float) -> None:
        """Show a stretch of time."""
        self._show(self._picture.limits.showing(low, high, self._time_width()))

    def fit(self) -> None:
        """Show the whole case."""
        self._show(self._picture.limits.fit(self._time_width()))
        self._shown_all = True

    def zoom(self, levels: int, at: float | None = None) -> None:
        """Zoom out by so many levels, or in where negative, about a place in the time shown: its middle if none is given."""
        middle = self._window.width / 2 if at is None else at
        self._show(self._picture.limits.zoomed(self._window, levels, middle))

    def go(self, pixels: float) -> None:
        """Go to later times, or, negative, to earlier ones."""
        self._show(self._picture.limits.moved(self._window, pixels))

    def _show(self, window: Window) -> None:
        self._shown_all = False
        if window != self._window:
            self._arrange(window)

    def _arrange(self, window: Window) -> None:
        """Lay everything out for a window and the room there is."""
        self._window = self._picture.limits.resized(window, self._time_width())
        height = self.viewport().height()
        rows = rows_of(self._picture, height)
        self._geometry = Geometry(self._picture, self._window, rows, self._labels()) if self._picture.tracks else None
        self.verticalScrollBar().setRange(0, max(0, rows[-1].bottom - height))
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setSingleStep(20)
        self.viewport().update()
        self.window_changed.emit()
        self._lay_ahead = [(level, row) for level in (self._window.level - STEP, self._window.level + STEP) for row in rows]
        self._ahead.start()

    def _on_ahead_timeout(self) -> None:
        """Lay out, lane by lane, what the next turn of the wheel will show: its first frame comes as quickly then."""
        level, row = self._lay_ahead.pop()
        if row.track >= 0:
            self._picture.tracks[row.track].index.bars.lay_out(level)
        if not self._lay_ahead:
            self._ahead.stop()

    def _labels(self) -> int:
        wanted = self._painting.names_width(self._picture)
        return max(LABELS_LEAST, min(wanted, LABELS_MOST, self.viewport().width() // 4))

    def _time_width(self) -> int:
        return max(40, self.viewport().width() - self._labels())

    # -- choosing ---------------------------------------------------------------------------------------------------

    def select(self, ids: Sequence[str], current: str = "") -> None:
        """Show events as selected, and bring the current one into view; says nothing."""
        self.cursor_at.select(self._picture, ids, current)
        self._bring_into_view()
        self.viewport().update()

    def selected_ids(self) -> list[str]:
        """Return the events selected, the current one first."""
        return self.cursor_at.selected_ids(self._picture)

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

    def _bring_into_view(self) -> None:
        row, mark = self.cursor_at.track, self.cursor_at.mark
        if self._geometry is None or row < 0:
            return
        lane = self._geometry.by_track[row]
        bar = self.verticalScrollBar()
        if lane.top - AXIS < bar.value():
            bar.setValue(lane.top - AXIS)
        elif lane.bottom > bar.value() + self.viewport().height():
            bar.setValue(lane.bottom - self.viewport().height())
        extent = self._picture.tracks[row].marks[mark].extent if mark >= 0 else None
        if extent is not None and (extent.high < self._window.low or extent.low >= self._window.high):
            self._show(self._picture.limits.with_in_view(self._window, extent.low, extent.high))

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

    # -- painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in view."""
        painter = QPainter(self.viewport())
        if self._geometry is not None:
            at = self.cursor_at
            chosen = Chosen(at.selected, at.track, at.mark, self._pointed, self.hasFocus())
            scrolled = self.verticalScrollBar().value()
            self._painting.paint(painter, self._geometry, scrolled, self.viewport().height(), chosen)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out anew; the whole case stays whole."""
        super().resizeEvent(event)
        self._arrange(self._picture.limits.fit(self._time_width()) if self._shown_all else self._window)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew: the axis stays where it is."""
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._make_paint()
            self.viewport().update()
