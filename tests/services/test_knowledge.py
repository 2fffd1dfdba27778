"""When it was recorded and who knew when: entered, taken back, and what an agency could know."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.domain.knowing import Knew, knew
from app.models import Knowledge
from app.services import chronology, event_rows, joining, knowledge
from app.services.knowledge import KnowledgeRow
from app.storage.review_file import ReviewFile
from tests.services.a_review import Act
from tests.support.joined import Joined, two_agencies


@pytest.fixture
def ids(act: Act) -> Joined:
    return two_agencies(act)


def rows(file: ReviewFile, event_id: str) -> list[KnowledgeRow]:
    with file.session() as session:
        return list(knowledge.of_event(session, event_id))


def known_from(file: ReviewFile, agency_id: str) -> dict[str, str]:
    with file.session() as session:
        return {event_id: when.text for event_id, when in knowledge.known_from(session, agency_id).items()}


def test_who_recorded_it_knew_it_from_the_day_and_nobody_else(review_file: ReviewFile, ids: Joined) -> None:
    social, police, school = rows(review_file, ids.social)
    assert (social.entered, social.taken and social.taken.text) == (None, "16 August 2010")
    assert (police.taken, school.taken) == (None, None)
    assert known_from(review_file, ids.agencies[0]) == {ids.social: "16 August 2010"}


def test_the_day_it_was_recorded_stands_before_the_day_it_happened(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    act(knowledge.set_recorded, ids.social, "  18 August 2010 ")
    assert known_from(review_file, ids.agencies[0]) == {ids.social: "18 August 2010"}
    with review_file.session() as session:
        assert event_rows.details(session, ids.social).recorded.text == "18 August 2010"
    act(knowledge.set_recorded, ids.social, "")
    assert known_from(review_file, ids.agencies[0]) == {ids.social: "16 August 2010"}


def test_what_is_entered_stands_before_both_and_can_be_taken_back(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    for words in ("24 August 2010", "early September 2010"):
        act(knowledge.set_known, ids.social, ids.agencies[0], words)
        act(knowledge.set_known, ids.social, ids.agencies[2], words)
        assert [row.entered.text for row in rows(review_file, ids.social) if row.entered] == [words, words]
    assert known_from(review_file, ids.agencies[2])[ids.social] == "early September 2010"
    with review_file.session() as session:
        found = knowledge.known_from(session, ids.agencies[2])[ids.social]
    assert knew(found, date(2010, 9, 5)) is Knew.PERHAPS
    act(knowledge.set_known, ids.social, ids.agencies[0], "")
    act(knowledge.set_known, ids.social, ids.agencies[1], "  ")
    with review_file.session() as session:
        assert [row.agency_id for row in session.scalars(select(Knowledge))] == [ids.agencies[2]]


def test_two_who_recorded_one_event_each_knew_it_from_their_own_record(
    act: Act, review_file: ReviewFile, ids: Joined
) -> None:
    act(joining.join, ids.social, (ids.police,))
    social, police, _school = rows(review_file, ids.social)
    assert social.taken is not None
    assert police.taken is not None
    assert (social.taken.text, police.taken.text) == ("16 August 2010", "14 August 2010, 23:42")
    assert known_from(review_file, ids.agencies[1]) == {ids.social: "14 August 2010, 23:42"}


def test_what_lies_in_the_bin_is_known_to_nobody(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    act(knowledge.set_known, ids.social, ids.agencies[2], "1 September 2010")
    act(chronology.bin_events, (ids.social,))
    assert known_from(review_file, ids.agencies[0]) == {}
    assert ids.social not in known_from(review_file, ids.agencies[2])
