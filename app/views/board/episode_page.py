"""The page of one key practice episode: to be read from top to bottom, and written where one reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, Text
from app.services import accounts, episode_rows, episodes, factors
from app.services.episode_rows import EpisodeDetail
from app.services.vocabularies import labels
from app.views.accounts.columns import Accounts
from app.views.accounts.told import told_by_agencies
from app.views.board.factor_form import FactorDraft, FactorForm
from app.views.board.linked import LinkedList
from app.views.board.linked_items import event_items, factor_items, passage_items
from app.views.board.offered import voices_offered
from app.views.board.page_drop import PageDrop
from app.views.board.section import Section
from app.views.theme import font, space
from app.views.widgets.labels import button, label
from app.views.widgets.thing_picker import ThingPicker
from app.views.writing import let_write
from app.workspace.workspace import Workspace

WIDEST = 900
"""The column is no wider than two texts side by side can be read."""
BESIDE = 560
"""From this width on, good and problematic stand side by side."""


class EpisodePage(QWidget):
    """Shows an open episode; every text is kept as it is typed, every act is one step of undo."""

    back_requested = Signal()
    link_requested = Signal(str)
    things_dropped = Signal(str, str, tuple)
    open_event_requested = Signal(str)
    open_passage_requested = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.episode_id = ""
        self._detail: EpisodeDetail | None = None
        self._make_lines()
        self._make_sections()
        self.accounts = Accounts(workspace)
        self._make_links()
        self.form = FactorForm(workspace)
        self.picker = ThingPicker(self)
        self.drop = PageDrop(self)
        self._lay_out()
        self._wire()

    # -- making -----------------------------------------------------------------------------------------------------

    def _make_lines(self) -> None:
        self.back_button = button(self.tr("Board"), kind="quiet", icon_name="chevron-left")
        self.back_button.setToolTip(self.tr("Back to the board (Esc)"))
        self.link_button = button(self.tr("Link…"), kind="quiet", icon_name="link")
        self.link_button.setToolTip(self.tr("Link an event, a passage or a factor (Ctrl+Shift+L)"))
        self.title = QLineEdit()
        self.title.setProperty("kind", "bare")
        self.title.setFont(font("title", strong=True))
        self.title.setAccessibleName(self.tr("Title of the episode"))
        self.period = QLineEdit()
        self.period.setProperty("kind", "bare")
        self.period.setPlaceholderText(self.tr("When it was, as it is known: early March 2010, 3–5 May, ?22 May"))
        self.period.setAccessibleName(self.tr("Period"))
        self._understood = label(tone="soft")

    def _make_sections(self) -> None:
        made = (
            ("what_happened", self.tr("What happened"), self.tr("What was done or not done, by whom, when"), ""),
            ("view_then", self.tr("How it looked at the time"), self.tr("What people knew, saw and expected then"), ""),
            ("good", self.tr("Good"), self.tr("What was good practice here, and why"), "good"),
            ("problematic", self.tr("Problematic"), self.tr("What was problematic here, and why"), "attention"),
            ("standard", self.tr("The standard used"), self.tr("What practice is measured against"), ""),
            ("outcome_relation", self.tr("What it meant later"), self.tr("How it bore on the course of the case"), ""),
        )
        self.sections = {
            name: Section(self._workspace, title, prompt, partial(self._keep, name), tone=tone)
            for name, title, prompt, tone in made
        }

    def _make_links(self) -> None:
        self.events = LinkedList(
            self.tr("Events"),
            self.tr("Drag events here from the chronology on to the card, or link them."),
            self.tr("Show in the chronology"),
        )
        self.passages = LinkedList(
            self.tr("From conversations"),
            self.tr("Passages that speak of this episode will stand here."),
            self.tr("Show in the conversation"),
        )
        self.factors = LinkedList(
            self.tr("Contributory factors"),
            self.tr("What made practice here easier or harder?"),
            self.tr("Change this factor"),
        )
        self.add_factor_button = button(self.tr("Add a factor"), kind="quiet", icon_name="plus")
        self.factors.header.add(self.add_factor_button)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(space("small"), space("small"), space("small"), 0)
        bar.addWidget(self.back_button)
        bar.addStretch(1)
        bar.addWidget(self.link_button)
        column = QWidget()
        column.setProperty("surface", "paper")
        column.setMaximumWidth(WIDEST)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(space("large"))
        self._beside.addWidget(self.sections["good"], 1)
        self._beside.addWidget(self.sections["problematic"], 1)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(space("large"), space("small"), space("large"), space("page"))
        inner.setSpacing(space("large"))
        head = QVBoxLayout()
        head.setSpacing(0)
        for part in (self.title, self.period, self._understood):
            head.addWidget(part)
        inner.addLayout(head)
        for part in (self.sections["what_happened"], self.accounts, self.sections["view_then"]):
            inner.addWidget(part)
        inner.addLayout(self._beside)
        for part in (self.sections["standard"], self.sections["outcome_relation"], self.factors, self.form):
            inner.addWidget(part)
        inner.addWidget(self.events)
        inner.addWidget(self.passages)
        inner.addStretch(1)
        self._area = _centred(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._area, 1)

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.back_requested)
        self.link_button.clicked.connect(self._on_link_clicked)
        self.title.editingFinished.connect(self._on_title_editing_finished)
        self.period.editingFinished.connect(self._on_period_editing_finished)
        self.accounts.add_requested.connect(self._on_accounts_add_requested)
        self.accounts.removed.connect(self._on_accounts_removed)
        self.events.followed.connect(self._on_followed)
        self.passages.followed.connect(self._on_followed)
        self.factors.followed.connect(self._on_followed)
        for each in (self.events, self.passages, self.factors):
            each.unlinked.connect(self._on_unlinked)
        self.add_factor_button.clicked.connect(self._on_add_factor_clicked)
        self.form.kept.connect(self._on_form_kept)
        self.form.left.connect(self._on_form_left)
        self.drop.dropped.connect(self._on_dropped)

    # -- showing ----------------------------------------------------------------------------------------------------

    def open(self, episode_id: str) -> bool:
        """Show an episode from its top; False where it is gone or what was typed before can't be kept."""
        if episode_id == self.episode_id:
            return self.refresh()
        if not self.save():
            return False
        self.forget()
        self.episode_id = episode_id
        if not self.refresh():
            self.episode_id = ""
            return False
        self._area.verticalScrollBar().setValue(0)
        return True

    def refresh(self) -> bool:
        """Read the episode again and show what differs; False where it is gone."""
        try:
            detail = self._workspace.read(partial(episode_rows.detail, episode_id=self.episode_id))
        except RuleBroken:
            return False
        self._detail = detail
        naming = self._workspace.naming
        _show(self.title, detail.title)
        _show(self.period, detail.period.text)
        self._understood.setText(self._told(detail))
        self._understood.setVisible(bool(self._understood.text()))
        for name, section in self.sections.items():
            section.show_text(detail.texts[name])
        records = self._workspace.read(partial(accounts.of_episode, episode_id=self.episode_id))
        self.accounts.show_rows(detail.accounts, told_by_agencies(records, naming) if detail.accounts else ())
        self.events.show_items(event_items(detail.events, naming))
        self.passages.show_items(passage_items(detail.passages, naming))
        called = self._workspace.read(partial(labels, name=factors.VOCABULARY))
        self.factors.show_items(factor_items(detail.factors, naming, called))
        if not self.form.isHidden():
            self.form.follow(self._workspace.read(factors.headings))
        let_write(self, self._workspace)
        return True

    def _told(self, detail: EpisodeDetail) -> str:
        if not detail.period.text or detail.period.known:
            return ""
        return self.tr("Kept as written; no date could be read in it.")

    def focus_first(self) -> None:
        """Put the keyboard where writing begins."""
        self.sections["what_happened"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> bool:
        """Commit everything that was typed and isn't kept yet; False where the world forbade it."""
        self._on_title_editing_finished()
        self._on_period_editing_finished()
        kept = [section.draft.save_draft() for section in self.sections.values()]
        return all([*kept, self.accounts.save(), self.form.save()])

    def close_page(self) -> None:
        """Keep what was typed, and show no episode."""
        if self.save():
            self.forget()

    def forget(self) -> None:
        """Forget every word."""
        self.episode_id = ""
        self._detail = None
        self.picker.shut()
        self.form.forget()
        for line in (self.title, self.period):
            line.setText("")  # clear() would count as typing
        for section in self.sections.values():
            section.draft.clear()
        self.accounts.forget()
        for each in (self.events, self.passages, self.factors):
            each.show_items(())

    # -- acts -------------------------------------------------------------------------------------------------------

    def _keep(self, name: str, text: Text) -> bool:
        act = partial(episodes.set_text, episode_id=self.episode_id, field=name, text=text)
        key = f"episode:{self.episode_id}:{name}"
        return self._workspace.perform(self.tr("Change episode"), act, merge_key=key, initiator=self) is not None

    def _on_title_editing_finished(self) -> None:
        typed = self.title.text().strip()
        if self._detail is None or typed == self._detail.title:
            return
        act = partial(episodes.rename, episode_id=self.episode_id, title=typed)
        if self._workspace.perform(self.tr("Rename episode"), act, initiator=self) is None:
            self.title.setText(self._detail.title)

    def _on_period_editing_finished(self) -> None:
        typed = self.period.text().strip()
        if self._detail is None or typed == self._detail.period.text:
            return
        act = partial(episodes.set_period_words, episode_id=self.episode_id, words=typed)
        self._workspace.perform(self.tr("Change period"), act, initiator=self)

    def _on_link_clicked(self) -> None:
        self.link_requested.emit(self.episode_id)

    def _on_dropped(self, kind: str, ids: tuple[str, ...]) -> None:
        self.things_dropped.emit(self.episode_id, kind, ids)

    def _on_accounts_add_requested(self) -> None:
        self.picker.open(
            self.tr("Whose account?"),
            voices_offered(self._workspace),
            self._add_account,
            self.tr("Nobody is in the register yet: add people and agencies first."),
        )

    def _add_account(self, kind: str, voice_id: str) -> None:
        act = partial(
            episodes.add_account,
            episode_id=self.episode_id,
            person_id=voice_id if kind == "person" else None,
            agency_id=voice_id if kind == "agency" else None,
            body=EMPTY,
        )
        if self._workspace.perform(self.tr("Add account"), act, initiator=self) is not None:
            self.accounts.columns[-1].section.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_accounts_removed(self, account_id: str) -> None:
        if self.accounts.save():
            act = partial(episodes.remove_account, account_id=account_id)
            self._workspace.perform(self.tr("Take account away"), act, initiator=self, announce=True)

    def _on_followed(self, kind: str, row_id: str) -> None:
        if kind == "event":
            self.open_event_requested.emit(row_id)
        elif kind == "passage":
            self.open_passage_requested.emit(row_id)
        elif self._detail is not None:
            row = next(row for row in self._detail.factors if row.id == row_id)
            self.form.open(self._workspace.read(factors.headings), row)

    def _on_unlinked(self, kind: str, row_id: str) -> None:
        act = partial(episodes.unlink, episode_id=self.episode_id, kind=kind, thing_id=row_id)
        self._workspace.perform(self.tr("Take link away"), act, initiator=self, announce=True)

    def _on_add_factor_clicked(self) -> None:
        self.form.open(self._workspace.read(factors.headings))

    def _on_form_kept(self, draft: FactorDraft) -> None:
        if draft.id and self._detail is not None and any(row.id == draft.id for row in self._detail.factors):
            says, act = self.tr("Change factor"), partial(factors.change, factor_id=draft.id, **draft.named())
        else:
            says, act = self.tr("Add factor"), partial(episodes.add_factor, episode_id=self.episode_id, **draft.named())
        if self._workspace.perform(says, act, initiator=self) is not None:
            self._on_form_left()

    def _on_form_left(self) -> None:
        self.form.forget()
        self.add_factor_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys and width ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the board; the link key opens the list."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.key() == Qt.Key.Key_L and event.modifiers() == both:
            self._on_link_clicked()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put good and problematic under each other in a narrow panel."""
        wide = self.width() >= BESIDE
        self._beside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


def _show(line: QLineEdit, words: str) -> None:
    """Show what is stored, but never over what is being typed."""
    if line.text() != words and not (line.hasFocus() and line.isModified()):
        line.setText(words)
        line.setCursorPosition(0)


def _centred(column: QWidget) -> QScrollArea:
    """Return a page that scrolls up and down, its column in the middle."""
    ground = QWidget()
    ground.setProperty("surface", "paper")
    across = QHBoxLayout(ground)
    across.setContentsMargins(0, 0, 0, 0)
    across.addStretch(1)
    across.addWidget(column, 100)
    across.addStretch(1)
    area = QScrollArea()
    area.setWidget(ground)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
