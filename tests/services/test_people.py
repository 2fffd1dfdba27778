"""The register of people and agencies, on a real review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.errors import RuleBroken
from app.domain.naming import Naming, NamingMode
from app.domain.text import Reference, text_from
from app.services import conversations, findings, people
from app.services.common import now
from app.services.naming import read_naming
from app.services.people import PersonFields, PersonRow
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]
MAY = UncertainDate("May 2010", DateKind.ON, Precision.MONTH)


@pytest.fixture
def register(review_file: ReviewFile) -> Callable[[], dict[str, PersonRow]]:
    def read() -> dict[str, PersonRow]:
        with review_file.session() as session:
            return {row.name: row for row in people.register(session)}

    return read


def naming(file: ReviewFile, mode: NamingMode) -> Naming:
    with file.session() as session:
        return read_naming(session, mode)


def test_a_person_is_kept_with_everything_about_them(act: Act, register: Callable[[], dict[str, PersonRow]]) -> None:
    agency = act(people.add_agency, "Wellbrook Health Visiting", "HV")
    fields = PersonFields("Ines Marlow", "professional", " Health visitor ", agency, single_holder=True)
    person = act(people.add, fields)
    act(people.set_aliases, person, ("IM", " HV1 ", "IM", ""))
    act(people.set_pseudonym, person, "report", "Health visitor 2")
    act(people.set_part, person, "case group", True, "close", "knew the family longest")
    act(people.add_post, person, agency, "Health visitor", MAY, UncertainDate("?"))
    act(people.set_note, person, text_from("Left in 2012."))
    row = register()["Ines Marlow"]
    assert row.role == "Health visitor"
    assert row.agency == "Wellbrook Health Visiting"
    assert row.aliases == ("HV1", "IM")
    assert row.pseudonyms == {"report": "Health visitor 2"}
    assert row.parts == ("case group",)
    assert [(post.role, post.since, post.until.text) for post in row.posts] == [("Health visitor", MAY, "?")]
    assert row.note.plain == "Left in 2012."
    assert row.single_holder


def test_aliases_parts_and_pseudonyms_change_and_go(act: Act, register: Callable[[], dict[str, PersonRow]]) -> None:
    person = act(people.add, PersonFields("Ines Marlow"))
    act(people.set_aliases, person, ("IM", "HV1"))
    act(people.set_aliases, person, ("HV1", "Ms M"))
    act(people.set_pseudonym, person, "report", "GP 1")
    act(people.set_pseudonym, person, "report", "GP 2")
    act(people.set_part, person, "review team", True)
    act(people.set_part, person, "case group", False)
    row = register()["Ines Marlow"]
    assert (row.aliases, row.pseudonyms, row.parts) == (("HV1", "Ms M"), {"report": "GP 2"}, ("review team",))
    act(people.set_pseudonym, person, "report", " ")
    act(people.set_part, person, "review team", False)
    assert register()["Ines Marlow"].pseudonyms == {}
    assert register()["Ines Marlow"].parts == ()
    act(people.set_pseudonym, person, "report", "")
    assert register()["Ines Marlow"].pseudonyms == {}


def test_family_stands_before_professionals_and_they_by_agency(
    act: Act, register: Callable[[], dict[str, PersonRow]]
) -> None:
    second = act(people.add_agency, "School")
    act(people.add, PersonFields("Reviewer", "review"))
    act(people.add, PersonFields("Teacher", agency_id=second))
    act(people.add, PersonFields("Nobody's", "professional"))
    act(people.add, PersonFields("Mother", "family"))
    assert list(register()) == ["Mother", "Nobody's", "Teacher", "Reviewer"]


def test_homes_are_told_from_and_to(act: Act, register: Callable[[], dict[str, PersonRow]]) -> None:
    child = act(people.add, PersonFields("Child", "family", is_subject=True, born=MAY))
    home = act(people.add_household, "12 Larch Rise")
    act(people.add_residence, child, home, MAY, UncertainDate("late 2011"))
    row = register()["Child"]
    assert [(name, since.text, until.text) for name, since, until in row.homes] == [
        ("12 Larch Rise", "May 2010", "late 2011")
    ]
    assert row.born == MAY
    assert row.is_subject


def test_changing_fields_keeps_the_row_and_renames_everywhere(act: Act, review_file: ReviewFile) -> None:
    person = act(people.add, PersonFields("Ines Marlow", role="Health visitor"))
    text = text_from("IM visited").with_reference(0, 2, Reference("person", person, "IM"))
    act(people.change, person, PersonFields("Inés Marlow-Hay", role="Health visitor"))
    assert text.shown(naming(review_file, NamingMode.NAMED)) == "Inés Marlow-Hay visited"
    assert text.shown(naming(review_file, NamingMode.BY_ROLE)) == "Health visitor visited"
    assert text.shown(naming(review_file, NamingMode.PSEUDONYM)) == "Health visitor visited"
    act(people.set_pseudonym, person, "report", "Health visitor 2")
    assert text.shown(naming(review_file, NamingMode.PSEUDONYM)) == "Health visitor 2 visited"


def test_naming_never_falls_back_to_a_name() -> None:
    reference = Reference("person", "gone", "Ines")
    assert Naming()(reference) == "Ines"
    assert Naming(NamingMode.PSEUDONYM)(reference) == "a professional"
    assert Naming(NamingMode.BY_ROLE).person("gone") == ""
    assert Naming(agencies={"a": "School"})(Reference("agency", "a", "sch")) == "School"
    assert Naming()(Reference("agency", "b", "sch")) == "sch"


def test_agencies_have_names_of_their_own(act: Act, review_file: ReviewFile) -> None:
    agency = act(people.add_agency, "Housing", "HO")
    with pytest.raises(RuleBroken, match="agency_name_taken"):
        act(people.add_agency, " housing ")
    with pytest.raises(RuleBroken, match="agency_without_name"):
        act(people.add_agency, " ")
    act(people.rename_agency, agency, "Housing Options", "HOp")
    other = act(people.add_agency, "Police", colour=7)
    with review_file.session() as session:
        rows = people.agencies(session)
    assert [(row.id, row.name, row.short_name, row.colour, row.events) for row in rows] == [
        (agency, "Housing Options", "HOp", 0, 0),
        (other, "Police", "Police", 7, 0),
    ]


@pytest.mark.parametrize(
    ("service", "arguments", "key"),
    [
        (people.add, (PersonFields(" "),), "person_without_name"),
        (people.set_note, ("0" * 32, text_from("x")), "no_longer_there"),
    ],
)
def test_what_can_not_be_is_refused(act: Act, service: Act, arguments: tuple[Any, ...], key: str) -> None:
    with pytest.raises(RuleBroken, match=key):
        act(service, *arguments)


def test_words_that_no_screen_offers_are_bugs(act: Act) -> None:
    person = act(people.add, PersonFields("Ines"))
    with pytest.raises(AssertionError):
        act(people.add, PersonFields("Ines", "visitor"))
    with pytest.raises(AssertionError):
        act(people.set_part, person, "audience", True)


def test_two_people_never_share_a_pseudonym(act: Act) -> None:
    first, second = act(people.add, PersonFields("Ines")), act(people.add, PersonFields("Olu"))
    act(people.set_pseudonym, first, "report", "GP 1")
    with pytest.raises(RuleBroken, match="pseudonym_taken"):
        act(people.set_pseudonym, second, "report", "gp 1")
    act(people.set_pseudonym, second, "case group", "GP 1")


def test_who_takes_part_in_a_conversation_stays(act: Act, register: Callable[[], dict[str, PersonRow]]) -> None:
    person = act(people.add, PersonFields("Ines"))
    conversation = act(conversations.add, (person,))
    assert register()["Ines"].conversations == 1
    with pytest.raises(RuleBroken, match="person_in_conversation"):
        act(people.remove, person)
    act(conversations.set_people, conversation, ())
    act(people.remove, person)
    assert register() == {}


def test_the_moment_is_stored_in_universal_time() -> None:
    assert now().endswith("+00:00")


def test_a_finding_does_not_count_who_is_gone(act: Act, review_file: ReviewFile) -> None:
    finding = act(findings.add, text_from("Plans outlive people"))
    with review_file.session() as session:
        assert findings.detail(session, finding).weight == findings.Weight(0, 0, 0)
