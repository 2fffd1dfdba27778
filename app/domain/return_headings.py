"""Rows that head others: headings said twice or in two lines, years that the dates below leave out, rows that only go on."""

from __future__ import annotations

import re
from functools import cache

from app.domain.resources import load_toml
from app.domain.returns import ParsedRow, ParsedTable

LONGEST_HEADING = 80
_GOES_ON = r"(?:cont|contd|cont d|continued|continues|continuation)"
_ABOUT = r"(?:the |year |calendar year |chronology |events? |entries |contacts |records |of |for |in |from )*"
_YEAR = re.compile(rf"{_ABOUT}((?:19|20)\d\d)(?: (?:events?|entries|contacts|records|chronology))?(?: {_GOES_ON})?")
_CONTINUED = re.compile(rf"{_GOES_ON}(?: from (?:above|(?:the )?previous page|overleaf))?")


def heading_words(heading: str) -> str:
    """Return a heading in small letters without signs."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))


def year_said(text: str) -> int | None:
    """Return the year that a heading such as "2011", "Events in 2011" or "2011 (continued)" says, and nothing besides."""
    found = _YEAR.fullmatch(heading_words(text)) if len(text) <= LONGEST_HEADING else None
    return int(found[1]) if found else None


def says_continued(text: str, before: str) -> bool:
    """Whether a cell says only that its row goes on from the one above, or repeats what that one says with the word."""
    if not text or len(text) > LONGEST_HEADING:
        return False
    words = heading_words(text)
    return _CONTINUED.fullmatch(words.removeprefix(heading_words(before)).strip()) is not None


def whole_headings(table: ParsedTable, header_row: int) -> tuple[str, ...]:
    """Return a table's headings, those in two lines put together: "Action" over "Taken" and "By whom"."""
    above = [_one_line(table.rows[header_row].cell(column).text) for column in range(table.width)]
    if not second_line(table, header_row):
        return tuple(above)
    below = (_one_line(table.rows[header_row + 1].cell(column).text) for column in range(table.width))
    return tuple(" ".join(dict.fromkeys(part for part in pair if part)) for pair in zip(above, below, strict=True))


def second_line(table: ParsedTable, header_row: int) -> bool:
    """Whether the row below the headings belongs to them: cells merged down stand in it, or it fills their gaps."""
    if header_row + 1 >= len(table.rows):
        return False
    first, second = table.rows[header_row], table.rows[header_row + 1]
    filled = [(column, text) for column, text in enumerate(second.texts) if text.strip()]
    if len(filled) < 2 or any(len(text) > LONGEST_HEADING or _dated(text) for _, text in filled):
        return False
    same = [column for column, text in filled if heading_words(text) == heading_words(first.cell(column).text)]
    if len(same) == len(filled):
        return False  # said twice
    gaps = any(not first.cell(column).text.strip() for column, _ in filled)
    merged = any(each.key == "merged" for each in second.remarks)
    marked = table.header_rows > header_row + 1
    return (marked or (merged and bool(same)) or gaps) and all(
        column in same or _known(text) or marked or merged for column, text in filled
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _dated(text: str) -> bool:
    return sum(character.isdigit() for character in text) > 2


@cache
def _phrases() -> frozenset[str]:
    roles = load_toml("vocabularies", "return_headings.toml")["roles"].values()
    return frozenset(phrase for role in roles for phrase in role["exact"])


def _known(text: str) -> bool:
    return heading_words(text) in _phrases()


@cache
def _sequences() -> frozenset[str]:
    return frozenset(load_toml("vocabularies", "return_headings.toml")["sequence"]["exact"])


def says_order(heading: str) -> bool:
    """Whether a heading stands over numbers that say in what order the events came."""
    return heading_words(heading) in _sequences()


def repeats(row: ParsedRow, headings: tuple[str, ...]) -> bool:
    """Whether a row says the headings again, in whole or in part: every cell of it what its column is called."""
    filled = [(column, cell.text) for column, cell in enumerate(row.cells) if cell.text.strip()]
    if len(filled) < 2 or len(filled) * 2 < sum(bool(words) for words in headings):
        return False
    return all(
        column < len(headings) and len(text) <= LONGEST_HEADING and _within(heading_words(text), headings[column])
        for column, text in filled
    )


def _within(words: str, heading: str) -> bool:
    return bool(words) and f" {words} " in f" {heading} "
