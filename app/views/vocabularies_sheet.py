"""The words of a review: what it calls things, and its vocabularies, each changed entry by entry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget

from app.domain.changes import ChangeSet
from app.views.review_words_page import ReviewWordsPage
from app.views.theme import space
from app.views.vocabulary_page import VocabularyPage
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import label
from app.workspace.workspace import Workspace

WIDTH, HEIGHT = 1060, 620
CHOICE_WIDTH = 236


class VocabulariesSheet(DialogBase):
    """Changes take effect at once, and each can be undone, in here as well as later."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent, self.tr("Words of this review"), self.tr("&Done"), width=860)
        self._workspace = workspace
        self.cancel_button.hide()
        self.choice = QListWidget()
        self.choice.setAccessibleName(self.tr("Which words"))
        self.choice.setFixedWidth(CHOICE_WIDTH)
        self.stack = QStackedWidget()
        self.review_page = ReviewWordsPage(workspace)
        self.pages = {name: VocabularyPage(workspace, name, title) for name, title in self._titles()}
        self.choice.addItem(self.tr("What this review calls things"))
        self.stack.addWidget(self.review_page)
        for name, title in self._titles():
            self.choice.addItem(title)
            self.stack.addWidget(self.pages[name])
        self.choice.setWordWrap(True)
        self.choice.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self._connect()
        self.choice.setCurrentRow(0)
        self.choice.setFocus()
        self.resize(WIDTH, HEIGHT)

    def _titles(self) -> tuple[tuple[str, str], ...]:
        return (
            ("contributory-factors", self.tr("Contributory factors")),
            ("conversation-prompts", self.tr("Conversation prompts")),
            ("finding-anatomy", self.tr("Parts of a finding")),
            ("typology", self.tr("Patterns")),
            ("review-kinds", self.tr("Kinds of review")),
            ("outline:learning-together", self.tr("Learning Together report: sections")),
            ("outline:findings-only", self.tr("Findings only: sections")),
            ("outline:skeleton-chronology", self.tr("Skeleton chronology: section")),
        )

    def _lay_out(self) -> None:
        hint = self.tr("Words that are changed here are changed in this review only. What is hidden is offered no more; "
                       "what was written under it stays.")  # fmt: skip
        self.body.addWidget(label(hint, tone="soft", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(space("large"))
        row.addWidget(self.choice)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        workspace = self._workspace
        self.choice.currentRowChanged.connect(self._on_choice_changed)
        self.choice.itemActivated.connect(self._on_choice_activated)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.failed.connect(self.show_problem)
        workspace.closed.connect(self._on_workspace_closed)
        for keys, act in (("Ctrl+Z", self._workspace.undo), ("Ctrl+Shift+Z", self._workspace.redo)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WindowShortcut)

    def done(self, result: int) -> None:
        """Close once what was typed is in the file; where it cannot be written, stay, the problem said inside."""
        if not self._workspace.is_open or self._saved():
            self._workspace.end_step()
            super().done(result)

    def _saved(self) -> bool:
        return all([self.review_page.save_draft(), *(page.save_draft() for page in self.pages.values())])

    def _on_choice_changed(self, row: int) -> None:
        self.notice.hide()
        self._saved()
        self.stack.setCurrentIndex(row)

    def _on_choice_activated(self) -> None:
        page = self.stack.currentWidget()
        assert isinstance(page, (ReviewWordsPage, VocabularyPage))  # noqa: S101 - no other pages are in there
        page.focus_first()

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        self.notice.hide()
        if change_set.touches("review"):
            self.review_page.refresh()
        if change_set.touches("vocabulary_entry"):
            self.review_page.refresh()
            for page in self.pages.values():
                page.refresh()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self.reject()
