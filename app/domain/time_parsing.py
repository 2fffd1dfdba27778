"""Times of day as people write them: "09:30", "9.30am", "0930hrs", "pm", "approx 17:00", "between 9 and 10am"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from app.domain.date_spans import DAY, Span
from app.domain.date_words import squeeze
from app.domain.dates import DateKind, Precision

_LAST = 24 * 60 - 1


@dataclass(frozen=True)
class ClockSpan:
    """A stretch of one day in minutes from midnight; ``high`` beyond the day's end lies in the next."""

    low: int
    high: int
    kind: DateKind = DateKind.ON


_ABOUT = r"approximately|approx|about|around|circa|ca|c[.]?|roughly|~|\?|(?:shortly|just) (?:before|after)|nearly|almost"
_HEDGE = rf"(?:(?P<hedge>before|by|until|till|after|from|since|(?:{_ABOUT})) ?)?"
_HALF = r"(?:(?P<half{n}>am|pm|a m|p m|noon|midnight|morning|afternoon|evening|night))"
_UNIT = r"(?:hours|hrs|hr|h)"


def _clock(n: int, *, marked: bool) -> str:
    """Pattern of one time; unless ``marked`` a bare hour or stopped number counts too."""
    half = _HALF.format(n=n)
    sure = [
        rf"(?P<h{n}a>[01]?\d|2[0-4]):(?P<m{n}a>[0-5]\d)(?::[0-5]\d(?:[.]\d+)?)?"
        rf"(?: ?{half.replace(f'half{n}', f'half{n}a')}| ?{_UNIT})?",
        rf"(?P<h{n}b>[01]\d|2[0-4])[:.]?(?P<m{n}b>[0-5]\d) ?{_UNIT}",
        rf"(?P<h{n}c>1[0-2]|0?\d)(?:[.:]? ?(?P<m{n}c>[0-5]\d))? ?{half.replace(f'half{n}', f'half{n}c')}",
        rf"(?P<h{n}d>1?\d|2[0-4])[.](?P<m{n}d>[0-5]\d) ?{_UNIT}",
    ]
    loose = [rf"(?P<h{n}e>[01]?\d|2[0-4])[.:; ]?(?P<m{n}e>[0-5]\d)", rf"(?P<h{n}f>1?\d|2[0-4])(?: ?o ?'? ?clock)?"]
    return "(?:" + "|".join(sure if marked else sure + loose) + ")"


_WORDS = {
    "early hours": (0, 359),
    "small hours": (0, 359),
    "early morning": (0, 599),
    "late morning": (540, 779),
    "mid morning": (480, 719),
    "morning": (0, 719),
    "lunchtime": (660, 899),
    "lunch time": (660, 899),
    "early afternoon": (720, 959),
    "late afternoon": (840, 1139),
    "mid afternoon": (780, 1019),
    "afternoon": (720, 1139),
    "early evening": (960, 1259),
    "late evening": (1080, _LAST),
    "evening": (960, _LAST),
    "teatime": (900, 1139),
    "night": (1080, _LAST + 360),
    "midnight": (0, _LAST + 1),  # of which end of the day is not said
    "12 midnight": (0, _LAST + 1),
    "am": (0, 719),
    "pm": (720, _LAST),
}
_EXACT_WORDS = {
    "midday": 720,
    "noon": 720,
    "12 noon": 720,
}
_NO_TIME = re.compile(
    r"(?:time )?(?:not (?:known|recorded|stated|given|specified)|unknown|unrecorded|untimed|n/k|nk|n/a|na"
    r"|no time(?: (?:given|recorded))?|tbc|\?+|-+|various(?: times)?|all day)"
)
_TO = r" ?(?:-|to|until|till|and) ?"
_SURE = re.compile(rf"{_HEDGE}{_clock(1, marked=True)}")
_SURE_RANGE = re.compile(rf"(?:between |from )?{_clock(1, marked=False)}{_TO}{_clock(2, marked=True)}")
_LOOSE = re.compile(rf"{_HEDGE}{_clock(1, marked=False)}")
_LOOSE_RANGE = re.compile(rf"(?P<between>between )?(?:from )?{_clock(1, marked=False)}{_TO}{_clock(2, marked=False)}")
_WORD = re.compile(r"\b(?:" + "|".join(sorted((*_EXACT_WORDS, *_WORDS), key=len, reverse=True)) + r")\b")


def _minutes(found: re.Match[str], n: int, half_of_other: str = "") -> tuple[int, str] | None:
    """Return minutes from midnight and the half of the day that was written; None where no such time exists."""
    groups = found.groupdict()
    letter = next(x for x in "abcdef" if groups.get(f"h{n}{x}") is not None)
    hour, minute = int(groups[f"h{n}{letter}"]), int(groups.get(f"m{n}{letter}") or 0)
    half = (groups.get(f"half{n}{letter}") or "").replace(" ", "")
    used = half or half_of_other
    if (used and hour > 12) or hour > 24 or (hour == 24 and minute):
        used = ""
    if used in {"pm", "noon", "afternoon", "evening", "night"} and hour < 12:
        hour += 12
    elif used in {"am", "midnight", "morning"} and hour == 12:
        hour = 0
    total = hour * 60 + minute
    return (total, half) if total <= _LAST + 1 else None


