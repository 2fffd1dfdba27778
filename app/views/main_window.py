"""The main window: its menus, buttons and signals, and what each of them leads to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from app.views.desks import DESKS
from app.views.panel import Presents
from app.views.theme import Appearance, Theme
from app.views.where_sheet import AboutSheet, KeysSheet, WhereSheet
from app.views.window_frame import WindowFrame


class MainWindow(WindowFrame):
    """The window with what its commands and buttons lead to."""

    def __init__(self, theme: Theme, settings: QSettings, application: QApplication) -> None:
        super().__init__(theme, settings, application)
        self._wire()
        self.show_welcome(())

    def _wire(self) -> None:
        """Connect what is asked for with what carries it out: the one place where this is done."""
        act = self.commands.action
        for each in DESKS:
            act(f"desk.{each.key}").triggered.connect(partial(self._on_desk_requested, each.key))
        for appearance in Appearance:
            act(f"theme.{appearance.value}").triggered.connect(partial(self._on_theme_chosen, appearance))
        for naming in ("named", "role", "pseudonym"):
            act(f"naming.{naming}").triggered.connect(partial(self._on_naming_chosen, naming))
        act("view.reset").triggered.connect(self._on_reset)
        act("view.reset_all").triggered.connect(self._on_reset_all)
        act("view.next_panel").triggered.connect(partial(self._on_next_panel, 1))
        act("view.previous_panel").triggered.connect(partial(self._on_next_panel, -1))
        act("view.float").triggered.connect(self._on_float)
        act("view.presentation").toggled.connect(self._on_presentation)
        act("edit.undo").triggered.connect(self._on_undo)
        act("edit.redo").triggered.connect(self._on_redo)
        act("edit.find").triggered.connect(self.palette_box.open)
        act("edit.search").triggered.connect(self._on_search)
        act("help.here").triggered.connect(self._on_where)
        act("help.keys").triggered.connect(self._on_keys)
        act("help.about").triggered.connect(self._on_about)
        act("file.quit").triggered.connect(self.close)
        self._bar.desk_requested.connect(self._on_desk_requested)
        self._bar.naming_requested.connect(self._on_naming_chosen)
        self._bar.find_requested.connect(self.palette_box.open)
        self._bar.lock_requested.connect(act("file.lock").trigger)
        self.messages.undo_requested.connect(self.undo_requested)
        self.welcome.new_requested.connect(act("file.new").trigger)
        self.welcome.open_requested.connect(act("file.open").trigger)
        self.welcome.practice_requested.connect(act("file.practice").trigger)
        self.welcome.recent_requested.connect(self.recent_requested)
        self.unlock.restore_requested.connect(act("file.restore").trigger)
        self.set_finders(())

    # -- carrying out -------------------------------------------------------------------------------------------------

    def _on_desk_requested(self, key: str, _checked: bool = False) -> None:
        if self._desks is not None:
            self._desks.change_desk(key)

    def _on_theme_chosen(self, appearance: Appearance, _checked: bool = False) -> None:
        self._settings.setValue("appearance", appearance.value)
        self._theme.choose(appearance)

    def _on_naming_chosen(self, key: str, _checked: bool = False) -> None:
        self.show_naming(key)
        self.naming_requested.emit(key)

    def _on_reset(self) -> None:
        if self._desks is not None:
            self._desks.reset()

    def _on_reset_all(self) -> None:
        if self._desks is not None:
            self._desks.reset_all()

    def _on_next_panel(self, step: int, _checked: bool = False) -> None:
        if self._desks is not None:
            self._desks.focus_next(step)

    def _on_float(self) -> None:
        if self._desks is not None:
            self._desks.float_current()

    def _on_presentation(self, on: bool) -> None:
        for panel in self._desks.panels.values() if self._desks is not None else ():
            if isinstance(panel, Presents):
                panel.set_presentation(on)
        self.presentation_changed.emit(on)

    def _on_undo(self) -> None:
        if not self._text_undo.undo():
            self.undo_requested.emit()

    def _on_redo(self) -> None:
        if not self._text_undo.redo():
            self.redo_requested.emit()

    def _on_search(self) -> None:
        if self._desks is not None:
            self._desks.focus_panel("search")

    def _on_where(self) -> None:
        WhereSheet(self, self._place_name()).open()

    def _on_keys(self) -> None:
        KeysSheet(self, self.commands).open()

    def _on_about(self) -> None:
        AboutSheet(self).open()

    def _place_name(self) -> str:
        if self._desks is None:
            return "unlock" if self._stack.currentWidget() is self.unlock else "welcome"
        return self._desks.current_key or "other"

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the arrangement and let the review be closed first; stay where it can't be."""
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        if self._desks is not None:
            self._desks.keep()
        self._settings.setValue("window/geometry", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)
