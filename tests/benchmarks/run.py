"""Run every benchmark, or those named: ``python -m tests.benchmarks.run [open edit …]``.

Prints each ratio beside its limit, both sides measured in this run; the exit status says whether all limits were kept.
"""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "window", "open", "edit", "filter", "search", "import", "reading", "take_in", "difference", "report", "picture",
    "likeness", "coverage", "outputs",
)  # fmt: skip


def main() -> int:
    """Run and print."""
    missed = 0
    for name in sys.argv[1:] or NAMES:
        for title, ratio, limit, detail in import_module(f"tests.benchmarks.bench_{name}").bench():
            kept = ratio <= limit
            missed += not kept
            print(f"{'kept  ' if kept else 'MISSED'} {ratio:6.2f}  (limit {limit:g})  {title}: {detail}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
