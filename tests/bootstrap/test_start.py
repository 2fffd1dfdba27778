"""Starting the window: its arguments, a place without a screen, and a real start in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap.start import NO_WINDOW, can_show_windows, options_of
from app.domain.resources import resource_path

ROOT = resource_path().parent
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def start(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Start the program without a screen unless ``more`` names one."""
    kept = {key: value for key, value in os.environ.items() if key not in SCREENS}
    places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env=kept | places | more,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_arguments_say_what_to_open() -> None:
    options = options_of(["Orchard.casement", "--quit-after", "20"])
    assert (options.file, options.quit_after, options.practice) == (Path("Orchard.casement"), 20, False)
    assert options_of(["--practice"]).practice


def test_a_wrong_argument_ends_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        options_of(["--no-such-thing"])
    assert ended.value.code == 2
    assert "--no-such-thing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("screens", "shown"),
    [
        ({}, False),
        ({"DISPLAY": ":4093"}, False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_whether_there_is_a_screen(monkeypatch: pytest.MonkeyPatch, screens: dict[str, str], *, shown: bool) -> None:
    for key in SCREENS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for key, value in screens.items():
        monkeypatch.setenv(key, value)
    assert can_show_windows() is shown
    monkeypatch.setattr(sys, "platform", "win32")
    assert can_show_windows()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    ended = start(tmp_path)
    assert ended.returncode == NO_WINDOW
    assert ended.stderr.startswith("casement: ")
    assert "Traceback" not in ended.stderr


def test_the_window_shows_itself_and_a_picture_of_it_is_kept(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    ended = start(
        tmp_path, str(tmp_path / "Orchard.casement"), "--shot", str(picture), "--quit-after", "6000",
        QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")


LOADED = """
import builtins, gc, linecache
own = builtins.__import__
from app.bootstrap.start import load_qt, settle_program
gc.disable()
load_qt()
import app.bootstrap.conductor
assert builtins.__import__ is own, "Qt's import stands in the place of Python's"
lines = sum(len(kept[2]) for kept in linecache.cache.values() if len(kept) > 2)
assert lines < 20_000, f"{lines} lines of source are kept"
settle_program()
assert gc.isenabled() and gc.get_freeze_count() > 10_000
import sys
print([name for name in ("lxml", "docx", "openpyxl", "zxcvbn") if name in sys.modules])
"""


def test_a_loaded_program_keeps_no_source_and_nothing_that_few_sittings_need() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.stderr.strip(), done.returncode) == ("[]", "", 0)
