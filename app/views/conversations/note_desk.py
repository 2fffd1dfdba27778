"""The page with its keys: what is typed is a draft saved in time, what is marked or signed is an act of the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.domain.text import EMPTY, EMPTY_ID, Paragraph, Text, new_id
from app.services import conversations
from app.services.conversation_rows import ConversationDetail, PassageRow
from app.views.conversations.key_strip import KeyStrip
from app.views.conversations.note_keys import LINK, MARK, SIGN, NoteKey, note_key_of
from app.views.conversations.words import mark_words, sign_words
from app.views.text.edits import find_mark
from app.views.text.formats import paragraph_id_of
from app.views.text.mentions import Mention
from app.views.text.page_edit import PageEdit
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import line
from app.workspace.workspace import Workspace


class NoteDesk(QWidget):
    """Writes the note of one conversation."""

    link_requested = Signal(str)
    """The id of the passage to link."""
    note_saved = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._id = ""
        self._passages: dict[str, PassageRow] = {}
        self._signs: dict[str, tuple[str, ...]] = {}
        self._mentions: tuple[Mention, ...] = ()
        self.page = PageEdit()
        self.page.setAccessibleName(self.tr("Note"))
        self.page.setPlaceholderText(self.tr("Type what is said. @ names somebody; the keys below sign and mark."))
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.set_people(self._people)
        self.strip = KeyStrip()
        self._cover = EmptyState("eye-off", self.tr("Notes are covered while you present."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._cover)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(line())
        layout.addWidget(self._stack, 1)
        layout.addWidget(line())
        layout.addWidget(self.strip)

    def _connect(self) -> None:
        self.page.installEventFilter(self)
        self.page.text_edited.connect(self._on_text_edited)
        self.page.undo_in_review_requested.connect(self._workspace.undo)
        self.page.redo_in_review_requested.connect(self._workspace.redo)
        self.page.cursorPositionChanged.connect(self._on_cursor_moved)
        self.strip.pressed.connect(self.press)

    # -- showing ----------------------------------------------------------------------------------------------------

    @property
    def conversation_id(self) -> str:
        """The conversation whose note is shown, "" for none."""
        return self._id

    def show_conversation(self, detail: ConversationDetail) -> None:
        """Show a conversation's note; what is being typed in it stays."""
        if detail.id != self._id or not self.page.dirty:
            self.page.set_text(detail.note)
            self.page.dirty = False
        self._id = detail.id
        self._passages = {row.mark_id: row for row in detail.passages}
        self._signs = dict(detail.signs)
        self.page.set_mark_kinds({row.mark_id: row.kind for row in detail.passages})
        self.page.set_paragraph_signs(self._signs)
        self._on_cursor_moved()

    def show_names(self, mentions: Sequence[Mention]) -> None:
        """Show people as the workspace does now, and offer these after an "@"."""
        self._mentions = tuple(mentions)
        self.page.set_shower(self._workspace.naming)

    def forget(self) -> None:
        """Forget every word of the note."""
        self._id, self._passages, self._signs = "", {}, {}
        self.page.set_text(EMPTY)
        self.page.document().clearUndoRedoStacks()
        self.page.dirty = False
        self.page.set_mark_kinds({})
        self.page.set_paragraph_signs({})
        self.page.mentions().hide()
        self.page.mentions().clear()

    def set_covered(self, covered: bool) -> None:
        """Hide the note while others look at the screen, or show it again."""
        self._stack.setCurrentWidget(self._cover if covered else self.page)
        self.strip.setVisible(not covered)

    def words(self) -> str:
        """Return the letters of the note as they stand in the page."""
        return self.page.text().plain

    def _people(self) -> Sequence[Mention]:
        return self._mentions

    # -- drafts -----------------------------------------------------------------------------------------------------

    def save_draft(self) -> bool:
        """Commit what was typed; False where the disk refused it, and the page still holds it."""
        if self._id and self.page.dirty:
            act = partial(conversations.set_note, conversation_id=self._id, note=self.page.text())
            done = self._workspace.perform(self.tr("Write note"), act, merge_key=f"note {self._id}", initiator=self)
            if done is None:
                return False
            self.page.dirty = False
            self.note_saved.emit()
        self._workspace.drafts.forget(self)
        return True

    def _on_text_edited(self) -> None:
        if self._id:
            self._workspace.drafts.touch(self)

    # -- keys -------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the listening keys before the window's own, and save when the caret leaves the page."""
        if event.type() == QEvent.Type.FocusOut:
            self.save_draft()
            self._workspace.end_step()
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            key = note_key_of(event)
            if key is not None:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                else:
                    self.press(key)
                return True
        return False

    def press(self, key: NoteKey) -> None:
        """Do what a key does."""
        if not self._id or self._workspace.read_only:
            return
        if key.act == SIGN:
            self.sign(key.name)
        elif key.act == MARK:
            self.mark(key.name)
        elif key.act == LINK:
            self._link()
        else:
            self.page.insert_time_stamp()

    def sign(self, sign: str) -> None:
        """Put a sign beside the paragraph at the caret, or take it off."""
        if not self._settled():
            return
        if self.page.paragraph_at_caret() == EMPTY_ID:
            self.page.set_text(Text((Paragraph((), new_id()),)))
        paragraph, note = self.page.paragraph_at_caret(), self.page.text()
        on = sign not in self._signs.get(paragraph, ())
        act = partial(conversations.sign_note, conversation_id=self._id, note=note, paragraph_id=paragraph, sign=sign, on=on)
        self._workspace.perform(self.tr("Sign a paragraph: {}").format(sign_words(sign).lower()), act)

    def mark(self, kind: str) -> str:
        """Mark the selection, or the paragraph at the caret; a mark of that kind right there is taken off instead.

        Returns the passage's id, "" where there is none.
        """
        if not self._settled():
            return ""
        there = self._marked_already(kind)
        if there:
            self.unmark(there.id)
            return ""
        mark_id = new_id()
        if not self.page.mark_selection(mark_id, kind):
            return ""
        act = partial(conversations.mark, conversation_id=self._id, note=self.page.text(), mark_id=mark_id, kind=kind)
        done = self._workspace.perform(self.tr("Mark: {}").format(mark_words(kind).lower()), act)
        if done is None:
            self.page.unmark(mark_id)
        self.page.dirty = False
        self._workspace.drafts.forget(self)
        self.page.document().clearUndoRedoStacks()
        return done.value if done else ""

    def unmark(self, passage_id: str) -> None:
        """Take a passage away; the words stay."""
        if self._settled():
            act = partial(conversations.unmark, passage_id=passage_id)
            self._workspace.perform(self.tr("Take a mark off"), act, announce=True)

    def _marked_already(self, kind: str) -> PassageRow | None:
        cursor = self.page.textCursor()
        rows = (self._passages.get(mark_id) for mark_id in self.page.marks_at_caret())
        row = next((row for row in rows if row is not None and row.kind == kind), None)
        if row is None or not cursor.hasSelection():
            return row
        chosen = cursor.selectionStart(), cursor.selectionEnd()
        return row if find_mark(self.page.document(), row.mark_id) == chosen else None

    def _link(self) -> None:
        mark_id = self.page.mark_at_caret()
        row = self._passages.get(mark_id) if mark_id else None
        passage_id = row.id if row else self.mark("account")
        if passage_id:
            self.link_requested.emit(passage_id)

    def _settled(self) -> bool:
        """Commit what was typed as a step of its own, so that Ctrl+Z goes back act by act from here."""
        saved = self.save_draft()
        if saved:
            self.page.document().clearUndoRedoStacks()
        return saved

    def _on_cursor_moved(self) -> None:
        paragraph_id = paragraph_id_of(self.page.textCursor().blockFormat())  # at each key: the text is not asked for
        self.strip.show_signs(self._signs.get(paragraph_id, ()))

    @property
    def signs(self) -> Mapping[str, tuple[str, ...]]:
        """The signs of each paragraph."""
        return self._signs
