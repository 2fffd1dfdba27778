"""A layout that puts widgets beside each other and goes on in the next row where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Fills rows from the left, as words fill a line."""

    def __init__(self, parent: QWidget | None = None, *, across: int = 6, down: int = 6) -> None:
        super().__init__(parent)
        self._across, self._down = across, down
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a further item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return an item, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None  # pyright: ignore[reportReturnType]

    def takeAt(self, index: int) -> QLayoutItem:
        """Give an item away, None behind the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # pyright: ignore[reportReturnType]

    def expandingDirections(self) -> Qt.Orientation:
        """Grow by itself in no direction."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """As wide as the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, height = rect.left(), rect.top(), 0
        for item in self._items:
            wanted = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 16_777_215))
            if left > rect.left() and left + wanted.width() > rect.right() + 1:
                left, top, height = rect.left(), top + height + self._down, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), wanted))
            left += wanted.width() + self._across
            height = max(height, wanted.height())
        return top + height - rect.top()
