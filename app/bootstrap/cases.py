"""What the window and the command line both do with a review file: open, examine, take in, write, export."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from typing import TypeVar

from app.documents.saving import save
from app.domain.errors import FileProblem
from app.domain.resources import load_toml
from app.domain.text import new_id
from app.services import exchange, review
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True)
class Examined:
    """What an examination says, a sentence a line."""

    sound: bool
    lines: tuple[str, ...]


@contextmanager
def open_review(path: Path, passphrase: str) -> Generator[ReviewFile]:
    """Open a review for one command and close it afterwards."""
    file = ReviewFile.open(path, passphrase)
    try:
        yield file
    finally:
        file.close()


def require_writable(file: ReviewFile) -> None:
    """Raise ``FileProblem`` where a review can only be read."""
    if file.read_only:
        raise FileProblem("file_read_only", name=file.path.name)


def done(file: ReviewFile, act: Callable[[UnitOfWork], T]) -> T:
    """Do one act outside the window, committed or not at all; known problems of the file are raised as such."""
    try:
        with UnitOfWork(file.engine, Stamp(new_id(), getuser())) as uow:
            value = act(uow)
            uow.commit()
    except Exception as problem:
        known = file.problem_of(problem)
        if known is None:
            raise
        raise known from problem
    return value


def examined(file: ReviewFile) -> Examined:
    """Examine a file from end to end and say what was found, a sentence a line."""
    found = file.check()
    words: dict[str, str] = load_toml("command-line.toml")["check"]
    rows = f"{sum(found.rows.values()):,}"
    lines = [words["file"].format(name=found.name, version=found.version, size=f"{found.size // 1024:,}", rows=rows)]
    lines += [words["pages"].format(fault=fault) for fault in found.page_faults]
    lines += [words["loose"].format(count=n, table=table.replace("_", " ")) for table, n in found.loose_rows]
    if found.log_break is not None:
        lines.append(words["log"].format(number=found.log_break))
    whole = bool(found.page_faults) or found.rows.get("review") == 1
    if not whole:
        lines.append(words["no-review"])
    sound = found.sound and whole
    lines.append(words["sound" if sound else "unsound"])
    return Examined(sound, tuple(lines))


def export_data(file: ReviewFile, to: Path) -> None:
    """Write everything a review holds as JSON, readable by anybody."""
    with file.session() as session:
        data = exchange.export_data(session)
    save(to, json.dumps(data, ensure_ascii=False, indent=1).encode())


def made(path: Path, passphrase: str, fill: Callable[[ReviewFile], None]) -> ReviewFile:
    """Make a review and fill it; where filling fails, nothing is left behind."""
    file = ReviewFile.create(path, passphrase)
    try:
        fill(file)
    except BaseException:
        file.close()
        for left in (path, path.with_name(path.name + "-journal")):
            if left.exists():
                left.unlink()
        raise
    return file


def new_review(path: Path, passphrase: str, title: str, kind: str, lanes: tuple[str, ...]) -> ReviewFile:
    """Make a new review: its file, its title and kind, and the lanes of its board."""

    def fill(file: ReviewFile) -> None:
        done(file, lambda uow: review.start(uow, title, kind, lanes))

    return made(path, passphrase, fill)


def read_data(data: object, to: Path, passphrase: str) -> ReviewFile:
    """Make a review of exported data."""

    def fill(file: ReviewFile) -> None:
        done(file, lambda uow: exchange.read_back(uow, data))

    return made(to, passphrase, fill)
