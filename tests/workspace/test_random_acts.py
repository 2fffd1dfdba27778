"""Random acts on a real review: undoing all of them brings every table back, redoing all of them the end again."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.naming import NamingMode
from app.domain.text import Reference, Text, new_id, text_from
from app.models import (
    Account,
    Agency,
    Base,
    ContributoryFactor,
    Conversation,
    Entry,
    Episode,
    Event,
    Finding,
    KeptSearch,
    Lane,
    Meeting,
    Passage,
    Person,
    Revision,
    SourceDocument,
)
from app.services import (
    accounts,
    chronology,
    circulation,
    conversations,
    corrections,
    coverage,
    differences,
    episodes,
    factors,
    findings,
    glossary,
    imports,
    joining,
    kept_searches,
    knowledge,
    lanes,
    meetings,
    people,
    review,
    sources,
    vocabularies,
)
from app.services.differences import Choices
from app.storage import revision_log
from app.storage.unit_of_work import UnitOfWork
from app.workspace.workspace import Workspace
from tests.support.a_return import ROWS, a_return

LOG = "revision"
Acts = list[Callable[[UnitOfWork], object]]


def everything(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, the log aside."""
    with workspace.file.engine.begin() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for table in Base.metadata.sorted_tables
            if table.name != LOG
        }


