"""Hold coverage to its limits: coverage_gate.py COVERAGE.json, as written by `coverage json` with branches.

The whole of app must reach one limit, and each room that keeps or changes a review a higher one of its own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

WHOLE = 90.0
ROOMS = {"domain": 95.0, "storage": 95.0, "services": 95.0, "workspace": 95.0}


def main(arguments: list[str]) -> int:
    """Print each share beside its limit; the exit status says whether all were reached."""
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    results = [passes(name, share(files), limit) for name, files, limit in groups(report["files"])]
    return 0 if all(results) else 1


def groups(files: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]], float]]:
    """The measured files' summaries, for all of app and then for each room, with the limit of each."""
    rooms: dict[str, list[dict[str, Any]]] = {room: [] for room in ROOMS}
    for name, measured in files.items():
        room = room_of(name)
        if room in rooms:
            rooms[room].append(measured["summary"])
    whole = [measured["summary"] for measured in files.values()]
    return [("app", whole, WHOLE), *((f"app/{room}", rooms[room], limit) for room, limit in ROOMS.items())]


def room_of(name: str) -> str:
    """The folder of app that a file stands in, whichever system wrote its path."""
    parts = (PureWindowsPath(name) if "\\" in name else PurePosixPath(name)).parts
    after = parts[parts.index("app") + 1 :] if "app" in parts else ()
    return after[0] if len(after) > 1 else ""


def share(summaries: list[dict[str, Any]]) -> float | None:
    """Lines and branches run, in per cent of those there are; None where there are none."""
    there = sum(summary["num_statements"] + summary.get("num_branches", 0) for summary in summaries)
    run = sum(summary["covered_lines"] + summary.get("covered_branches", 0) for summary in summaries)
    return 100.0 * run / there if there else None


def passes(name: str, reached: float | None, limit: float) -> bool:
    """Print one line; a room where nothing was measured does not pass, for then the measuring is broken."""
    if reached is None:
        print(f"coverage {name}: nothing measured, at least {limit:.0f} % wanted")
        return False
    enough = reached >= limit
    print(f"coverage {name}: {reached:.1f} %, at least {limit:.0f} % wanted{'' if enough else ': NOT REACHED'}")
    return enough


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
