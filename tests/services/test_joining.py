"""Events that are one: what stands under them moves, and comes back to the last row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.errors import RuleBroken
from app.domain.text import new_id, text_from
from app.models import Base, Entry, Episode, EpisodeEvent, Event, Knowledge, SeenApart
from app.services import binned, chronology, episodes, event_rows, exchange, joining, people, sources
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from tests.services.a_review import Act, make
from tests.support.joined import Joined, two_agencies


@pytest.fixture
def ids(act: Act) -> Joined:
    return two_agencies(act)


def everything(file: ReviewFile) -> dict[str, list[dict[str, Any]]]:
    with file.engine.begin() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for table in Base.metadata.sorted_tables
            if table.name != "revision"
        }


def test_joining_moves_what_stands_under_and_leaves_the_record(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    act(joining.join, ids.social, (ids.police,))
    with review_file.session() as session:
        rows = {row.id: row for row in event_rows.rows(session)}
        police = session.get_one(Event, ids.police)
        assert set(rows) == {ids.social, ids.school}
        assert rows[ids.social].entry_count == 2
        assert rows[ids.social].in_skeleton
        assert set(rows[ids.social].episode_ids) == {ids.episode}
        assert police.what.plain == "Argument in the street. Officers looked in on two children."
        assert police.private_note.plain == "Ask who rang."
        assert [entry.cells for entry in session.scalars(select(Entry))] == [ids.cells] * 2
        assert binned.contents(session) == ()


def test_parting_brings_every_row_back_and_is_remembered(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    before = everything(review_file)
    act(joining.join, ids.social, (ids.police,))
    assert act(joining.part, ids.police) == ids.social
    after = everything(review_file)
    apart = after.pop("seen_apart")
    before.pop("seen_apart")
    for rows in (before["event"], after["event"]):
        for row in rows:
            row.pop("in_skeleton")  # the kept one stays in the skeleton: the reviewer wanted it there
    assert after == before
    assert [(row["one_id"], row["other_id"]) for row in apart] == [tuple(sorted((ids.social, ids.police)))]


def test_what_both_have_stays_with_each(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    act(episodes.link_events, ids.episode, (ids.social,))
    with UnitOfWork(review_file.engine, Stamp("1" * 32, "tester")) as uow:
        for event_id in (ids.social, ids.police):
            when = chronology.read_date(uow.session, "5 May 2010" if event_id == ids.social else "6 May 2010").when
            uow.session.add(Knowledge(event_id=event_id, agency_id=ids.agencies[2], known=when))
        uow.commit()
    act(joining.join, ids.social, (ids.police,))
    with review_file.session() as session:
        known = {row.event_id: row.known.text for row in session.scalars(select(Knowledge))}
        assert known == {ids.social: "5 May 2010", ids.police: "6 May 2010"}
        assert len(session.scalars(select(EpisodeEvent)).all()) == 2
        assert len(event_rows.details(session, ids.social).entries) == 2


def test_three_agencies_saw_it_and_one_is_parted(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    act(joining.join, ids.police, (ids.school,))
    act(joining.join, ids.social, (ids.police,))
    with review_file.session() as session:
        assert {row.id for row in event_rows.rows(session)} == {ids.social}
        assert {session.get_one(Event, each).joined_to_id for each in (ids.police, ids.school)} == {ids.social}
    act(joining.part, ids.school)
    with review_file.session() as session:
        rows = {row.id: row.entry_count for row in event_rows.rows(session)}
        assert rows == {ids.social: 2, ids.school: 0}


def test_what_is_gone_or_in_the_bin_is_refused(act: Act, ids: Joined) -> None:
    act(chronology.bin_events, (ids.police,))
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(joining.join, ids.social, (ids.police,))
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(joining.part, ids.school)
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(joining.keep_apart, (ids.social, "gone"))


def test_the_one_most_is_linked_to_is_kept(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    act(chronology.mark_skeleton, (ids.police,), False)
    assert act(joining.hold_for_one, (ids.social, ids.police), (ids.school,)) == ids.police
    with review_file.session() as session:
        assert {row.id for row in event_rows.rows(session)} == {ids.police, ids.school}
        apart = session.scalars(select(SeenApart)).one()
        assert {apart.one_id, apart.other_id} == {ids.police, ids.school}


def test_the_one_in_the_skeleton_is_kept(act: Act, ids: Joined) -> None:
    act(chronology.mark_skeleton, (ids.police,), False)
    act(chronology.mark_skeleton, (ids.school,), True)
    assert act(joining.hold_for_one, (ids.social, ids.police, ids.school)) == ids.school


def test_two_events_are_remembered_once(act: Act, review_file: ReviewFile, ids: Joined) -> None:
    for _ in range(2):
        act(joining.keep_apart, (ids.social, ids.police, ids.school))
    with review_file.session() as session:
        assert len(session.scalars(select(SeenApart)).all()) == 3


def test_it_leaves_and_comes_back_with_the_review(act: Act, review_file: ReviewFile, ids: Joined, tmp_path: Any) -> None:
    act(joining.join, max(ids.social, ids.police), (min(ids.social, ids.police),))
    act(joining.keep_apart, (ids.school, ids.social))
    with review_file.session() as session:
        data = exchange.export_data(session)
    with ReviewFile.create(tmp_path / "again.casement", "eleven brown hens at dawn") as again:
        with UnitOfWork(again.engine, Stamp("1" * 32, "tester")) as uow:
            exchange.read_back(uow, data)
            uow.commit()
        assert everything(again) == everything(review_file)


def test_a_return_whose_record_is_joined_is_not_taken_back(act: Act, ids: Joined) -> None:
    act(joining.join, ids.social, (ids.police,))
    for source_id in ids.sources:
        with pytest.raises(RuleBroken, match="import_worked_on"):
            act(sources.take_back, source_id)


def test_everything_that_names_an_event_is_known(act: Act) -> None:
    named = {each.stored.__tablename__: each.once for each in joining.hanging()}
    assert {"entry", "passage", "account", "episode_event", "evidence_link", "knowledge", "meeting"} <= set(named)
    assert named["knowledge"] == ("agency_id",)
    assert named["episode_event"] == ("episode_id",)
    assert named["evidence_link"] == ("finding_id", "part_key")
    assert "event" not in named
    assert "seen_apart" not in named


Step = tuple[int, int]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6))
def test_whatever_was_joined_parts_to_where_it_was(review_file: ReviewFile, act: Act, steps: list[Step]) -> None:
    events = _five_events(act, review_file)
    before = _under(review_file)
    for kept, other in steps:
        with review_file.session() as session:
            free = all(session.get_one(Event, events[each]).binned_at is None for each in (kept, other))
        if free:
            act(joining.join, events[kept], (events[other],))
    with review_file.session() as session:
        joined = [row.id for row in session.scalars(select(Event).where(Event.joined_to_id.is_not(None)))]
        live = {row.id for row in event_rows.rows(session)}
        assert all(session.get_one(Event, each).joined_to_id in live for each in joined)
    for event_id in joined:
        act(joining.part, event_id)
    assert _under(review_file) == before


def _five_events(act: Callable[..., Any], file: ReviewFile) -> list[str]:
    with file.session() as session:
        lane = session.scalar(select(Episode.lane_id))
    lane_id = lane or make(act).lanes[0]
    agency_id = act(people.add_agency, f"Agency {new_id()}")
    events = [act(chronology.add_event, agency_id=agency_id, what=text_from(f"Event {n}")) for n in range(5)]
    for number, linked in enumerate(((0, 1), (1, 2), (3,), (0, 1, 2, 3, 4))):
        episode_id = act(episodes.add, lane_id, f"Episode {number}")
        act(episodes.link_events, episode_id, tuple(events[each] for each in linked))
        act(episodes.add_account, episode_id, None, agency_id, text_from("An account"))
    return events


def _under(file: ReviewFile) -> set[tuple[str, str]]:
    with file.session() as session:
        return {(row.id, row.event_id) for row in session.scalars(select(EpisodeEvent))}
