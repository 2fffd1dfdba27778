"""The desk area: panels in docks that can be moved, tabbed, floated and hidden, and come back as they were, desk by desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QTabBar, QTabWidget, QWidget

from app.views.desks import DESKS, Column, Desk, desk
from app.views.panel import Panel, PanelPlan, PanelState
from app.views.panel_dock import PanelDock

ARRANGEMENT_VERSION = 1
"""Raised when arrangements kept by older programs no longer fit."""

TAB_LEEWAY = 16
"""The title of the tab on top is strong: another one on top may need a little more."""

AREA = Qt.DockWidgetArea.LeftDockWidgetArea


class DeskArea(QMainWindow):
    """Holds the panels of one open review, each made when it is first seen, and keeps an arrangement for each desk."""

    desk_changed = Signal(str)
    panel_made = Signal(object)

    def __init__(
        self,
        plans: Sequence[PanelPlan],
        settings: QSettings,
        states: Mapping[str, PanelState] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self._settings = settings
        self._desk = DESKS[0]
        self._kept_for_good = False
        self._docks: dict[str, PanelDock] = {}
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._tidy_timer = QTimer(self, singleShot=True, interval=0)
        self._tidy_timer.timeout.connect(self._tidy)
        for plan in plans:
            made = PanelDock(plan, (states or {}).get(plan.key), self)
            self._docks[plan.key] = made
            self.addDockWidget(AREA, made)
            made.hide()
            made.topLevelChanged.connect(self._on_dock_moved)
            made.visibilityChanged.connect(self._on_dock_moved)
            made.dockLocationChanged.connect(self._on_dock_moved)
            made.panel_made.connect(self.panel_made)
            # Queued: while an arrangement is being laid out, docks are seen for a moment that will lie behind others.
            made.visibilityChanged.connect(self._on_dock_seen, Qt.ConnectionType.QueuedConnection)

    @property
    def current_desk(self) -> Desk:
        """The desk that is shown."""
        return self._desk

    @property
    def panels(self) -> Mapping[str, Panel]:
        """The panels made so far, by their keys."""
        return {key: dock.panel for key, dock in self._docks.items() if dock.panel is not None}

    @property
    def current_key(self) -> str:
        """The key of the panel that has the keyboard; "" where none has it."""
        focus = QApplication.focusWidget() or self.window().focusWidget()
        return next((key for key, dock in self._docks.items() if dock.isAncestorOf(focus)), "")

    def panel(self, key: str) -> Panel:
        """Return a panel; it is made if it is not there yet."""
        return self._docks[key].made_panel()

    def panel_states(self) -> dict[str, PanelState]:
        """Return where the reviewer is in each panel; of those never made, where it was when this began."""
        states = {key: dock.save_state() for key, dock in self._docks.items()}
        return {key: state for key, state in states.items() if state is not None}

    def close_docks(self) -> None:
        """Take every dock off the screen, those that float too."""
        for dock in self._docks.values():
            dock.close()

    def dock(self, key: str) -> PanelDock:
        """Return the dock of a panel."""
        return self._docks[key]

    def toggle_actions(self) -> tuple[QAction, ...]:
        """Return an action for each panel that shows or hides it."""
        return tuple(dock.toggleViewAction() for dock in self._docks.values())

    # -- desks ------------------------------------------------------------------------------------------------------

    def open_desk(self, key: str) -> None:
        """Show a desk as the reviewer left it, or as it is made."""
        self.setUpdatesEnabled(False)
        self._desk = desk(key)
        kept = self._settings.value(self._key(self._desk))
        self._clear()
        if not (isinstance(kept, QByteArray) and self.restoreState(kept, ARRANGEMENT_VERSION)):
            self._lay_out(self._desk)
        self._settings.setValue("desks/current", self._desk.key)
        self._tidy()
        self.setUpdatesEnabled(True)
        self.desk_changed.emit(self._desk.key)

    def open_last_desk(self) -> None:
        """Show the desk that was shown last."""
        self.open_desk(str(self._settings.value("desks/current", DESKS[0].key)))

    def change_desk(self, key: str) -> None:
        """Keep this desk as it lies, show another, and put the keyboard where its work begins."""
        if key != self._desk.key:
            self.keep()
            self.open_desk(key)
        self.focus_panel(self._desk.first)

    def keep(self) -> None:
        """Keep this desk as it lies. The kept arrangement holds names of panels and sizes, nothing of the case."""
        if not self._kept_for_good:
            self._settings.setValue(self._key(self._desk), self.saveState(ARRANGEMENT_VERSION))

    def keep_for_good(self) -> None:
        """Keep this desk as it lies, whatever is hidden from now on."""
        self.keep()
        self._kept_for_good = True

    def reset(self) -> None:
        """Lay this desk out as it was made."""
        self._settings.remove(self._key(self._desk))
        self.open_desk(self._desk.key)

    def reset_all(self) -> None:
        """Lay every desk out as it was made."""
        for each in DESKS:
            self._settings.remove(self._key(each))
        self.open_desk(self._desk.key)

    # -- panels -----------------------------------------------------------------------------------------------------

    def focus_panel(self, key: str) -> None:
        """Bring a panel to the front, wherever it is, and put the keyboard into it."""
        if key in self._docks:
            dock = self._docks[key]
            dock.show()
            dock.raise_()
            if dock.isFloating():
                dock.activateWindow()
            dock.made_panel().focus_first()

    def focus_next(self, step: int) -> None:
        """Put the keyboard into the next panel that can be seen, or the one before."""
        seen = [key for key, dock in self._docks.items() if dock.is_seen]
        if seen:
            at = seen.index(self.current_key) if self.current_key in seen else -step
            self.focus_panel(seen[(at + step) % len(seen)])

    def float_current(self) -> None:
        """Float the panel that has the keyboard (the desk's first where none has it), or put it back."""
        dock = self._docks.get(self.current_key or self._desk.first)
        if dock is not None:
            dock.setFloating(not dock.isFloating())

    # -- inside -----------------------------------------------------------------------------------------------------

    def _key(self, which: Desk) -> str:
        return f"desks/{which.key}"

    def _clear(self) -> None:
        """Take every dock to one place, hidden: a dock that an arrangement does not name would stay where it lies."""
        for dock in self._docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
            self.addDockWidget(AREA, dock)
            dock.hide()

    def _lay_out(self, made: Desk) -> None:
        for dock in self._docks.values():
            self.removeDockWidget(dock)
        columns = [self._groups(column) for column in made.columns]
        left: PanelDock | None = None
        for groups in columns:  # every column before what lies lower in one: it would else reach below them all
            if groups:
                self._place(groups[0][0], left, None)
                left = groups[0][0]
        for groups in columns:
            for upper, lower in pairwise(groups):
                self._place(lower[0], None, upper[0])
        for group in (group for groups in columns for group in groups):
            for other in group[1:]:
                self.tabifyDockWidget(group[0], other)
                other.show()
            group[0].raise_()
        self._share_out(made)

    def _groups(self, column: Column) -> list[list[PanelDock]]:
        """The docks of a column that there are: panels come and go with the program's versions."""
        groups = [[self._docks[key] for key in group if key in self._docks] for group in column.groups]
        return [group for group in groups if group]

    def _place(self, dock: PanelDock, left: PanelDock | None, above: PanelDock | None) -> None:
        if above is not None:
            self.splitDockWidget(above, dock, Qt.Orientation.Vertical)
        elif left is not None:
            self.splitDockWidget(left, dock, Qt.Orientation.Horizontal)
        else:
            self.addDockWidget(AREA, dock)
        dock.show()

    def _share_out(self, made: Desk) -> None:
        """Give each column its share of the width, or as much as the titles in its tabs need to be read in full."""
        columns = [(groups, column.share) for column in made.columns if (groups := self._groups(column))]
        total, room = sum(share for _, share in columns), max(self.width(), 800)
        widths = [max(room * share // total, self._tabs_width(groups)) for groups, share in columns]
        widest = widths.index(max(widths)) if widths else 0
        heads = [groups[0][0] for groups, _ in columns]
        widths[widest : widest + 1] = [room - sum(widths[:widest] + widths[widest + 1 :])] if widths else []
        self.resizeDocks(heads, widths, Qt.Orientation.Horizontal)
        for column in made.columns:
            self._share_out_height(column)

    def _tabs_width(self, groups: list[list[PanelDock]]) -> int:
        """Return how wide the widest row of tabs among some groups has to be."""
        needed = {_titles(bar): bar.sizeHint().width() + TAB_LEEWAY for bar in self._tab_bars()}
        tabbed = [tuple(dock.windowTitle() for dock in group) for group in groups if len(group) > 1]
        return max((needed.get(titles, 0) for titles in tabbed), default=0)

    def _tab_bars(self) -> list[QTabBar]:
        return self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _share_out_height(self, column: Column) -> None:
        """Give each group of a column its share of the height, where the desk says one."""
        groups = self._groups(column)
        if len(groups) == len(column.heights) > 0:
            room, whole = max(self.height(), 400), sum(column.heights)
            tall = [room * height // whole for height in column.heights]
            self.resizeDocks([group[0] for group in groups], tall, Qt.Orientation.Vertical)

    def _on_dock_seen(self, _visible: bool) -> None:
        """Make the panels that can be seen by now; it is called before they are painted."""
        for dock in self._docks.values():
            if dock.is_seen:
                dock.made_panel()

    def _on_dock_moved(self, _what: object = None) -> None:
        self._tidy_timer.start()

    def _tidy(self) -> None:
        """Let the tab carry the title where there is one, and keep tabs whole words."""
        for dock in self._docks.values():
            tabbed = any(other.isVisibleTo(self) or not other.isHidden() for other in self.tabifiedDockWidgets(dock))
            dock.bar.set_tabbed(tabbed and not dock.isFloating())
        newest = {frozenset(_titles(bar)): bar for bar in self._tab_bars()}
        lying = [newest.get(titles) for titles in self._tabbed()]
        for bar in self._tab_bars():
            bar.setElideMode(Qt.TextElideMode.ElideRight)
            bar.setDrawBase(False)
            bar.setExpanding(False)
            bar.setAccessibleName(self.tr("Panels lying here"))
            # Qt forgets to show a bar where a panel is made before it was ever seen, and leaves bars of other desks behind.
            bar.setVisible(bar in lying)

    def _tabbed(self) -> set[frozenset[str]]:
        """Return the titles of each group of panels that lie as tabs now."""
        shown = [dock for dock in self._docks.values() if not dock.isHidden() and not dock.isFloating()]
        groups = [[dock, *self.tabifiedDockWidgets(dock)] for dock in shown]
        titles = {frozenset(dock.windowTitle() for dock in group if not dock.isHidden()) for group in groups}
        return {group for group in titles if len(group) > 1}


def _titles(bar: QTabBar) -> tuple[str, ...]:
    return tuple(bar.tabText(at) for at in range(bar.count()))
