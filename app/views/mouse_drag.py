"""A drag with the mouse, from the first move to the release: the one nested loop there is, and how it is ended."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid


class MouseDrag(QObject):
    """Drags what a view hands it. Whoever owns it has ``cancel`` called when the review closes."""

    begun = Signal()
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._mime: QMimeData | None = None
        self._picture = QPixmap()
        self._grip = QPoint()
        self._dragging = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_timer_timeout)

    def begin(self, mime: QMimeData, picture: QPixmap | None = None, grip: QPoint | None = None) -> None:
        """Begin as soon as the view has finished with the mouse: the view may be gone before the drag ends."""
        self._mime = mime
        self._picture = picture or QPixmap()
        self._grip = grip or QPoint()
        self._timer.start()

    def cancel(self) -> None:
        """End a drag; nothing was moved."""
        self._timer.stop()
        self._mime = None
        if self._dragging:
            QDrag.cancel()

    def _on_timer_timeout(self) -> None:
        mime, self._mime = self._mime, None
        held = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if mime is None or not held or self._dragging:
            return
        drag = QDrag(QApplication.instance() or self)  # the application outlives views and panels
        drag.setMimeData(mime)
        if not self._picture.isNull():
            drag.setPixmap(self._picture)
            drag.setHotSpot(self._grip)
        self._picture = QPixmap()
        self._dragging = True
        self.begun.emit()
        try:
            # Qt knows no other way to drag than a loop of its own. Locking cancels it.
            drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.LinkAction, Qt.DropAction.CopyAction)
        finally:
            self._dragging = False
        if isValid(self):
            self.ended.emit()
