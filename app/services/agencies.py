"""Agencies: who sends returns and takes part, what they are called for short, and which colour stands for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.models import Agency
from app.services.common import fetch
from app.storage.unit_of_work import UnitOfWork

SHORT = 16
"""Letters up to which a name stands for itself beside an event."""

_SMALL_WORDS = frozenset({"and", "of", "the", "for", "in", "at", "on", "to", "with", "a", "an"})


@dataclass(frozen=True)
class AgencyRow:
    """One agency, in the order in which agencies are listed."""

    id: str
    name: str
    short_name: str
    colour: int


def agencies(session: Session) -> tuple[AgencyRow, ...]:
    """Return every agency in order."""
    found = session.scalars(select(Agency).order_by(Agency.position, Agency.name, Agency.id))
    return tuple(AgencyRow(agency.id, agency.name, agency.short_name, agency.colour) for agency in found)


def short_form(name: str) -> str:
    """Return what a name is called for short: what stands in its brackets, the name if it is short, or its initials."""
    bracketed = re.search(r"\(([^()]{2,16})\)\s*$", name)
    if bracketed:
        return bracketed[1].strip()
    if len(name) <= SHORT:
        return name
    words = [word for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", name) if word.casefold() not in _SMALL_WORDS]
    if len(words) < 2:
        return f"{name[: SHORT - 1].rstrip()}…"
    return "".join(word if word.isupper() and len(word) > 1 else word[0].upper() for word in words)[:SHORT]


def add_agency(uow: UnitOfWork, name: str, short_name: str = "") -> str:
    """Add an agency and return its id; raises ``RuleBroken`` for a name that is empty or taken."""
    name = _usable(uow.session, name, "")
    used = set(uow.session.scalars(select(Agency.colour)))
    colour = next(number for number in range(len(used) + 1) if number not in used)
    last = uow.session.scalar(select(func.max(Agency.position)))
    agency = Agency(
        name=name,
        short_name=short_name.strip() or short_form(name),
        colour=colour,
        position=0 if last is None else last + 1,
    )
    uow.session.add(agency)
    uow.session.flush()
    return agency.id


def rename_agency(uow: UnitOfWork, agency_id: str, name: str, short_name: str = "") -> None:
    """Give an agency another name, and another short one; a short name left empty is made of the name."""
    agency = fetch(uow.session, Agency, agency_id)
    agency.name = _usable(uow.session, name, agency_id)
    agency.short_name = short_name.strip() or short_form(agency.name)


def _usable(session: Session, name: str, own_id: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RuleBroken("agency_without_name")
    for other_id, other in session.execute(select(Agency.id, Agency.name)):
        if other_id != own_id and other.casefold() == name.casefold():
            raise RuleBroken("agency_name_taken", name=other)
    return name
