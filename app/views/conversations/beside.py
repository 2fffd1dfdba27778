"""The side and the page beside each other, or one of them where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

SIDE_WIDTH = 288
NARROW = 680
"""Below this width there is room for the side or for the page, not for both."""


class Beside(QSplitter):
    """Gives the room there is to the page, and to the side where there is enough and it isn't folded away."""

    side_shown = Signal(bool)

    def __init__(self, side: QWidget, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._side, self._page = side, page
        self.folded = False
        self._side_over_page = False
        self.addWidget(side)
        self.addWidget(page)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self.setSizes([SIDE_WIDTH, 600])
        self.setHandleWidth(1)

    def fold(self, folded: bool) -> None:
        """Fold the side away, or show it; in a narrow panel it takes the place of the page."""
        self.folded, self._side_over_page = folded, not folded
        self._arrange()

    def bring_page(self) -> None:
        """Show the page where the side stood in its place."""
        self._side_over_page = False
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what room there is to the page, and to the side where there is enough."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < NARROW
        side = self._side_over_page if narrow else not self.folded
        self._side.setVisible(side)
        self._page.setVisible(not (narrow and side))
        self.side_shown.emit(side)
