"""One date as people write it, from day to decade: a table of patterns, each with its reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain import date_spans as spans
from app.domain.date_context import DateContext, Question, full_year, year_of_day
from app.domain.date_spans import Span
from app.domain.date_words import HOLIDAYS, PARTS, month_number, squeeze, take_weekday
from app.domain.dates import DateKind, Precision

_SEPARATOR = r"(?: ?[-./\\] ?[-./\\]? ?| )"
_YEAR = r"'?(?P<y>(?:19|20)\d\d|\d\d)"
_FULL_YEAR = r"(?P<y>(?:19|20)\d\d)"
_NAME = r"(?P<name>[a-z]{3,10})"
_LINK = r" ?[-./\\]? ?"
SERIAL_START = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, right for every serial from 61 on."""

_WEEKS = {"first": 0, "1": 0, "second": 7, "2": 7, "third": 14, "3": 14, "fourth": 21, "4": 21, "last": 21}
"""Days from the start of a month to its weeks as people count them."""

_DECADE_PARTS = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}
_EASTER_DAYS = {"good friday": -2, "easter sunday": 0, "easter day": 0, "easter monday": 1}

Reader = Callable[[re.Match[str], DateContext], Span | None]


def _day_month(found: re.Match[str], context: DateContext) -> Span | None:
    """Read day and month in figures; British order unless the source is known or seen to put the month first."""
    first, second = int(found["d"]), int(found["m"])
    day, month = (second, first) if context.month_first else (first, second)
    questions: tuple[str, ...] = ()
    if month > 12 >= day:
        day, month = month, day
        questions = (Question.DAY_OR_MONTH,)
    elif context.order_in_doubt and day <= 12 and day != month:
        questions = (Question.DAY_OR_MONTH,)
    return _dated(day, month, found.groupdict().get("y"), context, questions)


def _dated(day: int, month: int, digits: str | None, context: DateContext, questions: tuple[str, ...] = ()) -> Span | None:
    if digits:
        year: tuple[int, tuple[str, ...]] | None = full_year(digits, context)
    else:
        year = year_of_day(month, day, context)
    if year is None:
        return None
    span = spans.day_span(year[0], month, day)
    return span.asking(*questions, *year[1]) if span else None


def _no_such_day(day: int, month: int, digits: str | None, context: DateContext) -> Span | None:
    """Read "31 November 2010" as some day of that month, with a question; in figures the month may be what is wrong."""
    if not digits or not 29 <= day <= 31:
        return None
    year, questions = full_year(digits, context)
    whole = spans.month_span(year, month)
    return whole.asking(Question.NO_SUCH_DAY, *questions) if whole else None


def _named_day(found: re.Match[str], context: DateContext) -> Span | None:
    month, digits = month_number(found["name"]), found.groupdict().get("y")
    if not month:
        return None
    return _dated(int(found["d"]), month, digits, context) or _no_such_day(int(found["d"]), month, digits, context)


def _iso(found: re.Match[str], _: DateContext) -> Span | None:
    return spans.day_span(int(found["y"]), int(found["m"]), int(found["d"]))


def _month(found: re.Match[str], context: DateContext) -> Span | None:
    groups = found.groupdict()
    number = month_number(groups["name"]) if groups.get("name") else int(groups["m"])
    if not number:
        return None
    if not groups.get("y"):
        return spans.month_span(context.year, number) if context.year else None
    bare = len(groups["y"]) == 2 and found[0][-3] == " " and 1 <= int(groups["y"]) <= 31
    if bare and context.year:
        return None  # a day of the year that stands above
    year, questions = full_year(groups["y"], context)
    span = spans.month_span(year, number)
    return span.asking(*questions, *((Question.DAY_OR_YEAR,) if bare else ())) if span else None


def _two_years(found: re.Match[str], _: DateContext) -> Span | None:
    """Read "2011/12" as either year, which also holds the month that it may mean; ask what "2010-12" means."""
    first, second = int(found["y"]), int(found["y2"])
    if second == (first + 1) % 100:
        return spans.years_span(first, first + 1)
    if first % 100 < second <= 12:
        return spans.years_span(first, first - first % 100 + second).asking(Question.TWO_WAYS)
    return None


