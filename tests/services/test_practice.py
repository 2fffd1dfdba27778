"""The practice review as it is built: everything promised is there, and whatever is linked leads somewhere."""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bootstrap.cases import done
from app.bootstrap.practice import PRACTICE_PASSPHRASE, make_practice_review
from app.documents.returns.reader import read_return
from app.domain.practice_content import Practice, load_practice
from app.domain.resources import resource_path
from app.domain.returns import ParsedReturn
from app.domain.text import Text
from app.models import (
    Agency,
    Base,
    BoardIssue,
    ContributoryFactor,
    Conversation,
    Entry,
    Episode,
    Event,
    EvidenceLink,
    Finding,
    GlossaryEntry,
    Participation,
    Passage,
    Person,
    Proceeding,
    Pseudonym,
)
from app.services import attendance, coverage, exchange, findings, practice
from app.services.practice_people import SERIES
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork


@pytest.fixture(scope="module")
def practice_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("practice") / "Practice.casement"
    make_practice_review(path, PRACTICE_PASSPHRASE).close()
    return path


@pytest.fixture(scope="module")
def built(practice_path: Path) -> Iterator[ReviewFile]:
    with ReviewFile.open(practice_path, PRACTICE_PASSPHRASE) as file:
        yield file


@pytest.fixture
def session(built: ReviewFile) -> Iterator[Session]:
    with built.session() as session:
        yield session


def count(session: Session, stored: type[Base], *where: Any) -> int:
    return session.scalar(select(func.count()).select_from(stored).where(*where)) or 0


@pytest.mark.parametrize(
    ("stored", "number"),
    [(Agency, 8), (Event, 402), (Conversation, 16), (Episode, 6), (Finding, 4), (ContributoryFactor, 30), (Proceeding, 2)],
)
def test_the_numbers_are_those_promised(session: Session, stored: type[Base], number: int) -> None:
    assert count(session, stored) == number


def test_eighty_events_are_in_the_skeleton(session: Session) -> None:
    assert count(session, Event, Event.in_skeleton) == 80


def test_seventeen_take_part_fifteen_of_them_in_the_case_group(session: Session) -> None:
    assert count(session, Participation, Participation.part == "case group") == 15
    assert count(session, Participation, Participation.part == "conversation") == 2


def test_the_file_is_sound(built: ReviewFile) -> None:
    assert built.check().sound


def test_every_event_stands_on_an_entry(session: Session) -> None:
    assert count(session, Entry, Entry.event_id.is_not(None)) == 402
    assert all(event.entries for event in session.scalars(select(Event)))


def test_every_passage_covers_words(session: Session) -> None:
    passages = session.scalars(select(Passage)).all()
    assert len(passages) == 86
    assert all(len(passage.conversation.note.marked(passage.mark_id)) > 10 for passage in passages)


def test_every_evidence_link_leads_somewhere(session: Session) -> None:
    rows = findings.listed(session)
    shown = [item for row in rows for item in findings.detail(session, row.id).evidence]
    assert len(shown) == count(session, EvidenceLink) == 166
    assert all(not item.words.empty for item in shown)
    assert all(count(session, BoardIssue, BoardIssue.finding_id == row.id) >= 4 for row in rows)


def texts(session: Session) -> Iterator[Text]:
    for table in Base.metadata.sorted_tables:
        for name in (column.name for column in table.c if column.name.endswith("_json")):
            yield from (Text.from_json(data) for data in session.scalars(select(table.c[name])) if data)


def test_everybody_mentioned_has_a_pseudonym_for_the_report(session: Session) -> None:
    mentioned = {reference.id for text in texts(session) for reference in text.references() if reference.kind == "person"}
    named = set(session.scalars(select(Pseudonym.person_id).where(Pseudonym.audience == "report")))
    assert len(mentioned) > 40
    assert mentioned <= named


def test_initials_of_two_people_are_left_as_they_stand(session: Session) -> None:
    events = [event for event in session.scalars(select(Event)) if re.search(r"\bTB\b", event.what.plain)]
    assert events
    assert all(reference.given != "TB" for event in events for reference in event.what.references())


def test_nobody_of_the_family_is_named_in_letters(session: Session) -> None:
    names = {name.split()[0] for name in session.scalars(select(Person.name).where(Person.kind == "family"))}
    letters = " ".join("".join(run.text for run in text.runs()) for text in texts(session))
    assert {name for name in names if re.search(rf"\b{name}\b", letters)} == set()


