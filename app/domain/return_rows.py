"""Reading the rows of a return by a plan: each row is taken or set aside with its reason, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.date_context import DateContext, Question
from app.domain.date_parsing import Given, Understanding, understand, understand_cells
from app.domain.date_words import tidy
from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.return_headings import heading_words, repeats, says_continued, year_said
from app.domain.return_plans import TELLING_ROLES, ColumnRole, ReadingPlan
from app.domain.returns import Cell, ParsedReturn, ParsedRow, ParsedTable, Remark, remark


class Reason(StrEnum):
    """Why a row was set aside; sentences in ``resources/messages.toml``, ``[set_aside]``."""

    BLANK = "blank"
    HEADER = "header"
    ABOVE_HEADER = "above-header"
    REPEATED_HEADER = "repeated-header"
    YEAR_HEADING = "year-heading"
    SECTION = "section"
    TRACKED_AWAY = "tracked-away"
    CONTINUED = "continued"
    NO_TEXT = "no-text"
    TABLE_NOT_READ = "table-not-read"
    BY_HAND = "by-hand"


@dataclass(frozen=True)
class Taken:
    """A row that becomes an entry: its date as understood, its texts, and its cells as they stood."""

    place: str
    when: UncertainDate
    questions: tuple[str, ...]
    what: str
    source: str
    who: str
    others: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    remarks: tuple[Remark, ...] = ()
    sequence: float | None = None
    """Its number in the order of events, where the return counts them; it orders the events of one date."""


@dataclass(frozen=True)
class SetAside:
    """A row that becomes no entry, with the reason."""

    place: str
    reason: str
    cells: tuple[Cell, ...]
    remarks: tuple[Remark, ...] = ()


ReadRow = Taken | SetAside

_TELLING = TELLING_ROLES - {ColumnRole.WHAT}
_WITHIN = frozenset({Reason.BLANK, Reason.HEADER, Reason.REPEATED_HEADER, Reason.CONTINUED})
"""Reasons of rows that may stand between a row and the one it goes on in, as at the end of a page."""
_DITTO = frozenset({"ditto", "do", "as above", '"', "''", "same day", "same date", "same"})
_HEADING_ROLES = frozenset({ColumnRole.DATE, ColumnRole.REFERENCE, ColumnRole.TIME})
_ENDS = ".!?:"
_GONE = frozenset({"deleted-row", "not-yet-row"})
"""Remarks on rows that the reading chosen leaves out, since a tracked change took or brought them."""
_NUMBER = re.compile(r"(?:no\.? ?|# ?)?(\d{1,9}(?:\.\d{1,6})?)([a-z]?)[.)]?", re.IGNORECASE)
_FIGURES = re.compile(r"\s*(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?\d{2,4}\b")
LINE_DATE = re.compile(
    r"[\s•*·(\[-]*((?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?\d{1,2}(?:st|nd|rd|th)?"
    r"(?:\s?[-./]\s?\d{1,2}(?:\s?[-./]\s?\d{2,4})?"
    r"|\s?[-. ]?\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[-,. ]{0,2}(?:19|20)?\d\d\b)?))",
    re.IGNORECASE,
)
"""A line that begins with a date of its own."""


def read_rows(parsed: ParsedReturn, plans: Sequence[ReadingPlan], context: DateContext) -> tuple[ReadRow, ...]:
    """Read every row of every table, in the order of the file; as many come out as the file holds."""
    rows: list[ReadRow] = []
    for table, plan in zip(parsed.tables, plans, strict=True):
        rows.extend(read_table(table, plan, context))
    return tuple(rows)


def read_table(table: ParsedTable, plan: ReadingPlan, context: DateContext) -> list[ReadRow]:
    """Read the rows of one table."""
    return _settled(list(_each_row(table, plan, context)), context)


def _settled(rows: list[ReadRow], context: DateContext) -> list[ReadRow]:
    """Let the rows around a row without a date of its own help: "ditto" is the date above, a missing year theirs."""
    known = [(index, row.when) for index, row in enumerate(rows) if isinstance(row, Taken) and row.when.known]
    for index, row in enumerate(rows):
        if isinstance(row, Taken) and not row.when.known and row.questions:
            above = next((when for place, when in reversed(known) if place < index), None)
            below = next((when for place, when in known if place > index), None)
            rows[index] = _helped(row, above, below, context)
    return rows


def _helped(row: Taken, above: UncertainDate | None, below: UncertainDate | None, context: DateContext) -> Taken:
    if above and tidy(row.when.text) in _DITTO:
        return replace(row, when=replace(above, text=row.when.text), questions=())
    if not (above and below and Question.NO_YEAR in row.questions):
        return row
    earliest, latest = (each.earliest or each.latest or datetime.max for each in (above, below))  # noqa: DTZ901
    fitting: list[UncertainDate] = []
    for year in sorted({earliest.year, latest.year}):
        when = understand(row.when.text, replace(context, year=year)).when
        if when.earliest and earliest <= when.earliest <= latest:
            fitting.append(when)
    return replace(row, when=fitting[0]) if len(fitting) == 1 else row


def _each_row(table: ParsedTable, plan: ReadingPlan, context: DateContext) -> Iterator[ReadRow]:
    """Read row by row, what stands in a heading row carried on, and what goes on in a row below added to its row."""
    year = year_said(table.lead)
    context = replace(context, order_in_doubt=context.order_in_doubt or _order_in_doubt(table, plan, context))
    context = context if year is None else replace(context, year=year)
    headings = tuple(heading_words(heading) for heading in plan.headings) if any(plan.headings) else ()
    held: list[ReadRow] = []
    for index, row in enumerate(table.rows):
        reason = _outside(row, index, headings, plan)
        if reason is None:
            context = _with_year(row, plan, context)
            reason, context = _heading_row(row, plan, context)
        if reason is None and not _telling(row, plan):
            reason = Reason.NO_TEXT
        if reason is None and held and (whole := _continued(held, row, plan)) is not None:
            held[0], reason = whole, Reason.CONTINUED
        if reason not in _WITHIN:
            yield from held
            held = []
        held.append(SetAside(row.place, reason, row.cells, row.remarks) if reason else _take(row, plan, context))
    yield from held


def _with_year(row: ParsedRow, plan: ReadingPlan, context: DateContext) -> DateContext:
    """Carry the year of a column that has it apart from the date."""
    if plan.year_column is None:
        return context
    year = year_said(row.cell(plan.year_column).text)
    return context if year is None else replace(context, year=year)


def _outside(row: ParsedRow, index: int, headings: tuple[str, ...], plan: ReadingPlan) -> Reason | None:
    """Return the reason for rows that hold no data at all."""
    if row.blank:
        return Reason.BLANK
    if not plan.used:
        return Reason.TABLE_NOT_READ
    if row.remarks and any(each.key in _GONE for each in row.remarks):
        return Reason.TRACKED_AWAY
    header = -1 if plan.header_row is None else plan.header_row
    if index <= header:
        return Reason.HEADER if index == header else Reason.ABOVE_HEADER
    if headings and repeats(row, headings):
        return Reason.HEADER if index == header + 1 else Reason.REPEATED_HEADER
    return None


def _continued(held: list[ReadRow], row: ParsedRow, plan: ReadingPlan) -> Taken | None:
    """Return the row above with what a row adds to it; None where that row stands for itself.

    A row goes on from the one above where its date says so ("cont."), or where it has no date, time, source and people of
    its own and takes up a sentence that was left open: rows are cut so at the end of a page.
    """
    above = held[0]
    if not isinstance(above, Taken):
        return None
    when = [row.cell(column).text.strip() for columns in plan.when_columns for column in columns]
    given = next((text for text in when if text), "")
    if given:
        if not says_continued(given, above.when.text) or sum(map(bool, when)) > 1:
            return None
    elif any(row.cell(column).text.strip() for column in plan.naming_columns) or not _takes_up(above, row, plan):
        return None
    return _joined(above, row, plan)


def _takes_up(above: Taken, row: ParsedRow, plan: ReadingPlan) -> bool:
    """Whether a row's text goes on in the middle of a sentence that the same column of the row above left open."""
    column = next(column for column in plan.telling_columns if row.cell(column).text.strip())
    told = plan.roles[column] is ColumnRole.WHAT
    before = above.what if told else above.cells[column].text.strip() if column < len(above.cells) else ""
    first = row.cell(column).text.strip()[0]
    return bool(before) and before[-1] not in _ENDS and (first.islower() or first in ",;)")


