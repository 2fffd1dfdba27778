"""Fields with their captions: beside them where there is room, above them where there isn't."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from app.views.theme import space
from app.views.widgets.labels import caption

NARROW = 460
"""Below this width a caption stands above its field, that the field may have the whole width."""


class FieldForm(QWidget):
    """Rows of captions and fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(space("medium"))
        self._rows.setVerticalSpacing(space("small"))
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    @property
    def is_narrow(self) -> bool:
        """Whether captions stand above their fields."""
        return self._rows.rowWrapPolicy() is QFormLayout.RowWrapPolicy.WrapAllRows

    def add(self, words: str, field: QWidget) -> None:
        """Add a field with its caption; without one it has the whole width."""
        if words:
            self._rows.addRow(caption(words, field), field)
        else:
            self._rows.addRow(field)

    def set_shown(self, field: QWidget, shown: bool) -> None:
        """Show a field with its caption, or hide both."""
        self._rows.setRowVisible(field, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the captions where there is room for them."""
        super().resizeEvent(event)
        policy = QFormLayout.RowWrapPolicy
        wanted = policy.WrapAllRows if self.width() < NARROW else policy.DontWrapRows
        if wanted is not self._rows.rowWrapPolicy():
            self._rows.setRowWrapPolicy(wanted)


def put_line(line: QLineEdit, words: str) -> None:
    """Show words in a line, its beginning in view; what is being typed in it stays."""
    if line.text() != words and not (line.hasFocus() and line.isModified()):
        line.setText(words)
        line.setCursorPosition(0)
