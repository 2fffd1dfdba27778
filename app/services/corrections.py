"""Taking in an agency's corrected return by difference, and taking that back: links, notes and what was edited stay."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.changes import Image
from app.domain.errors import RuleBroken
from app.domain.return_rows import Taken
from app.domain.text import Reference, Text, text_from
from app.models import Base, Entry, Event, SourceDocument
from app.services.common import fetch, now
from app.services.differences import SOURCE, WHEN, WORDS, Choices, Compared, Difference, Kind, before
from app.services.event_rows import last_orders
from app.services.imports import (
    NO_DATE,
    IncomingReturn,
    TakenIn,
    add_source,
    date_values,
    entry_row,
    event_row,
    lines_of,
    plan_data,
    refused,
    text_values,
)
from app.services.joining import with_entries
from app.services.return_order import Orders, Row, next_order, put_among, put_in_order
from app.services.said import said_by
from app.storage.unit_of_work import UnitOfWork


def take_in(uow: UnitOfWork, incoming: IncomingReturn, difference: Difference, choices: Choices) -> TakenIn:
    """Take a corrected return in, whole, as one step.

    Every row becomes an entry under the event of the row whose place it takes. What the agency changed the event says too,
    unless the reviewer had edited that since and did not choose the agency's words. What is gone stays, or goes into the
    bin where that was chosen. Raises ``RuleBroken`` where the same file was taken in before, where the earlier return was
    corrected since, or where what was compared is no longer so.
    """
    if why := refused(uow.session, incoming.file_name, incoming.sha256):
        raise why
    earlier = difference.before
    corrected = fetch(uow.session, SourceDocument, earlier.source_id)
    if latest := corrected_by(uow.session, corrected.id):
        raise RuleBroken("import_corrected_since", file=corrected.title, later=latest.title)
    if before(uow.session, earlier.source_id) != earlier:
        raise RuleBroken("changed_since")
    orders = last_orders(uow.session)
    changes = _Changes(_followed(difference, choices, orders), _binned(difference, choices))
    changes.make(uow)
    agency_id = corrected.agency_id or ""
    source = add_source(uow, incoming, agency_id, corrected.id)
    entries, events, numbers = _rows_of(incoming, difference, source.id, agency_id)
    put_in_order(events, numbers, orders)
    redated = [event_id for event_id, columns in changes.columns.items() if "when_text" in columns]
    changes.also(uow, put_among(uow.session, events, numbers, redated))
    changes.also(uow, _moved_along(uow.session, difference, entries))
    source.plan = plan_data(incoming, events)
    uow.session.flush()
    uow.insert_rows(Base.metadata.tables["event"], events, exact=True)
    uow.insert_rows(Base.metadata.tables["entry"], entries, exact=True)
    source.difference = changes.remembered(uow)
    counts = difference.counts()
    aside = sum(bool(entry["set_aside"]) for entry in entries)
    return TakenIn(source.id, agency_id, len(events), aside, counts[Kind.CHANGED], counts[Kind.GONE])


def _rows_of(
    incoming: IncomingReturn, difference: Difference, source_id: str, agency_id: str
) -> tuple[list[Row], list[Row], dict[str, float | None]]:
    """Return the entries of a corrected return, the events of its new rows, and the numbers it gives all its events."""
    olds = {row.new.number: row.old for row in difference.rows if row.new and row.old}
    entries: list[Row] = []
    events: list[Row] = []
    numbers: dict[str, float | None] = {}
    number = 0
    for table, each in lines_of(incoming):
        said = said_by(each.row, table.telling) if isinstance(each.row, Taken) else None
        when = date_values(each.row.when if isinstance(each.row, Taken) else NO_DATE)
        entry = entry_row(each.row, when, table.headings, source_id, len(entries), said)
        if isinstance(each.row, Taken) and said is not None:
            if old := olds.get(number):
                entry.update(event_id=old.under_id, follows_id=old.id)
            else:
                event = event_row(each, each.row, when, said, agency_id)
                entry["event_id"] = event["id"]
                events.append(event)
            numbers[old.event_id if old else str(entry["event_id"])] = each.row.sequence
            number += 1
        entries.append(entry)
    return entries, events, numbers


def _moved_along(session: Session, difference: Difference, entries: Sequence[Row]) -> dict[str, Row]:
    """Count the new entries of joined events to what goes back with them when they are parted."""
    joined = {row.old.id: row.old.event_id for row in difference.rows if row.old and row.old.joined}
    coming: dict[str, list[str]] = {}
    for entry in entries:
        if owner := joined.get(str(entry["follows_id"])):
            coming.setdefault(owner, []).append(str(entry["id"]))
    moved = {event_id: fetch(session, Event, event_id).moved for event_id in coming}
    return {event_id: {"moved": with_entries(moved[event_id], coming[event_id])} for event_id in coming}


def _followed(difference: Difference, choices: Choices, orders: Orders) -> dict[str, Row]:
    """Return for each event that follows its row the columns that become other ones."""
    found: dict[str, Row] = {}
    for row in difference.rows:
        if row.old and row.new:
            columns = _columns(row, choices, orders)
            if columns:
                found.setdefault(row.old.event_id, {}).update(columns)
    return found


def follows(row: Compared, choices: Choices) -> frozenset[str]:
    """Return what of a changed row's event becomes as the agency now says."""
    if row.old is None or row.new is None:
        return frozenset()
    held = frozenset[str]() if row.old.id in choices.agencys else row.disputed
    told_by_hand = {WHEN} if row.new.corrected and row.new.understood.when != row.old.event_when else set[str]()
    return (row.differs | told_by_hand) - held


