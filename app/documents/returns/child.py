"""Reading a return in a process of its own, with a limit on time and memory, which answers in JSON.

The child is started anew, never forked: it holds no key and no open file of ours. It is handed the file's bytes, not its
path. A frozen program starts itself with ``CHILD_FLAG``; its entry point then calls ``main``.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from app.documents.returns.gate import read_file
from app.domain.collecting import CollectorAtRest
from app.domain.errors import Cancelled, ImportProblem
from app.domain.resources import resource_path
from app.domain.returns import ParsedReturn

CHILD_FLAG: Final = "--read-return"
"""The argument with which a frozen program is told to be the child."""

LONGEST: Final = 60.0
"""Seconds a file may take."""

_MOST_MEMORY: Final = 2 * 1024**3
_TICK: Final = 0.05


def read_in_child(
    path: Path,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
    *,
    longest: float = LONGEST,
) -> ParsedReturn:
    """Read a return in a child process; blocks, so call it in a worker thread. ``progress`` is told the rows read so far."""
    data = read_file(path)
    with subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=None if _frozen() else resource_path().parent,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        talk = _Talk(process, path.name, data)
        try:
            _wait(talk, path.name, cancelled, progress, longest)
        finally:
            process.kill()
            talk.join()
    return _understood(talk.answer, path.name)


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _command() -> list[str]:
    if _frozen():
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-X", "utf8", "-m", "app.documents.returns.child"]


class _Talk:
    """Hands the child its file and takes its lines, in two threads, so that neither pipe can block the other."""

    def __init__(self, process: subprocess.Popen[bytes], name: str, data: bytes) -> None:
        self.answer = b""
        self.rows = 0
        if process.stdin is None or process.stdout is None:
            raise AssertionError("pipes were asked for")
        head = json.dumps({"name": name, "size": len(data)}).encode() + b"\n"
        self._threads = (
            threading.Thread(target=self._hand, args=(process.stdin, head, data), daemon=True),
            threading.Thread(target=self._take, args=(process.stdout,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        """Wait until both pipes are at their end."""
        for thread in self._threads:
            thread.join()

    def taken(self, patience: float) -> bool:
        """Wait so many seconds at most, and return whether the child has said all it will say: it ends with its pipe."""
        self._threads[1].join(patience)
        return not self._threads[1].is_alive()

    @staticmethod
    def _hand(pipe: IO[bytes], head: bytes, data: bytes) -> None:
        try:
            with pipe:
                pipe.write(head)
                pipe.write(data)
        except OSError:
            return  # the child ended before it had read all; its answer, or the lack of one, tells why

    def _take(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            if line.startswith(b"rows "):
                self.rows = int(line[5:])
            else:
                self.answer = line


def _wait(
    talk: _Talk,
    name: str,
    cancelled: Callable[[], bool] | None,
    progress: Callable[[int], None] | None,
    longest: float,
) -> None:
    """Wait for the answer, telling progress; stop when cancelled or out of time."""
    deadline = time.monotonic() + longest
    told = 0
    while not talk.taken(_TICK):
        if cancelled and cancelled():
            raise Cancelled
        if time.monotonic() > deadline:
            raise ImportProblem("return-too-long", file=name)
        if progress and talk.rows != told:
            told = talk.rows
            progress(told)


def _understood(answer: bytes, name: str) -> ParsedReturn:
    try:
        with CollectorAtRest():
            data = json.loads(answer)
    except ValueError as error:
        raise ImportProblem("return-reader-failed", file=name) from error
    if "problem" in data:
        raise ImportProblem(data["problem"], **data["facts"])
    with CollectorAtRest():
        return ParsedReturn.from_data(data["parsed"])


def _limit_memory() -> None:
    """Limit the child's memory where the system can."""
    try:
        import resource
    except ImportError:
        return  # Windows: the time limit and the gate remain
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    except (ValueError, OSError):
        return  # macOS refuses it; so may a lower limit that is already set


def answer_to(name: str, data: bytes, tell: Callable[[int], None]) -> dict[str, Any]:
    """Read a file and return the answer, whatever happens: this is the boundary that a hostile file meets."""
    from app.documents.returns.reader import read_return

    try:
        return {"parsed": read_return(name, data, tell).to_data()}
    except ImportProblem as problem:
        return {"problem": problem.key, "facts": {key: str(value) for key, value in problem.facts.items()}}
    except MemoryError:
        return {"problem": "return-too-heavy", "facts": {"file": name}}
    except Exception:  # noqa: BLE001 - the boundary of the child
        return {"problem": "return-reader-failed", "facts": {"file": name}}


def serve(source: IO[bytes], out: IO[bytes]) -> None:
    """Take one file from a stream and answer on another."""
    head = json.loads(source.readline())
    data = source.read(head["size"])

    def tell(rows: int) -> None:
        out.write(b"rows %d\n" % rows)
        out.flush()

    out.write(json.dumps(answer_to(head["name"], data, tell), separators=(",", ":")).encode() + b"\n")
    out.flush()


def main() -> int:
    """Be the child."""
    _limit_memory()
    gc.disable()  # one file and the end: what it makes is needed until then
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
