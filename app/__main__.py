"""Start Casement: a command without a window where one is named, the window otherwise."""

from __future__ import annotations

import sys

from app.cli import COMMANDS, main, wants_help

READ_RETURN = "--read-return"
"""With this argument a frozen program is the child that reads one return (``app/documents/returns/child.py``)."""


def keep_no_core() -> None:
    """Ask the system to keep no memory image of this program should it crash: it would hold the case in the clear."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def start() -> int:
    """Run what the arguments ask for and return the exit status."""
    arguments = sys.argv[1:]
    keep_no_core()
    if arguments[:1] == [READ_RETURN]:
        from app.documents.returns import child

        return child.main()
    if wants_help(arguments) or (arguments and arguments[0] in COMMANDS):
        return main(arguments)
    from app.bootstrap.start import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(start())
