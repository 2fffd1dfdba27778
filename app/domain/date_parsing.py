"""Understanding dates as agencies write them, without ever showing them more precise than they were given.

``understand`` reads one text or true date cell; ``understand_cells`` one row's start, time, end and end time together. What
was given stays the text; what can't be told for certain is put as a question, for the review list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from app.domain.date_context import DateContext, Question
from app.domain.date_ranges import read_point, read_range
from app.domain.date_showing import moment_date, show_moment
from app.domain.date_spans import MINUTE, Span, day_span, joined_span
from app.domain.date_words import month_number, says_unknown, squeeze, tidy
from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.time_parsing import ClockSpan, at_time, read_time, says_no_time

Given = str | date | datetime | time
"""What a cell holds: a text, or the value of a true date cell."""

_LONGEST = 120
_PART_DATES = frozenset({Precision.DAY, Precision.TIME, Precision.MONTH})
_GUESSES: frozenset[str] = frozenset({Question.SERIAL, Question.TWO_DIGIT_YEAR})
_HEDGE = re.compile(
    r"(?:\?+|~|c(?=\d)|(?:or |/ ?)?(?:approximately|approx|about|around|circa|ca|c(?=[ .])|roughly"
    r"|probably|prob|possibly|poss|perhaps|maybe"
    r"|believed(?: to be)?|thought to be|likely|estimated|est|say|presumably|appears to be)\b)[ .:]*"
)
_TRAILING_HEDGE = re.compile(
    r"[ .-]*(?:\(?\?+\)?|\(?\b(?:or thereabouts|(?:date )?approximate(?: date)?|approximately|approx|probably|possibly"
    r"|estimated|est|ish|tbc|unconfirmed|unsure)\)?)"
)
_UNKNOWN_FIGURES = re.compile(r"\d\?\?")
_NOTE_MARKS = str.maketrans(dict.fromkeys("*†‡", ""))
_PLAIN_DOUBT = re.compile(r"\?\w")
_NOT_EXACT = re.compile(
    r"[ -]+\(?(?:exact |precise )?(?:date|day|time)s? (?:is |are )?"
    r"(?:not (?:known|recorded|given|clear|stated)|unknown|unclear)\)?$"
)
_BOUND_WORDS = (
    (
        r"(?:or before|before or|by|until|till|up to(?: and including)?|no later than|not later than|not after)"
        r"(?: end)? (.+)",
        DateKind.BEFORE,
        True,
    ),
    (r"(.+) (?:or before|or earlier|and before|and earlier|at latest|latest)", DateKind.BEFORE, True),
    (r"(?:before|prior to|pre|earlier than|some time before)[ -](.+)", DateKind.BEFORE, False),
    (
        r"(?:or after|since|from|not before|no earlier than|starting|commencing|ongoing from)(?: start)? (.+)",
        DateKind.AFTER,
        True,
    ),
    (r"(.+?)(?: onwards?| or after| or later| and after| ?- ?)", DateKind.AFTER, True),
    (r"(.+?) ?(?:-|to|until|till) ?(?:present|date|ongoing|now|current|today)(?: day)?", DateKind.AFTER, True),
    (r"(?:after|later than|post|following)[ -](.+)", DateKind.AFTER, False),
)
_BOUNDS = tuple((re.compile(pattern), kind, inclusive) for pattern, kind, inclusive in _BOUND_WORDS)


@dataclass(frozen=True)
class Understanding:
    """A date as understood, and the keys of the questions that its reading left."""

    when: UncertainDate
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Reading:
    """A span whose one side may be open."""

    span: Span
    low: datetime | None
    high: datetime | None

    @staticmethod
    def of(span: Span) -> _Reading:
        return _Reading(span, span.low, span.high)


def understand(given: Given, context: DateContext) -> Understanding:
    """Read what one date cell holds."""
    if not isinstance(given, str):
        return _of_value(given, context)
    reading = _read_text(tidy(given), context)
    if reading is None:
        return Understanding(UncertainDate(given), _why_unread(tidy(given), context))
    return _checked(given, reading, context)


def understand_cells(
    start: Given, context: DateContext, *, at: Given = "", end: Given = "", end_at: Given = ""
) -> Understanding:
    """Read a row's date together with what its columns for time, end date and end time hold."""
    first = _with_time(understand(start, context), at, context)
    if not _text(end) and not _text(end_at):
        return first
    begun = first.when.earliest
    end_context = replace(context, year=begun.year) if begun else context
    last = understand(end if _text(end) else start, end_context)
    last = _with_time(last, end_at, end_context)
    if not last.when.known and not last.questions:
        return first
    text = first.when.text + (
        f" – {last.when.text}" if _text(end) else f"–{_text(end_at)}" if first.when.text else _text(end_at)
    )
    return _from_first_to_last(text, first, last)


