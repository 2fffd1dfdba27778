"""Zooming and moving: what must stay stays, the case stays in view, and the axis has lines far enough apart."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.picture_axis import context, in_words, month_in_words, ticks
from app.domain.picture_scale import NARROWEST, STEP, WIDEST, Limits, Window
from app.domain.picture_times import DAY, YEAR, minute

START = minute(datetime.fromisoformat("2008-01-01"))
WIDTHS = st.integers(100, 3000)


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    low = START + draw(st.integers(0, 3000)) * DAY
    return Limits(low, low + draw(st.integers(1, 30 * 365)) * DAY)


@given(limits(), WIDTHS)
def test_all_of_the_case_fits_and_no_more_room_is_wasted_than_a_level(case: Limits, width: int) -> None:
    window = case.fit(width)
    assert window.low <= case.low
    assert window.high >= case.high
    assert window.high - window.low <= max((case.high - case.low) * 1.2, NARROWEST * 1.1)


@given(limits(), WIDTHS, st.integers(-80, 80), st.floats(0, 1))
def test_the_minute_under_the_pointer_stays_unless_the_edge_of_the_case_says_no(
    case: Limits, width: int, levels: int, part: float
) -> None:
    window = case.fit(width)
    x = width * part
    zoomed = case.zoomed(window, levels, x)
    free = Window(zoomed.level, window.minute_at(x) - x * zoomed.per_pixel, width)
    if case.held(free) == free:
        assert zoomed.minute_at(x) == pytest.approx(window.minute_at(x), abs=zoomed.per_pixel / 100)
    span = zoomed.high - zoomed.low
    assert span * 1.0001 >= NARROWEST
    assert span <= max(WIDEST, (case.high - case.low) * 1.06) * 1.1
    middle = (zoomed.low + zoomed.high) / 2
    assert case.low - 1 <= middle <= case.high + 1


def test_from_ten_years_to_a_day() -> None:
    case = Limits(START, START + 10 * YEAR)
    spans = [window.width * window.per_pixel for window in zooms(case, 1000)]
    assert spans[0] >= 10 * YEAR
    assert DAY <= spans[-1] < 1.5 * DAY
    assert all(closer < wider for wider, closer in itertools.pairwise(spans))
    short = Limits(START, START + 30 * DAY)
    assert short.zoomed(short.fit(1000), 500, 500).high - short.low >= 4 * YEAR


def zooms(case: Limits, width: int) -> list[Window]:
    made = [case.fit(width)]
    while (closer := case.zoomed(made[-1], -STEP, width / 2)).level != made[-1].level:
        made.append(closer)
    return made


@given(limits(), st.integers(-4000, 4000))
def test_moving_there_and_back_leads_back_within_the_case(case: Limits, pixels: int) -> None:
    window = case.zoomed(case.fit(1000), -40, 500)
    moved = case.moved(window, pixels)
    assert moved.level == window.level
    if abs(moved.low - window.low - pixels * window.per_pixel) < window.per_pixel / 100:
        assert case.moved(moved, -pixels).low == pytest.approx(window.low, abs=window.per_pixel)


@given(limits(), st.integers(0, 3000), st.integers(0, 400))
def test_a_stretch_is_brought_into_view_and_one_in_view_moves_nothing(case: Limits, day: int, length: int) -> None:
    low = min(case.low + day * DAY, case.high)
    high = min(low + length * DAY, case.high)
    window = case.zoomed(case.fit(1000), -STEP * 3, 0)
    shown = case.with_in_view(window, low, high)
    span = window.width * window.per_pixel
    if high - low <= span:
        assert shown.low <= low + window.per_pixel
        assert shown.high >= high - window.per_pixel
    else:
        assert low < shown.low + span / 2 < high
    assert case.with_in_view(shown, low, high).low == pytest.approx(shown.low, abs=window.per_pixel)


@given(limits(), WIDTHS, st.integers(-110, 0))
def test_lines_of_the_axis_rise_and_stand_apart(case: Limits, width: int, levels: int) -> None:
    window = case.zoomed(case.fit(width), levels, width / 2)
    found = list(ticks(window, 58))
    assert all(later.at > earlier.at for earlier, later in itertools.pairwise(found))
    assert all((b.at - a.at) / window.per_pixel > 29 for a, b in itertools.pairwise(found))
    assert len(found) <= width / 29 + 2
    assert found[0].at <= window.low
    assert all(tick.text for tick in found)


def test_the_axis_says_the_greater_unit_where_it_begins() -> None:
    case = Limits(START, START + 3 * YEAR)
    said = {tick.text for tick in ticks(case.fit(1000), 58) if tick.greater}
    assert {"2008", "2009", "2010"} <= said
    hours = Window(0, START + 10 * DAY, 1440)
    assert [tick.text for tick in ticks(hours, 58)][:3] == ["11 Jan 2008", "01:00", "02:00"]
    assert context(hours, 58) == "11 Jan 2008"
    days = Window(40, START + 40 * DAY, 1000)
    assert context(days, 58) == "Feb 2008"
    assert {"Mar 2008", "3"} <= {tick.text for tick in ticks(days, 58)}
    assert context(case.fit(1000), 58) in {"2007", "2008"}


def test_stretches_in_words_are_as_fine_as_they_are_long() -> None:
    assert in_words(START, START + 366 * DAY) == "January 2008 to December 2008"
    assert in_words(START, START + 3 * DAY) == "1 January 2008 to 3 January 2008"
    assert in_words(START, START + DAY) == "1 January 2008"
    assert month_in_words(START) == "January 2008"
