"""The head of a section: its title, quietly how many, and the acts that belong to it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.views.theme import space
from app.views.widgets.labels import label


class SectionHeader(QWidget):
    """A title with a count beside it and buttons at its end."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(title, strong=True)
        self._count = label(tone="soft")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space("small"))
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._count)
        self._layout.addStretch(1)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_count(self, text: str) -> None:
        """Show how many, in words of the owner ("80 of 412")."""
        self._count.setText(text)

    def add(self, widget: QWidget) -> None:
        """Put a button or field at the end."""
        self._layout.addWidget(widget)
