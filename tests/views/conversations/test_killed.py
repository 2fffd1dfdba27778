"""Killed while somebody types: everything but the last two seconds is in the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.services import conversation_rows
from app.storage.review_file import ReviewFile
from app.workspace.drafts import DELAY
from tests.conftest import PASSPHRASE

ROOM = 1.0
"""Seconds for a commit on a slow and busy machine."""


def test_all_but_the_last_two_seconds_survive_a_kill(review_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("typist.py")), str(review_path), PASSPHRASE]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(5)
        child.kill()
        killed_at = time.monotonic()
        lines = [first, *child.stdout.readlines()]
    assert child.returncode == (-signal.SIGKILL if os.name == "posix" else 1)
    typed = [(number, float(at)) for number, at in (line.split() for line in lines if line.endswith("\n"))]
    due = [number for number, at in typed if at < killed_at - DELAY / 1000 - ROOM]
    with ReviewFile.open(review_path, PASSPHRASE) as file, file.session() as session:
        [row] = conversation_rows.listed(session)
        kept = conversation_rows.detail(session, row.id).note.plain.split()
    assert len(due) > 20
    assert kept[: len(due)] == due
