"""The key practice episode board as a panel: lanes of cards, and the page of the card that is open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.text import new_id
from app.services import episode_rows, episodes, lanes
from app.views.board.acts import CardActs
from app.views.board.card_drag import CardDrag
from app.views.board.episode_page import EpisodePage
from app.views.board.keys import Act
from app.views.board.lane import Lane
from app.views.board.lanes import Lanes
from app.views.board.menus import LaneMenu, card_menu
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.thing_picker import ThingPicker
from app.views.writing import let_write
from app.workspace.workspace import Workspace

TABLES = (
    "lane", "episode", "episode_event", "event", "account", "passage", "conversation", "conversation_part", "agency",
)  # fmt: skip
"""Tables from which the cards are read."""


class BoardPanel(QWidget):
    """Shows the board of the open review; every change goes through the workspace, and the board shows what is stored."""

    open_event_requested = Signal(str)
    open_passage_requested = Signal(str)
    episode_selected = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._board = new_id()
        self._chosen = ""
        self.lanes = Lanes(self._board)
        self._drag = CardDrag(self._board, self.lanes, self)
        self.empty = EmptyState(
            "kanban",
            self.tr("Key practice episodes are the moments that need a closer look, good or problematic."),
            self.tr("Add the first episode"),
            self.tr("Their order here is their order in the report."),
        )
        self.page = EpisodePage(workspace)
        self._stack = QStackedWidget()
        self.picker = ThingPicker(self)
        self.acts = CardActs(workspace, self, self.picker)
        self._build()
        self._wire()
        if workspace.is_open:
            self.refresh()

    def _build(self) -> None:
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for part in (self.empty, self.lanes, self.page):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _wire(self) -> None:
        workspace = self._workspace
        workspace.opened.connect(self.refresh)
        workspace.closing.connect(self._on_workspace_closing)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._on_workspace_naming_changed)
        self.empty.step_requested.connect(self._on_empty_step_requested)
        self.lanes.lane_made.connect(self._on_lanes_lane_made)
        self.page.back_requested.connect(self._on_page_back_requested)
        self.page.link_requested.connect(self.acts.link)
        self.page.things_dropped.connect(self.acts.link_things)
        self.page.open_event_requested.connect(self.open_event_requested)
        self.page.open_passage_requested.connect(self.open_passage_requested)

    # -- what the window asks ---------------------------------------------------------------------------------------

    @property
    def widget(self) -> QWidget:
        """What the dock holds."""
        return self

    def focus_first(self) -> None:
        """Put the keyboard on the chosen card, the open page, or the first step."""
        shown = self._stack.currentWidget()
        if shown is self.page:
            self.page.focus_first()
        elif shown is self.empty:
            self.empty.focus_first()
        elif not self.lanes.choose(self._chosen):
            first = next((lane for lane in self.lanes.lanes() if lane.view.cards.rowCount()), None)
            if first is not None:
                first.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_state(self) -> dict[str, object]:
        """Return where the reviewer is: the chosen card, the open page, how far it was scrolled."""
        return {"chosen": self._chosen, "open": self.page.episode_id, "scrolled": self.lanes.horizontalScrollBar().value()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Go back to where the reviewer was, as far as it is still there."""
        self.lanes.choose(str(state.get("chosen", "")), focus=False)
        scrolled = state.get("scrolled", 0)
        self.lanes.horizontalScrollBar().setValue(scrolled if isinstance(scrolled, int) else 0)
        opened = str(state.get("open", ""))
        if self.lanes.lane_of(opened):
            self.open_episode(opened, focus=False)

    def reveal(self, kind: str, row_id: str) -> bool:
        """Choose and show an episode; False where it is not on the board."""
        if kind != "episode" or self.lanes.lane_of(row_id) is None:
            return False
        if self.page.episode_id:
            self.open_episode(row_id)
        return self.lanes.choose(row_id)

    def open_episode(self, episode_id: str, *, focus: bool = True) -> None:
        """Open the page of an episode."""
        self.lanes.choose(episode_id, focus=False)
        if self.page.open(episode_id):
            self._stack.setCurrentWidget(self.page)
            if focus:
                self.page.focus_first()

    # -- showing ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the board again and show what differs."""
        rows = self._workspace.read(episode_rows.board)
        focused = self.lanes.focused() is not None
        self.lanes.show_rows(rows, self._workspace.naming)
        let_write(self.lanes, self._workspace)
        if self._chosen and self.lanes.chosen_id() != self._chosen:
            self.lanes.choose(self._chosen, focus=focused)
        opened = self.page.episode_id
        if opened and (self.lanes.lane_of(opened) is None or not self.page.refresh()):
            self.page.forget()
            opened = ""
        if not opened:
            self._show_board()

    def _show_board(self) -> None:
        adding = any(lane.adding for lane in self.lanes.lanes())
        bare = not adding and not any(self.lanes.order())
        self._stack.setCurrentWidget(self.empty if bare else self.lanes)

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches(*TABLES):
            self.refresh()
        elif self.page.episode_id and change_set.touches("factor_use", "contributory_factor", "vocabulary_entry"):
            self.page.refresh()

    def _on_workspace_naming_changed(self) -> None:
        if self._workspace.is_open:
            self.refresh()

    def _on_workspace_closing(self) -> None:
        """A drag would hold the window when it must lock: it ends, and nothing was moved. What was typed is kept."""
        self._drag.cancel()
        self.picker.shut()
        for lane in self.lanes.lanes():
            lane.commit()
        self.page.save()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._chosen = ""
        self.page.forget()
        self.lanes.forget()
        self._stack.setCurrentWidget(self.empty)

    def _on_page_back_requested(self) -> None:
        episode_id = self.page.episode_id
        self.page.close_page()
        self._show_board()
        self.lanes.choose(episode_id)

    def _on_empty_step_requested(self) -> None:
        if not self.lanes.lanes():
            self._workspace.perform(self.tr("Add a lane"), partial(lanes.add, title=self.tr("Episodes")), initiator=self)
        if self.lanes.lanes():
            self._stack.setCurrentWidget(self.lanes)
            self.lanes.lanes()[0].begin_adding()

    # -- lanes ------------------------------------------------------------------------------------------------------

    def _on_lanes_lane_made(self, lane: Lane) -> None:
        lane.renamed.connect(partial(self.acts.rename_lane, lane.id))
        lane.added.connect(partial(self._add, lane.id))
        lane.menu_requested.connect(partial(self._open_lane_menu, lane))
        lane.adding_ended.connect(self._on_lane_adding_ended)
        view = lane.view
        view.acted.connect(partial(self._act, lane))
        view.chosen.connect(self._on_view_chosen)
        view.drag_begun.connect(self._on_view_drag_begun)
        view.card_dropped.connect(partial(self.move_card, lane.id))
        view.things_dropped.connect(self.acts.link_things)
        view.cards.renamed.connect(self.acts.rename)
        view.customContextMenuRequested.connect(partial(self._open_card_menu, lane))

    def _on_lane_adding_ended(self) -> None:
        if self._workspace.is_open and not self.page.episode_id:
            self._show_board()

    def _open_lane_menu(self, lane: Lane) -> None:
        order = self.lanes.lanes()
        at = order.index(lane)
        menu = LaneMenu(
            self, in_report=lane.in_report, empty=not lane.view.cards.rowCount(), first=at == 0, last=at == len(order) - 1
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.rename.triggered.connect(lane.title.edit)
        menu.outside.triggered.connect(partial(self.acts.set_outside, lane.id, lane.in_report))
        menu.left.triggered.connect(partial(self.acts.move_lane, lane.id, at - 1))
        menu.right.triggered.connect(partial(self.acts.move_lane, lane.id, at + 1))
        menu.add.triggered.connect(self._on_menu_add_triggered)
        menu.remove.triggered.connect(partial(self.acts.remove_lane, lane.id))
        menu.popup(lane.menu_button.mapToGlobal(lane.menu_button.rect().bottomLeft()))

    def _on_menu_add_triggered(self) -> None:
        done = self.acts.add_lane()
        lane = self.lanes.lane(done) if done else None
        if lane is not None:
            self.lanes.ensureWidgetVisible(lane)
            lane.title.edit()

    def _open_card_menu(self, lane: Lane, _place: object) -> None:
        index = lane.view.currentIndex()
        if lane.view.chosen_id():
            menu = card_menu(self, partial(self._act_on_chosen, lane))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(lane.view.viewport().mapToGlobal(lane.view.visualRect(index).center()))

    def _act_on_chosen(self, lane: Lane, act: Act) -> None:
        self._act(lane, act, lane.view.chosen_id())

    # -- cards ------------------------------------------------------------------------------------------------------

    def _on_view_chosen(self, episode_id: str) -> None:
        self.lanes.keep_one_chosen(episode_id)
        if episode_id != self._chosen:
            self._chosen = episode_id
            self.episode_selected.emit(episode_id)

    def _on_view_drag_begun(self, episode_id: str) -> None:
        if not self._workspace.read_only:
            self._drag.begin(episode_id)

    def _add(self, lane_id: str, title: str) -> None:
        done = self._workspace.perform(
            self.tr("Add episode"), partial(episodes.add, lane_id=lane_id, title=title), initiator=self
        )
        if done is not None:
            self.lanes.choose(done.value, focus=False)

    def _act(self, lane: Lane, act: Act, episode_id: str) -> None:
        """Do what a key or a menu asked of a card."""
        beside = {Act.MOVE_UP: (0, -1), Act.MOVE_DOWN: (0, 1), Act.MOVE_LEFT: (-1, 0), Act.MOVE_RIGHT: (1, 0)}
        if act in beside:
            self._move_by(episode_id, *beside[act])
        elif act is Act.OPEN:
            self.open_episode(episode_id)
        elif act is Act.ADD:
            lane.begin_adding()
        elif act is Act.RENAME:
            lane.view.rename_chosen()
        elif act is Act.LINK:
            self.acts.link(episode_id)
        elif act is Act.BIN:
            self.acts.put_in_bin(episode_id)
        else:
            self.lanes.step(lane, -1 if act is Act.LEFT else 1)

    def _move_by(self, episode_id: str, across: int, down: int) -> None:
        at, row = self.lanes.place_of(episode_id)
        order = self.lanes.lanes()
        if at < 0 or not 0 <= at + across < len(order):
            return
        target = order[at + across]
        count = target.view.cards.rowCount()
        wanted = row + down if down else min(row, count)
        if down == 0 or 0 <= wanted < count:
            self._move(episode_id, target.id, wanted)

    def move_card(self, lane_id: str, episode_id: str, before_row: int) -> None:
        """Put a card before a row of a lane as it is seen; the card itself still counts where it lies in that lane."""
        lane = self.lanes.lane_of(episode_id)
        if lane is not None and lane.id == lane_id:
            row = lane.view.cards.row_of(episode_id)
            if before_row in (row, row + 1):
                return
            before_row -= before_row > row
        self._move(episode_id, lane_id, before_row)

    def _move(self, episode_id: str, lane_id: str, position: int) -> None:
        act = partial(episodes.move, episode_id=episode_id, lane_id=lane_id, position=position)
        self._chosen = episode_id
        if self._workspace.perform(self.tr("Move episode"), act, initiator=self) is not None:
            self.lanes.choose(episode_id)
