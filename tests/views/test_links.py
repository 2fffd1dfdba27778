"""What a drag carries between panels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent

from app.views.links import EVENTS, TYPES, dragged_ids, dragged_kinds, mime_of, take_as_link

NO_KEYS = Qt.KeyboardModifier.NoModifier


def test_ids_come_out_as_they_went_in_kind_by_kind() -> None:
    mime = mime_of("factor", ("c",), mime_of("event", ["a", "b"]))
    assert bytes(mime.data("application/x-casement-event-ids").data()) == b'["a", "b"]'
    assert dragged_ids(mime, "event") == ("a", "b")
    assert dragged_ids(mime, "factor") == ("c",)
    assert dragged_ids(mime, "passage") == ()
    assert set(dragged_kinds(mime)) == {"event", "factor"}
    assert not mime.hasText()
    assert len(set(TYPES.values())) == 6


@pytest.mark.parametrize("data", [b"", b"nonsense", b'{"a": 1}', b"[1, null]", b"7", b"\xff\xfe"])
def test_what_is_not_ours_gives_no_ids(data: bytes) -> None:
    mime = QMimeData()
    mime.setData(EVENTS, data)
    assert dragged_ids(mime, "event") == ()


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.CopyAction),
        (Qt.DropAction.LinkAction, Qt.DropAction.LinkAction),
        (Qt.DropAction.MoveAction, None),
    ],
)
def test_a_drag_is_taken_as_a_copy_or_a_link_never_as_a_move(offered: Qt.DropAction, taken: Qt.DropAction | None) -> None:
    mime = mime_of("event", ["a"])
    event = QDropEvent(QPointF(1, 1), offered, mime, Qt.MouseButton.LeftButton, NO_KEYS)
    assert take_as_link(event) is (taken is not None)
    assert event.isAccepted() is (taken is not None)
    if taken is not None:
        assert event.dropAction() is taken
