"""The frame of the main window: start screen, unlock screen and desks; it asks by signal and knows no storage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, QThread, Signal
from PySide6.QtGui import QAction, QDrag
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.views.commands import Commands
from app.views.cover import Cover
from app.views.docks import DeskArea
from app.views.menus import COMMANDS
from app.views.palette import Found, Palette, Provider
from app.views.panel import PanelPlan, PanelState, Presents
from app.views.text_undo import TextUndo
from app.views.theme import Theme
from app.views.top_bar import TopBar
from app.views.unlock import Unlock
from app.views.welcome import Welcome
from app.views.widgets.busy_strip import BusyStrip
from app.views.widgets.message_bar import MessageBar


class WindowFrame(QMainWindow):
    """Shows one of three places (start, unlock, desks) under the same menus, with the message bar over its foot."""

    undo_requested = Signal()
    redo_requested = Signal()
    naming_requested = Signal(str)
    presentation_changed = Signal(bool)
    recent_requested = Signal(Path)
    closing = Signal()

    def __init__(self, theme: Theme, settings: QSettings, application: QApplication) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._text_undo = TextUndo(application, self)
        self._desks: DeskArea | None = None
        self.may_close: Callable[[], bool] | None = None
        self.commands = Commands(self)
        self.welcome = Welcome()
        self.unlock = Unlock()
        self.cover = Cover()
        self.busy = BusyStrip()
        self._holder = QWidget()
        self._stack = QStackedWidget()
        self._bar = TopBar(self)
        self._saved = QLabel()
        self._build()
        self.messages = MessageBar(self._holder)
        self.palette_box = Palette(self._holder)

    # -- places -----------------------------------------------------------------------------------------------------

    def show_welcome(self, recent: Sequence[Path], *, remember: bool = True) -> None:
        """Show the start screen with the files opened lately."""
        self._drop_desks()
        self.set_recent(recent, remember=remember)
        self._show_place(self.welcome, "")
        self.welcome.focus_first()

    def show_unlock(self, stem: str, *, locked: bool = False) -> None:
        """Ask for the passphrase of a file; what was open before is taken off the screen first."""
        self._drop_desks()
        self._show_place(self.unlock, stem)
        self.unlock.ask(stem, locked=locked)

    def show_review(self, stem: str, plans: Sequence[PanelPlan], states: Mapping[str, PanelState] | None = None) -> None:
        """Show the desks of the open review; each panel is made when it is first seen, and is then as it was left."""
        self._drop_desks()
        self.unlock.forget()
        area = DeskArea(plans, self._settings, states, self)
        self._desks = area
        self._stack.addWidget(area)
        area.desk_changed.connect(self._on_desk_shown)
        area.panel_made.connect(self._on_panel_made)
        self.commands.menu("panels").clear()
        self.commands.menu("panels").addActions(list(area.toggle_actions()))
        self._show_place(area, stem)
        area.open_last_desk()
        area.focus_panel(area.current_desk.first)

    def show_covered(self, problem: KnownError | None) -> None:
        """Hide the desks, floating panels and sheets, but keep them: they hold what the disk refuses. Locking ends this."""
        if self._desks is not None:
            self._desks.keep_for_good()
        _hide_windows_of(self)
        stem = self.windowTitle().removesuffix(" – Casement")
        self._show_place(self.cover, stem)
        self.messages.hide()
        self.cover.ask(stem, problem)

    @property
    def is_covered(self) -> bool:
        """Whether the review is open and hidden."""
        return self._stack.currentWidget() is self.cover

    def let_go(self) -> None:
        """End a drag and shut open menus: each holds the mouse, and a drag even the window, when it must lock."""
        if QThread.currentThread().loopLevel() > 1:  # nothing but a drag holds a loop of its own, Qt's drags of text too
            QDrag.cancel()
        popup = QApplication.activePopupWidget()
        while popup is not None and popup.isVisible():
            popup.close()
            popup.hide()
            popup = QApplication.activePopupWidget()

    def close_sheets(self) -> None:
        """Close every sheet and file dialog over the window: none outlives the review's being locked or closed."""
        for sheet in self.findChildren(QDialog):
            if sheet.isVisible():
                sheet.reject()

    def panel_states(self) -> dict[str, PanelState]:
        """Return where the reviewer is in each panel, to be kept inside the review and given back to ``show_review``."""
        return self._desks.panel_states() if self._desks is not None else {}

    @property
    def desks(self) -> DeskArea | None:
        """The desks, while a review is open."""
        return self._desks

    # -- what the review tells ----------------------------------------------------------------------------------------

    def show_saved(self, when: datetime) -> None:
        """Say quietly when the review was last written to disk."""
        self._saved.setText(self.tr("Saved {}").format(_moment(when)))

    def show_history(self, undo: str, redo: str) -> None:
        """Show in the Edit menu what would be undone and redone."""
        self.commands.set_history(undo, redo)

    def show_naming(self, key: str) -> None:
        """Show how people are shown now: "named", "role" or "pseudonym"."""
        self._bar.show_naming(key)
        self.commands.action(f"naming.{key}").setChecked(True)

    def announce(self, sentence: str) -> None:
        """Say something that can be undone, if there is anything to undo."""
        self.messages.say(sentence, undoable=True)

    def show_problem(self, error: KnownError) -> None:
        """Say what went wrong and what to do next: beside the passphrase field while that is shown, else in the bar."""
        if self._stack.currentWidget() is self.unlock:
            self.unlock.refuse(error)
        elif self.is_covered:
            self.cover.show_problem(error)
        else:
            self.messages.show_problem(error)

    def set_recent(self, paths: Sequence[Path], *, remember: bool = True) -> None:
        """List the files opened lately, on the start screen and in the menu, by name alone."""
        self.welcome.show_recent(paths, remember=remember)
        menu = self.commands.menu("recent")
        menu.clear()
        for path in paths if remember else ():
            action = QAction(path.stem.replace("&", "&&"), menu)
            action.triggered.connect(partial(self._on_recent_triggered, path))
            menu.addAction(action)
        menu.setEnabled(not menu.isEmpty())

    def set_finders(self, providers: Sequence[Provider]) -> None:
        """Have the palette find people, events, notes and findings too."""
        self.palette_box.set_providers([self._find_commands, *providers])

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMinimumSize(QSize(900, 600))
        layout = QVBoxLayout(self._holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.busy)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.unlock)
        self._stack.addWidget(self.cover)
        self.setCentralWidget(self._holder)
        self.addToolBar(self._bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.statusBar().addPermanentWidget(self._saved)
        self.statusBar().setSizeGripEnabled(False)
        self.commands.action(f"theme.{self._theme.appearance.value}").setChecked(True)
        self.commands.action("naming.named").setChecked(True)
        kept = self._settings.value("window/geometry")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(1366, 740)

    def _on_desk_shown(self, key: str) -> None:
        self._bar.show_desk(key)
        self.commands.action(f"desk.{key}").setChecked(True)

    def _on_panel_made(self, panel: object) -> None:
        """Hide at once what is not for the group in the room, where a panel is first seen while they look on."""
        if isinstance(panel, Presents) and self.commands.action("view.presentation").isChecked():
            panel.set_presentation(True)

    def _on_recent_triggered(self, path: Path, _checked: bool = False) -> None:
        self.recent_requested.emit(path)

    def _show_place(self, place: QWidget, stem: str) -> None:
        is_open = place is self._desks
        self.setWindowTitle(f"{stem} – Casement" if stem else "Casement")
        self.palette_box.shut()
        self.messages.hide()
        self._stack.setCurrentWidget(place)
        self._bar.setVisible(is_open)
        self.statusBar().setVisible(is_open)
        self.commands.set_review_open(is_open)
        if not is_open:
            self._saved.clear()
            self.commands.set_history("", "")

    def _drop_desks(self) -> None:
        """Take the panels off the screen and let them go, floating ones too; nothing of the case stays in a widget."""
        area, self._desks = self._desks, None
        if area is not None:
            area.keep()
            self.commands.menu("panels").clear()
            self._stack.removeWidget(area)
            area.hide()
            area.close_docks()
            area.deleteLater()

    def _find_commands(self, _typed: str) -> list[Found]:
        found: list[Found] = []
        for key in self.commands.names():
            action = self.commands.action(key)
            if action.isEnabled() and key != "edit.find":
                keys = action.shortcut().toString()
                title = action.text().replace("&", "").rstrip("…")
                found.append(Found(title, keys, COMMANDS[key].icon or "arrow-right", action.trigger))
        return found


def _hide_windows_of(window: QWidget) -> None:
    """Close floating panels, sheets and open menus; hide what does not let itself be closed."""
    for child in window.findChildren(QWidget):
        if child.isWindow() and child.isVisible():
            child.close()
            child.hide()


def _moment(when: datetime) -> str:
    """Return a time of today, or a day and its time."""
    today = when.date() == datetime.now().astimezone().date()
    return f"{when:%H:%M}" if today else f"{when.day} {when:%B %Y}, {when:%H:%M}"
