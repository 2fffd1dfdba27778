"""Parallel accounts, side by side: one column a voice, the records' first, none merged into another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from app.domain.differing import Span
from app.domain.text import Text
from app.services import episodes
from app.services.episode_rows import AccountRow
from app.views.accounts.told import Told, ToldColumn, marks_of_dates, where_it_differs
from app.views.board.section import Section
from app.views.theme import space, tokens
from app.views.widgets.labels import button, icon_button, label
from app.views.widgets.section_header import SectionHeader
from app.workspace.workspace import Workspace

NARROWEST = 260


class AccountColumn(QFrame):
    """One voice's account."""

    removed = Signal(str)

    def __init__(self, workspace: Workspace, row: AccountRow, voice: str) -> None:
        super().__init__()
        self._workspace = workspace
        self.id = row.id
        self.setProperty("kind", "account")
        self.setMinimumWidth(NARROWEST)
        self.section = Section(workspace, voice, self.tr("What happened, as they tell it"), self._keep, lines=3)
        self.section.setAccessibleName(self.tr("Account of {}").format(voice))
        remove = icon_button("x", self.tr("Take the account of {} away").format(voice))
        remove.clicked.connect(self._on_remove_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space("medium"), space("small"), space("tight"), space("small"))
        layout.addWidget(self.section, 1)
        layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)

    def mark(self, spans: tuple[Span, ...]) -> None:
        """Mark the words that none of the others has; they are no part of the text."""
        marks: list[QTextEdit.ExtraSelection] = []
        for start, end in spans:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.section.field.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
            selection.format.setBackground(tokens().colour("accent_wash"))  # pyright: ignore[reportAttributeAccessIssue]
            selection.format.setFontUnderline(True)  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(selection)
        self.section.field.setExtraSelections(marks)

    def _keep(self, text: Text) -> bool:
        act = partial(episodes.set_account, account_id=self.id, body=text)
        done = self._workspace.perform(self.tr("Change account"), act, merge_key=f"account:{self.id}", initiator=self)
        return done is not None

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self.id)


class Accounts(QWidget):
    """The columns, from the one told first to the last, scrolled from side to side where they don't fit."""

    add_requested = Signal()
    removed = Signal(str)
    acted = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._told: list[ToldColumn] = []
        self._columns: list[tuple[str, AccountColumn]] = []
        self._header = SectionHeader(self.tr("Accounts side by side"))
        self.add_button = button(self.tr("Add an account"), kind="quiet", icon_name="user-plus")
        self.add_button.clicked.connect(self.add_requested)
        self.add_to_header(self.add_button)
        nothing = self.tr("Each voice tells it in its own column; none is put before another.")
        self._nothing = label(nothing, tone="soft", wrap=True)
        self._ground = QWidget()
        self._ground.setProperty("surface", "paper")
        self._row = QHBoxLayout(self._ground)
        self._row.setContentsMargins(0, 0, 0, space("small"))
        self._row.setSpacing(space("medium"))
        self._area = QScrollArea()
        self._area.setWidget(self._ground)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("tight"))
        layout.addWidget(self._header)
        layout.addWidget(self._nothing)
        layout.addWidget(self._area)

    @property
    def columns(self) -> tuple[AccountColumn, ...]:
        """The columns from left to right."""
        return tuple(column for _, column in self._columns)

    @property
    def told(self) -> tuple[ToldColumn, ...]:
        """The columns that are read, from left to right; they stand before the others."""
        return tuple(self._told)

    def add_to_header(self, widget: QWidget) -> None:
        """Put a button at the end of the heading."""
        self._header.add(widget)

    def show_private(self, on: bool) -> None:
        """Show the private notes of the records, or hide them."""
        for column in self._told:
            column.private.setVisible(on and bool(column.told.private))

    def show_rows(self, rows: Sequence[AccountRow], told: Sequence[Told] = ()) -> None:
        """Show what is told and the accounts; a column that stays keeps what is being typed in it."""
        self._show_told(told)
        kept = {(voice, column.id): column for voice, column in self._columns}
        self._columns = []
        for place, row in enumerate(rows, len(self._told)):
            voice = self.voice_of(row)
            column = kept.pop((voice, row.id), None) or self._made(row, voice)
            column.section.show_text(row.body)
            self._columns.append((voice, column))
            if self._row.indexOf(column) != place:
                self._row.insertWidget(place, column, 1)
        for column in kept.values():
            column.section.draft.save_draft()
            column.section.draft.clear()
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._nothing.setVisible(not rows and not told)
        self._area.setVisible(bool(rows or told))
        self._mark()
        self._fit()

    def _show_told(self, told: Sequence[Told]) -> None:
        kept = {column.told: column for column in self._told}
        self._told = []
        for place, each in enumerate(told):
            column = kept.pop(each, None)
            if column is None:
                column = ToldColumn(each)
                column.acted.connect(self.acted)
            self._told.append(column)
            if self._row.indexOf(column) != place:
                self._row.insertWidget(place, column, 1)
        for column in kept.values():
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()

    def _mark(self) -> None:
        """Mark where each differs from all the others; what is being typed is compared when it is kept."""
        texts = [column.told.words for column in self._told]
        texts += [column.section.field.toPlainText() for column in self.columns]
        spans = where_it_differs(texts)
        dates = marks_of_dates([column.told for column in self._told])
        for at, column in enumerate(self._told):
            column.mark(dates[at], spans[at])
        for column, own in zip(self.columns, spans[len(self._told) :], strict=True):
            column.mark(own)

    def voice_of(self, row: AccountRow) -> str:
        """Return who speaks, as named now."""
        return self._workspace.naming.person(row.person_id) if row.person_id else row.agency

    def save(self) -> bool:
        """Commit what was typed in any column."""
        kept = [column.section.draft.save_draft() for _, column in self._columns]
        return all(kept)

    def forget(self) -> None:
        """Forget every word."""
        for _, column in self._columns:
            column.section.draft.clear()
        self.show_rows(())

    def _made(self, row: AccountRow, voice: str) -> AccountColumn:
        column = AccountColumn(self._workspace, row, voice)
        column.removed.connect(self.removed)
        column.section.field.document().documentLayout().documentSizeChanged.connect(self._fit)
        return column

    def _fit(self, _size: object = None) -> None:
        """As high as the longest column at the width it has, and the bar below."""
        columns: list[QWidget] = [*self._told, *self.columns]
        room = self._area.viewport().width() - self._row.spacing() * max(0, len(columns) - 1)
        width = max(NARROWEST, room // max(1, len(columns)))
        heights = [_height(column, width) for column in columns]
        bar = self._area.horizontalScrollBar().sizeHint().height()
        self._area.setFixedHeight(max(heights, default=0) + self._row.contentsMargins().bottom() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap anew in another width."""
        super().resizeEvent(event)
        self._fit()


def _height(column: QWidget, width: int) -> int:
    wrapped = column.heightForWidth(width) if column.hasHeightForWidth() else 0
    return max(wrapped, column.sizeHint().height())
