"""Where nothing is recorded: never longer than is certain, and every day is spoken for or silent."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from app.domain.silences import Gap, Spoken, gaps

FIRST, LAST = date(2011, 1, 1), date(2011, 12, 31)


def test_stretches_between_what_is_recorded_are_found_with_what_stands_beside_them() -> None:
    spoken = [Spoken("b", date(2011, 6, 1), date(2011, 6, 30)), Spoken("a", date(2011, 2, 1), date(2011, 2, 1))]
    assert gaps(spoken, FIRST, LAST, 30) == (
        Gap(date(2011, 1, 1), date(2011, 1, 31), "", "a"),
        Gap(date(2011, 2, 2), date(2011, 5, 31), "a", "b"),
        Gap(date(2011, 7, 1), date(2011, 12, 31), "b", ""),
    )
    assert [gap.days for gap in gaps(spoken, FIRST, LAST, 31)] == [119, 184]


def test_an_uncertain_date_speaks_for_all_of_its_days() -> None:
    assert gaps([Spoken("a", FIRST, LAST)], FIRST, LAST, 0) == ()
    assert gaps([Spoken("a", date(2010, 1, 1), date(2011, 6, 30))], FIRST, LAST, 0) == (Gap(date(2011, 7, 1), LAST, "a"),)


def test_what_lies_outside_of_the_period_is_named_and_counts_for_nothing() -> None:
    spoken = [Spoken("before", date(2010, 5, 1), date(2010, 5, 1)), Spoken("after", date(2012, 5, 1), date(2012, 5, 1))]
    assert gaps(spoken, FIRST, LAST, 0) == (Gap(FIRST, LAST, "before", "after"),)
    assert gaps([], FIRST, LAST, 364) == (Gap(FIRST, LAST),)
    assert gaps([], FIRST, LAST, 365) == ()


DAYS = some.dates(date(2010, 6, 1), date(2012, 6, 1))


@given(some.lists(some.tuples(DAYS, DAYS), max_size=8))
def test_every_day_of_the_period_is_spoken_for_or_silent(pairs: list[tuple[date, date]]) -> None:
    spoken = [Spoken(str(at), min(pair), max(pair)) for at, pair in enumerate(pairs)]
    silent = gaps(spoken, FIRST, LAST, 0)
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        said = any(each.first <= day <= each.last for each in spoken)
        assert said != any(gap.first <= day <= gap.last for gap in silent)
