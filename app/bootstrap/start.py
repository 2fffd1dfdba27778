"""Starting the window: the least that shows it, then, once it is painted, all that a review needs."""

from __future__ import annotations

import argparse
import builtins
import ctypes
import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.catalogue import message_for
from app.domain.errors import KnownError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SHOT_AFTER: Final = 3000
SELF_TEST_TIME: Final = 2000
NO_WINDOW: Final = 2
"""The exit status where no window can be shown."""


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of a window start; a wrong one ends the program with a sentence and status 2."""
    parser = argparse.ArgumentParser(prog="casement", description="Open Casement's window. See also: casement --help")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the review to ask the passphrase of")
    parser.add_argument("--practice", action="store_true", help="open the practice review")
    parser.add_argument(
        "--self-test", action="store_true", help="show the window unseen, close it, and say whether it worked"
    )
    parser.add_argument("--shot", type=Path, metavar="PNG", help="once the window stands, keep a picture of it")
    parser.add_argument("--quit-after", type=int, metavar="MS", help="close by itself after so many milliseconds")
    return parser.parse_args(list(arguments))


def can_show_windows() -> bool:
    """Whether a screen is there; asked before Qt is, because Qt ends the program where there is none."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def run_window(arguments: Sequence[str]) -> int:
    """Show the window and return the exit status when it is closed."""
    options = options_of(arguments)
    if options.self_test:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not can_show_windows():
        print(f"casement: {message_for(KnownError('no_screen'))}", file=sys.stderr)
        return NO_WINDOW
    gc.disable()  # until all is loaded: what is made on the way there stays
    load_qt()
    from PySide6.QtCore import QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    from app.views.crash import CrashReporter
    from app.views.first_paint import FirstPaint
    from app.views.main_window import MainWindow
    from app.views.theme import Appearance, Theme

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Casement")
    application.setOrganizationName("Casement")
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Casement", "Casement")
    theme = Theme(application, Appearance(settings.value("appearance", Appearance.SYSTEM.value)))
    window = MainWindow(theme, settings, application)
    reporter = CrashReporter(window)
    sys.excepthook = reporter.report
    if options.file is not None:
        window.show_unlock(options.file.stem)
    first = FirstPaint(window)
    window.show()

    def load() -> None:
        """Bring in all that a review needs, now that the window is painted."""
        from app.bootstrap.conductor import Conductor
        from app.models import Base

        Base.registry.configure()  # else the first reading would, between the passphrase and the first row
        settle_program()
        conductor = Conductor(window, settings)
        application.aboutToQuit.connect(conductor.end)
        conductor.begin(options.file, practice=options.practice)

    if options.shot is not None:
        QTimer.singleShot(SHOT_AFTER, window, partial(_keep_picture, window, options.shot))
    if options.self_test or options.quit_after is not None:
        # Ends the program whatever is shown by then, the crash sheet too.
        QTimer.singleShot(options.quit_after or SELF_TEST_TIME, application.quit)
    first.painted.connect(load)
    status = application.exec()
    return 1 if reporter.reported else status


def load_qt() -> None:
    """Import Qt, and leave importing to Python.

    PySide6 puts an import of its own in the place of Python's, which reads the source of every module imported after it, in
    search of "PySide6", and keeps its lines: a quarter of a million, 22 MB. It serves ``from __feature__ import``, which
    nothing here says.
    """
    own = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = own


def settle_program() -> None:
    """Let the collector begin, and look only at what is made from now on: the program itself stays to the end.

    Else every round of it would walk over all classes and functions, a tenth of a second in the middle of typing.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


def _keep_picture(window: QWidget, to: Path) -> None:
    window.grab().save(str(to))
