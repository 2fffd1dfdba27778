"""The coverage panel: counted lists of what is not covered yet, each row of which opens its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSpinBox,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import ChangeSet
from app.services import coverage
from app.services.coverage import Coverage, CoveredEvent
from app.views.chronology.copying import mime_of
from app.views.coverage.rows import CoverageDelegate, CoverageRows, Shown
from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import button, label
from app.workspace.workspace import Workspace

LISTS = ("episode", "asked", "silence", "aside")
WEEKS = 8
"""A silence of an agency is listed from so many weeks on, unless the reviewer says otherwise."""

PAUSE = 200
"""Milliseconds until the lists are read again after something changed elsewhere: no key waits for them."""


class CoveragePanel(QWidget):
    """Lists what no episode holds, what nobody was asked, where agencies are silent, and what was set aside."""

    open_requested = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._found = Coverage()
        self._stale = True
        self.rows = CoverageRows(workspace.naming, self)
        self.tabs = QTabBar()
        self.list = QListView()
        self.skeleton_only = QCheckBox(self.tr("In the skeleton only"))
        self.weeks = QSpinBox()
        self._aside = button(self.tr("Set aside…"))
        self._aside.setToolTip(self.tr("Set the selected events aside, with a reason (S)"))
        self._take_up = button(self.tr("Take up again"), icon_name="undo-2")
        self._take_up.setToolTip(self.tr("Take the selected events up again (Delete)"))
        self.reason = QLineEdit()
        self._hint = label(tone="soft", wrap=True)
        self._empty = EmptyState("eye", "")
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    # -- what the window asks ---------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard into the list, or on the tabs where it is empty."""
        self._refresh_if_stale()
        (self.list if self.rows.rowCount() else self.tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def save_state(self) -> dict[str, object]:
        """Return which list is shown and how: keys and numbers only."""
        return {"list": self.shown_list, "skeleton": self.skeleton_only.isChecked(), "weeks": self.weeks.value()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Show the list that was shown."""
        shown, weeks = state.get("list"), state.get("weeks")
        self.skeleton_only.setChecked(state.get("skeleton") is True)
        if isinstance(weeks, int):
            self.weeks.setValue(weeks)
        if shown in LISTS:
            self.tabs.setCurrentIndex(LISTS.index(str(shown)))

    def reveal(self, kind: str, row_id: str) -> bool:
        """Nothing of its own is shown here."""
        return False

    # -- laying out -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setProperty("kind", "tight")
        self.tabs.setAccessibleName(self.tr("What is not covered yet"))
        for _ in LISTS:
            self.tabs.addTab("")
        self.weeks.setRange(1, 520)
        self.weeks.setValue(WEEKS)
        self.weeks.setPrefix(self.tr("longer than "))
        self.weeks.setSuffix(self.tr(" weeks"))
        self.weeks.setAccessibleName(self.tr("Silences longer than so many weeks"))
        self.reason.setPlaceholderText(self.tr("Why is it set aside? Enter keeps it, Esc leaves it."))
        self.reason.setAccessibleName(self.tr("Reason for setting aside"))
        self.reason.installEventFilter(self)
        self.reason.hide()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(CoverageDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleDescription(self.tr("Enter opens the event, S sets it aside, Delete takes it up again"))
        self.list.installEventFilter(self)
        bar = QHBoxLayout()
        bar.setSpacing(space("small"))
        for each in (self.skeleton_only, self.weeks):
            bar.addWidget(each)
        bar.addStretch(1)
        for each in (self._aside, self._take_up):
            bar.addWidget(each)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("medium"), space("small"), space("medium"), space("small"))
        layout.setSpacing(space("small"))
        layout.addWidget(self.tabs)
        layout.addLayout(bar)
        layout.addWidget(self.reason)
        layout.addWidget(self._hint)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.opened.connect(self._grow_stale)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._grow_stale)
        self._later.timeout.connect(self._refresh_if_stale)
        self.tabs.currentChanged.connect(self._on_choice_changed)
        self.skeleton_only.toggled.connect(self._on_choice_changed)
        self.weeks.valueChanged.connect(self._on_choice_changed)
        self.list.activated.connect(self._on_list_activated)
        self._aside.clicked.connect(self.ask_reason)
        self._take_up.clicked.connect(self.take_up)
        self.reason.returnPressed.connect(self._on_reason_given)

    # -- showing ----------------------------------------------------------------------------------------------------

    @property
    def shown_list(self) -> str:
        """Which list is shown (one of ``LISTS``)."""
        return LISTS[max(0, self.tabs.currentIndex())]

    def _listed(self) -> dict[str, Sequence[Shown]]:
        skeleton_only = self.skeleton_only.isChecked()
        return {
            "episode": self._found.in_no_episode(skeleton_only=skeleton_only),
            "asked": self._found.nobody_asked(skeleton_only=skeleton_only),
            "silence": self._found.silences(self.weeks.value() * 7),
            "aside": self._found.put_aside(),
        }

    def _refresh(self) -> None:
        self._stale = False
        self._found = self._workspace.read(coverage.read) if self._workspace.is_open else Coverage()
        self._show()

    def _refresh_if_stale(self) -> None:
        if self._stale and self._workspace.is_open:
            self._refresh()

    def _show(self) -> None:
        listed, shown = self._listed(), self.shown_list
        names = (self.tr("In no episode"), self.tr("Nobody asked"), self.tr("Silences"), self.tr("Set aside"))
        for at, (key, name) in enumerate(zip(LISTS, names, strict=True)):
            self.tabs.setTabText(at, f"{name} ({len(listed[key]):,})")
        self.list.setAccessibleName(names[LISTS.index(shown)])
        current = self.list.currentIndex().row()
        kept = self.rows.key(current) if 0 <= current < self.rows.rowCount() else ""
        self.rows.show(listed[shown], self._workspace.naming)
        self._keep_place(kept, current)
        self.skeleton_only.setVisible(shown in ("episode", "asked"))
        self.weeks.setVisible(shown == "silence")
        self._aside.setVisible(shown in ("episode", "asked"))
        self._take_up.setVisible(shown == "aside")
        for act in (self._aside, self._take_up):
            act.setEnabled(bool(listed[shown]) and not self._workspace.read_only)
        self._hint.setText(self._hint_of(shown))
        self._empty.say(self._nothing(shown))
        self._pages.setCurrentIndex(0 if listed[shown] else 1)

    def _keep_place(self, kept: str, current: int) -> None:
        """Stay at the row that was current, or where it stood."""
        last = self.rows.rowCount() - 1
        found = next((at for at in range(last + 1) if self.rows.key(at) == kept), min(max(current, 0), last)) if kept else 0
        if last >= 0:
            self.list.setCurrentIndex(self.rows.index(found, 0))

    def _hint_of(self, shown: str) -> str:
        hints = {
            "episode": self.tr("Events that belong to no key practice episode and were not set aside."),
            "asked": self.tr("Events of which no conversation speaks yet and that were not set aside."),
            "silence": self.tr("Stretches of the review's period of which an agency's records, as taken in, say nothing."),
            "aside": self.tr("Events that were looked at and left aside, with the reason."),
        }
        return hints[shown]

    def _nothing(self, shown: str) -> str:
        words = {
            "episode": self.tr("Every event belongs to an episode or was set aside."),
            "asked": self.tr("Somebody was asked about every event."),
            "silence": self.tr("No agency is silent for so long."),
            "aside": self.tr("Nothing was set aside."),
        }
        return words[shown]

    # -- acts -------------------------------------------------------------------------------------------------------

    def selected(self) -> tuple[str, ...]:
        """Return the ids of the events selected, in their order; a silence is no event."""
        numbers = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        rows = (self.rows.row(number) for number in numbers)
        return tuple(row.id for row in rows if isinstance(row, CoveredEvent))

    def ask_reason(self) -> None:
        """Ask why the selected events are set aside."""
        if self._aside.isVisible() and self._aside.isEnabled() and self.selected():
            self.reason.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self) -> None:
        """Take the selected events up again."""
        if self._take_up.isVisible() and self._take_up.isEnabled() and self.selected():
            act = partial(coverage.take_up, event_ids=self.selected())
            self._workspace.perform(self.tr("Take up again"), act, initiator=self, announce=True)
            self.focus_first()

    def _on_reason_given(self) -> None:
        act = partial(coverage.set_aside, event_ids=self.selected(), reason=self.reason.text())
        if self._workspace.perform(self.tr("Set aside"), act, initiator=self, announce=True) is not None:
            self._leave_reason()

    def _leave_reason(self) -> None:
        self._leave_reason_quietly()
        self.focus_first()

    def _on_list_activated(self, index: QModelIndex) -> None:
        """Open an event; of a silence the event before it, or else the one after it."""
        row = self.rows.row(index.row())
        event_id = row.id if isinstance(row, CoveredEvent) else row.gap.before or row.gap.after
        self.open_requested.emit("event", event_id)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as a table for Word and Excel."""
        numbers = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        words = [self.rows.words(number) for number in numbers]
        if words:
            headings = (self.tr("When and whose record"), self.tr("What"))
            QGuiApplication.clipboard().setMimeData(mime_of([(each.about, each.says) for each in words], headings))

    # -- hearing ----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """In the list S asks for a reason, Delete takes up again, Ctrl+C copies; Esc leaves the reason."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.reason:
            if event.key() == Qt.Key.Key_Escape:
                self._leave_reason()
                return True
            return False
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.text().casefold() == "s":
            self.ask_reason()
        elif event.key() == Qt.Key.Key_Delete:
            self.take_up()
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not read while nobody could see it."""
        super().showEvent(event)
        self._refresh_if_stale()

    def _grow_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    def _on_choice_changed(self, _what: object = None) -> None:
        self._leave_reason_quietly()
        self._show()

    def _leave_reason_quietly(self) -> None:
        self.reason.setText("")
        self.reason.hide()

    def _on_workspace_changed(self, change_set: ChangeSet, initiator: object) -> None:
        if change_set.touches(*coverage.TABLES):
            self._grow_stale()
            if initiator is self:
                self._refresh()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._later.stop()
        self._leave_reason_quietly()
        self._refresh()
        self._stale = True
