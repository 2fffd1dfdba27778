"""The engine of every place where text is written: keys, clipboard and mentions over a domain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.text import Reference, Style, Text, clean, new_id
from app.views.text import edits
from app.views.text.clipboard import OWN_FORMAT, mime_of, text_of_mime
from app.views.text.formats import style_of
from app.views.text.marked_edit import MarkedEdit
from app.views.text.mentions import SIGN, Mention, MentionList, MentionProvider, matching, typed_mention

_BREATH = 1500
"""Milliseconds of rest after which typing begins a new step of undo."""

_Keys = QKeySequence.StandardKey


def _nobody() -> Sequence[Mention]:
    return ()


class RichEdit(MarkedEdit):
    """Writes a domain text; the program's own undo is asked for where its own is at the end."""

    style_changed = Signal(bool, bool)
    undo_in_review_requested = Signal()
    redo_in_review_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._told = (False, False)
        self._pending: tuple[int, Style] | None = None
        self._origin, self._page = "", new_id()
        self._people: MentionProvider = _nobody
        self._rest = QElapsedTimer()
        self._rest.start()
        self._mentions = MentionList(self)
        self._mentions.chosen.connect(self._on_mentions_chosen)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)

    def set_people(self, people: MentionProvider) -> None:
        """Set who is offered when "@" is typed."""
        self._people = people

    def set_origin(self, origin: str) -> None:
        """Name the open review: references pasted from another one come as the words they were shown by."""
        self._origin = origin

    # -- typing -----------------------------------------------------------------------------------------------------

    def typing_style(self) -> Style:
        """Return how the next letter will stand."""
        cursor = self.textCursor()
        if self._pending and self._pending[0] == cursor.position() and not cursor.hasSelection():
            return self._pending[1]
        return edits.typing_style(cursor)

    def type_letters(self, letters: str) -> None:
        """Put letters in as if they were typed; nothing where the page can only be read."""
        if self.isReadOnly():
            return
        cursor, style = self.textCursor(), self.typing_style()
        if self._rest.restart() > _BREATH:
            self.document().setModified(False)
        edits.type_letters(cursor, letters, style)
        self.setTextCursor(cursor)
        if letters == "\n" and (style.bold or style.italic):
            self._pending = (cursor.position(), style)
        self.ensureCursorVisible()
        self._offer_mentions(SIGN in letters)

    def insert_text(self, text: Text) -> None:
        """Put a text in at the caret, or in the place of the selection."""
        cursor = self.textCursor()
        edits.put_text(cursor, text)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_reference(self, kind: str, reference_id: str, given: str) -> None:
        """Put a reference in at the caret, or in the place of the selection."""
        cursor = self.textCursor()
        edits.put_reference(cursor, Reference(kind, reference_id, given))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def toggle_bold(self) -> None:
        """Make the selection, or what is typed next, bold; or no longer."""
        self._toggle("bold")

    def toggle_italic(self) -> None:
        """Make the selection, or what is typed next, italic; or no longer."""
        self._toggle("italic")

    def _toggle(self, name: str) -> None:
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        if cursor.hasSelection():
            wanted = not all(getattr(style_of(made), name) for _, _, made in edits.spans(cursor))
            edits.restyle(cursor, lambda style: style._replace(**{name: wanted}))
        else:
            style = self.typing_style()
            self._pending = (cursor.position(), style._replace(**{name: not getattr(style, name)}))
        self._tell_style()

    def undo_or_ask(self) -> None:
        """Undo what was typed here; where nothing is left, ask for undo in the review."""
        if self.document().isUndoAvailable():
            self.undo()
        else:
            self.undo_in_review_requested.emit()

    def redo_or_ask(self) -> None:
        """Redo what was undone here; where nothing is left, ask for redo in the review."""
        if self.document().isRedoAvailable():
            self.redo()
        else:
            self.redo_in_review_requested.emit()

    # -- keys -------------------------------------------------------------------------------------------------------

    def event(self, e: QEvent) -> bool:
        """Keep the page's own keys from the window's shortcuts, and leave Ctrl+K to the window."""
        if e.type() == QEvent.Type.ShortcutOverride and isinstance(e, QKeyEvent):
            if e.key() == Qt.Key.Key_K and e.modifiers() == Qt.KeyboardModifier.ControlModifier:
                e.ignore()
                return False
            if e.matches(_Keys.Bold) or e.matches(_Keys.Italic):
                e.accept()
                return True
        tab = e.type() == QEvent.Type.KeyPress and isinstance(e, QKeyEvent) and e.key() == Qt.Key.Key_Tab
        if tab and self._mentions.steer(Qt.Key.Key_Tab):
            return True  # otherwise Tab would leave the page before keyPressEvent is asked
        return super().event(e)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Type, part paragraphs, undo, make bold; all else is QTextEdit's."""
        if self._mentions.steer(e.key()):
            return
        act = next((act for key, act in self._own_keys() if e.matches(key)), None)
        if act:
            act()
        elif self.isReadOnly():
            super().keyPressEvent(e)
        elif e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _with_command(e):
            self.type_letters("\n")
        elif _types(e):
            self.type_letters(e.text())
        else:
            super().keyPressEvent(e)

    def _own_keys(self) -> tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...]:
        return (
            (_Keys.Undo, self.undo_or_ask),
            (_Keys.Redo, self.redo_or_ask),
            (_Keys.Bold, self.toggle_bold),
            (_Keys.Italic, self.toggle_italic),
        )

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        """Type what an input method commits, by the same rules as keys."""
        committed = e.commitString()
        if committed and not e.replacementLength() and not self.isReadOnly():
            super().inputMethodEvent(QInputMethodEvent("", []))
            self.type_letters(committed)
            e.setCommitString("")
        super().inputMethodEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        """Put the list of people away with the focus."""
        self._mentions.hide()
        super().focusOutEvent(e)

    # -- clipboard --------------------------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Offer the selection: shown letters, HTML, and the text itself for other pages of the review."""
        return mime_of(edits.selected_text(self.textCursor()), self._references.shower, self._origin, self._page)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take anything that has letters."""
        return source.hasText() or source.hasHtml() or source.hasFormat(OWN_FORMAT)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what the clipboard or a drag holds, clean."""
        gone = self._kinds.keys() - edits.mark_ids(self.document())
        self.insert_text(text_of_mime(source, self._origin, self._page, gone))

    # -- mentions ---------------------------------------------------------------------------------------------------

    def mentions(self) -> MentionList:
        """Return the list of who can be mentioned."""
        return self._mentions

    def _offer_mentions(self, begun: bool) -> None:
        if not begun and not self._mentions.isVisible():
            return
        found = typed_mention(self.textCursor())
        people = matching(self._people(), found[1]) if found else []
        self._mentions.offer(people, self.cursorRect())

    def _on_mentions_chosen(self, mention: Mention) -> None:
        self._mentions.hide()
        cursor = self.textCursor()
        found = typed_mention(cursor)
        if found:
            cursor.setPosition(found[0], cursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self.insert_reference(mention.kind, mention.id, mention.label)

    def _on_cursor_position_changed(self) -> None:
        if self._mentions.isVisible():
            self._offer_mentions(False)
        self._tell_style()

    def _tell_style(self) -> None:
        style = self.typing_style()
        if (style.bold, style.italic) != self._told:
            self._told = (style.bold, style.italic)
            self.style_changed.emit(style.bold, style.italic)


def _with_command(e: QKeyEvent) -> bool:
    return bool(e.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier))


def _types(e: QKeyEvent) -> bool:
    """Whether a key types a letter: AltGr comes as Ctrl with Alt on some keyboards."""
    alt = bool(e.modifiers() & Qt.KeyboardModifier.AltModifier)
    return bool(clean(e.text()).strip("\t\n")) and (alt or not _with_command(e))
