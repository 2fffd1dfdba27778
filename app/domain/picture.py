"""The picture of the case as data: tracks from top to bottom, each with its marks in order of time.

Made of frozen rows (``Material``) and a naming; nothing here knows a pixel or a colour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from app.domain.naming import Naming, NamingMode
from app.domain.picture_family import age_marks, home_marks
from app.domain.picture_lod import Bars, LaneIndex
from app.domain.picture_material import AgencyFacts, EpisodeFacts, EventFacts, Material, StayFacts
from app.domain.picture_scale import Limits
from app.domain.picture_times import DAY, Extent, extent, moment

LEAST_SILENCE = 8 * 7 * DAY
"""Eight weeks: a shorter stretch without a record is not pointed out."""

NO_AGENCY = ""


class Kind(Enum):
    """What a track shows."""

    EPISODES = "episodes"
    AGENCY = "agency"
    CHILD = "child"
    HOME = "home"
    MEETINGS = "meetings"


class Mark(NamedTuple):
    """One thing on a track: what it leads to (kind and id, "" for nothing), where it lies, and its words.

    ``when`` is the date as given; ``label`` what may be written into or beside it; ``lit`` says that it is in the skeleton.
    """

    kind: str
    id: str
    extent: Extent | None
    when: str = ""
    label: str = ""
    lit: bool = True


@dataclass(frozen=True)
class Track:
    """A lane of the picture; ``colour`` counts into the theme's agency colours, ``group`` names what several belong to."""

    kind: Kind
    key: str
    label: str
    short: str
    marks: tuple[Mark, ...]
    colour: int = -1
    group: str = ""
    silences: tuple[tuple[int, int], ...] = ()

    @cached_property
    def index(self) -> LaneIndex:
        """Its marks as they can be drawn at every scale."""
        return LaneIndex([mark.extent for mark in self.marks], [mark.lit for mark in self.marks])

    @cached_property
    def bands(self) -> Bars:
        """All its marks as bars in rows, for a track in which everything is a band."""
        return Bars([(mark.extent, number) for number, mark in enumerate(self.marks) if mark.extent])

    @cached_property
    def depth(self) -> int:
        """How many of its marks lie on one day at most: so many rows keep bands apart."""
        turns = sorted(turn for mark in self.marks if mark.extent for turn in ((mark.extent.low, 1), (mark.extent.high, -1)))
        return max(accumulate((step for _, step in turns), initial=0), default=0)

    def between(self, low: float, high: float) -> int:
        """Return how many of its marks reach into a stretch."""
        return sum(1 for mark in self.marks if mark.extent and mark.extent.low < high and mark.extent.high > low)


NOWHERE = Limits(0, DAY)
"""How far a case reaches of which nothing is known."""


class Month(NamedTuple):
    """A month's events: so many lie in it for certain, so many more may."""

    low: int
    high: int
    certain: int
    possible: int


@dataclass(frozen=True)
class Picture:
    """The picture: tracks from top to bottom, the months with their events, and how far the case reaches."""

    tracks: tuple[Track, ...] = ()
    months: tuple[Month, ...] = ()
    limits: Limits = NOWHERE

    @cached_property
    def busiest(self) -> int:
        """The most events that may lie in one month."""
        return max((month.certain + month.possible for month in self.months), default=0)

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """For each event the track and the mark that show it."""
        return {
            mark.id: (row, number)
            for row, track in enumerate(self.tracks)
            if track.kind is Kind.AGENCY
            for number, mark in enumerate(track.marks)
        }


def compose(material: Material, naming: Naming, *, skeleton_only: bool = False) -> Picture:
    """Return the picture of the material, people shown as a naming says; of the skeleton's events alone if wished."""
    events = [event for event in material.events if event.in_skeleton or not skeleton_only]
    limits = limits_of(material, events)
    if limits is None:
        return Picture()
    tracks = (
        *_episodes(material),
        *_agencies(material, events, limits),
        *_meetings(material),
        *_children(material, naming, limits),
        *_homes(material, naming, limits),
    )
    return Picture(tracks, months_of(event.extent for event in events if event.extent), limits)


def limits_of(material: Material, events: Sequence[EventFacts]) -> Limits | None:
    """Return how far the case reaches: its events, episodes and meetings, and the period looked at; None for nothing."""
    extents = [event.extent for event in events]
    extents += [extent(episode.period) for episode in material.episodes]
    extents += [extent(meeting.held) for meeting in material.meetings]
    found = [(each.low, each.high) for each in extents if each] + ([material.period] if material.period else [])
    if not found and not events:
        return None
    return Limits(min((low for low, _ in found), default=0), max((high for _, high in found), default=DAY))


# -- agencies -------------------------------------------------------------------------------------------------------


def _agencies(material: Material, events: Sequence[EventFacts], limits: Limits) -> list[Track]:
    """A lane for each agency of which something is recorded; last, one for what is nobody's record."""
    by_agency: dict[str, list[EventFacts]] = defaultdict(list)
    for event in events:
        by_agency[event.agency_id].append(event)
    made: list[Track] = []
    for agency in (*material.agencies, AgencyFacts(NO_AGENCY, "", "", -1)):
        own = by_agency.get(agency.id, [])
        if own:
            marks = tuple(Mark("event", event.id, event.extent, event.when, "", event.in_skeleton) for event in own)
            silent = silences((event.extent for event in own if event.extent), limits) if agency.id else ()
            made.append(Track(Kind.AGENCY, agency.id, agency.name, agency.short, marks, agency.colour, silences=silent))
    return made


