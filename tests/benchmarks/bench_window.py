"""Casement's window standing at the unlock screen beside a bare PySide6 window, and its memory with 5,000 events open."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, make_review, run_child

START_LIMIT = 1.5
MEMORY_LIMIT = 2.0


def bench(events: int = EVENTS, turns: int = 5) -> list[Ratio]:
    """Each start is a process of its own; the best of several, taken in turn."""
    with TemporaryDirectory() as folder:
        path = str(make_review(Path(folder) / "Big.casement", events))
        ours = [_start("window_ours", path) for _ in range(turns)]
        theirs = [_start("window_bare") for _ in range(turns)]
        opened = _start("window_ours", path, PASSPHRASE)
    mine, other = (min(each["painted"] for each in starts) for starts in (ours, theirs))
    loaded = min(each["ready"] for each in ours)
    figures = f"{mine * 1000:.0f} ms (all loaded behind it after {loaded * 1000:.0f} ms) / {other * 1000:.0f} ms"
    bare = min(each["memory"] for each in theirs)
    held = opened["memory"]
    memory = (
        f"{held / 1024:.0f} MB (of them {ours[0]['memory'] / 1024:.0f} before the review is open) / {bare / 1024:.0f} MB"
    )
    return [
        Ratio("Window standing at the unlock screen / bare PySide6 window", mine / other, START_LIMIT, figures),
        Ratio(f"Peak memory with {events:,} events open / bare window", held / bare, MEMORY_LIMIT, memory),
    ]


def _start(program: str, *arguments: str) -> dict[str, float]:
    begun = time.time()
    said = dict(line.split() for line in run_child(program, *arguments).splitlines())
    return {key: float(value) - (0 if key == "memory" else begun) for key, value in said.items()}
