"""A row's text with a cursor in it: parted into events wherever the cursor stands, and joined again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.domain.return_splits import cuts_within, parts_of
from app.views.counting import counted
from app.views.theme import tokens
from app.views.widgets.labels import label

CUT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHOWN = 40
"""Letters with which a part is named."""


class PartedText(QPlainTextEdit):
    """Shows a text that can't be changed, every second part on another ground; ``says`` names the part in words.

    Places are counted in letters, as Python counts them; Qt counts some letters twice.
    """

    cuts_changed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says = label(tone="soft")
        self.cuts: tuple[int, ...] = ()
        self._text = ""
        self._can_part = False
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.setAccessibleName(self.tr("What the row says: Ctrl+Enter parts it at the cursor, Ctrl+Backspace joins"))

    @property
    def place(self) -> int:
        """The letters before the cursor."""
        return len(self._text.encode("utf-16-le")[: 2 * self.textCursor().position()].decode("utf-16-le", "ignore"))

    @property
    def part(self) -> int:
        """The part that the cursor is in."""
        return self._part_of(self.place)

    def go_to(self, place: int) -> None:
        """Put the cursor before a letter."""
        cursor = self.textCursor()
        cursor.setPosition(self._units(place))
        self.setTextCursor(cursor)

    def show_parts(self, text: str, cuts: Sequence[int], part: int) -> None:
        """Show the text of a row that becomes events, parted so, the cursor in one of the parts unless it is there."""
        self._can_part = True
        self._put(text)
        self.cuts = tuple(cuts)
        if self.part != part:
            self.go_to((0, *self.cuts)[part])
        self._show_grounds()
        parts = parts_of(text, self.cuts)
        number = counted(len(parts), self.tr("{} event"), self.tr("{} events"))
        here = " ".join(parts[part].split())
        here = here if len(here) <= SHOWN else f"{here[:SHOWN].rstrip()}…"
        self.says.setText(self.tr("{number}; this one begins “{words}”").format(number=number, words=here) if cuts else "")

    def show_plain(self, text: str) -> None:
        """Show a text of which no event is made."""
        self._can_part = False
        self.cuts = ()
        self._put(text)
        self.setExtraSelections([])
        self.says.setText("")

    def part_here(self) -> None:
        """Make an event of its own of what follows the cursor."""
        wanted = cuts_within(self._text, (*self.cuts, self.place))
        if self._can_part and wanted != self.cuts:
            self.cuts_changed.emit(list(wanted))

    def join_here(self) -> None:
        """Join the part that the cursor is in with the one before it; the first with the second."""
        part = max(1, self.part)
        if self._can_part and self.cuts:
            self.cuts_changed.emit([cut for number, cut in enumerate(self.cuts, 1) if number != part])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Part and join by keys; all else reads."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() in CUT_KEYS:
                self.part_here()
                return
            if event.key() == Qt.Key.Key_Backspace:
                self.join_here()
                return
        super().keyPressEvent(event)

    def _put(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setPlainText(text)

    def _units(self, place: int) -> int:
        return len(self._text[:place].encode("utf-16-le")) // 2

    def _part_of(self, place: int) -> int:
        return sum(cut <= place for cut in self.cuts)

    def _show_grounds(self) -> None:
        bounds = [self._units(place) for place in (0, *self.cuts, len(self._text))]
        made: list[QTextEdit.ExtraSelection] = []
        for number in range(1, len(bounds) - 1, 2):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(bounds[number])
            cursor.setPosition(bounds[number + 1], QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue] - Qt's plain field, unknown to the stubs
            selection.format.setBackground(tokens().colour("accent_wash"))  # pyright: ignore[reportAttributeAccessIssue]
            made.append(selection)
        self.setExtraSelections(made)
