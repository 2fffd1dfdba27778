"""Corrected returns taken in by difference, over real files: what the reviewer did stays, one undo takes all back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.catalogue import message_for
from app.domain.date_parsing import understand
from app.domain.errors import RuleBroken
from app.domain.return_plans import propose_plan
from app.domain.return_rows import read_table
from app.domain.returns import Cell, ParsedRow, ParsedTable
from app.domain.text import Reference, Text, text_from
from app.models import Entry, Event, SourceDocument
from app.services import (
    accounts,
    chronology,
    corrections,
    differences,
    episode_rows,
    episodes,
    event_rows,
    exchange,
    imports,
    joining,
    people,
    review,
    source_register,
    sources,
)
from app.services.differences import Choices, Difference, Kind
from app.services.imports import Incoming, IncomingReturn, IncomingTable
from app.services.people import PersonFields
from app.services.said import plainly
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.support.a_return import CONTEXT, a_return

Act = Callable[..., Any]
Row = tuple[str, str, str]
FIRST: tuple[Row, ...] = (
    ("03/05/2010", "Seen at home with mother", "Referred on"),
    ("04/05/2010", "Telephone call from school about the elder child", ""),
    ("05/05/2010", "Not brought to clinic", ""),
    ("06/05/2010", "Weighed", "None"),
)
SECOND: tuple[Row, ...] = (
    ("06/05/2010", "Weighed", "None"),
    ("03/05/2010", "Seen at home with mother", "Referred on"),
    ("07/05/2010", "Strategy discussion", ""),
    ("04/05/2010", "Telephone call from the school nurse about the elder child", ""),
)
NONE = Choices()


@pytest.fixture
def taken(act: Act) -> imports.TakenIn:
    act(review.start, "Orchard", "scr", ("Proposed",))
    done = act(imports.take_in, a_return(FIRST))
    assert isinstance(done, imports.TakenIn)
    return done


def corrected(rows: tuple[Row, ...] = SECOND, sha256: str = "b" * 64) -> IncomingReturn:
    return replace(a_return(rows, sha256=sha256), file_name="visits corrected.xlsx")


def difference(file: ReviewFile, source_id: str, incoming: IncomingReturn) -> Difference:
    with file.session() as session:
        return differences.compare(differences.before(session, source_id), incoming)


def take_in(file: ReviewFile, act: Act, source_id: str, rows: tuple[Row, ...] = SECOND, **wanted: Any) -> imports.TakenIn:
    incoming = corrected(rows, wanted.get("sha256", "b" * 64))
    found = difference(file, source_id, incoming)
    done = act(corrections.take_in, incoming, found, wanted.get("choices", NONE))
    assert isinstance(done, imports.TakenIn)
    return done


def told(file: ReviewFile) -> dict[str, tuple[str, str]]:
    """The id, date and words of every event by the beginning of what happened."""
    with file.session() as session:
        return {row.what_plain[:8]: (row.id, row.when_text) for row in session.execute(_EVENTS)}


_EVENTS = Event.__table__.select().order_by(Event.__table__.c.id)


def everything(file: ReviewFile) -> dict[str, Any]:
    with file.session() as session:
        return exchange.export_data(session)["tables"]


def old_id(found: Difference, words: str) -> str:
    return next(row.old.id for row in found.rows if row.old and words in row.old.said.words)


def test_new_changed_gone_and_unchanged_rows_are_told_apart(review_file: ReviewFile, taken: imports.TakenIn) -> None:
    found = difference(review_file, taken.source_id, corrected())
    assert found.counts() == {Kind.CHANGED: 1, Kind.NEW: 1, Kind.GONE: 1, Kind.SAME: 2}
    changed, new, gone = (found.of(kind)[0] for kind in (Kind.CHANGED, Kind.NEW, Kind.GONE))
    assert changed.differs == {"words"}
    assert changed.disputed == frozenset()
    assert (new.new and new.new.said.words, gone.old and gone.old.said.words) == (
        "Strategy discussion",
        "Not brought to clinic",
    )


def test_events_stay_and_follow_what_the_agency_changed(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    before = told(review_file)
    done = take_in(review_file, act, taken.source_id)
    after = told(review_file)
    assert (done.events, done.set_aside, done.changed, done.gone) == (1, 1, 1, 1)
    assert {name: after[name] for name in before} == before
    with review_file.session() as session:
        rows = {row.id: row for row in event_rows.rows(session)}
        assert rows[before["Telephon"][0]].what == "Telephone call from the school nurse about the elder child"
        assert rows[before["Seen at "][0]].entry_count == 1
        assert [row.gone_since != "" for row in rows.values()].count(True) == 1
        assert rows[before["Not brou"][0]].gone_since
        details = event_rows.details(session, before["Telephon"][0])
        assert [(entry.source_title, entry.replaced, bool(entry.gone_since)) for entry in details.entries] == [
            ("visits.xlsx", True, False),
            ("visits corrected.xlsx", False, False),
        ]
        assert [entry.gone_since != "" for entry in event_rows.details(session, before["Not brou"][0]).entries] == [True]
        entries = session.query(Entry).filter_by(source_id=done.source_id).order_by(Entry.position).all()
        assert [bool(entry.event_id) for entry in entries] == [False, True, True, True, True]
        assert [source.corrects for source in source_register.listed(session)] == ["visits.xlsx", ""]


def test_what_the_reviewer_edited_stays_unless_the_agencys_words_are_chosen(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    event_id = told(review_file)["Telephon"][0]
    act(chronology.set_what, event_id, text_from("Telephone: the school is worried"))
    rows = (*SECOND[:3], ("08/05/2010", *SECOND[3][1:]))
    found = difference(review_file, taken.source_id, corrected(rows))
    changed = found.of(Kind.CHANGED)[0]
    assert (changed.differs, changed.disputed) == ({"when", "words"}, {"words"})
    assert corrections.follows(changed, NONE) == {"when"}
    assert corrections.follows(changed, Choices(agencys=frozenset({old_id(found, "Telephone")}))) == {"when", "words"}
    take_in(review_file, act, taken.source_id, rows)
    with review_file.session() as session:
        event = session.get_one(Event, event_id)
        assert (event.what.plain, event.when.text) == ("Telephone: the school is worried", "08/05/2010")


def test_the_agencys_words_are_taken_where_chosen_and_a_date_edited_stays(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    event_id = told(review_file)["Telephon"][0]
    act(chronology.set_when, event_id, "early May 2010")
    act(chronology.set_what, event_id, text_from("Mine"))
    found = difference(review_file, taken.source_id, corrected())
    choices = NONE.toggled("agencys", (old_id(found, "Telephone"),), True)
    take_in(review_file, act, taken.source_id, choices=choices)
    with review_file.session() as session:
        event = session.get_one(Event, event_id)
        assert (event.what.plain[:32], event.when.text) == ("Telephone call from the school n", "early May 2010")
    assert choices.toggled("agencys", choices.agencys, False) == NONE


def test_links_notes_and_places_stay(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    events = told(review_file)
    with review_file.session() as session:
        lane = episode_rows.board(session)[0].id
    episode = act(episodes.add, lane, "The first visits")
    act(episodes.link_events, episode, [event_id for event_id, _ in events.values()])
    act(chronology.mark_skeleton, (events["Telephon"][0],), True)
    act(chronology.set_private_note, events["Telephon"][0], text_from("Ask who called"))
    take_in(review_file, act, taken.source_id)
    with review_file.session() as session:
        rows = {row.id: row for row in event_rows.rows(session)}
    assert all(rows[event_id].episode_ids == (episode,) for event_id, _ in events.values())
    changed = rows[events["Telephon"][0]]
    assert (changed.in_skeleton, changed.has_private_note) == (True, True)


def counted(sha256: str, *rows: tuple[str, str, str]) -> IncomingReturn:
    """A return that numbers its rows as Chronolator does."""
    made = enumerate((("Seq", "Start Date", "Event"), *rows), 1)
    parsed = ParsedTable("t", tuple(ParsedRow(f"row {number}", tuple(map(Cell, row))) for number, row in made))
    plan = propose_plan(parsed)
    lines = tuple(Incoming(row) for row in read_table(parsed, plan, CONTEXT))
    return replace(a_return(sha256=sha256), tables=(IncomingTable("t", plan, lines),))


def test_numbers_order_a_day_in_a_corrected_return_too(review_file: ReviewFile, act: Act) -> None:
    well, collapsed = ("1", "3/5/2010", "Seemed well in the morning"), ("20", "3/5/2010 10:00", "Infant collapsed at home")
    rang, late = ("30", "3/5/2010", "Mother rang the surgery"), ("50", "3/5/2010", "Father came to the ward")
    first = act(imports.take_in, counted("a" * 64, rang, collapsed, well, late))

    def order() -> list[str]:
        with review_file.session() as session:
            return [str(row.what).split()[0] for row in event_rows.rows(session)]

    def ids() -> dict[str, str]:
        return {words: event_id for words, (event_id, _) in told(review_file).items()}

    assert order() == ["Seemed", "Infant", "Mother", "Father"]
    act(chronology.place_events, [ids()["Father c"]], ids()["Mother r"], False)
    by_hand = ["Seemed", "Infant", "Father", "Mother"]
    assert order() == by_hand
    before = everything(review_file)
    new, redated = ("25", "3/5/2010", "Ambulance called"), ("31", "4/5/2010", "Mother rang the surgery")
    incoming = counted("b" * 64, late, new, well, redated, collapsed, ("32", "4/5/2010", "Strategy meeting"))
    found = difference(review_file, first.source_id, incoming)
    done = act(corrections.take_in, incoming, found, NONE)
    assert order() == ["Seemed", "Infant", "Ambulance", "Father", "Mother", "Strategy"]
    act(sources.take_back, done.source_id)
    assert order() == by_hand
    assert everything(review_file) == before


def test_names_that_referred_to_people_refer_to_them_in_the_new_words(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    person = act(people.add, PersonFields("Imelda Rook"))
    event_id = told(review_file)["Telephon"][0]
    what = text_from("Telephone call from  about the elder child").with_reference(
        20, 20, Reference("person", person, "school")
    )
    act(chronology.set_what, event_id, what)
    take_in(review_file, act, taken.source_id)
    with review_file.session() as session:
        after: Text = session.get_one(Event, event_id).what
    assert [each.id for each in after.references()] == [person]
    assert after.plain == "Telephone call from the school nurse about the elder child"


def test_what_is_gone_goes_into_the_bin_where_chosen(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    event_id = told(review_file)["Not brou"][0]
    found = difference(review_file, taken.source_id, corrected())
    choices = Choices(binned=frozenset({old_id(found, "Not brought"), old_id(found, "Weighed")}))
    done = take_in(review_file, act, taken.source_id, choices=choices)
    with review_file.session() as session:
        assert [event.id for event in session.query(Event) if event.binned_at] == [event_id]
    act(sources.take_back, done.source_id)
    with review_file.session() as session:
        assert [event.id for event in session.query(Event) if event.binned_at] == []


def test_a_pair_taken_apart_is_gone_and_new_and_can_be_put_together(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    incoming = corrected()
    found = difference(review_file, taken.source_id, incoming)
    changed = found.of(Kind.CHANGED)[0]
    assert changed.new is not None
    assert changed.old is not None
    apart = found.apart(changed.key)
    assert apart.counts() == {Kind.CHANGED: 0, Kind.NEW: 2, Kind.GONE: 2, Kind.SAME: 2}
    assert apart.together(changed.old.id, changed.new.number) == found
    done = act(corrections.take_in, incoming, apart, NONE)
    assert done.events == 2


def test_a_corrected_return_is_taken_back_to_the_last_row(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    act(chronology.set_what, told(review_file)["Weighed\n"][0], text_from("Weighed at clinic"))
    before = everything(review_file)
    done = take_in(review_file, act, taken.source_id)
    with pytest.raises(RuleBroken) as refused:
        act(sources.take_back, taken.source_id)
    assert message_for(refused.value).says == "“visits.xlsx” was corrected since by “visits corrected.xlsx”."
    act(sources.take_back, done.source_id)
    assert everything(review_file) == before


CHANGES: dict[str, Callable[[UnitOfWork, str], object]] = {
    "what": lambda uow, event_id: chronology.set_what(uow, event_id, text_from("Otherwise")),
    "moved": lambda uow, event_id: _move_entry(uow, event_id),
}


def _move_entry(uow: UnitOfWork, event_id: str) -> None:
    later = uow.session.query(Entry).filter(Entry.event_id == event_id, Entry.follows_id.is_not(None)).one()
    later.event_id = chronology.add_event(uow, when="1 May 2010")


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_worked_on_since_holds_a_corrected_return(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, change: str
) -> None:
    done = take_in(review_file, act, taken.source_id)
    act(CHANGES[change], told(review_file)["Telephon"][0])
    with pytest.raises(RuleBroken, match="import_worked_on") as refused:
        act(sources.take_back, done.source_id)
    assert "1 event that was edited" in message_for(refused.value).says


def test_a_link_since_to_an_event_that_was_there_holds_nothing(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    done = take_in(review_file, act, taken.source_id)
    act(chronology.mark_skeleton, (told(review_file)["Telephon"][0],), True)
    act(sources.take_back, done.source_id)
    with review_file.session() as session:
        assert [event.in_skeleton for event in session.query(Event)].count(True) == 1


def test_a_third_version_is_held_against_the_second_and_brings_back_what_was_gone(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    events = told(review_file)
    second = take_in(review_file, act, taken.source_id)
    with pytest.raises(RuleBroken, match="import_corrected_since"):
        take_in(review_file, act, taken.source_id, sha256="c" * 64)
    found = difference(review_file, second.source_id, corrected(FIRST, "d" * 64))
    assert found.counts() == {Kind.CHANGED: 1, Kind.NEW: 0, Kind.GONE: 1, Kind.SAME: 3}
    take_in(review_file, act, second.source_id, FIRST, sha256="d" * 64)
    after = told(review_file)
    assert {name: after[name] for name in events} == events
    with review_file.session() as session:
        assert [row.what for row in event_rows.rows(session) if row.gone_since] == ["Strategy discussion"]


def test_the_same_file_and_what_changed_meanwhile_are_refused(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    with pytest.raises(RuleBroken, match="return_taken_before"):
        take_in(review_file, act, taken.source_id, sha256="a" * 64)
    incoming = corrected()
    found = difference(review_file, taken.source_id, incoming)
    act(chronology.set_what, told(review_file)["Weighed\n"][0], text_from("Meanwhile"))
    with pytest.raises(RuleBroken, match="changed_since"):
        act(corrections.take_in, incoming, found, NONE)


def test_a_date_corrected_on_the_way_in_is_the_events(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    incoming = corrected()
    table = incoming.tables[0]
    lines = list(table.rows)
    lines[2] = replace(lines[2], corrected=understand("2 May 2010", CONTEXT))
    incoming = replace(incoming, tables=(replace(table, rows=tuple(lines)),))
    found = difference(review_file, taken.source_id, incoming)
    assert found.counts()[Kind.SAME] == 2
    act(corrections.take_in, incoming, found, NONE)
    assert told(review_file)["Seen at "][1] == "2 May 2010"


def test_the_likeliest_earlier_return_is_guessed(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    other = act(imports.take_in, replace(a_return(SECOND[2:], sha256="e" * 64), agency_id=taken.agency_id, new_agency=""))
    with review_file.session() as session:
        assert [each.events for each in differences.earlier_returns(session, taken.agency_id)] in ([2, 4], [4, 2])
        assert differences.earlier_returns(session, "0" * 32) == ()
        assert differences.all_before(session, "0" * 32) == ()
        earlier = differences.all_before(session, taken.agency_id)
    assert differences.best_guess(earlier, corrected(FIRST[1:])) == taken.source_id
    assert differences.best_guess(earlier, corrected(SECOND[2:])) == other.source_id
    assert differences.best_guess(earlier, corrected((("1 Jan 2001", "Quite other things", ""),))) == ""
    assert differences.best_guess((), corrected()) == ""


def test_everything_leaves_as_data_and_comes_back(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn, review_path: Any, tmp_path: Any
) -> None:
    second = take_in(review_file, act, taken.source_id)
    take_in(review_file, act, second.source_id, FIRST, sha256="d" * 64)
    with review_file.session() as session:
        data = json.loads(json.dumps(exchange.export_data(session)))
    with ReviewFile.create(tmp_path / "back.casement", "eleven brown hens at dawn") as file:
        with UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow:
            exchange.read_back(uow, data)
            uow.commit()
        assert everything(file) == data["tables"]


# -- whatever is corrected --------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["Seen at home with mother and both children", "Call", "Weighed", "Call from the school nurse", "Letter to GP"]
)
DATES = st.sampled_from(["03/05/2010", "4 May 2010", "?22 May 2010", "May 2010", "not known", "31/02/2010", "1 June 2011"])
ROWS = st.lists(st.tuples(DATES, WORDS, st.sampled_from(["", "Referred on"])), min_size=1, max_size=9)


@st.composite
def corrections_of(draw: st.DrawFn, rows: list[Row]) -> list[Row]:
    """Some rows reworded, redated, wrapped anew, left out, repeated or added, in any order."""
    made: list[Row] = []
    for when, words, action in rows:
        what = draw(st.sampled_from(["same", "same", "reworded", "redated", "wrapped", "gone", "twice"]))
        other = {
            "same": [(when, words, action)],
            "reworded": [(when, f"{words} as agreed", action)],
            "redated": [(draw(DATES), words, action)],
            "wrapped": [(f" {when} ", words.replace(" ", "  "), action)],
            "gone": [],
            "twice": [(when, words, action)] * 2,
        }
        made += other[what]
    made += draw(st.lists(st.tuples(DATES, WORDS, st.just("New")), max_size=3))
    return draw(st.permutations(made)) if made else [("1 May 2010", "All that is left", "")]


@pytest.fixture(scope="module")
def workspace(blank_review: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("differences") / "Orchard.casement"
    shutil.copyfile(blank_review, path)
    made = Workspace()
    made.take(ReviewFile.open(path, PASSPHRASE))
    yield made
    made.close()


def meanings(workspace: Workspace, source_id: str) -> list[tuple[str, ...]]:
    """What the events of a return say, white space aside."""

    def read(session: Any) -> list[tuple[str, ...]]:
        ids = {entry.event_id for entry in session.query(Entry).filter_by(source_id=source_id) if entry.event_id}
        events = [session.get_one(Event, event_id) for event_id in ids]
        return sorted(
            (plainly(e.what.plain), str(e.when.earliest), str(e.when.latest), e.when.kind.value, e.date_question)
            for e in events
        )

    return workspace.read(read)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.data())
def test_a_return_taken_in_by_difference_says_what_it_says_taken_in_afresh(
    workspace: Workspace, rows: list[Row], data: st.DataObject
) -> None:
    later = data.draw(corrections_of(rows))
    incoming = replace(a_return(later, sha256="b" * 64), file_name="later.xlsx")
    fresh = workspace.perform("Take in", partial(imports.take_in, incoming=incoming))
    assert fresh is not None
    wanted = meanings(workspace, fresh.value.source_id)
    assert workspace.undo()
    first = workspace.perform("Take in", partial(imports.take_in, incoming=a_return(rows)))
    assert first is not None
    ids = dict(_entries(workspace, first.value.source_id))
    before = _tables(workspace)
    earlier = workspace.read(partial(differences.before, source_id=first.value.source_id))
    found = differences.compare(earlier, incoming)
    done = workspace.perform("Correct", partial(corrections.take_in, incoming=incoming, difference=found, choices=NONE))
    assert done is not None
    after = _tables(workspace)
    assert meanings(workspace, done.value.source_id) == wanted
    assert set(ids.values()) <= {row["id"] for row in after["event"]}
    assert [row for row in after["entry"] if row["source_id"] == first.value.source_id] == before["entry"]
    counts = found.counts()
    assert counts[Kind.SAME] + counts[Kind.CHANGED] + counts[Kind.GONE] == len(ids)
    assert counts[Kind.SAME] + counts[Kind.CHANGED] + counts[Kind.NEW] == len(wanted_rows(incoming))
    assert workspace.undo()
    assert _tables(workspace) == before
    assert workspace.redo()
    assert _tables(workspace) == after
    assert workspace.perform("Take back", partial(sources.take_back, source_id=done.value.source_id)) is not None
    assert _tables(workspace) == before
    for _ in range(3):
        assert workspace.undo()


def wanted_rows(incoming: IncomingReturn) -> list[differences.NewRow]:
    return differences.new_rows(incoming)


def _tables(workspace: Workspace) -> dict[str, Any]:
    return workspace.read(exchange.export_data)["tables"]


def _entries(workspace: Workspace, source_id: str) -> list[tuple[str, str]]:
    def read(session: Any) -> list[tuple[str, str]]:
        found = session.query(Entry).filter_by(source_id=source_id)
        return [(entry.id, entry.event_id) for entry in found if entry.event_id]

    return workspace.read(read)


def test_documents_are_as_many_as_returns(review_file: ReviewFile, act: Act, taken: imports.TakenIn) -> None:
    take_in(review_file, act, taken.source_id)
    with review_file.session() as session:
        first, second = session.query(SourceDocument).order_by(SourceDocument.title.desc())
        assert (second.corrects_id, first.corrects_id) == (first.id, None)
        remembered = imports.remembered_plans(session, taken.agency_id)
        assert [plan.headings for plan in remembered] == [("Date", "Event", "Action taken")]


# -- events joined to others ------------------------------------------------------------------------------------------

REWORDED: tuple[Row, ...] = (("02/05/2010", "Seen at home with father", "Referred on"), *SECOND[:1], *SECOND[2:])
"""The second version with the first visit put right."""


def in_words(workspace: Workspace) -> list[tuple[Any, ...]]:
    """What every event says and which entries it stands on, ids aside."""

    def read(session: Any) -> list[tuple[Any, ...]]:
        return sorted(
            (
                event.what.plain, event.when.text, event.source_words, event.day_order, event.stands_at, event.moved,
                event.binned_at or "", sorted((entry.cells, entry.said) for entry in event.entries),
            )
            for event in session.query(Event)
        )  # fmt: skip

    return workspace.read(read)


def correct(workspace: Workspace, source_id: str, rows: tuple[Row, ...], letter: str) -> str:
    earlier = workspace.read(partial(differences.before, source_id=source_id))
    found = differences.compare(earlier, corrected(rows, letter * 64))
    assert not any(row.disputed for row in found.rows)
    act = partial(corrections.take_in, incoming=corrected(rows, letter * 64), difference=found, choices=NONE)
    return do(workspace, act).source_id


def do(workspace: Workspace, act: Callable[[UnitOfWork], Any]) -> Any:
    done = workspace.perform("Act", act)
    assert done is not None
    return done.value


@pytest.mark.parametrize("versions", [(REWORDED,), (REWORDED, FIRST), (REWORDED, SECOND[2:], REWORDED)])
def test_joined_corrected_and_parted_is_as_if_never_joined(workspace: Workspace, versions: tuple[Any, ...]) -> None:
    source = do(workspace, partial(imports.take_in, incoming=a_return(FIRST))).source_id
    kept = do(workspace, partial(chronology.add_event, when="1 May 2010", what=text_from("Police visit")))
    start, latest = _tables(workspace), source
    for rows, letter in zip(versions, "bcd", strict=False):
        latest = correct(workspace, latest, rows, letter)
    never_joined = in_words(workspace)
    for _ in versions:
        assert workspace.undo()
    assert _tables(workspace) == start
    seen = next(event for _, event in _entries(workspace, source) if event != kept)
    do(workspace, partial(joining.join, kept_id=kept, other_ids=(seen,)))
    joined, latest = _tables(workspace), source
    for rows, letter in zip(versions, "bcd", strict=False):
        latest = correct(workspace, latest, rows, letter)
    after = _tables(workspace)
    first, theirs = workspace.read(partial(accounts.versions, event_id=kept))
    assert (first.what.plain, first.when.text, first.entries) == ("Police visit", "1 May 2010", ())
    assert len(theirs.entries) >= 2
    assert theirs.what.plain.startswith("Seen at home with")
    do(workspace, partial(joining.part, event_id=seen))
    assert in_words(workspace) == never_joined
    assert workspace.undo()
    assert _tables(workspace) == after
    do(workspace, partial(sources.take_back, source_id=latest))
    assert workspace.undo()
    assert _tables(workspace) == after
    for _ in versions:
        assert workspace.undo()
    assert _tables(workspace) == joined
    for _ in range(3):
        assert workspace.undo()


def test_a_corrected_return_is_taken_back_from_under_a_joined_event(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    kept = act(chronology.add_event, when="1 May 2010", what=text_from("Police visit"))
    act(joining.join, kept, (told(review_file)["Seen at "][0],))
    before = everything(review_file)
    done = take_in(review_file, act, taken.source_id, REWORDED)
    act(sources.take_back, done.source_id)
    assert everything(review_file) == before


def test_a_gone_row_of_a_joined_event_takes_no_other_agencys_into_the_bin(
    review_file: ReviewFile, act: Act, taken: imports.TakenIn
) -> None:
    kept = act(chronology.add_event, when="1 May 2010", what=text_from("Police visit"))
    act(joining.join, kept, (told(review_file)["Not brou"][0],))
    found = difference(review_file, taken.source_id, corrected())
    choices = Choices(binned=frozenset({old_id(found, "Not brought")}))
    act(corrections.take_in, corrected(), found, choices)
    with review_file.session() as session:
        assert session.get_one(Event, kept).binned_at is None
