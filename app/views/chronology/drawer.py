"""The drawer under the chronology: it holds the editor, is shut until an event is opened, and leaves the table its room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.views.theme import space

SHARE = 0.4
"""The part of the height that the open drawer takes, until the reviewer drags it."""

MOST = 0.75
"""No more than this even so: the table must not vanish."""


class EditorDrawer(QSplitter):
    """A page above and an editor below it that is opened and shut; its share of the height is kept."""

    def __init__(self, page: QWidget, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._editor = editor
        self._open = False
        self._available = True
        self._share = SHARE
        self.addWidget(page)
        self.addWidget(editor)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(space("small"))
        self.splitterMoved.connect(self._on_splitter_moved)
        self._show()

    @property
    def is_open(self) -> bool:
        """Whether the editor is open."""
        return self._open

    def set_open(self, is_open: bool) -> None:
        """Open the editor, or shut it."""
        self._open = is_open
        self._show()

    def set_available(self, available: bool) -> None:
        """Offer the editor at all: not while there is nothing to edit."""
        self._available = available
        self._show()

    def save_state(self) -> dict[str, object]:
        """Return whether it is open, and its share of the height."""
        return {"open": self._open, "share": round(self._share, 3)}

    def restore_state(self, state: object) -> None:
        """Be as it was; anything else than what ``save_state`` gave is passed over."""
        if isinstance(state, dict):
            share = state.get("share")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            self._share = min(MOST, float(share)) if isinstance(share, int | float) and share > 0 else SHARE
            self.set_open(state.get("open") is True)  # pyright: ignore[reportUnknownMemberType]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shares whatever the height."""
        super().resizeEvent(event)
        self._share_out()

    def _show(self) -> None:
        self._editor.setVisible(self._open and self._available)
        self._share_out()

    def _share_out(self) -> None:
        below = round(self.height() * self._share)
        self.setSizes([self.height() - below, below])

    def _on_splitter_moved(self, _at: int, _number: int) -> None:
        above, below = self.sizes()
        if below:
            self._share = min(MOST, below / (above + below))
