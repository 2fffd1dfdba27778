"""Conversations on a real encrypted file: who, when, the note, its passages and signs, prompts, the bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.dates import DateKind, UncertainDate
from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, EMPTY_ID, Reference, Text, new_id, text_from
from app.services import (
    chronology,
    conversation_rows,
    conversations,
    episode_rows,
    episodes,
    event_rows,
    findings,
    people,
    review,
)
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


@pytest.fixture
def read(review_file: ReviewFile) -> Callable[..., Any]:
    def do(query: Callable[..., Any], *arguments: object) -> Any:
        with review_file.session() as session:
            return query(session, *arguments)

    return do


@pytest.fixture
def begun(act: Act) -> None:
    act(review.start, "Orchard", "scr", ("Proposed", "Set aside"))


@pytest.fixture
def dana(act: Act) -> str:
    return act(people.add, PersonFields("Dana Whitlock"))


@pytest.fixture
def priya(act: Act) -> str:
    return act(people.add, PersonFields("Priya Holloway", kind="review"))


@pytest.fixture
def held(act: Act, dana: str) -> str:
    return act(conversations.add, (dana,))


def marked(note: Text, start: int, end: int) -> tuple[Text, str]:
    mark_id = new_id()
    return note.with_mark(start, end, mark_id), mark_id


def test_a_new_conversation_is_planned_and_empty(read: Act, held: str, dana: str) -> None:
    [row] = read(conversation_rows.listed)
    assert (row.id, row.status, row.participants, row.words, row.passages) == (held, "planned", (dana,), 0, 0)
    detail = read(conversation_rows.detail, held)
    assert detail.note == EMPTY
    assert detail.people == (("participant", dana),)
    assert not detail.passages
    assert not detail.signs
    assert not detail.prompts


def test_the_list_goes_by_date_and_counts_words(act: Act, read: Act, begun: None, held: str) -> None:
    early = act(conversations.add)
    late = act(conversations.add)
    act(conversations.set_when, early, "3 May 2011")
    act(conversations.set_held, late, UncertainDate("after Easter"))
    act(conversations.set_when, held, "June 2011")
    act(conversations.set_note, held, text_from("Nobody had read\nthe minutes."))
    rows = read(conversation_rows.listed)
    assert [row.id for row in rows] == [early, held, late]
    assert [row.held.text for row in rows] == ["3 May 2011", "June 2011", "after Easter"]
    assert rows[1].words == 5
    assert rows[1].held.known


def test_a_date_is_kept_as_given_and_read_once(act: Act, read: Act, begun: None, held: str) -> None:
    act(conversations.set_when, held, " about 3 May 2011 ")
    first = read(conversation_rows.detail, held).held
    assert first.text == "about 3 May 2011"
    assert first.kind is DateKind.AROUND
    act(conversations.set_when, held, "about 3 May 2011")
    assert read(conversation_rows.detail, held).held == first
    act(conversations.set_when, held, "")
    assert read(conversation_rows.detail, held).held == UncertainDate()


def test_place_and_status(act: Act, read: Act, held: str) -> None:
    act(conversations.set_place, held, " Elm Street clinic ")
    act(conversations.set_status, held, "agreed")
    detail = read(conversation_rows.detail, held)
    assert (detail.place, detail.status) == ("Elm Street clinic", "agreed")
    with pytest.raises(AssertionError):
        act(conversations.set_status, held, "lost")


def test_people_take_parts_in_order(act: Act, read: Act, held: str, dana: str, priya: str) -> None:
    act(conversations.set_people, held, (("participant", dana), ("reviewer", priya)))
    assert read(conversation_rows.detail, held).people == (("participant", dana), ("reviewer", priya))
    assert read(conversation_rows.listed)[0].reviewers == (priya,)
    act(conversations.set_people, held, (("reviewer", priya), ("participant", dana), ("reviewer", priya)))
    assert read(conversation_rows.detail, held).people == (("reviewer", priya), ("participant", dana))
    act(conversations.set_people, held, (("supporter", priya),))
    assert read(conversation_rows.detail, held).people == (("supporter", priya),)


def test_nobody_asks_and_is_asked_in_one_conversation(act: Act, held: str, dana: str) -> None:
    with pytest.raises(RuleBroken, match="reviewer_is_participant"):
        act(conversations.set_people, held, (("participant", dana), ("reviewer", dana)))
    with pytest.raises(AssertionError):
        act(conversations.set_people, held, (("chair", dana),))
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(conversations.set_people, held, (("participant", new_id()),))


def test_somebody_new_is_introduced(act: Act, read: Act, held: str, dana: str) -> None:
    marek = act(conversations.introduce, held, "participant", " Marek Olin ")
    tom = act(conversations.introduce, held, "reviewer", "Tom Askew")
    assert read(conversation_rows.detail, held).people == (("participant", dana), ("participant", marek), ("reviewer", tom))
    kinds = {row.name: row.kind for row in read(people.register)}
    assert kinds == {"Dana Whitlock": "professional", "Marek Olin": "professional", "Tom Askew": "review"}


def test_a_passage_follows_its_words(act: Act, read: Act, held: str) -> None:
    note, second = marked(text_from("Nobody rang. I thought somebody else was holding it."), 13, 52)
    passage_2 = act(conversations.mark, held, note, second, "quotation")
    note, first = marked(note, 0, 12)
    passage_1 = act(conversations.mark, held, note, first, "factor")
    rows = read(conversation_rows.detail, held).passages
    assert [(row.id, row.kind, row.words.plain) for row in rows] == [
        (passage_1, "factor", "Nobody rang."),
        (passage_2, "quotation", "I thought somebody else was holding it."),
    ]
    assert read(conversation_rows.passages) == rows
    assert read(conversation_rows.listed)[0].passages == 2
    act(conversations.set_note, held, note.replaced(0, 13, ""))
    assert [row.id for row in read(conversation_rows.detail, held).passages] == [passage_2]
    assert read(conversation_rows.listed)[0].passages == 1
    act(conversations.set_note, held, note)
    assert len(read(conversation_rows.detail, held).passages) == 2
    assert read(conversation_rows.conversation_of, passage_1) == held


def test_marking_needs_a_mark_and_a_kind(act: Act, held: str) -> None:
    note, mark_id = marked(text_from("Nobody rang."), 0, 6)
    with pytest.raises(RuleBroken, match="nothing_marked"):
        act(conversations.mark, held, note, new_id(), "factor")
    with pytest.raises(AssertionError):
        act(conversations.mark, held, note, mark_id, "gossip")


def test_a_passage_changes_kind_and_goes_while_the_words_stay(act: Act, read: Act, held: str) -> None:
    note, mark_id = marked(text_from("Nobody rang."), 0, 6)
    passage = act(conversations.mark, held, note, mark_id, "factor")
    act(conversations.set_kind, passage, "good-practice")
    assert read(conversation_rows.detail, held).passages[0].kind == "good-practice"
    with pytest.raises(AssertionError):
        act(conversations.set_kind, passage, "gossip")
    act(conversations.unmark, passage)
    detail = read(conversation_rows.detail, held)
    assert not detail.passages
    assert detail.note == note.without_mark(mark_id)


def test_a_passage_that_a_finding_rests_on_stays(act: Act, read: Act, begun: None, held: str) -> None:
    note, mark_id = marked(text_from("Nobody rang."), 0, 6)
    passage = act(conversations.mark, held, note, mark_id, "factor")
    finding = act(findings.add, text_from("Plans live in people's heads"))
    act(findings.link_evidence, finding, "passage", passage)
    with pytest.raises(RuleBroken, match="still_in_use"):
        act(conversations.unmark, passage)
    assert len(read(conversation_rows.detail, held).passages) == 1


def test_a_passage_is_linked_to_an_event_and_an_episode(act: Act, read: Act, begun: None, held: str) -> None:
    note, mark_id = marked(text_from("Nobody rang."), 0, 6)
    passage = act(conversations.mark, held, note, mark_id, "account")
    event = act(chronology.add_event, when="3 March 2010", what=text_from("Core group."))
    episode = act(episodes.add, read(episode_rows.board)[0].id, "The change of plan")
    act(conversations.link_event, passage, event)
    act(conversations.link_episode, passage, episode)
    [row] = read(conversation_rows.detail, held).passages
    assert (row.event_id, row.event_when, row.event_words.plain) == (event, "3 March 2010", "Core group.")
    assert (row.episode_id, row.episode_title) == (episode, "The change of plan")
    act(chronology.bin_events, (event,))
    [row] = read(conversation_rows.detail, held).passages
    assert (row.event_id, row.event_when, row.event_words) == (None, "", EMPTY)
    act(chronology.restore_events, (event,))
    assert read(conversation_rows.detail, held).passages[0].event_id == event
    act(conversations.unlink, passage)
    [row] = read(conversation_rows.detail, held).passages
    assert (row.event_id, row.episode_id) == (None, None)
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(conversations.link_event, passage, new_id())


def test_signs_that_exclude_each_other_take_turns(act: Act, read: Act, held: str) -> None:
    note = text_from("Nobody rang.\nShe would now.")
    first, second = (paragraph.id for paragraph in note.paragraphs)
    act(conversations.sign_note, held, note, first, "told-freely", True)
    act(conversations.set_sign, held, first, "now", True)
    act(conversations.set_sign, held, first, "after-prompt", True)
    act(conversations.set_sign, held, second, "then", True)
    act(conversations.set_sign, held, second, "then", True)
    act(conversations.set_sign, held, second, "now", False)
    detail = read(conversation_rows.detail, held)
    assert detail.signs == {first: ("after-prompt", "now"), second: ("then",)}
    assert detail.note == note
    act(conversations.set_sign, held, second, "then", False)
    assert read(conversation_rows.detail, held).signs == {first: ("after-prompt", "now")}


def test_no_sign_beside_nothing_and_none_unheard_of(act: Act, held: str) -> None:
    with pytest.raises(AssertionError):
        act(conversations.set_sign, held, new_id(), "sighing", True)
    with pytest.raises(AssertionError):
        act(conversations.set_sign, held, EMPTY_ID, "then", True)


def test_prompts_are_ticked_and_unticked(act: Act, read: Act, held: str) -> None:
    act(conversations.set_prompt, held, "intro-why", True)
    act(conversations.set_prompt, held, "intro-why", True)
    act(conversations.set_prompt, held, "else-who", True)
    act(conversations.set_prompt, held, "else-who", False)
    act(conversations.set_prompt, held, "else-missed", False)
    assert read(conversation_rows.detail, held).prompts == {"intro-why"}


def test_the_bin_keeps_everything(act: Act, read: Act, held: str) -> None:
    note, mark_id = marked(text_from("Nobody rang."), 0, 6)
    act(conversations.mark, held, note, mark_id, "factor")
    act(conversations.put_in_bin, held)
    assert read(conversation_rows.listed) == ()
    assert read(conversation_rows.passages) == ()
    act(conversations.take_from_bin, held)
    assert read(conversation_rows.listed)[0].passages == 1


def test_what_is_gone_is_said_to_be_gone(act: Act, read: Act) -> None:
    with pytest.raises(RuleBroken, match="no_longer_there"):
        read(conversation_rows.detail, new_id())
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(conversations.set_note, new_id(), EMPTY)


def test_the_prompt_sheet_is_the_skeleton_in_order(act: Act, read: Act, begun: None, dana: str) -> None:
    visit = text_from("Visit by .").with_reference(9, 9, Reference("person", dana, "D."))
    late = act(chronology.add_event, when="June 2010", what=visit)
    early = act(chronology.add_event, when="3 March 2010", what=text_from("Core group."))
    act(chronology.add_event, when="4 March 2010", what=text_from("Letter."))
    binned = act(chronology.add_event, when="5 March 2010", what=text_from("Call."))
    act(chronology.mark_skeleton, (late, early, binned), True)
    act(chronology.bin_events, (binned,))
    rows = read(conversation_rows.prompt_sheet)
    assert [(row.id, row.when) for row in rows] == [(early, "3 March 2010"), (late, "June 2010")]
    assert rows[1].what == visit
    assert rows[0].what.plain == "Core group."
    assert [row.id for row in read(event_rows.rows) if row.in_skeleton] == [early, late]
