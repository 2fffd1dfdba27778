"""The finding editor: the list of findings, and the page of the one chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet, RowChange
from app.services import findings
from app.services.things import KINDS, things
from app.services.vocabularies import Entry, shipped, vocabulary
from app.views.findings.acts import FindingActs
from app.views.findings.anatomy import HEADLINE, anatomy, typology
from app.views.findings.finding_list import FindingList
from app.views.findings.page import FindingPage
from app.views.itemmodels.findings import FindingModel
from app.views.links import LINK_KEYS
from app.views.mouse_drag import MouseDrag
from app.views.people_offered import people_offered
from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import button, label
from app.views.widgets.thing_picker import ThingPicker, pick_row
from app.views.writing import let_write
from app.workspace.workspace import Workspace

TABLES = (
    "finding", "finding_part", "finding_pattern", "evidence_link", "board_issue", "event", "conversation",
    "conversation_part", "passage", "episode", "episode_event", "account", "contributory_factor", "factor_use", "person",
    "agency",
)  # fmt: skip
"""What a finding shows something of."""

SIDE_BY_SIDE = 920
"""From this width on, the list stands beside the page, otherwise above it."""

LIST_WIDTH = 264
MOST_LIST_HEIGHT = 190


class FindingPanel(QWidget):
    """Shows and changes findings; asks upward for what their evidence leads to."""

    open_requested = Signal(str, str)
    finding_selected = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._acts = FindingActs(workspace, self)
        self.model = FindingModel(self)
        self.list = FindingList(self.model)
        self._words = self._read_words()
        self.page = self._made_page()
        self._empty = EmptyState(
            "lightbulb",
            self.tr("Findings about the system belong here, in the order of the report."),
            self.tr("Add a finding"),
            self.tr("Each has a headline, its evidence, and questions for the Board. Nothing in it is compulsory."),
        )
        self._lay_out()
        self._picker = ThingPicker(self)
        self._connect()
        self._refresh()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    # -- building ---------------------------------------------------------------------------------------------------

    def _read_words(self) -> tuple[tuple[Entry, ...], ...]:
        """Return the anatomy and the typology as the open review has them."""
        names = ("finding-anatomy", "typology")
        if not self._workspace.is_open:
            return tuple(shipped(name) for name in names)
        return tuple(self._workspace.read(partial(vocabulary, name=name)) for name in names)

    def _made_page(self) -> FindingPage:
        parts, patterns = anatomy(self._words[0]), typology(self._words[1])
        people = partial(people_offered, self._workspace)
        return FindingPage(self._acts, self._workspace.drafts, parts, patterns, people)

    def _follow_words(self) -> None:
        """Build the page anew where the review calls its parts or patterns otherwise; what is unsaved is saved first."""
        words = self._read_words()
        if words == self._words or not self.page.flush():
            return
        self._words = words
        old, shown, part = self.page, self.page.finding_id, self.page.part_at_caret()
        scroll = old.verticalScrollBar().value()
        self.page = self._made_page()
        self._connect_page()
        sizes = self._split.sizes()
        self._split.insertWidget(1, self.page)  # replaceWidget instead crashes at the next change of style
        self._split.setStretchFactor(1, 1)
        self._workspace.closing.disconnect(old.flush)
        old.clear()
        old.hide()
        old.deleteLater()
        self._split.setSizes([*sizes, 0])
        if self._workspace.is_open:
            self._refresh()
            self.restore_state({"finding": shown, "part": part, "scroll": scroll})

    def _lay_out(self) -> None:
        self._add = button(self.tr("Add a finding"), kind="quiet", icon_name="plus")
        self._side = QWidget()
        self._side.setProperty("surface", "paper")
        self._top = QHBoxLayout()
        self._top.setContentsMargins(space("medium"), space("tight"), space("tight"), 0)
        self._count = label(tone="soft")
        self._top.addWidget(self._count)
        self._top.addStretch(1)
        self._top.addWidget(self._add)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(space("tight"), 0, space("tight"), 0)
        column.setSpacing(space("tight"))
        column.addLayout(self._top)
        column.addWidget(self.list, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._side)
        self._split.addWidget(self.page)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        self._split.setHandleWidth(space("tight"))
        self._split.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.opened.connect(self._follow_words)
        workspace.opened.connect(self._refresh)
        workspace.closing.connect(self._on_workspace_closing)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._on_naming_changed)
        self._empty.step_requested.connect(self.add_finding)
        self._add.clicked.connect(self.add_finding)
        self.list.chosen.connect(self._on_list_chosen)
        self.list.opened.connect(self._on_list_opened)
        self.list.move_requested.connect(self._acts.move)
        self.list.bin_requested.connect(self._acts.put_in_bin)
        self.list.dropped.connect(self._on_list_dropped)
        self._connect_page()
        keys = QShortcut(QKeySequence(LINK_KEYS), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_link_key)

    def _connect_page(self) -> None:
        workspace, page = self._workspace, self.page
        workspace.closing.connect(page.flush)
        page.open_requested.connect(self.open_requested)
        page.link_requested.connect(self.pick_evidence)
        page.bin_requested.connect(self._on_bin_requested)
        page.left_field.connect(workspace.end_step)
        page.undo_requested.connect(workspace.undo)
        page.redo_requested.connect(workspace.redo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above the page where both have no room beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= SIDE_BY_SIDE
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        changed = self._split.orientation() is not wanted
        self.list.set_compact(not beside)
        head = self._top.sizeHint().height() + space("small")
        self._side.setMaximumHeight(16_777_215 if beside else head + min(MOST_LIST_HEIGHT, self.list.wanted_height() + 2))
        self._side.setMinimumWidth(LIST_WIDTH - 60 if beside else 0)
        if changed:
            self._split.setOrientation(wanted)
            self._split.setSizes([LIST_WIDTH, self.width()] if beside else [head + MOST_LIST_HEIGHT, self.height()])

    # -- what the window asks of a panel ----------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        if self._stack.currentWidget() is self._empty:
            self._empty.focus_first()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_state(self) -> dict[str, object]:
        """Return which finding is shown, and where in it the reviewer is."""
        return {
            "finding": self.page.finding_id,
            "part": self.page.part_at_caret(),
            "scroll": self.page.verticalScrollBar().value(),
        }

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Go back to where the reviewer was, as far as it is still there."""
        if not self.reveal("finding", str(state.get("finding", ""))):
            return
        part, scroll = str(state.get("part", "")), state.get("scroll")
        if part:
            self.page.go_to(part)
        if isinstance(scroll, int):
            self.page.verticalScrollBar().setValue(scroll)

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a finding; False where it is not here."""
        if kind != "finding" or self.model.row_of(row_id) < 0:
            return False
        self._show(row_id)
        return self.page.finding_id == row_id

    # -- showing ----------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Read everything shown again; what is being written stays."""
        rows = self._workspace.read(findings.listed) if self._workspace.is_open else ()
        before = self.model.row_of(self.page.finding_id)
        selecting = self.list.blockSignals(True)
        self.model.show(rows, self._workspace.naming)
        self.list.blockSignals(selecting)
        self.page.set_naming(self._workspace.naming)
        self._count.setText(self.tr("{} findings").format(len(rows)) if len(rows) != 1 else self.tr("1 finding"))
        self._stack.setCurrentWidget(self._split if rows else self._empty)
        if not rows:
            self.page.clear()
            return
        here = self.model.row_of(self.page.finding_id)
        self._show_row(here if here >= 0 else max(0, min(before, len(rows) - 1)))
        self._arrange()

    def _show_row(self, at: int) -> None:
        finding_id = self.model.rows[at].id
        finding = self._workspace.read(partial(findings.detail, finding_id=finding_id))
        new = finding_id != self.page.finding_id
        self.page.show_finding(finding, self._workspace.naming)
        let_write(self.page, self._workspace)
        self.list.choose(finding_id)
        if new:
            self.finding_selected.emit(finding_id)

    def _show(self, finding_id: str) -> None:
        """Show another finding, once what is written in this one is on disk."""
        if finding_id == self.page.finding_id:
            self.list.choose(finding_id)
        elif self.page.flush():
            self._show_row(self.model.row_of(finding_id))
        else:
            self.list.choose(self.page.finding_id)

    def _on_workspace_changed(self, change_set: ChangeSet, initiator: object) -> None:
        if change_set.touches("vocabulary_entry"):
            self._follow_words()
        if not change_set.touches(*TABLES) or (initiator is self and all(map(_only_words, change_set.changes))):
            return
        self._refresh()
        if initiator is None:
            self._show_where(change_set)

    def _show_where(self, change_set: ChangeSet) -> None:
        """After undo and redo, show the finding that they changed, and the part."""
        for change in change_set.changes:
            image = change.after or change.before or {}
            finding_id = change.id if change.table == "finding" else str(image.get("finding_id", ""))
            if not _says_something(change):
                continue
            if self.reveal("finding", finding_id):
                self._show_part(change.table, str(image.get("part_key", "")))
                return

    def _show_part(self, table: str, part_key: str) -> None:
        row = self.page.rows.get(part_key)
        if table == "board_issue":
            self.page.bring(self.page.issues)
        elif row is not None and table in ("finding_part", "evidence_link"):
            self.page.bring(row)
        elif table == "evidence_link":
            self.page.bring(self.page.whole)

    def _on_naming_changed(self) -> None:
        if self._workspace.is_open:
            self._refresh()

    def _on_workspace_closing(self) -> None:
        """A drag would hold the window when it must lock: it ends, and nothing was linked or moved."""
        for drag in self.findChildren(MouseDrag):
            drag.cancel()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._picker.shut()
        self._follow_words()
        self._refresh()

    # -- acts -------------------------------------------------------------------------------------------------------

    def add_finding(self) -> None:
        """Add a finding, and put the caret into its headline."""
        if not self.page.flush():
            return
        finding_id = self._acts.add()
        if finding_id is not None:
            self._show(finding_id)
            self.page.go_to(HEADLINE)

    def pick_evidence(self, part_key: str) -> None:
        """Offer everything that a part can rest on."""
        finding_id = self.page.finding_id
        naming = self._workspace.naming
        rows = [pick_row(thing, naming) for thing in self._workspace.read(partial(things, kinds=KINDS))]
        prompt = self.tr("Link an event, passage, conversation, episode, factor or meeting")
        self._picker.open(prompt, rows, partial(self._on_picked, finding_id, part_key))

    def _on_picked(self, finding_id: str, part_key: str, kind: str, thing_id: str) -> None:
        self._acts.link(finding_id, part_key, [(kind, thing_id)])

    def _on_link_key(self) -> None:
        if self.page.finding_id:
            part_key = self.page.part_at_caret()
            self.pick_evidence(part_key if part_key in self.page.linkable() else "")

    def _on_list_chosen(self, finding_id: str) -> None:
        self._show(finding_id)

    def _on_list_opened(self, finding_id: str) -> None:
        self._show(finding_id)
        self.page.go_to(HEADLINE)

    def _on_bin_requested(self) -> None:
        self.page.flush()
        self._acts.put_in_bin(self.page.finding_id)

    def _on_list_dropped(self, finding_id: str, things_dropped: list[tuple[str, str]]) -> None:
        self._acts.link(finding_id, "", things_dropped)


def _only_words(change: RowChange) -> bool:
    """Whether nothing but the words of a part or a question changed: when they were typed here they are shown already."""
    if change.before is None or change.after is None or change.table not in ("finding_part", "board_issue"):
        return False
    changed = (name for name, value in change.after.items() if change.before[name] != value)
    return all(name.endswith(("_json", "_plain")) for name in changed)


def _says_something(change: RowChange) -> bool:
    """Whether more changed in a row than its place: others move up and down with what is put into the bin."""
    if change.before is None or change.after is None:
        return True
    return any(change.before[name] != value for name, value in change.after.items() if name != "position")
