"""Level of detail: no event is lost or doubled at any scale, nothing jumps as the picture moves, nothing is shortened."""

from __future__ import annotations

import itertools
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.picture_lod import CELL, ROWS, TAIL, Bars, LaneIndex
from app.domain.picture_scale import Window, per_pixel
from app.domain.picture_times import DAY, Extent, Manner, minute

START = minute(datetime.fromisoformat("2010-01-01"))
LEVELS = st.integers(-4, 110)
DAYS = st.lists(st.integers(0, 1500), max_size=60)
STRETCHES = st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 300), st.booleans(), st.booleans()), max_size=60)


def day(number: int) -> Extent:
    return Extent(START + number * DAY, START + (number + 1) * DAY, Manner.DAY)


def over_all(level: int) -> Window:
    """A window over every event, however many pixels that takes."""
    return Window(level, START - 400 * DAY, int(2800 * DAY / per_pixel(level)) + 2)


@given(DAYS, LEVELS)
def test_every_day_is_in_one_stack_and_only_one(days: list[int], level: int) -> None:
    index = LaneIndex([day(number) for number in days], [number % 3 == 0 for number in days])
    window = over_all(level)
    points, stacks = index.dots(window)
    found = [mark for stack in stacks for mark in points.marks(stack)]
    found += [mark for stack in index.wide_days(window) for mark in index.days.marks(stack)]
    assert sorted(found) == list(range(len(days)))


@given(DAYS, LEVELS)
def test_stacks_never_lie_on_each_other_and_stand_within_their_cell_of_their_day(days: list[int], level: int) -> None:
    index = LaneIndex([day(number) for number in days], [True] * len(days))
    window = over_all(level)
    points, stacks = index.dots(window)
    last = float("-inf")
    for stack in stacks:
        assert stack.x >= last + CELL - 1e-3
        last = stack.x
        assert stack.lit == stack.last - stack.first
        for mark in points.marks(stack):
            assert abs(window.x(day(days[mark]).low) - stack.x) <= CELL + 1e-3


@given(DAYS, LEVELS, st.integers(-900, 900))
def test_moving_the_picture_moves_stacks_and_changes_none(days: list[int], level: int, pixels: int) -> None:
    index = LaneIndex([day(number) for number in days], [True] * len(days))
    one = Window(level, START + 100 * DAY, 1200)
    other = Window(level, one.low + pixels * one.per_pixel, 1200)
    here, there = ({index.points.places[s.first]: s for s in index.dots(each)[1]} for each in (one, other))
    for mark in here.keys() & there.keys():
        assert abs(here[mark].x - pixels - there[mark].x) < 1e-2
        assert here[mark][2:] == there[mark][2:]
    for mark, stack in here.items():
        if CELL < stack.x - pixels < 1200 - CELL:
            assert mark in there


def test_a_day_that_is_wider_than_a_dot_is_no_dot_but_a_moment_is() -> None:
    moment = Extent(START + 600, START + 601, Manner.MOMENT)
    index = LaneIndex([day(0), moment], [True, False])
    close, far = Window(24, START - DAY, 1000), Window(90, START - 900 * DAY, 1000)
    assert not index.shows_days(far)
    assert [(s.first, s.last, s.lit) for s in index.dots(far)[1]] == [(0, 2, 1)]
    assert list(index.wide_days(far)) == []
    assert index.shows_days(close)
    points, stacks = index.dots(close)
    assert [points.marks(stack) for stack in stacks] == [[1]]
    (wide,) = index.wide_days(close)
    assert wide.width == DAY / close.per_pixel


@settings(max_examples=60)
@given(STRETCHES, LEVELS)
def test_every_bar_is_in_one_block_that_covers_it_and_blocks_of_a_row_are_apart(
    stretches: list[tuple[int, int, bool, bool]], level: int
) -> None:
    extents = [
        Extent(START + low * DAY, START + (low + length) * DAY, Manner.WITHIN, before, after)
        for low, length, before, after in stretches
    ]
    bars, window = Bars([(extent, mark) for mark, extent in enumerate(extents)]), over_all(level)
    rows: dict[int, list[tuple[float, float]]] = {}
    seen: list[int] = []
    for number, block in bars.blocks(window):
        rows.setdefault(number, []).append((block.x0, block.x1))
        seen += block.marks
        for mark in block.marks:
            extent = extents[mark]
            assert block.x0 <= extent.low / window.per_pixel - TAIL * extent.fades_before + 1e-3
            assert block.x1 >= extent.high / window.per_pixel + TAIL * extent.fades_after - 1e-3
    assert sorted(seen) == list(range(len(extents)))
    assert set(rows) <= set(range(ROWS))
    for blocks in rows.values():
        assert all(left[1] < right[0] for left, right in itertools.pairwise(blocks))


@given(STRETCHES, st.integers(60, 100), st.integers(0, 1500))
def test_only_blocks_in_view_are_given_and_all_of_them(
    stretches: list[tuple[int, int, bool, bool]], level: int, begin: int
) -> None:
    bars = Bars(
        [(Extent(START + low * DAY, START + (low + n) * DAY, Manner.LASTING), i) for i, (low, n, *_) in enumerate(stretches)]
    )
    view = Window(level, START + begin * DAY, 300)
    left = view.low / view.per_pixel
    all_of_them = list(bars.blocks(over_all(level)))
    expected = [pair for pair in all_of_them if pair[1].x1 >= left and pair[1].x0 <= left + 300]
    assert list(bars.blocks(view)) == expected


def test_scales_laid_out_long_ago_are_let_go() -> None:
    bars = Bars([(day(0), 0)])
    first = bars.lay_out(1)
    assert bars.lay_out(1) is first
    for level in range(2, 40):
        bars.lay_out(level)
    assert bars.lay_out(1) is not first


def test_what_has_no_date_is_kept_apart() -> None:
    assert LaneIndex([None, day(1), None], [True, True, False]).undated == (0, 2)
