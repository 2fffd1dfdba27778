"""Everybody's account of an event in the editor: the records, what people said, and a place for one more voice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services import accounts, conversations, episodes, joining
from app.services.accounts import SideBySide
from app.services.things import things
from app.views.accounts.columns import Accounts
from app.views.accounts.told import Told, told_by_record, told_in_conversation
from app.views.board.offered import voices_offered
from app.views.widgets.labels import button
from app.views.widgets.thing_picker import ThingPicker, pick_row
from app.workspace.workspace import Workspace


class EventAccounts(QWidget):
    """Shows the accounts of one event, and lets one be added by hand or from a conversation."""

    open_passage_requested = Signal(str)

    def __init__(self, workspace: Workspace, over: QWidget) -> None:
        """``over`` is what the list of voices and passages is shown over."""
        super().__init__()
        self._workspace = workspace
        self.several = False
        """Whether there is more than one voice, so that they stand side by side."""
        self._event_id = ""
        self._private = True
        self.columns = Accounts(workspace)
        self.passage_button = button(self.tr("From a conversation…"), kind="quiet", icon_name="quote")
        self.passage_button.clicked.connect(self._on_passage_clicked)
        self.columns.add_to_header(self.passage_button)
        self.picker = ThingPicker(over)
        self.columns.add_requested.connect(self._on_add_requested)
        self.columns.removed.connect(self._on_removed)
        self.columns.acted.connect(self._on_acted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)

    def show_event(self, event_id: str) -> None:
        """Show everybody's account of an event; no id for none."""
        if event_id != self._event_id:
            self.columns.forget()
        self._event_id, self.several = event_id, False
        if not event_id:
            return
        found = self._workspace.read(partial(accounts.side_by_side, event_id=event_id))
        self.several = len(found.versions) > 1 or bool(found.accounts or found.passages)
        self.columns.show_rows(found.accounts, self._told(found) if self.several else ())
        self.columns.show_private(self._private)

    def show_private(self, on: bool) -> None:
        """Show the private notes of joined records, or hide them."""
        self._private = on
        self.columns.show_private(on)

    def save(self) -> bool:
        """Commit what was typed in any account."""
        return self.columns.save()

    def _told(self, found: SideBySide) -> Sequence[Told]:
        naming = self._workspace.naming
        part, show = self.tr("Part again"), self.tr("Show in the conversation")
        records = [told_by_record(version, naming, act=part if version.joined else "") for version in found.versions]
        said = [told_in_conversation(passage, naming.person, naming, show) for passage in found.passages]
        return (*records, *said)

    def _on_add_requested(self) -> None:
        self.picker.open(
            self.tr("Whose account?"),
            voices_offered(self._workspace),
            self._add,
            self.tr("Nobody is in the register yet: add people and agencies first."),
        )

    def _add(self, kind: str, voice_id: str) -> None:
        person_id, agency_id = (voice_id, None) if kind == "person" else (None, voice_id)
        act = partial(accounts.add, event_id=self._event_id, person_id=person_id, agency_id=agency_id)
        if self._workspace.perform(self.tr("Add account"), act) is not None:
            self.columns.columns[-1].section.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_passage_clicked(self) -> None:
        naming = self._workspace.naming
        rows = [pick_row(thing, naming) for thing in self._workspace.read(partial(things, kinds=("passage",)))]
        nothing = self.tr("No passage of a conversation is marked yet.")
        self.picker.open(self.tr("Which passage speaks of this event?"), rows, self._link, nothing)

    def _link(self, _kind: str, passage_id: str) -> None:
        act = partial(conversations.link_event, passage_id=passage_id, event_id=self._event_id)
        self._workspace.perform(self.tr("Put a passage beside the record"), act)

    def _on_removed(self, account_id: str) -> None:
        if self.columns.save():
            act = partial(episodes.remove_account, account_id=account_id)
            self._workspace.perform(self.tr("Take account away"), act, announce=True)

    def _on_acted(self, kind: str, row_id: str) -> None:
        if kind == "passage":
            self.open_passage_requested.emit(row_id)
        else:
            act = partial(joining.part, event_id=row_id)
            self._workspace.perform(self.tr("Part events again"), act, announce=True)
