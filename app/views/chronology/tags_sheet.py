"""Every tag of the review in one place: renamed, joined with another by taking its name, or removed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.changes import ChangeSet
from app.services import tags
from app.views.counting import counted
from app.views.widgets.ask_words import AskWords
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import button, label
from app.workspace.workspace import Workspace

_ID = Qt.ItemDataRole.UserRole
_NAME = Qt.ItemDataRole.UserRole + 1


class TagsSheet(DialogBase):
    """Lists the tags with the number of their events; F2 renames, Delete removes, each an act that can be undone."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent, self.tr("Tags of this review"), self.tr("&Done"))
        self._workspace = workspace
        self.cancel_button.hide()
        self.accept_button.setDefault(False)  # Return renames the tag the keyboard is at
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Tags"))
        self.none = label(self.tr("No event has a tag yet. Select events in the chronology and press Ctrl+T."), wrap=True)
        self.rename_button = button(self.tr("&Rename…"))
        self.remove_button = button(self.tr("Re&move"))
        self.body.addWidget(label(self.tr("A tag that takes another's name becomes one with it."), tone="soft", wrap=True))
        self.body.addWidget(self.none)
        self.body.addWidget(self.list)
        self.add_button(self.remove_button)
        self.add_button(self.rename_button)
        self.rename_button.clicked.connect(self.ask_name)
        self.remove_button.clicked.connect(self.remove)
        self.list.itemActivated.connect(self.ask_name)
        QShortcut(QKeySequence(Qt.Key.Key_F2), self.list, self.ask_name, context=Qt.ShortcutContext.WidgetShortcut)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self.remove, context=Qt.ShortcutContext.WidgetShortcut)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.failed.connect(self.show_problem)
        workspace.closed.connect(self.reject)
        self._show()
        self.list.setFocus()

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for tag in self._workspace.read(tags.listed):
            item = QListWidgetItem(f"{tag.name}   {counted(tag.events, self.tr('{} event'), self.tr('{} events'))}")
            item.setData(_ID, tag.id)
            item.setData(_NAME, tag.name)
            self.list.addItem(item)
        some = self.list.count() > 0
        self.list.setVisible(some)
        self.none.setVisible(not some)
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        for each in (self.rename_button, self.remove_button):
            each.setEnabled(some and not self._workspace.read_only)

    def ask_name(self) -> None:
        """Ask what the tag is to be called."""
        if self.list.currentRow() < 0 or self._workspace.read_only:
            return
        item = self.list.currentItem()
        sheet = AskWords(self, self.tr("Rename “{}”").format(item.data(_NAME)), self.tr("&Rename"), empty=False)
        sheet.words.setText(item.data(_NAME))
        sheet.words.selectAll()
        sheet.answered.connect(partial(self._rename, item.data(_ID)))
        sheet.open()

    def _rename(self, tag_id: str, name: str) -> None:
        self._workspace.perform(self.tr("Rename a tag"), partial(tags.rename, tag_id=tag_id, name=name), initiator=self)

    def remove(self) -> None:
        """Take the tag off every event."""
        if self.list.currentRow() >= 0 and not self._workspace.read_only:
            item = self.list.currentItem()
            self._workspace.perform(self.tr("Remove a tag"), partial(tags.remove, tag_id=item.data(_ID)), initiator=self)

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches("tag", "event_tag"):
            self._show()
