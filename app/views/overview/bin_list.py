"""What lies in the bin, with the way back."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.services import binned
from app.services.binned import BinRow
from app.views.theme import space
from app.views.widgets.labels import button
from app.views.widgets.section_header import SectionHeader
from app.workspace.workspace import Workspace

LONGEST = 90


class BinList(QWidget):
    """Lists events, conversations, episodes, findings and meetings in the bin; hidden while it is empty."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._header = SectionHeader(self.tr("The bin"))
        self._restore = button(self.tr("Put back"), icon_name="undo-2")
        self._header.add(self._restore)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("The bin"))
        self._list.setMaximumHeight(180)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, space("small"), 0, 0)
        layout.addWidget(self._header)
        layout.addWidget(self._list)
        self._restore.clicked.connect(self._on_restore)
        self._list.itemActivated.connect(self._on_restore)

    def refresh(self) -> None:
        """Read the bin again."""
        self._list.clear()
        rows = self._workspace.read(binned.contents)
        for row in rows:
            item = QListWidgetItem(self._described(row))
            item.setData(Qt.ItemDataRole.UserRole, (row.kind, row.id))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._header.set_count(f"{len(rows):,}")
        self.setVisible(bool(rows))

    def forget(self) -> None:
        """Show nothing: the review is closed."""
        self._list.clear()
        self.hide()

    def _described(self, row: BinRow) -> str:
        kinds = {
            "event": self.tr("Event"),
            "conversation": self.tr("Conversation"),
            "episode": self.tr("Key practice episode"),
            "finding": self.tr("Finding"),
            "meeting": self.tr("Meeting"),
        }
        naming = self._workspace.naming
        people = ", ".join(naming.person(person_id) for person_id in row.person_ids)
        words = " ".join(row.words.shown(naming).split())
        short = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + "…"
        parts = [kinds[row.kind], row.when, people, short]
        binned_at = datetime.fromisoformat(row.binned_at).astimezone().strftime("%d/%m/%Y")
        return "  ·  ".join([*(part for part in parts if part), self.tr("put away {}").format(binned_at)])

    def _on_restore(self) -> None:
        for item in self._list.selectedItems():
            kind, row_id = item.data(Qt.ItemDataRole.UserRole)
            act = partial(binned.restore, kind=kind, row_id=row_id)
            self._workspace.perform(self.tr("Put back from the bin"), act, announce=True)