def _year(found: re.Match[str], context: DateContext) -> Span:
    year, questions = full_year(found["y"], context)
    return spans.year_span(year).asking(*questions)


def _decade(found: re.Match[str], context: DateContext) -> Span:
    year, questions = full_year(found["y"], context)
    first, last = _DECADE_PARTS[PARTS[found["part"]]] if found.groupdict().get("part") else (0, 9)
    return spans.years_span(year + first, year + last).asking(*questions)


def _part(found: re.Match[str], context: DateContext) -> Span | None:
    """Read "early", "mid" or "late" before a month or year."""
    whole = single(squeeze(found["rest"]), context)
    if whole is None or whole.kind is not DateKind.ON:
        return None
    part = PARTS[found["part"]]
    narrowed = None
    if whole.precision is Precision.MONTH:
        narrowed = spans.month_span(whole.low.year, whole.low.month, part)
    elif whole.precision is Precision.YEAR:
        narrowed = spans.year_span(whole.low.year, part)
    elif whole.precision in {Precision.SEASON, Precision.TERM}:
        narrowed = whole
    return narrowed.asking(*whole.questions) if narrowed else None


def _years_of(found: re.Match[str], context: DateContext) -> tuple[int, bool, tuple[str, ...]] | None:
    """Return the first year, whether a second follows it at once ("2012/13"), and what is asked."""
    groups = found.groupdict()
    if not groups.get("y"):
        return (context.year, False, ()) if context.year else None
    year, questions = full_year(groups["y"], context)
    second = groups.get("y2")
    if second and int(second) % 100 != (year + 1) % 100:
        return None
    return year, bool(second), questions


def _season(found: re.Match[str], context: DateContext) -> Span | None:
    name = found["season"].replace("fall", "autumn").replace("wintertime", "winter").replace("summertime", "summer")
    years = _years_of(found, context)
    if years is None:
        return None
    if years[1] and name != "winter":
        return None
    span = spans.season_span(years[0], name)
    if name == "winter" and not years[1]:
        span = replace(span, low=span.low.replace(month=1, day=1)).asking(Question.WHICH_WINTER)
    return span.asking(*years[2])


def _term(found: re.Match[str], context: DateContext) -> Span | None:
    years = _years_of(found, context)
    if years is None:
        return None
    name = {"michaelmas": "autumn", "lent": "spring", "easter": "spring", "trinity": "summer"}.get(
        found["term"], found["term"]
    )
    return spans.term_span(years[0] + (years[1] and name != "autumn"), name).asking(*years[2])


def _holiday(found: re.Match[str], context: DateContext) -> Span | None:
    """Read school holidays as some time within the months they can fall in."""
    years = _years_of(found, context)
    if years is None:
        return None
    first, last = HOLIDAYS[found["holiday"]]
    return spans.months_between((years[0], first), (years[0] + (last < first), last)).asking(*years[2])


def _feast(found: re.Match[str], context: DateContext) -> Span | None:
    """Read a feast without its day as some time in the months it can fall in."""
    years = _years_of(found, context)
    if years is None:
        return None
    first, last = (3, 4) if found["feast"] == "easter" else (12, 12)
    return replace(spans.months_between((years[0], first), (years[0], last)), kind=DateKind.AROUND).asking(*years[2])


def _easter_day(found: re.Match[str], context: DateContext) -> Span | None:
    """Read a day of Easter, which the calendar fixes for every year."""
    years = _years_of(found, context)
    if years is None:
        return None
    day = spans.easter_sunday(years[0]) + _EASTER_DAYS[found["feast"]] * spans.DAY
    span = spans.day_span(day.year, day.month, day.day)
    return span.asking(*years[2]) if span else None


def _half_term(found: re.Match[str], context: DateContext) -> Span | None:
    month = _month(found, context)
    return replace(month, kind=DateKind.AROUND) if month else None


