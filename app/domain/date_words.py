"""The words dates are written with: months, seasons, terms, hedges; and one tidy form of what was typed."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache, lru_cache

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month; winter ends in the year after."""

TERMS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 7)}
"""First and last month of an English school term, as wide as schools differ."""

HOLIDAYS = {"easter": (3, 4), "summer": (7, 9), "christmas": (12, 1)}
"""First and last month that the school holidays can touch."""

PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
    "first half": "early",
    "1 half": "early",
    "second half": "late",
    "2 half": "late",
}

_FEAST_DAYS = {
    "christmas eve": "24 december",
    "christmas day": "25 december",
    "boxing day": "26 december",
    "new years eve": "31 december",
    "new years day": "1 january",
    "halloween": "31 october",
    "bonfire night": "5 november",
    "valentines day": "14 february",
}
_UNKNOWN_PHRASES = re.compile(
    r"(?:the )?(?:exact )?(?:date )?(?:is )?(?:unknown|not (?:known|recorded|stated|given|specified|clear)"
    r"|unclear|undated|not dated|unkown|unspecified|illegible"
    r"|nd|n/d|n/k|nk|na|n/a|none|tbc|tba|no date(?: (?:given|recorded|known|on record))?|unsure|\?+|-+|x+)(?: date)?"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-") | dict.fromkeys("‘’‛′`´", "'"))
_GAPS = re.compile(r"[,;\s]+")
_STOPS = re.compile(r"(?<=[a-z])\.(?!\d)")
_ORDINAL = re.compile(r"(?<=\d) ?(?:st|nd|rd|th)\b")
_FILLERS = re.compile(
    r"\b(?:the|of|in|on|during|at|dated|sometime|some (?:time|point|stage))\b:?"
    r"|@|^date:|\(? ?\binc(?:l|lusive)?\b ?\)?$"
)
_COUNTED_WEEK = re.compile(r"\b(?:week|wk) ([1-4]) (?:of|in) (?=[a-z])")
_EMPTY_BRACKETS = re.compile(r"\( *\)|\[ *\]")
_FEASTS = re.compile("|".join(_FEAST_DAYS))


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """Return the text in small letters with one kind of dash and space, ordinals and filling words gone."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    text = _STOPS.sub("", _GAPS.sub(" ", text))
    text = text.replace("'s ", "s ")
    text = _ORDINAL.sub("", text)
    text = _FEASTS.sub(lambda found: _FEAST_DAYS[found[0]], text)
    text = _COUNTED_WEEK.sub(r"\1 week ", text)
    return squeeze(_FILLERS.sub(" ", text))


def squeeze(text: str) -> str:
    """Return the text without doubled spaces, loose stops and brackets around it."""
    if "(" in text or "[" in text:
        text = _EMPTY_BRACKETS.sub(" ", text)
    if "  " in text:
        text = re.sub(r" +", " ", text)
    text = text.strip(" .,;:")
    while len(text) > 1 and (text[0] + text[-1]) in {"()", "[]", "{}", "''", '""'}:
        text = text[1:-1].strip(" .,;:")
    return text


def says_unknown(text: str) -> bool:
    """Whether a tidied text is empty or says that the date isn't known."""
    return not text or _UNKNOWN_PHRASES.fullmatch(text) is not None


@cache
def month_number(word: str) -> int | None:
    """Return 1 to 12 for the name of a month, shortened or mistyped; None for any other word."""
    if len(word) < 3:
        return None
    for number, name in enumerate(MONTHS, 1):
        if name.startswith(word) or (word == "sept" and number == 9):
            return number
    if len(word) < 5:
        return None
    close = get_close_matches(word, MONTHS, n=1, cutoff=0.8)
    return MONTHS.index(close[0]) + 1 if close else None


_WEEKDAY = re.compile(
    r"\b(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday|s)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
)


def take_weekday(text: str) -> tuple[str, int | None]:
    """Return the text without the name of its weekday, and that weekday (0 is Monday); None unless there is just one."""
    found = _WEEKDAY.findall(text)
    if not found:
        return text, None
    number = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(found[0][:3])) if len(found) == 1 else None
    return squeeze(_WEEKDAY.sub(" ", text)), number
