"""What is done to the selected events, one or many of them: each is one act, with their number in its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.services import chronology, people, tags
from app.services.event_rows import EventRow
from app.views.chronology.tags_sheet import TagsSheet
from app.views.counting import counted
from app.views.widgets.ask_words import AskWords
from app.workspace.workspace import Workspace

TAG_KEYS = "Ctrl+T"
"""Asks for a tag, in the chronology."""


class ManyEvents(QObject):
    """Carries out what the menu of the table and its keys say of the selected events."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent

    # -- acts -------------------------------------------------------------------------------------------------------

    def mark(self, ids: Sequence[str], on: bool) -> None:
        """Put events into the skeleton, or take them out."""
        one, many = (
            (self.tr("Mark {} event for the skeleton"), self.tr("Mark {} events for the skeleton"))
            if on
            else (self.tr("Take {} event out of the skeleton"), self.tr("Take {} events out of the skeleton"))
        )
        self._perform(ids, one, many, partial(chronology.mark_skeleton, on=on))

    def set_agency(self, ids: Sequence[str], agency_id: str) -> None:
        """Say whose events they are."""
        one, many = self.tr("Change the agency of {} event"), self.tr("Change the agency of {} events")
        self._perform(ids, one, many, partial(chronology.set_agency, agency_id=agency_id))

    def set_source(self, ids: Sequence[str], words: str) -> None:
        """Say where events are recorded."""
        one, many = self.tr("Change where {} event is recorded"), self.tr("Change where {} events are recorded")
        self._perform(ids, one, many, partial(chronology.set_sources, words=words))

    def set_aside(self, ids: Sequence[str], reason: str) -> None:
        """Leave events aside, or take them back where no reason is given."""
        one, many = (
            (self.tr("Set {} event aside"), self.tr("Set {} events aside"))
            if reason.strip()
            else (self.tr("Take {} event back from aside"), self.tr("Take {} events back from aside"))
        )
        self._perform(ids, one, many, partial(chronology.set_aside, reason=reason))

    def put_tag(self, ids: Sequence[str], name: str) -> None:
        """Put a tag on events."""
        self._perform(ids, self.tr("Tag {} event"), self.tr("Tag {} events"), partial(tags.put_on, name=name))

    def take_tag(self, ids: Sequence[str], name: str) -> None:
        """Take a tag off events."""
        one, many = self.tr("Take a tag off {} event"), self.tr("Take a tag off {} events")
        self._perform(ids, one, many, partial(tags.take_off, name=name))

    def _perform(self, ids: Sequence[str], one: str, many: str, service: Callable[..., Any]) -> None:
        self._workspace.perform(counted(len(ids), one, many), partial(service, event_ids=tuple(ids)))

    # -- asking for words -------------------------------------------------------------------------------------------

    def ask_tag(self, ids: Sequence[str]) -> None:
        """Ask which tag to put on events; those in use are offered."""
        names = [row.name for row in self._workspace.read(tags.listed)]
        title = counted(len(ids), self.tr("Tag {} event"), self.tr("Tag {} events"))
        hint = self.tr("A word of your own, for example “bruising”.")
        sheet = AskWords(self._window, title, self.tr("&Tag"), hint=hint, offered=names, empty=False)
        sheet.answered.connect(partial(self.put_tag, ids))
        sheet.open()

    def ask_source(self, rows: Sequence[EventRow]) -> None:
        """Ask where events are recorded."""
        title = counted(len(rows), self.tr("Where is {} event recorded?"), self.tr("Where are {} events recorded?"))
        sheet = AskWords(self._window, title, self.tr("&Keep"), offered=[row.source_words for row in rows])
        sheet.words.setText(_common([row.source_words for row in rows]))
        sheet.answered.connect(partial(self.set_source, [row.id for row in rows]))
        sheet.open()

    def ask_aside(self, rows: Sequence[EventRow]) -> None:
        """Ask why events are left aside."""
        title = counted(len(rows), self.tr("Why is {} event set aside?"), self.tr("Why are {} events set aside?"))
        hint = self.tr("They stay in the chronology with the reason beside them, and out of the report.")
        sheet = AskWords(self._window, title, self.tr("&Set aside"), hint=hint, empty=False)
        sheet.words.setText(_common([row.set_aside for row in rows]))
        sheet.answered.connect(partial(self.set_aside, [row.id for row in rows]))
        sheet.open()

    def show_tags(self) -> None:
        """Show every tag, to be renamed or removed."""
        TagsSheet(self._window, self._workspace).open()

    # -- the menu ---------------------------------------------------------------------------------------------------

    def fill(self, menu: QMenu, rows: Sequence[EventRow]) -> None:
        """Put into a menu what can be done to these events."""
        ids = [row.id for row in rows]
        if not all(row.in_skeleton for row in rows):
            self._add(menu, self.tr("Put into the &skeleton"), partial(self.mark, ids, True), "Space")
        if any(row.in_skeleton for row in rows):
            self._add(menu, self.tr("Take out of the s&keleton"), partial(self.mark, ids, False))
        menu.addSeparator()
        whose = menu.addMenu(self.tr("&Agency"))
        for agency in self._workspace.read(people.agencies):
            self._add(whose, agency.name.replace("&", "&&"), partial(self.set_agency, ids, agency.id))
        self._add(whose, self.tr("No agency"), partial(self.set_agency, ids, ""))
        self._add(menu, self.tr("&Where it is recorded…"), partial(self.ask_source, rows))
        self._add(menu, self.tr("Set as&ide…"), partial(self.ask_aside, rows))
        if any(row.set_aside for row in rows):
            self._add(menu, self.tr("Take &back from aside"), partial(self.set_aside, ids, ""))
        self._add(menu, self.tr("&Tag…"), partial(self.ask_tag, ids), TAG_KEYS)
        there = sorted({name for row in rows for name in row.tags}, key=str.casefold)
        if there:
            off = menu.addMenu(self.tr("Take a tag o&ff"))
            for name in there:
                self._add(off, name.replace("&", "&&"), partial(self.take_tag, ids, name))
        self._add(menu, self.tr("A&ll tags…"), self.show_tags)

    def _add(self, menu: QMenu, words: str, act: Callable[[], None], keys: str = "") -> None:
        action = QAction(words, menu)
        if keys:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(not self._workspace.read_only or act == self.show_tags)
        action.triggered.connect(act)
        menu.addAction(action)


def _common(words: Sequence[str]) -> str:
    """Return what all have in common, "" where they differ."""
    return words[0] if len(set(words)) == 1 else ""
