"""Stories that need a process of their own: to be killed, to run out of room, to stand beside another window.

Run as ``python harness.py STORY PATH PASSPHRASE …``; prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from app.domain.errors import FileProblem
from app.models import Lane
from app.storage import keys
from app.storage.backups import Reason, backups_of
from app.storage.connection import is_live
from app.storage.keys import Key
from app.storage.review_file import ReviewFile

NEW = "six other words for this one"
OPENING = 0.04
"""Within these seconds a child is killed that is to acknowledge nothing."""


def _derive_once() -> None:
    derive = cache(Key.derive.__func__)
    Key.derive = classmethod(lambda cls, passphrase, salt: derive(cls, passphrase, salt))


def _add(review: ReviewFile, title: str) -> None:
    with review.session() as session:
        session.add(Lane(title=title, position=0, in_report=True))
        session.commit()


def _titles(review: ReviewFile) -> set[str]:
    with review.session() as session:
        return {lane.title for lane in session.query(Lane)}


def _killed(work: Callable[[int], None], rows: int | None = None, part: float = 0) -> str:
    """Fork, let the child work, and return what it had acknowledged when it was killed.

    It is killed when it has acknowledged so many rows and a part of the time it takes for one has passed, however fast
    the machine is; without ``rows`` it kills itself.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(writing)
        finally:
            os._exit(1)
    os.close(writing)
    said, began = b"", time.monotonic()
    if rows is not None:
        while said.count(b"\n") < rows and (more := os.read(reading, 65536)):
            said += more
        time.sleep(part * ((time.monotonic() - began) / rows if rows else OPENING))
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        said += more
    os.close(reading)
    return said.decode()


def kills(path: Path, passphrase: str, rounds: str, seed: str) -> Any:
    """Commit and acknowledge row after row, killed at any moment: which acknowledged rows are missing afterwards?"""
    _derive_once()
    chance = random.Random(seed)
    with ReviewFile.open(path, passphrase) as review:
        known = _titles(review)
    missing: list[str] = []
    acknowledged = 0
    for number in range(int(rounds)):

        def work(writing: int, number: int = number) -> None:
            review = ReviewFile.open(path, passphrase)
            for row in range(10_000):
                _add(review, f"{number}.{row}")
                os.write(writing, f"{number}.{row}\n".encode())

        said = _killed(work, number % 5 and chance.randint(2, 9), chance.random()).split()
        acknowledged += len(said)
        with ReviewFile.open(path, passphrase) as review:
            found = _titles(review)
            sound = review.check().sound
        missing += [title for title in (*said, *known) if title not in found] + ([] if sound else ["unsound"])
        known = found
    return {"acknowledged": acknowledged, "missing": missing}


def change_killed(path: Path, passphrase: str, rounds: str, seed: str) -> Any:
    """Change the passphrase, killed at any line of storage: which passphrase opens the file afterwards?"""
    keys.ROUNDS = 1000  # the moments that matter are not those of the derivation
    part = path.with_name("Killed.casement")
    chance = random.Random(seed)
    with ReviewFile.create(part, passphrase) as review:
        _add(review, "kept")
    lines = _lines_of_a_change(part, passphrase)
    counts = {"old": 0, "new": 0, "neither": 0, "lost": 0, "left over": 0}
    for _ in range(int(rounds)):
        line = chance.randrange(lines)
        _killed(lambda _writing, line=line: _change(part, passphrase, line))
        which = "neither"
        for name, words in (("old", passphrase), ("new", NEW)):
            with suppress(FileProblem), ReviewFile.open(part, words) as review:
                which = name
                counts["lost"] += "kept" not in _titles(review) or not review.check().sound
                if name == "new":
                    review.change_passphrase(NEW, passphrase)
        counts["left over"] += any(".part" in found.name for found in part.parent.iterdir())
        counts[which] += 1
        for backup in backups_of(part)[2:]:
            backup.path.unlink()
    return counts


def _lines_of_a_change(path: Path, passphrase: str) -> int:
    seen = [0]

    def count(_frame: FrameType) -> None:
        seen[0] += 1

    with ReviewFile.open(path, passphrase) as review:
        _traced(count, lambda: review.change_passphrase(passphrase, NEW))
        review.change_passphrase(NEW, passphrase)
    return seen[0]


def _change(path: Path, passphrase: str, line: int) -> None:
    left = [line]

    def die(_frame: FrameType) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    review = ReviewFile.open(path, passphrase)
    _traced(die, lambda: review.change_passphrase(passphrase, NEW))


def _traced(at_line: Callable[[FrameType], None], work: Callable[[], None]) -> None:
    folder = str(Path(keys.__file__).parent)

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        if not frame.f_code.co_filename.startswith(folder):
            return None
        if event == "line":
            at_line(frame)
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)


