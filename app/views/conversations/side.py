"""The side of the panel: the list of conversations, what to ask, the skeleton as a prompt sheet, the passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.naming import Naming
from app.services.conversation_rows import ConversationRow, PassageRow, PromptSheetRow
from app.views.conversations.ask_sheet import AskSheet
from app.views.conversations.passages_list import PassagesList
from app.views.conversations.rows_view import RowsView
from app.views.conversations.words import how_much, people_words, who
from app.views.itemmodels.rows import RowWords
from app.views.theme import space
from app.views.widgets.labels import icon_button, line
from app.views.widgets.search_field import SearchField

SHEETS = ("list", "ask", "skeleton", "passages")
"""The sheets, in the order of their tabs."""

NEW_KEYS = "Ctrl+Shift+N"


class Side(QWidget):
    """Four sheets under tabs."""

    conversation_chosen = Signal(str)
    conversation_opened = Signal(str)
    bin_requested = Signal(str)
    new_requested = Signal()
    fold_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ConversationRow, ...] = ()
        self._naming = Naming()
        self._covered = False
        self._tabs = QTabBar()
        self._stack = QStackedWidget()
        self.search = SearchField(self.tr("Filter conversations"))
        self.list = RowsView(self.tr("Conversations"), most_lines=2)
        self.ask = AskSheet()
        self.skeleton = RowsView(self.tr("Skeleton chronology, to ask from"))
        self.passages = PassagesList()
        self._fold = icon_button("panel-left", self.tr("Give the page all the room"))
        self._new = icon_button("plus", self.tr("New conversation ({})").format(NEW_KEYS))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for words in (self.tr("All"), self.tr("Ask"), self.tr("Skeleton"), self.tr("Passages")):
            self._tabs.addTab(words)
        self._tabs.setTabToolTip(0, self.tr("All conversations"))
        self._tabs.setProperty("kind", "tight")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setAccessibleName(self.tr("Conversations, what to ask, skeleton, passages"))
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, space("small"), 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(space("medium"), 0, space("small"), 0)
        row.addWidget(self.search, 1)
        row.addWidget(self._new)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        for sheet in (found, self.ask, self.skeleton, self.passages):
            self._stack.addWidget(sheet)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, space("tight"), 0)
        top.addWidget(self._tabs, 1)
        top.addWidget(self._fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.search.searched.connect(self._on_searched)
        self.search.entered_list.connect(self.list.setFocus)
        self.list.chosen.connect(self.conversation_chosen)
        self.list.opened.connect(self.conversation_opened)
        self.list.delete_requested.connect(self.bin_requested)
        self._fold.clicked.connect(self.fold_requested)
        self._new.clicked.connect(self.new_requested)

    # -- which sheet ------------------------------------------------------------------------------------------------

    @property
    def sheet(self) -> str:
        """The sheet shown."""
        return SHEETS[self._tabs.currentIndex()]

    def show_sheet(self, sheet: str) -> None:
        """Show a sheet."""
        self._tabs.setCurrentIndex(SHEETS.index(sheet) if sheet in SHEETS else 0)

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_list(self, rows: Sequence[ConversationRow], naming: Naming) -> None:
        """Show the conversations as the filter lets them through."""
        self._rows, self._naming = tuple(rows), naming
        wanted = self.search.text().casefold().split()
        shown = [self._words_of(row) for row in self._rows]
        self.list.show_rows([row for row in shown if all(word in row.read.casefold() for word in wanted)])

    def _words_of(self, row: ConversationRow) -> RowWords:
        if self._covered:
            return RowWords(row.id, row.held.text or self.tr("No date yet"), "", how_much(row), strong=True)
        above = " · ".join(part for part in (row.held.text, row.place) if part)
        heard = people_words(row.reviewers, self._naming)
        below = how_much(row) + ("\n" + self.tr("Heard by {}").format(heard) if heard else "")
        return RowWords(row.id, who(row, self._naming), above, below, strong=True)

    def show_skeleton(self, rows: Sequence[PromptSheetRow], spoken: Collection[str], naming: Naming) -> None:
        """Show the skeleton; a tick stands beside what a passage of this conversation speaks of."""
        self.skeleton.show_rows([RowWords(r.id, r.what.shown(naming), r.when, ticked=r.id in spoken) for r in rows])

    def show_passages(self, passages: Sequence[PassageRow], naming: Naming) -> None:
        """Show the passages, their number in the tab."""
        self.passages.show_passages(passages, naming)
        number = f" {len(passages)}" if passages else ""
        self._tabs.setTabText(SHEETS.index("passages"), self.tr("Passages") + number)

    def set_covered(self, covered: bool) -> None:
        """Hide who spoke and what was said."""
        self._covered = covered
        if covered and self.sheet == "passages":
            self.show_sheet("ask")
        self._tabs.setTabVisible(SHEETS.index("passages"), not covered)
        self.search.setVisible(not covered)
        if covered:
            self.search.wipe()
        self.show_list(self._rows, self._naming)

    def forget(self) -> None:
        """Forget every word."""
        self.search.wipe()
        self.show_list((), Naming())
        self.ask.forget()
        self.show_skeleton((), (), Naming())
        self.show_passages((), Naming())

    def _on_searched(self, _letters: str) -> None:
        self.show_list(self._rows, self._naming)
