"""Make the pictures that the README shows, from the practice review: ``python -m installer.make_pictures``.

Runs without a screen. Look at them before committing: they are what people see first.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.conductor import Conductor
from app.bootstrap.practice import PRACTICE_PASSPHRASE, make_practice_review
from app.domain.resources import resource_path
from app.storage.review_file import ReviewFile
from app.views.main_window import MainWindow
from app.views.theme import Appearance, Theme

PICTURES = (("listen", Appearance.LIGHT), ("analyse", Appearance.LIGHT), ("write", Appearance.DARK))
SIZE = (1366, 768)


def main() -> int:
    """Make each picture in a window of its own size."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Practice review.casement"
        make_practice_review(path, PRACTICE_PASSPHRASE).close()
        for desk, appearance in PICTURES:
            _keep(application, path, desk, appearance)
    return 0


def _keep(application: QApplication, path: Path, desk: str, appearance: Appearance) -> None:
    settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
    settings.clear()
    window = MainWindow(Theme(application, appearance), settings, application)
    window.resize(*SIZE)
    window.show()
    conductor = Conductor(window, settings)
    conductor.workspace.take(ReviewFile.open(path, PRACTICE_PASSPHRASE))
    if window.desks is not None:
        window.desks.change_desk(desk)
    _settle(1500)
    window.grab().save(str(resource_path("pictures", f"{desk}.png")))
    conductor.end()
    window.close()


def _settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
