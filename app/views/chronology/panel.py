"""The panel of the skeleton chronology: the table with its filter, and the editor of the event the keyboard is at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.knowing import Knew
from app.services import chronology, event_rows, glossary, knowledge, people
from app.services.event_rows import EventRow
from app.views.chronology.drawer import EditorDrawer
from app.views.chronology.editor import EventEditor
from app.views.chronology.filter_bar import FilterBar
from app.views.chronology.first_steps import FirstSteps
from app.views.chronology.known_strip import KnownStrip
from app.views.chronology.many import ManyEvents
from app.views.chronology.own_keys import OwnKeys
from app.views.chronology.reading import affected_events
from app.views.chronology.table import EventTable
from app.views.itemmodels.event_lines import EventFilter
from app.views.itemmodels.events import EventTableModel
from app.views.search.knowing import Knowing
from app.views.widgets.empty_state import EmptyState
from app.workspace.workspace import Workspace


class ChronologyPanel(OwnKeys):
    """Shows the chronology of the open review; asks upward for what is not its own."""

    import_requested = Signal()
    paste_requested = Signal()
    event_selected = Signal(str)
    open_passage_requested = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: dict[str, EventRow] = {}
        self.model = EventTableModel(self)
        self.knowing = Knowing(workspace, self)
        self.bar = FilterBar(workspace, self.knowing, self)
        self.known = KnownStrip()
        self.bar.add_switch(self.known.toggle)
        self.table = EventTable(self.model)
        self.editor = EventEditor(workspace)
        self.many = ManyEvents(workspace, self)
        self._empty = FirstSteps()
        self._none_found = EmptyState("search", self.tr("No event passes the filter."), self.tr("Show all events"))
        self._lay_out()
        self._connect()
        if workspace.is_open:
            self._on_workspace_opened()
        else:
            self._show_page()

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.table, self._none_found, self._empty):
            self._pages.addWidget(page)
        self.drawer = EditorDrawer(self._pages, self.editor)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self.known)
        rows.addWidget(self.drawer, 1)

    def _connect(self) -> None:
        workspace, table, bar = self._workspace, self.table, self.bar
        workspace.opened.connect(self._on_workspace_opened)
        workspace.closing.connect(self.editor.commit)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._on_naming_changed)
        self.knowing.changed.connect(self._on_knowing_changed)
        bar.filter_changed.connect(self._on_filter_changed)
        bar.entered_list.connect(self._on_list_entered)
        bar.add_requested.connect(self.add_event)
        self.add_keyed.connect(self.add_event)
        self.find_keyed.connect(bar.focus_search)
        self.tag_keyed.connect(self._on_tag_keyed)
        bar.take_in_requested.connect(self.import_requested)
        table.current_changed.connect(self._on_current_changed)
        table.mark_requested.connect(self.toggle_skeleton)
        table.bin_requested.connect(self.bin_events)
        table.place_requested.connect(self.place_events)
        table.edit_requested.connect(self._on_edit_requested)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_menu_requested)
        self.editor.left.connect(self._on_editor_left)
        self.editor.open_passage_requested.connect(self.open_passage_requested)
        self._empty.step_requested.connect(self.import_requested)
        self._empty.paste_requested.connect(self.paste_requested)
        self._empty.add_requested.connect(self.add_event)
        self._none_found.step_requested.connect(bar.show_all)
        self._none_found.step_requested.connect(self.known.shut)
        self.known.changed.connect(self._show)
        self.known.agency_chosen.connect(self._read_known)

    # -- what the window asks ---------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        page = self._pages.currentWidget()
        if page is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(page, EmptyState):
            page.focus_first()

    def save_state(self) -> dict[str, object]:
        """Return where the reviewer is: ids and numbers, no words."""
        return {
            "event": self.table.current_id(),
            "top": self.table.verticalScrollBar().value(),
            "switches": self.bar.switched_on(),
            "editor": self.drawer.save_state(),
        }

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Go back to where the reviewer was."""
        switches = state.get("switches")
        if isinstance(switches, list):
            self.bar.switch_on([str(key) for key in cast("list[object]", switches)])
        self.drawer.restore_state(state.get("editor"))
        self.table.reveal(str(state.get("event", "")))

    def reveal(self, kind: str, row_id: str) -> bool:
        """Select an event and bring it into view, whatever the filter said; False where it isn't in the chronology."""
        if kind != "event" or row_id not in self._rows:
            return False
        if self.model.row_of(row_id) < 0:
            self.known.shut()
            self.bar.show_all()
        return self.table.reveal(row_id)

    def set_presentation(self, on: bool) -> None:
        """Hide private notes while others look at the screen."""
        self.editor.set_presentation(on)
        self.table.set_show_private(not on)

    # -- acts -------------------------------------------------------------------------------------------------------

    def add_event(self) -> None:
        """Add an event of the same agency as the one the keyboard is at, and go to its date."""
        current = self._rows.get(self.table.current_id())
        act = partial(chronology.add_event, agency_id=current.agency_id if current else "")
        done = self._workspace.perform(self.tr("Add event"), act)
        if done is not None and self.reveal("event", done.value):
            self.drawer.set_open(True)
            self.editor.focus_date()

    def toggle_skeleton(self, ids: list[str]) -> None:
        """Put events into the skeleton; take them out where all of them are in it."""
        on = not all(self._rows[event_id].in_skeleton for event_id in ids)
        self.many.mark(ids, on)

    def bin_events(self, ids: list[str]) -> None:
        """Put events into the bin; the message bar offers the way back."""
        last = self.model.row_of(ids[-1])
        following = [event.id for row in range(last + 1, self.model.rowCount()) if (event := self.model.event_at(row))]
        before = [event.id for row in range(last - 1, -1, -1) if (event := self.model.event_at(row)) and event.id not in ids]
        name = self.tr("Put event into the bin") if len(ids) == 1 else self.tr("Put {} events into the bin").format(len(ids))
        done = self._workspace.perform(name, partial(chronology.bin_events, event_ids=tuple(ids)), announce=True)
        if done is not None:
            self.table.reveal((following or before or [""])[0])

    def place_events(self, ids: list[str], beside_id: str, below: bool) -> None:
        """Put events right above or below another, among those that the dates leave open."""
        name = self.tr("Move event") if len(ids) == 1 else self.tr("Move {} events").format(len(ids))
        act = partial(chronology.place_events, event_ids=tuple(ids), beside_id=beside_id, below=below)
        if self._workspace.perform(name, act) is not None:
            self.table.reveal(*ids)

    # -- following the review ---------------------------------------------------------------------------------------

    def _read(self, only: Collection[str] | None = None) -> None:
        """Read the chronology, or some events of it, and show what changed."""
        found = self._workspace.read(partial(event_rows.rows, only=only))
        if only is None:
            self._rows = {row.id: row for row in found}
        else:
            for event_id in only:
                self._rows.pop(event_id, None)
            self._rows.update({row.id: row for row in found})
        self._show()

    def _show(self) -> None:
        ordered = sorted(self._rows.values(), key=_sort_key)
        perhaps: frozenset[str] = frozenset()
        if self.known.is_open:
            knew = self.known.knew()
            ordered = [row for row in ordered if row.id in knew]
            perhaps = frozenset(event_id for event_id, how in knew.items() if how is Knew.PERHAPS)
            self.known.say(len(ordered), sum(row.id in perhaps for row in ordered), len(self._rows))
        self._keeping_selection(partial(self.model.set_rows, ordered, self._workspace.naming, perhaps))

    def _keeping_selection(self, change: Callable[[], None]) -> None:
        """Change what the table shows; what was selected stays so where it is still shown."""
        selected, current = self.table.selected_ids(), self.table.current_id()
        change()
        if self.table.selected_ids() != selected:
            self.table.select_ids(selected, current)
        self._show_page()

    def _read_known(self, agency_id: str) -> None:
        """Read since when the agency chosen knew of each event, and let the days go as far as the chronology does."""
        self.known.set_days(self._rows.values())
        self.known.set_known(self._workspace.read(partial(knowledge.known_from, agency_id=agency_id)))

    def _show_page(self) -> None:
        page = self._empty if not self._rows else self.table if self.model.shown else self._none_found
        self._pages.setCurrentWidget(page)
        self.bar.setVisible(page is not self._empty)
        self.drawer.set_available(page is not self._empty)
        self.bar.show_count(self.model.shown, len(self._rows))
        self.bar.show_misread(self.model.misread)

    def _on_knowing_changed(self) -> None:
        self.model.set_context(self.knowing.context)
        self._show_page()

    def _on_workspace_opened(self) -> None:
        self._offer_agencies()
        self.table.set_meanings(self._workspace.read(glossary.meanings))
        self.editor.show_names()
        self.model.set_context(self.knowing.context)
        self._read()

    def _offer_agencies(self) -> None:
        agencies = self._workspace.read(people.agencies)
        self.editor.set_agencies(agencies)
        self.known.offer_agencies(agencies)

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._rows = {}
        self.table.set_meanings({})
        self.known.set_known({})
        self.known.shut()
        self.known.offer_agencies(())
        self.model.clear()
        self.editor.forget()
        self.bar.search.wipe()
        self._show_page()

    def _on_workspace_changed(self, change_set: ChangeSet, initiator: object) -> None:
        if change_set.touches("agency"):
            self._offer_agencies()
        if change_set.touches("glossary_entry"):
            self.table.set_meanings(self._workspace.read(glossary.meanings))
        if self.known.is_open and change_set.touches(*knowledge.TABLES):
            self._read_known(self.known.agency_id())
        if change_set.touches("knowledge"):
            self._show()
            self.editor.read_again()
        if not change_set.touches(*event_rows.TABLES):
            return
        self._read(affected_events(change_set))
        if self.editor.event_id not in self._rows:
            self.editor.show_event(self.table.current_id(), gone=True)
        elif initiator is not self.editor:
            self.editor.read_again()

    def _on_naming_changed(self) -> None:
        if self._workspace.is_open and self.model.shower is not self._workspace.naming:
            self.editor.show_names()
            self._keeping_selection(partial(self.model.set_shower, self._workspace.naming))

    def _on_filter_changed(self, wanted: EventFilter) -> None:
        selected, current = self.table.selected_ids(), self.table.current_id()
        self.model.set_filter(wanted)
        self.table.select_ids(selected, current)
        if self.model.row_of(current) >= 0:
            self.table.show_row(self.model.row_of(current))
        self._show_page()

    def _on_list_entered(self) -> None:
        if not self.table.current_id() and self.model.rowCount():
            self.table.reveal(next(event.id for row in range(self.model.rowCount()) if (event := self.model.event_at(row))))
        self.focus_first()

    def _on_editor_left(self) -> None:
        self._on_list_entered()
        self.drawer.set_open(False)

    def _on_current_changed(self, event_id: str) -> None:
        if event_id not in self._rows and event_id:
            return
        if self.editor.show_event(event_id):
            self.event_selected.emit(event_id)
        else:  # once the table has done with keys and mouse
            QTimer.singleShot(0, self, self._go_back)

    def _go_back(self) -> None:
        """Stay at the event of which something could not be saved."""
        if self.editor.event_id:
            self.table.reveal(self.editor.event_id)

    def _on_edit_requested(self, event_id: str) -> None:
        shown = self.editor.show_event(event_id)
        self.drawer.set_open(True)
        if shown:
            self.editor.focus_what()

    def _on_menu_requested(self, point: QPoint) -> None:
        ids = self.table.selected_ids()
        if not ids:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open")).triggered.connect(self._on_open_triggered)
        menu.addAction(self.tr("Copy")).triggered.connect(self.table.copy)
        menu.addSeparator()
        self.many.fill(menu, [self._rows[event_id] for event_id in ids])
        menu.addSeparator()
        menu.addAction(self.tr("Put into the bin")).triggered.connect(partial(self.bin_events, ids))
        menu.popup(self.table.viewport().mapToGlobal(point))

    def _on_tag_keyed(self) -> None:
        if ids := self.table.selected_ids():
            self.many.ask_tag(ids)

    def _on_open_triggered(self) -> None:
        self._on_edit_requested(self.table.current_id())


def _sort_key(row: EventRow) -> tuple[str, str, int, str]:
    return row.sort_key
