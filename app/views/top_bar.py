"""The quiet bar at the top: the desks, a way to anything, how people are shown, and the lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QToolBar, QWidget

from app.views.desks import DESKS
from app.views.icons import icon
from app.views.widgets.labels import button, icon_button
from app.views.widgets.segmented_control import SegmentedControl


class TopBar(QToolBar):
    """Says what was asked for; the window carries it out."""

    desk_requested = Signal(str)
    naming_requested = Signal(str)
    find_requested = Signal()
    lock_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self.setWindowTitle(self.tr("Desks and lock"))
        self.setAccessibleName(self.tr("Desks and lock"))
        self.setMovable(False)
        self.setFloatable(False)
        self.toggleViewAction().setVisible(False)
        self._desks = SegmentedControl(self.tr("Desk"), [(each.key, each.title) for each in DESKS])
        for number, each in enumerate(DESKS, start=1):
            self._desks.set_tip(each.key, f"{each.hint} (Ctrl+{number})")
        self._find = button(self.tr("Find anything…   Ctrl+K"), kind="search")
        self._find.setIcon(icon("search"))
        self._find.setAccessibleName(self.tr("Find anything"))
        self._find.setMinimumWidth(150)
        self._find.setMaximumWidth(320)
        self._find.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named = (("named", self.tr("Named")), ("role", self.tr("By role")), ("pseudonym", self.tr("Pseudonym")))
        self._naming = SegmentedControl(self.tr("How people are shown"), named)
        self._lock = icon_button("lock", self.tr("Lock (Ctrl+L)"))
        self._lock.setIconSize(QSize(18, 18))
        for widget in (self._desks, _gap(), self._find, _gap(), self._naming, self._lock):
            self.addWidget(widget)
        self._desks.chosen.connect(self.desk_requested)
        self._naming.chosen.connect(self.naming_requested)
        self._find.clicked.connect(self.find_requested)
        self._lock.clicked.connect(self.lock_requested)

    def show_desk(self, key: str) -> None:
        """Show which desk is open."""
        self._desks.choose(key)

    def show_naming(self, key: str) -> None:
        """Show how people are shown."""
        self._naming.choose(key)


def _gap() -> QWidget:
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made
