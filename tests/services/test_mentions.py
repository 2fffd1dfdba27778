"""Names in the chronology become references; what several people share is left and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.text import Text, text_from
from app.models import Entry, Event, SourceDocument
from app.services import chronology, mentions, people
from app.services.mentions import Mentions
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork

Act = Callable[..., Any]


def register(uow: UnitOfWork) -> None:
    for name, aliases in (("Leanne Fernley", ("LF",)), ("Reuben Fernley", ("RF",)), ("Sally Mercer", ())):
        people.set_aliases(uow, people.add(uow, PersonFields(name, "family")), aliases)


def event(act: Act, what: str, quotation: str = "") -> str:
    event_id: str = act(chronology.add_event, what=text_from(what))
    act(chronology.set_quotation, event_id, text_from(quotation))
    return event_id


@pytest.fixture
def named(act: Act) -> list[str]:
    """Four events, the last of them in the bin."""
    act(register)
    ids = [
        event(act, "LF rang DC Mercer.", "Leanne's word"),
        event(act, "Leanne Fernley and a Fernley."),
        event(act, "Nobody was in."),
        event(act, "RF ran."),
    ]
    act(chronology.bin_events, ids[3:])
    return ids


def texts(file: ReviewFile, event_id: str) -> tuple[Text, Text]:
    with file.session() as session:
        row = session.get_one(Event, event_id)
        return row.what, row.quotation


def given(text: Text) -> list[str]:
    return [reference.given for reference in text.references()]


def test_every_event_outside_the_bin_is_looked_through(act: Act, named: list[str], review_file: ReviewFile) -> None:
    assert act(mentions.turn_names_into_references) == Mentions(4, ("Fernley",))
    what, quotation = texts(review_file, named[0])
    assert given(what) == ["LF", "DC Mercer"]
    assert (what.plain, given(quotation), quotation.plain) == ("LF rang DC Mercer.", ["Leanne"], "Leanne's word")
    assert given(texts(review_file, named[1])[0]) == ["Leanne Fernley"]
    assert given(texts(review_file, named[3])[0]) == []
    assert act(mentions.turn_names_into_references) == Mentions(0, ("Fernley",))


def test_only_the_events_asked_for_change(act: Act, named: list[str], review_file: ReviewFile) -> None:
    assert act(mentions.turn_names_into_references, named[2:]) == Mentions(0)
    assert act(mentions.turn_names_into_references, named[:1]) == Mentions(3)
    assert given(texts(review_file, named[1])[0]) == []


def test_the_events_of_a_return_that_name_somebody_are_told(act: Act, named: list[str], review_file: ReviewFile) -> None:
    def take(uow: UnitOfWork) -> str:
        source = SourceDocument(title="Return")
        for position, event_id in enumerate([*named[1:], None]):
            source.entries.append(Entry(event_id=event_id, position=position))
        uow.session.add(source)
        uow.session.flush()
        return source.id

    source_id = act(take)
    with review_file.session() as session:
        assert mentions.names_in_source(session, source_id) == (named[1],)
        assert mentions.names_in_source(session, "0" * 32) == ()
