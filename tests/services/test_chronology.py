"""The chronology over a real encrypted file: order, what is told beside an event, and every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from app.domain.dates import DateKind, Precision
from app.domain.errors import RuleBroken
from app.domain.text import Reference, text_from
from app.models import (
    Account,
    Conversation,
    Entry,
    Episode,
    EpisodeEvent,
    Event,
    Lane,
    Passage,
    Person,
    Review,
    SourceDocument,
)
from app.services import chronology, event_rows, people
from app.services.event_rows import EventRow
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


def rows(file: ReviewFile, only: list[str] | None = None) -> tuple[EventRow, ...]:
    with file.session() as session:
        return event_rows.rows(session, only)


def add(act: Act, *dates: str) -> list[str]:
    return [act(chronology.add_event, when=when, what=text_from(when or "undated")) for when in dates]


def test_order_is_by_earliest_then_latest_and_the_unknown_come_last(review_file: ReviewFile, act: Act) -> None:
    add(act, "", "March 2010", "5 March 2010", "before 3 March 2010", "1 March 2010, 14:00", "1 March 2010", "2010", "soon")
    told = [row.when_text for row in rows(review_file)]
    assert told == [
        "2010", "1 March 2010", "March 2010", "1 March 2010, 14:00", "before 3 March 2010", "5 March 2010", "", "soon",
    ]  # fmt: skip
    found = rows(review_file)
    assert list(found) == sorted(found, key=lambda row: row.sort_key)
    keys = [row.when.sort_key() for row in found]
    assert keys == sorted(keys)


def test_what_names_no_month_stands_ahead_of_the_month_it_may_have_begun_with(review_file: ReviewFile, act: Act) -> None:
    add(act, "1 January 2011", "2011", "31 December 2010", "before 2011", "2 January 2011", "January 2011", "Summer 2011")
    add(act, "June 2011", "30 May 2011", "1 January 2011, 00:00", "2011")
    found = rows(review_file)
    assert [row.when_text for row in found] == [
        "before 2011", "31 December 2010", "2011", "2011", "1 January 2011, 00:00", "1 January 2011", "January 2011",
        "2 January 2011", "30 May 2011", "Summer 2011", "June 2011",
    ]  # fmt: skip
    assert list(found) == sorted(found, key=lambda row: row.sort_key)
    assert [row.when.sort_key() for row in found] == sorted(row.when.sort_key() for row in found)
    last = found[3].id
    act(chronology.place_events, [last], found[2].id, False)
    assert [row.id for row in rows(review_file)][2] == last


def test_a_row_tells_agency_date_and_questions(review_file: ReviewFile, act: Act) -> None:
    agency = act(people.add_agency, "Children's social care", "CSC")
    act(chronology.add_event, when="?22 May 2010", agency_id=agency)
    row = rows(review_file)[0]
    assert (row.agency_id, row.agency_name, row.agency_short, row.agency_colour) == (
        agency,
        "Children's social care",
        "CSC",
        0,
    )
    assert (row.when.kind, row.when.precision) == (DateKind.AROUND, Precision.DAY)
    assert row.when.earliest == datetime(2010, 5, 22)  # noqa: DTZ001
    assert (row.heading, row.questions) == ("2010-05", ())
    with pytest.raises(RuleBroken):
        act(chronology.add_event, agency_id="0" * 32)


def test_a_row_counts_entries_episodes_and_conversations_in_use(review_file: ReviewFile, act: Act) -> None:
    event_id = add(act, "3 May 2010")[0]

    def link(uow: Any) -> None:
        session = uow.session
        lane, person = Lane(title="Lane"), Person(name="Ms Oakley")
        source = SourceDocument(title="Return")
        session.add_all([lane, person, source])
        session.flush()
        session.add_all(
            Entry(source_id=source.id, event_id=event_id, position=n, cells='[["Date", "3 May"]]') for n in (0, 1)
        )
        for number, binned in enumerate((None, "2026-01-01T00:00:00+00:00")):
            episode = Episode(title="Episode", lane_id=lane.id, position=number, binned_at=binned)
            held, asked = Conversation(binned_at=binned), Conversation(binned_at=binned)
            session.add_all([episode, held, asked])
            session.flush()
            session.add(EpisodeEvent(episode_id=episode.id, event_id=event_id))
            session.add_all(
                Passage(conversation_id=held.id, mark_id=mark, kind="account", event_id=event_id) for mark in "ab"
            )
            session.add(Account(event_id=event_id, person_id=person.id, conversation_id=asked.id))
        session.add(Account(event_id=event_id, person_id=person.id))

    act(link)
    row = rows(review_file)[0]
    assert (row.entry_count, len(row.episode_ids), len(row.conversation_ids)) == (2, 1, 2)
    with review_file.session() as session:
        details = event_rows.details(session, event_id)
    assert [entry.cells for entry in details.entries] == [(("Date", "3 May"),)] * 2
    assert details.entries[0].source_title == "Return"


def test_a_text_with_a_reference_comes_as_a_text(review_file: ReviewFile, act: Act) -> None:
    plain, told = add(act, "1 May 2010", "2 May 2010")
    text = text_from("saw her").with_reference(4, 7, Reference("person", "p" * 32, "her"))
    act(chronology.set_what, told, text)
    found = {row.id: row.what for row in rows(review_file)}
    assert found == {plain: "1 May 2010", told: text}


def test_everything_an_event_says_can_be_changed(review_file: ReviewFile, act: Act) -> None:
    agency = act(people.add_agency, "School")
    event_id = add(act, "1 May 2010")[0]
    act(chronology.set_what, event_id, text_from("Late again"))
    act(chronology.set_quotation, event_id, text_from("arrived 10.40"))
    act(chronology.set_private_note, event_id, text_from("ask the head"))
    act(chronology.set_source, event_id, " Register ")
    act(chronology.set_agency, [event_id], agency)
    act(chronology.mark_skeleton, [event_id], on=True)
    with review_file.session() as session:
        told = event_rows.details(session, event_id)
    assert (told.what.plain, told.quotation.plain, told.private_note.plain) == (
        "Late again",
        "arrived 10.40",
        "ask the head",
    )
    assert (told.source_words, told.agency_id, told.in_skeleton) == ("Register", agency, True)
    assert rows(review_file)[0].has_private_note
    act(chronology.set_agency, [event_id], "")
    act(chronology.mark_skeleton, [event_id], on=False)
    row = rows(review_file)[0]
    assert (row.agency_id, row.agency_name, row.agency_colour, row.in_skeleton) == ("", "", -1, False)


def test_a_date_in_question_is_answered_or_typed_anew(review_file: ReviewFile, act: Act) -> None:
    event_id = add(act, "31/02/2010")[0]
    assert rows(review_file)[0].questions
    act(chronology.set_when, event_id, "31/02/2010")
    assert rows(review_file)[0].questions
    act(chronology.answer_date_question, event_id)
    assert rows(review_file)[0].questions == ()
    act(chronology.set_when, event_id, "28/02/2010")
    assert (rows(review_file)[0].when_text, rows(review_file)[0].heading) == ("28/02/2010", "2010-02")
    act(chronology.set_when, event_id, "  ")
    assert not rows(review_file)[0].when.known


def test_the_period_of_the_review_settles_short_years(review_file: ReviewFile, act: Act) -> None:
    act(lambda uow: uow.session.add(Review(period_from="1988-01-01", period_to="1999-12-31")))
    event_id = add(act, "03/05/92")[0]
    assert rows(review_file)[0].heading == "1992-05"
    assert rows(review_file, [event_id])[0].questions == ()


def test_events_of_one_date_are_ordered_by_hand_and_others_are_not(review_file: ReviewFile, act: Act) -> None:
    first, second, third, other = add(act, "3 May 2010", "3 May 2010", "03/05/2010", "4 May 2010")

    def order() -> list[str]:
        return [row.id for row in rows(review_file)]

    assert order() == [first, second, third, other]
    act(chronology.place_events, [third], second, False)
    assert order() == [first, third, second, other]
    act(chronology.place_events, [third], first, False)
    assert order() == [third, first, second, other]
    assert {row.stands_at for row in rows(review_file)} == {""}
    act(chronology.place_events, [third], first, True)
    assert order() == [first, third, second, other]
    with pytest.raises(RuleBroken, match="order_said_by_dates"):
        act(chronology.place_events, [other], second, False)
    act(chronology.place_events, [first, second], third, True)
    assert order() == [third, first, second, other]
    act(chronology.place_events, [first], first, True)
    assert order() == [third, first, second, other]
    act(chronology.set_when, first, "4 May 2010")
    assert order() == [third, second, other, first]


def test_whatever_the_dates_leave_open_is_ordered_by_hand(review_file: ReviewFile, act: Act) -> None:
    """The manual's own trouble with sequences: an untimed event that came after a timed one, and an undated one."""
    well, collapsed, called, month, undated, later = add(
        act, "3 May 2010", "3 May 2010, 14:00", "3 May 2010", "May 2010", "n.d.", "4 May 2010"
    )

    def order() -> list[str]:
        return [row.id for row in rows(review_file)]

    assert order() == [month, well, called, collapsed, later, undated]
    act(chronology.place_events, [called], collapsed, True)
    assert order() == [month, well, collapsed, called, later, undated]
    act(chronology.place_events, [month, undated], called, True)
    assert order() == [well, collapsed, called, month, undated, later]
    act(chronology.place_events, [collapsed], month, True)
    assert order() == [well, called, month, collapsed, undated, later]
    assert {row.when_text for row in rows(review_file) if row.stands_at} <= {"3 May 2010", "May 2010", "n.d."}
    act(chronology.set_when, called, "5 May 2010")
    assert order() == [well, month, collapsed, undated, later, called]
    assert [row.id for row in rows(review_file)] == [
        row.id for row in sorted(rows(review_file), key=lambda row: row.sort_key)
    ]


def test_the_bin_takes_events_from_every_list_and_gives_them_back(review_file: ReviewFile, act: Act) -> None:
    first, second = add(act, "3 May 2010", "3 May 2010")
    act(chronology.bin_events, [first])
    with review_file.session() as session:
        when = session.get_one(Event, first).binned_at
    act(chronology.bin_events, [first, second])
    with review_file.session() as session:
        assert session.get_one(Event, first).binned_at == when
    assert rows(review_file) == ()
    act(chronology.restore_events, [first, second])
    assert [row.id for row in rows(review_file)] == [first, second]
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(chronology.bin_events, ["0" * 32])


def test_an_event_in_the_bin_is_not_moved(act: Act) -> None:
    first, second, _third = [act(chronology.add_event, when="3 May 2010") for _ in range(3)]
    act(chronology.bin_events, (first,))
    for moving, beside in ((first, second), (second, first)):
        with pytest.raises(RuleBroken, match="no_longer_there"):
            act(chronology.place_events, [moving], beside, True)
