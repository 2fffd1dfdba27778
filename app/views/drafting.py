"""A text field whose text is kept as it is typed: within two seconds, on leaving, at lock and at close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject

from app.domain.text import EMPTY, Text
from app.views.text.rich_edit import RichEdit
from app.workspace.workspace import Workspace


class Draft(QObject):
    """Ties a field to what keeps its text; a panel holds one for each of its fields.

    ``keep`` commits the text handed in and says whether that worked.
    """

    def __init__(self, workspace: Workspace, field: RichEdit, keep: Callable[[Text], bool]) -> None:
        super().__init__(field)
        self._workspace = workspace
        self._field = field
        self._keep = keep
        self._shown: Text = EMPTY
        field.text_edited.connect(self._on_field_text_edited)
        field.installEventFilter(self)

    @property
    def unsaved(self) -> bool:
        """Whether the field holds what is not yet in the file."""
        return self._field.dirty

    def show(self, text: Text) -> None:
        """Show what is stored; what is being typed and not yet kept stays."""
        if not self._field.dirty:
            self._shown = text
            self._field.set_text(text)

    def clear(self) -> None:
        """Forget every word: the review is closed."""
        self._workspace.drafts.forget(self)
        self._shown = EMPTY
        self._field.set_text(EMPTY)
        self._field.dirty = False

    def save_draft(self) -> bool:
        """Commit what was typed; False where the world forbade it, and the text is still here."""
        if not self._field.dirty:
            return True
        text = self._field.text()
        self._field.dirty = False
        if text == self._shown or self._keep(text):
            self._shown = text
            self._workspace.drafts.forget(self)
            return True
        self._field.dirty = True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the text when the field is left, and let the next typing be a step of its own."""
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            self.save_draft()
            if self._workspace.is_open:
                self._workspace.end_step()
        return False

    def _on_field_text_edited(self) -> None:
        self._field.dirty = True
        self._workspace.drafts.touch(self)