def _why_unread(tidied: str, context: DateContext) -> tuple[str, ...]:
    """Return why nothing was read: it says so itself, it lacks only a year, or it can't be read."""
    if says_unknown(tidied):
        return ()
    lacks_year = context.year is None and _read(tidied[:_LONGEST], replace(context, year=context.today.year)) is not None
    return (Question.NO_YEAR if lacks_year else Question.UNREADABLE,)


def _from_first_to_last(text: str, first: Understanding, last: Understanding) -> Understanding:
    questions = tuple(dict.fromkeys(first.questions + last.questions))
    begun, ended = first.when, last.when
    if begun.earliest is None or ended.latest is None or ended.earliest is None:
        when = replace(begun if begun.known else ended, text=text)
        return Understanding(when, questions)
    if (begun.earliest, begun.latest) == (ended.earliest, ended.latest):
        return Understanding(replace(begun, text=text), questions)
    if ended.latest < begun.earliest:
        return Understanding(replace(begun, text=text), tuple(dict.fromkeys((*questions, Question.END_BEFORE_START))))
    order = list(Precision)
    finer = min(begun.precision, ended.precision, key=order.index)
    kind = DateKind.AROUND if DateKind.AROUND in {begun.kind, ended.kind} else DateKind.FROM_TO
    return Understanding(UncertainDate(text, kind, finer, begun.earliest, ended.latest), questions)


def _text(given: Given) -> str:
    """Return the words for what a cell holds."""
    if isinstance(given, str):
        return given.strip()
    if isinstance(given, time):
        return f"{given:%H:%M}"
    return show_moment(given)


def _of_value(value: date | datetime | time, context: DateContext) -> Understanding:
    if isinstance(value, time):
        return Understanding(UncertainDate(_text(value)), (Question.UNREADABLE,))
    when = moment_date(value)
    if when.earliest is None or when.latest is None:
        raise AssertionError(value)
    span = Span(when.earliest, when.latest, when.precision)
    if context.order_in_doubt and value.day <= 12 and value.day != value.month:
        span = span.asking(Question.DAY_OR_MONTH)
    return _checked(show_moment(value), _Reading.of(span), context)


def _checked(text: str, reading: _Reading, context: DateContext) -> Understanding:
    """Compare a reading with the day it is and with the period of the review."""
    low, high, span = reading.low, reading.high, reading.span
    questions = list(span.questions)
    start = low or high
    if start and start.date() > context.today:
        questions.append(Question.FUTURE)
    elif start and context.latest and low and low.date() > context.latest:
        questions.append(Question.AFTER_PERIOD)
    if context.earliest and high and high.date() < context.earliest:
        questions.append(Question.BEFORE_PERIOD)
    asked = tuple(dict.fromkeys(questions)) if questions else ()
    return Understanding(UncertainDate(text, span.kind, span.precision, low, high), asked)


@lru_cache(maxsize=4096)
def _read_text(text: str, context: DateContext) -> _Reading | None:
    """Read a tidied text; None where it says nothing that can be read."""
    if says_unknown(text):
        return None
    text = _NOT_EXACT.sub("", text)
    if len(text) <= _LONGEST and (reading := _read(text, context)):
        return reading
    return _read_part(text[:_LONGEST], context)


