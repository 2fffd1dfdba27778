"""The meetings panel: the grid of a series above, the page of the meeting the keyboard is at below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import ChangeSet
from app.domain.dates import UncertainDate
from app.domain.describe_attendance import LEGEND, remarks
from app.services import attendance, findings, meetings
from app.services.attendance import MeetingRow, SeriesRow
from app.views.links import LINK_KEYS
from app.views.meetings.grid_model import GridModel
from app.views.meetings.grid_view import GridView
from app.views.meetings.linking import MeetingLinks
from app.views.meetings.page import MeetingPage
from app.views.meetings.words import described, series_words
from app.views.people_offered import persons_offered
from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import button, icon_button, label
from app.workspace.workspace import Workspace

SHORT = 60
"""Letters of an event or a headline that a button shows."""


class MeetingsPanel(QWidget):
    """Shows who came to which meeting, and changes it."""

    open_requested = Signal(str, str)
    export_requested = Signal(str, object, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._chosen: tuple[str, str | None] = ("case", "")
        self._rows: dict[str, MeetingRow] = {}
        self.model = GridModel(self)
        self.grid = GridView(self.model)
        self.page = MeetingPage(workspace)
        self.series_box = QComboBox()
        self.series_box.setAccessibleName(self.tr("Whose meetings"))
        self._add = button(self.tr("Add a meeting"), icon_name="plus")
        self._add.setToolTip(self.tr("Add a meeting to these (Ctrl+N)"))
        self._copy = icon_button("copy", self.tr("Copy the grid as a table for Word and Excel (Ctrl+C)"))
        self._export = icon_button("file-down", self.tr("Export the grid as a table…"))
        self._said = label(tone="soft", wrap=True)
        self._keys = label(tone="soft", wrap=True)
        self._empty = EmptyState(
            "users",
            self.tr("Meetings stand here with who was asked and who came: conferences, core groups, the review's own."),
            self.tr("Add a meeting"),
            self.tr("The grid shows who was new each time, who never came and who was at all of them."),
        )
        self.links = MeetingLinks(workspace, self)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    # -- what the window asks ---------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard into the grid, or on the first step."""
        if self._rows:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._empty.focus_first()

    def save_state(self) -> dict[str, object]:
        """Return at which meeting and at whom the keyboard is: ids only."""
        return {"meeting": self.grid.meeting, "person": self.grid.person}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Go back to the cell the keyboard was at."""
        if self.reveal("meeting", str(state.get("meeting", ""))):
            self.grid.go_to(str(state.get("person", "")), self.grid.meeting)

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a meeting among those of its series; False where it is not here."""
        row = next((each for each in self._listed() if each.id == row_id), None) if kind == "meeting" else None
        if row is None:
            return False
        if row_id not in self._rows:
            self._chosen = (row.kind, row.series)
            self._refresh()
        return self.grid.go_to(self.grid.person, row_id)

    def set_presentation(self, on: bool) -> None:
        """Hide the note on a meeting while others look at the screen."""
        self.page.show_note(not on)

    def _listed(self) -> tuple[MeetingRow, ...]:
        return self._workspace.read(attendance.listed) if self._workspace.is_open else ()

    # -- laying out -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._keys.setText(
            self.tr(
                "C came, A apologies, X absent, ? not known, I asked or not, Delete takes off. ○ came and was not asked."
            )
        )
        self._keys.setToolTip(self.tr("Insert adds people, Enter goes to the meeting, Ctrl+Delete puts it into the bin."))
        self._said.setToolTip(LEGEND)
        bar = QHBoxLayout()
        bar.setSpacing(space("small"))
        bar.addWidget(self.series_box, 1)
        for each in (self._add, self._copy, self._export):
            bar.addWidget(each)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(space("medium"), space("small"), space("medium"), space("tight"))
        above.setSpacing(space("small"))
        above.addLayout(bar)
        above.addWidget(self.grid, 1)
        above.addWidget(self._said)
        above.addWidget(self._keys)
        scroll = QScrollArea()
        self.page.setProperty("surface", "paper")
        scroll.setWidget(self.page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(scroll)
        split.setChildrenCollapsible(False)
        split.setSizes([3000, 1300])
        self._pages.addWidget(self._empty)
        self._pages.addWidget(split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _connect(self) -> None:
        workspace, grid, page = self._workspace, self.grid, self.page
        workspace.opened.connect(self._refresh)
        workspace.closing.connect(page.save_draft)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._refresh)
        grid.presence_said.connect(self._on_presence_said)
        grid.invited_toggled.connect(self._on_invited_toggled)
        grid.cleared.connect(self._on_cleared)
        grid.meeting_changed.connect(self._on_meeting_changed)
        grid.edit_requested.connect(page.focus_title)
        grid.people_requested.connect(page.focus_people)
        grid.bin_requested.connect(self.bin_meeting)
        page.event_requested.connect(self._on_event_requested)
        page.open_requested.connect(self.open_requested)
        page.link_requested.connect(self.link_to_finding)
        page.bin_requested.connect(self.bin_meeting)
        self.series_box.activated.connect(self._on_series_activated)
        for each in (self._add.clicked, self._empty.step_requested):
            each.connect(self.add_meeting)
        self._copy.clicked.connect(grid.copy)
        self._export.clicked.connect(self._on_export_clicked)

    # -- showing ----------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        if not self._workspace.is_open:
            return
        series = self._workspace.read(attendance.series)
        choices = [(row.kind, row.series) for row in series]
        if self._chosen not in choices:
            self._chosen = (choices or [("case", "")])[0]
        self._offer_series(series)
        kind, name = self._chosen
        at, who = self.grid.meeting, self.grid.person
        found = self._workspace.read(partial(attendance.listed, kind=kind, series=name))
        self._rows = {row.id: row for row in found}
        grid = self._workspace.read(partial(attendance.grid, kind=kind, series_name=name))
        self.model.show(grid, self._workspace.naming.person)
        self._pages.setCurrentIndex(1 if series else 0)
        self.grid.fit()
        self.grid.go_to(who, at if at in self._rows else next(reversed(self._rows), ""))
        self._said.setText("  ".join(remarks(grid, self._workspace.naming.person)))
        self._said.setVisible(bool(self._said.text()))
        self._show_page()

    def _follow(self) -> None:
        """Stay with the meeting that was shown, where it belongs to other meetings now."""
        row = next((each for each in self._listed() if each.id == self.grid.meeting), None)
        if row is not None and (row.kind, row.series) != self._chosen and self._chosen != (row.kind, None):
            self._chosen = (row.kind, row.series)

    def _offer_series(self, series: tuple[SeriesRow, ...]) -> None:
        self.series_box.clear()
        for row in series:
            self.series_box.addItem(described(row), (row.kind, row.series))
        chosen = [(row.kind, row.series) for row in series]
        self.series_box.setCurrentIndex(chosen.index(self._chosen) if self._chosen in chosen else -1)

    def _show_page(self) -> None:
        if not self._workspace.is_open:
            return
        row, naming = self._rows.get(self.grid.meeting), self._workspace.naming
        numbered = self._workspace.read(findings.listed) if row and row.finding_ids else ()
        rests = [
            (each.id, self.tr("Finding {}: {}").format(each.number, _short(each.headline.shown(naming))))
            for each in numbered
            if row and each.id in row.finding_ids
        ]
        event = ""
        if row is not None and row.event_id:
            told = self._workspace.read(partial(attendance.event_words, event_id=row.event_id))
            event = _short(f"{told.when}  {told.words.shown(naming)}") if told else ""
        self.page.show_meeting(row, persons_offered(self._workspace), event, rests)
        named = self._workspace.read(partial(attendance.mentioned_in_event, meeting_id=row.id)) if row else ()
        self.page.offer([(person_id, naming.person(person_id)) for person_id in named])

    # -- acts -------------------------------------------------------------------------------------------------------

    def add_meeting(self) -> None:
        """Add a meeting to those shown, and go to its title."""
        kind, series = self._chosen
        act = partial(meetings.add, kind=kind, title=self.tr("New meeting"), held=UncertainDate(), series=series or "")
        done = self._workspace.perform(self.tr("Add a meeting"), act)
        if done is not None and self.reveal("meeting", done.value):
            self.page.focus_title()

    def bin_meeting(self) -> None:
        """Put the meeting the keyboard is at into the bin; the message bar offers the way back."""
        if self.grid.meeting:
            act = partial(meetings.put_in_bin, meeting_id=self.grid.meeting)
            self._workspace.perform(self.tr("Put meeting into the bin"), act, announce=True)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def link_to_finding(self) -> None:
        """Offer the findings that can rest on this meeting."""
        if self.grid.meeting:
            self.links.offer_findings(self.grid.meeting)

    def _on_event_requested(self) -> None:
        self.links.offer_events(self.grid.meeting)

    def _on_presence_said(self, person_id: str, meeting_id: str, presence: str) -> None:
        act = partial(meetings.set_presence, meeting_id=meeting_id, person_ids=(person_id,), presence=presence)
        self._workspace.perform(self.tr("Say who came"), act)

    def _on_invited_toggled(self, person_id: str, meeting_id: str) -> None:
        there = next((each for each in self._rows[meeting_id].presences if each.person_id == person_id), None)
        asked = there is None or not there.invited
        act = partial(meetings.set_invited, meeting_id=meeting_id, person_id=person_id, invited=asked)
        self._workspace.perform(self.tr("Say who was asked"), act)

    def _on_cleared(self, person_id: str, meeting_id: str) -> None:
        act = partial(meetings.take_off, meeting_id=meeting_id, person_ids=(person_id,))
        self._workspace.perform(self.tr("Take off a meeting"), act)

    # -- hearing ----------------------------------------------------------------------------------------------------

    def _on_meeting_changed(self, _meeting_id: str) -> None:
        self._show_page()

    def _on_series_activated(self, _index: int) -> None:
        kind, series = self.series_box.currentData()
        self._chosen = (kind, series)
        self._refresh()

    def _on_export_clicked(self) -> None:
        kind, series = self._chosen
        self.export_requested.emit(kind, series, series_words(kind, series))

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches(*attendance.TABLES):
            self._follow()
            self._refresh()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self.links.shut()
        self._rows = {}
        self.series_box.clear()
        self._said.clear()
        self.page.forget()
        self.model.show(attendance.EMPTY_GRID, str)

    # -- keys -------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+N and the link key within the panel, before the window's own commands get them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+N adds a meeting, the link key links it to a finding."""
        if not _own(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_N:
            self.add_meeting()
        else:
            self.link_to_finding()


def _own(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return pressed in (QKeySequence("Ctrl+N"), QKeySequence(LINK_KEYS))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= SHORT else flat[:SHORT].rsplit(" ", 1)[0] + "…"
