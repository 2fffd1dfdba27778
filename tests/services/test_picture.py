"""Reading what the picture shows, what concerns it, and what of it leaves the review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.changes import ChangeSet
from app.domain.errors import ExportProblem
from app.domain.naming import NamingMode
from app.domain.picture import Kind
from app.domain.picture_describing import alt_text, drawn_words
from app.domain.picture_times import DAY
from app.domain.text import text_from
from app.services import chronology, circulation, episodes, meetings, people, picture, picture_export
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from tests.services.a_review import BINNED, CHILD, MARKER, PRIVATE, Made, make, when

Act = Callable[..., Any]


@pytest.fixture
def made(act: Act) -> Made:
    return make(act)


def test_everything_that_is_shown_is_read_and_nothing_from_the_bin(act: Act, made: Made, review_file: ReviewFile) -> None:
    home = act(people.add_household, "3 Larch Court")
    act(people.add_residence, made.people["child"], home, when("May 2010"), when(""))
    meeting = act(meetings.add, "case", "Core group", when("4 June 2010"), series="Core groups")
    act(meetings.set_event, meeting, made.events[0])
    act(meetings.add, "review team", "First meeting", when("4 June 2012"))
    with review_file.session() as session:
        found = picture.material(session)
    assert [agency.name for agency in found.agencies] == ["Health visiting", "Larch School"]
    assert set(made.events) >= {event.id for event in found.events} > set()
    assert [child.person_id for child in found.children] == [made.people["child"]]
    assert [(stay.household, stay.since.text) for stay in found.stays] == [("3 Larch Court", "May 2010")]
    assert [row.title for row in found.meetings if row.series == "Core groups"] == ["Core group"]
    assert "First meeting" not in [row.title for row in found.meetings]
    assert found.period is not None
    assert (found.period[1] - found.period[0]) // DAY == 912
    assert set(made.episodes) >= {episode.id for episode in found.episodes} > set()
    assert BINNED not in repr((found.events, found.episodes, found.stays))
    assert PRIVATE not in repr(found)


def test_a_meeting_whose_event_lies_in_the_bin_leads_nowhere(act: Act, made: Made, review_file: ReviewFile) -> None:
    meeting = act(meetings.add, "case", "Core group", when("4 June 2010"))
    act(meetings.set_event, meeting, made.events[0])
    act(chronology.bin_events, made.events[:1])
    with review_file.session() as session:
        assert [row.event_id for row in picture.material(session).meetings if row.title == "Core group"] == [""]


def test_a_grown_up_is_no_child_and_one_who_grows_up_in_the_case_is(act: Act, review_file: ReviewFile) -> None:
    act(chronology.add_event, when="3 May 2010")
    ids = [
        act(people.add, PersonFields(name, "family", born=when(born)))
        for name, born in (("Young", "2003"), ("Mother", "1 May 1980"), ("Nearly", "1 June 1993"), ("Unknown", ""))
    ]
    act(people.add, PersonFields("Trainee", "professional", born=when("1 June 1999")))
    with review_file.session() as session:
        assert [child.person_id for child in picture.material(session).children] == [ids[2], ids[0]]


def test_words_alone_concern_no_picture_and_dates_do(act: Act, made: Made, review_file: ReviewFile) -> None:
    def concerned(service: Callable[..., Any], *arguments: Any, **named: Any) -> bool:
        with UnitOfWork(review_file.engine, Stamp("a" * 32, "tester")) as uow:
            service(uow, *arguments, **named)
            return picture.concerns(ChangeSet("Act", uow.commit()))

    event = made.events[0]
    assert not concerned(chronology.set_what, event, text_from("Other words"))
    assert not concerned(chronology.set_source, event, "Elsewhere")
    assert concerned(chronology.set_when, event, "9 May 2011")
    assert concerned(chronology.mark_skeleton, [event], False) or concerned(chronology.mark_skeleton, [event], True)
    assert concerned(chronology.add_event, when="3 May 2010")
    assert concerned(episodes.rename, made.episodes[0], "Another title")
    assert not concerned(circulation.record, "x.png", NamingMode.NAMED, "0" * 64)


def test_an_export_carries_no_name_and_no_private_note(act: Act, made: Made, review_file: ReviewFile) -> None:
    home = act(people.add_household, f"The {MARKER} house")
    act(people.add_residence, made.people["child"], home, when("May 2010"), when(""))
    with review_file.session() as session:
        for mode in (NamingMode.PSEUDONYM, NamingMode.BY_ROLE):
            ready = picture_export.ready(session, mode, "p.png", skeleton_only=False)
            words = " ".join((*drawn_words(ready.picture), alt_text(ready.picture)))
            assert MARKER not in words
            assert PRIVATE not in words
            assert ready.left == ()
        named = picture_export.ready(session, NamingMode.NAMED, "p.png", skeleton_only=True)
    assert CHILD in drawn_words(named.picture)
    assert f"The {MARKER} house" in drawn_words(named.picture)
    lit = [mark.lit for track in named.picture.tracks if track.kind is Kind.AGENCY for mark in track.marks]
    assert lit
    assert all(lit)


def test_a_name_typed_into_a_title_is_found(act: Act, made: Made, review_file: ReviewFile) -> None:
    act(episodes.rename, made.episodes[0], f"{CHILD} is seen")
    act(episodes.set_period_words, made.episodes[0], "3 May 2010")
    with review_file.session() as session:
        left = picture_export.ready(session, NamingMode.PSEUDONYM, "p.png", skeleton_only=False).left
        assert MARKER in " ".join(found.name for found in left)
        assert picture_export.ready(session, NamingMode.NAMED, "p.png", skeleton_only=False).left == ()


def test_versions_with_and_without_names_never_share_a_file_name(act: Act, made: Made, review_file: ReviewFile) -> None:
    act(circulation.record, "p.png", NamingMode.NAMED, "0" * 64)
    with review_file.session() as session, pytest.raises(ExportProblem):
        picture_export.ready(session, NamingMode.PSEUDONYM, "p.png", skeleton_only=False)
