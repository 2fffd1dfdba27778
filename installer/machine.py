"""What this machine has, for the scripts beside this file: which Python, and which of the system's libraries.

Runs under whatever python3 is there, before anything is installed: standard library only.

`machine.py python` prints VERSION STATE PATH of the interpreter it runs in; `machine.py missing TIER…` prints the
libraries of those tiers that do not load, NAME PACKAGES, one a line.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).resolve().with_name("libraries.txt")
OLDEST, NEWEST = (3, 11), (3, 14)
OLDEST_GLIBC = (2, 34)


def main(arguments: list[str]) -> int:
    """Answer one question on standard output; the exit status says only whether it was understood."""
    if arguments == ["python"]:
        print(f"{sys.version_info[0]}.{sys.version_info[1]} {state()} {os.path.realpath(sys.executable)}")
        return 0
    if arguments[:1] == ["missing"]:
        for library, packages in libraries(arguments[1:]):
            if not loads(library):
                print(library, packages)
        return 0
    print(__doc__, file=sys.stderr)
    return 2


def state() -> str:
    """Tell in one word whether this interpreter will do: ready, no-venv, wrong-version or old-system."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return "wrong-version"
    if sys.platform == "linux" and not wheels_fit():
        return "old-system"
    # Debian and Ubuntu ship venv without what it needs to put pip into an environment.
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return "no-venv"
    return "ready"


def wheels_fit() -> bool:
    """Whether the wheels in the lock, built for glibc, can run here."""
    try:
        name, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
        return name == "glibc" and tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_GLIBC
    except (AttributeError, OSError, ValueError):
        return False


def libraries(tiers: list[str]) -> Iterator[tuple[str, str]]:
    """Name and packages of every library that these tiers need, in the table's order."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) == 3 and columns[0] in tiers:
            yield columns[1], columns[2]


def loads(library: str) -> bool:
    """Whether the system's loader finds this library and all that it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
