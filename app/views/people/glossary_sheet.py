"""The glossary: each agency's abbreviations in one table, with those that stand in its events and are not explained yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from app.domain.changes import ChangeSet
from app.services import glossary, people
from app.views.counting import counted
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import button, label
from app.workspace.workspace import Workspace

_ID = Qt.ItemDataRole.UserRole
_AGENCY = Qt.ItemDataRole.UserRole + 1
SHORT, MEANING, WHOSE = range(3)
WIDTH, HEIGHT = 760, 560


class GlossarySheet(DialogBase):
    """A meaning typed beside an abbreviation is kept at once; each is one act that can be undone."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent, self.tr("Glossary"), self.tr("&Done"), width=700)
        self._workspace = workspace
        self._showing = False
        self.cancel_button.hide()
        self.accept_button.setDefault(False)  # Return ends the typing in a cell
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(self.tr("Glossary"))
        self.table.setHorizontalHeaderLabels([self.tr("Abbreviation"), self.tr("What it stands for"), self.tr("Whose use")])
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.remove_button = button(self.tr("Re&move"))
        hint = self.tr("Type what an abbreviation stands for. Those found in events and not explained yet stand below.")
        self.body.addWidget(label(hint, tone="soft", wrap=True))
        self.body.addWidget(self.table, 1)
        self.add_button(self.remove_button)
        self.remove_button.clicked.connect(self.remove)
        self.table.itemChanged.connect(self._on_item_changed)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table, self.remove, context=Qt.ShortcutContext.WidgetShortcut)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.failed.connect(self.show_problem)
        workspace.closed.connect(self.reject)
        self._show()
        self.table.setColumnWidth(SHORT, 130)
        self.table.setColumnWidth(MEANING, 360)
        self.table.setFocus()
        self.resize(WIDTH, HEIGHT)

    def _show(self) -> None:
        read = self._workspace.read
        agencies = {row.id: row.name for row in read(people.agencies)}
        self._showing = True
        self.table.setRowCount(0)
        for row in read(glossary.listed):
            whose = agencies.get(row.agency_id or "", self.tr("Everybody's"))
            self._add(row.abbreviation, row.meaning, whose, row.id, row.agency_id)
        for each in read(glossary.unexplained):
            number = counted(each.events, self.tr("in {} event"), self.tr("in {} events"))
            whose = agencies.get(each.agency_id or "", self.tr("Everybody's"))
            self._add(each.abbreviation, "", f"{whose}, {number}", "", each.agency_id)
        self._add("", "", self.tr("Everybody's"), "", None)
        self._showing = False

    def _add(self, short: str, meaning: str, whose: str, entry_id: str, agency_id: str | None) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for place, words in enumerate((short, meaning, whose)):
            item = QTableWidgetItem(words)
            item.setData(_ID, entry_id)
            item.setData(_AGENCY, agency_id)
            if place == WHOSE or self._workspace.read_only:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, place, item)

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if self._showing:
            return
        cells = [self.table.item(item.row(), place) for place in (SHORT, MEANING)]
        short, meaning = (cell.text() if cell else "" for cell in cells)
        entry_id = str(item.data(_ID))
        if entry_id:
            act = partial(glossary.change, entry_id=entry_id, abbreviation=short, meaning=meaning)
            self._workspace.perform(self.tr("Change the glossary"), act, initiator=self)
        elif short.strip() and meaning.strip():
            add = partial(glossary.add, abbreviation=short, meaning=meaning, agency_id=item.data(_AGENCY))
            self._workspace.perform(self.tr("Add to the glossary"), add, initiator=self)

    def remove(self) -> None:
        """Take the current entry out."""
        item = self.table.currentItem()
        if item and item.data(_ID) and not self._workspace.read_only:
            act = partial(glossary.remove, entry_id=str(item.data(_ID)))
            self._workspace.perform(self.tr("Take an entry out of the glossary"), act, initiator=self)

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches("glossary_entry", "agency"):
            self._show()
