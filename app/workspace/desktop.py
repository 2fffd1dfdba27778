"""The desktop's own word that nobody is at the machine: it goes to sleep, or its screen is locked.

Heard on Linux over the desktop's own message bus, which is no network. Elsewhere, and where there is no bus, nothing is
heard.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SLEEP = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
"""On the system's bus: true before the machine sleeps, false once it is awake."""

SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"),
)
"""On the session's bus: true when the screen is covered, false when it is back."""


class DesktopWatch(QObject):
    """Emits ``left`` when the machine is about to sleep or its screen is locked."""

    left = Signal()

    def listen(self) -> bool:
        """Begin to listen, quietly; says whether there was a bus to listen on."""
        if not sys.platform.startswith("linux"):
            return False
        try:
            from PySide6.QtDBus import QDBusConnection  # first needed once the window is painted
        except ImportError:  # a Qt that was built without it
            return False
        system = self._hear(QDBusConnection.systemBus(), SLEEP)
        session = [self._hear(QDBusConnection.sessionBus(), saver) for saver in SAVERS]
        return system or any(session)

    def _hear(self, bus: QDBusConnection, what: tuple[str, str, str, str]) -> bool:
        return bus.isConnected() and bus.connect(*what, self, _slot("_on_told(bool)"))

    @Slot(bool)
    def _on_told(self, gone: bool) -> None:
        if gone:
            self.left.emit()


def _slot(signature: str) -> bytes:
    """Return a slot as the bus takes it: letters, whatever its declaration says."""
    return cast("bytes", SLOT(signature))
