"""The passages of a note: what kind, which words, what they are linked to; chosen here, they are shown in the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.naming import Naming
from app.services.conversation_rows import PassageRow
from app.services.conversations import KINDS
from app.views.conversations.passage_rows import PassageRows
from app.views.conversations.words import linked_words, mark_words
from app.views.itemmodels.rows import RowWords
from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import icon_button
from app.views.widgets.thing_picker import ICONS


class PassagesList(QWidget):
    """Shows the passages and says what is wanted of the one chosen."""

    reveal_requested = Signal(str)
    kind_chosen = Signal(str, str)
    link_requested = Signal(str)
    unlink_requested = Signal(str)
    delete_requested = Signal(str)
    open_event_requested = Signal(str)
    open_episode_requested = Signal(str)
    dropped = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passages: dict[str, PassageRow] = {}
        self.view = PassageRows(self.tr("Passages of this note"))
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("What the passage is"))
        for kind in KINDS:
            self._kind.addItem(mark_words(kind), kind)
        self._kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._kind.setMinimumContentsLength(6)
        self._event = icon_button(ICONS["event"], self.tr("Show the event in the chronology"))
        self._episode = icon_button(ICONS["episode"], self.tr("Show the episode on the board"))
        self._link = icon_button("link", self.tr("Link to an event or an episode"))
        self._unlink = icon_button("link-2-off", self.tr("Take the links off"))
        self._delete = icon_button("trash-2", self.tr("Take the mark off; the words stay (Delete)"))
        self._empty = EmptyState(
            "quote",
            self.tr("Words you mark in the note stand here."),
            hint=self.tr("Select some words, or stand in a paragraph, and press one of the keys under the page."),
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_passages((), Naming())

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setContentsMargins(space("medium"), space("tight"), space("small"), space("small"))
        acts.addWidget(self._kind, 1)
        for button in (self._event, self._episode, self._link, self._unlink, self._delete):
            acts.addWidget(button)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(acts)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(full)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_view_chosen)
        self.view.clicked.connect(self._on_view_clicked)
        self.view.opened.connect(self.reveal_requested)
        self.view.delete_requested.connect(self.delete_requested)
        self._kind.activated.connect(self._on_kind_activated)
        self.view.dropped.connect(self.dropped)
        self._event.clicked.connect(self._on_event_clicked)
        self._episode.clicked.connect(self._on_episode_clicked)
        self._link.clicked.connect(self._on_link_clicked)
        self._unlink.clicked.connect(self._on_unlink_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)

    def show_passages(self, passages: Sequence[PassageRow], naming: Naming) -> None:
        """Show these passages; the chosen one stays chosen."""
        self._passages = {row.id: row for row in passages}
        self.view.show_rows(
            [
                RowWords(row.id, " ".join(row.words.shown(naming).split()), mark_words(row.kind), linked_words(row, naming))
                for row in passages
            ]
        )
        self._stack.setCurrentIndex(1 if passages else 0)
        self._show_acts()

    def choose(self, passage_id: str) -> bool:
        """Choose a passage; False where it is not here."""
        chosen = self.view.choose(passage_id)
        self._show_acts()
        return chosen

    def _show_acts(self) -> None:
        row = self._passages.get(self.view.current_id())
        for widget in (self._kind, self._link, self._delete):
            widget.setEnabled(row is not None)
        self._event.setVisible(row is not None and bool(row.event_id))
        self._episode.setVisible(row is not None and bool(row.episode_id))
        self._unlink.setEnabled(row is not None and bool(row.event_id or row.episode_id))
        if row is not None:
            self._kind.setCurrentIndex(KINDS.index(row.kind))

    def _on_view_chosen(self, _passage_id: str) -> None:
        self._show_acts()

    def _on_view_clicked(self) -> None:
        self.reveal_requested.emit(self.view.current_id())

    def _on_kind_activated(self, _index: int) -> None:
        self.kind_chosen.emit(self.view.current_id(), self._kind.currentData())

    def _on_event_clicked(self) -> None:
        self.open_event_requested.emit(self._passages[self.view.current_id()].event_id)

    def _on_episode_clicked(self) -> None:
        self.open_episode_requested.emit(self._passages[self.view.current_id()].episode_id)

    def _on_link_clicked(self) -> None:
        self.link_requested.emit(self.view.current_id())

    def _on_unlink_clicked(self) -> None:
        self.unlink_requested.emit(self.view.current_id())

    def _on_delete_clicked(self) -> None:
        self.delete_requested.emit(self.view.current_id())
