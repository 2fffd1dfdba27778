"""The clipboard after a lock: nothing of the case is left on it, and nothing of another program's is taken."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.support.shown import ShownProgram
from tests.support.xdisplay import XDisplay, _xvfb, xdisplay  # noqa: F401 - fixtures

pytestmark = pytest.mark.xvfb


@pytest.fixture
def programs(xdisplay: XDisplay, review_path: Path, tmp_path: Path) -> tuple[ShownProgram, ShownProgram]:  # noqa: F811 - the fixture
    """Casement, and another program on the same display."""
    other = Path(shutil.copyfile(review_path, tmp_path / "Other.casement"))
    return (
        ShownProgram(xdisplay, "clipboard_program.py", review_path),
        ShownProgram(xdisplay, "clipboard_program.py", other),
    )


def test_what_was_copied_is_gone_from_every_clipboard_after_a_lock(programs: tuple[ShownProgram, ShownProgram]) -> None:
    casement, other = programs
    assert casement.ask("copy")
    assert other.ask("held") == ["Nobody had rung.", "Nobody had rung."]
    assert casement.ask("lock")
    assert other.ask("held") == ["", ""]


def test_what_another_program_copied_since_stays(programs: tuple[ShownProgram, ShownProgram]) -> None:
    casement, other = programs
    assert casement.ask("copy")
    assert other.ask("foreign")
    end = time.monotonic() + 60
    while casement.ask("owns"):  # the display tells of another owner in its own time
        assert time.monotonic() < end
    assert casement.ask("lock")
    assert other.ask("held") == ["A shopping list.", "A shopping list."]
