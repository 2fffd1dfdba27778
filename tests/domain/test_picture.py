"""The picture composed: lanes, silences, months, episodes, meetings, homes by naming."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.naming import Naming, NamingMode, PersonNames
from app.domain.picture import LEAST_SILENCE, Kind, Picture, Track, compose, first_after, months_of, silences
from app.domain.picture_describing import TITLE, alt_text, drawn_words, picture_page
from app.domain.picture_material import (
    AgencyFacts,
    ChildFacts,
    EpisodeFacts,
    EventFacts,
    Material,
    MeetingFacts,
    StayFacts,
)
from app.domain.picture_scale import Limits
from app.domain.picture_times import DAY, Extent, Manner, extent, minute

PEOPLE = {"c": PersonNames("Tansy Oke", "", "Child T", "family"), "m": PersonNames("Lee Oke", "", "Mother", "family")}
NAMED = Naming(NamingMode.NAMED, PEOPLE)
PSEUDONYM = Naming(NamingMode.PSEUDONYM, PEOPLE)
UNKNOWN = UncertainDate()


def when(words: str) -> UncertainDate:
    return understand(words, DateContext(date(2013, 1, 1))).when if words else UNKNOWN


def at(day: str) -> int:
    return minute(datetime.strptime(day, "%d.%m.%Y"))  # noqa: DTZ007 - records have no zone


def event(key: str, words: str, agency: str = "a", *, lit: bool = True) -> EventFacts:
    return EventFacts(key, words, extent(when(words)), agency, lit)


AGENCIES = (
    AgencyFacts("a", "Health visiting", "HV", 0),
    AgencyFacts("b", "Larch School", "Larch", 1),
    AgencyFacts("z", "Silent", "S", 2),
)
EVENTS = (
    event("1", "3 March 2010"),
    event("2", "April 2010", "b", lit=False),
    event("3", "4 June 2010", ""),
    event("4", "10 June 2010"),
    event("5", "", "a"),
)
MATERIAL = Material(
    AGENCIES,
    EVENTS,
    (
        EpisodeFacts("e1", "Written period", when("1–9 May 2010"), ("1",)),
        EpisodeFacts("e2", "From its events", UNKNOWN, ("1", "4", "gone")),
        EpisodeFacts("e3", "Without any date", UNKNOWN, ("5",)),
        EpisodeFacts("e4", "One event", UNKNOWN, ("2",)),
    ),
    (ChildFacts("c", when("1 April 2009"), UNKNOWN), ChildFacts("m", when("after 2000"), UNKNOWN)),
    (
        StayFacts("h1", "14 Ropewalk", "m", UNKNOWN, when("1 April 2010")),
        StayFacts("h1", "14 Ropewalk", "c", UNKNOWN, when("1 April 2010")),
        StayFacts("h2", "2 Quay Row", "c", when("1 April 2010"), UNKNOWN),
    ),
    (
        MeetingFacts("Core group 1", "Core groups", when("4 June 2010"), "3"),
        MeetingFacts("Conference", "", when("5 May 2010"), ""),
        MeetingFacts("Nobody knows when", "", UNKNOWN, ""),
    ),
)


def of(picture: Picture, kind: Kind) -> list[Track]:
    return [track for track in picture.tracks if track.kind is kind]


def test_lanes_are_the_agencies_that_recorded_something_and_last_nobodys() -> None:
    lanes = of(compose(MATERIAL, NAMED), Kind.AGENCY)
    assert [(lane.label, lane.short, lane.colour, [mark.id for mark in lane.marks]) for lane in lanes] == [
        ("Health visiting", "HV", 0, ["1", "4", "5"]),
        ("Larch School", "Larch", 1, ["2"]),
        ("", "", -1, ["3"]),
    ]
    assert lanes[0].index.undated == (2,)
    assert compose(MATERIAL, NAMED).places["4"] == (1, 1)


def test_the_skeleton_alone_leaves_the_others_out() -> None:
    picture = compose(MATERIAL, NAMED, skeleton_only=True)
    assert [lane.label for lane in of(picture, Kind.AGENCY)] == ["Health visiting", ""]
    assert sum(month.certain for month in picture.months) == 3


def test_episodes_reach_as_their_period_says_or_as_their_events_do() -> None:
    (track,) = of(compose(MATERIAL, NAMED), Kind.EPISODES)
    assert [(mark.label, mark.kind, mark.extent) for mark in track.marks] == [
        ("From its events", "episode", Extent(at("03.03.2010"), at("11.06.2010"), Manner.LASTING)),
        ("One event", "episode", Extent(at("01.04.2010"), at("01.05.2010"), Manner.WITHIN)),
        ("Written period", "episode", Extent(at("01.05.2010"), at("10.05.2010"), Manner.LASTING)),
    ]
    assert track.depth == 2
    assert len(track.bands.lay_out(80)) == 3


def test_meetings_lead_to_the_event_that_tells_of_them() -> None:
    (track,) = of(compose(MATERIAL, NAMED), Kind.MEETINGS)
    assert [(mark.label, mark.kind, mark.id) for mark in track.marks] == [
        ("Conference", "", ""),
        ("Core group 1", "event", "3"),
    ]


def test_people_are_shown_as_the_naming_says_and_an_address_only_where_names_are() -> None:
    named, other = compose(MATERIAL, NAMED), compose(MATERIAL, PSEUDONYM)
    assert [(t.label, t.group) for t in of(named, Kind.HOME)] == [
        ("Lee Oke", "14 Ropewalk"),
        ("Tansy Oke", "14 Ropewalk"),
        ("Tansy Oke", "2 Quay Row"),
    ]
    assert [(t.label, t.group) for t in of(other, Kind.HOME)] == [
        ("Mother", "Home 1"),
        ("Child T", "Home 1"),
        ("Child T", "Home 2"),
    ]
    assert [t.label for t in of(named, Kind.CHILD)] == ["Tansy Oke"]
    assert not any("Oke" in words or "Ropewalk" in words for words in (*drawn_words(other), alt_text(other)))


def test_nothing_makes_no_picture_and_a_period_alone_does() -> None:
    assert compose(Material(), NAMED).tracks == ()
    assert compose(Material(), NAMED).busiest == 0
    picture = compose(Material(agencies=AGENCIES, period=(at("01.01.2010"), at("01.02.2010"))), NAMED)
    assert picture.limits == Limits(at("01.01.2010"), at("01.02.2010"))
    undated = compose(Material(AGENCIES, (event("1", ""),)), NAMED)
    assert [lane.label for lane in undated.tracks] == ["Health visiting"]


@st.composite
def extents(draw: st.DrawFn) -> Extent:
    low = draw(st.integers(0, 1000)) * DAY
    return Extent(low, low + draw(st.integers(0, 120)) * DAY, Manner.WITHIN)


@given(st.lists(extents(), max_size=30))
def test_silences_are_exactly_what_nothing_covers(found: list[Extent]) -> None:
    limits = Limits(0, 1000 * DAY)
    silent = silences(found, limits)
    covered = {day for each in found for day in range(each.low // DAY, each.high // DAY)}
    empty = {day for low, high in silent for day in range(low // DAY, high // DAY)}
    assert not covered & empty
    assert all(high - low >= LEAST_SILENCE for low, high in silent)
    uncovered = 0
    for day in range(1001):
        if day < 1000 and day not in covered and not any(e.low == day * DAY for e in found):
            uncovered += 1
        else:
            if uncovered * DAY > LEAST_SILENCE:
                assert day - 1 in empty
            uncovered = 0


def test_a_silence_at_either_end_counts_and_one_of_seven_weeks_does_not() -> None:
    year = Limits(at("01.01.2010"), at("01.01.2011"))
    one, other = extent(when("1 April 2010")), extent(when("20 May 2010"))
    assert one is not None
    assert other is not None
    assert silences([one, other], year) == ((year.low, one.low), (other.high, year.high))


def test_a_month_counts_what_lies_in_it_and_besides_what_may() -> None:
    found = [extent(when(words)) for words in ("3 March 2010", "early March 2010", "spring 2010", "before 9 May 2010")]
    months = [(month.low, month.certain, month.possible) for month in months_of(each for each in found if each)]
    assert months == [(at("01.03.2010"), 2, 1), (at("01.04.2010"), 0, 1), (at("01.05.2010"), 1, 1)]


def test_the_first_mark_after_a_minute() -> None:
    lane = of(compose(MATERIAL, NAMED), Kind.AGENCY)[0]
    assert first_after(lane, 0) == 0
    assert first_after(lane, at("04.03.2010")) == 1
    assert first_after(lane, at("01.01.2020")) == 2
    assert lane.between(at("01.01.2010"), at("01.04.2010")) == 1


def test_the_page_says_in_words_what_the_picture_shows() -> None:
    picture = compose(MATERIAL, PSEUDONYM)
    page = picture_page(picture, "Review Orchard", b"content", (100, 50), shown="All events.", draft=True)
    assert page.landscape
    assert page.status == "Draft, confidential"
    assert TITLE in str(page.blocks[0])
    words = alt_text(picture)
    for said in (
        "3 March 2010 to 10 June 2010",
        "Health visiting 3",
        "Larch School 1",
        "Episodes: From its events; ",
        "Meetings: 2",
        "Ages of Child T",
        "Home 1, Home 2",
    ):
        assert said in words
    assert {"Written period", "Child T", "Mother", "Home 2", "1"} <= set(drawn_words(picture))
