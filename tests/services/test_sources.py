"""Returns taken in and taken back, over a real encrypted file: what was worked on since holds them fast."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.domain.catalogue import message_for
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.errors import RuleBroken
from app.domain.naming import NamingMode
from app.domain.text import Reference, text_from
from app.models import Account, Agency, Entry, Event, Knowledge, SeenApart, SourceDocument
from app.services import (
    chronology,
    conversations,
    episode_rows,
    episodes,
    event_rows,
    findings,
    imports,
    joining,
    meetings,
    people,
    review,
    source_register,
    sources,
)
from app.services.naming import read_naming
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork
from tests.support.a_return import CONTEXT, a_return

Act = Callable[..., Any]


@pytest.fixture
def taken(act: Act) -> imports.TakenIn:
    act(review.start, "Orchard", "scr", ("Proposed",))
    done = act(imports.take_in, a_return())
    assert isinstance(done, imports.TakenIn)
    return done


@pytest.fixture
def event_id(review_file: ReviewFile, taken: imports.TakenIn) -> str:
    """The first event of the return."""
    with review_file.session() as session:
        return session.query(Entry).filter_by(source_id=taken.source_id, position=1).one().event_id or ""


def counts(file: ReviewFile) -> tuple[int, int, int]:
    with file.session() as session:
        return session.query(SourceDocument).count(), session.query(Entry).count(), session.query(Event).count()


def refusal(act: Act, file: ReviewFile, taken: imports.TakenIn, **named: object) -> str:
    """What is said when the return can't be taken back; nothing is changed then."""
    before = counts(file)
    with pytest.raises(RuleBroken) as refused:
        act(sources.take_back, taken.source_id, **named)
    assert counts(file) == before
    return message_for(refused.value).says


