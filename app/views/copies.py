"""What Casement put on the clipboard: taken off it again when the review is locked or closed."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication


def forget_copies() -> None:
    """Clear the clipboard, and the selection that X11 keeps beside it, where they still hold what was copied here.

    What another program has copied since is its own. A clipboard manager that keeps a history of its own is out of reach.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    if clipboard.supportsFindBuffer() and clipboard.ownsFindBuffer():
        clipboard.clear(QClipboard.Mode.FindBuffer)
