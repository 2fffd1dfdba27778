"""What is not covered yet, what was set aside and why, and where agencies are silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import RuleBroken
from app.domain.naming import Naming
from app.domain.text import Reference, text_from
from app.models import Account, Event
from app.services import (
    chronology,
    conversations,
    coverage,
    episode_rows,
    episodes,
    exchange,
    overview,
    people,
    review,
)
from app.services.coverage import CoveredEvent
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork

Act = Callable[..., Any]


@pytest.fixture
def events(act: Act, review_file: ReviewFile) -> list[str]:
    """Five events of two agencies: one in an episode, one told of in a conversation, one with an account."""
    act(review.start, "Orchard", "scr", ("Proposed",))
    health, school = act(people.add_agency, "Health"), act(people.add_agency, "School")
    days = ("3 March 2011", "4 April 2011", "2011", "5 May 2012", "")
    made = [act(chronology.add_event, when=day, agency_id=health if at < 4 else school) for at, day in enumerate(days)]
    with review_file.session() as session:
        lane = episode_rows.board(session)[0].id
    episode = act(episodes.add, lane, "The visit")
    act(episodes.link_events, episode, (made[0],))
    person = act(people.add, PersonFields("Anne Oke"))
    talk = act(conversations.add, (person,))
    note = text_from("I saw her.").with_mark(0, 5, "a" * 32)
    passage = act(conversations.mark, talk, note, "a" * 32, "quotation")
    act(conversations.link_event, passage, made[1])

    def tell(uow: UnitOfWork) -> None:
        uow.session.add(Account(event_id=made[2], person_id=person, conversation_id=talk, body=text_from("So it was.")))

    act(tell)
    act(chronology.mark_skeleton, (made[0], made[3]), True)
    return [*made, episode, talk]


def ids(rows: tuple[CoveredEvent, ...]) -> set[str]:
    return {row.id for row in rows}


def test_events_in_no_episode_and_nobody_asked(act: Act, review_file: ReviewFile, events: list[str]) -> None:
    with review_file.session() as session:
        found = coverage.read(session)
    assert ids(found.in_no_episode()) == set(events[1:5])
    assert ids(found.in_no_episode(skeleton_only=True)) == {events[3]}
    assert ids(found.nobody_asked()) == {events[0], events[3], events[4]}
    assert ids(found.nobody_asked(skeleton_only=True)) == {events[0], events[3]}
    assert [row.when_text for row in found.events][-1] == ""


def test_what_lies_in_the_bin_covers_nothing(act: Act, review_file: ReviewFile, events: list[str]) -> None:
    act(episodes.put_in_bin, events[5])
    act(conversations.put_in_bin, events[6])
    act(chronology.bin_events, (events[4],))
    with review_file.session() as session:
        found = coverage.read(session)
    assert ids(found.in_no_episode()) == ids(found.nobody_asked()) == set(events[:4])


def test_setting_aside_needs_a_reason_stays_listed_and_is_taken_up_again(
    act: Act, review_file: ReviewFile, events: list[str]
) -> None:
    with pytest.raises(RuleBroken, match="set_aside_without_reason"):
        act(coverage.set_aside, (events[3],), "  ")
    act(coverage.set_aside, (events[3], events[0]), " Told twice. ")
    with review_file.session() as session:
        found = coverage.read(session)
        standing = overview.standing(session)
        left = exchange.export_data(session)["tables"]["event"]
    assert {(row.id, row.set_aside) for row in found.put_aside()} == {(events[3], "Told twice."), (events[0], "Told twice.")}
    assert ids(found.in_no_episode()) == {events[1], events[2], events[4]}
    assert ids(found.nobody_asked()) == {events[4]}
    assert (standing.in_no_episode, standing.nobody_asked, standing.set_aside) == (0, 0, 2)
    assert [row["set_aside"] for row in left if row["id"] == events[3]] == ["Told twice."]
    act(coverage.take_up, (events[3],))
    with review_file.session() as session:
        assert ids(coverage.read(session).put_aside()) == {events[0]}
        assert session.get_one(Event, events[3]).set_aside == ""


def test_silences_lie_within_the_period_and_are_never_longer_than_is_certain(
    act: Act, review_file: ReviewFile, events: list[str]
) -> None:
    with review_file.session() as session:
        assert [each.gap.days for each in coverage.read(session).silences(10)] == [125, 491]
    act(review.set_field, "period_from", "2010-01-01")
    act(review.set_field, "period_to", "2012-12-31")
    with review_file.session() as session:
        found = coverage.read(session)
    health = [each for each in found.silences(60) if each.agency_name == "Health"]
    assert [(str(each.gap.first), str(each.gap.last)) for each in health] == [
        ("2010-01-01", "2010-12-31"), ("2012-01-01", "2012-05-04"), ("2012-05-06", "2012-12-31")
    ]  # fmt: skip
    assert health[1].gap.after == events[3]
    assert [(each.gap.days, each.undated) for each in found.silences(60) if each.agency_name == "School"] == [(1096, 1)]
    assert found.silences(2000) == ()


def test_words_with_references_are_shown_as_the_audience_may(act: Act, review_file: ReviewFile) -> None:
    anne = act(people.add, PersonFields("Anne Oke"))
    what = text_from(" came.").with_reference(0, 0, Reference("person", anne, "A. O."))
    act(chronology.add_event, what=what)
    with review_file.session() as session:
        (row,) = coverage.read(session).events
    assert not isinstance(row.what, str)
    assert row.what.shown(Naming()) == "A. O. came."
    assert coverage.Coverage().silences(1) == ()
