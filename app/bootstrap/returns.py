"""Taking a return in without the window: the file is read in a process of its own, and whatever is left is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from app.bootstrap.cases import done
from app.documents.returns.child import read_in_child
from app.domain.errors import ImportProblem, PasswordNeeded, RuleBroken
from app.domain.resources import load_toml
from app.domain.return_plans import propose_plans
from app.domain.return_rows import Reason, SetAside
from app.domain.returns import ParsedReturn
from app.models import SourceDocument
from app.services import chronology, corrections, differences, imports, people
from app.services.differences import Choices, Difference, Kind
from app.services.import_draft import DraftLine, ImportDraft
from app.services.imports import IncomingReturn
from app.services.mendings import mended_in
from app.storage import backups
from app.storage.review_file import SUFFIX, ReviewFile

EXPECTED: Final = frozenset({Reason.BLANK, Reason.HEADER, Reason.REPEATED_HEADER, Reason.YEAR_HEADING, Reason.CONTINUED})
"""Reasons of rows that were understood for what they are: no event is missing because of them."""


@dataclass(frozen=True)
class TakenOutcome:
    """What became of a return: events made, and in words the rows not taken, the dates to be looked at, and remarks.

    Of a corrected one also the rows that changed, those of them whose event stays as the reviewer edited it, and those gone.
    """

    taken: int
    set_aside: tuple[str, ...]
    questions: tuple[str, ...]
    remarks: tuple[str, ...]
    changed: int = 0
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """How a return is to be taken in: whose, which earlier one it corrects, or that it is a further one; never silently."""

    agency: str
    corrects: str = ""
    further: bool = False


def take_in(file: ReviewFile, path: Path, wanted: Wanted, password: Callable[[], str] | None = None) -> TakenOutcome:
    """Take an agency's return in, whole or not at all; the review is backed up before.

    The agency is known by its name, or new. Its columns are read as they were the last time where the headings are the
    same. ``password`` is asked for where the file is protected. Raises ``RuleBroken`` ("looks_corrected") where it looks
    like a corrected version of an earlier return and nobody said which it is, ("no_such_return") where there is none.
    """
    if path.suffix.casefold() == SUFFIX or (path.exists() and path.samefile(file.path)):
        # Never even looked into: reading the open review would drop the lock that keeps other windows off it.
        raise ImportProblem("return-is-a-review", name=path.name)
    parsed = _read(path, password)
    with file.session() as session:
        _require_new(session, parsed)
        earlier = _corrected(session, wanted.corrects) if wanted.corrects else None
        agency_id = earlier.agency_id if earlier and earlier.agency_id else _agency_id(session, wanted.agency)
        draft = _draft(session, parsed, agency_id, earlier)
        incoming = draft.incoming(agency_id, wanted.agency.strip())
        found = differences.compare(differences.before(session, earlier.id), incoming) if earlier else None
        if earlier is None and not wanted.further:
            _require_further(session, agency_id, incoming, path)
    lines = [line for table in range(len(parsed.tables)) for line in draft.lines(table)]
    if all(isinstance(line.row, SetAside) for line in lines):
        raise ImportProblem("return-no-events", file=path.name, headings=_headings(parsed))
    file.backup(backups.Reason.IMPORT)
    left = (tuple(_not_taken(lines)), tuple(_questions(lines)), tuple(_remarks(parsed)))
    if found is None:
        return TakenOutcome(done(file, partial(imports.take_in, incoming=incoming)).events, *left)
    act = partial(corrections.take_in, incoming=incoming, difference=found, choices=Choices())
    taken = done(file, act)
    return TakenOutcome(taken.events, *left, taken.changed, tuple(_gone(found)), tuple(_kept(found)))


def _read(path: Path, password: Callable[[], str] | None) -> ParsedReturn:
    try:
        return read_in_child(path)
    except PasswordNeeded:
        if password is None:
            raise
        return read_in_child(path, password=password())


def _require_new(session: Session, parsed: ParsedReturn) -> None:
    refused = imports.refused(session, parsed.file_name, parsed.sha256)
    if refused is not None:
        raise refused


def _agency_id(session: Session, name: str) -> str:
    """Return the agency's id, empty for a new one."""
    names = {row.name.casefold(): row.id for row in people.agencies(session)}
    return names.get(name.strip().casefold(), "")


def _corrected(session: Session, name: str) -> SourceDocument:
    """Return the return of that file name that no other has taken the place of."""
    known = differences.in_force(session)
    found = [source for source in known if source.file_name.casefold() == name.strip().casefold()]
    if len(found) != 1:
        names = ", ".join(f"“{source.file_name}”" for source in known) or "–"
        raise RuleBroken("no_such_return", name=name, known=names)
    return found[0]


def _require_further(session: Session, agency_id: str, incoming: IncomingReturn, path: Path) -> None:
    earlier = differences.all_before(session, agency_id)
    guess = differences.best_guess(earlier, incoming)
    if guess:
        name = next(each.file_name for each in earlier if each.source_id == guess)
        raise RuleBroken("looks_corrected", name=path.name, earlier=name)


def _draft(session: Session, parsed: ParsedReturn, agency_id: str, earlier: SourceDocument | None) -> ImportDraft:
    """Return how the file is read, mended as the one was that it corrects."""
    remembered = imports.remembered_plans(session, agency_id)
    plans = imports.with_remembered(propose_plans(parsed), remembered)
    draft = ImportDraft(parsed, plans, chronology.date_context(session))
    if earlier is not None:
        draft.mend_alike(mended_in(session, earlier.id))
    return draft


def _gone(found: Difference) -> Iterator[str]:
    for old in (row.old for row in found.of(Kind.GONE)):
        if old is not None:
            yield f"{old.place}: {old.when.text}: {' '.join(old.said.words.split())}"


def _kept(found: Difference) -> Iterator[str]:
    for row in found.rows:
        if row.new is not None and row.disputed:
            yield f"{row.new.place}: {row.new.when.text}: {' '.join(row.new.said.words.split())}"


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