def full_disk(path: Path, passphrase: str) -> Any:
    """Write until files can't grow any more, then make room again."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _derive_once()
    said: list[str] = []
    problems: dict[str, str] = {}
    with ReviewFile.open(path, passphrase) as review:
        _limit(path.stat().st_size + 100_000)
        for number in range(1000):
            try:
                _add(review, f"{number} " + "x" * 2000)
            except Exception as error:  # noqa: BLE001 - the test looks at what it is
                problems["write"] = getattr(review.problem_of(error), "key", repr(error))
                break
            said.append(f"{number} " + "x" * 2000)
        _limit(path.stat().st_size // 2)
        for name, act in (
            ("copy", lambda: review.save_copy(path.with_name("Copy.casement"))),
            ("backup", lambda: review.backup(Reason.HAND)),
            ("step", lambda: review.start_backup(Reason.HAND, pages=20).finish()),
            ("change", lambda: review.change_passphrase(passphrase, NEW)),
        ):
            try:
                act()
            except FileProblem as problem:
                problems[name] = problem.key
        _limit(resource.RLIM_INFINITY)
        _add(review, "after")
        _limit(100)
    with ReviewFile.open(path, passphrase) as review:  # not even the journal can grow
        found = _titles(review)
        try:
            _add(review, "no room")
        except Exception as error:  # noqa: BLE001 - the test looks at what it is
            problems["reopened"] = getattr(review.problem_of(error), "key", repr(error))
        _limit(resource.RLIM_INFINITY)
        said.append("later")
        _add(review, "later")
        missing = [title for title in (*said[:-1], "after") if title not in found]
    with ReviewFile.open(path, passphrase) as review:
        missing += [title for title in (*said, "after") if title not in _titles(review)]
        sound = review.check().sound
    left = [found.name for found in path.parent.rglob("*.part*")]
    return {"written": len(said), "problems": problems, "missing": missing, "sound": sound, "left": left}


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def hold(path: Path, passphrase: str) -> Any:
    """Open the review, say so, and hold it until told to let go."""
    with ReviewFile.open(path, passphrase):
        print("open", flush=True)
        sys.stdin.readline()
    return "closed"


def try_open(path: Path, passphrase: str) -> Any:
    """Try to open the review for reading and for writing, and say what came of it."""
    try:
        with ReviewFile.open(path, passphrase) as review:
            problems: list[str] = []
            for act in (
                lambda: _add(review, "new"),
                lambda: review.change_passphrase(passphrase, NEW),
                lambda: review.save_copy(path.with_name("Copy.casement")),
            ):
                try:
                    act()
                except Exception as error:  # noqa: BLE001 - the test looks at what it is
                    known = error if isinstance(error, FileProblem) else review.problem_of(error)
                    problems.append(getattr(known, "key", repr(error)))
            return {"read_only": review.read_only, "titles": sorted(_titles(review)), "problems": problems,
                    "backup_due": review.backup_due}  # fmt: skip
    except FileProblem as problem:
        return {"problem": problem.key}


def try_create(path: Path, passphrase: str) -> Any:
    """Try to make a new review in the folder, and say what came of it."""
    try:
        ReviewFile.create(path.with_name("New.casement"), passphrase).close()
    except FileProblem as problem:
        return {"problem": problem.key}
    return {}


def openers(path: Path, passphrase: str) -> Any:
    """Note every opening of the live file by anything but SQLite, through all that is done with an open review."""
    seen: list[str] = []
    asking = [False]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or asking[0] or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        asking[0] = True
        try:
            opened = Path(os.fsdecode(arguments[0]))
            if opened == path and is_live(opened):
                seen.append(str(opened))
        finally:
            asking[0] = False

    sys.addaudithook(hook)
    with ReviewFile.open(path, passphrase) as review:
        control = len(seen)
        _add(review, "one")
        review.backup(Reason.HAND)
        review.start_backup(Reason.TIMED, pages=10).finish()
        review.save_copy(path.with_name("Copy.casement"))
        review.check()
        review.change_passphrase(passphrase, NEW)
        _add(review, "two")
        with suppress(FileProblem):
            ReviewFile.open(path, NEW)
        found = len(seen)
        path.open("rb").close()
        control = len(seen) - found
    return {"found": found, "control": control}


def main() -> None:
    """Run the story."""
    story, path, passphrase, *rest = sys.argv[1:]
    stories: dict[str, Callable[..., Any]] = {
        act.__name__: act for act in (kills, change_killed, full_disk, hold, try_open, try_create, openers)
    }
    print(json.dumps(stories[story](Path(path), passphrase, *rest)))


if __name__ == "__main__":
    main()
