"""Linking a meeting: to the event that tells of it, and to the findings that rest on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services import findings, meetings
from app.services.things import things
from app.views.widgets.thing_picker import PickRow, ThingPicker, pick_row
from app.workspace.workspace import Workspace


class MeetingLinks(QObject):
    """Offers what a meeting can be linked to, and links it."""

    def __init__(self, workspace: Workspace, over: QWidget) -> None:
        super().__init__(over)
        self._workspace = workspace
        self.picker = ThingPicker(over)

    def offer_findings(self, meeting_id: str) -> None:
        """Let the reviewer choose a finding that rests on a meeting."""
        naming, about = self._workspace.naming, self.tr("Finding {}")
        rows = [
            PickRow("finding", row.id, row.headline.shown(naming) or title, title, "lightbulb")
            for row in self._workspace.read(findings.listed)
            for title in (about.format(row.number),)
        ]
        then = partial(self._on_finding_picked, meeting_id)
        self.picker.open(self.tr("Which finding rests on it?"), rows, then, self.tr("There are no findings yet."))

    def offer_events(self, meeting_id: str) -> None:
        """Let the reviewer choose the event that tells of a meeting."""
        naming = self._workspace.naming
        rows = [pick_row(thing, naming) for thing in self._workspace.read(partial(things, kinds=("event",)))]
        then = partial(self._on_event_picked, meeting_id)
        self.picker.open(self.tr("Which event tells of this meeting?"), rows, then, self.tr("There are no events yet."))

    def shut(self) -> None:
        """Put the list away and forget what it listed."""
        self.picker.shut()

    def _on_finding_picked(self, meeting_id: str, _kind: str, finding_id: str) -> None:
        act = partial(findings.link_evidence, finding_id=finding_id, kind="meeting", target_id=meeting_id)
        self._workspace.perform(self.tr("Link evidence"), act, announce=True)

    def _on_event_picked(self, meeting_id: str, _kind: str, event_id: str) -> None:
        act = partial(meetings.set_event, meeting_id=meeting_id, event_id=event_id)
        self._workspace.perform(self.tr("Link a meeting to its event"), act)
