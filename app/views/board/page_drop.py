"""What is dropped anywhere on the open episode page is linked to the episode, as on its card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.services.episodes import LINKABLE
from app.views.links import dragged_ids, take_as_link
from app.views.theme import tokens


class _Frame(QWidget):
    """A line around the page while a drop would be linked."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().colour("accent"), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 8, 8)
        painter.end()


class PageDrop(QObject):
    """Watches the drags over a page; ``dropped`` says kind and ids."""

    dropped = Signal(str, tuple)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.frame = _Frame(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what an episode is linked with; leave all else alone."""
        if isinstance(event, QDragMoveEvent):
            self._show(_linkable(event) and take_as_link(event))
            event.setAccepted(self.frame.isVisible())
            return True
        if isinstance(event, QDropEvent):
            self._show(False)
            self._take(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._show(False)
        return False

    def _take(self, event: QDropEvent) -> None:
        if not _linkable(event) or not take_as_link(event):
            event.ignore()
            return
        for kind in LINKABLE:
            ids = dragged_ids(event.mimeData(), kind)
            if ids:
                self.dropped.emit(kind, ids)

    def _show(self, on: bool) -> None:
        self.frame.setGeometry(self._page.rect())
        self.frame.setVisible(on)
        self.frame.raise_()


def _linkable(event: QDropEvent) -> bool:
    return any(dragged_ids(event.mimeData(), kind) for kind in LINKABLE)
