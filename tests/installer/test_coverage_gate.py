"""The coverage limits: the whole and each guarded room are held to their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import REPOSITORY

ROOMS = ["domain", "storage", "services", "workspace"]


def summary(lines: int, of: int, branches: int = 0, of_branches: int = 0) -> dict[str, object]:
    counts = {"covered_lines": lines, "num_statements": of, "covered_branches": branches, "num_branches": of_branches}
    return {"summary": counts}


def gate(tmp_path: Path, files: dict[str, dict[str, object]]) -> subprocess.CompletedProcess[str]:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps({"files": files}), encoding="utf-8")
    command = [sys.executable, str(REPOSITORY / "installer" / "coverage_gate.py"), str(report)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def enough() -> dict[str, dict[str, object]]:
    others = {"app/views/window.py": summary(85, 100), "app/cli.py": summary(9, 10)}
    return {f"app/{room}/thing.py": summary(95, 100) for room in ROOMS} | others


def test_all_limits_reached(tmp_path: Path) -> None:
    result = gate(tmp_path, enough())
    assert result.returncode == 0, result.stdout
    assert len(result.stdout.splitlines()) == 5


@pytest.mark.parametrize("room", ROOMS)
def test_one_room_short(tmp_path: Path, room: str) -> None:
    result = gate(tmp_path, enough() | {f"app\\{room}\\more.py": summary(94, 100)})
    assert result.returncode == 1
    assert [line for line in result.stdout.splitlines() if "NOT REACHED" in line] == [
        f"coverage app/{room}: 94.5 %, at least 95 % wanted: NOT REACHED"
    ]


def test_the_whole_short(tmp_path: Path) -> None:
    result = gate(tmp_path, enough() | {"app/views/other.py": summary(10, 100)})
    assert result.returncode == 1
    assert "coverage app: 79.3 %" in result.stdout


def test_branches_count(tmp_path: Path) -> None:
    result = gate(tmp_path, enough() | {"app/domain/thing.py": summary(100, 100, 0, 20)})
    assert result.returncode == 1
    assert "coverage app/domain: 83.3 %" in result.stdout


def test_a_room_that_was_not_measured_does_not_pass(tmp_path: Path) -> None:
    files = enough()
    del files["app/storage/thing.py"]
    result = gate(tmp_path, files)
    assert result.returncode == 1
    assert "coverage app/storage: nothing measured" in result.stdout
