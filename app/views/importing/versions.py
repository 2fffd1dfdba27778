"""Two versions of a row side by side, and the reviewer's own event where it says something else; differences marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from app.domain.word_marks import Pieces, marked
from app.services.differences import Compared
from app.services.said import Said
from app.views.theme import font, space, tokens
from app.views.widgets.labels import label

Parts = tuple[str, str, str, str]
"""A date, where it is recorded, what happened, and what is kept beside it."""

NOTHING: Parts = ("", "", "", "")


class Versions(QWidget):
    """What the earlier return said, what this one says, and what the reviewer's event says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = self._page(self.tr("What the earlier return said"))
        self.now = self._page(self.tr("What this return says"))
        self.yours = self._page(self.tr("What your event says"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("medium"))
        self._columns: list[QWidget] = []
        for page in (self.before, self.now, self.yours):
            column = QWidget()
            inside = QVBoxLayout(column)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(space("tight"))
            inside.addWidget(label(page.accessibleName(), tone="soft"))
            inside.addWidget(page, 1)
            layout.addWidget(column, 1)
            self._columns.append(column)

    def _page(self, name: str) -> QTextEdit:
        made = QTextEdit()
        made.setReadOnly(True)
        made.setAccessibleName(name)
        made.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        made.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        return made

    def show_row(self, row: Compared | None) -> None:
        """Show the versions of a row; what is not there is left out."""
        old, new = (row.old, row.new) if row else (None, None)
        left, right = (_said(each.when.text, each.said) if each else None for each in (old, new))
        pairs = [marked(*both) for both in zip(left or NOTHING, right or NOTHING, strict=True)]
        _show(self.before, [pair[0] if right else _plain(pair[0]) for pair in pairs], gone=True)
        _show(self.now, [pair[1] if left else _plain(pair[1]) for pair in pairs], gone=False)
        edited = bool(old and old.edited)
        if old is not None and left is not None and edited:
            own = (old.event_when.text, old.event_source, old.event_words, left[3])
            _show(self.yours, [marked(*both)[1] for both in zip(left, own, strict=True)], gone=False)
        for column, shown in zip(self._columns, (left is not None, right is not None, edited), strict=True):
            column.setVisible(shown)


def _said(when: str, said: Said) -> Parts:
    return when, said.source, said.words, said.beside_words


def _plain(pieces: Pieces) -> Pieces:
    return tuple(piece._replace(differs=False) for piece in pieces)


def _show(page: QTextEdit, parts: list[Pieces], *, gone: bool) -> None:
    """Write the date and source, then the words; what differs is underlined, or struck through where it went."""
    page.clear()
    cursor = QTextCursor(page.document())
    page.document().setDefaultFont(font())
    when, source, words, beside = parts
    for number, pieces in enumerate((when, source, words, beside)):
        if not pieces:
            continue
        if number and not cursor.atStart():
            cursor.insertBlock()
        for piece in pieces:
            look = _format(strong=number == 0, soft=number in (1, 3), differs=piece.differs, gone=gone)
            cursor.insertText(piece.text, look)
    page.moveCursor(QTextCursor.MoveOperation.Start)


def _format(*, strong: bool, soft: bool, differs: bool, gone: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(strong=strong))
    made.setForeground(tokens().colour("ink_soft" if soft else "ink"))
    if differs:
        made.setBackground(tokens().colour("attention_wash" if gone else "good_wash"))
        made.setForeground(tokens().colour("attention" if gone else "good"))
        made.setFontStrikeOut(gone)
        made.setFontUnderline(not gone)
    return made
