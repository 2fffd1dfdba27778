"""The searches that are kept in the review: a button with a menu, and Alt+1 to Alt+9."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from app.domain.changes import ChangeSet
from app.domain.errors import KnownError
from app.services import kept_searches
from app.services.kept_searches import KeptRow
from app.views.icons import icon
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import caption
from app.workspace.workspace import Workspace


class KeptButton(QToolButton):
    """Offers the kept searches to the panel it stands in; ``chosen`` says which words to look for."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, panel: QWidget) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._panel = panel
        self._words = ""
        self._rows: tuple[KeptRow, ...] = ()
        self.setIcon(icon("bookmark"))
        self.setToolTip(self.tr("Kept searches (Alt+1 to Alt+9)"))
        self.setAccessibleName(self.tr("Kept searches"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        for number in range(1, 10):
            act = partial(self._choose, number - 1)
            QShortcut(QKeySequence(f"Alt+{number}"), panel, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        workspace.opened.connect(self._read)
        workspace.closed.connect(self._read)
        workspace.changed.connect(self._on_workspace_changed)
        self._read()

    def set_words(self, words: str) -> None:
        """Note what is typed now: that is what would be kept."""
        self._words = words.strip()
        self._fill()

    def _read(self, _locked: bool = False) -> None:
        self._rows = self._workspace.read(kept_searches.listed) if self._workspace.is_open else ()
        self._fill()

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for number, row in enumerate(self._rows):
            keys = f"\tAlt+{number + 1}" if number < 9 else ""
            menu.addAction(f"{row.name.replace('&', '&&')}{keys}").triggered.connect(partial(self._choose, number))
        menu.addSeparator()
        keep = menu.addAction(self.tr("Keep this search…"))
        keep.setEnabled(bool(self._words) and self._workspace.is_open and not self._workspace.read_only)
        keep.triggered.connect(self._on_keep)
        if self._rows and not self._workspace.read_only:
            drop = menu.addMenu(self.tr("Keep no longer"))
            for row in self._rows:
                drop.addAction(row.name.replace("&", "&&")).triggered.connect(partial(self._drop, row.id))

    def _choose(self, number: int, _checked: bool = False) -> None:
        if number < len(self._rows):
            self.chosen.emit(self._rows[number].words)

    def _on_keep(self, _checked: bool = False) -> None:
        KeepSheet(self._panel, self._workspace, self._words).open()

    def _drop(self, row_id: str, _checked: bool = False) -> None:
        act = partial(kept_searches.remove, kept_id=row_id)
        self._workspace.perform(self.tr("Keep search no longer"), act, announce=True)

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches("kept_search"):
            self._read()


class KeepSheet(DialogBase):
    """Asks what a search is to be called."""

    def __init__(self, parent: QWidget, workspace: Workspace, words: str) -> None:
        super().__init__(parent, self.tr("Keep this search"), self.tr("Keep"))
        self._workspace = workspace
        self._words = words
        self.name = QLineEdit(words)
        self.name.selectAll()
        self.body.addWidget(caption(self.tr("&Name"), self.name))
        self.body.addWidget(self.name)
        workspace.closing.connect(self.reject)

    def try_accept(self) -> None:
        """Keep it, or say why not."""
        act = partial(kept_searches.keep, name=self.name.text(), words=self._words)
        self._workspace.failed.connect(self._on_failed)
        done = self._workspace.perform(self.tr("Keep search"), act)
        self._workspace.failed.disconnect(self._on_failed)
        if done is not None:
            self.accept()

    def _on_failed(self, problem: KnownError) -> None:
        self.show_problem(problem)
