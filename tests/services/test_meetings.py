"""Meetings: who came, who was new, and proceedings beside the review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import text_from
from app.models import Proceeding
from app.services import chronology, meetings, people
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


def when(words: str) -> UncertainDate:
    return understand(words, DateContext(date(2013, 1, 1))).when


def test_newcomers_are_counted_against_all_meetings_before(act: Act, review_file: ReviewFile) -> None:
    anne, ben, carl = (act(people.add, PersonFields(name)) for name in ("Anne Oke", "Ben Ilo", "Carl Umber"))
    mother = act(people.add, PersonFields("Lee Oke", kind="family"))
    attended = [
        ("Third", "3 May 2012", [ben, carl]),
        ("First", "3 March 2012", [anne, mother]),
        ("Second", "4 April 2012", [ben]),
    ]
    for title, held, came in attended:
        meeting = act(meetings.add, "case", title, when(held), series="Core groups")
        for person in came:
            act(meetings.set_attendance, meeting, person, "came")
    empty = act(meetings.add, "case", "Called off", when("1 June 2012"), series="Core groups")
    act(meetings.set_attendance, empty, anne, "apologies")
    other = act(meetings.add, "case", "Another", when("1 January 2012"), series="Others")
    act(meetings.set_attendance, other, carl, "came")
    with review_file.session() as session:
        counted = [(row.title, row.came, row.new, row.at_first) for row in meetings.newcomers(session, "Core groups")]
        rows = {row.title: row for row in meetings.listed(session, "case")}
        assert meetings.listed(session, "review team") == ()
    assert counted == [("First", 1, 1, 1), ("Second", 1, 1, 0), ("Third", 2, 1, 0)]
    assert set(rows["First"].came) == {anne, mother}
    assert (rows["Called off"].invited, rows["Called off"].came) == (1, ())


def test_an_attendance_is_said_once_and_changed(act: Act, review_file: ReviewFile) -> None:
    anne = act(people.add, PersonFields("Anne Oke"))
    meeting = act(meetings.add, "review team", " Start ", UncertainDate(), place=" Hall ", note=text_from("Tea."))
    event = act(chronology.add_event, when="3 May 2011")
    act(meetings.set_attendance, meeting, anne, "absent", invited=False)
    act(meetings.set_attendance, meeting, anne, "came", role=" chair ")
    act(meetings.set_event, meeting, event)
    with review_file.session() as session:
        (row,) = meetings.listed(session)
    assert (row.title, row.place, row.came, row.invited, row.event_id) == ("Start", "Hall", (anne,), 1, event)
    act(meetings.set_event, meeting, None)
    with review_file.session() as session:
        assert meetings.listed(session)[0].event_id is None


def test_what_can_not_be_said_is_refused(act: Act) -> None:
    with pytest.raises(RuleBroken, match="meeting_without_title"):
        act(meetings.add, "case", "  ", UncertainDate())
    with pytest.raises(AssertionError):
        act(meetings.add, "party", "Ball", UncertainDate())
    with pytest.raises(AssertionError):
        act(meetings.set_attendance, "x", "y", "danced")


def test_a_proceeding_is_kept(act: Act, review_file: ReviewFile) -> None:
    proceeding = act(
        meetings.add_proceeding, "criminal", " Trial ", when("May 2013"), status="listed", note=text_from("Soon.")
    )
    with review_file.session() as session:
        row = session.get_one(Proceeding, proceeding)
        assert (row.title, row.status, row.note.plain, row.since.text) == ("Trial", "listed", "Soon.", "May 2013")
