"""Listens to the desktop's bus as the program does, or speaks on it as the desktop does.

``listen`` prints "listening", and then a line each time the user is told to have left; ``speak SERVICE PATH INTERFACE NAME
true|false …`` says so under the service's name, once a word.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from app.workspace.desktop import DesktopWatch


def listen(application: QCoreApplication) -> int:
    """Tell what is heard, until the input ends the program."""
    watch = DesktopWatch()
    watch.left.connect(lambda: print("left", flush=True))
    print("listening" if watch.listen() else "no bus", flush=True)
    return application.exec()


def speak(service: str, path: str, interface: str, name: str, *words: str) -> int:
    """Say on the bus what the desktop says."""
    bus = QDBusConnection.sessionBus()
    if not bus.registerService(service):
        return 1
    for word in words:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments([word == "true"])
        bus.send(message)
    return 0


if __name__ == "__main__":
    made = QCoreApplication(sys.argv[:1])
    sys.exit(listen(made) if sys.argv[1] == "listen" else speak(*sys.argv[2:]))
