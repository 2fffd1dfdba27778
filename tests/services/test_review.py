"""The review itself, the bin and the counts, on a real review."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import RuleBroken
from app.domain.text import text_from
from app.services import binned, chronology, conversations, episode_rows, episodes, findings, overview, people, review
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from tests.conftest import PASSPHRASE

Act = Callable[..., Any]


@pytest.fixture(autouse=True)
def begun(act: Act) -> None:
    act(review.start, "Orchard", "scr", ("Proposed", "In the report", "Set aside"))


def facts(file: ReviewFile) -> review.ReviewFacts:
    with file.session() as session:
        return review.facts(session)


def test_a_new_review_has_a_title_and_lanes(review_file: ReviewFile) -> None:
    with review_file.session() as session:
        lanes = episode_rows.board(session)
    assert [(lane.title, lane.in_report) for lane in lanes] == [
        ("Proposed", True),
        ("In the report", True),
        ("Set aside", False),
    ]
    assert facts(review_file).title == "Orchard"


def test_a_review_always_has_a_title(act: Act, review_file: ReviewFile) -> None:
    with pytest.raises(RuleBroken, match="review_without_title"):
        act(review.start, " ", "scr", ("One",))
    with pytest.raises(RuleBroken, match="review_without_title"):
        act(review.set_field, "title", "  ")
    act(review.set_field, "title", " Heron ")
    found = facts(review_file)
    assert (found.title, found.period_from, found.period_to) == ("Heron", None, None)


def test_the_period_is_typed_as_people_type_dates(act: Act, review_file: ReviewFile) -> None:
    act(review.set_field, "period_from", "January 2010")
    act(review.set_field, "period_to", "6/11/2012")
    assert (facts(review_file).period_from, facts(review_file).period_to) == ("2010-01-01", "2012-11-06")
    with pytest.raises(RuleBroken, match="period_without_day"):
        act(review.set_field, "period_to", "when it happened")
    act(review.set_field, "period_to", " ")
    assert facts(review_file).period_to is None


def test_texts_and_fields_have_known_names(act: Act, review_file: ReviewFile) -> None:
    act(review.set_text, "purpose", text_from("To learn."))
    assert facts(review_file).texts["purpose"].plain == "To learn."
    with pytest.raises(AssertionError):
        act(review.set_text, "porpoise", text_from("x"))
    with pytest.raises(AssertionError):
        act(review.set_field, "colour", "x")


def test_research_questions_keep_who_they_are(act: Act, review_file: ReviewFile) -> None:
    act(review.set_questions, ("Why?", "Who?", " "))
    first = facts(review_file).questions
    assert [words for _id, words in first] == ["Why?", "Who?"]
    act(review.set_questions, ("When?", "Who?"))
    second = facts(review_file).questions
    assert [words for _id, words in second] == ["When?", "Who?"]
    assert second[1][0] == first[1][0]


def test_the_bin_lists_everything_and_gives_it_back(act: Act, review_file: ReviewFile) -> None:
    person = act(people.add, PersonFields("Ines"))
    with review_file.session() as session:
        lane = episode_rows.board(session)[0].id
    event = act(chronology.add_event, when="May 2010", what=text_from("Visit"))
    things = {
        "event": event,
        "conversation": act(conversations.add, (person,)),
        "episode": act(episodes.add, lane, "First visit"),
        "finding": act(findings.add, text_from("Plans outlive people")),
    }
    act(chronology.bin_events, (event,))
    act(conversations.put_in_bin, things["conversation"])
    act(episodes.put_in_bin, things["episode"])
    act(findings.put_in_bin, things["finding"])
    with review_file.session() as session:
        rows = binned.contents(session)
        assert overview.standing(session).events == 0
    assert {(row.kind, row.id) for row in rows} == set(things.items())
    assert {row.words.plain for row in rows} == {"Visit", "", "First visit", "Plans outlive people"}
    assert [row.person_ids for row in rows if row.kind == "conversation"] == [(person,)]
    for kind, row_id in things.items():
        act(binned.restore, kind, row_id)
    with review_file.session() as session:
        assert binned.contents(session) == ()
        assert overview.standing(session).findings == 1


def test_the_counts_tell_where_the_review_stands(act: Act, review_file: ReviewFile) -> None:
    agency = act(people.add_agency, "School")
    heard, other = (act(people.add, PersonFields(name, agency_id=agency)) for name in ("Ines", "Olu"))
    for person in (heard, other):
        act(people.set_part, person, "case group", True)
    for person, status in ((heard, "held"), (other, "planned")):
        act(conversations.set_status, act(conversations.add, (person,)), status)
    first = act(chronology.add_event, when="May 2010", agency_id=agency, what=text_from("Visit"))
    second = act(chronology.add_event, when="22 August", agency_id=agency, what=text_from("Call"))
    act(chronology.mark_skeleton, (first, second), True)
    with review_file.session() as session:
        lanes = episode_rows.board(session)
    inside, _aside = act(episodes.add, lanes[0].id, "In"), act(episodes.add, lanes[2].id, "Out")
    act(episodes.link_events, inside, (first,))
    agreed = act(findings.add, text_from("A"))
    act(findings.add, text_from("B"))
    act(findings.set_status, agreed, "agreed")
    with review_file.session() as session:
        found = overview.standing(session)
    assert (found.agencies, found.returns, found.events, found.in_skeleton, found.in_no_episode) == (1, 0, 2, 2, 1)
    assert (found.case_group, found.heard, found.conversations) == (2, 1, 2)
    assert (found.episodes, found.in_report, found.findings, found.agreed) == (2, 1, 2, 1)
    assert found.date_questions == 1


def test_of_a_file_whose_making_was_cut_off_nothing_is_known_or_changed(blank_review: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(blank_review, tmp_path / "Cut off.casement"))
    with ReviewFile.open(path, PASSPHRASE) as file:
        with file.session() as session:
            found = review.facts(session)
        assert (found.title, found.questions, set(found.texts)) == ("", (), set(review.TEXTS))
        for act in (
            partial(review.set_field, field="title", value="Orchard"),
            partial(review.set_text, field="summary", text=text_from("x")),
            partial(review.set_questions, questions=("Why?",)),
        ):
            with (
                pytest.raises(RuleBroken, match="review_row_missing"),
                UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow,
            ):
                act(uow)
