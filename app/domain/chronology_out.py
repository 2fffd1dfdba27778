"""A chronology on its way out: its events in words for one audience, and the forms it can take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.file_names import AUDIENCES, fit
from app.domain.naming import NamingMode
from app.domain.report import Rich


class OutForm(StrEnum):
    """What a chronology can leave as."""

    WORD = "word"
    EXCEL = "excel"
    CSV = "csv"
    PROMPTS = "prompts"

    @property
    def suffix(self) -> str:
        """How the names of such files end."""
        return {OutForm.EXCEL: ".xlsx", OutForm.CSV: ".csv"}.get(self, ".docx")


@dataclass(frozen=True)
class OutEvent:
    """One event: its date as given, the day or moment where that is certain, whose it is, and what happened."""

    date: str
    certain: date | datetime | None
    agency: str
    short: str
    colour: int
    what: Rich
    source: str
    in_skeleton: bool


@dataclass(frozen=True)
class ChronologyOut:
    """A chronology in words for one audience; ``about`` is whom it concerns alone, or empty."""

    title: str
    heading: str
    version: str
    mode: NamingMode
    events: tuple[OutEvent, ...]
    about: str = ""
    confidential: bool = True


def certain_day(when: UncertainDate, question: str) -> date | datetime | None:
    """Return the day or moment that a date is without doubt; None where anything about it is open."""
    low, high = when.earliest, when.latest
    if question or when.kind is not DateKind.ON or low is None or high is None:
        return None
    if when.precision is Precision.TIME and low == high:
        return low
    whole = low.hour == low.minute == 0 and high - low == timedelta(hours=23, minutes=59)
    return low.date() if when.precision is Precision.DAY and whole else None


def plain_lines(content: Rich) -> str:
    """Return a text as plain letters, a paragraph a line; somebody's words stand between quotation marks."""
    return "\n".join(_line(each.plain, each.quotation) for each in content)


def _line(letters: str, quotation: bool) -> str:
    if not quotation or letters.lstrip().startswith(("“", "‘", '"', "'")):
        return letters
    return f"“{letters}”"


def chronology_file_name(title: str, heading: str, form: OutForm, mode: NamingMode, version: str = "") -> str:
    """Return the name proposed: "Review Orchard – Skeleton chronology – 0.3 – pseudonyms.xlsx"."""
    parts = (fit(part) for part in (title, heading, version, AUDIENCES[mode]))
    return f"{' – '.join(part for part in parts if part)}{form.suffix}"