def _whole_month(span: Span) -> tuple[datetime, datetime]:
    month = spans.months_between((span.low.year, span.low.month), (span.low.year, span.low.month))
    return month.low, month.high


def _week_of_month(found: re.Match[str], context: DateContext) -> Span | None:
    """Read the first, second or last week of a month; weeks are not counted alike by all."""
    month = single(squeeze(found["rest"]), context)
    if month is None or (month.low, month.high) != _whole_month(month):
        return None
    first = month.low.date() + timedelta(days=_WEEKS[found["nth"]])
    if found["nth"] == "last":
        first = month.high.date() - timedelta(days=6)
    return replace(spans.week_span(first), kind=DateKind.AROUND).asking(*month.questions)


def _long_year(found: re.Match[str], context: DateContext) -> Span | None:
    years = _years_of(found, context)
    if years is None or not years[1]:
        return None
    year, first = years[0], 4 if found["sort"].startswith(("fin", "tax")) else 9
    return spans.months_between((year, first), (year + 1, first - 1)).asking(*years[2])


def _week(found: re.Match[str], context: DateContext) -> Span | None:
    day = single(squeeze(found["rest"]), context)
    if day is None or not day.one_day:
        return None
    first, word = day.low.date(), found["word"]
    if word.startswith("weekend"):
        saturday = first + timedelta(days=5 - first.weekday()) if first.weekday() < 6 else first - spans.DAY
        end = spans.day_span(*(saturday + spans.DAY).timetuple()[:3])
        start = spans.day_span(*saturday.timetuple()[:3])
        return spans.joined_span(start, end, DateKind.FROM_TO).asking(*day.questions) if start and end else None
    if word.endswith(("ending", "/e", "ended")):
        first -= timedelta(days=6)
    elif word in {"week", "week of"}:
        first -= timedelta(days=first.weekday())
    return spans.week_span(first).asking(*day.questions)


def _overnight(found: re.Match[str], context: DateContext) -> Span | None:
    day = single(squeeze(found["rest"]), context)
    if day is None or not day.one_day:
        return None
    return replace(day, high=day.high + spans.DAY, kind=DateKind.FROM_TO)


def _compact(found: re.Match[str], context: DateContext) -> Span | None:
    span = _dated(int(found["d"]), int(found["m"]), found["y"], context)
    year_first = re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", found[0])
    return span.asking(Question.TWO_WAYS) if span and year_first else span


def _serial(found: re.Match[str], _: DateContext) -> Span | None:
    day = SERIAL_START + timedelta(days=int(found["serial"]))
    span = spans.day_span(day.year, day.month, day.day)
    if span and found["part"] and float(found["part"]):
        moment = span.low + timedelta(minutes=round(float(found["part"]) * 1440))
        span = replace(span, low=moment, high=moment, precision=Precision.TIME)
    return span.asking(Question.SERIAL) if span else None


