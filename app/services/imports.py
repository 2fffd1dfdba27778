"""Taking a return in: every row of the file becomes an entry, every row that tells of something an event."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.date_parsing import Understanding
from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.return_plans import ColumnRole, ReadingPlan, heading_words
from app.domain.return_rows import ReadRow, SetAside, Taken
from app.domain.text import Text, text_from
from app.models import Agency, Base, Entry, Event, SourceDocument
from app.services import people
from app.services.common import fetch, now, whole_row
from app.services.event_rows import last_orders
from app.services.mendings import Mending
from app.services.return_order import Orders, Row, put_in_order
from app.services.said import Headings, Said, headings_of, said_by
from app.storage.unit_of_work import UnitOfWork

SHORT = 16
"""Letters up to which an agency's name stands for itself beside an event."""

_SMALL_WORDS = frozenset({"and", "of", "the", "for", "in", "at", "on", "to", "with", "a", "an"})


@dataclass(frozen=True)
class Incoming:
    """A row as read, and the date as the reviewer corrected it, which is the event's and not the entry's."""

    row: ReadRow
    corrected: Understanding | None = None

    def understood(self, row: Taken) -> Understanding:
        """Return how the date of the row, taken, is understood, the reviewer's correction counted."""
        return self.corrected or Understanding(row.when, row.questions)


