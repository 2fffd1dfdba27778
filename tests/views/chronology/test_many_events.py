"""Five thousand events: filtered at a keystroke, scrolled without measuring them all, and changed one by one."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from app.domain.naming import Naming
from app.domain.text import Reference, Text, text_from
from app.services.event_rows import EventRow
from app.views.chronology.table import EventTable
from app.views.itemmodels.event_lines import EventFilter
from app.views.itemmodels.events import EventTableModel

COUNT = 5000
WORDS = ("visit", "school", "nurse", "mother", "weight", "referral", "meeting", "conference", "review", "plan")


def row(number: int, what: str | Text = "", when: str = "") -> EventRow:
    day = (date(2006, 1, 1) + timedelta(days=number // 3)).isoformat()
    told = what or " ".join(WORDS[(number * step) % len(WORDS)] for step in range(1, 4 + number % 40))
    at = (when or day, f"{day}T00:00", f"{day}T23:59")
    agency = ("a" * 32, "Health visiting", "HV", 0)
    return EventRow(
        f"{number:032x}", *at, "on", "day", *agency, told, "Case record", "", number, False, False, "", "", 1, (), ()
    )


@pytest.fixture
def table(qtbot: QtBot) -> EventTable:
    model = EventTableModel()
    model.set_rows([row(number) for number in range(COUNT)], Naming())
    made = EventTable(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def model(table: EventTable) -> EventTableModel:
    found = table.model()
    assert isinstance(found, EventTableModel)
    return found


def test_filtering_takes_no_more_than_a_moment(qtbot: QtBot, table: EventTable, model: EventTableModel) -> None:
    spent: list[float] = []
    for words in ("visit", "visit nurse", "nothing at all", "m", "weight plan", "", "case record", "hv 2008"):
        start = perf_counter()
        model.set_filter(EventFilter(words=words))
        spent.append(perf_counter() - start)
    assert median(spent) < 0.05  # one frame on a quiet machine (tests/benchmarks), some more where tests run side by side
    assert 0 < model.shown < COUNT


def test_rows_in_view_are_measured_at_once_and_all_others_by_and_by(
    qtbot: QtBot, table: EventTable, model: EventTableModel
) -> None:
    assert not table.heights.settled
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    seen = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1)
    wanted = {at: table.rowHeight(at) for at in seen}
    top = table.rowAt(0)
    qtbot.waitUntil(lambda: table.heights.settled, timeout=20000)
    assert {at: table.rowHeight(at) for at in seen} == wanted
    assert table.rowAt(0) == top
    assert table.reveal(f"{COUNT - 1:032x}")
    last = table.visualRect(table.currentIndex())
    assert 0 <= last.top() <= last.bottom() <= table.viewport().height()


def test_a_change_of_one_event_touches_its_line_alone(qtbot: QtBot, table: EventTable, model: EventTableModel) -> None:
    rows = list(model.events())
    table.reveal(rows[40].id)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    at = model.row_of(rows[41].id)
    before = table.rowHeight(at)
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([*rows[:41], rows[41]._replace(what="word " * 200), *rows[42:]], Naming())
    assert told == [(at, at)]
    assert table.rowHeight(at) > before
    with qtbot.waitSignals([model.rowsRemoved, model.rowsInserted]), qtbot.assertNotEmitted(model.modelReset):
        moved = rows[41]._replace(earliest=rows[50].earliest, latest=rows[50].latest)
        model.set_rows([*rows[:41], *rows[42:51], moved, *rows[51:]], Naming())
    assert table.selected_ids() == [rows[40].id]


def test_names_as_shown_are_what_is_filtered_by(model: EventTableModel) -> None:
    person = Reference("person", "p" * 32, "Ms Oakley")
    told = text_from("spoke with X").with_reference(11, 12, person)
    model.set_rows([row(0, told)], Naming())
    model.set_filter(EventFilter(words="oakley"))
    assert model.shown == 1
    model.set_shower(lambda _reference: "the social worker")
    assert model.shown == 0
    model.set_filter(EventFilter(words="social worker"))
    assert model.shown == 1


def test_other_names_touch_only_events_that_name_somebody(qtbot: QtBot, table: EventTable, model: EventTableModel) -> None:
    named = text_from("spoke with X").with_reference(11, 12, Reference("person", "p" * 32, "Ms Oakley"))
    rows = [each._replace(what=named) if n % 2 else each for n, each in enumerate(model.events())]
    model.set_rows(rows, Naming())
    qtbot.waitUntil(lambda: table.heights.settled, timeout=20000)
    table.reveal(rows[41].id)
    before = {each.id: model.line(model.row_of(each.id)).event for each in rows}
    told: list[tuple[int, int]] = []

    def tell(first: QModelIndex, last: QModelIndex) -> None:
        told.append((first.row(), last.row()))

    model.dataChanged.connect(tell)
    height = table.rowHeight(model.row_of(rows[41].id))
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_shower(lambda _reference: "the social worker " * 60)
    kept = [each.id for each in rows if model.line(model.row_of(each.id)).event is before[each.id]]
    assert kept == [each.id for each in rows[::2]]
    assert told == [(model.row_of(rows[1].id), model.row_of(max(rows[1::2], key=lambda each: model.row_of(each.id)).id))]
    assert table.rowHeight(model.row_of(rows[41].id)) > height
    qtbot.waitUntil(lambda: table.heights.settled, timeout=20000)
    assert table.rowHeight(model.row_of(rows[1].id)) == table.rowHeight(model.row_of(rows[41].id))
    assert table.selected_ids() == [rows[41].id]


def test_a_narrow_table_leaves_where_it_is_recorded_to_the_editor(qtbot: QtBot, table: EventTable) -> None:
    table.resize(400, 500)
    assert table.isColumnHidden(4)
    assert table.horizontalHeader().length() <= table.viewport().width()
    table.resize(1000, 500)
    assert not table.isColumnHidden(4)
