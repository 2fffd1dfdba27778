"""Everybody's account of an event: the agencies' records with where they came from, people's, and what was said."""

from __future__ import annotations

import pytest

from app.domain.errors import RuleBroken
from app.domain.text import text_from
from app.models import Account
from app.services import accounts, conversations, episodes, event_rows, joining, people
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from tests.services.a_review import Act
from tests.support.joined import Joined, two_agencies


@pytest.fixture
def ids(act: Act) -> Joined:
    return two_agencies(act)


def test_each_agency_has_its_own_record_beside_the_others(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    act(joining.join, ids.social, (ids.police,))
    with review_file.session() as session:
        social, police = accounts.side_by_side(session, ids.social).versions
        (row,) = event_rows.rows(session, {ids.social})
    assert (social.agency, social.joined, social.when.text) == ("Children's social care", False, "16 August 2010")
    assert (police.agency, police.joined, police.when.text) == ("Police", True, "14 August 2010, 23:42")
    assert police.private_note.plain == "Ask who rang."
    for version in (social, police):
        (entry,) = version.entries
        assert (entry.agency_name, entry.source_title, entry.place) == (version.agency, "Return", "row 2")
        assert entry.taken_in_at.startswith("2026-01-01")
    assert row.also_seen_by == ("Police",)


def test_what_people_say_stands_beside_the_record(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    person = act(people.add, PersonFields("Ruth Akinola"))
    account_id = act(accounts.add, ids.social, person, None, text_from("It was the Friday."))
    act(accounts.add, ids.social, None, ids.agencies[2])
    conversation = act(conversations.add, (person,))
    note = text_from("I had not been told of the children.").with_mark(0, 10, "m" * 32)
    passage = act(conversations.mark, conversation, note, "m" * 32, "account")
    act(conversations.link_event, passage, ids.social)
    with review_file.session() as session:
        found = accounts.side_by_side(session, ids.social)
    assert [(row.person_id, row.agency, row.body.plain) for row in found.accounts] == [
        (person, "", "It was the Friday."), (None, "School", ""),
    ]  # fmt: skip
    assert [(each.id, each.person_ids, each.words.plain) for each in found.passages] == [(passage, (person,), "I had not ")]
    act(episodes.set_account, account_id, text_from("It was the Saturday."))
    act(episodes.remove_account, found.accounts[1].id)
    with review_file.session() as session:
        assert [row.body.plain for row in accounts.side_by_side(session, ids.social).accounts] == ["It was the Saturday."]


def test_an_account_needs_a_voice_and_an_event(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    with pytest.raises(RuleBroken, match="account_without_voice"):
        act(accounts.add, ids.social, None, None)
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(accounts.add, "gone", None, ids.agencies[0])
    with review_file.session() as session:
        assert session.query(Account).count() == 0


def test_the_records_of_an_episode_are_those_of_its_events_and_of_what_is_joined(
    act: Act, review_file: ReviewFile, ids: Joined
) -> None:
    act(joining.join, ids.social, (ids.police,))
    with review_file.session() as session:
        assert [version.agency for version in accounts.of_episode(session, ids.episode)] == [
            "Children's social care",
            "Police",
        ]


def test_records_of_an_offer_come_in_its_order(review_file: ReviewFile, ids: Joined) -> None:
    with review_file.session() as session:
        found = accounts.records(session, (ids.school, "gone", ids.police))
    assert [version.event_id for version in found] == [ids.school, ids.police]
