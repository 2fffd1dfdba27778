"""Where uncertain dates lie on the line of minutes, and how they may be drawn."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.picture_times import DAY, Extent, Manner, extent, minute, moment

FIRST = minute(datetime.fromisoformat("2010-05-03"))


def lies(words: str) -> Extent | None:
    return extent(understand(words, DateContext(date(2013, 1, 1))).when)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 May 2010", Extent(FIRST, FIRST + DAY, Manner.DAY)),
        ("3 May 2010 14:30", Extent(FIRST + 870, FIRST + 871, Manner.MOMENT)),
        ("3–5 May 2010", Extent(FIRST, FIRST + 3 * DAY, Manner.LASTING)),
        ("between 3 and 5 May 2010", Extent(FIRST, FIRST + 3 * DAY, Manner.WITHIN)),
        ("week commencing 3 May 2010", Extent(FIRST, FIRST + 7 * DAY, Manner.WITHIN)),
        ("?3 May 2010", Extent(FIRST, FIRST + DAY, Manner.WITHIN, True, True)),
        ("before 3 May 2010", Extent(FIRST, FIRST, Manner.WITHIN, True, False)),
        ("after 2 May 2010", Extent(FIRST, FIRST, Manner.WITHIN, False, True)),
        ("3 May 2010 pm", Extent(FIRST + 720, FIRST + DAY, Manner.WITHIN)),
    ],
)
def test_a_date_reaches_as_far_as_its_words(words: str, expected: Extent) -> None:
    assert lies(words) == expected


def test_nothing_known_lies_nowhere() -> None:
    assert lies("unknown") is None
    assert extent(UncertainDate()) is None


@pytest.mark.parametrize(
    "words", ["May 2010", "early May 2010", "spring 2010", "autumn term 2010", "2010", "about 2010", "by 3 May 2010"]
)
def test_only_a_day_or_a_moment_is_a_dot(words: str) -> None:
    found = lies(words)
    assert found is not None
    assert not found.is_point


@given(st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")))
def test_minutes_and_moments_are_the_same(at: datetime) -> None:
    whole = at.replace(second=0, microsecond=0)
    assert moment(minute(whole)) == whole
    assert minute(whole) % DAY == whole.hour * 60 + whole.minute


def test_moments_stay_within_the_years_that_there_are() -> None:
    assert moment(-5 * DAY).year == 1
    assert moment(1e12).year == 9999
