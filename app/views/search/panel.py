"""The search panel: one field over everything, and what was found under the places where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.search import Query, parse
from app.views.counting import counted
from app.views.itemmodels.found import FoundModel
from app.views.search.delegate import FoundDelegate
from app.views.search.gathering import Gathering
from app.views.search.kept import KeptButton
from app.views.search.knowing import Knowing, misread_in_words
from app.views.search.query_field import QueryField
from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import label
from app.workspace.workspace import Workspace

HINT = 'agency:police before:2012 -telephone "home visit"'


class SearchPanel(QWidget):
    """Finds in everything the review holds; ``open_requested(kind, id)`` leads there."""

    open_requested = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stale = False
        self.query = Query()
        self.knowing = Knowing(workspace, self)
        self.gathering = Gathering(workspace, self.knowing, self)
        self.model = FoundModel(self)
        self.field = QueryField(self.tr("Search everything"), self.knowing)
        self.kept = KeptButton(workspace, self)
        self.count = label(tone="soft")
        self.misread = label(tone="attention", wrap=True)
        self.list = QListView()
        self._empty = EmptyState(
            "search",
            self.tr("Find words anywhere: events, conversations, episodes, findings, people."),
            self.tr("Show an example"),
            self.tr("For example {}").format(HINT),
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._search()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list, self.model))
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self.kept)
        head = QVBoxLayout()
        head.setContentsMargins(space("medium"), space("small"), space("medium"), space("small"))
        head.setSpacing(space("small"))
        head.addLayout(top)
        head.addWidget(self.misread)
        head.addWidget(self.count)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        self.knowing.changed.connect(self._on_knowing_changed)
        self.field.searched.connect(self._on_searched)
        self.field.entered_list.connect(self._on_list_entered)
        self.field.confirmed.connect(self._on_list_entered)
        self.kept.chosen.connect(self.look_for)
        self.list.activated.connect(self._on_activated)
        self._empty.step_requested.connect(partial(self.look_for, HINT))

    # -- what the window asks -----------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard into the field, its words ready to be typed over."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def save_state(self) -> dict[str, object]:
        """Nothing is kept of what was looked for: it may hold names."""
        return {}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Nothing was kept."""

    def reveal(self, kind: str, row_id: str) -> bool:
        """Nothing of its own is shown here."""
        return False

    def set_presentation(self, on: bool) -> None:
        """Find nothing in private notes while others look at the screen."""
        self.gathering.set_private(not on)
        self._search_when_seen()

    def look_for(self, words: str) -> None:
        """Look for these words, as if they had been typed."""
        self.field.setText(words)
        self._on_searched(words)

    # -- finding --------------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        typed = self.field.text() if self._workspace.is_open else ""
        self.query = parse(typed, self.knowing.context) if typed else Query()
        self.model.show(() if self.query.empty else self.gathering.things(), self.query)
        self.misread.setText(misread_in_words(self.query.misread))
        self.misread.setVisible(bool(self.query.misread))
        self.count.setText(counted(self.model.total, self.tr("{} found"), self.tr("{} found")))
        self.count.setVisible(not self.query.empty)
        self._pages.setCurrentWidget(self._empty if self.query.empty else self.list)
        self.kept.set_words(typed)

    def _on_searched(self, _typed: str) -> None:
        self._search()

    def _on_list_entered(self) -> None:
        if self.model.first_hit().isValid():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentIndex(self.model.first_hit())

    def _on_activated(self, index: QModelIndex) -> None:
        hit = self.model.line(index.row()).hit
        if hit is not None:
            self.open_requested.emit(hit.stored.kind, hit.stored.id)

    # -- following the review -------------------------------------------------------------------------------------------

    def _on_workspace_closed(self, _locked: bool) -> None:
        self.field.wipe()
        self._search()

    def _on_knowing_changed(self) -> None:
        self._search_when_seen()

    def _search_when_seen(self) -> None:
        """Search again, or once the panel is seen again: what nobody sees costs nothing."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._search()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while the panel was not seen."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._search()

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if self.gathering.follow(change_set):
            self._search_when_seen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the list goes back to the field."""
        if event.key() == Qt.Key.Key_Escape and self.list.hasFocus():
            self.focus_first()
        else:
            super().keyPressEvent(event)
