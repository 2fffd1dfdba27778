"""Findings on a real encrypted file: order, anatomy, evidence with its voices, what is missing, issues, the bin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.errors import RuleBroken
from app.domain.text import text_from
from app.models import BoardIssue, EvidenceLink, Finding, FindingPart
from app.services import chronology, conversations, episode_rows, episodes, factors, findings, people, review
from app.services.evidence import Evidence
from app.services.findings import FindingDetail, FindingRow
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]
MARK = "b" * 32


@dataclass(frozen=True)
class Case:
    health: str
    police: str
    visitor: str
    officer: str
    event: str
    talk: str
    passage: str
    episode: str
    factor: str


@pytest.fixture
def read(review_file: ReviewFile) -> Iterator[Act]:
    def ask(query: Act, *arguments: object, **named: object) -> Any:
        with review_file.session() as session:
            return query(session, *arguments, **named)

    return ask


@pytest.fixture
def case(act: Act, read: Act) -> Case:
    act(review.start, "Orchard", "scr", ("Proposed",))
    health, police = act(people.add_agency, "Health"), act(people.add_agency, "Police")
    visitor = act(people.add, PersonFields("Odile Farrant", agency_id=health))
    officer = act(people.add, PersonFields("Isolde Penhale", agency_id=police))
    event = act(chronology.add_event, when="3 May 2011", agency_id=health, what=text_from("A weight was not taken."))
    talk = act(conversations.add, (visitor,))
    note = text_from("I thought she was weighed. More.").with_mark(0, 26, MARK)
    passage = act(conversations.mark, talk, note, MARK, "quotation")
    lane = read(episode_rows.board)[0].id
    episode = act(episodes.add, lane, "The missed weight")
    factor = act(factors.add, "tasks", "frontline", "hinders", 2, text_from("Scales are shared."))
    return Case(health, police, visitor, officer, event, talk, passage, episode, factor)


@pytest.fixture
def finding(act: Act) -> str:
    return act(findings.add, text_from("Nobody compares weights"))


@pytest.fixture
def detail(read: Act, finding: str) -> Callable[[], FindingDetail]:
    return partial(read, findings.detail, finding)


def headlines(rows: tuple[FindingRow, ...]) -> list[str]:
    return [f"{row.number} {row.headline.plain}" for row in rows]


# -- order and bin --------------------------------------------------------------------------------------------------


def test_findings_are_numbered_in_the_order_of_adding(act: Act, read: Act) -> None:
    for words in ("A", "B", "C"):
        act(findings.add, text_from(words))
    assert headlines(read(findings.listed)) == ["1 A", "2 B", "3 C"]


@pytest.mark.parametrize(
    ("start", "position", "expected"), [(0, 2, "BCA"), (2, 0, "CAB"), (1, 1, "ABC"), (0, 99, "BCA"), (2, -5, "CAB")]
)
def test_a_finding_is_moved_among_the_others(act: Act, read: Act, start: int, position: int, expected: str) -> None:
    ids = [act(findings.add, text_from(words)) for words in "ABC"]
    act(findings.move, ids[start], position)
    assert "".join(row.headline.plain for row in read(findings.listed)) == expected


def test_the_bin_closes_the_order_up_and_gives_back_to_the_end(act: Act, read: Act) -> None:
    ids = [act(findings.add, text_from(words)) for words in "ABC"]
    act(findings.put_in_bin, ids[0])
    assert headlines(read(findings.listed)) == ["1 B", "2 C"]
    assert read(findings.detail, ids[0]).number == 0
    act(findings.take_from_bin, ids[0])
    assert headlines(read(findings.listed)) == ["1 B", "2 C", "3 A"]
    assert [row.position for row in read(lambda s: s.scalars(select(Finding).order_by(Finding.position)).all())] == [0, 1, 2]


def test_a_finding_that_is_gone_is_said_to_be_so(act: Act, read: Act) -> None:
    with pytest.raises(RuleBroken):
        read(findings.detail, "0" * 32)
    with pytest.raises(RuleBroken):
        act(findings.set_headline, "0" * 32, text_from("x"))


# -- what it says ---------------------------------------------------------------------------------------------------


def test_headline_status_strength(act: Act, finding: str, detail: Callable[[], FindingDetail], read: Act) -> None:
    act(findings.set_headline, finding, text_from("Scales are far away"))
    act(findings.set_status, finding, "agreed")
    act(findings.set_strength, finding, True)
    shown = detail()
    assert (shown.headline.plain, shown.status, shown.is_strength) == ("Scales are far away", "agreed", True)
    (row,) = read(findings.listed)
    assert (row.headline.plain, row.status, row.is_strength) == ("Scales are far away", "agreed", True)


def test_an_unknown_status_is_a_bug(act: Act, finding: str) -> None:
    with pytest.raises(AssertionError):
        act(findings.set_status, finding, "doubtful")


def test_parts_are_written_changed_and_emptied(
    act: Act, read: Act, finding: str, detail: Callable[[], FindingDetail]
) -> None:
    rows = partial(read, lambda s: s.scalar(select(func.count()).select_from(FindingPart)))
    act(findings.set_part, finding, "manifest", text_from(""))
    assert rows() == 0
    act(findings.set_part, finding, "manifest", text_from("Once"))
    act(findings.set_part, finding, "tested", text_from("We asked"))
    act(findings.set_part, finding, "manifest", text_from("Twice"))
    assert {key: text.plain for key, text in detail().parts.items()} == {"manifest": "Twice", "tested": "We asked"}
    assert read(findings.listed)[0].written == {"manifest", "tested"}
    act(findings.set_part, finding, "manifest", text_from(" "))
    assert set(detail().parts) == {"tested"}
    assert rows() == 1


def test_patterns_are_several_or_none(act: Act, finding: str, detail: Callable[[], FindingDetail]) -> None:
    act(findings.set_patterns, finding, frozenset({"tools", "biases"}))
    assert detail().patterns == {"tools", "biases"}
    act(findings.set_patterns, finding, frozenset({"tools", "incidents"}))
    assert detail().patterns == {"tools", "incidents"}
    act(findings.set_patterns, finding, frozenset())
    assert detail().patterns == frozenset()


# -- issues ---------------------------------------------------------------------------------------------------------


def questions(detail: FindingDetail) -> str:
    return "".join(issue.question.plain for issue in detail.issues)


def test_questions_to_the_board(act: Act, read: Act, finding: str, detail: Callable[[], FindingDetail]) -> None:
    ids = {words: act(findings.add_issue, finding, text_from(words)) for words in "ACD"}
    ids["B"] = act(findings.add_issue, finding, text_from("B"), 1)
    assert questions(detail()) == "ABCD"
    act(findings.move_issue, ids["A"], 2)
    assert questions(detail()) == "BCAD"
    act(findings.move_issue, ids["D"], -3)
    assert questions(detail()) == "DBCA"
    act(findings.remove_issue, ids["B"])
    act(findings.set_issue, ids["C"], text_from("Z"))
    assert questions(detail()) == "DZA"
    positions = read(lambda s: s.scalars(select(BoardIssue.position).order_by(BoardIssue.position)).all())
    assert positions == [0, 1, 2]
    assert read(findings.listed)[0].issues == 3


# -- evidence -------------------------------------------------------------------------------------------------------


def one(detail: FindingDetail) -> Evidence:
    (item,) = detail.evidence
    return item


def test_an_event_is_evidence_with_its_date_and_agency(act: Act, case: Case, finding: str, detail: Any) -> None:
    link = act(findings.link_evidence, finding, "event", case.event, "manifest")
    item = one(detail())
    assert (item.id, item.part_key, item.kind, item.target_id, item.place) == (
        link,
        "manifest",
        "event",
        case.event,
        case.event,
    )
    assert (item.words.plain, item.when, item.source) == ("A weight was not taken.", "3 May 2011", "Health")
    assert item.voices == item.agencies == {case.health}


def test_an_event_of_no_agency_has_no_voice(act: Act, case: Case, finding: str, detail: Any) -> None:
    event = act(chronology.add_event, what=text_from("Snow."))
    act(findings.link_evidence, finding, "event", event)
    assert (one(detail()).source, one(detail()).voices) == ("", frozenset())
    assert detail().weight.things == 1
    assert "one_voice" in detail().gaps


def test_a_passage_is_evidence_in_the_words_that_were_marked(act: Act, case: Case, finding: str, detail: Any) -> None:
    act(findings.link_evidence, finding, "passage", case.passage)
    item = one(detail())
    assert (item.words.plain, item.place, item.person_ids) == ("I thought she was weighed.", case.talk, (case.visitor,))
    assert item.agencies == {case.health}


def test_a_conversation_is_evidence_by_its_people(act: Act, case: Case, finding: str, detail: Any) -> None:
    act(conversations.set_people, case.talk, (("participant", case.visitor), ("reviewer", case.officer)))
    act(findings.link_evidence, finding, "conversation", case.talk)
    item = one(detail())
    assert (item.kind, item.words.empty, item.person_ids) == ("conversation", True, (case.visitor,))


def test_an_episode_speaks_with_the_voices_it_stands_on(act: Act, case: Case, finding: str, detail: Any) -> None:
    act(findings.link_evidence, finding, "episode", case.episode)
    assert one(detail()).words.plain == "The missed weight"
    assert one(detail()).voices == frozenset()
    act(episodes.link_events, case.episode, (case.event,))
    act(episodes.add_account, case.episode, case.officer, None, text_from("We saw it."))
    act(episodes.add_account, case.episode, None, case.police, text_from("The log says so."))
    act(conversations.link_episode, case.passage, case.episode)
    assert one(detail()).voices == {case.health, case.officer, case.police, case.visitor}
    assert one(detail()).agencies == {case.health, case.police}
    act(chronology.bin_events, (case.event,))
    act(conversations.put_in_bin, case.talk)
    assert one(detail()).voices == {case.officer, case.police}


def test_an_episode_without_a_title_shows_what_happened(act: Act, read: Act, case: Case, finding: str, detail: Any) -> None:
    def untitled(uow: Any) -> None:
        episode = uow.session.get(episodes.Episode, case.episode)
        episode.title, episode.what_happened = "", text_from("Nobody weighed her.")

    act(untitled)
    act(findings.link_evidence, finding, "episode", case.episode)
    assert one(detail()).words.plain == "Nobody weighed her."


def test_a_factor_speaks_where_it_shows(act: Act, case: Case, finding: str, detail: Any) -> None:
    act(findings.link_evidence, finding, "factor", case.factor)
    assert (one(detail()).words.plain, one(detail()).voices) == ("Scales are shared.", frozenset())
    act(factors.show_in_passage, case.factor, case.passage)
    act(episodes.link_factor, case.episode, case.factor)
    act(episodes.link_events, case.episode, (case.event,))
    assert one(detail()).voices == {case.visitor, case.health}
    act(episodes.put_in_bin, case.episode)
    assert one(detail()).voices == {case.visitor}
    act(conversations.put_in_bin, case.talk)
    assert one(detail()).voices == frozenset()


def test_the_same_link_twice_is_one_link(act: Act, read: Act, case: Case, finding: str, detail: Any) -> None:
    first = act(findings.link_evidence, finding, "event", case.event)
    assert act(findings.link_evidence, finding, "event", case.event) == first
    other = act(findings.link_evidence, finding, "event", case.event, "tested")
    assert other != first
    assert detail().weight.things == 1
    assert read(findings.listed)[0].evidence == 2
    assert read(lambda s: sorted(s.scalars(select(EvidenceLink.position)))) == [0, 1]


def test_what_is_not_there_cannot_be_linked(act: Act, case: Case, finding: str) -> None:
    with pytest.raises(RuleBroken):
        act(findings.link_evidence, finding, "episode", case.event)


def test_links_are_many_at_once_and_taken_away_one_by_one(act: Act, case: Case, finding: str, detail: Any) -> None:
    links = act(findings.link_many, finding, (("event", case.event), ("passage", case.passage)), "effects")
    assert [item.id for item in detail().evidence] == list(links)
    act(findings.unlink_evidence, links[0])
    assert [item.id for item in detail().evidence] == [links[1]]
    later = act(findings.link_evidence, finding, "factor", case.factor)
    assert [item.id for item in detail().evidence] == [links[1], later]


@pytest.mark.parametrize(
    ("kind", "put", "take"),
    [
        (
            "event",
            lambda act, c: act(chronology.bin_events, (c.event,)),
            lambda act, c: act(chronology.restore_events, (c.event,)),
        ),
        (
            "talk",
            lambda act, c: act(conversations.put_in_bin, c.talk),
            lambda act, c: act(conversations.take_from_bin, c.talk),
        ),
        (
            "passage",
            lambda act, c: act(conversations.put_in_bin, c.talk),
            lambda act, c: act(conversations.take_from_bin, c.talk),
        ),
        (
            "episode",
            lambda act, c: act(episodes.put_in_bin, c.episode),
            lambda act, c: act(episodes.take_from_bin, c.episode),
        ),
    ],
)
def test_what_lies_in_the_bin_is_no_evidence_until_it_is_back(
    act: Act, read: Act, case: Case, finding: str, detail: Any, kind: str, put: Act, take: Act
) -> None:
    act(findings.link_evidence, finding, "conversation" if kind == "talk" else kind, getattr(case, kind))
    put(act, case)
    assert detail().evidence == ()
    assert (read(findings.listed)[0].evidence, detail().weight.things) == (0, 0)
    take(act, case)
    assert one(detail()).target_id == getattr(case, kind)


def test_weight_counts_things_voices_and_agencies(act: Act, case: Case, finding: str, detail: Any) -> None:
    second = act(chronology.add_event, agency_id=case.police, what=text_from("A call."))
    third = act(chronology.add_event, agency_id=case.police, what=text_from("Another."))
    things = (
        ("event", case.event),
        ("event", second),
        ("event", third),
        ("passage", case.passage),
        ("conversation", case.talk),
    )
    act(findings.link_many, finding, things)
    act(findings.link_evidence, finding, "event", case.event, "manifest")
    weight = detail().weight
    assert (weight.things, weight.voices, weight.agencies) == (5, 3, 2)
    assert weight.by_agency == (("Health", 3), ("Police", 2))
    assert weight.by_person == ((case.visitor, 2),)


def test_gaps_are_named_until_they_are_filled(act: Act, read: Act, case: Case, finding: str, detail: Any) -> None:
    assert detail().gaps == ("nothing", "untested")
    act(findings.link_evidence, finding, "passage", case.passage)
    assert detail().gaps == ("one_voice", "no_event", "untested")
    act(findings.link_evidence, finding, "event", case.event)
    assert detail().gaps == ("untested",)
    act(findings.set_part, finding, "tested", text_from("We counted."))
    assert detail().gaps == ()
    assert read(findings.listed)[0].gaps == ()


def test_the_list_weighs_each_finding_by_its_own_evidence(act: Act, read: Act, case: Case, finding: str) -> None:
    other = act(findings.add, text_from("Another"))
    act(findings.link_evidence, finding, "event", case.event)
    act(findings.link_evidence, other, "passage", case.passage)
    act(findings.link_evidence, other, "event", case.event)
    assert [(row.weight.things, row.weight.voices) for row in read(findings.listed)] == [(1, 1), (2, 2)]


@pytest.mark.parametrize("kind", ["event", "conversation", "passage", "episode", "factor"])
def test_the_other_side_of_a_link(act: Act, read: Act, case: Case, finding: str, kind: str) -> None:
    target = getattr(case, "talk" if kind == "conversation" else kind)
    other = act(findings.add, text_from("Another"))
    act(findings.link_evidence, other, kind, target)
    act(findings.link_evidence, other, kind, target, "tested")
    assert [row.id for row in read(findings.resting_on, kind, target)] == [other]
    assert read(findings.resting_on, kind, target)[0].number == 2
    act(findings.put_in_bin, other)
    assert read(findings.resting_on, kind, target) == ()
