"""Start Casement: a command without a window where one is named, the window otherwise."""

from __future__ import annotations

import sys

from app.cli import COMMANDS, main, wants_help


def start() -> int:
    """Run what the arguments ask for and return the exit status."""
    arguments = sys.argv[1:]
    if wants_help(arguments) or any(argument in COMMANDS for argument in arguments[:1]):
        return main(arguments)
    from app.bootstrap import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(start())
