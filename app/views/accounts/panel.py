"""The panel of what was seen by two: events that several agencies may have recorded, offered one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.errors import KnownError
from app.services import accounts, joining, likeness
from app.services.likeness import Material, Offer
from app.views.accounts.offer_page import OfferPage
from app.views.accounts.told import told_by_record
from app.views.theme import space
from app.views.widgets.busy_strip import BusyStrip
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import label
from app.workspace.tasks import Task, Tasks
from app.workspace.workspace import Workspace

WAIT = 700
"""Milliseconds after a change before it is looked again."""

BESIDE = 720
"""From this width on, the list stands beside the records and not above them."""

LIST_WIDTH = 220


def search(material: Material, task: Task) -> tuple[Offer, ...]:
    """Find what may be one event, as a task that says how far it is and can be stopped."""

    def go_on(done: int, total: int) -> bool:
        task.report(done, total)
        return not task.cancelled()

    return likeness.find(material, go_on)


class AccountsPanel(QWidget):
    """Offers what may be one event; whatever the reviewer says is one act, and nothing is merged away."""

    open_event_requested = Signal(str)


    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._task: Task | None = None
        self._stale = True
        self._offers: tuple[Offer, ...] = ()
        self._wanted = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._look)
        self.count = label(tone="soft")
        self.busy = BusyStrip()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What may be one event"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = OfferPage()
        self.empty = EmptyState(
            "users",
            self.tr("Nothing here looks as if two agencies had recorded one event."),
            self.tr("Look again"),
            self.tr("Events of different agencies are compared by date, by the people they name and by their words."),
        )
        self._lay_out()
        self._connect()
        self._show_page()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        left.setMinimumWidth(150)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.count.setContentsMargins(space("medium"), space("small"), space("small"), space("small"))
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        self._split.addWidget(left)
        self._split.addWidget(self.page)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._split)
        self._pages.addWidget(self.empty)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.busy)
        rows.addWidget(self._pages, 1)

    def _connect(self) -> None:
        workspace, page = self._workspace, self.page
        workspace.opened.connect(self._on_workspace_opened)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._on_naming_changed)
        self.busy.cancel_requested.connect(self._on_cancel_requested)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._on_current_row_changed)
        page.one_requested.connect(self.hold_for_one)
        page.apart_requested.connect(self.keep_apart)
        page.later_requested.connect(self.leave_open)
        page.open_requested.connect(self.open_event_requested)
        self.empty.step_requested.connect(self._look)

    # -- what the window asks ---------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        if self._pages.currentWidget() is self.empty:
            self.empty.focus_first()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_state(self) -> dict[str, object]:
        """Return which offer is looked at: the id of its first event."""
        offer = self._offer()
        return {"event": offer.event_ids[0] if offer else ""}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Go back to where the reviewer was, as soon as it is found again."""
        self._wanted = str(state.get("event", ""))

    def reveal(self, kind: str, row_id: str) -> bool:
        """Select the offer an event belongs to; False where there is none."""
        for at, offer in enumerate(self._offers):
            if kind == "event" and row_id in offer.event_ids:
                self.list.setCurrentRow(at)
                return True
        return False

    # -- looking ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Begin to look, outside the window's thread; what is looked at already is looked at to its end first."""
        if not self._workspace.is_open or self._task is not None:
            return
        self._stale = False
        material = self._workspace.read(likeness.material)
        self.busy.begin(self.tr("Looking for what was seen by two…"))
        self._task = task = self._tasks.start(partial(search, material))
        task.progressed.connect(self._on_task_progressed)
        task.finished.connect(self._on_task_finished)
        task.failed.connect(self._on_task_failed)
        task.ended.connect(self._on_task_ended)

    def _on_task_progressed(self, done: int, total: int) -> None:
        self.busy.advance(done / max(1, total))

    def _on_task_finished(self, offers: tuple[Offer, ...]) -> None:
        if self._workspace.is_open and not self._stale:
            self._show_offers(offers)

    def _on_task_failed(self, _problem: KnownError) -> None:
        """It was stopped: what was found before stays."""

    def _on_task_ended(self) -> None:
        self._task = None
        self.busy.end()
        self._show_page()
        if self._stale and self.isVisible():
            self._timer.start()

    def _on_cancel_requested(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show what is offered, staying with the offer that was looked at or where it stood."""
        current, row = self._offer(), self.list.currentRow()
        wanted = current.event_ids[0] if current else self._wanted
        self._offers = offers
        self.list.blockSignals(True)
        self.list.clear()
        for offer in offers:
            self.list.addItem(f"{offer.when}\n{', '.join(offer.agencies)}")
        at = next((n for n, offer in enumerate(offers) if wanted in offer.event_ids), min(max(row, 0), len(offers) - 1))
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show_current()
        self._show_page()

    def _show_current(self) -> None:
        offer, naming = self._offer(), self._workspace.naming
        ids = offer.event_ids if offer else ()
        records = self._workspace.read(partial(accounts.records, event_ids=ids))
        self.page.show_told([told_by_record(each, naming, act=self.tr("Show")) for each in records])
        self.page.set_writable(not self._workspace.read_only)

    def _show_page(self) -> None:
        self._pages.setCurrentWidget(self._split if self._offers else self.empty)
        number = len(self._offers)
        self.count.setText(self.tr("1 to look at") if number == 1 else self.tr("{} to look at").format(number))

    def _offer(self) -> Offer | None:
        row = self.list.currentRow()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    # -- acts -------------------------------------------------------------------------------------------------------

    def hold_for_one(self) -> None:
        """Put the records of the offer under one event."""
        chosen = self.page.chosen()
        if len(chosen) > 1:
            act = partial(joining.hold_for_one, event_ids=chosen, left_out=self.page.left_out())
            self._workspace.perform(self.tr("Hold for one event"), act, initiator=self, announce=True)

    def keep_apart(self) -> None:
        """Remember that they are events of their own."""
        offer = self._offer()
        if offer is not None:
            act = partial(joining.keep_apart, event_ids=offer.event_ids)
            if self._workspace.perform(self.tr("Keep events apart"), act, initiator=self, announce=True) is not None:
                self._show_offers(tuple(each for each in self._offers if each is not offer))

    def leave_open(self) -> None:
        """Go on to the next, from the last to the first."""
        if self._offers:
            self.list.setCurrentRow((self.list.currentRow() + 1) % len(self._offers))

    def _look_later(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    # -- following the review ---------------------------------------------------------------------------------------

    def _on_workspace_opened(self) -> None:
        self._look_later()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._on_cancel_requested()
        self._timer.stop()
        self._stale = True
        self._offers = ()
        self.list.clear()
        self.page.show_told(())
        self._show_page()

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches(*likeness.TABLES):
            self._drop_gone(change_set)
            self._look_later()

    def _drop_gone(self, change_set: ChangeSet) -> None:
        """Offer nothing any more of which an event is gone: joined to another, put into the bin, an import taken back."""
        events = (change for change in change_set.changes if change.table == "event")
        gone = {change.id for change in events if change.after is None or change.after["binned_at"]}
        left = likeness.still_offered(self._offers, gone)
        if len(left) < len(self._offers):
            self._show_offers(left)
        elif change_set.touches("event"):
            self._show_current()

    def _on_naming_changed(self) -> None:
        if self._workspace.is_open and self._offers:
            self._show_current()

    def _on_current_row_changed(self, _row: int) -> None:
        if self._workspace.is_open:
            self._show_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Look when the panel is first seen, and when something changed since it was."""
        super().showEvent(event)
        if self._stale:
            self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above the records in a narrow panel."""
        wide = self.width() >= BESIDE
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys from the list, which would look for words that begin with them."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._answers(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 holds them for one event, 2 keeps them apart, 3 leaves it open."""
        if not self._answers(event):
            super().keyPressEvent(event)

    def _answers(self, event: QKeyEvent) -> bool:
        acts = {Qt.Key.Key_1: self.page.one, Qt.Key.Key_2: self.page.apart, Qt.Key.Key_3: self.page.later}
        chosen = acts.get(Qt.Key(event.key()))
        if chosen is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        chosen.click()
        return True
