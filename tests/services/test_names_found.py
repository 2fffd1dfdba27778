"""Names found in texts: offered by person, accepted or refused, and those that are nobody's yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.text import text_from
from app.models import Event
from app.services import chronology, names_found, people
from app.services.names_found import FoundName
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]

WORDS = (
    "LF rang HV1. Leanne Fernley was cross.",
    "LF was out; HV1 left a card for Dr Osgood.",
    "HV1 saw LF. Dr Osgood prescribed.",
    "HV1 wrote to Dr Osgood at Alder School.",
)


@pytest.fixture
def leanne(act: Act) -> str:
    person_id: str = act(people.add, PersonFields("Leanne Fernley", "family"))
    act(people.set_aliases, person_id, ("LF",))
    return person_id


@pytest.fixture
def ids(act: Act, leanne: str) -> list[str]:
    return [act(chronology.add_event, what=text_from(words)) for words in WORDS]


def known(file: ReviewFile) -> dict[str, FoundName]:
    with file.session() as session:
        return {each.words: each for each in names_found.known(session)}


def unknown(file: ReviewFile) -> dict[str, int]:
    with file.session() as session:
        return {each.words: each.count for each in names_found.unknown(session)}


def references(file: ReviewFile, event_id: str) -> list[str]:
    with file.session() as session:
        return [reference.given for reference in session.get_one(Event, event_id).what.references()]


def test_names_are_counted_by_person_with_examples(leanne: str, ids: list[str], review_file: ReviewFile) -> None:
    found = known(review_file)
    assert {words: each.count for words, each in found.items()} == {"LF": 3, "Leanne Fernley": 1}
    assert found["LF"].person_id == leanne
    assert found["LF"].examples[1] == "LF was out; HV1 left a card for Dr Osgood."
    assert found["LF"].event_ids == tuple(ids[:3])


def test_one_name_is_accepted_and_the_rest_stays(act: Act, leanne: str, ids: list[str], review_file: ReviewFile) -> None:
    assert act(names_found.accept, leanne, ("LF",)) == 3
    assert references(review_file, ids[0]) == ["LF"]
    assert set(known(review_file)) == {"Leanne Fernley"}
    assert act(names_found.accept, leanne, ("Leanne Fernley",)) == 1
    assert references(review_file, ids[0]) == ["LF", "Leanne Fernley"]


def test_what_was_refused_is_not_offered_again(act: Act, leanne: str, ids: list[str], review_file: ReviewFile) -> None:
    act(names_found.refuse, ("LF",), leanne)
    act(names_found.refuse, ("LF",), leanne)
    assert set(known(review_file)) == {"Leanne Fernley"}
    assert act(names_found.accept, leanne, ("LF",)) == 0
    act(people.remove, leanne)
    assert known(review_file) == {}


def test_names_of_nobody_are_offered_where_they_stand_often(act: Act, ids: list[str], review_file: ReviewFile) -> None:
    assert unknown(review_file) == {"HV1": 4, "Dr Osgood": 3}
    act(names_found.refuse, ("Dr Osgood",))
    assert unknown(review_file) == {"HV1": 4}


def test_a_name_becomes_somebody_or_one_more_name_of_somebody(
    act: Act, leanne: str, ids: list[str], review_file: ReviewFile
) -> None:
    person_id = act(names_found.add_as_person, "HV1")
    assert references(review_file, ids[3]) == ["HV1"]
    assert act(names_found.add_as_alias, "Dr Osgood", person_id) == 3
    assert unknown(review_file) == {}
    with review_file.session() as session:
        assert {row.name: row.aliases for row in people.register(session)}["HV1"] == ("Dr Osgood", "HV1")
