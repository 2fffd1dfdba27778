"""Idleness: tells when nobody has touched the program for a while, and shortly before."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

DEFAULT_MINUTES = 5
WARNING_SECONDS = 30

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Emits ``nearly`` half a minute before ``idle``; ``awake`` when somebody came back in between."""

    nearly = Signal(int)
    awake = Signal()
    idle = Signal()

    def __init__(self, minutes: float = DEFAULT_MINUTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._warning = QTimer(self)
        self._warning.setSingleShot(True)
        self._warning.timeout.connect(self._on_warning_timeout)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.idle)
        self._running = False
        self.set_minutes(minutes)

    def set_minutes(self, minutes: float) -> None:
        """Set after how many minutes idleness begins; it is never switched off."""
        whole = max(1, int(minutes * 60_000))
        self._before = min(WARNING_SECONDS * 1000, whole // 2)
        self._warning.setInterval(whole - self._before)
        self._end.setInterval(self._before)
        if self._running:
            self.start()

    def start(self) -> None:
        """Begin to watch, from now."""
        application = QCoreApplication.instance()
        if application is not None and not self._running:
            application.installEventFilter(self)
        self._running = True
        self._end.stop()
        self._warning.start()

    def stop(self) -> None:
        """Watch no longer: nothing is open."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._running = False
        self._warning.stop()
        self._end.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See signs of life anywhere in the program, dialogs included; swallow none."""
        if self._running and event.type() in _SIGNS_OF_LIFE:
            if self._end.isActive():
                self._end.stop()
                self.awake.emit()
            self._warning.start()
        return False

    def _on_warning_timeout(self) -> None:
        self._end.start()
        self.nearly.emit(self._before // 1000)
