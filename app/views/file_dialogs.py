"""File dialogs that open no file: looking into one would drop the lock that keeps a second window off the open review.

Qt's own dialog reads the beginning of files whose ending it doesn't know, to choose their icon; on closing such a file the
system lets go of every lock this program holds on it (trust.md, "The file" 2).
"""

from __future__ import annotations

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog

from app.views.icons import icon


class PlainIcons(QAbstractFileIconProvider):
    """Gives folders and files an icon each without looking into them."""

    def icon(self, source: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """Return the icon of a folder or of a file."""
        is_file = isinstance(source, QFileInfo) and source.isFile()
        return icon("file-text" if is_file else "folder-open")

    def type(self, _info: QFileInfo) -> str:
        """Say nothing of what a file is: that would mean reading it."""
        return ""


_icons: list[PlainIcons] = []


def without_looking(dialog: QFileDialog) -> QFileDialog:
    """Return the dialog, made not to look into any file."""
    if not _icons:
        _icons.append(PlainIcons())  # the dialog does not keep it alive
    dialog.setIconProvider(_icons[0])
    return dialog
