"""Two dates in one text: "3–5 May 2012", "April – June 2013", "late July – 10.08.14", "between 3 and 5 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.date_context import DateContext, Question
from app.domain.date_single import single
from app.domain.date_spans import Span, day_span, joined_span
from app.domain.date_words import MONTHS, PARTS, squeeze, take_weekday
from app.domain.dates import DateKind, Precision
from app.domain.time_parsing import at_time, take_time

_SEPARATORS = (
    r" (?:to|until|till|through|thru|into)(?: about)? ",
    r" (?:or) ",
    r" (?:and|&|\+) ",
    r" -+ ",
    r"-",
    r" ?/ ?",
    r" ",
)
_OPENING = re.compile(
    r"(?:(?P<between>(?:sometime )?between |either )|(?:from |period |(?:week|weekend) (?=\d))"
    r"|(?P<night>(?:over ?night|night)(?: from| between)? ))"
)
_HEDGE = re.compile(r"(?:\?|~|(?:approximately|approx|about|around|circa|c)\b) ?")
_JOINED = re.compile(r" (?:and|&|\+) ")
_ITEM = re.compile(r"\d{1,2}[-./]\d{1,2}(?:[-./](?:\d{4}|\d\d))?|\d{1,2} ?[a-z]{3,9}(?: (?:19|20)\d\d)?|\d{1,2}")
_SLASHED_DAYS = re.compile(r"\d{1,2}(?: ?/ ?\d{1,2}){2,} (?!and |to )[a-z]{3,9}(?: (?:19|20)\d\d)?")
_THREE_FIGURES = re.compile(r"\d{1,2}( ?[-./\\] ?)\d{1,2}\1\d{1,5}")
_THROUGHOUT = re.compile(r"(?:throughout|all|whole) (.+)")
_FINE = frozenset({Precision.DAY, Precision.TIME})

_NO_TIME = re.compile(r"(?<=\d)[ t](?:00:00:00(?:\.0+)?|12:00:00 ?am)(?: ?z| ?[+-]\d\d:?\d\d)?$")
"""What programs write after a day without a time: a midnight to the second, which nobody writes who means midnight."""


def read_point(text: str, context: DateContext) -> Span | None:
    """Read one date with or without a time; None where the text isn't just that."""
    text = _NO_TIME.sub("", text)
    span = single(text, context)
    if span:
        return span
    parted = take_time(text)
    if not parted:
        return None
    rest, clock = parted
    day = single(squeeze(rest.rstrip("-")), context)
    return at_time(day, clock) if day and day.one_day else None


def read_range(text: str, context: DateContext) -> Span | None:
    """Read two dates, either of which may borrow its month and year from the other."""
    opening = _OPENING.match(text)
    between = bool(opening and opening["between"])
    body = squeeze(text[opening.end() :]) if opening else text
    if _THREE_FIGURES.fullmatch(body):
        return None  # a date that the calendar doesn't have, not two of them
    if _SLASHED_DAYS.fullmatch(body):
        return _read_list(body.replace("/", " "), context)
    if whole := _THROUGHOUT.fullmatch(body):
        unit = single(squeeze(whole[1]), context)
        return replace(unit, kind=DateKind.FROM_TO) if unit and unit.kind is DateKind.ON else None
    if opening and opening["night"]:
        body = body.replace("/", " to ") if re.match(r"\d{1,2} ?/ ?\d{1,2} [a-z]", body) else body
    for left, right, mark in _splits(body):
        span = _pair(left, right, context) if mark else _two_whole(left, right, context)
        if span is None or Question.SERIAL in span.questions:
            continue
        if between or mark == "or":
            unordered = tuple(question for question in span.questions if question != Question.END_BEFORE_START)
            kind = DateKind.BETWEEN if span.kind is not DateKind.AROUND else span.kind
            span = replace(span, kind=kind, questions=unordered)
        elif mark in {"and", "&", "+", ""}:
            span = span.asking(Question.SEVERAL_DATES)
        return span
    return _read_list(text, context)


def _read_list(text: str, context: DateContext) -> Span | None:
    """Read several days named together ("16, 23 Feb and 1 Mar 2012") as the stretch they lie in, with a question."""
    body = take_weekday(_JOINED.sub(" ", text))[0]
    items = _ITEM.findall(body)
    if len(items) < 2 or " ".join(items) != body:
        return None
    days: list[Span] = []
    for item in reversed(items):
        day = _borrowing(item, days[-1], context) if days else single(item, context)
        if day is None or not day.one_day or (days and day.low > days[-1].low):
            return None
        days.append(day)
    return joined_span(days[-1], days[0], DateKind.FROM_TO).asking(Question.SEVERAL_DATES)


def _splits(text: str) -> Iterator[tuple[str, str, str]]:
    """Every way to part the text in two, the surest separators first."""
    for separator in _SEPARATORS:
        for found in re.finditer(separator, text):
            left, right = squeeze(text[: found.start()]), squeeze(text[found.end() :])
            if left and right:
                yield left, right, found[0].strip()


def _side(text: str, context: DateContext) -> Span | None:
    hedge = _HEDGE.match(text)
    bare = text[hedge.end() :] if hedge else text
    hedged = bool(hedge) or bare.endswith("?")
    span = read_point(squeeze(bare.rstrip("? ")), context)
    return replace(span, kind=DateKind.AROUND) if span and hedged else span


def _two_whole(left: str, right: str, context: DateContext) -> Span | None:
    """Read two dates that stand side by side, each whole in itself."""
    alone = replace(context, year=None, earliest=None)
    first, last = _side(left, alone), _side(right, alone)
    if not first or not last or not first.low <= last.low or not {first.precision, last.precision} <= _FINE:
        return None
    return joined_span(first, last, DateKind.FROM_TO)


def _pair(left: str, right: str, context: DateContext) -> Span | None:
    last = _side(right, context)
    if last:
        first = _borrowing(left, last, context)
        if first and first.low > last.low:
            first = _borrowing(left, last, context, years_back=1) or first
    else:
        first = _side(left, context)
        last = _borrowing(right, first, context) if first else None
        if first and last and last.high < first.low:
            last = _borrowing(right, first, context, years_back=-1)
    if first is None or last is None or DateKind.FROM_TO in {first.kind, last.kind}:
        return None
    kind = DateKind.AROUND if DateKind.AROUND in {first.kind, last.kind} else DateKind.FROM_TO
    if last.high < first.low:
        return joined_span(last, first, kind).asking(Question.END_BEFORE_START)
    return joined_span(first, last, kind)


def _borrowing(text: str, other: Span, context: DateContext, years_back: int = 0) -> Span | None:
    """Read one side with what it lacks taken from the other."""
    year, month = other.low.year - years_back, other.low.month
    bare, _ = take_weekday(text)
    if bare.isdigit() and len(bare) <= 2:
        return day_span(year, month, int(bare)) if other.precision in _FINE and not years_back else None
    if text in PARTS:
        if other.kind is not DateKind.ON:
            return None
        text = f"{text} {year}" if other.precision is Precision.YEAR else f"{text} {MONTHS[month - 1]} {year}"
    return _side(text, replace(context, year=year))
