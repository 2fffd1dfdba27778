"""The canvas of the picture: the stretch of time in view, what is selected in it, and its painting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.domain.picture import Picture
from app.domain.picture_scale import STEP, Window
from app.views.picture.cursor import Cursor
from app.views.picture.geometry import AXIS, Box, Geometry, Row, rows_of
from app.views.picture.inks import Inks
from app.views.picture.painting import Chosen, Painting
from app.views.theme import tokens

LABELS_LEAST, LABELS_MOST = 72, 220


class PictureCanvas(QAbstractScrollArea):
    """Shows a picture; time runs from left to right, lanes stand below each other and scroll where they are too many."""

    window_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Picture()
        self._window = Window(0, 0, 1)
        self._geometry: Geometry | None = None
        self._shown_all = True
        self.cursor_at = Cursor()
        self._pointed: Box | None = None
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
