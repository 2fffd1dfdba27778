"""The collector rests inside the block, wakes after it, and stays asleep where it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from app.domain.collecting import CollectorAtRest


@pytest.fixture(autouse=True)
def awake() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_collector_rests_inside_and_wakes_afterwards() -> None:
    with CollectorAtRest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_wakes_after_a_failure() -> None:
    with pytest.raises(ValueError, match="given up"), CollectorAtRest():
        raise ValueError("given up")
    assert gc.isenabled()


def test_only_the_outermost_block_wakes_it() -> None:
    with CollectorAtRest():
        with CollectorAtRest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_not_woken_where_it_was_asleep() -> None:
    gc.disable()
    with CollectorAtRest():
        pass
    assert not gc.isenabled()
