"""What a spreadsheet's cells show: shared strings, number formats, true dates of either calendar, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from app.documents.returns.package import Element, attribute, child, local, tidy_text
from app.domain.date_showing import show_moment
from app.domain.returns import EMPTY_CELL, Cell, Remark, remark

START_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - local times without zone throughout
START_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
"""Day 0 of the serial numbers of the two calendars that spreadsheets keep."""

_DATE_FORMATS = {
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}  # fmt: skip
"""The formats that every spreadsheet knows by number, as far as they show dates and times."""

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NOT_CODES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_SECONDS = 86400
_CLOCK = frozenset("hs")
_NO_DAY = 60
"""The serial number of the day that Excel's calendar of 1900 has and the year had not."""


@dataclass(frozen=True)
class Shape:
    """What a number format makes of a number: letters of a date or time, or time elapsed; neither for a plain number."""

    codes: frozenset[str] = frozenset()
    elapsed: bool = False


PLAIN = Shape()


def shape_of(number_format: str) -> Shape:
    """Return what a format shows; only its first part, which serves positive numbers, counts."""
    first = number_format.split(";")[0]
    if _ELAPSED.search(first):
        return Shape(elapsed=True)
    codes = frozenset(_NOT_CODES.sub("", first).casefold()) & frozenset("dmyhs")
    return Shape(codes) if codes and "general" not in first.casefold() else PLAIN


def shapes(styles: Element | None) -> list[Shape]:
    """Return what each cell style shows, by its number."""
    if styles is None:
        return []
    formats = dict(_DATE_FORMATS)
    for each in styles.iter("{*}numFmt"):
        formats[int(attribute(each, "numFmtId") or 0)] = attribute(each, "formatCode") or ""
    used = child(styles, "cellXfs")
    by_number = {number: shape_of(code) for number, code in formats.items()}
    return [by_number.get(int(attribute(each, "numFmtId") or 0), PLAIN) for each in (() if used is None else used)]


def rich_text(element: Element) -> str:
    """Return the letters of a string, whole or in runs, without the reading aids of eastern scripts."""
    if len(element) == 1 and local(element[0]) == "t":
        return element[0].text or ""
    return "".join(_letters(element))


def _letters(element: Element) -> Iterator[str]:
    for piece in element:
        kind = local(piece)
        if kind == "t":
            yield piece.text or ""
        elif kind == "r":
            yield from _letters(piece)


def string_cell(text: str) -> Cell:
    """Return the cell of a string, its escaped characters put back."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = tidy_text(text).strip()
    return Cell(text) if text else EMPTY_CELL


@dataclass
class Numbers:
    """Reads numbers by their style; each pair of number and style once, since dates repeat."""

    shapes: list[Shape]
    start: datetime = START_1900
    _read: dict[tuple[str, str], tuple[Cell, Remark | None]] = field(
        default_factory=dict[tuple[str, str], tuple[Cell, Remark | None]]
    )

    def cell(self, digits: str, style: str) -> tuple[Cell, Remark | None]:
        """Return the cell of a number and what is to be said about it."""
        key = (digits, style)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._of(float(digits), int(style or 0))
        return found

    def _of(self, number: float, style: int) -> tuple[Cell, Remark | None]:
        shape = self.shapes[style] if style < len(self.shapes) else PLAIN
        if shape.elapsed:
            minutes = round(number * 1440)
            return Cell(f"{minutes // 60:02}:{minutes % 60:02}"), None
        if shape is PLAIN or number < 0:
            return Cell(f"{number + 0.0:.15g}"), None
        if number < 1 and not shape.codes & _CLOCK:
            return Cell("00/01/1900"), None  # as Excel shows the day before its first: no date at all
        if number < 1:
            moment = to_minute(START_1900 + timedelta(seconds=round(number * _DAY_SECONDS)))
            return Cell(f"{moment:%H:%M}", moment.time()), None
        if int(number) == _NO_DAY and self.start == START_1900:
            return Cell("29 February 1900"), None  # shown so, and not a day: it goes to the review list as text
        try:
            return date_cell(self.moment(number), shape)
        except OverflowError:
            return Cell(f"{number + 0.0:.15g}"), None

    def moment(self, number: float) -> datetime:
        """Return the moment of a serial number; Excel's calendar of 1900 has a 29 February that never was."""
        if number < 60 and self.start == START_1900:
            number += 1
        return to_minute(self.start + timedelta(days=int(number), seconds=round(number % 1 * _DAY_SECONDS)))


def to_minute(moment: datetime) -> datetime:
    """Round to the minute what a spreadsheet's fractions of a day left a little beside it."""
    return (moment + timedelta(seconds=1)).replace(second=0, microsecond=0)


def iso_cell(text: str) -> Cell:
    """Read a cell that holds its date as text of the ISO standard."""
    try:
        if "T" not in text and ":" in text:
            value = time.fromisoformat(text)
            return Cell(f"{value:%H:%M}", value.replace(second=0, microsecond=0, tzinfo=None))
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return string_cell(text)
    return date_cell(to_minute(moment), Shape(frozenset("dmy")))[0]


def date_cell(moment: datetime, shape: Shape) -> tuple[Cell, Remark | None]:
    """Read a true date no more precisely than the sheet shows it: "mmm-yy" is a month, "yyyy" a year."""
    timed = moment.time() != time.min
    codes = shape.codes
    if "y" in codes and "d" not in codes and not timed:
        return Cell(f"{moment:%B %Y}" if "m" in codes else f"{moment:%Y}"), None
    text = show_moment(moment)
    return Cell(text, moment), remark("hidden-year", text=text) if "d" in codes and "y" not in codes else None
