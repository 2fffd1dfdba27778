"""Saving a document where the user asked: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
from pathlib import Path

from app.domain.errors import ExportProblem
from app.domain.text import new_id

REVIEW = ".casement"
KINDS = (b"PK", b"{", b"\x89PNG", b"<?xml", b"\xef\xbb\xbf")
"""How our documents begin: a Word or Excel file, exported data, a picture in pixels or in shapes, CSV."""

_OWNER_ONLY = 0o600
_BINARY: int = getattr(os, "O_BINARY", 0)
"""On Windows, a file opened by number would otherwise have its line ends changed."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def save(to: Path, content: bytes) -> None:
    """Write the content beside ``to`` under a passing name, wait until it is on the disk, then put it in its place.

    What leaves a review lies in the clear: the file is the user's own to read and to write, nobody else's on the machine.
    A file that is there is replaced only where it is of the same kind as the content: never a review, whatever its name.
    """
    _refuse_what_is_another(to, content)
    _refuse_what_is_open(to)
    for left in to.parent.glob(f".{glob.escape(to.name)}.*.part"):
        _forget(left)  # of an export that was killed: it lies there in the clear
    passing = to.with_name(f".{to.name}.{new_id()[:8]}.part")
    try:
        _write(passing, content)
    except OSError as error:
        _forget(passing)
        raise _problem(error, to) from error
    try:
        passing.replace(to)
    except OSError as error:
        _forget(passing)
        raise _not_replaced(error, to) from error
    _settle(to.parent)


def _refuse_what_is_another(to: Path, content: bytes) -> None:
    if to.suffix.casefold() == REVIEW:
        raise ExportProblem("export_over_review", file=to.name)
    if to.is_file():
        with to.open("rb") as file:
            beginning = file.read(1)
        if beginning and any(content.startswith(kind) and not kind.startswith(beginning) for kind in KINDS):
            raise ExportProblem("export_over_another", file=to.name)


def _refuse_what_is_open(to: Path) -> None:
    if to.is_dir():
        raise ExportProblem("export_not_a_file", file=to.name)
    if to.exists() and any(mark.exists() for mark in _open_marks(to)):
        raise ExportProblem("export_file_open", file=to.name)


def _open_marks(to: Path) -> tuple[Path, ...]:
    """The little files that Word and LibreOffice lay beside a document while they have it open."""
    return to.with_name(f"~${to.name}"), to.with_name(f"~${to.name[2:]}"), to.with_name(f".~lock.{to.name}#")


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _OWNER_ONLY), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make the new name itself last; systems that can't do so for a folder keep it anyway."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _problem(error: OSError, to: Path) -> ExportProblem:
    folder = to.parent.name or str(to.parent)
    if error.errno in _FULL:
        return ExportProblem("export_no_space", folder=folder)
    if error.errno == errno.ENOENT or error.errno == errno.ENOTDIR:
        return ExportProblem("export_folder_missing", folder=folder)
    if error.errno in _FORBIDDEN:
        return ExportProblem("export_folder_read_only", folder=folder)
    return ExportProblem("export_not_written", file=to.name)


def _not_replaced(error: OSError, to: Path) -> ExportProblem:
    """The new file stands beside it, so the folder is writable: what forbids it is a program that holds the old one."""
    if error.errno in _FORBIDDEN and to.exists():
        return ExportProblem("export_file_open", file=to.name)
    return _problem(error, to)
