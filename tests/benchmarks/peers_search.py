"""The same 5,000 rows opened and searched in Casement, Bouquin 0.7 and novelWriter.

Run on request only, by ``python -m tests.benchmarks.peers_search``. The peers stay out of the project's requirements: they
are looked for in the Python of their own that ``--peers FOLDER`` names, and put there with ``--install``; where they are not
to be had, this says so. Each program runs in a process of its own, in turn with the others; medians count, and the least and
most beside them say how noisy the machine was.

"Opened" is, for all alike, from nothing but the program's modules to its window standing with the case open: making the
window and opening in it. Of the two that encrypt, deriving the key from the passphrase is left out and given by itself
(both do it a quarter of a million times, on purpose). What opening shows differs: Casement all rows in order, novelWriter
the list of its notes and one of them, Bouquin one day's page. Then each has its loop run for as long as one takes to type a
word, and is asked to search: the first time by itself, then the next ones.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measuring import EVENTS, ROOT, Ratio, words_of

PEERS = ("bouquin==0.7.0", "novelwriter")
PROGRAMS = ("bouquin", "novelwriter")
TYPED = ("appointment 12", "1234", "grandmother", "within 7 weeks")
THOUGHT = 4000
"""Milliseconds from the window's standing to the first search: the way to the field, and a word typed."""

COMPARED = ("opened", "first search", "next searches")
Figures = dict[str, float]
LIMIT = 1.0
PATIENCE = 300
"""Seconds that a program is given."""


def rows(events: int) -> list[tuple[str, str, str]]:
    """Return day, agency and words of each event, those of ``make_review``."""
    return [
        (f"{2008 + n // 600}-{n // 50 % 12 + 1:02}-{n % 28 + 1:02}", f"Agency {n % 8} of the town", words_of(n))
        for n in range(events)
    ]


def install(folder: Path) -> None:
    """Make a Python of the peers' own and put them there."""
    venv.create(folder, with_pip=True, clear=True)
    subprocess.run([str(python_of(folder)), "-m", "pip", "install", "--quiet", *PEERS], check=True)


def python_of(folder: Path) -> Path:
    """Return the interpreter of a folder made by ``venv``."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def measure(python: Path, program: str, events: int) -> Figures | None:
    """Return the seconds that one program took, by what was done; None where it can't be run."""
    with TemporaryDirectory() as home:
        given = Path(home) / "rows.json"
        given.write_text(json.dumps(rows(events)), "utf-8")
        own = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        path = {"PYTHONPATH": str(ROOT)} if program == "peers_casement" else {}
        program_file = str(Path(__file__).with_name(f"{program}.py"))
        try:
            done = subprocess.run(
                [str(python), program_file, str(given), json.dumps(TYPED), str(THOUGHT)],
                env=os.environ | own | path, capture_output=True, text=True, check=True, timeout=PATIENCE, cwd=home,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return None
    said = json.loads(done.stdout.strip().splitlines()[-1])
    first, *following = said["searched"]
    return {
        "key": said["key"],
        "opened": said["window"] + said["opened"],
        "of it after the window stood": said["opened"],
        "first search": first,
        "next searches": sum(following) / len(following),
    }


def bench(folder: Path, events: int = EVENTS, turns: int = 5) -> list[Ratio]:
    """Return Casement's times over each peer's, taken in turn; a peer that can't be run is left out."""
    programs = {"casement": Path(sys.executable), **dict.fromkeys(PROGRAMS, python_of(folder))}
    runs: dict[str, list[Figures]] = {name: [] for name in programs}
    for _ in range(turns):
        for name, python in programs.items():
            if figures := measure(python, f"peers_{name}", events):
                runs[name].append(figures)
    if not runs["casement"]:
        raise RuntimeError("Casement itself can't be run")
    for name, taken in runs.items():
        for what in taken[0] if taken else ():
            times = sorted(each[what] * 1000 for each in taken)
            print(f"{name:12} {what:30} {statistics.median(times):7.0f} ms  ({times[0]:.0f} to {times[-1]:.0f})")
    found: list[Ratio] = []
    for peer in PROGRAMS:
        for what in COMPARED if runs[peer] else ():
            ours, theirs = (statistics.median(each[what] for each in runs[name]) for name in ("casement", peer))
            figures = f"{ours * 1000:.0f} ms / {theirs * 1000:.0f} ms"
            found.append(Ratio(f"{events:,} rows, {what} / {peer}", ours / theirs, LIMIT, figures))
    return found


def main() -> int:
    """Run and print; the exit status says whether Casement was ahead of every peer that could be run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, default=Path.home() / ".cache" / "casement-peers")
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--events", type=int, default=EVENTS)
    asked = parser.parse_args()
    if asked.install:
        try:
            install(asked.peers)
        except (OSError, subprocess.SubprocessError):
            print("The peers can't be installed here.")
            return 2
    found = bench(asked.peers, asked.events)
    for name, ratio, limit, detail in found:
        print(f"{'kept  ' if ratio <= limit else 'MISSED'} {ratio:6.2f}  (limit {limit:g})  {name}: {detail}")
    missing = [peer for peer in PROGRAMS if not any(peer in each.name for each in found)]
    if missing:
        print(f"Not compared, since it can't be run here: {', '.join(missing)}. (--install puts the peers there.)")
    return 1 if missing or any(each.ratio > each.limit for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
