"""Linking a passage to an event or an episode: the list to choose from, and the acts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services import conversations
from app.services.things import things
from app.views.widgets.thing_picker import ThingPicker, pick_row
from app.workspace.workspace import Workspace

KINDS = ("episode", "event")
"""What a passage is linked to; the few before the many."""


class Linking(QObject):
    """Offers what a passage can be linked to, and links it."""

    def __init__(self, workspace: Workspace, over: QWidget) -> None:
        super().__init__(over)
        self._workspace = workspace
        self.picker = ThingPicker(over)

    def offer(self, passage_id: str) -> None:
        """Let the reviewer choose an event or an episode for a passage."""
        found = self._workspace.read(partial(things, kinds=KINDS))
        naming = self._workspace.naming
        self.picker.open(
            self.tr("Which event or episode is this about?"),
            [pick_row(thing, naming) for thing in found],
            partial(self.link, passage_id),
            self.tr("There are no events and no episodes yet."),
        )

    def take_off(self, passage_id: str) -> None:
        """Take both links off a passage."""
        act = partial(conversations.unlink, passage_id=passage_id)
        self._workspace.perform(self.tr("Take the links off"), act, announce=True)

    def shut(self) -> None:
        """Put the list away and forget what it listed."""
        self.picker.shut()

    def link(self, passage_id: str, kind: str, thing_id: str) -> None:
        """Link a passage to an event or an episode."""
        if kind == "event":
            act = partial(conversations.link_event, passage_id=passage_id, event_id=thing_id)
        else:
            act = partial(conversations.link_episode, passage_id=passage_id, episode_id=thing_id)
        self._workspace.perform(self.tr("Link a passage"), act, announce=True)
