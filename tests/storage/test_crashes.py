"""Killed at any moment, out of room, beside another window: what was acknowledged stays."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import FileProblem
from app.storage.review_file import ReviewFile

posix = pytest.mark.skipif(os.name == "nt", reason="kills, limits and permissions in the POSIX way")
pytestmark = posix
Harness = Callable[..., Any]


def test_kills_in_the_middle_of_commits_lose_no_acknowledged_row(harness: Harness) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    found = harness("kills", "30", str(seed))
    assert found["missing"] == []
    assert found["acknowledged"] >= 24 * 2


def test_kills_in_the_middle_of_a_change_of_passphrase_leave_the_old_or_the_new(harness: Harness) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    found = harness("change_killed", "24", str(seed))
    assert found["neither"] == 0
    assert found["lost"] == 0
    assert found["left over"] == 0
    assert found["old"] > 0
    assert found["old"] + found["new"] == 24


def test_a_full_disk_loses_nothing_and_writing_works_again(harness: Harness) -> None:
    found = harness("full_disk")
    assert found["written"] > 0
    assert found["missing"] == []
    assert found["sound"]
    assert set(found["problems"]) == {"write", "copy", "backup", "step", "change", "reopened"}
    assert set(found["problems"].values()) <= {"no_space", "disk_error"}
    assert found["left"] == []


def test_another_window_is_told_at_once_and_no_lock_outlives_a_kill(path: Path, passphrase: str) -> None:
    command = [sys.executable, str(Path(__file__).with_name("harness.py")), "hold", str(path), passphrase]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for _ in range(2):  # the second try shows that the first did not loosen the other's lock
            began = time.monotonic()
            with pytest.raises(FileProblem) as caught:
                ReviewFile.open(path, passphrase)
            assert caught.value.key == "file_in_use"
            assert time.monotonic() - began < 2
        other.send_signal(signal.SIGKILL)
    with ReviewFile.open(path, passphrase) as review:
        assert not review.read_only


def unprivileged() -> tuple[str, ...]:
    """Return what to run a command with so that permissions hold for it even where the tests run as root."""
    return ("setpriv", "--bounding-set=-all") if os.geteuid() == 0 else ()


def test_a_read_only_folder_is_opened_for_reading_and_says_so(harness: Harness, path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        found = harness("try_open", prefix=unprivileged())
        created = harness("try_create", prefix=unprivileged())
    finally:
        path.parent.chmod(0o700)
    assert found["read_only"]
    assert found["titles"] == ["Lane 0", "Lane 1", "Lane 2"]
    assert found["problems"] == ["file_read_only", "file_read_only", "folder_read_only"]
    assert not found["backup_due"]
    assert created == {"problem": "folder_read_only"}


def test_a_read_only_file_is_opened_for_reading(harness: Harness, path: Path) -> None:
    path.chmod(0o400)
    found = harness("try_open", prefix=unprivileged())
    assert found["read_only"]
    assert found["problems"] == ["file_read_only", "file_read_only"]
    assert path.with_name("Copy.casement").exists()


def test_a_file_that_may_not_be_read_says_so(harness: Harness, path: Path) -> None:
    path.chmod(0)
    assert harness("try_open", prefix=unprivileged()) == {"problem": "not_readable"}


def test_a_file_left_by_a_crash_in_a_read_only_folder_says_so(harness: Harness, path: Path, passphrase: str) -> None:
    with ReviewFile.open(path, passphrase) as review:
        connection = review._live_connection()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE lane SET title='changed'")
        connection.execute("PRAGMA cache_spill=1")
        journal = path.with_name(path.name + "-journal")
        crashed = path.parent / "crashed"
        crashed.mkdir()
        # The copy is made by another process: one here would drop the locks.
        subprocess.run(["cp", str(path), str(journal), str(crashed)], check=True)
        assert (crashed / journal.name).stat().st_size > 0
    shutil.move(crashed / path.name, path)
    shutil.move(crashed / journal.name, journal)
    data = bytearray(journal.read_bytes())
    data[:12] = bytes.fromhex("d9d505f920a163d700000001")[:12]
    journal.write_bytes(data)
    path.parent.chmod(0o500)
    try:
        found = harness("try_open", prefix=unprivileged())
    finally:
        path.parent.chmod(0o700)
    assert found == {"problem": "unfinished_read_only"}
    with ReviewFile.open(path, passphrase) as review:
        assert not review.read_only


def test_nothing_but_sqlite_opens_the_live_file(harness: Harness) -> None:
    assert harness("openers") == {"found": 0, "control": 1}
