"""Acts on very many rows: few readings of the file, every row recorded, undo and redo exact."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from app.domain.changes import RowChange
from app.models import Base, Event
from app.services import chronology
from app.services.common import whole_row
from app.storage import rows
from app.storage.unit_of_work import UnitOfWork
from app.workspace.workspace import Workspace

MANY = 1200
FEW = 40
"""Readings that an act on many rows may need, about one for every 500 rows and table."""


@pytest.fixture
def events(workspace: Workspace) -> tuple[str, ...]:
    new = [whole_row(Event, day_order=number) for number in range(MANY)]
    assert workspace.perform("Import", lambda uow: uow.insert_rows(Base.metadata.tables["event"], new)) is not None
    return tuple(str(row["id"]) for row in new)


def skeleton(workspace: Workspace) -> int:
    return len(workspace.read(lambda session: list(session.scalars(select(Event.id).where(Event.in_skeleton.is_(True))))))


def there(workspace: Workspace) -> int:
    return len(workspace.read(lambda session: list(session.scalars(select(Event.id)))))


def test_the_file_is_read_few_times_for_many_rows(workspace: Workspace, events: tuple[str, ...]) -> None:
    said: list[str] = []
    with workspace.file.engine.begin() as connection:
        rows.driver(connection).set_trace_callback(said.append)
    mark = partial(chronology.mark_skeleton, event_ids=events, on=True)
    for act in (
        partial(workspace.perform, "Mark", mark),
        workspace.undo,
        workspace.redo,
        partial(workspace.perform, "Bin", partial(chronology.bin_events, event_ids=events)),
        partial(workspace.perform, "Restore", partial(chronology.restore_events, event_ids=events)),
        workspace.undo,
        workspace.undo,
        workspace.undo,
        workspace.undo,
        workspace.redo,
    ):
        said.clear()
        assert act()
        assert sum(statement.startswith("UPDATE") for statement in said) in (0, MANY)
        assert 0 < sum(statement.startswith("SELECT") for statement in said) < FEW
    with workspace.file.engine.begin() as connection:
        rows.driver(connection).set_trace_callback(None)
    assert there(workspace) == MANY


def test_every_row_is_recorded_and_comes_back(workspace: Workspace, events: tuple[str, ...]) -> None:
    workspace.perform("One", partial(chronology.mark_skeleton, event_ids=events[:1], on=True))
    done = workspace.perform("All", partial(chronology.mark_skeleton, event_ids=(*events, events[5]), on=True))
    assert done is not None
    assert done.change_set.ids("event") == frozenset(events[1:])
    assert skeleton(workspace) == MANY
    assert workspace.undo()
    assert skeleton(workspace) == 1
    assert workspace.redo()
    assert skeleton(workspace) == MANY


def test_a_row_that_is_gone_stops_the_act(workspace: Workspace, events: tuple[str, ...]) -> None:
    problems: list[str] = []
    workspace.failed.connect(lambda problem: problems.append(problem.key))
    assert workspace.perform("Mark", partial(chronology.mark_skeleton, event_ids=(events[0], "gone"), on=True)) is None
    assert problems == ["no_longer_there"]
    assert skeleton(workspace) == 0


def test_rows_and_objects_may_be_changed_in_one_act(workspace: Workspace, events: tuple[str, ...]) -> None:
    def act(uow: UnitOfWork) -> tuple[bool, str]:
        event = uow.session.get_one(Event, events[0])
        event.source_words = "Page 3"
        chronology.mark_skeleton(uow, events[:2], True)
        seen = event.in_skeleton, event.source_words
        event.source_words = "Page 4"
        return seen

    done = workspace.perform("Both", act)
    assert done is not None
    assert done.value == (True, "Page 3")
    changed: dict[str, RowChange] = {change.id: change for change in done.change_set.changes}
    before, after = changed[events[0]].before, changed[events[0]].after
    assert before is not None
    assert after is not None
    assert (before["source_words"], before["in_skeleton"]) == ("", False)
    assert (after["source_words"], after["in_skeleton"]) == ("Page 4", True)
    assert workspace.undo()
    assert skeleton(workspace) == 0
