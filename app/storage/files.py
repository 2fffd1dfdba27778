"""Putting finished files in their place so that a crash leaves the old or the new, and never half of one."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.domain.errors import FileProblem

UNFINISHED: Final = ".part"
"""Ends the name of a file that is still being written; left by a crash, it may go."""

SIDE_FILES: Final = ("-journal", "-wal", "-shm")


def unfinished(path: Path) -> Path:
    """Return the name under which a file is written before it takes its place."""
    return path.with_name(path.name + UNFINISHED)


def remove_unfinished(path: Path) -> None:
    """Remove an unfinished file with its journal, if one is there."""
    for name in (path.name, *(path.name + end for end in SIDE_FILES)):
        path.with_name(name).unlink(missing_ok=True)


def to_disk(path: Path) -> None:
    """Wait until a finished file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def folder_to_disk(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can be asked for it."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            # Some file systems can't be asked this; the file itself is on the disk, and its name follows.
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


def free_name(path: Path) -> Path:
    """Return the path itself or, where it is taken, the first "name 2", "name 3" … that is not."""
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem} {number}{path.suffix}")
    return candidate


def publish(written: Path, final: Path) -> None:
    """Give a finished file its name; raises ``FileProblem("name_taken")`` rather than overwrite anything."""
    to_disk(written)
    try:
        os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as problem:
        raise FileProblem("name_taken", name=final.name) from problem
    try:
        put_aside_side_files(final)
        replace(written, final)
    except BaseException:
        with suppress(OSError):
            final.unlink()
        raise


def replace(written: Path, final: Path) -> None:
    """Let a finished file take the place of another; at every moment the name leads to one of the two, whole."""
    to_disk(written)
    written.replace(final)
    folder_to_disk(final.parent)


def put_aside_side_files(path: Path) -> None:
    """Move stray journals away from a name: SQLite would play an older file's journal into the new one."""
    for end in SIDE_FILES:
        stray = path.with_name(path.name + end)
        if stray.exists():
            stray.rename(free_name(path.with_name(f"{path.name}{end}.old")))


def move_with_side_files(path: Path, to: Path) -> None:
    """Rename a file that is not open, and its journal with it, which it needs to be whole."""
    path.rename(to)
    for end in SIDE_FILES:
        side = path.with_name(path.name + end)
        if side.exists():
            side.rename(to.with_name(to.name + end))
    folder_to_disk(to.parent)