def test_a_return_is_taken_back_whole_and_can_be_taken_in_again(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    kept = act(chronology.add_event, when="4 May 2010", what=text_from("Stays"))
    act(imports.take_in, a_return(agency="School", sha256="b" * 64))
    act(sources.take_back, taken.source_id)
    assert counts(review_file) == (1, 5, 4)
    with review_file.session() as session:
        assert session.get(Event, kept) is not None
        assert {name for (name,) in session.query(Agency.name)} == {"Health visiting", "School"}
    act(imports.take_in, replace(a_return(), agency_id=taken.agency_id, new_agency=""))
    assert counts(review_file) == (2, 10, 7)


def test_the_list_counts_events_and_rows_set_aside(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    act(_empty_source)
    with review_file.session() as session:
        first, empty, letter = source_register.listed(session)
    assert (first.id, first.file_name, first.agency) == (taken.source_id, "visits.xlsx", "Health visiting")
    assert (first.events, first.set_aside) == (taken.events, taken.set_aside) == (3, 2)
    assert (empty.title, empty.agency, empty.events, empty.set_aside) == ("An empty one", "", 0, 0)
    assert (letter.title, letter.kind) == ("Not a return", "letter")


def _empty_source(uow: UnitOfWork) -> None:
    uow.session.add(SourceDocument(title="An empty one"))
    uow.session.add(SourceDocument(title="Not a return", kind="letter"))


def test_what_was_said_of_two_records_goes_with_one_of_them(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    kept = act(chronology.add_event, when="4 May 2010", what=text_from("Stays"))
    with review_file.session() as session:
        other = session.query(Event).filter(Event.id != kept).first()
        assert other is not None
    act(joining.keep_apart, [kept, other.id])
    act(sources.take_back, taken.source_id)
    with review_file.session() as session:
        assert session.get(Event, kept) is not None
        assert session.query(SeenApart).count() == 0


def test_a_record_held_for_one_with_another_holds_its_return(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    kept = act(chronology.add_event, when="4 May 2010", what=text_from("Stays"))
    with review_file.session() as session:
        other = session.query(Event).filter(Event.id != kept).first()
        assert other is not None
    act(joining.join, kept, [other.id])
    assert "1 event that was edited" in refusal(act, review_file, taken)


def test_a_gone_return_is_known_to_be_gone(act: Act, taken: imports.TakenIn) -> None:
    act(sources.take_back, taken.source_id)
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(sources.take_back, taken.source_id)


def test_a_date_corrected_and_a_row_split_on_the_way_in_are_no_work_since(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    given = a_return(sha256="c" * 64, agency="School")
    rows = list(given.tables[0].rows)
    rows[1] = replace(rows[1], corrected=understand("28 February 2010", CONTEXT))
    done = act(imports.take_in, replace(given, tables=(replace(given.tables[0], rows=tuple(rows)),)))
    act(sources.take_back, done.source_id)
    assert counts(review_file) == (1, 5, 3)


def test_the_bin_is_no_work_and_goes_with_the_return(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, event_id: str
) -> None:
    act(chronology.bin_events, (event_id,))
    act(sources.take_back, taken.source_id)
    assert counts(review_file) == (0, 0, 0)


def test_what_was_undone_by_hand_is_no_work(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, event_id: str
) -> None:
    act(chronology.mark_skeleton, (event_id,), True)
    act(chronology.mark_skeleton, (event_id,), False)
    act(sources.take_back, taken.source_id)
    assert counts(review_file) == (0, 0, 0)


CHANGES: dict[str, Callable[[UnitOfWork, str], object]] = {
    "what": lambda uow, event_id: chronology.set_what(uow, event_id, text_from("Otherwise")),
    "when": lambda uow, event_id: chronology.set_when(uow, event_id, "4 May 2010"),
    "skeleton": lambda uow, event_id: chronology.mark_skeleton(uow, (event_id,), True),
    "note": lambda uow, event_id: chronology.set_private_note(uow, event_id, text_from("Ask again")),
    "quotation": lambda uow, event_id: chronology.set_quotation(uow, event_id, text_from("Well")),
    "source": lambda uow, event_id: chronology.set_source(uow, event_id, "Red book"),
    "agency": lambda uow, event_id: chronology.set_agency(uow, (event_id,), ""),
    "knowledge": lambda uow, event_id: uow.session.add(
        Knowledge(event_id=event_id, agency_id=uow.session.query(Agency).one().id)
    ),
    "account": lambda uow, event_id: uow.session.add(
        Account(event_id=event_id, agency_id=uow.session.query(Agency).one().id)
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_event_worked_on_holds_its_return(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, event_id: str, change: str
) -> None:
    act(CHANGES[change], event_id)
    says = refusal(act, review_file, taken)
    assert "“visits.xlsx” can't be taken back" in says
    assert says.endswith("It concerns 1 event that was edited, chosen for the skeleton, put in order or given notes.")


def test_events_put_in_order_hold_their_return(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, event_id: str
) -> None:
    with review_file.session() as session:
        ids = [row.id for row in event_rows.rows(session)]
    act(chronology.place_events, [event_id], ids[ids.index(event_id) + 1], True)
    assert "2 events that were edited" in refusal(act, review_file, taken)


def test_an_event_that_stands_on_another_return_too_holds_this_one(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, event_id: str
) -> None:
    other = act(imports.take_in, a_return(agency="School", sha256="b" * 64))

    def stand_together(uow: UnitOfWork) -> None:
        uow.session.query(Entry).filter_by(source_id=other.source_id, position=1).one().event_id = event_id

    act(stand_together)
    assert "1 event that was edited" in refusal(act, review_file, taken)


def test_a_return_without_fingerprints_is_held(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    def forget(uow: UnitOfWork) -> None:
        uow.session.query(SourceDocument).one().plan = ""

    act(forget)
    assert "3 events that were edited" in refusal(act, review_file, taken)


def test_everything_linked_is_named(review_file: ReviewFile, act: Act, taken: imports.TakenIn, event_id: str) -> None:
    person = act(people.add, PersonFields("Imelda Rook", role="health visitor"))
    with review_file.session() as session:
        lane = episode_rows.board(session)[0].id
    episode = act(episodes.add, lane, "The first visit")
    act(episodes.link_events, episode, (event_id,))
    headline = text_from("News of  goes astray").with_reference(8, 8, Reference("person", person, "Imelda"))
    finding = act(findings.add, headline)
    act(findings.link_evidence, finding, "event", event_id)
    act(findings.put_in_bin, finding)
    conversation = act(conversations.add, (person,))
    note = text_from("She told me.")
    act(conversations.link_event, act(conversations.mark, conversation, note.with_mark(0, 3, "m"), "m", "account"), event_id)
    says = refusal(act, review_file, taken)
    assert "It concerns the key practice episode “The first visit”, the finding “News of Imelda Rook goes astray” " in says
    assert says.endswith("(in the bin) and the conversation with Imelda Rook.")
    with review_file.session() as session:
        naming = read_naming(session, NamingMode.BY_ROLE)
    assert "Imelda" not in refusal(act, review_file, taken, naming=naming)
    act(conversations.set_people, conversation, ())
    assert refusal(act, review_file, taken).endswith("and a conversation.")


def test_many_things_are_counted_beyond_some(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, event_id: str
) -> None:
    for number in range(8):
        meeting = act(meetings.add, "case", f"Core group {number}", UncertainDate())
        act(meetings.set_event, meeting, event_id)
    says = refusal(act, review_file, taken)
    assert "the meeting “Core group 0”, " in says
    assert says.endswith("the meeting “Core group 4” and 3 further things.")


def test_hundreds_of_events_are_taken_back_quickly(review_file: ReviewFile, act: Act) -> None:
    rows = [(f"{day % 28 + 1:02}/05/2010", f"Visit {day}", "Noted") for day in range(400)]
    done = act(imports.take_in, a_return(rows))
    assert done.events == 400
    began = time.perf_counter()
    act(sources.take_back, done.source_id)
    taken = time.perf_counter() - began
    assert counts(review_file) == (0, 0, 0)
    assert taken < 3, f"{taken:.2f} s"
