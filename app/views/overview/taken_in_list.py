"""The returns that were taken in, with the way to take one back."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.services import sources
from app.services.sources import SourceRow
from app.views.counting import counted
from app.views.theme import space
from app.views.widgets.labels import button
from app.views.widgets.section_header import SectionHeader
from app.workspace.workspace import Workspace


class TakenInList(QWidget):
    """Lists the returns of the agencies; hidden while there are none."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._header = SectionHeader(self.tr("Returns taken in"))
        self._take_back = button(self.tr("Take back"), icon_name="undo-2")
        self._take_back.setToolTip(self.tr("Delete this return's events again (Delete)"))
        self._header.add(self._take_back)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Returns taken in"))
        self._list.setMaximumHeight(180)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, space("small"), 0, 0)
        layout.addWidget(self._header)
        layout.addWidget(self._list)
        self._take_back.clicked.connect(self._on_take_back)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_take_back)

    def refresh(self) -> None:
        """Read the returns again; the one that was current stays so."""
        kept = [item.data(Qt.ItemDataRole.UserRole) for item in self._list.selectedItems()]
        rows = self._workspace.read(sources.listed)
        self._list.clear()
        for row in rows:
            item = QListWidgetItem(self._described(row))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self._list.addItem(item)
        self._list.setCurrentRow(next((at for at, row in enumerate(rows) if row.id in kept), 0))
        self._header.set_count(f"{len(rows):,}")
        self.setVisible(bool(rows))

    def forget(self) -> None:
        """Show nothing: the review is closed."""
        self._list.clear()
        self.hide()

    def _described(self, row: SourceRow) -> str:
        taken = ""
        if row.taken_in_at:
            at = datetime.fromisoformat(row.taken_in_at).astimezone()
            taken = self.tr("taken in {}").format(at.strftime("%d/%m/%Y, %H:%M"))
        parts = [
            row.file_name,
            row.agency,
            taken,
            counted(row.events, self.tr("{} event"), self.tr("{} events")),
            counted(row.set_aside, self.tr("{} row set aside"), self.tr("{} rows set aside")) if row.set_aside else "",
        ]
        return "  ·  ".join(part for part in parts if part)

    def _on_take_back(self) -> None:
        for item in self._list.selectedItems():
            act = partial(sources.take_back, source_id=item.data(Qt.ItemDataRole.UserRole), naming=self._workspace.naming)
            self._workspace.perform(self.tr("Take a return back"), act, announce=True)
