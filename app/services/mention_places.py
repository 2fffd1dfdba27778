"""Where a person is mentioned: events, notes of conversations and findings, in the order in which one goes through them."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.models import Base, Conversation, Event, Finding, FindingPart
from app.services.common import column
from app.services.event_rows import sort_columns

TABLES = ("event", "conversation", "finding", "finding_part")
"""Tables whose change may change where somebody is mentioned."""


class Place(NamedTuple):
    """A thing in which somebody is mentioned: "event", "conversation" or "finding", and its id."""

    kind: str
    id: str


def of_person(session: Session, person_id: str) -> tuple[Place, ...]:
    """Return where a person is mentioned: the chronology in its order, then notes, then findings; the bin is left out."""
    in_parts = select(FindingPart.finding_id).where(_names(FindingPart, "body", person_id))
    events = _in_use(Event).where(or_(_names(Event, "what", person_id), _names(Event, "quotation", person_id)))
    notes = _in_use(Conversation).where(_names(Conversation, "note", person_id))
    findings = _in_use(Finding).where(or_(_names(Finding, "headline", person_id), Finding.id.in_(in_parts)))
    found = (
        ("event", events.order_by(*sort_columns(), column(Event, "id"))),
        ("conversation", notes.order_by(column(Conversation, "held_earliest"), column(Conversation, "id"))),
        ("finding", findings.order_by(column(Finding, "position"), column(Finding, "id"))),
    )
    return tuple(Place(kind, row_id) for kind, query in found for row_id in session.scalars(query))


def _in_use(stored: type[Base]) -> Select[Any]:
    return select(column(stored, "id")).where(column(stored, "binned_at").is_(None))


def _names(stored: type[Base], name: str, person_id: str) -> ColumnElement[bool]:
    return column(stored, f"{name}_json").contains(person_id, autoescape=True)
