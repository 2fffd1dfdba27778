"""One way to link: what a drag of a thing carries between panels, and how it is read.

A drag offers ids only, a JSON list under the kind's own type; nothing of the case leaves the window. Whoever takes a drop
asks ``dragged_ids`` for the kinds it links. A drag is always a copy: no panel gives anything away by being dragged from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent

EVENTS = "application/x-casement-event-ids"
CONVERSATIONS = "application/x-casement-conversation-ids"
PASSAGES = "application/x-casement-passage-ids"
EPISODES = "application/x-casement-episode-ids"
FACTORS = "application/x-casement-factor-ids"
MEETINGS = "application/x-casement-meeting-ids"

TYPES = {
    "event": EVENTS,
    "conversation": CONVERSATIONS,
    "passage": PASSAGES,
    "episode": EPISODES,
    "factor": FACTORS,
    "meeting": MEETINGS,
}
"""Kind of thing to the type under which a drag carries its ids."""

LINK_KEYS = "Ctrl+Shift+L"
"""The link key: with something selected, opens the list of what it can be linked to."""


def mime_of(kind: str, ids: Iterable[str], mime: QMimeData | None = None) -> QMimeData:
    """Return what a drag of things carries, or put it into what it carries already."""
    made = QMimeData() if mime is None else mime
    made.setData(TYPES[kind], json.dumps(list(ids)).encode())
    return made


def dragged_ids(mime: QMimeData, kind: str) -> tuple[str, ...]:
    """Return the ids of a kind that a drag carries; none where it carries none, or something that isn't ours."""
    if not mime.hasFormat(TYPES[kind]):
        return ()
    try:
        ids: Any = json.loads(bytes(mime.data(TYPES[kind]).data()))
    except ValueError:
        return ()
    listed = cast("list[Any]", ids) if isinstance(ids, list) else []
    return tuple(each for each in listed if isinstance(each, str))


def dragged_kinds(mime: QMimeData) -> tuple[str, ...]:
    """Return the kinds of thing that a drag carries."""
    return tuple(kind for kind in TYPES if mime.hasFormat(TYPES[kind]))


def take_as_link(event: QDropEvent) -> bool:
    """Take a drag as a copy or a link, whatever keys are held; False where its source would only give things away."""
    for action in (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction):
        if event.possibleActions() & action:
            event.setDropAction(action)
            event.accept()
            return True
    event.ignore()
    return False