def _columns(row: Compared, choices: Choices, orders: Orders) -> Row:
    if row.old is None or row.new is None:
        return {}
    columns: Row = {}
    wanted = follows(row, choices)
    if WHEN in wanted:
        understood = row.new.understood
        when = date_values(understood.when)
        columns |= when
        columns |= {"stands_at": "", "day_order": next_order(orders, when)}
        columns["date_question"] = " ".join(understood.questions)
    if WORDS in wanted:
        columns |= text_values(text_from(row.new.said.words))
    if SOURCE in wanted:
        columns["source_words"] = row.new.said.source
    return columns


def _binned(difference: Difference, choices: Choices) -> tuple[str, ...]:
    """Return the events of gone rows that the reviewer chose to put into the bin."""
    gone = [row.old for row in difference.of(Kind.GONE) if row.old]
    return tuple(dict.fromkeys(old.under_id for old in gone if old.id in choices.binned and old.can_be_binned))


@dataclass
class _Changes:
    """What becomes of events that were there, and what they were."""

    columns: Mapping[str, Row]
    binned: Sequence[str]
    before: dict[str, Row] = field(default_factory=dict[str, Row])

    def make(self, uow: UnitOfWork) -> None:
        """Change the events."""
        uow.change_rows(Event, tuple(self.columns), self._changed)
        binned_at = now()

        def away(_event: Image) -> Image:
            return {"binned_at": binned_at}

        uow.change_rows(Event, self.binned, away)

    def also(self, uow: UnitOfWork, columns: Mapping[str, Row]) -> None:
        """Change other columns of events, it may be of the same ones."""

        def changed(event: Image) -> Image:
            return self._noted(event, columns[str(event["id"])])

        uow.change_rows(Event, tuple(columns), changed)

    def _changed(self, event: Image) -> Image:
        columns = self._noted(event, self.columns[str(event["id"])])
        return {**columns, **_referring(str(event["what_json"]) if "what_json" in columns else "", columns)}

    def _noted(self, event: Image, columns: Row) -> Row:
        before = self.before.setdefault(str(event["id"]), {})
        self.before[str(event["id"])] = {**{name: event[name] for name in columns}, **before}
        return columns

    def remembered(self, uow: UnitOfWork) -> str:
        """Return as JSON what the changed events were, and marks of what they are now."""
        uow.session.flush()
        now_are = _images(uow.session, self.before)
        changed = [
            {"event": event_id, "before": columns, "now": _mark(now_are[event_id], columns)}
            for event_id, columns in self.before.items()
        ]
        return json.dumps({"changed": changed, "binned": list(self.binned)}, ensure_ascii=False)


def _referring(before: str, columns: Row) -> Row:
    """Let new words refer to the people whom the earlier ones referred to, by the same letters."""
    if '"ref":' not in before:
        return {}
    owners: dict[str, set[Reference]] = {}
    for each in Text.from_json(before).references():
        owners.setdefault(each.given, set()).add(each)
    clear = sorted((given for given, of in owners.items() if len(of) == 1), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, clear)) or '(?!)'})(?!\w)")
    text = Text.from_json(str(columns["what_json"]))
    for found in reversed(list(pattern.finditer(text.plain))):
        text = text.with_reference(*found.span(), next(iter(owners[found[0]])))
    return dict(text_values(text))


def _images(session: Session, event_ids: Mapping[str, object]) -> dict[str, Row]:
    table = Event.__table__
    found: dict[str, Row] = {}
    ids = list(event_ids)
    for start in range(0, len(ids), 500):
        query = select(*table.c).where(table.c.id.in_(ids[start : start + 500]))
        found.update({str(row["id"]): {str(k): v for k, v in row.items()} for row in session.execute(query).mappings()})
    return found


def _mark(event: Mapping[str, object], columns: Mapping[str, object]) -> str:
    """Return letters that change with any of some columns of an event."""
    told = json.dumps({name: event[name] for name in sorted(columns)}, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


# -- taking back ------------------------------------------------------------------------------------------------------


def corrected_by(session: Session, source_id: str) -> SourceDocument | None:
    """Return the corrected return that took the place of one, None where there is none."""
    return session.scalars(select(SourceDocument).where(SourceDocument.corrects_id == source_id)).first()


def worked_on(session: Session, source: SourceDocument) -> int:
    """Count the events that a corrected return changed, or stands under, which are no longer as it left them."""
    old = aliased(Entry)
    moved = (
        select(Entry.event_id)
        .join(old, old.id == Entry.follows_id)
        .where(Entry.source_id == source.id, Entry.event_id.is_not(old.event_id))
    )
    changed = _changed_by(source)
    now_are = _images(session, changed)
    other = {
        event_id
        for event_id, (columns, mark) in changed.items()
        if event_id not in now_are or _mark(now_are[event_id], columns) != mark
    }
    return len(other | set(session.scalars(moved)))


def put_back(uow: UnitOfWork, source: SourceDocument) -> None:
    """Make events again what they were before a corrected return changed them or put them into the bin."""
    changed = _changed_by(source)

    def as_before(event: Image) -> Image:
        return changed[str(event["id"])][0]

    def in_use(_event: Image) -> Image:
        return {"binned_at": None}

    uow.change_rows(Event, tuple(changed), as_before)
    uow.change_rows(Event, json.loads(source.difference or "{}").get("binned", ()), in_use)


def _changed_by(source: SourceDocument) -> dict[str, tuple[Row, str]]:
    changed = json.loads(source.difference or "{}").get("changed", ())
    return {each["event"]: (each["before"], each["now"]) for each in changed}