def _hedged(minutes: int, hedge: str | None) -> ClockSpan:
    if not hedge:
        return ClockSpan(minutes, minutes)
    if hedge in {"before", "by", "until", "till"}:
        return ClockSpan(0, max(0, minutes - (hedge == "before")), DateKind.BETWEEN)
    if hedge in {"after", "from", "since"}:
        return ClockSpan(min(_LAST, minutes + (hedge == "after")), _LAST, DateKind.BETWEEN)
    return ClockSpan(minutes, minutes, DateKind.AROUND)


def _range(found: re.Match[str]) -> ClockSpan | None:
    """Read two times; the first takes the second's half of the day where that keeps the order ("9 - 10.30am")."""
    last = _minutes(found, 2)
    first = _minutes(found, 1)
    if first is None or last is None:
        return None
    if last[1] and not first[1]:
        alike = _minutes(found, 1, last[1])
        first = alike if alike and alike[0] <= last[0] else first
    low, high = first[0], last[0]
    if high < low:
        high += _LAST + 1
    kind = DateKind.BETWEEN if found[0].startswith("between") else DateKind.FROM_TO
    return ClockSpan(low, high, kind) if low != high else ClockSpan(low, low)


def _word(word: str) -> ClockSpan:
    if word in _EXACT_WORDS:
        return ClockSpan(_EXACT_WORDS[word], _EXACT_WORDS[word])
    return ClockSpan(*_WORDS[word], DateKind.BETWEEN)


def _single(found: re.Match[str]) -> ClockSpan | None:
    minutes = _minutes(found, 1)
    return _hedged(minutes[0], found["hedge"]) if minutes else None


@lru_cache(maxsize=2048)
def read_time(text: str) -> ClockSpan | None:
    """Read a tidied text that should hold nothing but a time; None where it isn't one."""
    text = squeeze(text).removeprefix("time ")
    doubtful = text.endswith("?")
    text = text.rstrip("? ")
    clock: ClockSpan | None = None
    if found := _LOOSE_RANGE.fullmatch(text):
        clock = _range(found)
    elif _WORD.fullmatch(text):
        clock = _word(text)
    elif found := _LOOSE.fullmatch(text):
        clock = _single(found)
    return replace(clock, kind=DateKind.AROUND) if clock and doubtful else clock


def says_no_time(text: str) -> bool:
    """Whether a tidied text is empty or says that the time isn't known."""
    return not text or _NO_TIME.fullmatch(text) is not None


_EDGE = r"(?:(?<=^)|(?<=[ t(]))"
_OVER = r"(?=$|[ )z])"
_IN_TEXT = (
    (re.compile(_EDGE + _SURE_RANGE.pattern + _OVER), _range),
    (re.compile(_EDGE + _SURE.pattern + _OVER), _single),
)
_FIGURES = r"(?P<h{n}a>[01]?\d|2[0-3])[.: ]?(?P<m{n}a>[0-5]\d)"
_TRAILING = (
    (re.compile(rf"(?<=\d) {_FIGURES.format(n=1)}{_TO}{_FIGURES.format(n=2)}$"), _range),
    (re.compile(rf"(?<=\d) {_HEDGE}{_FIGURES.format(n=1)}$"), _single),
)
_ISO_T = re.compile(r"(?<=\d)t(?=\d\d:?\d\d)")


def take_time(text: str) -> tuple[str, ClockSpan] | None:
    """Find the one time in a text beside a date; return the rest and the time, None where there is none or more than one."""
    text = _ISO_T.sub(" ", text)
    for pattern, read in _IN_TEXT:
        matches = list(pattern.finditer(text))
        if len(matches) > 1:
            return None
        if matches:
            clock = read(matches[0])
            rest = text[: matches[0].start()] + " " + text[matches[0].end() :]
            return (squeeze(rest), clock) if clock else None
    words = list(_WORD.finditer(text))
    if len(words) == 1:
        return squeeze(text[: words[0].start()] + " " + text[words[0].end() :]), _word(words[0][0])
    for pattern, read in _TRAILING:
        found = pattern.search(text)
        clock = read(found) if found else None
        if found and clock:
            return squeeze(text[: found.start()]), clock
    return None


def at_time(day: Span, clock: ClockSpan) -> Span:
    """Return one day narrowed to a time."""
    return replace(
        day,
        low=day.low + timedelta(minutes=clock.low),
        high=day.low + timedelta(minutes=clock.high % (_LAST + 1)) + (DAY if clock.high > _LAST else timedelta()),
        precision=Precision.TIME,
        kind=clock.kind if day.kind is DateKind.ON else day.kind,
    )