def _joined(above: Taken, row: ParsedRow, plan: ReadingPlan) -> Taken:
    what = _text_of(row, plan, ColumnRole.WHAT)
    others = list(above.others)
    for heading, text in _others(row, plan, {ColumnRole.WHAT}):
        at = next((at for at, (known, _) in enumerate(others) if known == heading), len(others))
        others[at : at + 1] = [(heading, _gone_on(others[at][1] if at < len(others) else "", text))]
    remarks = tuple(dict.fromkeys((*above.remarks, *row.remarks)))
    return replace(above, what=_gone_on(above.what, what), others=tuple(others), remarks=remarks)


def _gone_on(text: str, more: str) -> str:
    """Join a text with what it goes on with: within a sentence by a space, else in a new line."""
    if not text or not more:
        return text or more
    return f"{text} {more}" if text[-1] not in _ENDS and not more[0].isupper() else f"{text}\n{more}"


def _heading_row(row: ParsedRow, plan: ReadingPlan, context: DateContext) -> tuple[Reason | None, DateContext]:
    """Find rows that head those below: a year, which is carried on, or words alone."""
    text = ""
    for cell in row.cells:
        if cell.text and text and cell.text != text:
            return None, context  # as in most rows
        text = text or cell.text
    filled = [(column, cell) for column, cell in enumerate(row.cells) if cell.text]
    if not filled or plan.roles.count(ColumnRole.NONE) > len(plan.roles) - 2:
        return None, context
    column, cell = filled[0]
    role = plan.roles[column] if column < len(plan.roles) else ColumnRole.NONE
    if (year := year_said(cell.text)) is not None:
        return Reason.YEAR_HEADING, replace(context, year=year)
    when = understand(cell.given, context).when if len(cell.text) <= 40 else UncertainDate()
    if when.precision is Precision.MONTH and when.earliest and role is not ColumnRole.WHAT:
        return Reason.SECTION, replace(context, year=when.earliest.year)
    if len(filled) > 1 or (role in _HEADING_ROLES and not when.known) or (role is ColumnRole.OTHER and column == 0):
        return Reason.SECTION, context
    return None, context


