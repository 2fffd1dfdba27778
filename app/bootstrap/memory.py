"""What this computer remembers between starts: files opened lately and where the reviewer was; no word of any case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QSettings

from app.views.panel import PanelState

MOST: Final = 8
"""Files kept in the list."""


class Memory:
    """Keeps recent files (can be switched off) and, for each, the places in the panels: ids and numbers only."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def remembers(self) -> bool:
        """Whether files opened lately are listed."""
        return str(self._settings.value("recent/remember", "true")) == "true"

    def set_remembers(self, remembers: bool) -> None:
        """List files opened lately, or forget them all."""
        self._settings.setValue("recent/remember", "true" if remembers else "false")
        if not remembers:
            self._settings.remove("recent/files")
            self._settings.remove("places")

    def recent(self) -> tuple[Path, ...]:
        """Return the files opened lately that are still there, the latest first."""
        found = self._read("recent/files")
        paths = [Path(str(path)) for path in cast("list[object]", found)] if isinstance(found, list) else []
        return tuple(path for path in paths if _is_there(path))

    def opened(self, path: Path) -> None:
        """Note that a file was opened."""
        if self.remembers:
            kept = [str(path), *(str(other) for other in self.recent() if other != path)][:MOST]
            self._settings.setValue("recent/files", json.dumps(kept))

    def forget(self, path: Path) -> None:
        """Take a file from the list."""
        self._settings.setValue("recent/files", json.dumps([str(other) for other in self.recent() if other != path]))
        self._settings.remove(_place(path))

    def places(self, path: Path) -> Mapping[str, PanelState]:
        """Return where the reviewer was in each panel of a file."""
        found = self._read(_place(path))
        return cast("Mapping[str, PanelState]", found) if isinstance(found, dict) else {}

    def keep_places(self, path: Path, places: Mapping[str, PanelState]) -> None:
        """Keep where the reviewer is in each panel of a file."""
        if self.remembers and places:
            self._settings.setValue(_place(path), json.dumps({key: dict(state) for key, state in places.items()}))

    def _read(self, key: str) -> object:
        try:
            return json.loads(str(self._settings.value(key, "null")))
        except ValueError:  # settings edited by hand, or of another version: as if nothing were remembered
            return None


def _is_there(path: Path) -> bool:
    """Whether a file can be seen; one on a drive that is gone or closed to us is not there, whatever the system says."""
    try:
        return path.exists()
    except OSError:
        return False


def _place(path: Path) -> str:
    return f"places/{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
