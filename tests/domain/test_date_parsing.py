"""Dates as agencies write them: a corpus, and properties over dates of every kind."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import load_toml
from app.domain.date_context import DateContext, Question
from app.domain.date_parsing import understand, understand_cells
from app.domain.date_showing import show
from app.domain.date_spans import MINUTE, Span, joined_span, month_span, season_span, term_span, week_span, year_span
from app.domain.dates import DateKind, Precision, UncertainDate

CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A local time; dates of records have no zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


CORPUS: dict[str, list[list[str]]] = tomllib.loads((Path(__file__).parent / "dates_corpus.toml").read_text("utf-8"))
TODAY = date(2018, 6, 1)
CONTEXTS = {
    "dates": CONTEXT,
    "month_first": replace(CONTEXT, month_first=True),
    "both_orders": replace(CONTEXT, order_in_doubt=True),
    "births": DateContext(TODAY, date(1930, 1, 1), date(1990, 12, 31)),
    "under_2011": replace(CONTEXT, year=2011),
    "no_period": DateContext(TODAY),
}
CASES = [(name, entry) for name, entries in CORPUS.items() for entry in entries]


def moment(text: str, whole_day: str) -> datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text if " " in text else f"{text} {whole_day}")


@pytest.mark.parametrize(("name", "entry"), CASES, ids=[f"{name} {entry[0]!a}" for name, entry in CASES])
def test_corpus(name: str, entry: list[str]) -> None:
    text, kind, precision, earliest, latest, questions = entry
    understood = understand(text, CONTEXTS[name])
    assert understood.when == UncertainDate(
        text, DateKind(kind), Precision(precision), moment(earliest, "00:00"), moment(latest, "23:59")
    )
    assert list(understood.questions) == questions.split()


def test_corpus_is_large_and_every_question_has_a_sentence() -> None:
    assert len({text for text, *_ in CORPUS["dates"]}) == len(CORPUS["dates"]) >= 800
    assert {str(question) for question in Question} == set(load_toml("messages.toml")["questions"])


days = st.dates(date(1950, 1, 2), date(2090, 12, 1))


@st.composite
def one_unit(draw: st.DrawFn) -> Span:
    """A span that is one unit of the calendar."""
    day = draw(days)
    start = datetime.combine(day, time())
    match draw(st.sampled_from([p for p in Precision if p is not Precision.UNKNOWN])):
        case Precision.TIME:
            exact = start + timedelta(minutes=draw(st.integers(0, 1439)))
            return Span(exact, exact, Precision.TIME)
        case Precision.DAY:
            return Span(start, start + timedelta(days=1) - MINUTE, Precision.DAY)
        case Precision.WEEK:
            return week_span(day)
        case Precision.MONTH:
            span = month_span(day.year, day.month, draw(st.sampled_from(["", "early", "mid", "late"])))
            assert span
            return span
        case Precision.SEASON:
            return season_span(day.year, draw(st.sampled_from(["spring", "summer", "autumn", "winter"])))
        case Precision.TERM:
            return term_span(day.year, draw(st.sampled_from(["spring", "summer", "autumn"])))
        case _:
            return year_span(day.year, draw(st.sampled_from(["", "early", "mid", "late"])))


@st.composite
def machine_dates(draw: st.DrawFn) -> UncertainDate:
    """A date of any kind and precision."""
    kind = draw(st.sampled_from(list(DateKind)))
    first = draw(one_unit())
    if kind is DateKind.UNKNOWN:
        return UncertainDate()
    low: datetime | None = first.low
    high: datetime | None = first.high
    if kind in {DateKind.FROM_TO, DateKind.BETWEEN}:
        last = draw(one_unit().filter(lambda span: span.precision is first.precision and span.low > first.low))
        high = joined_span(first, last, kind).high
        if high <= first.high:
            high = first.high + timedelta(days=1) if first.precision is Precision.DAY else None
    if kind is DateKind.BEFORE:
        low = None
    if kind is DateKind.AFTER:
        high = None
    if kind in {DateKind.FROM_TO, DateKind.BETWEEN} and high is None:
        kind, high = DateKind.ON, first.high
    return UncertainDate("", kind, first.precision, low, high)


@given(machine_dates())
def test_reading_what_is_shown_gives_the_same_meaning(when: UncertainDate) -> None:
    read = understand(show(when), DateContext(date(2100, 1, 1))).when
    assert (read.kind, read.precision, read.earliest, read.latest) == (when.kind, when.precision, when.earliest, when.latest)


@given(st.lists(machine_dates(), max_size=12), st.randoms())
def test_sorting_is_a_total_order_that_respects_whatever_is_certain(dates: list[UncertainDate], chance: Random) -> None:
    ordered = sorted(dates, key=UncertainDate.sort_key)
    chance.shuffle(dates)
    assert [when.sort_key() for when in sorted(dates, key=UncertainDate.sort_key)] == [when.sort_key() for when in ordered]
    for place, later in enumerate(ordered):
        for earlier in ordered[:place]:
            assert not (later.latest and earlier.earliest and later.latest < earlier.earliest)


@given(machine_dates(), machine_dates())
def test_order_respects_what_is_certain(one: UncertainDate, other: UncertainDate) -> None:
    if one.latest and other.earliest and one.latest < other.earliest:
        assert one.sort_key() < other.sort_key()


@given(st.text(max_size=200) | st.from_regex(r"[0-9a-z?./ -]{1,30}", fullmatch=True))
def test_any_text_is_kept_and_never_fails(text: str) -> None:
    understood = understand(text, CONTEXT)
    assert understood.when.text == text
    low, high = understood.when.earliest, understood.when.latest
    assert low is None or high is None or low <= high


def test_true_date_cells() -> None:
    day = understand(at(2012, 5, 3), CONTEXT).when
    assert day == UncertainDate("3 May 2012", DateKind.ON, Precision.DAY, at(2012, 5, 3), at(2012, 5, 3, 23, 59))
    assert understand(date(2012, 5, 3), CONTEXT).when == day
    assert understand(at(2012, 5, 3, 9, 30), CONTEXT).when.text == "3 May 2012, 09:30"
    assert understand(time(9, 30), CONTEXT).questions == (Question.UNREADABLE,)


def test_us_order() -> None:
    american = DateContext(date(2018, 6, 1), month_first=True)
    assert understand("05/03/2012", american).when.earliest == at(2012, 5, 3)
    assert understand("05/03/2012", american).questions == ()
    doubtful = DateContext(date(2018, 6, 1), order_in_doubt=True)
    assert understand("05/03/2012", doubtful).questions == (Question.DAY_OR_MONTH,)
    assert understand("05/05/2012", doubtful).questions == ()
    assert understand("25/05/2012", doubtful).questions == ()
    assert understand(at(2012, 5, 3), doubtful).questions == (Question.DAY_OR_MONTH,)


def test_two_digit_years_fall_within_the_period() -> None:
    births = DateContext(date(2018, 6, 1), date(1930, 1, 1), date(1990, 12, 31))
    assert understand("3/5/72", births).when.earliest == at(1972, 5, 3)
    assert understand("3/5/72", births).questions == ()
    assert understand("3/5/12", births).questions[0] == Question.TWO_DIGIT_YEAR
    assert understand("3/5/12", DateContext(date(2018, 6, 1))).questions == ()


def test_a_year_carried_from_a_heading() -> None:
    carried = DateContext(date(2018, 6, 1), year=2011)
    for text in ("3 May", "3/5", "May 3", "Tuesday 3 May"):
        understood = understand(text, carried)
        assert (understood.when.earliest, understood.when.text, understood.questions) == (at(2011, 5, 3), text, ())
    assert understand("May 16", carried).when.earliest == at(2011, 5, 16)
    assert understand("first week of May", carried).when.latest == at(2011, 5, 7, 23, 59)
    assert understand("Easter holidays", carried).when.latest == at(2011, 4, 30, 23, 59)
    assert understand("mid July", carried).when.earliest == at(2011, 7, 8)
    assert understand("spring term", carried).when.latest == at(2011, 4, 30, 23, 59)


def test_the_only_year_that_the_period_leaves_is_questioned() -> None:
    short = DateContext(date(2018, 6, 1), date(2011, 9, 1), date(2012, 3, 31))
    assert understand("3 January", short).when.earliest == at(2012, 1, 3)
    assert understand("3 January", short).questions == (Question.NO_YEAR,)
    assert not understand("3 May", short).when.known


@pytest.mark.parametrize(
    ("cells", "text", "earliest", "latest"),
    [
        (("03/05/12", "0930", "", ""), "03/05/12, 0930", "2012-05-03 09:30", "2012-05-03 09:30"),
        (("03/05/12", "approx 5pm", "", ""), "03/05/12, approx 5pm", "2012-05-03 17:00", "2012-05-03 17:00"),
        (("03/05/12", time(9, 30), "", ""), "03/05/12, 09:30", "2012-05-03 09:30", "2012-05-03 09:30"),
        (("03/05/12", "n/k", "", ""), "03/05/12", "2012-05-03 00:00", "2012-05-03 23:59"),
        (("03/05/12", "", "05/05/12", ""), "03/05/12 – 05/05/12", "2012-05-03 00:00", "2012-05-05 23:59"),
        (("03/05/12", "9am", "", "10.30"), "03/05/12, 9am–10.30", "2012-05-03 09:00", "2012-05-03 10:30"),
        (("03/05/12", "22:00", "4 May", "02:00"), "03/05/12, 22:00 – 4 May, 02:00", "2012-05-03 22:00", "2012-05-04 02:00"),
        (("", "03/05/12", "", ""), "03/05/12", "2012-05-03 00:00", "2012-05-03 23:59"),
        (("May 2012", "pm", "", ""), "May 2012, pm", "2012-05-01 00:00", "2012-05-31 23:59"),
        (("3-5 May 2012", "9am", "", ""), "3-5 May 2012, 9am", "2012-05-03 09:00", "2012-05-05 23:59"),
        (("03/05/12", "", "unknown", ""), "03/05/12", "2012-05-03 00:00", "2012-05-03 23:59"),
        (("03/05/12", "", "03/05/12", ""), "03/05/12 – 03/05/12", "2012-05-03 00:00", "2012-05-03 23:59"),
        (("", "", "05/05/12", ""), " – 05/05/12", "2012-05-05 00:00", "2012-05-05 23:59"),
        (
            (at(2012, 5, 3), at(1899, 12, 30, 9, 30), "", ""),
            "3 May 2012, 09:30",
            "2012-05-03 09:30",
            "2012-05-03 09:30",
        ),
    ],
)
def test_dates_of_a_row(cells: tuple[str | time | datetime, ...], text: str, earliest: str, latest: str) -> None:
    start, begun, end, end_at = cells
    when = understand_cells(start, CONTEXT, at=begun, end=end, end_at=end_at).when
    assert (when.text, when.earliest, when.latest) == (
        text,
        datetime.fromisoformat(earliest),
        datetime.fromisoformat(latest),
    )


def test_questions_about_a_rows_dates() -> None:
    assert understand_cells("3/5/12", CONTEXT, at="see file").questions == (Question.TIME_UNREADABLE,)
    assert understand_cells("3/5/12", CONTEXT, end="1/5/12").questions == (Question.END_BEFORE_START,)
    around = understand_cells("?3/5/12", CONTEXT, end="5/5/12").when
    assert (around.kind, around.latest) == (DateKind.AROUND, at(2012, 5, 5, 23, 59))
