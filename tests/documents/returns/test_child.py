"""The child that reads a return: what it is handed, what it answers, how it is stopped, what it can't reach."""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app.documents.returns import child, reader
from app.documents.returns.child import CHILD_FLAG, answer_to, read_in_child, serve
from app.documents.returns.reader import read_return
from app.domain.errors import Cancelled, ImportProblem
from app.domain.resources import resource_path

ROOT = resource_path().parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="limits and descriptors are read as POSIX systems tell them")


@pytest.fixture
def agency(tmp_path: Path, returns: Any) -> Path:
    path = tmp_path / "agency é.xlsx"
    path.write_bytes(returns.xlsx(("Date", "Event"), *[("3 May 2012", "Seen by “R”.")] * 1200))
    return path


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let a small program of its own be the child."""
    monkeypatch.setattr(child, "_command", lambda: [sys.executable, "-c", program])


def test_the_child_reads_what_we_would_read_ourselves(agency: Path) -> None:
    told: list[int] = []
    parsed = read_in_child(agency, lambda: False, told.append)
    assert parsed == read_return(agency.name, agency.read_bytes())
    assert told == sorted(told)
    assert set(told) <= {500, 1000}


def test_the_protocol_a_line_a_file_lines_of_progress_and_an_answer(returns: Any) -> None:
    data = returns.xlsx(*[("3 May 2012", "Seen.")] * 600)
    out = io.BytesIO()
    serve(io.BytesIO(json.dumps({"name": "a.xlsx", "size": len(data)}).encode() + b"\n" + data + b"more"), out)
    *progress, answer = out.getvalue().splitlines()
    assert progress == [b"rows 500"]
    assert json.loads(answer) == {"parsed": read_return("a.xlsx", data).to_data()}


def test_a_problem_comes_back_with_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "agency.csv"
    path.write_text('Date,Event\n3/5/12,"Seen\n', encoding="utf-8")
    with pytest.raises(ImportProblem) as caught:
        read_in_child(path)
    assert (caught.value.key, caught.value.facts) == ("return-unclosed-quote", {"file": "agency.csv", "row": "2"})


@pytest.mark.parametrize(("fault", "key"), [(MemoryError, "return-too-heavy"), (ZeroDivisionError, "return-reader-failed")])
def test_whatever_happens_is_answered(monkeypatch: pytest.MonkeyPatch, fault: type[BaseException], key: str) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(reader, "kind_of", fail)
    assert answer_to({"name": "a.csv"}, b"x", print) == {"problem": key, "facts": {"file": "a.csv"}}


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "print('nonsense')", "import os; os.close(0); print()"])
def test_a_child_that_ends_without_an_answer(agency: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    stand_in(monkeypatch, program)
    with pytest.raises(ImportProblem) as caught:
        read_in_child(agency)
    assert caught.value.key == "return-reader-failed"


def test_a_child_that_takes_too_long_is_stopped(agency: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(30)")
    begun = time.monotonic()
    with pytest.raises(ImportProblem) as caught:
        read_in_child(agency, longest=0.3)
    assert caught.value.key == "return-too-long"
    assert time.monotonic() - begun < 10


def test_a_cancelled_child_is_stopped(agency: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    stand_in(monkeypatch, f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(30)")
    with pytest.raises(Cancelled):
        read_in_child(agency, lambda: note.exists() and bool(note.read_text("utf-8")))
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.read_text("utf-8")), 0)


@POSIX
def test_the_child_has_no_more_memory_than_its_limit() -> None:
    program = (
        "from app.documents.returns import child, reader; child._limit_memory()\n"
        "reader.kind_of = lambda *_: bytearray(3 * 1024**3)\n"
        "print(child.answer_to({'name': 'a.csv'}, b'x', print)['problem'])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "return-too-heavy\n"


@POSIX
def test_the_child_has_none_of_our_open_files(agency: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tmp_path / "descriptors"
    program = (
        "import os, sys; from app.documents.returns import child\n"
        "held = []\n"
        "for number in range(256):\n"
        "    try: held.append([number, os.fstat(number).st_ino])\n"
        "    except OSError: pass\n"
        f"open({str(found)!r}, 'w').write(repr(held))\n"
        "sys.exit(child.main())"
    )
    secret = tmp_path / "review.casement"
    secret.write_text("key", encoding="utf-8")
    with secret.open("rb") as file:
        os.set_inheritable(file.fileno(), True)
        stand_in(monkeypatch, program)
        assert read_in_child(agency).row_count == 1201
        held = ast.literal_eval(found.read_text("utf-8"))
        assert os.fstat(file.fileno()).st_ino not in [inode for _, inode in held]
    assert [number for number, _ in held] == [0, 1, 2]


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child._command() == [sys.executable, CHILD_FLAG]


def test_main_serves_one_file(returns: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"Date,Event\n3/5/12,Seen\n"
    limits: list[bool] = []
    monkeypatch.setattr(child, "_limit_memory", lambda: limits.append(True))
    source = io.TextIOWrapper(io.BytesIO(json.dumps({"name": "a.csv", "size": len(data)}).encode() + b"\n" + data))
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", source)
    monkeypatch.setattr(sys, "stdout", out)
    assert child.main() == 0
    assert limits == [True]
    assert json.loads(out.buffer.getvalue())["parsed"]["kind"] == "csv"