def silences(extents: Iterable[Extent], limits: Limits, least: int = LEAST_SILENCE) -> tuple[tuple[int, int], ...]:
    """Return the stretches, at least so long, of which nothing is recorded: whatever a date may cover counts as covered.

    What a date leaves open ("before May") covers its limit only; nothing tells how far it reaches.
    """
    found: list[tuple[int, int]] = []
    end = int(limits.low)
    for each in sorted(extents):
        if each.low - end >= least:
            found.append((end, each.low))
        end = max(end, each.high)
    if limits.high - end >= least:
        found.append((end, int(limits.high)))
    return tuple(found)


def months_of(extents: Iterable[Extent]) -> tuple[Month, ...]:
    """Count the events of each month: those that lie within it for certain, and those that may reach into it."""
    certain: Counter[int] = Counter()
    possible: Counter[int] = Counter()
    for (first, last), number in Counter((each.low // DAY, max(each.low, each.high - 1) // DAY) for each in extents).items():
        one, other = _month_of(first), _month_of(last)
        if one == other:
            certain[one] += number
        else:
            for month in range(one, other + 1):
                possible[month] += number
    return tuple(
        Month(_first_day(month) * DAY, _first_day(month + 1) * DAY, certain[month], possible[month])
        for month in sorted(certain.keys() | possible.keys())
    )


def _month_of(day: int) -> int:
    at = moment(day * DAY)
    return at.year * 12 + at.month - 1


def _first_day(month: int) -> int:
    return moment(0).replace(year=min(month // 12, 9999), month=month % 12 + 1).toordinal()


# -- episodes and meetings ------------------------------------------------------------------------------------------


def _episodes(material: Material) -> list[Track]:
    """One track of bands: an episode reaches as far as its period says, else as far as its events do."""
    known = {event.id: event.extent for event in material.events}
    marks = [
        Mark("episode", episode.id, _reach(episode, known), episode.period.text, episode.title)
        for episode in material.episodes
    ]
    shown = sorted((mark for mark in marks if mark.extent), key=_by_time)
    return [Track(Kind.EPISODES, "episodes", "", "", tuple(shown))] if shown else []


def _reach(episode: EpisodeFacts, known: dict[str, Extent | None]) -> Extent | None:
    said = extent(episode.period)
    if said is not None:
        return said
    found = [each for event_id in episode.event_ids if (each := known.get(event_id))]
    if not found:
        return None
    first, last = min(found), max(found, key=_end)
    manner = found[0].manner if len(found) == 1 else first.manner.LASTING
    return Extent(first.low, last.high, manner, first.fades_before, last.fades_after)


def _end(each: Extent) -> int:
    return each.high


def _by_time(mark: Mark) -> tuple[int, int]:
    if mark.extent is None:
        raise AssertionError(mark)
    return mark.extent.low, mark.extent.high


def _meetings(material: Material) -> list[Track]:
    marks = [
        Mark("event" if meeting.event_id else "", meeting.event_id, found, meeting.held.text, meeting.title)
        for meeting in material.meetings
        if (found := extent(meeting.held))
    ]
    return [Track(Kind.MEETINGS, "meetings", "", "", tuple(sorted(marks, key=_by_time)))] if marks else []


# -- the family -----------------------------------------------------------------------------------------------------


def _children(material: Material, naming: Naming, limits: Limits) -> list[Track]:
    made: list[Track] = []
    for child in material.children:
        marks = tuple(
            Mark("person", child.person_id, each.extent, "", each.label)
            for each in age_marks(child.born, child.died, int(limits.high))
            if each.extent.high > limits.low
        )
        if marks:
            name = naming.person(child.person_id)
            made.append(Track(Kind.CHILD, child.person_id, name, name, marks))
    return made


def _homes(material: Material, naming: Naming, limits: Limits) -> list[Track]:
    """A track for each person of each home; where people are not named, a home is a number: an address is a name, too."""
    stays: dict[tuple[str, str], list[StayFacts]] = defaultdict(list)
    for stay in material.stays:
        stays[stay.household_id, stay.person_id].append(stay)
    numbers = {home: number for number, home in enumerate(dict.fromkeys(home for home, _ in stays), start=1)}
    made: list[Track] = []
    for (home, person_id), own in stays.items():
        name = naming.person(person_id)
        group = own[0].household if naming.mode is NamingMode.NAMED else f"Home {numbers[home]}"
        marks = [
            Mark("person", person_id, each.extent, each.label, group)
            for stay in own
            for each in home_marks(stay.since, stay.until, int(limits.low), int(limits.high))
        ]
        made.append(Track(Kind.HOME, f"{home} {person_id}", name, name, tuple(sorted(marks, key=_by_time)), group=group))
    return made


def first_after(track: Track, minute: float) -> int:
    """Return the first mark of a track from a minute on, the last one where none is, -1 where there are no marks."""
    lows = [mark.extent.low if mark.extent else float("inf") for mark in track.marks]
    return min(bisect_left(lows, minute), len(lows) - 1)
