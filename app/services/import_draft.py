"""A return on its way in: how its tables are read, and what the reviewer mended before anything is taken.

Plain data and no database: the preview changes it row by row, the command line takes it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.collecting import CollectorAtRest
from app.domain.date_context import DateContext, Question
from app.domain.date_parsing import Understanding, understand, understand_cells
from app.domain.return_plans import ColumnRole, ReadingPlan, with_header
from app.domain.return_rows import ReadRow, Reason, SetAside, Taken, read_table
from app.domain.return_splits import cuts_within, letters_before, places_after, split_row, suggested_cuts
from app.domain.returns import EMPTY_CELL, Cell, ParsedReturn, ParsedRow
from app.services.imports import Incoming, IncomingReturn, IncomingTable
from app.services.mendings import Mending, row_mark

_DATED = (ColumnRole.DATE, ColumnRole.TIME, ColumnRole.END_DATE, ColumnRole.END_TIME)


@dataclass(frozen=True)
class DraftLine:
    """One line of the preview: a row of the file, or a part of one that was split."""

    row_number: int
    part: int
    row: ReadRow
    corrected: Understanding | None
    corrected_text: str = ""
    split: bool = False

    @property
    def taken(self) -> bool:
        """Whether it becomes an event."""
        return isinstance(self.row, Taken)

    @property
    def understood(self) -> Understanding | None:
        """How its date is understood, corrections counted; None for a line set aside."""
        if not isinstance(self.row, Taken):
            return None
        return self.corrected or Understanding(self.row.when, self.row.questions)


@dataclass(frozen=True)
class DraftCounts:
    """What a return comes to: every row of the file is taken or set aside, none is lost."""

    rows: int
    taken: int
    events: int
    questions: int

    @property
    def set_aside(self) -> int:
        """Rows that become no event."""
        return self.rows - self.taken


class ImportDraft:
    """How a return will be taken in, as it stands."""

    def __init__(self, parsed: ParsedReturn, plans: Sequence[ReadingPlan], context: DateContext) -> None:
        self.parsed = parsed
        self.context = context
        self._plans = list(plans)
        self._read: list[list[ReadRow]] = [[] for _ in self._plans]
        self._corrections: dict[tuple[int, int, int], str] = {}
        self._cuts: dict[tuple[int, int], tuple[int, ...]] = {}
        self._choices: dict[tuple[int, int], bool] = {}
        self._lines: dict[int, tuple[DraftLine, ...]] = {}  # as last asked for, a table
        for table in range(len(self._plans)):
            self._read_again(table)

    # -- how tables are read ----------------------------------------------------------------------------------------

    def plan(self, table: int) -> ReadingPlan:
        """Return how a table is read."""
        return self._plans[table]

    def set_plan(self, table: int, plan: ReadingPlan) -> None:
        """Read a table otherwise; what was mended by hand stays."""
        if plan != self._plans[table]:
            self._plans[table] = plan
            self._read_again(table)

    def set_header(self, table: int, row: int | None) -> None:
        """Take another row of a table for its headings, and propose its columns anew."""
        self.set_plan(table, with_header(self.parsed.tables[table], row))

    def use(self, table: int, on: bool) -> None:
        """Take a table in, or leave it aside."""
        self.set_plan(table, replace(self._plans[table], used=on))

    def set_plans(self, plans: Sequence[ReadingPlan]) -> None:
        """Read every table as proposed."""
        for table, plan in enumerate(plans):
            self.set_plan(table, plan)

    def _read_again(self, table: int) -> None:
        self._lines.pop(table, None)
        with CollectorAtRest():
            self._read[table] = read_table(self.parsed.tables[table], self._plans[table], self.context)

    # -- what is mended by hand -------------------------------------------------------------------------------------

    def correct(self, table: int, line: DraftLine, text: str) -> None:
        """Read a line's date as these words say, none for as it was given; a row set aside is taken by being given one."""
        self._lines.pop(table, None)
        key = (table, line.row_number, line.part)
        if text.strip():
            self._corrections[key] = text.strip()
            if not line.taken:
                self.take(table, line.row_number, True)
        else:
            self._corrections.pop(key, None)

    def cut(self, table: int, row_number: int, cuts: Sequence[int]) -> None:
        """Make several events of a row, parted at these places of its main text; none for one event.

        Dates given by hand stay with the parts that begin where they began.
        """
        self._lines.pop(table, None)
        row = self.whole(table, row_number)
        wanted = cuts_within(row.what, cuts) if isinstance(row, Taken) else ()
        begun = (0, *self.cuts(table, row_number))
        dates = {begun[key[2]]: text for key, text in self._corrections.items() if key[:2] == (table, row_number)}
        self._corrections = {key: text for key, text in self._corrections.items() if key[:2] != (table, row_number)}
        for part, place in enumerate((0, *wanted)):
            if place in dates:
                self._corrections[table, row_number, part] = dates[place]
        if wanted:
            self._cuts[table, row_number] = wanted
        else:
            self._cuts.pop((table, row_number), None)

    def take(self, table: int, row_number: int, on: bool) -> None:
        """Take a row or leave it aside, whatever reading made of it."""
        self._lines.pop(table, None)
        if on is isinstance(self._read[table][row_number], Taken):
            self._choices.pop((table, row_number), None)
        else:
            self._choices[table, row_number] = on

    def chosen(self, table: int, row_number: int) -> bool | None:
        """Return whether the reviewer took a row or left it aside; None where that was left to the reading."""
        return self._choices.get((table, row_number))

    def cuts(self, table: int, row_number: int) -> tuple[int, ...]:
        """Return the places of a row's main text at which it is parted."""
        return self._cuts.get((table, row_number), ())

    def whole(self, table: int, row_number: int) -> ReadRow:
        """Return a row before it was split."""
        row = self._read[table][row_number]
        chosen = self.chosen(table, row_number)
        if chosen is None or chosen is isinstance(row, Taken):
            return row
        if chosen:
            return taken_anyway(self.parsed.tables[table].rows[row_number], self._plans[table], self.context)
        return SetAside(row.place, Reason.BY_HAND, row.cells, row.remarks)

    def suggested_cuts(self, table: int, row_number: int) -> tuple[int, ...]:
        """Return the places of a row at which lines begin with a date of their own."""
        row = self.whole(table, row_number)
        return suggested_cuts(row, self.context) if isinstance(row, Taken) else ()

    # -- mending a corrected return alike ---------------------------------------------------------------------------

    def mendings(self, table: int) -> tuple[Mending, ...]:
        """Return what was mended by hand in a table."""
        dates: dict[int, list[tuple[int, str]]] = {}
        for (of, row_number, part), text in sorted(self._corrections.items()):
            if of == table:
                dates.setdefault(row_number, []).append((part, text))
        numbers = {number for of, number in (*self._cuts, *self._choices) if of == table} | dates.keys()
        return tuple(self._mending(table, number, tuple(dates.get(number, ()))) for number in sorted(numbers))

    def _mending(self, table: int, number: int, dates: tuple[tuple[int, str], ...]) -> Mending:
        row = self.whole(table, number)
        cuts = letters_before(row.what, self.cuts(table, number)) if isinstance(row, Taken) else ()
        return Mending(row_mark(self.parsed.tables[table].rows[number].texts), cuts, dates, self.chosen(table, number))

    def mend_alike(self, mendings: Sequence[Mending]) -> int:
        """Mend rows that stood in an earlier return as they were mended there; return in how many that was done."""
        waiting: dict[str, list[Mending]] = {}
        for each in reversed(mendings):
            waiting.setdefault(each.row, []).append(each)
        done = 0
        for table, parsed in enumerate(self.parsed.tables if waiting else ()):
            touched = {each.row for each in self.mendings(table)}
            for number, row in enumerate(parsed.rows):
                mark = row_mark(row.texts)
                if waiting.get(mark) and mark not in touched:
                    self._mend(table, number, waiting[mark].pop())
                    done += 1
        return done

    def _mend(self, table: int, number: int, mending: Mending) -> None:
        if mending.taken is not None:
            self.take(table, number, mending.taken)
        row = self.whole(table, number)
        if isinstance(row, Taken):
            self.cut(table, number, places_after(row.what, mending.cuts))
            parts = len(self.cuts(table, number)) + 1
            self._corrections.update({(table, number, part): text for part, text in mending.dates if part < parts})

    # -- what it comes to -------------------------------------------------------------------------------------------

    def lines(self, table: int) -> list[DraftLine]:
        """Return the lines of a table, in the order of the file."""
        if table not in self._lines:
            self._lines[table] = tuple(self._made(table))
        return list(self._lines[table])

    def _made(self, table: int) -> Iterator[DraftLine]:
        for number in range(len(self._read[table])):
            row = self.whole(table, number)
            cuts = self.cuts(table, number)
            parts: Sequence[ReadRow] = split_row(row, cuts, self.context) if isinstance(row, Taken) and cuts else (row,)
            for part, each in enumerate(parts):
                text = self._corrections.get((table, number, part), "") if isinstance(each, Taken) else ""
                corrected = understand(text, self.context) if text else None
                yield DraftLine(number, part, each, corrected, text, split=len(parts) > 1)

    def counts(self) -> DraftCounts:
        """Return what the whole return comes to."""
        lines = [(table, line) for table in range(len(self._plans)) for line in self.lines(table)]
        taken = {(table, line.row_number) for table, line in lines if line.taken}
        events = sum(line.taken for _, line in lines)
        questions = sum(bool(line.understood and line.understood.questions) for _, line in lines)
        return DraftCounts(self.parsed.row_count, len(taken), events, questions)

    def incoming(self, agency_id: str, new_agency: str) -> IncomingReturn:
        """Return the return as it is to be taken in."""
        with CollectorAtRest():
            tables = tuple(
                IncomingTable(table.title, plan, self._incoming(number), self.mendings(number))
                for number, (table, plan) in enumerate(zip(self.parsed.tables, self._plans, strict=True))
            )
        remarks = [*self.parsed.remarks, *(remark for table in self.parsed.tables for remark in table.remarks)]
        words = "\n".join(str(remark) for remark in remarks)
        return IncomingReturn(agency_id, new_agency, self.parsed.file_name, self.parsed.sha256, tables, words)

    def _incoming(self, table: int) -> tuple[Incoming, ...]:
        return tuple(Incoming(line.row, line.corrected) for line in self.lines(table))


def taken_anyway(row: ParsedRow, plan: ReadingPlan, context: DateContext) -> Taken:
    """Take a row that reading would set aside: its date as far as it has one, and all its words."""

    def first(role: ColumnRole) -> Cell:
        return next((row.cell(column) for column in plan.columns(role) if row.cell(column).text.strip()), EMPTY_CELL)

    start, at, end, end_at = (first(role).given for role in _DATED)
    understood = understand_cells(start, context, at=at, end=end, end_at=end_at)
    questions = understood.questions if understood.when.text.strip() else (*understood.questions, Question.NO_DATE)
    words = [
        cell.text.strip()
        for column, cell in enumerate(row.cells)
        if cell.text.strip() and not (column < len(plan.roles) and plan.roles[column] in _DATED)
    ]
    what = "\n".join(dict.fromkeys(words)) or "\n".join(dict.fromkeys(text.strip() for text in row.texts if text.strip()))
    return Taken(row.place, understood.when, questions, what, "", "", (), row.cells, row.remarks)
