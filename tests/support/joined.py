"""Two agencies that recorded one event and a third that did not, each with all that can stand under an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.domain.text import text_from
from app.models import Entry, Event, Lane, SourceDocument
from app.services import chronology, episodes, people, review
from app.storage.unit_of_work import UnitOfWork

Act = Callable[..., Any]
CELLS = '[["Date", "15 August 2010"], ["Event", "As it stood"]]'


@dataclass(frozen=True)
class Joined:
    """The ids of what was made."""

    agencies: tuple[str, ...]
    sources: tuple[str, ...]
    social: str
    police: str
    school: str
    episode: str
    cells: str = CELLS


def two_agencies(act: Act) -> Joined:
    """Make it: social care's record and the police's of one night, and a school's of another day."""
    act(review.start, "Orchard", "serious-case-review", ("Proposed",))
    names = ("Children's social care", "Police", "School")
    agencies = tuple(act(people.add_agency, name) for name in names)
    told = (
        ("16 August 2010", "Notification of an argument in the street on Saturday night. Two children asleep."),
        ("14 August 2010, 23:42", "Argument in the street. Officers looked in on two children."),
        ("2 November 2010", "Asleep on the carpet."),
    )
    made = [
        act(chronology.add_event, when=when, agency_id=agency, what=text_from(what))
        for agency, (when, what) in zip(agencies, told, strict=True)
    ]
    sources = act(_entries, agencies, made)
    act(chronology.set_private_note, made[1], text_from("Ask who rang."))
    act(chronology.mark_skeleton, (made[1],), True)
    episode = act(_episode, made[1])
    return Joined(agencies, sources, *made, episode)


def _entries(uow: UnitOfWork, agencies: tuple[str, ...], made: list[str]) -> tuple[str, ...]:
    sources: list[str] = []
    for agency_id, event_id in list(zip(agencies, made, strict=True))[:2]:
        source = SourceDocument(
            agency_id=agency_id, title="Return", file_name="return.xlsx", taken_in_at="2026-01-01T09:00:00+00:00"
        )
        event = uow.session.get_one(Event, event_id)
        source.entries.append(Entry(event_id=event_id, position=0, place="row 2", cells=CELLS, when=event.when))
        uow.session.add(source)
        uow.session.flush()
        sources.append(source.id)
    return tuple(sources)


def _episode(uow: UnitOfWork, event_id: str) -> str:
    lane = uow.session.scalars(select(Lane)).one()
    episode_id = episodes.add(uow, lane.id, "The night in August")
    episodes.link_events(uow, episode_id, (event_id,))
    return episode_id
