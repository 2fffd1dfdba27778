"""A made-up return as the import hands it over, for tests that take returns in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.date_context import DateContext
from app.domain.return_plans import propose_plan
from app.domain.return_rows import read_table
from app.domain.returns import Cell, ParsedRow, ParsedTable
from app.services.imports import Incoming, IncomingReturn, IncomingTable

CONTEXT = DateContext(date(2026, 1, 1))
HEADINGS = ("Date", "Event", "Action taken")
ROWS = (
    ("03/05/2010", "Seen at home", "Referred on"),
    ("", "", ""),
    ("03/05/2010", "Telephone call", ""),
    ("31/02/2010", "Not brought to clinic", ""),
)


def a_return(
    rows: Sequence[tuple[str, str, str]] = ROWS, *, agency: str = "Health visiting", sha256: str = "a" * 64
) -> IncomingReturn:
    """Return a return of one table with a heading row."""
    parsed = [ParsedRow(f"row {at}", tuple(map(Cell, texts))) for at, texts in enumerate((HEADINGS, *rows), 1)]
    table = ParsedTable("Sheet1", tuple(parsed))
    plan = propose_plan(table)
    read = tuple(Incoming(row) for row in read_table(table, plan, CONTEXT))
    return IncomingReturn("", agency, "visits.xlsx", sha256, (IncomingTable("Sheet1", plan, read),))
