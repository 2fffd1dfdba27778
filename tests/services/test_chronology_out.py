"""From a real encrypted review to a chronology that leaves it, for each audience and in each form."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest

from app.documents.chronology_writer import chronology_bytes
from app.domain.chronology_out import ChronologyOut, OutForm, certain_day, plain_lines
from app.domain.errors import Cancelled, ExportProblem
from app.domain.names_left import NameLeft
from app.domain.naming import NamingMode
from app.domain.text import text_from
from app.models import Account, Event
from app.services import chronology, chronology_out, circulation
from app.services.chronology_out import Choice
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork
from tests.services.a_review import BINNED, CHILD, MARKER, PRIVATE, Made, make, when

Act = Callable[..., Any]


@pytest.fixture
def made(act: Act) -> Made:
    return make(act)


def never() -> bool:
    return False


def told(file: ReviewFile, choice: Choice) -> ChronologyOut:
    with file.session() as session:
        return chronology_out.in_words(chronology_out.gathered(session, choice, "x.docx"), never)


def everything(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(BytesIO(content)) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


WHOLE = Choice(skeleton=False)


@pytest.mark.parametrize("form", OutForm)
@pytest.mark.parametrize("mode", NamingMode)
def test_private_notes_and_what_was_binned_leave_in_no_form(
    review_file: ReviewFile, made: Made, mode: NamingMode, form: OutForm
) -> None:
    choice = Choice(form, skeleton=False, mode=mode)
    written = everything(chronology_bytes(told(review_file, choice), form))
    assert "Not in the skeleton" in written
    assert PRIVATE not in written
    assert BINNED not in written
    assert (MARKER in written) == (mode is NamingMode.NAMED)


def test_the_skeleton_stands_in_order_with_dates_as_given(review_file: ReviewFile, made: Made) -> None:
    out = told(review_file, Choice())
    assert out.heading == "Skeleton chronology"
    assert (out.title, out.version) == ("Review Orchard", "0.3")
    assert [event.date for event in out.events] == ["?22 May 2011", "June 2011"]
    first = out.events[0]
    assert plain_lines(first.what) == "Seen at home: Child T.\n“Growing well”"
    assert (first.agency, first.short, first.source) == ("Health visiting", "HV", "Record book")
    assert first.certain is None


def test_the_whole_chronology_says_which_events_are_in_the_skeleton(review_file: ReviewFile, made: Made) -> None:
    events = told(review_file, WHOLE).events
    assert {event.date: event.in_skeleton for event in events} == {
        "?22 May 2011": True,
        "June 2011": True,
        "2 June 2011": False,
    }
    assert [event.certain for event in events if event.date == "2 June 2011"] == [date(2011, 6, 2)]


def test_a_filter_leaves_what_it_leaves(review_file: ReviewFile, made: Made) -> None:
    choice = replace(WHOLE, only=frozenset(made.events[3:]))
    out = told(review_file, choice)
    assert out.heading == "Chronology, chosen events"
    assert [event.date for event in out.events] == ["2 June 2011"]


def test_what_concerns_one_person_is_what_speaks_of_them_or_is_told_by_them(
    review_file: ReviewFile, made: Made, act: Act
) -> None:
    out = told(review_file, replace(WHOLE, form=OutForm.PROMPTS, about=made.people["child"]))
    assert out.heading == "Prompt sheet"
    assert out.about == "Child T"
    assert {event.date for event in out.events} == {"?22 May 2011", "June 2011"}
    assert told(review_file, replace(WHOLE, about=made.people["aunt"])).events == ()

    def tell(uow: UnitOfWork) -> None:
        uow.session.add(Account(event_id=made.events[3], person_id=made.people["aunt"], body=text_from("I was there.")))

    act(tell)
    assert [event.date for event in told(review_file, replace(WHOLE, about=made.people["aunt"])).events] == ["2 June 2011"]


def test_events_set_aside_stay_out_and_are_counted(review_file: ReviewFile, made: Made, act: Act) -> None:
    def set_aside(uow: UnitOfWork) -> None:
        uow.session.get_one(Event, made.events[3]).set_aside = "Seen twice"

    act(set_aside)
    assert len(told(review_file, WHOLE).events) == 2
    with review_file.session() as session:
        assert chronology_out.counts(session, WHOLE) == chronology_out.Counts(2, 2, 1)
        assert chronology_out.counts(session, Choice()) == chronology_out.Counts(2, 2, 0)
        only = replace(WHOLE, only=frozenset())
        assert chronology_out.counts(session, only) == chronology_out.Counts(0, 0, 0)


def test_names_typed_by_hand_are_found_with_the_date_they_stand_at(review_file: ReviewFile, made: Made, act: Act) -> None:
    act(chronology.set_what, made.events[3], text_from(f"{CHILD} laughed."))
    for form in OutForm:
        choice = replace(WHOLE, form=form)
        with review_file.session() as session:
            found = chronology_out.gathered(session, choice, f"{MARKER}.docx")
        out = chronology_out.in_words(found, never)
        assert chronology_out.names_in(found, out, f"{MARKER}.docx") == (
            NameLeft("Name of the file", MARKER),
            NameLeft(f"{choice.heading} › 2 June 2011", CHILD),
        )
        assert chronology_out.names_in(found, replace(out, mode=NamingMode.NAMED), "x") == ()


def test_a_file_name_of_another_audience_is_refused(review_file: ReviewFile, made: Made, act: Act) -> None:
    act(circulation.record, "x.docx", NamingMode.NAMED, "00")
    with pytest.raises(ExportProblem):
        told(review_file, Choice())


@pytest.mark.parametrize("words", ["“All said.”", 'One.\n\n  \nTwo "b" and more', "Said “one” thing"])
def test_letters_alone_are_told_as_any_text(review_file: ReviewFile, made: Made, act: Act, words: str) -> None:
    act(chronology.set_what, made.events[3], text_from(words))
    with review_file.session() as session:
        found = chronology_out.gathered(session, replace(WHOLE, only=frozenset(made.events[3:])), "x.docx")
    (event,) = chronology_out.in_words(found, never).events
    assert event.what == found.teller.rich(text_from(words))


def test_putting_into_words_can_be_stopped(review_file: ReviewFile, made: Made) -> None:
    with review_file.session() as session:
        found = chronology_out.gathered(session, WHOLE, "x.docx")
    with pytest.raises(Cancelled):
        chronology_out.in_words(found, lambda: True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 May 2010", date(2010, 5, 3)),
        ("3/5/10 14:20", datetime(2010, 5, 3, 14, 20)),  # noqa: DTZ001 - no zones
        ("?3 May 2010", None),
        ("about 3 May 2010", None),
        ("May 2010", None),
        ("3-5 May 2010", None),
        ("by 3 May 2010", None),
        ("some day", None),
    ],
)
def test_only_a_certain_day_is_a_day(text: str, expected: date | None) -> None:
    assert certain_day(when(text), "") == expected
    assert certain_day(when(text), "date-ambiguous") is None
