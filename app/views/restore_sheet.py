"""The sheet that lists a review's backups, one of which can be restored under a new name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import label


@dataclass(frozen=True)
class BackupRow:
    """A backup: where it lies, when and why it was made, its size in bytes."""

    path: Path
    made: datetime
    reason: str
    size: int


class RestoreSheet(DialogBase):
    """Asks which backup to restore; the review itself stays as it is."""

    restore_requested = Signal(Path)

    def __init__(self, parent: QWidget, stem: str, backups: Sequence[BackupRow]) -> None:
        super().__init__(parent, self.tr("Backups of {}").format(stem), self.tr("&Restore under a new name…"), width=560)
        sentence = self.tr(
            "A backup is restored as a review of its own, with the passphrase it was made with. Nothing is overwritten."
        )
        self.body.addWidget(label(sentence if backups else self.tr("There are no backups of this review."), wrap=True))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Backups"))
        for row in backups:
            item = QListWidgetItem(self._described(row))
            item.setData(Qt.ItemDataRole.UserRole, row.path)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(backups))
        self._list.itemActivated.connect(self.try_accept)
        self.body.addWidget(self._list)
        self.accept_button.setEnabled(bool(backups))

    def try_accept(self) -> None:
        """Ask for the chosen backup to be restored; the sheet stays until that is done."""
        for item in self._list.selectedItems():
            self.restore_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _described(self, row: BackupRow) -> str:
        reasons = {
            "opened": self.tr("on opening"),
            "timed": self.tr("while working"),
            "import": self.tr("before a return was taken in"),
            "upgrade": self.tr("before the file was brought up to date"),
            "passphrase": self.tr("around a change of passphrase"),
            "hand": self.tr("by hand"),
        }
        when = row.made.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")
        size = max(1, round(row.size / 1024))
        return self.tr("{}  ·  {}  ·  {} KB").format(when, reasons.get(row.reason, row.reason), f"{size:,}")
