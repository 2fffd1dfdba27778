"""What the picture is made of: frozen rows, as the review has them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.dates import UncertainDate
from app.domain.picture_times import Extent


@dataclass(frozen=True)
class EventFacts:
    """An event: its date as given and as understood, whose it is, and whether it is in the skeleton."""

    id: str
    when: str
    extent: Extent | None
    agency_id: str
    in_skeleton: bool


@dataclass(frozen=True)
class AgencyFacts:
    """An agency with its place among the theme's colours."""

    id: str
    name: str
    short: str
    colour: int


@dataclass(frozen=True)
class EpisodeFacts:
    """An episode: its period as written, and the events that belong to it."""

    id: str
    title: str
    period: UncertainDate
    event_ids: tuple[str, ...]


@dataclass(frozen=True)
class ChildFacts:
    """Somebody who was a child in the time of the case."""

    person_id: str
    born: UncertainDate
    died: UncertainDate


@dataclass(frozen=True)
class StayFacts:
    """Who lived in a home, from and to."""

    household_id: str
    household: str
    person_id: str
    since: UncertainDate
    until: UncertainDate


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting held in the case; ``event_id`` is the event that tells of it, if any."""

    title: str
    series: str
    held: UncertainDate
    event_id: str


@dataclass(frozen=True)
class Material:
    """Everything that the picture shows, as the review has it."""

    agencies: tuple[AgencyFacts, ...] = ()
    events: tuple[EventFacts, ...] = ()
    episodes: tuple[EpisodeFacts, ...] = ()
    children: tuple[ChildFacts, ...] = ()
    stays: tuple[StayFacts, ...] = ()
    meetings: tuple[MeetingFacts, ...] = ()
    period: tuple[int, int] | None = None