@dataclass(frozen=True)
class IncomingTable:
    """One table of the file, how it was read, its rows in order, and what the reviewer mended in them by hand."""

    title: str
    plan: ReadingPlan
    rows: tuple[Incoming, ...]
    mended: tuple[Mending, ...] = ()

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings of its columns, as entries keep them."""
        width = max((len(each.row.cells) for each in self.rows), default=0)
        return tuple(self.plan.heading(column) for column in range(width))

    @cached_property
    def telling(self) -> Headings:
        """What its headings are for."""
        return headings_of(self.plan)


@dataclass(frozen=True)
class IncomingReturn:
    """A return to be taken in: whose (an agency's id, or the name of a new one), which file, and its tables."""

    agency_id: str
    new_agency: str
    file_name: str
    sha256: str
    tables: tuple[IncomingTable, ...]
    remarks: str = ""


@dataclass(frozen=True)
class TakenIn:
    """What became of a return: events made, rows set aside; of a corrected one also rows changed and rows gone."""

    source_id: str
    agency_id: str
    events: int
    set_aside: int
    changed: int = 0
    gone: int = 0


def take_in(uow: UnitOfWork, incoming: IncomingReturn) -> TakenIn:
    """Take a return in, whole, as one step; raises ``RuleBroken`` where the same file was taken in before."""
    if why := refused(uow.session, incoming.file_name, incoming.sha256):
        raise why
    agency_id = incoming.agency_id or people.add_agency(uow, incoming.new_agency, short_form(incoming.new_agency))
    fetch(uow.session, Agency, agency_id)
    source = add_source(uow, incoming, agency_id)
    entries, events = _rows_of(incoming, source.id, agency_id, last_orders(uow.session))
    source.plan = plan_data(incoming, events)
    uow.session.flush()
    uow.insert_rows(Base.metadata.tables["event"], events, exact=True)
    uow.insert_rows(Base.metadata.tables["entry"], entries, exact=True)
    return TakenIn(source.id, agency_id, len(events), sum(bool(entry["set_aside"]) for entry in entries))


def add_source(uow: UnitOfWork, incoming: IncomingReturn, agency_id: str, corrects_id: str | None = None) -> SourceDocument:
    """Add the document that a return is, without its rows."""
    source = SourceDocument(
        agency_id=agency_id,
        title=incoming.file_name,
        file_name=incoming.file_name,
        sha256=incoming.sha256,
        taken_in_at=now(),
        remarks=incoming.remarks,
        corrects_id=corrects_id,
    )
    uow.session.add(source)
    uow.session.flush()
    return source


Stored = dict[str, str | None]
"""The columns of a date or a text."""


def _rows_of(incoming: IncomingReturn, source_id: str, agency_id: str, orders: Orders) -> tuple[list[Row], list[Row]]:
    """Return the entries and events of a return, as rows: thousands of objects would take most of the time."""
    entries: list[Row] = []
    events: list[Row] = []
    numbers: dict[str, float | None] = {}
    for table, each in lines_of(incoming):
        said = said_by(each.row, table.telling) if isinstance(each.row, Taken) else None
        when = date_values(each.row.when if isinstance(each.row, Taken) else NO_DATE)
        entry = entry_row(each.row, when, table.headings, source_id, len(entries), said)
        if isinstance(each.row, Taken) and said is not None:
            event = event_row(each, each.row, when, said, agency_id)
            entry["event_id"] = event["id"]
            events.append(event)
            numbers[str(event["id"])] = each.row.sequence
        entries.append(entry)
    put_in_order(events, numbers, orders)
    return entries, events


def lines_of(incoming: IncomingReturn) -> Iterator[tuple[IncomingTable, Incoming]]:
    """Yield every line of a return with its table, in order."""
    for table in incoming.tables:
        for each in table.rows:
            yield table, each


def plan_data(incoming: IncomingReturn, events: Sequence[Row]) -> str:
    """Return as JSON how a return was read and mended, and the fingerprint of every event that came of it."""
    marks = [fingerprint(event) for event in events]
    plans: list[dict[str, object]] = []
    for number, table in enumerate(incoming.tables):
        mended = {"mended": [each.to_data() for each in table.mended]} if table.mended else {}
        own = {"events": marks} if number == 0 else {}
        plans.append({"title": table.title, **table.plan.to_data(), **mended, **own})
    return json.dumps(plans, ensure_ascii=False)


def fingerprint(event: Mapping[Any, object]) -> str:
    """Return letters that change with anything a reviewer does to an event, but to put it into the bin and out again.

    Columns in which nothing stands are left out, so that one added to the file's layout later changes no fingerprint.
    """
    told = {str(name): value for name, value in event.items() if name not in _NOT_WORK and value not in _NOTHING}
    return hashlib.sha256(_as_sorted_json(told).encode()).hexdigest()[:16]


def fingerprints_of(plan: str) -> frozenset[str]:
    """Return the fingerprints that the events of a return had when it was taken in."""
    return frozenset(mark for table in json.loads(plan or "[]") for mark in table.get("events", ()))


_NOT_WORK = frozenset({"id", "binned_at"})
_NOTHING = frozenset({None, "", 0, "unknown"})
_as_sorted_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


def refused(session: Session, file_name: str, sha256: str) -> RuleBroken | None:
    """Return why a file can't be taken in: the very same one was taken in before; None where it can."""
    before = session.scalars(select(SourceDocument).where(SourceDocument.sha256 == sha256)).first()
    if before is None:
        return None
    taken = datetime.fromisoformat(before.taken_in_at).astimezone()
    return RuleBroken("return_taken_before", name=file_name, when=f"{taken.day} {taken:%B %Y}, {taken:%H:%M}")


def entry_row(row: ReadRow, when: Stored, headings: Sequence[str], source_id: str, position: int, said: Said | None) -> Row:
    """Return a row of a return as it is kept: as received, with what it says where it is taken."""
    return whole_row(
        Entry,
        source_id=source_id,
        position=position,
        place=row.place,
        cells=_as_json([(heading, cell.text) for heading, cell in zip(headings, row.cells, strict=False)]),
        remarks="\n".join(str(remark) for remark in row.remarks),
        set_aside=str(row.reason) if isinstance(row, SetAside) else "",
        said=said.to_json() if said else "",
        **when,
    )


def event_row(incoming: Incoming, row: Taken, when: Stored, said: Said, agency_id: str) -> Row:
    """Return an event that a row tells of, without its place among others."""
    understood = incoming.understood(row)
    own = when if understood.when is row.when else date_values(understood.when)
    return whole_row(
        Event,
        agency_id=agency_id,
        date_question=" ".join(understood.questions),
        source_words=said.source,
        **own,
        **text_values(text_from(said.words)),
    )


_as_json = json.JSONEncoder(ensure_ascii=False).encode
_DATE_COLUMNS = tuple(f"when_{part}" for part in ("text", "kind", "precision", "earliest", "latest"))
_TEXT_COLUMNS = ("what_json", "what_plain")
NO_DATE = UncertainDate()


def date_values(when: UncertainDate) -> Stored:
    """Return the columns of a date."""
    return dict(zip(_DATE_COLUMNS, when.__composite_values__(), strict=True))


def text_values(what: Text) -> Stored:
    """Return the columns of what an event tells."""
    return dict(zip(_TEXT_COLUMNS, what.__composite_values__(), strict=True))


def remembered_plans(session: Session, agency_id: str) -> tuple[ReadingPlan, ...]:
    """Return how the tables of an agency's last return were read."""
    last = session.scalars(
        select(SourceDocument)
        .where(SourceDocument.agency_id == agency_id, SourceDocument.plan != "")
        .order_by(SourceDocument.taken_in_at.desc(), SourceDocument.id)
    ).first()
    return tuple(ReadingPlan.from_data(data) for data in json.loads(last.plan)) if last else ()


def with_remembered(proposed: Sequence[ReadingPlan], remembered: Sequence[ReadingPlan]) -> tuple[ReadingPlan, ...]:
    """Read tables with the headings, in any order, of a return taken in before as that one was read."""
    known = {_set_of(plan.headings): plan for plan in remembered if any(plan.headings)}
    return tuple(
        _as_before(plan, known[_set_of(plan.headings)]) if _set_of(plan.headings) in known else plan for plan in proposed
    )


def _set_of(headings: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(heading_words(heading) for heading in headings))


def _as_before(plan: ReadingPlan, before: ReadingPlan) -> ReadingPlan:
    """Give each column the role that its heading had; of headings that repeat, in their order."""
    roles = [(heading_words(heading), role) for heading, role in zip(before.headings, before.roles, strict=True)]
    wanted: list[ColumnRole] = []
    for heading in plan.headings:
        at = next(at for at, (words, _) in enumerate(roles) if words == heading_words(heading))
        wanted.append(roles.pop(at)[1])
    return ReadingPlan(plan.header_row, tuple(wanted), plan.headings, before.used)


def short_form(name: str) -> str:
    """Return what an agency is called for short: what stands in brackets, the name if it is short, or its initials."""
    bracketed = re.search(r"\(([^()]{2,16})\)\s*$", name)
    if bracketed:
        return bracketed[1].strip()
    if len(name) <= SHORT:
        return name.strip()
    words = [word for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", name) if word.casefold() not in _SMALL_WORDS]
    if len(words) < 2:
        return f"{name[: SHORT - 1].rstrip()}…"
    return "".join(word if word.isupper() and len(word) > 1 else word[0].upper() for word in words)[:SHORT]
