"""Reading a return in a process of its own, with a limit on time and memory, which answers in JSON.

The child is started anew, never forked: it holds no key and no open file of ours. It is handed the file's bytes, not its
path, and a password, where one is needed, by the same pipe and nowhere else. A frozen program starts itself with
``CHILD_FLAG``; its entry point then calls ``main``.
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

from app.documents.returns.gate import LARGEST_FILE, PASTED, read_file
from app.domain.collecting import CollectorAtRest
from app.domain.errors import Cancelled, ImportProblem, PasswordNeeded
from app.domain.resources import resource_path
from app.domain.returns import ParsedReturn

CHILD_FLAG: Final = "--read-return"
"""The argument with which a frozen program is told to be the child."""

LONGEST: Final = 60.0
"""Seconds a file may take."""

_MOST_MEMORY: Final = 2 * 1024**3
_TICK: Final = 0.05


Cancelling = Callable[[], bool]
Progress = Callable[[int], None]


def read_in_child(
    path: Path,
    cancelled: Cancelling | None = None,
    progress: Progress | None = None,
    *,
    password: str = "",
    longest: float = LONGEST,
) -> ParsedReturn:
    """Read a return in a child process; blocks, so call it in a worker thread. ``progress`` is told the rows read so far.

    Raises ``PasswordNeeded`` where the file is protected: ask for the password and call again with it.
    """
    head: dict[str, Any] = {"name": path.name, "password": password}
    return _asked(head, read_file(path), cancelled, progress, longest)


def read_pasted_in_child(
    html: str,
    text: str,
    cancelled: Cancelling | None = None,
    progress: Progress | None = None,
    *,
    longest: float = LONGEST,
) -> ParsedReturn:
    """Read what was pasted from Word or Excel as ``read_pasted`` does, in a child process; call it in a worker thread."""
    markup, plain = (each.encode("utf-8", "surrogatepass") for each in (html, text))
    if len(markup) + len(plain) > LARGEST_FILE:
        raise ImportProblem("return-too-large", file=PASTED)
    return _asked({"name": PASTED, "html": len(markup)}, markup + plain, cancelled, progress, longest)


def _asked(
    head: dict[str, Any], data: bytes, cancelled: Cancelling | None, progress: Progress | None, longest: float
) -> ParsedReturn:
    """Start a child, hand it a return and take its answer."""
    name = str(head["name"])
    with subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=None if _frozen() else resource_path().parent,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        talk = _Talk(process, head, data)
        try:
            _wait(talk, name, cancelled, progress, longest)
        finally:
            process.kill()
            talk.join()
    return _understood(talk.answer, name)


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _command() -> list[str]:
    if _frozen():
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-X", "utf8", "-m", "app.documents.returns.child"]


class _Talk:
    """Hands the child its file and takes its lines, in two threads, so that neither pipe can block the other."""

    def __init__(self, process: subprocess.Popen[bytes], head: dict[str, Any], data: bytes) -> None:
        self.answer = b""
        self.rows = 0
        if process.stdin is None or process.stdout is None:
            raise AssertionError("pipes were asked for")
        line = json.dumps({**head, "size": len(data)}).encode() + b"\n"
        self._threads = (
            threading.Thread(target=self._hand, args=(process.stdin, line, data), daemon=True),
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
        if data["problem"] in PasswordNeeded.KEYS:
            raise PasswordNeeded(data["problem"], **data["facts"])
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


def answer_to(head: dict[str, Any], data: bytes, tell: Progress) -> dict[str, Any]:
    """Read a file and return the answer, whatever happens: this is the boundary that a hostile file meets."""
    name = str(head["name"])
    try:
        return {"parsed": _read(head, data, tell).to_data()}
    except ImportProblem as problem:
        return {"problem": problem.key, "facts": {key: str(value) for key, value in problem.facts.items()}}
    except MemoryError:
        return {"problem": "return-too-heavy", "facts": {"file": name}}
    except Exception:  # noqa: BLE001 - the boundary of the child
        return {"problem": "return-reader-failed", "facts": {"file": name}}


def _read(head: dict[str, Any], data: bytes, tell: Progress) -> ParsedReturn:
    from app.documents.returns.reader import read_pasted, read_return

    if "html" not in head:
        return read_return(str(head["name"]), data, tell, password=str(head.get("password", "")))
    markup, plain = (part.decode("utf-8", "surrogatepass") for part in (data[: head["html"]], data[head["html"] :]))
    return read_pasted(markup, plain, tell)


def serve(source: IO[bytes], out: IO[bytes]) -> None:
    """Take one file from a stream and answer on another."""
    head = json.loads(source.readline())
    data = source.read(head["size"])

    def tell(rows: int) -> None:
        out.write(b"rows %d\n" % rows)
        out.flush()

    out.write(json.dumps(answer_to(head, data, tell), separators=(",", ":")).encode() + b"\n")
    out.flush()


def main() -> int:
    """Be the child."""
    _limit_memory()
    gc.disable()  # one file and the end: what it makes is needed until then
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
