"""Meetings: who came, who was new, and proceedings beside the review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.attendance import Presence
from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import Reference, text_from
from app.models import Proceeding
from app.services import attendance, binned, chronology, findings, meetings, people, things
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
        grid = attendance.grid(session, "case", "Core groups")
        rows = {row.title: row for row in attendance.listed(session, "case")}
        assert attendance.listed(session, "review team") == ()
        assert attendance.count_lines(session, (rows["Third"].id,)) == {
            rows["Third"].id: ("2 of 2 invited came", "1 of 2 new")
        }
        assert attendance.count_lines(session, ()) == {}
        kinds = [(row.kind, row.series, row.number) for row in attendance.series(session)]
    counted = [(m.title, c.came, c.new, c.from_first) for m, c in zip(grid.meetings, grid.counts, strict=True)]
    assert counted == [("First", 1, 0, 1), ("Second", 1, 1, 0), ("Third", 2, 1, 0), ("Called off", 0, 0, 0)]
    assert [group.key for group in grid.groups] == ["No agency", "Family"]
    assert [presence.presence for presence in rows["Called off"].presences] == ["apologies"]
    assert kinds == [("case", "Others", 1), ("case", "Core groups", 4), ("case", None, 5)]


def test_an_attendance_is_said_once_and_changed(act: Act, review_file: ReviewFile) -> None:
    anne = act(people.add, PersonFields("Anne Oke"))
    meeting = act(meetings.add, "review team", " Start ", UncertainDate(), place=" Hall ", note=text_from("Tea."))
    event = act(chronology.add_event, when="3 May 2011")
    act(meetings.set_attendance, meeting, anne, "absent", invited=False)
    act(meetings.set_attendance, meeting, anne, "came", role=" chair ")
    act(meetings.set_event, meeting, event)
    with review_file.session() as session:
        (row,) = attendance.listed(session)
    assert (row.title, row.place, row.note.plain, row.event_id) == ("Start", "Hall", "Tea.", event)
    assert row.presences == (Presence(anne, "came", invited=True, role="chair"),)
    act(meetings.set_event, meeting, None)
    with review_file.session() as session:
        assert attendance.listed(session)[0].event_id is None


def test_what_can_not_be_said_is_refused(act: Act) -> None:
    with pytest.raises(RuleBroken, match="meeting_without_title"):
        act(meetings.add, "case", "  ", UncertainDate())
    with pytest.raises(AssertionError):
        act(meetings.add, "party", "Ball", UncertainDate())
    with pytest.raises(AssertionError):
        act(
            meetings.set_attendance,
            act(meetings.add, "case", "Ball", UncertainDate()),
            act(people.add, PersonFields("A")),
            "danced",
        )
    with pytest.raises(AssertionError):
        act(meetings.set_line, "x", "colour", "red")
    with pytest.raises(AssertionError):
        act(meetings.set_kind, "x", "party")


def test_a_proceeding_is_kept(act: Act, review_file: ReviewFile) -> None:
    proceeding = act(
        meetings.add_proceeding, "criminal", " Trial ", when("May 2013"), status="listed", note=text_from("Soon.")
    )
    with review_file.session() as session:
        row = session.get_one(Proceeding, proceeding)
        assert (row.title, row.status, row.note.plain, row.since.text) == ("Trial", "listed", "Soon.", "May 2013")


def test_a_meeting_is_changed_line_by_line_and_keeps_its_date_as_given(act: Act, review_file: ReviewFile) -> None:
    meeting = act(meetings.add, "case", "Conference", UncertainDate())
    later = act(meetings.add, "case", "Later", when("2 April 2012"))
    act(meetings.set_line, meeting, "title", " First conference ")
    act(meetings.set_line, meeting, "series", " Conferences ")
    act(meetings.set_line, meeting, "place", " Hall ")
    act(meetings.set_kind, meeting, "case group")
    act(meetings.set_held, meeting, "about a week before Easter 2011, they say")
    act(meetings.set_note, meeting, text_from("Minutes are missing."))
    with pytest.raises(RuleBroken, match="meeting_without_title"):
        act(meetings.set_line, meeting, "title", " ")
    with review_file.session() as session:
        row = next(row for row in attendance.listed(session) if row.id == meeting)
        assert [row.id for row in attendance.listed(session)][-1] in (meeting, later)
    assert (row.title, row.series, row.place, row.kind) == ("First conference", "Conferences", "Hall", "case group")
    assert (row.held.text, row.note.plain) == ("about a week before Easter 2011, they say", "Minutes are missing.")


def test_presence_is_set_kept_and_taken_off(act: Act, review_file: ReviewFile) -> None:
    anne, ben = (act(people.add, PersonFields(name)) for name in ("Anne Oke", "Ben Ilo"))
    meeting = act(meetings.add, "case", "Conference", UncertainDate())

    def said() -> dict[str, tuple[str, bool]]:
        with review_file.session() as session:
            return {p.person_id: (p.presence, p.invited) for p in attendance.listed(session)[0].presences}

    act(meetings.set_presence, meeting, (anne, ben), "came")
    assert said() == {anne: ("came", True), ben: ("came", True)}
    act(meetings.set_invited, meeting, ben, False)
    act(meetings.set_presence, meeting, (ben,), "came")
    assert said()[ben] == ("came", False)
    act(meetings.set_presence, meeting, (anne,), "absent")
    act(meetings.set_invited, meeting, anne, False)
    assert said() == {ben: ("came", False)}
    act(meetings.set_invited, meeting, anne, True)
    assert said()[anne] == ("unknown", True)
    act(meetings.take_off, meeting, (anne, ben))
    assert said() == {}
    new = act(meetings.introduce, meeting, "Cleo Umber")
    assert said() == {new: ("came", True)}
    with review_file.session() as session:
        assert "Cleo Umber" in [row.name for row in people.register(session)]


def test_people_named_in_the_event_of_a_meeting_are_offered(act: Act, review_file: ReviewFile) -> None:
    anne, ben, carl = (act(people.add, PersonFields(name)) for name in ("Anne Oke", "Ben Ilo", "Carl Umber"))
    what = text_from("Present: Ben Ilo,  and Anne Oke.").with_reference(17, 17, Reference("person", carl, "C. U."))
    event = act(chronology.add_event, when="3 May 2011", what=what)
    meeting = act(meetings.add, "case", "Conference", UncertainDate())
    with review_file.session() as session:
        assert attendance.mentioned_in_event(session, meeting) == ()
    act(meetings.set_event, meeting, event)
    act(meetings.set_presence, meeting, (anne,), "came")
    with review_file.session() as session:
        assert set(attendance.mentioned_in_event(session, meeting)) == {ben, carl}


def test_a_meeting_is_evidence_by_its_counts_and_comes_back_from_the_bin(act: Act, review_file: ReviewFile) -> None:
    agency = act(people.add_agency, "Harnmouth Health", "HH")
    anne = act(people.add, PersonFields("Anne Oke"))
    meeting = act(meetings.add, "case", "Conference", when("3 May 2011"), series="S")
    act(meetings.set_event, meeting, act(chronology.add_event, when="3 May 2011", agency_id=agency))
    finding = act(findings.add, text_from("Groups change unseen"))
    link = act(findings.link_evidence, finding, "meeting", meeting)
    assert act(findings.link_evidence, finding, "meeting", meeting) == link
    with review_file.session() as session:
        (item,) = findings.detail(session, finding).evidence
        assert item.words.plain == "Conference"
    act(meetings.set_presence, meeting, (anne,), "came")
    with review_file.session() as session:
        (item,) = findings.detail(session, finding).evidence
        (thing,) = things.things(session, ("meeting",))
        assert attendance.listed(session)[0].finding_ids == (finding,)
    assert (item.kind, item.place, item.when, item.source) == ("meeting", meeting, "3 May 2011", "Harnmouth Health")
    assert item.words.plain == "Conference: 1 of 1 invited came"
    assert (thing.words.plain, thing.source) == ("Conference", "1 of 1 invited came")
    act(meetings.put_in_bin, meeting)
    with review_file.session() as session:
        assert findings.detail(session, finding).evidence == ()
        assert attendance.listed(session) == ()
        (row,) = binned.contents(session)
    assert (row.kind, row.words.plain, row.when) == ("meeting", "Conference", "3 May 2011")
    act(binned.restore, "meeting", meeting)
    with review_file.session() as session:
        assert len(findings.detail(session, finding).evidence) == 1
