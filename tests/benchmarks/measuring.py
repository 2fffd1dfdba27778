"""What the benchmarks share: taking turns, programs of their own process, and a review of many events."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.text import text_from
from app.models import Agency, Event
from app.services import review
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "nine slow barges under low bridges"
EVENTS = 5000
TURNS = 7
_CONTEXT = DateContext(date(2020, 1, 1))
_SUBJECTS = ("The health visitor", "A neighbour", "The school nurse", "The duty worker", "The grandmother", "The midwife")
_ACTS = ("telephoned", "visited", "wrote to", "met", "could not reach", "spoke at length with")
_OBJECTS = ("the mother", "the father at work", "the family support worker", "both children", "the conference chair")


class Ratio(NamedTuple):
    """One result: what was measured, ours over theirs, what it may be, and the figures themselves."""

    name: str
    ratio: float
    limit: float
    detail: str


def timed(
    *acts: Callable[[], object], turns: int = TURNS, clock: Callable[[], float] = time.perf_counter
) -> list[list[float]]:
    """Time each act several times, taken in turn so that all of them meet the same machine; seconds, sorted."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(turns):
        for taken, act in zip(times, acts, strict=True):
            begun = clock()
            act()
            taken.append(clock() - begun)
    return [sorted(taken) for taken in times]


def best(*acts: Callable[[], object], turns: int = TURNS) -> list[float]:
    """Return the shortest time of each act: the one least disturbed by whatever else the machine does."""
    return [taken[0] for taken in timed(*acts, turns=turns)]


def middle(*acts: Callable[[], object], turns: int = TURNS, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Return the median time of each act, where a disk has its say and the shortest time is luck."""
    return [statistics.median(taken) for taken in timed(*acts, turns=turns, clock=clock)]


def words_of(number: int) -> str:
    """Return the words of an event, no two alike."""
    who, did, whom = _SUBJECTS[number % 6], _ACTS[number // 6 % 6], _OBJECTS[number // 36 % 5]
    agreed = f"it was agreed to look at this again within {number % 9 + 2} weeks."
    return f"{who} {did} {whom} about appointment {number}; {agreed}"


def make_review(path: Path, events: int = EVENTS) -> Path:
    """Make a review of so many events of eight agencies, from 2008 on."""
    with ReviewFile.create(path, PASSPHRASE) as file, UnitOfWork(file.engine, Stamp("benchmark", "bench")) as uow:
        review.start(uow, "Benchmark", "serious-case-review", ("Proposed",))
        agencies = [Agency(name=f"Agency {n} of the town", short_name=f"A{n}", colour=n) for n in range(8)]
        uow.session.add_all(agencies)
        uow.session.flush()
        for number in range(events):
            day = f"{number % 28 + 1}/{number // 50 % 12 + 1}/{2008 + number // 600}"
            uow.session.add(
                Event(
                    agency_id=agencies[number % 8].id,
                    when=understand(day, _CONTEXT).when,
                    source_words=f"Case file {number % 40}",
                    what=text_from(words_of(number)),
                    in_skeleton=number % 5 == 0,
                )
            )
        uow.commit()
    return path


def run_child(program: str, *arguments: str) -> str:
    """Run a Python program of the benchmarks in a process of its own and return what it printed."""
    with TemporaryDirectory() as settings:
        own = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": settings}
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{program}", *arguments],
            cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
    return done.stdout.strip()
