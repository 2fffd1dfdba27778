"""Bouquin 0.7 with the rows handed in: its window opened on them, its search asked. Runs in the peers' own Python."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

KEY = "nine slow barges under low bridges"


def main() -> None:
    """Make the notebook (a page a day), open it in Bouquin's window, search, and print seconds as JSON.

    Its window is made and its notebook opened in one; ``key`` is its connecting alone, which derives the key.
    """
    rows: list[list[str]] = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    words: list[str] = json.loads(sys.argv[2])
    home = Path(os.environ["HOME"])
    from bouquin.db import DBConfig, DBManager  # type: ignore[import-not-found]  # in the peers' own Python
    from bouquin.main_window import MainWindow  # type: ignore[import-not-found]
    from bouquin.settings import APP_NAME, APP_ORG, get_settings  # type: ignore[import-not-found]
    from bouquin.theme import Theme, ThemeConfig, ThemeManager  # type: ignore[import-not-found]
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    application.setApplicationName(APP_NAME)
    application.setOrganizationName(APP_ORG)
    path = home / "notebook.db"
    database: Any = DBManager(DBConfig(path=path, key=KEY))
    if not database.connect():
        raise SystemExit("Bouquin's notebook can't be made")
    days: dict[str, list[str]] = {}
    for when, _agency, what in rows:
        days.setdefault(when, []).append(what)
    for day, told in days.items():
        database.save_new_version(day, "\n\n".join(told))
    database.close()
    settings = get_settings()
    settings.setValue("db/default_db", str(path))
    settings.setValue("db/key", KEY)
    keys: list[float] = []
    for _ in range(3):
        begun = time.perf_counter()
        again: Any = DBManager(DBConfig(path=path, key=KEY))
        again.connect()
        keys.append(time.perf_counter() - begun)
        again.close()
    key = sorted(keys)[1]
    begun = time.perf_counter()
    themes = ThemeManager(application, ThemeConfig(theme=Theme.LIGHT))
    window: Any = MainWindow(themes=themes)
    window.show()
    application.processEvents()
    opened = time.perf_counter() - begun - key
    waiting = QEventLoop()
    QTimer.singleShot(int(sys.argv[3]), waiting, waiting.quit)
    waiting.exec()
    searched = []
    for typed in words:
        begun = time.perf_counter()
        window.search.search.setText(typed)
        application.processEvents()
        searched.append(time.perf_counter() - begun)
    found = window.search.results.count()
    print(json.dumps({"window": 0.0, "key": key, "opened": opened, "searched": searched, "found": found}))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
