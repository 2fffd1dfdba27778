"""What a review calls things: who commissioned it, what its Board is called, and whether people talk or are interviewed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from app.services import review
from app.services.vocabularies import Entry, vocabulary
from app.views.theme import space
from app.views.widgets.labels import caption, label
from app.workspace.workspace import Workspace


class ReviewWordsPage(QWidget):
    """A few fields; each is kept when it is left, as one step to undo."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.body = QLineEdit()
        self.board = QLineEdit()
        self.conversation = QComboBox()
        self.conversation.setAccessibleName(self.tr("Conversation or interview"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of review"))
        self._fields = {"commissioning_body": self.body, "board_word": self.board}
        self._dirty: set[str] = set()
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(space("medium"))
        rows.setVerticalSpacing(space("small"))
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, name, field, hint in (
            (self.tr("&Kind of review"), "", self.kind,
             self.tr("It decides how the report speaks, unless you say otherwise.")),
            (self.tr("&Commissioned by"), self.tr("Commissioned by"), self.body,
             self.tr("In full, as it stands on the cover of the report.")),
            (self.tr("The &Board is called"), self.tr("The Board is called"), self.board,
             self.tr("Issues in the report are for it. Empty, it is called as usual for this kind of review.")),
            (self.tr("We hold &a"), "", self.conversation, self.tr("So the report calls talking with people.")),
        ):  # fmt: skip
            if name:
                field.setAccessibleName(name)
            field.setAccessibleDescription(hint)
            rows.addRow(caption(words, field), field)
            rows.addRow("", label(hint, tone="soft", wrap=True))
        for name, field in self._fields.items():
            field.textEdited.connect(partial(self._on_edited, name))
            field.editingFinished.connect(self.save_draft)
        self.conversation.activated.connect(self._on_conversation_activated)
        self.kind.activated.connect(self._on_kind_activated)
        self.refresh()

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what the review holds; what is being typed stays."""
        facts = self._workspace.read(review.facts)
        for name, field in self._fields.items():
            stored = str(getattr(facts, name))
            if name not in self._dirty and field.text() != stored:
                field.setText(stored)
        kinds = self._workspace.read(partial(vocabulary, name="review-kinds", with_hidden=True))
        usual = next((kind.more["words"]["body"] for kind in kinds if kind.key == facts.kind and not kind.own), "")
        self.board.setPlaceholderText(usual or self.tr("Board"))
        self._show_kind(facts.kind, kinds)
        self._show_conversation(facts.conversation_word)

    def _show_kind(self, current: str, kinds: Sequence[Entry]) -> None:
        """Offer the kinds; the one it is, also where it is hidden."""
        self.kind.clear()
        for kind in kinds:
            if not kind.hidden or kind.key == current:
                self.kind.addItem(kind.label, kind.key)
        self.kind.setCurrentIndex(self.kind.findData(current))

    def _show_conversation(self, word: str) -> None:
        self.conversation.clear()
        self.conversation.addItem(self.tr("Conversation"), "")
        self.conversation.addItem(self.tr("Interview"), "interview")
        if self.conversation.findData(word) < 0:
            self.conversation.addItem(word[:1].upper() + word[1:], word)
        self.conversation.setCurrentIndex(self.conversation.findData(word))

    def save_draft(self) -> bool:
        """Commit what was typed; False where that failed, and it is still here."""
        for name in tuple(self._dirty):
            if not self._set(name, self._fields[name].text()):
                return False
            self._dirty.discard(name)
        self._workspace.drafts.forget(self)
        return True

    def _on_edited(self, name: str, _text: str) -> None:
        self._dirty.add(name)
        self._workspace.drafts.touch(self)

    def _on_conversation_activated(self, _index: int) -> None:
        self._set("conversation_word", self.conversation.currentData())

    def _on_kind_activated(self, _index: int) -> None:
        self._set("kind", self.kind.currentData())

    def _set(self, field: str, value: str) -> bool:
        act = partial(review.set_field, field=field, value=value)
        return self._workspace.perform(self.tr("Change what the review calls things"), act) is not None
