"""The title bar of a dock: its name, and quietly what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.views.widgets.labels import icon_button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDockWidget

HEIGHT = 36


class DockTitle(QWidget):
    """Shows the title of a dock, with buttons to float and to close it; empty where a tab carries the title."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self._tabbed = False
        self.setProperty("kind", "dock-title")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._float = icon_button("picture-in-picture-2", self.tr("Float or dock this panel (Ctrl+Shift+D)"))
        self._close = icon_button("x", self.tr("Hide this panel; the View menu shows it again"))
        self._name = label(dock.windowTitle())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 6, 0)
        layout.setSpacing(2)
        layout.addWidget(self._name, 1)
        for each in (self._float, self._close):
            each.setIconSize(QSize(14, 14))
            layout.addWidget(each)
        self._float.clicked.connect(self._on_float_clicked)
        self._close.clicked.connect(dock.close)
        self.setFixedHeight(HEIGHT)

    def set_tabbed(self, tabbed: bool) -> None:
        """Give way to the tab, or come back."""
        if tabbed != self._tabbed:
            self._tabbed = tabbed
            self.setFixedHeight(0 if tabbed else HEIGHT)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the bar; nothing in a group of tabs. The dock asks for this and not for the fixed height."""
        return QSize(200, 0 if self._tabbed else HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let the dock be narrow."""
        return QSize(80, 0 if self._tabbed else HEIGHT)

    def _on_float_clicked(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())
