"""Real encrypted review files for the tests of storage."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.models import Lane
from app.storage.keys import Key
from app.storage.review_file import ReviewFile

PASSPHRASE = "O'Brien's café keeps seven lamps"
HARNESS = Path(__file__).with_name("harness.py")


@pytest.fixture(autouse=True, scope="session")
def derived_once() -> Iterator[None]:
    """Derive each key once only: a quarter of a second each is meant to slow down others."""
    derive = cache(Key.derive.__func__)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Key, "derive", classmethod(lambda cls, passphrase, salt: derive(cls, passphrase, salt)))
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed review with three lanes, to be copied."""
    path = tmp_path_factory.mktemp("template") / "Lantern.casement"
    with ReviewFile.create(path, PASSPHRASE) as review:
        for number in range(3):
            add_lane(review, f"Lane {number}")
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A closed review of one's own."""
    return Path(shutil.copyfile(template, tmp_path / template.name))


@pytest.fixture
def review(path: Path) -> Iterator[ReviewFile]:
    """An open review of one's own."""
    with ReviewFile.open(path, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def add() -> Callable[[ReviewFile, str], None]:
    return add_lane


@pytest.fixture
def titles() -> Callable[[ReviewFile], list[str]]:
    return lane_titles


def add_lane(review: ReviewFile, title: str) -> None:
    with review.session() as session:
        session.add(Lane(title=title, position=0, in_report=True))
        session.commit()


def lane_titles(review: ReviewFile) -> list[str]:
    with review.session() as session:
        return sorted(lane.title for lane in session.query(Lane))


@pytest.fixture
def harness(path: Path) -> Callable[..., Any]:
    """Runs a story of ``harness.py`` in a process of its own and returns what it found."""

    def run(story: str, *arguments: str, prefix: tuple[str, ...] = ()) -> Any:
        done = subprocess.run(
            [*prefix, sys.executable, str(HARNESS), story, str(path), PASSPHRASE, *arguments],
            capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run
