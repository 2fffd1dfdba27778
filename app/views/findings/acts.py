"""What can be done to findings, each act with its name in the user's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.domain.text import EMPTY, Text
from app.services import findings
from app.workspace.workspace import Workspace


class FindingActs(QObject):
    """Carries out acts through the workspace, in the name of one panel."""

    def __init__(self, workspace: Workspace, initiator: QObject) -> None:
        super().__init__(initiator)
        self._workspace = workspace
        self._initiator = initiator

    # -- findings ---------------------------------------------------------------------------------------------------

    def add(self) -> str | None:
        """Add a finding and return its id."""
        done = self._workspace.perform(
            self.tr("Add a finding"), partial(findings.add, headline=EMPTY), initiator=self._initiator
        )
        return done.value if done else None

    def put_in_bin(self, finding_id: str) -> None:
        """Put a finding into the bin, with Undo in the message bar."""
        act = partial(findings.put_in_bin, finding_id=finding_id)
        self._workspace.perform(self.tr("Finding put into the bin"), act, initiator=self._initiator, announce=True)

    def move(self, finding_id: str, position: int) -> None:
        """Put a finding at a place in the report."""
        act = partial(findings.move, finding_id=finding_id, position=position)
        self._workspace.perform(self.tr("Move a finding"), act, initiator=self._initiator)

    def set_status(self, finding_id: str, status: str) -> None:
        """Say how far a finding is."""
        act = partial(findings.set_status, finding_id=finding_id, status=status)
        self._workspace.perform(self.tr("Status of a finding"), act, initiator=self._initiator)

    def set_strength(self, finding_id: str, on: bool) -> None:
        """Say whether a finding is a strength."""
        act = partial(findings.set_strength, finding_id=finding_id, is_strength=on)
        self._workspace.perform(self.tr("Strength of the system"), act, initiator=self._initiator)

    def set_patterns(self, finding_id: str, keys: frozenset[str]) -> None:
        """Say to which classes a finding belongs."""
        act = partial(findings.set_patterns, finding_id=finding_id, keys=keys)
        self._workspace.perform(self.tr("Kinds of pattern"), act, initiator=self._initiator)

    # -- texts ------------------------------------------------------------------------------------------------------

    def write_headline(self, finding_id: str, text: Text) -> bool:
        """Commit a headline; False where that failed."""
        act = partial(findings.set_headline, finding_id=finding_id, headline=text)
        key = f"finding/{finding_id}/headline"
        label = self.tr("Write a headline")
        return self._workspace.perform(label, act, merge_key=key, initiator=self._initiator) is not None

    def write_part(self, finding_id: str, part_key: str, text: Text) -> bool:
        """Commit a part; False where that failed."""
        act = partial(findings.set_part, finding_id=finding_id, part_key=part_key, body=text)
        key = f"finding/{finding_id}/{part_key}"
        label = self.tr("Write in a finding")
        return self._workspace.perform(label, act, merge_key=key, initiator=self._initiator) is not None

    def write_issue(self, issue_id: str, text: Text) -> bool:
        """Commit a question to the Board; False where that failed."""
        act = partial(findings.set_issue, issue_id=issue_id, question=text)
        key = f"issue/{issue_id}"
        label = self.tr("Write an issue for the Board")
        return self._workspace.perform(label, act, merge_key=key, initiator=self._initiator) is not None

    # -- evidence and issues ----------------------------------------------------------------------------------------

    def link(self, finding_id: str, part_key: str, things: Sequence[tuple[str, str]]) -> None:
        """Let a part of a finding rest on things, (kind, id) each."""
        act = partial(findings.link_many, finding_id=finding_id, things=tuple(things), part_key=part_key)
        self._workspace.perform(self.tr("Link evidence"), act, initiator=self._initiator)

    def unlink(self, link_id: str) -> None:
        """Take a link away, with Undo in the message bar."""
        act = partial(findings.unlink_evidence, link_id=link_id)
        self._workspace.perform(self.tr("Link taken away"), act, initiator=self._initiator, announce=True)

    def add_issue(self, finding_id: str, position: int) -> str | None:
        """Put an empty question at a place among the others and return its id."""
        act = partial(findings.add_issue, finding_id=finding_id, question=EMPTY, position=position)
        done = self._workspace.perform(self.tr("Add an issue for the Board"), act, initiator=self._initiator)
        return done.value if done else None

    def move_issue(self, issue_id: str, position: int) -> None:
        """Put a question at another place."""
        act = partial(findings.move_issue, issue_id=issue_id, position=position)
        self._workspace.perform(self.tr("Move an issue for the Board"), act, initiator=self._initiator)

    def remove_issue(self, issue_id: str, *, announce: bool) -> None:
        """Take a question away; one that said something with Undo in the message bar."""
        act = partial(findings.remove_issue, issue_id=issue_id)
        label = self.tr("Issue for the Board taken away")
        self._workspace.perform(label, act, initiator=self._initiator, announce=announce)
