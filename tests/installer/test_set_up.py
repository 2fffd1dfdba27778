"""A whole set-up from a folder of wheels: made once, tried, switched over to, and never at the cost of the old one."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from .conftest import Copy, lock_small_part

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sh scripts; Windows has installer/casement.ps1")


def folders(scripts: Copy) -> list[str]:
    return sorted(path.name for path in scripts.environments.glob("run-*-py*"))


def test_set_up_once_then_start_at_once_and_survive_a_wrong_part(scripts: Copy, small_part: Path) -> None:
    # A set-up that died left its turn behind: this one takes it over.
    turn = scripts.environments / "setting-up"
    turn.mkdir(parents=True)
    (turn / "owner").write_text("999999999\n", encoding="utf-8")
    first = scripts.run("casement", "--wheels", str(small_part), "check", "one")
    assert not turn.exists()
    assert first.returncode == 0, first.stderr
    assert first.stdout.endswith("|check|one\n")
    assert "setting up, once" in first.stderr
    [made] = folders(scripts)
    assert f"-py{sys.version_info[0]}.{sys.version_info[1]}-" in made

    second = scripts.run("casement", "check", "two")
    assert (second.returncode, second.stderr) == (0, "")

    # The same lock with one hash wrong is another lock: its environment must not come to be, and the old one stays.
    lock = scripts.installer / "requirements.lock"
    right = lock.read_bytes()
    lock_small_part(scripts, hashlib.sha256(b"something else").hexdigest())
    wrong = scripts.run("casement", "--wheels", str(small_part), "check", "three")
    assert wrong.returncode == 1
    assert "not the one this version was checked with" in wrong.stderr
    assert "nothing was changed" in wrong.stderr
    assert wrong.stdout == ""
    assert folders(scripts) == [made]
    lock.write_bytes(right)
    assert scripts.run("casement", "check", "four").stderr == ""


def test_a_new_environment_that_fails_its_check_is_not_switched_to(scripts: Copy, small_part: Path) -> None:
    older = scripts.add_environment(Path(sys.executable), "commands", name="older")
    old = scripts.add_environment(Path(sys.executable), "commands", name="old")
    check = scripts.installer / "environment_check.py"
    right = check.read_bytes()
    check.write_text("raise SystemExit('planted: this does not work')\n", encoding="utf-8")
    failed = scripts.run("casement", "--wheels", str(small_part), "--set-up-again", "check")
    assert failed.returncode == 1
    assert "did not pass their check" in failed.stderr
    assert "planted: this does not work" in failed.stderr
    assert folders(scripts) == [old.name, older.name]
    assert scripts.run("casement", "check").returncode == 0

    check.write_bytes(right)
    assert scripts.run("casement", "--wheels", str(small_part), "--set-up-again", "check").returncode == 0
    # The last one stays, for a window may still be open on it; older ones go.
    [new, kept] = folders(scripts)
    assert kept == old.name
    assert (scripts.environments / new.rsplit("-py", 1)[0]).read_text(encoding="utf-8") == f"{new}\n"


def test_a_part_missing_from_the_folder_is_named(scripts: Copy, small_part: Path) -> None:
    next(small_part.glob("*.whl")).unlink()
    result = scripts.run("casement", "--wheels", str(small_part), "check")
    assert result.returncode == 1
    assert "lacks a part" in result.stderr
    assert "smallpart==1" in result.stderr


def test_no_way_to_the_source_is_called_network_or_certificate(scripts: Copy, small_part: Path) -> None:
    assert small_part.is_dir()
    # Nothing listens there, which is what an unreachable source looks like; one try is enough for a test.
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": "/dev/null"}
    result = scripts.run("casement", "check", **nowhere)
    assert result.returncode == 1
    assert "it is the network or a certificate" in result.stderr
    assert "--wheels DIR" in result.stderr
    assert folders(scripts) == []
