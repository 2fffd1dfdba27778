"""The same 5,000 rows opened and searched in Casement, Bouquin 0.7 and novelWriter.

Run on request only, by ``python -m tests.benchmarks.peers_search``. The peers stay out of the project's requirements: they
are looked for in the Python of their own that ``--peers FOLDER`` names, and put there with ``--install``; where they are not
to be had, this says so. Each program opens the rows in its own window and searches them with its own search, in a process
of its own; the best of several runs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measuring import EVENTS, ROOT, Ratio, words_of

PEERS = ("bouquin==0.7.0", "novelwriter")
TYPED = ("appointment 12", "1234")
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


def measure(python: Path, program: str, events: int) -> dict[str, float] | None:
    """Return seconds to open and to search the rows in one program; None where it can't be run."""
    with TemporaryDirectory() as home:
        given = Path(home) / "rows.json"
        given.write_text(json.dumps(rows(events)), "utf-8")
        own = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        path = {"PYTHONPATH": str(ROOT)} if program == "peers_casement" else {}
        try:
            done = subprocess.run(
                [str(python), str(Path(__file__).with_name(f"{program}.py")), str(given), json.dumps(TYPED)],
                env=os.environ | own | path, capture_output=True, text=True, check=True, timeout=PATIENCE, cwd=home,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return None
    said = json.loads(done.stdout.strip().splitlines()[-1])
    return {"opened": said["opened"], "searched": sum(said["searched"])}


def bench(folder: Path, events: int = EVENTS, turns: int = 3) -> list[Ratio]:
    """Return Casement's times over each peer's; a peer that can't be run is left out."""
    ours = _best(Path(sys.executable), "peers_casement", events, turns)
    if ours is None:
        raise RuntimeError("Casement itself can't be run")
    found: list[Ratio] = []
    for peer in ("bouquin", "novelwriter"):
        theirs = _best(python_of(folder), f"peers_{peer}", events, turns)
        for what in ("opened", "searched") if theirs else ():
            if theirs:
                figures = f"{ours[what] * 1000:.0f} ms / {theirs[what] * 1000:.0f} ms"
                found.append(Ratio(f"{events:,} rows {what} / {peer}", ours[what] / theirs[what], LIMIT, figures))
    return found


def _best(python: Path, program: str, events: int, turns: int) -> dict[str, float] | None:
    runs = [found for _ in range(turns) if (found := measure(python, program, events))]
    return {what: min(run[what] for run in runs) for what in ("opened", "searched")} if runs else None


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
    missing = [peer for peer in ("bouquin", "novelwriter") if not any(peer in each.name for each in found)]
    if missing:
        print(f"Not compared, since it can't be run here: {', '.join(missing)}. (--install puts the peers there.)")
    return 1 if missing or any(each.ratio > each.limit for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
