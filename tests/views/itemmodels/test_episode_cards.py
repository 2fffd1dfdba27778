"""The cards of a lane as a list model: the least change to the rows, and no way to take a card out."""

from __future__ import annotations

import random

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.services.episode_rows import AgencyMark
from app.views.board.faces import CardFace
from app.views.counting import NO_BREAK
from app.views.itemmodels.episodes import FACE, LaneModel


def face(key: str, title: str = "", **more: object) -> CardFace:
    values: dict[str, object] = {
        "when": "", "agencies": (), "good": "", "problematic": "", "evidence": 0, "voices": 0
    } | more  # fmt: skip
    return CardFace(key, title or key, **values)  # pyright: ignore[reportArgumentType]


def test_rows_follow_any_order_and_indexes_stay_with_their_cards(qapp: QApplication) -> None:
    model = LaneModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rng = random.Random(7)
    keys = list("abcdefgh")
    for number in range(60):
        shown = rng.sample(keys, rng.randrange(len(keys) + 1))
        persistent = {key: QPersistentModelIndex(model.index(row)) for row, key in enumerate(model.ids())}
        model.set_faces([face(key, f"{key} {number}") for key in shown])
        assert model.ids() == tuple(shown)
        for key, index in persistent.items():
            assert index.isValid() is (key in shown)
            if index.isValid():
                assert model.data(index, FACE).id == key


def test_only_rows_that_differ_are_touched(qapp: QApplication) -> None:
    model = LaneModel()
    model.set_faces([face("a"), face("b"), face("c")])
    told: list[str] = []
    model.dataChanged.connect(lambda first, _last, _roles=None: told.append(f"changed {first.row()}"))
    model.rowsInserted.connect(lambda _parent, first, _last: told.append(f"inserted {first}"))
    model.rowsRemoved.connect(lambda _parent, first, _last: told.append(f"removed {first}"))
    model.rowsMoved.connect(lambda _p, first, _l, _t, to: told.append(f"moved {first} {to}"))
    model.set_faces([face("a"), face("b"), face("c")])
    assert told == []
    model.set_faces([face("a"), face("c", "C"), face("b")])
    assert told == ["moved 2 1", "changed 1"]
    told.clear()
    model.set_faces([face("a"), face("d"), face("b")])
    assert told == ["removed 1", "inserted 1"]


def test_no_drag_can_take_a_card_out(qapp: QApplication) -> None:
    model = LaneModel()
    model.set_faces([face("a")])
    assert not model.removeRows(0, 1)
    assert model.supportedDragActions() == Qt.DropAction.CopyAction
    assert model.supportedDropActions() == Qt.DropAction.CopyAction
    assert model.ids() == ("a",)
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_a_title_is_asked_for_not_set(qapp: QApplication) -> None:
    model = LaneModel()
    model.set_faces([face("a", "Late booking")])
    asked: list[tuple[str, str]] = []
    model.renamed.connect(lambda key, title: asked.append((key, title)))
    index = model.index(0)
    assert not model.setData(index, " Late booking ")
    assert not model.setData(index, " ")
    assert not model.setData(index, "Other", Qt.ItemDataRole.DisplayRole)
    assert model.setData(index, " Booked late ")
    assert asked == [("a", "Booked late")]
    assert index.data() == "Late booking"


def test_a_screen_reader_hears_everything_on_the_card(qapp: QApplication) -> None:
    one = face("a", "Late booking", when="March 2010", agencies=(AgencyMark("Housing", 0),), good="They rang.")
    model = LaneModel()
    model.set_faces([one])
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Late booking. March 2010. Housing. Good: They rang. No evidence linked yet"
    assert face("b", evidence=1).weight_words == "1 piece of evidence"
    assert face("b", evidence=2, voices=1).weight_words == f"2 pieces of evidence · 1{NO_BREAK}voice"
    assert face("b", problematic="Late", evidence=3, voices=2).spoken() == (
        f"b. Problematic: Late. 3 pieces of evidence · 2{NO_BREAK}voices"
    )
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.face(5) is None


def test_the_tip_of_a_card_gives_its_agencies_in_full(qapp: QApplication) -> None:
    model = LaneModel()
    marks = (AgencyMark("GPs", 0, "Sluice Road Surgery"), AgencyMark("Housing", 1))
    model.set_faces([face("a", agencies=marks)])
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) == "Sluice Road Surgery\nHousing"