_SECOND_YEAR = r"(?: ?[-/] ?(?P<y2>(?:20)?\d\d))?"
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"{_FULL_YEAR}{_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}(?P<d>\d{{1,2}})", _iso),
    (rf"(?P<d>\d{{1,2}}){_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}{_YEAR}", _day_month),
    (rf"(?P<d>\d{{1,2}}){_LINK}{_NAME}{_LINK}{_YEAR}", _named_day),
    (rf"{_NAME} ?-?(?P<d>\d{{1,2}})[- ]{_FULL_YEAR}", _named_day),
    (rf"{_FULL_YEAR}{_LINK}{_NAME}{_LINK}(?P<d>\d{{1,2}})", _named_day),
    (rf"{_NAME}{_LINK}{_YEAR}", _month),
    (rf"{_FULL_YEAR}{_LINK}{_NAME}", _month),
    (rf"[?x_-]{{1,2}}{_SEPARATOR}(?P<m>0?[1-9]|1[0-2]) ?[-./\\ ] ?{_YEAR}", _month),
    (rf"(?P<m>0?[1-9]|1[0-2]) ?[-./\\] ?{_FULL_YEAR}", _month),
    (rf"{_FULL_YEAR} ?[-/] ?(?P<y2>\d\d)", _two_years),
    (rf"(?:[?x_-]{{1,2}}[-./\\ ]){{2}}{_FULL_YEAR}", _year),
    (rf"{_FULL_YEAR} ?[-./] ?(?P<m>0[1-9]|1[0-2])", _month),
    (r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)", _iso),
    (r"(?P<d>[0-3]\d)(?P<m>0[1-9]|1[0-2])(?P<y>(?:(?:19|20)\d\d)|\d\d)", _compact),
    (r"(?:year )?" + _FULL_YEAR, _year),
    (r"'(?P<y>\d\d)", _year),
    (rf"(?:(?P<part>{'|'.join(PARTS)})[- ])?'?(?P<y>(?:19|20)?\d0)'?s", _decade),
    (rf"(?P<d>\d{{1,2}}){_LINK}{_NAME}", _named_day),
    (rf"{_NAME} ?-?(?P<d>\d{{1,2}})", _named_day),
    (r"(?P<d>\d{1,2}) ?[-./\\] ?(?P<m>\d{1,2})", _day_month),
    (rf"{_NAME}", _month),
    (rf"(?P<part>{'|'.join(PARTS)})(?: part)?[- ](?P<rest>.+)", _part),
    (rf"(?P<season>spring|summer|autumn|winter|fall)(?:time)?(?:[- ]{_YEAR}{_SECOND_YEAR})?", _season),
    (rf"{_FULL_YEAR}{_SECOND_YEAR} (?P<season>spring|summer|autumn|winter|fall)", _season),
    (
        rf"(?:school )?(?P<term>autumn|spring|summer|michaelmas|lent|easter|trinity)(?: school)? (?:half )?term(?: time)?"
        rf"(?: {_YEAR}{_SECOND_YEAR})?",
        _term,
    ),
    (rf"(?P<feast>{'|'.join(_EASTER_DAYS)})(?: {_YEAR})?", _easter_day),
    (rf"(?:at |over )?(?P<feast>easter|christmas|xmas)(?: time)?(?: {_YEAR})?", _feast),
    (rf"(?P<nth>{'|'.join(_WEEKS)}) week (?P<rest>.+)", _week_of_month),
    (rf"{_NAME} half[- ]term(?: holidays?| break)?(?: {_YEAR})?", _half_term),
    (
        rf"(?:school )?(?P<holiday>{'|'.join(HOLIDAYS)})(?: school)? (?:half term )?(?:holidays?|hols|break|vacation)"
        rf"(?: {_YEAR}{_SECOND_YEAR})?",
        _holiday,
    ),
    (rf"(?P<sort>academic|school|financial|fiscal|tax) year {_YEAR}{_SECOND_YEAR}", _long_year),
    (
        r"(?P<word>week commencing|week beginning|week starting|week ending|week ended|week comm|weekend"
        r"|wk commencing|wk ending|wk beginning|wk/c|wk/b|wk beg|week of|week|w/c|w/b|w/e|wc|wb)[: ] ?(?P<rest>.+)",
        _week,
    ),
    (r"(?:overnight|night)(?: into)? (?P<rest>.+)", _overnight),
    (r"(?P<rest>.+) overnight", _overnight),
    (r"(?P<serial>[23456]\d{4})(?P<part>\.\d+)?", _serial),
)
_COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in _PATTERNS)
_UNKNOWN_DAY = re.compile(rf"^[?x]{{1,2}}{_SEPARATOR}(?=[a-z])")


def single(text: str, context: DateContext) -> Span | None:
    """Read a tidied text that should hold nothing but one date; None where it isn't one."""
    text, weekday = (text, None) if text.startswith(tuple(_EASTER_DAYS)) else take_weekday(text)
    text = _UNKNOWN_DAY.sub("", text)
    for pattern, reader in _COMPILED:
        if found := pattern.fullmatch(text):
            span = reader(found, context)
            if span is not None:
                differs = weekday is not None and span.one_day and span.low.weekday() != weekday
                return span.asking(Question.WEEKDAY) if differs else span
    return None