def _read(text: str, context: DateContext) -> _Reading | None:
    """Try the text whole, then without a hedge, then as a range, then as an open bound."""
    if _PLAIN_DOUBT.match(text) and (hedged := _read_hedged(text, context)):
        return hedged
    if span := read_point(text, context):
        return _Reading.of(span)
    if hedged := _read_hedged(text, context):
        return hedged
    span = read_range(text, context)
    return _Reading.of(span) if span else _read_bound(text, context)


def _read_hedged(text: str, context: DateContext) -> _Reading | None:
    found = _HEDGE.match(text)
    rest = text[found.end() :] if found else text
    if not found and not _UNKNOWN_FIGURES.search(text):
        found = re.search(f"(?:{_TRAILING_HEDGE.pattern})$", text)
        rest = text[: found.start()] if found else text
    rest = squeeze(rest)
    inner = _read(rest, context) if found and rest else None
    if inner is None:
        return None
    if inner.span.kind in {DateKind.BEFORE, DateKind.AFTER}:
        return inner
    return replace(inner, span=replace(inner.span, kind=DateKind.AROUND))


def _read_bound(text: str, context: DateContext) -> _Reading | None:
    for pattern, kind, inclusive in _BOUNDS:
        found = pattern.fullmatch(text)
        inner = _read(squeeze(found[1]), context) if found and found[1].strip() else None
        if inner is not None and inner.span.kind is kind:
            return inner  # said twice, as in "from … onwards"
        if inner is None or inner.low is None or inner.high is None:
            continue
        span = replace(inner.span, kind=kind)
        if kind is DateKind.BEFORE:
            return _Reading(span, None, inner.high if inclusive else inner.low - MINUTE)
        return _Reading(span, inner.low if inclusive else inner.high + MINUTE, None)
    return None


def _read_part(text: str, context: DateContext) -> _Reading | None:
    """Find a date among other words; the longest that starts first, always with a question."""
    words = text.translate(_NOTE_MARKS).split(" ")
    for start, word in enumerate(words):
        if not any(character.isdigit() for character in word) and not month_number(word):
            continue
        for end in range(min(len(words), start + 8), start, -1):
            span = read_point(squeeze(" ".join(words[start:end])), context)
            if span and span.precision in _PART_DATES and not _GUESSES & set(span.questions):
                return _Reading.of(span.asking(Question.PART_READ))
    return None


def _with_time(day: Understanding, at: Given, context: DateContext) -> Understanding:
    """Narrow a day to what the column for the time holds."""
    words = _text(at) if not isinstance(at, datetime) else f"{at:%H:%M}"
    tidied = tidy(words)
    if says_no_time(tidied):
        return day
    text = f"{day.when.text}, {words}".removeprefix(", ")
    clock = read_time(tidied)
    if clock is None:
        return _with_unread_time(text, day, words, context)
    low, high = day.when.earliest, day.when.latest
    if low is None or high is None or day.when.precision is Precision.TIME:
        return Understanding(replace(day.when, text=text), day.questions)
    narrowed = _narrowed(Span(low, high, day.when.precision, day.when.kind), clock)
    return Understanding(UncertainDate(text, narrowed.kind, narrowed.precision, narrowed.low, narrowed.high), day.questions)


def _with_unread_time(text: str, day: Understanding, words: str, context: DateContext) -> Understanding:
    """Keep a time that isn't one beside its date; a date that stands in the wrong column is used if there is no other."""
    if not day.when.known and not day.when.text.strip():
        moved = understand(words, context)
        if moved.when.known:
            return moved
    return Understanding(replace(day.when, text=text), tuple(dict.fromkeys((*day.questions, Question.TIME_UNREADABLE))))


def _narrowed(span: Span, clock: ClockSpan) -> Span:
    """Put a time on one day, or on the first day of several; a month or year stays as it is."""
    if span.one_day:
        return at_time(span, clock)
    if span.precision is Precision.DAY and span.kind is DateKind.FROM_TO:
        first = day_span(span.low.year, span.low.month, span.low.day)
        return joined_span(at_time(first, clock), span, span.kind) if first else span
    return span
