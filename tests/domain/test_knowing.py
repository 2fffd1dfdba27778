"""What was known on a day: the rule's sentences, and properties over dates of every kind."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.knowing import Knew, came_to_know, knew

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 12, 31))  # noqa: DTZ001 - local times without zone


@st.composite
def dates(draw: st.DrawFn) -> UncertainDate:
    """Return a date with either side open or not."""
    low, high = sorted((draw(MOMENTS), draw(MOMENTS)))
    sides = draw(st.sampled_from(((low, high), (low, None), (None, high), (None, None), (low, low))))
    return UncertainDate("as given", DateKind.ON, Precision.DAY, *sides)


def when(text: str) -> UncertainDate:
    return understand(text, DateContext(date(2013, 1, 1))).when


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("3 May 2010", date(2010, 5, 2), Knew.NO),
        ("3 May 2010", date(2010, 5, 3), Knew.YES),
        ("3 May 2010, 23:40", date(2010, 5, 3), Knew.YES),
        ("early May 2010", date(2010, 4, 30), Knew.NO),
        ("early May 2010", date(2010, 5, 3), Knew.PERHAPS),
        ("early May 2010", date(2010, 5, 15), Knew.YES),
        ("by 3 May 2010", date(2009, 1, 1), Knew.PERHAPS),
        ("by 3 May 2010", date(2010, 5, 3), Knew.YES),
        ("not known", date(2010, 5, 3), Knew.PERHAPS),
    ],
)
def test_a_date_says_what_it_says_and_no_more(text: str, day: date, expected: Knew) -> None:
    assert knew(when(text), day) is expected


def test_what_nobody_says_it_knew_it_did_not_know() -> None:
    assert knew(None, date(2010, 5, 3)) is Knew.NO


def test_what_is_entered_stands_before_what_was_recorded_and_that_before_the_event() -> None:
    entered, recorded, happened = when("5 May 2010"), when("4 May 2010"), when("3 May 2010")
    assert came_to_know(entered, recorded, happened, recorded_it=True) is entered
    assert came_to_know(entered, recorded, happened, recorded_it=False) is entered
    assert came_to_know(None, recorded, happened, recorded_it=True) is recorded
    assert came_to_know(None, UncertainDate(), happened, recorded_it=True) is happened
    assert came_to_know(None, recorded, happened, recorded_it=False) is None


@given(dates(), DAYS, st.integers(0, 4000))
def test_what_is_known_stays_known(known: UncertainDate, day: date, later: int) -> None:
    assert knew(known, day + timedelta(days=later)) >= knew(known, day)


@given(dates(), DAYS)
def test_certain_only_where_every_moment_meant_agrees(known: UncertainDate, day: date) -> None:
    end = datetime(day.year, day.month, day.day, 23, 59)  # noqa: DTZ001
    low = known.earliest or datetime.min  # noqa: DTZ901
    high = known.latest or datetime.max  # noqa: DTZ901
    found = knew(known, day)
    assert (found is Knew.YES) == (high <= end)
    assert (found is Knew.NO) == (low > end)


@given(dates(), dates(), dates(), DAYS)
def test_a_record_made_later_never_makes_it_known_sooner(
    recorded: UncertainDate, happened: UncertainDate, entered: UncertainDate, day: date
) -> None:
    by_record = came_to_know(None, recorded, happened, recorded_it=True)
    assert by_record in (recorded, happened)
    assert knew(came_to_know(entered, recorded, happened, recorded_it=True), day) is knew(entered, day)
