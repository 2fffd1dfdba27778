"""Changing the chronology: adding events, saying when and what, marking the skeleton, ordering within a day, the bin."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.changes import Image
from app.domain.date_context import DateContext
from app.domain.date_parsing import Understanding, understand
from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.standing import Standing, moved
from app.domain.text import EMPTY, Text, clean
from app.models import Agency, Event, Review
from app.services import event_rows
from app.services.common import column, fetch, now
from app.services.event_rows import sort_columns, sort_letters
from app.storage.unit_of_work import UnitOfWork


def date_context(session: Session) -> DateContext:
    """Return what a reader of dates needs to know of the review: today, and the period it looks at."""
    period = session.execute(select(Review.period_from, Review.period_to)).first()
    earliest, latest = period or (None, None)
    return DateContext(
        datetime.now().astimezone().date(),
        date.fromisoformat(earliest[:10]) if earliest else None,
        date.fromisoformat(latest[:10]) if latest else None,
    )


def read_date(session: Session, text: str) -> Understanding:
    """Return how a date as typed is understood in this review; nothing typed is a date not known."""
    words = text.strip()
    return understand(words, date_context(session)) if words else Understanding(UncertainDate())


def add_event(uow: UnitOfWork, *, when: str = "", agency_id: str = "", what: Text = EMPTY) -> str:
    """Add an event and return its id."""
    if agency_id:
        fetch(uow.session, Agency, agency_id)
    understood = read_date(uow.session, when)
    event = Event(agency_id=agency_id or None, what=what)
    _put_date(uow.session, event, understood)
    uow.session.add(event)
    uow.session.flush()
    return event.id


def set_when(uow: UnitOfWork, event_id: str, text: str) -> None:
    """Say when an event happened, in the words people use; what is understood of them serves order alone."""
    event = fetch(uow.session, Event, event_id)
    if event.when.text != text.strip():
        _put_date(uow.session, event, read_date(uow.session, text))


def answer_date_question(uow: UnitOfWork, event_id: str) -> None:
    """Hold an event's date for rightly understood: nothing is left to be asked about it."""
    fetch(uow.session, Event, event_id).date_question = ""


def set_what(uow: UnitOfWork, event_id: str, what: Text) -> None:
    """Say what happened."""
    fetch(uow.session, Event, event_id).what = what


def set_quotation(uow: UnitOfWork, event_id: str, quotation: Text) -> None:
    """Keep words of the record as they stand there."""
    fetch(uow.session, Event, event_id).quotation = quotation


def set_private_note(uow: UnitOfWork, event_id: str, note: Text) -> None:
    """Keep a note for the reviewer alone; it is never exported."""
    fetch(uow.session, Event, event_id).private_note = note


def set_source(uow: UnitOfWork, event_id: str, words: str) -> None:
    """Say where the event is recorded."""
    fetch(uow.session, Event, event_id).source_words = clean(words).strip()


def set_sources(uow: UnitOfWork, event_ids: Collection[str], words: str) -> None:
    """Say of many events where they are recorded."""
    _put_all(uow, event_ids, source_words=clean(words).strip())


def set_aside(uow: UnitOfWork, event_ids: Collection[str], reason: str) -> None:
    """Leave events aside for a reason, so that they are neither in the report nor asked about; no reason takes them back."""
    _put_all(uow, event_ids, set_aside=clean(reason).strip())


def set_agency(uow: UnitOfWork, event_ids: Collection[str], agency_id: str) -> None:
    """Say whose event it is; no id for none."""
    if agency_id:
        fetch(uow.session, Agency, agency_id)
    _put_all(uow, event_ids, agency_id=agency_id or None)


def mark_skeleton(uow: UnitOfWork, event_ids: Collection[str], on: bool) -> None:
    """Put events into the skeleton, or take them out."""
    _put_all(uow, event_ids, in_skeleton=on)


def place_events(uow: UnitOfWork, event_ids: Sequence[str], beside_id: str, below: bool) -> None:
    """Put events, in the order handed in, right above or below another, as far as the dates leave that open.

    Raises ``RuleBroken`` where the dates say which came first, or one of the events is not in the chronology.
    """
    order = event_rows.standings(uow.session)
    before = {each.id: each for each in order}
    if not before.keys() >= {*event_ids, beside_id}:
        raise RuleBroken("no_longer_there")
    for event_id in event_ids if below else reversed(event_ids):
        if event_id != beside_id:
            order = _moved_beside(order, event_id, beside_id, below)
        beside_id = event_id
    _put_standings(uow, before, order)


def _moved_beside(order: list[Standing], event_id: str, beside_id: str, below: bool) -> list[Standing]:
    ids = [each.id for each in order]
    place, beside = ids.index(event_id), ids.index(beside_id)
    found = moved(order, place, beside + below - (place < beside))
    if found is None:
        raise RuleBroken("order_said_by_dates")
    return found


def _put_standings(uow: UnitOfWork, before: Mapping[str, Standing], order: Sequence[Standing]) -> None:
    changed = {each.id: each for each in order if each != before[each.id]}

    def standing(event: Image) -> Image:
        own = changed[str(event["id"])]
        return {"stands_at": own.stands_at, "day_order": own.day_order}

    uow.change_rows(Event, changed, standing)


def bin_events(uow: UnitOfWork, event_ids: Collection[str]) -> None:
    """Put events into the bin: they leave every list and keep their links."""
    at = now()

    def binned(event: Image) -> Image:
        return {"binned_at": event["binned_at"] or at}

    uow.change_rows(Event, event_ids, binned)


def restore_events(uow: UnitOfWork, event_ids: Collection[str]) -> None:
    """Take events out of the bin, back to their places."""
    _put_all(uow, event_ids, binned_at=None)


def _put_all(uow: UnitOfWork, event_ids: Collection[str], **columns: object) -> None:
    """Give many events, it may be thousands, the same values."""

    def same(_event: Image) -> Image:
        return columns

    uow.change_rows(Event, event_ids, same)


def _put_date(session: Session, event: Event, understood: Understanding) -> None:
    """Give an event a date, last among those of the same date."""
    last: int | None = session.scalar(select(func.max(column(Event, "day_order"))).where(*_key_is(understood.when)))
    event.stands_at, event.day_order = "", 0 if last is None else last + 1
    event.when = understood.when
    event.date_question = " ".join(understood.questions)


def _key_is(when: UncertainDate) -> tuple[Any, Any]:
    low, high, _ = sort_columns()
    earliest, latest = sort_letters(when)
    return low == earliest, high == latest
