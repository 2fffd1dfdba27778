"""The command line as a child process, and a practice review to try it on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap.practice import PRACTICE_PASSPHRASE, make_practice_review
from app.domain.resources import resource_path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def casement() -> Run:
    """Run ``casement`` with arguments; ``passphrase`` goes to its standard input."""

    def run(*arguments: object, passphrase: str | None = None) -> subprocess.CompletedProcess[str]:
        more = [] if passphrase is None else ["--passphrase-stdin"]
        return subprocess.run(
            [sys.executable, "-m", "app", *map(str, arguments), *more],
            input=f"{passphrase}\n" if passphrase is not None else "",
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=resource_path().parent,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def practice_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice review, not to be changed."""
    path = tmp_path_factory.mktemp("practice") / "Practice.casement"
    make_practice_review(path, PRACTICE_PASSPHRASE).close()
    return path
