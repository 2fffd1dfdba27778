"""Names found in the texts: those of the register, person by person, and those that are nobody's yet; one click each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QWidget

from app.domain.changes import ChangeSet
from app.services import names_found, people
from app.services.names_found import FoundName
from app.views.counting import counted
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import button, label
from app.workspace.workspace import Workspace

_FOUND = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT = 860, 560


class NamesSheet(DialogBase):
    """Every answer is one act that can be undone, and takes effect at once."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent, self.tr("Names found"), self.tr("&Done"), width=760)
        self._workspace = workspace
        self.cancel_button.hide()
        self.accept_button.setDefault(False)  # Return answers for the name the keyboard is at
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Names found"))
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.accept_name = button(self.tr("It &is this person"))
        self.refuse_name = button(self.tr("&Not this person"))
        self.person = QComboBox()
        self.person.setAccessibleName(self.tr("Person"))
        self.as_alias = button(self.tr("A name &of"))
        self.as_person = button(self.tr("A new &person"))
        self._lay_out()
        for each, act in (
            (self.accept_name, self.accept_found),
            (self.refuse_name, self.refuse),
            (self.as_alias, self.make_alias),
            (self.as_person, self.make_person),
        ):
            each.clicked.connect(act)
        self.tree.itemActivated.connect(self.accept_found)
        self.tree.currentItemChanged.connect(self._show_acts)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.failed.connect(self.show_problem)
        workspace.closed.connect(self.reject)
        self._show()
        self.tree.setFocus()
        self.resize(WIDTH, HEIGHT)

    def _lay_out(self) -> None:
        hint = self.tr("A name that is somebody's is shown from then on as people are: by name, by role or by pseudonym.")
        self.body.addWidget(label(hint, tone="soft", wrap=True))
        self.body.addWidget(self.tree, 1)
        row = QHBoxLayout()
        for widget in (self.accept_name, self.refuse_name, self.as_person, self.as_alias, self.person):
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        read, naming = self._workspace.read, self._workspace.naming
        chosen = self.person.currentData()
        self.person.clear()
        for row in read(people.register):
            self.person.addItem(naming.person(row.id), row.id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.tree.clear()
        for person_id, group in groupby(read(names_found.known), key=_person_of):
            self._add_group(naming.person(person_id), person_id, list(group))
        nobodys = list(read(names_found.unknown))
        if nobodys:
            self._add_group(self.tr("Nobody's yet"), "", nobodys)
        if not self.tree.topLevelItemCount():
            self.tree.addTopLevelItem(QTreeWidgetItem([self.tr("No further names were found.")]))
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._show_acts()

    def _add_group(self, title: str, person_id: str, found: list[FoundName]) -> None:
        number = counted(sum(each.count for each in found), self.tr("{} mention"), self.tr("{} mentions"))
        head = QTreeWidgetItem([f"{title}   {number}"])
        head.setData(0, _FOUND, found if person_id else [])
        self.tree.addTopLevelItem(head)
        for each in found:
            item = QTreeWidgetItem([f"{each.words}   {each.count}\n{each.examples[0]}"])
            item.setToolTip(0, "\n".join(each.examples))
            item.setData(0, _FOUND, [each])
            head.addChild(item)

    def _chosen(self) -> list[FoundName]:
        items = self.tree.selectedItems()
        return items[0].data(0, _FOUND) or [] if items else []

    def _show_acts(self) -> None:
        chosen, writes = self._chosen(), not self._workspace.read_only
        whose = bool(chosen) and bool(chosen[0].person_id)
        nobodys = bool(chosen) and not whose
        self.accept_name.setEnabled(whose and writes)
        self.refuse_name.setEnabled(bool(chosen) and writes)
        self.refuse_name.setText(self.tr("&Not a person") if nobodys else self.tr("&Not this person"))
        for widget in (self.as_person, self.as_alias, self.person):
            widget.setEnabled(nobodys and writes)
        self.as_alias.setEnabled(nobodys and writes and self.person.count() > 0)

    # -- answering --------------------------------------------------------------------------------------------------

    def accept_found(self) -> None:
        """Let the chosen name, or all names of the chosen person, refer to them."""
        chosen = self._chosen()
        if chosen and chosen[0].person_id:
            words = tuple(each.words for each in chosen)
            number = sum(each.count for each in chosen)
            name = counted(number, self.tr("Accept {} mention"), self.tr("Accept {} mentions"))
            self._perform(name, partial(names_found.accept, person_id=chosen[0].person_id, words=words))

    def refuse(self) -> None:
        """Remember that the chosen names are not this person's, or nobody's."""
        chosen = self._chosen()
        if chosen:
            words = tuple(each.words for each in chosen)
            self._perform(
                self.tr("Not this person"), partial(names_found.refuse, words=words, person_id=chosen[0].person_id)
            )

    def make_person(self) -> None:
        """Put somebody of this name into the register."""
        for each in self._chosen():
            self._perform(self.tr("Add a person"), partial(names_found.add_as_person, words=each.words))

    def make_alias(self) -> None:
        """Let the chosen name be one more of the person chosen beside it."""
        for each in self._chosen():
            act = partial(names_found.add_as_alias, words=each.words, person_id=self.person.currentData())
            self._perform(self.tr("Add another name"), act)

    def _perform(self, name: str, act: Callable[..., Any]) -> None:
        if not self._workspace.read_only:
            self._workspace.perform(name, act, initiator=self)

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches(*names_found.TABLES):
            self._show()


def _person_of(found: FoundName) -> str:
    return found.person_id
