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
from app.domain.text import Reference, Text, new_id, text_from
from app.models import Base, ContributoryFactor, Conversation, Episode, Event, Finding, Lane, Passage, Person, Revision
from app.services import conversations, episodes, factors, findings, lanes, people, review
from app.storage import revision_log
from app.storage.unit_of_work import UnitOfWork
from app.workspace.workspace import Workspace

LOG = "revision"


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

    def acts(self) -> list[Callable[[UnitOfWork], object]]:
        """Everything that could be done now."""
        lane, episode, other = self.pick(Lane), self.pick(Episode), self.pick(Lane)
        conversation, finding, person = self.pick(Conversation), self.pick(Finding), self.pick(Person)
        passage, factor = self.pick(Passage), self.pick(ContributoryFactor)
        place = self.random.randrange(4)
        acts: list[Callable[[UnitOfWork], object]] = [
            partial(people.add, fields=people.PersonFields(f"Person {self.random.random()}", role="Health visitor")),
            partial(people.add_agency, name=self.random.choice(("Housing", "School", "Police"))),
            partial(episodes.add, lane_id=lane, title="Visit"),
            partial(lanes.add, title="Lane"),
            partial(lanes.remove, lane_id=lane),
            partial(findings.add, headline=self.text()),
            partial(conversations.add, participant_ids=(person,) if person else ()),
            partial(factors.add, framework_key="a", level="national", effect="helps", weight=2, body=self.text()),
            partial(review.set_text, field="purpose", text=self.text()),
            partial(review.set_questions, questions=tuple(self.random.sample(("a?", "b?", "c?"), place % 3 + 1))),
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
        if finding:
            acts += [
                partial(findings.move, finding_id=finding, position=place),
                partial(findings.set_part, finding_id=finding, part_key="tested", body=self.text()),
                partial(findings.add_issue, finding_id=finding, question=self.text()),
                partial(findings.put_in_bin, finding_id=finding),
                partial(findings.set_patterns, finding_id=finding, keys=frozenset({"tools"})),
            ]
        if finding and passage:
            acts.append(partial(findings.link_evidence, finding_id=finding, kind="passage", target_id=passage))
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
                    on=place > 0,
                ),
            ]
        if conversation and person:
            acts.append(partial(conversations.set_people, conversation_id=conversation, people=(("reviewer", person),)))
        if passage:
            acts.append(partial(conversations.unmark, passage_id=passage))
        if factor:
            acts.append(partial(factors.remove, factor_id=factor))
        if person:
            acts += [
                partial(people.set_aliases, person_id=person, names=("HV", "Jo")),
                partial(people.set_pseudonym, person_id=person, audience="report", name=f"GP{place}"),
                partial(people.set_part, person_id=person, part="case group", takes_it=place > 1),
                partial(people.remove, person_id=person),
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
