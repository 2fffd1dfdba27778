"""A real X display for tests: Xvfb on a free number, a mouse and keys by xdotool, programs as child processes.

Use the fixture ``xdisplay`` (import it in a conftest) with the marker ``xvfb``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("Xvfb", "xdotool")


@dataclass
class XDisplay:
    """A display with what drives it."""

    name: str
    children: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a Python program of the tests on this display; what it prints can be read line by line."""
        child = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.children.append(child)
        return child

    def do(self, *words: str) -> str:
        """Run one xdotool command."""
        env = os.environ | {"DISPLAY": self.name}
        done = subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, check=True, timeout=20)
        return done.stdout.strip()

    def move(self, x: int, y: int) -> None:
        """Move the pointer."""
        self.do("mousemove", str(x), str(y))

    def drag(
        self, start: tuple[int, int], end: tuple[int, int], during: Callable[[], object] | None = None, *, steps: int = 10
    ) -> None:
        """Press, move in small steps as a hand does, do something on the way, rest, and release."""
        self.move(*start)
        time.sleep(0.1)
        self.do("mousedown", "1")
        for step in range(1, steps + 1):
            time.sleep(0.06)
            self.move(*(round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True)))
        time.sleep(0.3)
        if during is not None:
            during()
            time.sleep(0.2)
        self.do("mouseup", "1")
        time.sleep(0.3)

    def key(self, keys: str) -> None:
        """Press a key, as xdotool names it."""
        self.do("key", keys)

    def stop_children(self) -> None:
        """End every program that was started here."""
        for child in self.children:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            for pipe in (child.stdin, child.stdout, child.stderr):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
        self.children.clear()


@pytest.fixture(scope="session")
def _xvfb() -> Iterator[str]:
    """A running Xvfb; its name, as ``DISPLAY`` wants it."""
    lacking = [program for program in PROGRAMS if shutil.which(program) is None]
    if lacking:
        pytest.skip(f"not installed here: {', '.join(lacking)}")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    assert re.fullmatch(r"\d+", number), "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def xdisplay(_xvfb: str) -> Iterator[XDisplay]:
    """A display for one test; what was started on it ends with the test."""
    display = XDisplay(_xvfb)
    yield display
    display.stop_children()
