"""The panel of the picture of the case: the view, and above it its buttons and what is pointed at in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.picture import Picture, compose
from app.domain.picture_material import Material
from app.domain.picture_scale import STEP
from app.domain.picture_times import DAY, YEAR
from app.services import event_rows, picture
from app.views.picture.view import PictureView
from app.views.picture.words import in_view
from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import button, icon_button
from app.views.widgets.told_line import ToldLine
from app.workspace.workspace import Workspace

SPOKEN_AFTER = 250
"""Milliseconds of rest before a screen reader is told what is in view: not at every step of a wheel."""


class PicturePanel(QWidget):
    """Shows the case as a picture; says upward which events were chosen and what is to be opened."""

    events_chosen = Signal(list)
    open_requested = Signal(str, str)
    export_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._material = Material()
        self._stale = True
        self.view = PictureView(self._happened)
        self.skeleton_only = button(self.tr("Skeleton only"), kind="quiet")
        self.skeleton_only.setCheckable(True)
        self.closer = icon_button("zoom-in", self.tr("Closer (+)"))
        self.wider = icon_button("zoom-out", self.tr("Wider (−)"))
        self.whole = icon_button("maximize-2", self.tr("The whole case (0)"))
        self.export = icon_button("file-down", self.tr("Export the picture…"))
        self.line = ToldLine()
        self._empty = EmptyState(
            "chart-gantt",
            self.tr("The whole case at a glance stands here: who recorded what when, episodes, ages and homes."),
            hint=self.tr("It fills as soon as there are events in the chronology."),
        )
        self._spoken = QTimer(self, singleShot=True, interval=SPOKEN_AFTER)
        self._lay_out()
        self._connect()
        self._show_page()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def _lay_out(self) -> None:
        self._bar = QWidget()
        across = QHBoxLayout(self._bar)
        across.setContentsMargins(space("small"), 2, space("small"), 2)
        across.setSpacing(space("tight"))
        across.addWidget(self.line, 1)
        for each in (self.skeleton_only, self.wider, self.closer, self.whole, self.export):
            across.addWidget(each)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._bar)
        rows.addWidget(self._pages, 1)

    def _connect(self) -> None:
        workspace, view = self._workspace, self.view
        workspace.opened.connect(self._on_workspace_opened)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._on_naming_changed)
        view.chosen.connect(self.events_chosen)
        view.open_requested.connect(self.open_requested)
        view.told.connect(self._on_view_told)
        view.window_changed.connect(self._spoken.start)
        self._spoken.timeout.connect(self._on_spoken_timeout)
        self.skeleton_only.toggled.connect(self._on_skeleton_toggled)
        self.closer.clicked.connect(partial(self._on_zoom_clicked, -STEP))
        self.wider.clicked.connect(partial(self._on_zoom_clicked, STEP))
        self.whole.clicked.connect(view.fit)
        self.export.clicked.connect(self.export_requested)

    # -- what the window asks ---------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard into the picture."""
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_state(self) -> dict[str, object]:
        """Return the stretch in view, and whether it is the skeleton's alone."""
        window = self.view.window_shown
        return {"low": window.low, "high": window.high, "skeleton": self.skeleton_only.isChecked()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Go back to the stretch that was in view."""
        self.skeleton_only.setChecked(state.get("skeleton") is True)
        low, high = state.get("low"), state.get("high")
        if isinstance(low, int | float) and isinstance(high, int | float) and 0 < high - low <= 200 * YEAR:
            self.refresh()
            self.view.set_window(low, max(high - 1, low + DAY))

    def reveal(self, kind: str, row_id: str) -> bool:
        """Select an event and bring it into view; False where the picture doesn't show it."""
        self.refresh()
        if kind != "event" or row_id not in self.view.picture.places:
            return False
        self.view.select([row_id], row_id)
        return True

    def select(self, ids: Sequence[str], current: str) -> None:
        """Show the events that are selected elsewhere; says nothing."""
        self.refresh()
        self.view.select(ids, current)

    # -- following the review ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the picture again where it may have changed."""
        if self._stale and self._workspace.is_open:
            self._stale = False
            self._material = self._workspace.read(picture.material)
            self._compose()

    def _compose(self) -> None:
        made = compose(self._material, self._workspace.naming, skeleton_only=self.skeleton_only.isChecked())
        self.view.set_picture(made)
        self._show_page()

    def _show_page(self) -> None:
        has_any = bool(self._material.events)
        self._pages.setCurrentWidget(self.view if has_any else self._empty)
        self._bar.setVisible(has_any)

    def _renew(self) -> None:
        """Read again at once if the picture can be seen, else once it can."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the picture was hidden."""
        super().showEvent(event)
        self.refresh()

    def _on_workspace_opened(self) -> None:
        self._renew()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._material = Material()
        self._stale = True
        self._spoken.stop()
        self.view.set_picture(Picture())
        self.view.setAccessibleDescription("")
        self.line.say("")
        self._show_page()

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if picture.concerns(change_set):
            self._renew()

    def _on_naming_changed(self) -> None:
        self.line.say("")
        if self._workspace.is_open and not self._stale:
            self._compose()

    # -- words ------------------------------------------------------------------------------------------------------

    def _happened(self, ids: Sequence[str]) -> list[str]:
        """Return what happened in some events, people shown as the naming in force says."""
        naming = self._workspace.naming
        rows = {row.id: row.what for row in self._workspace.read(partial(event_rows.rows, only=tuple(ids)))}
        words = (rows.get(event_id, "") for event_id in ids)
        return [each if isinstance(each, str) else each.shown(naming) for each in words]

    def _on_view_told(self, words: str) -> None:
        self.line.say(words)
        if words and self.view.hasFocus():
            self._spoken.start()

    def _on_spoken_timeout(self) -> None:
        """Tell those who hear the picture what is in view and what the keyboard is at."""
        view = self.view
        if not view.picture.tracks:
            return
        here = self.line.words
        words = in_view(view.picture, view.window_shown)
        view.setAccessibleDescription(f"{here}. {words}" if here else words)
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged))

    # -- acts -------------------------------------------------------------------------------------------------------

    def _on_skeleton_toggled(self, _on: bool) -> None:
        if self._workspace.is_open and not self._stale:
            self._compose()

    def _on_zoom_clicked(self, levels: int, _checked: bool = False) -> None:
        self.view.zoom(levels)
