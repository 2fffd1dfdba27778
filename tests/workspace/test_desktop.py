"""The desktop's bus: sleep and a locked screen are heard, being awake again is not, and no bus is no trouble."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.workspace.desktop import SAVERS, SLEEP, DesktopWatch

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(ROOT / "tests" / "support" / "bus_program.py")
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus of the test's own, which is the system's and the session's in one."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("not installed here: dbus-daemon")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the program of the tests on a bus; it ends with the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(address: str, *words: str) -> subprocess.Popen[str]:
        places = dict.fromkeys(("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"), address)
        child = subprocess.Popen(
            [sys.executable, PROGRAM, *words],
            env=os.environ | places | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(child)
        return child

    yield begin
    for child in started:
        child.terminate()
        child.communicate(timeout=10)


@pytest.mark.parametrize("what", [SLEEP, SAVERS[0], SAVERS[2]])
def test_what_the_desktop_says_is_heard(bus: str, start: Start, what: tuple[str, ...]) -> None:
    program = start(bus, "listen")
    assert program.stdout is not None
    assert program.stdout.readline() == "listening\n"
    # Back first, which is not heard: otherwise there would be three lines, and none is left over below.
    assert start(bus, "speak", *what, "false", "true", "false", "true").wait(20) == 0
    assert [program.stdout.readline() for _ in range(2)] == ["left\n", "left\n"]
    program.terminate()
    rest, complaints = program.communicate(timeout=10)
    assert (rest, complaints) == ("", "")


def test_without_a_bus_nothing_is_heard_and_nothing_said(start: Start, tmp_path: Path) -> None:
    program = start(f"unix:path={tmp_path / 'nowhere'}", "listen")
    assert program.stdout is not None
    assert program.stdout.readline() == "no bus\n"
    program.terminate()
    assert program.communicate(timeout=10) == ("", "")


def test_elsewhere_than_on_linux_there_is_no_such_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not DesktopWatch().listen()


def test_a_qt_without_the_bus_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtDBus", None)
    assert not DesktopWatch().listen()


def test_going_is_told_and_coming_back_is_not(qtbot: QtBot) -> None:
    watch = DesktopWatch()
    with qtbot.assertNotEmitted(watch.left):
        watch._on_told(False)
    with qtbot.waitSignal(watch.left):
        watch._on_told(True)
