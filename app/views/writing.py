"""Whether fields take what is typed: in a review that can only be read, nothing could be kept of it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.views.widgets.search_field import SearchField
from app.workspace.workspace import Workspace


def let_write(ground: QWidget, workspace: Workspace) -> None:
    """Let the fields within a widget be written in, or only read; fields to search by always take letters."""
    writable = not workspace.read_only
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        for field in ground.findChildren(kind):
            if field.isReadOnly() is writable and not isinstance(field, SearchField):
                field.setReadOnly(not writable)
    for kind in (QComboBox, QCheckBox):
        for choice in ground.findChildren(kind):
            choice.setEnabled(writable)
