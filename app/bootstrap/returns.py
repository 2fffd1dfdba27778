"""Taking a return in without the window: the file is read in a process of its own, and whatever is left is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from app.bootstrap.cases import done
from app.documents.returns.child import read_in_child
from app.domain.errors import ImportProblem
from app.domain.resources import load_toml
from app.domain.return_plans import propose_plans
from app.domain.return_rows import Reason, SetAside
from app.domain.returns import ParsedReturn
from app.services import chronology, imports, people
from app.services.import_draft import DraftLine, ImportDraft
from app.storage import backups
from app.storage.review_file import SUFFIX, ReviewFile

EXPECTED: Final = frozenset({Reason.BLANK, Reason.HEADER, Reason.REPEATED_HEADER, Reason.YEAR_HEADING})
"""Reasons of rows that were understood for what they are: no event is missing because of them."""


@dataclass(frozen=True)
class TakenOutcome:
    """What became of a return: events made, and in words the rows not taken, the dates to be looked at, and remarks."""

    taken: int
    set_aside: tuple[str, ...]
    questions: tuple[str, ...]
    remarks: tuple[str, ...]


def take_in(file: ReviewFile, path: Path, agency: str) -> TakenOutcome:
    """Take an agency's return in, whole or not at all; the review is backed up before.

    The agency is known by its name, or new. Its columns are read as they were the last time where the headings are the same.
    """
    if path.suffix.casefold() == SUFFIX or (path.exists() and path.samefile(file.path)):
        # Never even looked into: reading the open review would drop the lock that keeps other windows off it.
        raise ImportProblem("return-is-a-review", name=path.name)
    parsed = read_in_child(path)
    draft, agency_id = _draft(file, parsed, agency)
    lines = [line for table in range(len(parsed.tables)) for line in draft.lines(table)]
    if all(isinstance(line.row, SetAside) for line in lines):
        raise ImportProblem("return-no-events", file=path.name, headings=_headings(parsed))
    file.backup(backups.Reason.IMPORT)
    taken = done(file, partial(imports.take_in, incoming=draft.incoming(agency_id, agency.strip())))
    return TakenOutcome(taken.events, tuple(_not_taken(lines)), tuple(_questions(lines)), tuple(_remarks(parsed)))


def _draft(file: ReviewFile, parsed: ParsedReturn, agency: str) -> tuple[ImportDraft, str]:
    """Return how the file is read and the agency's id, empty for a new one; raises where it was taken in before."""
    with file.session() as session:
        refused = imports.refused(session, parsed.file_name, parsed.sha256)
        if refused is not None:
            raise refused
        names = {row.name.casefold(): row.id for row in people.agencies(session)}
        agency_id = names.get(agency.strip().casefold(), "")
        remembered = imports.remembered_plans(session, agency_id)
        plans = imports.with_remembered(propose_plans(parsed), remembered)
        return ImportDraft(parsed, plans, chronology.date_context(session)), agency_id


def _headings(parsed: ParsedReturn) -> str:
    first = next((row.texts for table in parsed.tables for row in table.rows if not row.blank), ())
    return ", ".join(f"“{text.strip()}”" for text in first if text.strip()) or "–"


def _not_taken(lines: list[DraftLine]) -> Iterator[str]:
    reasons = load_toml("messages.toml")["set_aside"]
    for row in (line.row for line in lines):
        if isinstance(row, SetAside) and row.reason not in EXPECTED:
            yield f"{row.place}: {reasons[row.reason]['says']}"


def _questions(lines: list[DraftLine]) -> Iterator[str]:
    questions = load_toml("messages.toml")["questions"]
    for line in lines:
        understood = line.understood
        if understood and understood.questions:
            asked = " ".join(questions[key]["says"] for key in understood.questions)
            yield f"{line.row.place}: “{understood.when.text}”. {asked}"


def _remarks(parsed: ParsedReturn) -> Iterator[str]:
    yield from (str(remark) for remark in parsed.remarks)
    for table in parsed.tables:
        yield from (f"{table.title}: {remark}" for remark in table.remarks)
        for row in table.rows:
            yield from (f"{row.place}: {remark}" for remark in row.remarks)
