"""Ages and homes in the picture: never more precise than the dates allow."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ages import age_on
from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.picture_family import age_marks, home_marks
from app.domain.picture_times import DAY, Manner, minute, moment

LOW, HIGH = minute(datetime.fromisoformat("2010-01-01")), minute(datetime.fromisoformat("2013-01-01"))
UNKNOWN = UncertainDate()


def when(words: str) -> UncertainDate:
    return understand(words, DateContext(date(2013, 6, 1))).when


def ages(born: str, died: str = "", until: int = HIGH) -> list[tuple[str, str, bool]]:
    """Label, first day, and whether it is certain."""
    found = age_marks(when(born), when(died) if died else UNKNOWN, until)
    return [(each.label, f"{moment(each.extent.low):%d.%m.%Y}", each.extent.manner is Manner.LASTING) for each in found]


def test_ages_change_on_the_birthday() -> None:
    assert ages("19 May 2010") == [
        ("under 1", "19.05.2010", True),
        ("1", "19.05.2011", True),
        ("2", "19.05.2012", True),
    ]


def test_an_uncertain_birthday_leaves_the_time_between_open() -> None:
    found = ages("March 2009", until=minute(datetime.fromisoformat("2011-06-01")))
    assert found == [
        ("born", "01.03.2009", False),
        ("under 1", "31.03.2009", True),
        ("0–1", "01.03.2010", False),
        ("1", "31.03.2010", True),
        ("1–2", "01.03.2011", False),
        ("2", "31.03.2011", True),
    ]


def test_about_says_about_at_every_age_and_is_certain_at_none() -> None:
    found = ages("about 2005", until=HIGH)
    assert all(not certain for _, _, certain in found)
    assert all(label.startswith("about") for label, *_ in found[2:])
    assert all(each.extent.fades_before for each in age_marks(when("about 2005"), UNKNOWN, HIGH))


def test_no_age_without_both_limits_and_none_after_death_or_childhood() -> None:
    assert age_marks(UNKNOWN, UNKNOWN, HIGH) == ()
    assert age_marks(when("before May 2005"), UNKNOWN, HIGH) == ()
    assert age_marks(when("1 May 2005"), when("6 November 2012"), HIGH)[-1].extent.high == minute(
        datetime.fromisoformat("2012-11-07")
    )
    grown = age_marks(when("1 May 1990"), UNKNOWN, HIGH)
    assert grown[-1].label == "17"
    assert moment(grown[-1].extent.high) == datetime.fromisoformat("2008-05-01")
    assert ages("29 February 2008")[1][1] == "01.03.2009"


@given(st.dates(date(1995, 1, 1), date(2010, 1, 1)), st.integers(0, 900), st.data())
def test_what_a_band_says_is_the_age_on_each_of_its_days(born: date, width: int, data: st.DataObject) -> None:
    first = datetime.combine(born, time.min)
    when_born = UncertainDate("", DateKind.ON, Precision.DAY, first, first + timedelta(days=width, hours=23, minutes=59))
    bands = age_marks(when_born, UNKNOWN, HIGH)
    old = [band for band in bands if moment(band.extent.low).date() > born + timedelta(days=width + 800)]
    if old:
        band = data.draw(st.sampled_from(old))
        day = data.draw(st.integers(band.extent.low // DAY, band.extent.high // DAY - 1))
        assert band.label == age_on(when_born, date.fromordinal(day))
    assert all(one.extent.high == other.extent.low for one, other in itertools.pairwise(bands))


def homes(since: str, until: str) -> list[tuple[str, str, Manner, bool, bool]]:
    found = home_marks(when(since) if since else UNKNOWN, when(until) if until else UNKNOWN, LOW, HIGH)
    return [
        (f"{moment(e.low):%d.%m.%y}", f"{moment(e.high):%d.%m.%y}", e.manner, e.fades_before, e.fades_after)
        for e, _ in found
    ]


def test_homes_are_certain_between_their_days_and_open_where_the_words_are() -> None:
    assert homes("6 March 2011", "13 June 2011") == [("06.03.11", "14.06.11", Manner.LASTING, False, False)]
    assert homes("May 2011", "June 2012") == [
        ("01.05.11", "01.06.11", Manner.WITHIN, False, False),
        ("01.06.11", "01.06.12", Manner.LASTING, False, False),
        ("01.06.12", "01.07.12", Manner.WITHIN, False, False),
    ]
    assert homes("", "5 March 2011") == [("01.01.10", "06.03.11", Manner.LASTING, True, False)]
    assert homes("5 March 2011", "") == [("05.03.11", "01.01.13", Manner.LASTING, False, True)]
    assert homes("about May 2011", "")[0] == ("01.05.11", "01.06.11", Manner.WITHIN, True, False)


def test_a_home_says_its_dates_as_given() -> None:
    (stay,) = home_marks(when("?6 March 2011"), when("13.6.11"), LOW, HIGH)
    assert stay.label == "from ?6 March 2011 to 13.6.11"
    (unknown,) = home_marks(UNKNOWN, UNKNOWN, LOW, HIGH)
    assert unknown.label == ""
    assert unknown.extent.fades_before
    assert unknown.extent.fades_after


def test_two_months_that_are_the_same_leave_nothing_certain() -> None:
    assert [each[2] for each in homes("May 2011", "May 2011")] == [Manner.WITHIN, Manner.WITHIN]
