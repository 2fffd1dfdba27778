"""The program itself on a real X display, driven by keys alone; what came of it is read from the file."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.services import conversation_rows, event_rows
from app.storage.review_file import ReviewFile
from tests.journeys.journey import PASSPHRASE
from tests.support.xdisplay import XDisplay

QUIET = 3
"""Hundredths of a second that a program at rest may use of the processor in eight tenths of one: its caret blinks."""

NOTE = "the door stood open all that week"


def until(holds: Callable[[], object], longest: float = 40) -> None:
    """Wait until something holds."""
    end = time.monotonic() + longest
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def windows(display: XDisplay, title: str) -> str:
    """The numbers of the windows whose title holds some words, "" for none."""
    try:
        return display.do("search", "--onlyvisible", "--name", title)
    except subprocess.CalledProcessError:
        return ""


def locked(path: Path) -> bool:
    """Whether another program holds the review."""
    try:
        ReviewFile.open(path, PASSPHRASE).close()
    except Exception as problem:  # noqa: BLE001 - a review in use is what is asked for
        return getattr(problem, "key", "") == "file_in_use"
    return False


def rest(program: subprocess.Popen[str]) -> None:
    """Wait until a program has nothing to do: under load its window is there long before it takes keys."""
    used = [-1]

    def idle() -> bool:
        before, (*_, user, system) = used[0], Path(f"/proc/{program.pid}/stat").read_text().split(")")[-1].split()[:13]
        used[0] = int(user) + int(system)
        time.sleep(0.8)
        return used[0] - before <= QUIET

    until(idle, 90)


def unlock(display: XDisplay, program: subprocess.Popen[str], path: Path) -> None:
    """Type the passphrase, and once more where keys came too early or our own look at the file kept the program off it."""
    for _ in range(4):
        rest(program)
        display.key("ctrl+a")
        display.do("type", "--delay", "20", PASSPHRASE)
        display.key("Return")
        rest(program)
        if locked(path):
            return
    pytest.fail("the review was not opened")


@pytest.mark.xvfb
def test_a_reviewer_who_uses_the_keyboard_alone(xdisplay: XDisplay, filled_review: Path, home: Path) -> None:
    program = xdisplay.start("-m", "app", str(filled_review))
    until(lambda: windows(xdisplay, "Orchard"))
    number = windows(xdisplay, "Orchard").splitlines()[0]
    xdisplay.do("windowfocus", number)
    unlock(xdisplay, program, filled_review)
    _work(xdisplay, program)
    xdisplay.key("ctrl+l")
    until(lambda: not locked(filled_review))
    xdisplay.key("ctrl+q")
    assert program.wait(20) == 0
    _look(filled_review)


def _work(display: XDisplay, program: subprocess.Popen[str]) -> None:
    """Mark the first event; begin a conversation and write."""
    for keys in ("ctrl+1", "Home", "space", "ctrl+2", "ctrl+shift+n"):
        display.key(keys)
        rest(program)
    display.do("type", "--delay", "25", NOTE)


def _look(path: Path) -> None:
    with ReviewFile.open(path, PASSPHRASE) as file, file.session() as session:
        assert [row.in_skeleton for row in event_rows.rows(session)] == [True, False, False]
        rows = conversation_rows.listed(session)
        notes = [conversation_rows.detail(session, row.id).note.plain for row in rows]
    assert len(notes) == 2
    assert NOTE in notes
