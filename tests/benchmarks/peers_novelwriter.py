"""novelWriter with the rows handed in: its window opened on them, its search asked. Runs in the peers' own Python."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Make the project (a note a month), open it in novelWriter's window, search, and print seconds as JSON."""
    rows: list[list[str]] = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    words: list[str] = json.loads(sys.argv[2])
    home = Path(os.environ["HOME"])
    from novelwriter import CONFIG, SHARED  # type: ignore[import-not-found]  # in the peers' own Python
    from novelwriter.core.coretools import ProjectBuilder  # type: ignore[import-not-found]
    from novelwriter.guimain import GuiMain  # type: ignore[import-not-found]
    from PyQt6.QtCore import QEventLoop, QModelIndex, QTimer  # type: ignore[import-not-found]
    from PyQt6.QtWidgets import QApplication  # type: ignore[import-not-found]

    application: Any = QApplication(sys.argv[:1])
    CONFIG.initConfig(str(home), str(home))
    CONFIG.loadConfig()
    CONFIG.initLocalisation(application)
    SHARED.initTheme(_theme())
    SHARED.warn = SHARED.question = _answered
    begun = time.perf_counter()
    window: Any = GuiMain()
    window.show()
    application.processEvents()
    made = time.perf_counter() - begun
    builder: Any = ProjectBuilder()
    if not builder.buildProject({"name": "Case", "author": "A", "path": home / "case", "chapters": 0, "scenes": 0}):
        raise SystemExit("novelWriter's project can't be made")
    window.openProject(builder.projPath)
    project: Any = SHARED.project
    root = next(item.itemHandle for item in project.tree if item.isRootType())
    months: dict[str, list[str]] = {}
    for when, _agency, what in rows:
        months.setdefault(when[:7], []).append(what)
    for month, told in months.items():
        handle = project.newFile(month, root)
        text = f"## {month}\n\n" + "\n\n".join(told)
        project.storage.getDocument(handle).writeDocument(text)
        project.index.scanText(handle, text)
    window.saveProject()
    window.closeProject(True)
    begun = time.perf_counter()
    if not window.openProject(builder.projPath):
        raise SystemExit("novelWriter's project can't be opened")
    application.processEvents()
    opened = time.perf_counter() - begun
    waiting = QEventLoop()
    QTimer.singleShot(int(sys.argv[3]), waiting.quit)
    waiting.exec()
    panel, searched = window.projSearch, []
    for typed in words:
        panel.searchText.setText(typed)
        begun = time.perf_counter()
        panel._processSearch()
        application.processEvents()
        searched.append(time.perf_counter() - begun)
    found = panel._model.rowCount(QModelIndex())
    print(json.dumps({"window": made, "key": 0.0, "opened": opened, "searched": searched, "found": found}))
    sys.stdout.flush()
    os._exit(0)


def _answered(*_words: object, **_more: object) -> bool:
    """Let no box wait for a click: it would, at closing, and where the machine has no dictionary."""
    return True


def _theme() -> Any:
    from novelwriter.gui.theme import GuiTheme  # type: ignore[import-not-found]

    return GuiTheme()


if __name__ == "__main__":
    main()
