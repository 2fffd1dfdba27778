"""What SQLite and the system say about a file, turned into known problems."""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.domain.errors import FileProblem
from app.storage.cipher import DBAPI, Error

_BY_CODE: Final[dict[int, str]] = {
    DBAPI.SQLITE_BUSY: "file_in_use",
    DBAPI.SQLITE_LOCKED: "file_in_use",
    DBAPI.SQLITE_FULL: "no_space",
    DBAPI.SQLITE_IOERR: "disk_error",
    DBAPI.SQLITE_READONLY: "file_read_only",
    DBAPI.SQLITE_PERM: "folder_read_only",
    DBAPI.SQLITE_CANTOPEN: "folder_read_only",
    DBAPI.SQLITE_NOTADB: "file_damaged",
    DBAPI.SQLITE_CORRUPT: "file_damaged",
}

_BY_WORDS: Final[dict[str, int]] = {
    "database is locked": DBAPI.SQLITE_BUSY,
    "database or disk is full": DBAPI.SQLITE_FULL,
    "disk I/O error": DBAPI.SQLITE_IOERR,
    "attempt to write a readonly database": DBAPI.SQLITE_READONLY,
    "access permission denied": DBAPI.SQLITE_PERM,
    "unable to open database file": DBAPI.SQLITE_CANTOPEN,
    "file is not a database": DBAPI.SQLITE_NOTADB,
    "database disk image is malformed": DBAPI.SQLITE_CORRUPT,
}
"""What the backup says; it raises without a code."""

_BY_ERRNO: Final[dict[int, str]] = {
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
    errno.EFBIG: "no_space",
    errno.EACCES: "folder_read_only",
    errno.EPERM: "folder_read_only",
    errno.EROFS: "folder_read_only",
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.EEXIST: "name_taken",
    errno.EIO: "disk_error",
}


def code_of(error: BaseException) -> int | None:
    """Return SQLite's primary result code of a failure, also from inside SQLAlchemy's wrapping; None for anything else."""
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF
    return _BY_WORDS.get(str(original)) if isinstance(original, Error) else None


def problem_of(error: BaseException, path: Path) -> FileProblem | None:
    """Return the known problem behind an exception from the open file or the system; None where it is a bug of ours."""
    if isinstance(error, OSError):
        key = _BY_ERRNO.get(error.errno or 0, "disk_error")
    else:
        code = code_of(error)
        if code is None or code not in _BY_CODE:
            return None
        key = _BY_CODE[code]
    return FileProblem(key, name=path.name, folder=path.parent.name)


@contextmanager
def speaking_of(path: Path) -> Generator[None]:
    """Turn what SQLite or the system says inside the block into known problems with the file at ``path``."""
    try:
        yield
    except (Error, OSError) as error:
        problem = problem_of(error, path)
        if problem is None:
            raise
        raise problem from error
