"""Tasks: what they end with, and that nobody misses it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.domain.errors import Cancelled, KnownError, RuleBroken
from app.workspace.tasks import Task, Tasks


def test_a_task_that_ends_at_once_is_still_heard(qtbot: QtBot) -> None:
    tasks = Tasks()
    heard: list[object] = []
    for number in range(20):
        task = tasks.start(lambda _task, number=number: number)
        task.finished.connect(heard.append)
    qtbot.waitUntil(lambda: sorted(heard, key=str) == sorted(range(20), key=str))
    tasks.close()


def test_known_problems_bugs_and_cancelling_each_end_a_task_their_own_way(qtbot: QtBot) -> None:
    tasks = Tasks()

    def broken(_task: Task) -> None:
        raise RuleBroken("no_longer_there")

    failed: list[KnownError] = []
    task = tasks.start(broken)
    task.failed.connect(failed.append)
    with qtbot.waitSignal(task.ended):
        pass
    with qtbot.waitSignal(tasks.crashed) as crashed:
        tasks.start(lambda _task: 1 // 0)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    cancelled = tasks.start(lambda task: task.report(1, 2))
    cancelled.failed.connect(failed.append)
    with qtbot.waitSignal(cancelled.ended):
        cancelled.cancel()
    assert [problem.key for problem in failed] == ["no_longer_there", Cancelled().key]


def test_closing_waits_for_what_runs_and_begins_nothing_more(qtbot: QtBot) -> None:
    tasks = Tasks()
    begun: list[bool] = []
    tasks.start(lambda task: begun.append(task.cancelled()))
    tasks.close()
    assert begun == []