def _telling(row: ParsedRow, plan: ReadingPlan) -> bool:
    """Whether a row says anything but when, who and from where."""
    cells = row.cells
    return any(column < len(cells) and cells[column].text.strip() for column in plan.telling_columns)


def _take(row: ParsedRow, plan: ReadingPlan, context: DateContext) -> Taken:
    understood = _date_of(row, plan, context)
    remarks = list(row.remarks)
    what = _text_of(row, plan, ColumnRole.WHAT)
    used = {ColumnRole.WHAT}
    if not what:
        role = next(plan.roles[c] for c in range(len(plan.roles)) if plan.roles[c] in _TELLING and row.cell(c).text.strip())
        used, what = {role}, _text_of(row, plan, role)
        remarks.append(remark("no-main-text"))
    if _several_events(what):
        remarks.append(remark("several-events"))
    return Taken(
        row.place,
        understood.when,
        understood.questions,
        what,
        _text_of(row, plan, ColumnRole.SOURCE),
        _text_of(row, plan, ColumnRole.WHO),
        _others(row, plan, used),
        row.cells,
        tuple(remarks),
        _sequence(row, plan),
    )


def _others(row: ParsedRow, plan: ReadingPlan, used: set[ColumnRole]) -> tuple[tuple[str, str], ...]:
    """Return what the columns say that an entry has no place of its own for, each with its heading."""
    return tuple(
        (plan.heading(column), text)
        for column, cell in enumerate(row.cells)
        if column not in plan.own_columns and (text := cell.text.strip()) and not _used(plan, column, used)
    )


def _sequence(row: ParsedRow, plan: ReadingPlan) -> float | None:
    """Return a row's number in the order of events; 12a comes between 12 and 13."""
    if plan.sequence_column is None:
        return None
    found = _NUMBER.fullmatch(row.cell(plan.sequence_column).text.strip())
    if found is None:
        return None
    return float(found[1]) + (ord(found[2].casefold()) - 96) / 1000 if found[2] else float(found[1])


