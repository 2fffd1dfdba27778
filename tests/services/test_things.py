"""Things to link to, read from a real encrypted file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.text import Reference, new_id, text_from
from app.services import chronology, conversations, episodes, factors, people, review
from app.services.episode_rows import board
from app.services.things import KINDS, Thing, things
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


def read(file: ReviewFile, *kinds: str) -> tuple[Thing, ...]:
    with file.session() as session:
        return things(session, kinds or KINDS)


def test_every_kind_is_listed_with_when_words_and_source(review_file: ReviewFile, act: Act) -> None:
    act(review.start, "Orchard", "scr", ("Agreed",))
    with review_file.session() as session:
        lane = board(session)[0].id
    agency = act(people.add_agency, "Housing")
    person = act(people.add, people.PersonFields("Ines Falk"))
    words = text_from("Seen by Ines").with_reference(8, 12, Reference("person", person, "Ines"))
    late = act(chronology.add_event, when="5 May 2010", agency_id=agency, what=words)
    early = act(chronology.add_event, when="3 May 2010", what=text_from("Early"))
    conversation, mark, lost = act(conversations.add, (person,)), new_id(), new_id()
    note = text_from("Nobody had rung.").with_mark(0, 6, mark).with_mark(7, 10, lost)
    passage = act(conversations.mark, conversation, note, mark, "quotation")
    act(conversations.mark, conversation, note, lost, "factor")
    act(conversations.set_note, conversation, note.replaced(6, 16, ""))
    act(conversations.set_place, conversation, "Town hall")
    episode = act(episodes.add, lane, "Late booking")
    factor = act(factors.add, "role", "frontline", "helps", 1, text_from("The role"))
    found = read(review_file)
    assert [(thing.kind, thing.id, thing.when, thing.words.plain, thing.source, thing.person_ids) for thing in found] == [
        ("event", early, "3 May 2010", "Early", "", ()),
        ("event", late, "5 May 2010", "Seen by Ines", "Housing", ()),
        ("conversation", conversation, "", "", "Town hall", (person,)),
        ("passage", passage, "", "Nobody", "", (person,)),
        ("episode", episode, "", "Late booking", "Agreed", ()),
        ("factor", factor, "", "The role", "role", ()),
    ]
    assert found[1].words.references() == (Reference("person", person, "Ines"),)


def test_what_lies_in_the_bin_and_conversations_without_marks_offer_nothing(review_file: ReviewFile, act: Act) -> None:
    event = act(chronology.add_event, what=text_from("Gone"))
    conversation = act(conversations.add)
    assert [thing.id for thing in read(review_file, "passage", "conversation")] == [conversation]
    act(chronology.bin_events, (event,))
    act(conversations.put_in_bin, conversation)
    assert read(review_file) == ()