def test_newcomers_are_as_the_first_finding_counts_them(session: Session) -> None:
    grid = attendance.grid(session, "case", SERIES)
    counted = {held.title: row for held, row in zip(grid.meetings, grid.counts, strict=True) if row.came}
    assert len(counted) == 10
    said = findings.detail(session, findings.listed(session)[0].id).parts["manifest"].plain
    first, third = counted["First review conference"], counted["Third review conference"]
    assert (first.came, first.from_first, first.new) == (8, 2, 6)
    assert (
        "eight professionals at the first review conference, two had been at the initial conference; six had never" in said
    )
    assert (third.came, third.new, third.from_first) == (7, 4, 0)
    assert "third review conference four of seven were new and none had been at the initial conference" in said
    assert [(counted[name].new, counted[name].came) for name in ("Core group 5", "Core group 6")] == [(3, 5), (3, 6)]
    assert "three of five were new at one core group and three of six at the next" in said
    shown = [
        item.words.plain
        for item in findings.detail(session, findings.listed(session)[0].id).evidence
        if item.kind == "meeting"
    ]
    assert shown == [
        "First review conference: 6 of 13 invited came; 2 more came; 6 of 8 new",
        "Third review conference: 5 of 9 invited came; 2 more came; 4 of 7 new",
    ]


def test_an_agency_s_own_glossary_is_kept(session: Session) -> None:
    entries = session.scalars(select(GlossaryEntry)).all()
    assert len(entries) == 4
    assert {session.get_one(Agency, str(entry.agency_id)).name for entry in entries} == {"Vale and Coast Police"}


def test_episode_periods_are_understood_as_the_content_says(session: Session) -> None:
    said = {row["title"]: (row["from"], row["to"]) for row in load_practice().rows("episode")}
    for episode in session.scalars(select(Episode)):
        assert episode.period.earliest is not None
        assert episode.period.latest is not None
        assert (episode.period.earliest.date(), episode.period.latest.date()) == said[episode.title]
        assert {link.event.agency_id for link in episode.events}


def without_chance(data: dict[str, Any]) -> dict[str, list[str]]:
    """The export with ids and moments left out, rows in an order of their own."""
    for source in data["tables"]["source_document"]:
        # The marks by which a return knows its events again hold their ids, and so differ from one building to the next.
        tables = json.loads(source["plan"])
        source["plan"] = json.dumps([{key: table[key] for key in table if key != "events"} for table in tables])
    words = json.dumps(data["tables"], ensure_ascii=False)
    words = re.sub(r"\b[0-9a-f]{32}\b", "ID", words)
    words = re.sub(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[+]00:00", "NOW", words)
    return {table: sorted(json.dumps(row) for row in rows) for table, rows in json.loads(words).items()}


def test_building_twice_gives_the_same(session: Session, tmp_path: Path) -> None:
    with make_practice_review(tmp_path / "again.casement", PRACTICE_PASSPHRASE) as again, again.session() as second:
        assert without_chance(exchange.export_data(second)) == without_chance(exchange.export_data(session))


# -- content that contradicts itself ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def returns() -> dict[str, ParsedReturn]:
    folder = resource_path("practice", "returns")
    return {path.name: read_return(path.name, path.read_bytes()) for path in folder.iterdir()}


@dataclass
class Changed:
    """The content with one thing changed."""

    tables: dict[str, Any]

    def practice(self) -> Practice:
        return Practice(self.tables)


@pytest.fixture
def changed() -> Changed:
    whole = load_practice()
    names = {
        *("person", "agency", "post", "household", "residence", "participant", "lead_reviewer", "review_team", "skeleton"),
        *(
            "family_involvement",
            "case_meeting",
            "review_meeting",
            "conversation",
            "episode",
            "factor",
            "finding",
            "proceeding",
        ),
    }
    return Changed(copy.deepcopy({"review": whole.review, **{name: list(whole.rows(name)) for name in names}}))


def move_a_skeleton_key(content: Changed) -> str:
    content.tables["skeleton"][0]["words"] = "Something else"
    return "csc:6"


def lose_a_passage(content: Changed) -> str:
    content.tables["conversation"][0]["passages"].pop()
    return "akinola"


@pytest.mark.parametrize("spoil", [move_a_skeleton_key, lose_a_passage])
def test_content_that_contradicts_itself_fails_and_leaves_nothing(
    changed: Changed,
    returns: dict[str, ParsedReturn],
    review_file: ReviewFile,
    spoil: Callable[[Changed], str],
) -> None:
    named = spoil(changed)

    def build(uow: UnitOfWork) -> None:
        practice.build(uow, changed.practice(), returns)

    with pytest.raises(AssertionError, match=named):
        done(review_file, build)
    with review_file.session() as session:
        assert count(session, Event) == count(session, Person) == 0


def test_a_review_that_can_t_be_built_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = load_practice()
    monkeypatch.setattr("app.bootstrap.practice.load_practice", lambda: Practice({"agency": content.rows("agency")}))
    with pytest.raises(KeyError):
        make_practice_review(tmp_path / "half.casement", PRACTICE_PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_opens_with_the_passphrase_that_everybody_knows(practice_path: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copy.casement"
    shutil.copyfile(practice_path, copied)
    with ReviewFile.open(copied, "six herons stand beside the harbour") as file:
        assert file.check().sound


def test_what_was_set_aside_stands_with_its_reason(session: Session) -> None:
    aside = coverage.read(session).put_aside()
    assert {event.set_aside for event in aside} == {row["reason"] for row in load_practice().rows("set_aside")}
    assert len(aside) == 3
    assert not any(event.in_skeleton or event.in_episode for event in aside)