class Actor:
    """Does one random act; acts that a rule forbids change nothing and are part of the game."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace = workspace
        self.random = random.Random(seed)

    def pick(self, stored: type[Base]) -> str | None:
        ids = self.workspace.read(lambda session: list(session.scalars(select(stored.id).order_by(stored.id))))
        return self.random.choice(ids) if ids else None

    def text(self) -> Text:
        text = text_from(" ".join(self.random.choices(("mother", "said", "visit", "?", "late", "\n", "café"), k=12)))
        person = self.pick(Person)
        return text.with_reference(2, 4, Reference("person", person, "HV")) if person else text

    def date(self) -> UncertainDate:
        return self.random.choice(
            (UncertainDate(), UncertainDate("early May 2010", DateKind.AROUND, Precision.MONTH, None, None))
        )

    def acts(self) -> Acts:
        """Everything that could be done now, each topic as likely as the others."""
        topics = (
            self.about_people,
            self.about_the_board,
            self.about_findings,
            self.about_conversations,
            self.about_events,
            self.about_several_records,
            self.about_returns,
            self.about_the_process,
        )
        return self.random.choice(topics)()

    def about_people(self) -> Acts:
        person, place = self.pick(Person), self.random.randrange(4)
        acts: Acts = [
            partial(people.add, fields=people.PersonFields(f"Person {self.random.random()}", role="Health visitor")),
            partial(people.add_agency, name=self.random.choice(("Housing", "School", "Police"))),
            partial(review.set_text, field="purpose", text=self.text()),
            partial(review.set_questions, questions=tuple(self.random.sample(("a?", "b?", "c?"), place % 3 + 1))),
        ]
        if person:
            acts += [
                partial(people.set_aliases, person_id=person, names=("HV", "Jo")),
                partial(people.set_pseudonym, person_id=person, audience="report", name=f"GP{place}"),
                partial(people.set_part, person_id=person, part="case group", takes_it=place > 1),
                partial(people.remove, person_id=person),
            ]
        return acts

    def about_the_board(self) -> Acts:
        lane, episode, other, event = self.pick(Lane), self.pick(Episode), self.pick(Lane), self.pick(Event)
        person, factor, place = self.pick(Person), self.pick(ContributoryFactor), self.random.randrange(4)
        acts: Acts = [
            partial(episodes.add, lane_id=lane, title="Visit"),
            partial(lanes.add, title="Lane"),
            partial(lanes.remove, lane_id=lane),
            partial(factors.add, framework_key="a", level="national", effect="helps", weight=2, body=self.text()),
        ]
        if episode:
            acts += [
                partial(episodes.move, episode_id=episode, lane_id=other, position=place),
                partial(episodes.rename, episode_id=episode, title="Another title"),
                partial(episodes.set_text, episode_id=episode, field="good", text=self.text()),
                partial(episodes.set_period, episode_id=episode, period=self.date()),
                partial(episodes.put_in_bin, episode_id=episode),
                partial(episodes.take_from_bin, episode_id=episode),
                partial(episodes.add_account, episode_id=episode, person_id=person, agency_id=None, body=self.text()),
            ]
        if episode and factor:
            acts.append(partial(episodes.link_factor, episode_id=episode, factor_id=factor))
        if episode and event:
            acts += [
                partial(episodes.link_events, episode_id=episode, event_ids=(event,)),
                partial(episodes.unlink_event, episode_id=episode, event_id=event),
            ]
        if factor:
            acts.append(partial(factors.remove, factor_id=factor))
        return acts

    def about_findings(self) -> Acts:
        finding, passage, event = self.pick(Finding), self.pick(Passage), self.pick(Event)
        acts: Acts = [partial(findings.add, headline=self.text())]
        if finding:
            acts += [
                partial(findings.move, finding_id=finding, position=self.random.randrange(4)),
                partial(findings.set_part, finding_id=finding, part_key="tested", body=self.text()),
                partial(findings.add_issue, finding_id=finding, question=self.text()),
                partial(findings.put_in_bin, finding_id=finding),
                partial(findings.set_patterns, finding_id=finding, keys=frozenset({"tools"})),
            ]
        for kind, target in (("passage", passage), ("event", event)):
            if finding and target:
                acts.append(partial(findings.link_evidence, finding_id=finding, kind=kind, target_id=target))
        return acts

    def about_conversations(self) -> Acts:
        conversation, person = self.pick(Conversation), self.pick(Person)
        passage, event = self.pick(Passage), self.pick(Event)
        acts: Acts = [partial(conversations.add, participant_ids=(person,) if person else ())]
        if conversation:
            note, mark_id = self.text(), new_id()
            acts += [
                partial(conversations.set_note, conversation_id=conversation, note=note),
                partial(
                    conversations.mark,
                    conversation_id=conversation,
                    note=note.with_mark(1, 5, mark_id),
                    mark_id=mark_id,
                    kind="quotation",
                ),
                partial(conversations.set_held, conversation_id=conversation, held=self.date()),
                partial(
                    conversations.set_sign,
                    conversation_id=conversation,
                    paragraph_id=note.paragraphs[0].id,
                    sign=self.random.choice(conversations.SIGNS),
                    on=self.random.random() > 0.25,
                ),
            ]
        if conversation and person:
            acts.append(partial(conversations.set_people, conversation_id=conversation, people=(("reviewer", person),)))
        if passage:
            acts.append(partial(conversations.unmark, passage_id=passage))
        if passage and event:
            acts.append(partial(conversations.link_event, passage_id=passage, event_id=event))
        return acts

    def about_events(self) -> Acts:
        event, agency = self.pick(Event), self.pick(Agency)
        when = self.random.choice(("3 May 2010", "May 2010", "?", "31/02/2010", ""))
        acts: Acts = [partial(chronology.add_event, when=when, agency_id=agency or "", what=self.text())]
        if event:
            acts += [
                partial(chronology.set_when, event_id=event, text=when),
                partial(chronology.set_what, event_id=event, what=self.text()),
                partial(chronology.mark_skeleton, event_ids=(event,), on=self.random.random() > 0.3),
                partial(
                    chronology.place_events,
                    event_ids=(event,),
                    beside_id=self.pick(Event) or event,
                    below=self.random.random() > 0.5,
                ),
                partial(coverage.set_aside, event_ids=(event,), reason="Told twice"),
                partial(coverage.take_up, event_ids=(event,)),
                partial(chronology.bin_events, event_ids=(event,)),
                partial(chronology.restore_events, event_ids=(event,)),
            ]
        return acts

    def about_several_records(self) -> Acts:
        event, agency, person, account = self.pick(Event), self.pick(Agency), self.pick(Person), self.pick(Account)
        kept, words = self.pick(KeptSearch), self.random.choice(("mother", "late OR visit", ""))
        acts: Acts = [partial(kept_searches.keep, name=self.random.choice(("", "Visits")), words=words)]
        if kept:
            acts.append(partial(kept_searches.remove, kept_id=kept))
        if account:
            acts.append(partial(episodes.remove_account, account_id=account))
        if event:
            others = tuple(self.pick(Event) or event for _ in range(self.random.randrange(1, 3)))
            acts += [
                partial(joining.join, kept_id=event, other_ids=others),
                partial(joining.hold_for_one, event_ids=(event, *others)),
                partial(joining.part, event_id=self.joined() or event),
                partial(joining.part, event_id=self.joined() or event),
                partial(joining.keep_apart, event_ids=(event, *others)),
                partial(knowledge.set_recorded, event_id=event, words=self.random.choice(("4 May 2010", ""))),
                partial(accounts.add, event_id=event, person_id=person, agency_id=None, body=self.text()),
            ]
            if agency:
                words = self.random.choice(("early June 2010", "?", ""))
                acts.append(partial(knowledge.set_known, event_id=event, agency_id=agency, words=words))
        return acts

    def joined(self) -> str | None:
        """An event that is joined to another."""
        query = select(Event.id).where(Event.joined_to_id.is_not(None)).order_by(Event.id)
        ids = self.workspace.read(lambda session: list(session.scalars(query)))
        return self.random.choice(ids) if ids else None

    def about_returns(self) -> Acts:
        source, letter = self.pick(SourceDocument), self.random.choice("abc")
        acts: Acts = [partial(imports.take_in, incoming=a_return(agency=f"Agency {new_id()}", sha256=letter * 64))]
        if source:
            acts += [partial(sources.take_back, source_id=source), self.correction_of(source)]
        return acts

    def correction_of(self, source_id: str) -> Callable[[UnitOfWork], object]:
        """A corrected version of a return: rows left out, reworded and redated, and a new one."""
        rows = [row for row in ROWS if self.random.random() > 0.3]
        chosen = [(when, f"{words} again" if self.random.random() > 0.6 else words, done) for when, words, done in rows]
        incoming = a_return((*chosen, ("4 May 2010", "Letter sent", "")), sha256=self.random.choice("defg") * 64)
        earlier = self.workspace.read(partial(differences.before, source_id=source_id))
        found = differences.compare(earlier, incoming)
        olds = frozenset(row.old.id for row in found.rows if row.old)
        choices = Choices(*(frozenset(each for each in olds if self.random.random() > 0.5) for _ in range(2)))
        return partial(corrections.take_in, incoming=incoming, difference=found, choices=choices)

    def about_the_process(self) -> Acts:
        meeting, person, event, agency = self.pick(Meeting), self.pick(Person), self.pick(Event), self.pick(Agency)
        vocabulary = self.random.choice(tuple(vocabularies.LISTS))
        key = vocabularies.shipped(vocabulary)[0].key
        acts: Acts = [
            partial(meetings.add, kind="case group", title="First look", held=self.date(), note=self.text()),
            partial(meetings.add_proceeding, kind="inquest", title="Inquest", since=self.date()),
            partial(circulation.record, document="Report.docx", audience=NamingMode.PSEUDONYM, sha256="d" * 64),
            partial(glossary.add, abbreviation="CG", meaning="core group", agency_id=agency),
            partial(vocabularies.set_entry, name=vocabulary, key=key, label=self.random.choice(("Ours", "Mine"))),
            partial(vocabularies.reset_entry, name=vocabulary, key=key),
        ]
        if meeting:
            acts += [
                partial(meetings.set_event, meeting_id=meeting, event_id=event),
                partial(meetings.set_line, meeting_id=meeting, field="series", words=self.random.choice(("", "Core"))),
                partial(meetings.set_held, meeting_id=meeting, words="early spring 2012"),
                partial(meetings.introduce, meeting_id=meeting, name="Somebody new"),
                partial(meetings.put_in_bin, meeting_id=meeting),
                partial(meetings.take_from_bin, meeting_id=meeting),
            ]
        if meeting and person:
            presence = self.random.choice(("came", "apologies"))
            acts += [
                partial(meetings.set_attendance, meeting_id=meeting, person_id=person, presence=presence),
                partial(meetings.set_invited, meeting_id=meeting, person_id=person, invited=presence == "came"),
                partial(meetings.take_off, meeting_id=meeting, person_ids=(person,)),
            ]
        return acts

    def do_one(self) -> None:
        act = self.random.choice(self.acts())
        merge_key = self.random.choice((None, None, "typing"))
        self.workspace.perform("Act", act, merge_key=merge_key)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), length=st.integers(5, 40))
def test_undo_all_and_redo_all_bring_back_every_row(workspace: Workspace, seed: int, length: int) -> None:
    while workspace.undo_label:
        assert workspace.undo()
    start = everything(workspace)
    workspace.perform("Begin", lambda uow: review.start(uow, "Orchard", "scr", ("Proposed", "Agreed")))
    actor = Actor(workspace, seed)
    states = [everything(workspace)]
    for _ in range(length):
        actor.do_one()
        states.append(everything(workspace))
    end = states[-1]
    while workspace.undo_label:
        assert workspace.undo()
        assert everything(workspace) in states or everything(workspace) == start
    assert everything(workspace) == start
    while workspace.redo_label:
        assert workspace.redo()
        assert everything(workspace) in states
    assert everything(workspace) == end
    with workspace.file.engine.begin() as connection:
        assert revision_log.first_break(connection) is None


def test_a_return_taken_in_and_back_is_undone_row_for_row(workspace: Workspace) -> None:
    before = everything(workspace)
    done = workspace.perform("Take in", partial(imports.take_in, incoming=a_return()))
    assert done is not None
    there = everything(workspace)
    assert workspace.perform("Take back", partial(sources.take_back, source_id=done.value.source_id)) is not None
    gone = everything(workspace)
    assert not gone[Entry.__tablename__]
    assert not gone[Event.__tablename__]
    assert workspace.undo()
    assert everything(workspace) == there
    assert workspace.undo()
    assert everything(workspace) == before
    assert workspace.redo()
    assert workspace.redo()
    assert everything(workspace) == gone
    with workspace.file.engine.begin() as connection:
        assert revision_log.first_break(connection) is None


def test_the_log_notices_a_row_put_back_behind_its_back(workspace: Workspace) -> None:
    workspace.perform("Add", lambda uow: findings.add(uow, text_from("A finding")))
    with workspace.file.engine.begin() as connection:
        assert revision_log.first_break(connection) is None
        connection.execute(Finding.__table__.update().values(status="agreed"))
        broken = revision_log.first_break(connection)
        assert broken == connection.scalar(select(func.max(Revision.number)))


def test_the_log_holds_no_words(workspace: Workspace) -> None:
    workspace.perform("Add", lambda uow: findings.add(uow, text_from("Marigold")))
    with workspace.file.engine.begin() as connection:
        rows = connection.execute(select(Base.metadata.tables[LOG])).all()
    assert rows
    assert "Marigold" not in repr(rows)


@pytest.mark.parametrize("stored", [Event, Finding])
def test_bulk_changes_past_the_recorder_are_refused(workspace: Workspace, stored: type[Base]) -> None:
    with pytest.raises(AssertionError, match="recorder"):
        workspace.perform("Bulk", lambda uow: uow.session.query(stored).update({"binned_at": "x"}))
