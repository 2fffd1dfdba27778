"""Taking a return in: every row of the file becomes an entry, every row that tells of something an event."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.date_parsing import Understanding
from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.return_plans import ColumnRole, ReadingPlan
from app.domain.return_rows import ReadRow, SetAside, Taken
from app.domain.text import Text, clean, text_from
from app.models import Agency, Base, Entry, Event, SourceDocument
from app.services import people
from app.services.common import fetch, now, whole_row
from app.services.event_rows import last_orders, letters_in_order
from app.storage.unit_of_work import UnitOfWork

SHORT = 16
"""Letters up to which an agency's name stands for itself beside an event."""

TOLD = frozenset({ColumnRole.ACTION, ColumnRole.OUTCOME, ColumnRole.COMMENT, ColumnRole.CHILD_SEEN})
"""Columns that go on telling what happened; an event says them after the main text, each with its heading."""

_SMALL_WORDS = frozenset({"and", "of", "the", "for", "in", "at", "on", "to", "with", "a", "an"})


@dataclass(frozen=True)
class Incoming:
    """A row as read, and the date as the reviewer corrected it, which is the event's and not the entry's."""

    row: ReadRow
    corrected: Understanding | None = None


@dataclass(frozen=True)
class IncomingTable:
    """One table of the file, how it was read, and its rows in order."""

    title: str
    plan: ReadingPlan
    rows: tuple[Incoming, ...]


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
    """What became of a return."""

    source_id: str
    agency_id: str
    events: int
    set_aside: int


def take_in(uow: UnitOfWork, incoming: IncomingReturn) -> TakenIn:
    """Take a return in, whole, as one step; raises ``RuleBroken`` where the same file was taken in before."""
    if why := refused(uow.session, incoming.file_name, incoming.sha256):
        raise why
    agency_id = incoming.agency_id or people.add_agency(uow, incoming.new_agency, short_form(incoming.new_agency))
    fetch(uow.session, Agency, agency_id)
    source = SourceDocument(
        agency_id=agency_id,
        title=incoming.file_name,
        file_name=incoming.file_name,
        sha256=incoming.sha256,
        taken_in_at=now(),
        remarks=incoming.remarks,
    )
    uow.session.add(source)
    uow.session.flush()
    entries, events = _rows_of(incoming, source.id, agency_id, last_orders(uow.session))
    source.plan = _plan_data(incoming, events)
    uow.session.flush()
    uow.insert_rows(Base.metadata.tables["event"], events, exact=True)
    uow.insert_rows(Base.metadata.tables["entry"], entries, exact=True)
    return TakenIn(source.id, agency_id, len(events), sum(bool(entry["set_aside"]) for entry in entries))


Row = dict[str, object]
Stored = dict[str, str | None]
"""The columns of a date or a text."""


def _rows_of(
    incoming: IncomingReturn, source_id: str, agency_id: str, orders: dict[tuple[str, str], int]
) -> tuple[list[Row], list[Row]]:
    """Return the entries and events of a return, as rows: thousands of objects would take most of the time."""
    entries: list[Row] = []
    events: list[Row] = []
    for table in incoming.tables:
        headings, telling = _headings(table), telling_headings(table.plan)
        for each in table.rows:
            given = each.row.when if isinstance(each.row, Taken) else UncertainDate()
            when = _columns(_WHEN, given)
            entry = _entry_of(each.row, when, headings, source_id, len(entries))
            if isinstance(each.row, Taken):
                understood = each.corrected or Understanding(given, each.row.questions)
                own = when if understood.when is given else _columns(_WHEN, understood.when)
                event = _event_of(each.row, own, understood.questions, telling, agency_id)
                # Rows of one date stand as the agency wrote them, after what the chronology already holds of it.
                key = letters_in_order(own["when_earliest"], own["when_latest"], own["when_precision"])
                event["day_order"] = orders[key] = orders.get(key, -1) + 1
                entry["event_id"] = event["id"]
                events.append(event)
            entries.append(entry)
    return entries, events


def _plan_data(incoming: IncomingReturn, events: Sequence[Row]) -> str:
    """Return how a return was read, and the fingerprint of every event that came of it, as JSON."""
    marks = iter([fingerprint(event) for event in events])
    plans: list[dict[str, object]] = []
    for table in incoming.tables:
        own = [next(marks) for each in table.rows if isinstance(each.row, Taken)]
        plans.append({"title": table.title, **table.plan.to_data(), "events": own})
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


def _headings(table: IncomingTable) -> tuple[str, ...]:
    width = max((len(each.row.cells) for each in table.rows), default=0)
    return tuple(table.plan.heading(column) for column in range(width))


def _entry_of(row: ReadRow, when: Stored, headings: Sequence[str], source_id: str, position: int) -> Row:
    return whole_row(
        Entry,
        source_id=source_id,
        position=position,
        place=row.place,
        cells=_as_json([(heading, cell.text) for heading, cell in zip(headings, row.cells, strict=False)]),
        remarks="\n".join(str(remark) for remark in row.remarks),
        set_aside=str(row.reason) if isinstance(row, SetAside) else "",
        **when,
    )


def _event_of(row: Taken, when: Stored, questions: Sequence[str], telling: frozenset[str], agency_id: str) -> Row:
    return whole_row(
        Event,
        agency_id=agency_id,
        date_question=" ".join(questions),
        source_words=clean(", ".join(part for part in (row.source, row.who) if part)),
        **when,
        **_columns(_WHAT, told(row, telling)),
    )


_as_json = json.JSONEncoder(ensure_ascii=False).encode
_WHEN = ("when_text", "when_kind", "when_precision", "when_earliest", "when_latest")
_WHAT = ("what_json", "what_plain")


def _columns(names: Sequence[str], value: UncertainDate | Text) -> Stored:
    return dict(zip(names, value.__composite_values__(), strict=True))


def telling_headings(plan: ReadingPlan) -> frozenset[str]:
    """Return the headings of the columns that go on telling what happened."""
    return frozenset(plan.heading(column) for column, role in enumerate(plan.roles) if role in TOLD)


def told(row: Taken, telling: frozenset[str]) -> Text:
    """Return what a row tells: its main text, then what its columns for action, outcome and comment say."""
    parts = [row.what, *(f"{heading}: {text}" for heading, text in row.others if heading in telling)]
    return text_from("\n".join(parts))


def remembered_plans(session: Session, agency_id: str) -> tuple[ReadingPlan, ...]:
    """Return how the tables of an agency's last return were read."""
    last = session.scalars(
        select(SourceDocument)
        .where(SourceDocument.agency_id == agency_id, SourceDocument.plan != "")
        .order_by(SourceDocument.taken_in_at.desc(), SourceDocument.id)
    ).first()
    return tuple(ReadingPlan.from_data(data) for data in json.loads(last.plan)) if last else ()


def with_remembered(proposed: Sequence[ReadingPlan], remembered: Sequence[ReadingPlan]) -> tuple[ReadingPlan, ...]:
    """Read tables whose headings are those of a return taken in before as that one was read."""
    known = {plan.headings: plan for plan in remembered if any(plan.headings)}
    return tuple(
        ReadingPlan(plan.header_row, known[plan.headings].roles, plan.headings, known[plan.headings].used)
        if plan.headings in known
        else plan
        for plan in proposed
    )


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
