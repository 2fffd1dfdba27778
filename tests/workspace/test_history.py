"""The history: its limit, what merges, and what a new act does to what was undone."""

from __future__ import annotations

from app.domain.changes import ChangeSet, RowChange, merged
from app.workspace.history import LIMIT, History, Step


def step(number: int, merge_key: str | None = None, step_id: str | None = None) -> Step:
    change = RowChange("review", "r", {"n": number}, {"n": number + 1})
    return Step(step_id or f"s{number}", ChangeSet(f"Act {number}", (change,)), merge_key)


def test_only_so_many_steps_are_kept() -> None:
    history = History()
    for number in range(LIMIT + 20):
        history.push(step(number))
    undone = 0
    while history.last:
        history.moved_back()
        undone += 1
    assert undone == LIMIT
    assert history.next == step(20)


def test_a_new_act_forgets_what_was_undone() -> None:
    history = History()
    history.push(step(1))
    history.moved_back()
    assert history.next == step(1)
    history.push(step(2))
    assert history.next is None
    history.clear()
    assert history.last is None


def test_only_the_last_open_step_of_the_same_key_takes_more() -> None:
    history = History()
    assert history.mergeable("a") is None
    history.push(step(1, "a"))
    assert history.mergeable("a") == step(1, "a")
    assert history.mergeable("b") is None
    assert history.mergeable(None) is None
    history.close_step()
    assert history.mergeable("a") is None
    history.push(step(2, "a"))
    history.moved_back()
    assert history.mergeable("a") is None
    history.moved_forward()
    assert history.mergeable("a") is None


def test_changes_of_one_row_become_one() -> None:
    first = RowChange("t", "1", None, {"a": 1})
    second = RowChange("t", "1", {"a": 1}, {"a": 2})
    third = RowChange("t", "1", {"a": 2}, None)
    other = RowChange("t", "2", {"a": 5}, {"a": 6})
    assert merged((first,), (second,)) == (RowChange("t", "1", None, {"a": 2}),)
    assert merged((first, other), (third,)) == (other,)
    assert third.inverse() == RowChange("t", "1", None, {"a": 2})
