"""Backups: verified copies in a folder beside the review, thinned as they age (trust.md, "The file" 6).

A backup carries the key the review had when it was made, and the review's own time of last change: equal times mean that
nothing has changed since.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.errors import FileProblem
from app.storage.connection import is_live
from app.storage.files import (
    UNFINISHED,
    free_name,
    move_with_side_files,
    publish,
    remove_unfinished,
    unfinished,
)
from app.storage.problems import speaking_of

KEEP_ALL: Final = timedelta(days=2)
KEEP_DAYS: Final = 12
KEEP_WEEKS: Final = 10
KEEP_MONTHS: Final = 9

_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z) ([a-z]+)(?: \d+)?")
_TIME: Final = "%Y-%m-%dT%H%M%SZ"


class Reason(StrEnum):
    """Why a backup was made."""

    OPENED = "opened"
    TIMED = "timed"
    IMPORT = "import"
    UPGRADE = "upgrade"
    NEW_KEY = "passphrase"
    HAND = "hand"


@dataclass(frozen=True)
class Backup:
    """A finished backup: where it lies, when and why it was made, and how big it is."""

    path: Path
    made: datetime
    reason: Reason
    size: int


def folder_of(review: Path) -> Path:
    """Return the folder of a review's backups: "<name> backups", beside it."""
    return review.with_name(f"{review.stem} backups")


def backups_of(review: Path) -> tuple[Backup, ...]:
    """Return a review's finished backups, the newest first."""
    found: list[Backup] = []
    folder = folder_of(review)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        match = _NAME.fullmatch(path.stem)
        if match and path.suffix == review.suffix and match[2] in set(Reason):
            with suppress(ValueError, OSError):  # a name that only looks like a backup's, or a file just gone
                made = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
                found.append(Backup(path, made, Reason(match[2]), path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: (backup.made, len(backup.path.name), backup.path.name), reverse=True))


def changed_since_backup(review: Path) -> bool:
    """Whether the review has changed since its newest backup, or has none."""
    newest = next(iter(backups_of(review)), None)
    return newest is None or newest.path.stat().st_mtime_ns != review.stat().st_mtime_ns


def new_backup_path(review: Path, reason: Reason) -> Path:
    """Return where the next backup shall lie; makes the folder and clears what a crash left in it."""
    folder = folder_of(review)
    with speaking_of(folder):
        folder.mkdir(exist_ok=True)
        for left in folder.glob(f"*{UNFINISHED}"):
            remove_unfinished(left)
    return free_name(folder / f"{datetime.now(UTC).strftime(_TIME)} {reason}{review.suffix}")


def finisher(review: Path, backup: Path) -> Callable[[Path, int], None]:
    """Return what names a verified backup and, only after that, lets older ones go.

    It is told when the review had last changed as the copying ended, which the backup then carries: what is written while
    the copy is examined is not in it, and is to be backed up again.
    """

    def finish(part: Path, changed: int) -> None:
        os.utime(part, ns=(changed, changed))
        publish(part, backup)
        thin(review, datetime.now(UTC))

    return finish


def thin(review: Path, now: datetime) -> None:
    """Remove the backups that are too many for their age; the newest always stays."""
    backups = backups_of(review)
    keep = to_keep([backup.made for backup in backups], now)
    for backup in backups[1:]:
        if backup.made not in keep:
            # One that is held by another program goes the next time: the new backup is there, and that is what counts.
            with suppress(OSError):
                backup.path.unlink(missing_ok=True)


def to_keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the times to keep: all of the last two days, then the last of each of 12 days, 10 weeks and 9 months."""
    newest_first = sorted(times, reverse=True)
    keep = {time for time in newest_first if now - time <= KEEP_ALL}
    periods: tuple[tuple[Callable[[datetime], object], int], ...] = (
        (datetime.date, KEEP_DAYS),
        (lambda time: time.isocalendar()[:2], KEEP_WEEKS),
        (lambda time: (time.year, time.month), KEEP_MONTHS),
    )
    for period_of, number in periods:
        last_of: dict[object, datetime] = {}
        for time in newest_first:
            last_of.setdefault(period_of(time), time)
        keep.update(list(last_of.values())[:number])
    return keep


def restore(backup: Path, to: Path) -> None:
    """Copy a backup to a new name, where it is a review like any other; nothing is overwritten."""
    if not backup.exists():
        raise FileProblem("file_missing", name=backup.name)
    if to.exists():
        raise FileProblem("name_taken", name=to.name)
    part = unfinished(to)
    with speaking_of(to):
        try:
            remove_unfinished(part)
            shutil.copyfile(backup, part)
            publish(part, to)
        finally:
            remove_unfinished(part)


def set_aside(review: Path) -> Path:
    """Keep a damaged review under another name, with the journal that belongs to it, so that its own name is free again."""
    if is_live(review):
        raise FileProblem("file_in_use", name=review.name)
    aside = free_name(review.with_name(f"{review.stem} damaged {datetime.now(UTC).date().isoformat()}{review.suffix}"))
    with speaking_of(review):
        move_with_side_files(review, aside)
    return aside
