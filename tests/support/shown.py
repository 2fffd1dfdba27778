"""A program shown on a real display by a script of this folder, asked line by line over its input."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.xdisplay import ROOT, XDisplay


class ShownProgram:
    """A program on the display, and who asks it."""

    def __init__(self, display: XDisplay, script: str, path: Path) -> None:
        """Start a script of this folder with a review file, and wait until it is seen."""
        self.display = display
        self._child = display.start(str(ROOT / "tests" / "support" / script), str(path))
        assert self._answer() == {"ready": True}
        time.sleep(0.5)

    def _answer(self) -> Any:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            assert self._child.stderr is not None
            pytest.fail(self._child.stderr.read())
        return json.loads(line)

    def ask(self, question: str) -> Any:
        """Ask a question and return the answer."""
        assert self._child.stdin is not None
        self._child.stdin.write(question + "\n")
        self._child.stdin.flush()
        return self._answer()
