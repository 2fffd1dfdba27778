"""The dock of one panel: it is there from the beginning, its panel when it is first seen or asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDockWidget, QWidget

from app.views.dock_title import DockTitle
from app.views.panel import Panel, PanelPlan, PanelState


class PanelDock(QDockWidget):
    """One panel in a dock; its title bar gives way to the tab where it lies in a group of tabs."""

    panel_made = Signal(object)

    def __init__(self, plan: PanelPlan, state: PanelState | None, parent: QWidget) -> None:
        super().__init__(plan.title, parent)
        self._plan = plan
        self._state = state
        self._panel: Panel | None = None
        self.setObjectName(plan.key)
        self.setAccessibleName(plan.title)
        self.bar = DockTitle(self)
        self.setTitleBarWidget(self.bar)
        self.setMinimumWidth(240)

    @property
    def panel(self) -> Panel | None:
        """The panel, once it is made."""
        return self._panel

    @property
    def is_seen(self) -> bool:
        """Whether any of it is on the screen: not hidden, and not behind another tab."""
        return self.isVisible() and not self.visibleRegion().isEmpty()

    def made_panel(self) -> Panel:
        """Return the panel; it is made if it is not there yet, and taken to where the reviewer was."""
        if self._panel is None:
            panel = self._plan.make()
            panel.widget.setProperty("surface", "paper")
            panel.widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self.setWidget(panel.widget)
            self._panel = panel
            if self._state is not None:
                panel.restore_state(self._state)
            self.panel_made.emit(panel)
        return self._panel

    def save_state(self) -> PanelState | None:
        """Return where the reviewer is in the panel, or was when it was last made; None where that never was."""
        return self._state if self._panel is None else self._panel.save_state()
