"""What is stored to be found, over a real encrypted file: every kind of thing, nothing from the bin; searches kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import RuleBroken
from app.domain.naming import Naming
from app.domain.search import PLACES
from app.domain.text import text_from
from app.models import Account, ContributoryFactor, Episode, Finding, FindingPart, Lane, Meeting, Person
from app.services import chronology, event_rows, imports, kept_searches, people, review, search, tags
from app.services.people import PersonFields
from app.services.search import Stored
from app.storage.review_file import ReviewFile
from tests.support.a_return import a_return

Act = Callable[..., Any]


def told(stored: Stored) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for each in stored.told:
        words = each.words if isinstance(each.words, str) else each.words.plain
        found.setdefault(each.where, []).append(words)
    return {where: "\n".join(words) for where, words in found.items()}


def test_an_event_tells_all_that_stands_in_it_and_only_what_is_asked_is_read(review_file: ReviewFile, act: Act) -> None:
    act(imports.take_in, a_return())
    with review_file.session() as session:
        first, second, *_ = event_rows.rows(session)
    act(chronology.set_quotation, first.id, text_from("arrived 10.40"))
    act(chronology.set_private_note, first.id, text_from("ask the head"))
    act(lambda uow: uow.session.add(Account(event_id=first.id, agency_id=first.agency_id, body=text_from("we saw him"))))
    act(chronology.bin_events, [second.id])
    with review_file.session() as session:
        everything = {each.id: each for each in search.stored_events(session)}
        assert search.stored_events(session, [first.id]) == (everything[first.id],)
    assert second.id not in everything
    said = told(everything[first.id])
    assert said["quoted"] == "arrived 10.40"
    assert said["private"] == "ask the head"
    assert said["account"] == "we saw him"
    assert first.when_text in said["received"]
    assert everything[first.id].agency[0] == first.agency_name


def test_every_other_kind_of_thing_is_found_where_it_stands(review_file: ReviewFile, act: Act) -> None:
    act(review.start, "Orchard", "serious-case-review", ("Proposed",))
    act(people.add, PersonFields("Ms Oakley", role="Health visitor"))

    def fill(uow: Any) -> None:
        session: Session = uow.session
        lane = Lane(title="Lane")
        finding = Finding(headline=text_from("A weakness"))
        session.add_all(
            [lane, finding, ContributoryFactor(body=text_from("Sickness cover")), Meeting(title="Case conference")]
        )
        session.flush()
        session.add_all([
            Episode(title="The referral", lane_id=lane.id, good=text_from("She asked twice")),
            Episode(title="Gone", lane_id=lane.id, binned_at="2026-01-01T00:00:00+00:00"),
            FindingPart(finding_id=finding.id, part_key="manifest", body=text_from("Five of six")),
        ])  # fmt: skip

    act(fill)
    with review_file.session() as session:
        found = {each.place: each for each in search.stored_others(session)}
        person = session.query(Person).one().id
    assert set(found) == set(PLACES) - {"chronology", "conversations"}
    assert told(found["episodes"])[""].split() == ["The", "referral", "She", "asked", "twice"]
    assert "Five of six" in told(found["findings"])[""]
    assert found["people"].people == (person,)


def test_people_are_known_by_all_their_names_and_shown_by_the_naming(review_file: ReviewFile, act: Act) -> None:
    person = act(people.add, PersonFields("Ellis Marlow", "family"))
    act(people.set_aliases, person, ("Lissy",))
    act(people.set_pseudonym, person, "report", "Child A")
    act(people.add_agency, "Police", "Pol")
    event = act(chronology.add_event, when="2011", what=text_from("Weighed."))
    act(tags.put_on, [event], "weight")
    with review_file.session() as session:
        known = search.context(session, Naming())
        assert [each.tags for each in search.stored_events(session)] == [("weight",)]
    assert known.tags == ("weight",)
    assert known.agencies == ("Police", "Pol")
    assert [each.names for each in known.people] == [("Ellis Marlow", "Lissy", "Child A")]
    assert known.all_names == {person: "Ellis Marlow\nLissy\nChild A"}


def test_searches_are_kept_in_order_and_under_names_of_their_own(review_file: ReviewFile, act: Act) -> None:
    first = act(kept_searches.keep, name=" Dogs ", words=" dog ")
    second = act(kept_searches.keep, name="", words="agency:police")
    with pytest.raises(RuleBroken, match="filter_named_already"):
        act(kept_searches.keep, name="DOGS", words="cat")
    with pytest.raises(RuleBroken, match="filter_without_words"):
        act(kept_searches.keep, name="Nothing", words="  ")
    with review_file.session() as session:
        assert [(row.id, row.name, row.words) for row in kept_searches.listed(session)] == [
            (first, "Dogs", "dog"),
            (second, "agency:police", "agency:police"),
        ]
    act(kept_searches.remove, first)
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(kept_searches.remove, first)
    with review_file.session() as session:
        assert [row.id for row in kept_searches.listed(session)] == [second]