def _several_events(what: str) -> bool:
    """Whether lines of a text begin with dates of their own."""
    if "\n" not in what:
        return False
    events = sum(LINE_DATE.match(line) is not None for line in what.split("\n"))
    return events > 1 or (events == 1 and LINE_DATE.match(what) is None)


def _used(plan: ReadingPlan, column: int, used: set[ColumnRole]) -> bool:
    return column < len(plan.roles) and plan.roles[column] in used


def _text_of(row: ParsedRow, plan: ReadingPlan, role: ColumnRole) -> str:
    cells = row.cells
    texts = [cells[column].text.strip() for column in plan.columns(role) if column < len(cells)]
    return texts[0] if len(texts) == 1 else "\n".join(text for text in texts if text)


def _first(cells: tuple[Cell, ...], columns: tuple[int, ...]) -> Given:
    """Return what the first filled cell of some columns holds."""
    for column in columns:
        if column < len(cells) and cells[column].text.strip():
            return cells[column].given
    return ""


def _date_of(row: ParsedRow, plan: ReadingPlan, context: DateContext) -> Understanding:
    start, at, end, end_at = (_first(row.cells, columns) for columns in plan.when_columns)
    understood = understand_cells(start, context, at=at, end=end, end_at=end_at)
    if not understood.when.text.strip():
        return replace(understood, questions=(*understood.questions, Question.NO_DATE))
    return understood


def _order_in_doubt(table: ParsedTable, plan: ReadingPlan, context: DateContext) -> bool:
    """Whether a source wrote days and months in both orders, or its spreadsheet swapped those it could.

    A spreadsheet set to American dates turns 03/05 into a true date of 5 March and leaves 22/05 as text: then every true
    date has a day up to 12 and every text one beyond.
    """
    swapped, firsts, true_days = False, list[int](), list[int]()
    for row in table.rows:
        for column in (*plan.columns(ColumnRole.DATE), *plan.columns(ColumnRole.END_DATE)):
            cell = row.cell(column)
            if isinstance(cell.value, datetime):
                true_days.append(cell.value.day)
            elif found := _FIGURES.match(cell.text):
                first, second = int(found[1]), int(found[2])
                firsts.append(first)
                swapped = swapped or (first if context.month_first else second) > 12
    if swapped:
        return True
    return len(true_days) > 2 and len(firsts) > 2 and max(true_days) <= 12 < min(firsts)


def date_to_data(when: UncertainDate) -> list[Any]:
    """Plain data for JSON."""
    return [when.text, when.kind, when.precision, *(side and side.isoformat() for side in (when.earliest, when.latest))]


def date_from_data(data: list[Any]) -> UncertainDate:
    """The date that ``date_to_data`` wrote."""
    low, high = (side and datetime.fromisoformat(side) for side in data[3:5])
    return UncertainDate(data[0], DateKind(data[1]), Precision(data[2]), low or None, high or None)


def row_to_data(row: ReadRow) -> dict[str, Any]:
    """Plain data for JSON."""
    data: dict[str, Any] = {
        "place": row.place,
        "cells": [cell.to_data() for cell in row.cells],
        "remarks": [each.to_data() for each in row.remarks],
    }
    if isinstance(row, SetAside):
        return {**data, "reason": row.reason}
    return {
        **data,
        "when": date_to_data(row.when),
        "questions": list(row.questions),
        "what": row.what,
        "source": row.source,
        "who": row.who,
        "others": [list(pair) for pair in row.others],
    }


def row_from_data(data: dict[str, Any]) -> ReadRow:
    """The row that ``row_to_data`` wrote."""
    cells = tuple(Cell.from_data(cell) for cell in data["cells"])
    remarks = tuple(Remark.from_data(each) for each in data["remarks"])
    if "reason" in data:
        return SetAside(data["place"], data["reason"], cells, remarks)
    return Taken(
        data["place"],
        date_from_data(data["when"]),
        tuple(data["questions"]),
        data["what"],
        data["source"],
        data["who"],
        tuple((heading, text) for heading, text in data["others"]),
        cells,
        remarks,
    )
