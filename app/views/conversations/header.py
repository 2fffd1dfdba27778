"""The head of a conversation: with whom, by whom, when and where, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.services import conversations
from app.services.conversation_rows import ConversationDetail
from app.services.conversations import PARTS, STATUSES
from app.views.conversations.people_field import PeopleField
from app.views.conversations.words import status_words
from app.views.text.mentions import Mention
from app.views.theme import space
from app.views.widgets.labels import icon_button
from app.workspace.workspace import Workspace


class ConversationHeader(QWidget):
    """Shows the head of the open conversation and commits what is changed in it."""

    bin_requested = Signal()
    unfold_requested = Signal()
    page_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._id = ""
        self._people: tuple[tuple[str, str], ...] = ()
        self._known: tuple[Mention, ...] = ()
        self.fields = {
            "participant": PeopleField(self.tr("With"), self.tr("Type a name")),
            "reviewer": PeopleField(self.tr("Heard by"), self.tr("Type a name")),
        }
        self.held = self._line(self.tr("Date, as it is given"), self.tr("When, for example 3 May 2011"))
        self.place = self._line(self.tr("Place"), self.tr("Where"))
        self.status = QComboBox()
        self.unfold = icon_button("panel-left", self.tr("Show the conversations and what to ask"))
        self._bin = icon_button("trash-2", self.tr("Put this conversation into the bin"))
        self._lay_out()
        self._connect()

    def _line(self, name: str, prompt: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(prompt)
        made.setProperty("kind", "bare")
        return made

    def _lay_out(self) -> None:
        self.status.setAccessibleName(self.tr("How far it is"))
        for key in STATUSES:
            self.status.addItem(status_words(key), key)
        top, below = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (top, ((self.unfold, 0), (self.fields["participant"], 3), (self._bin, 0))),
            (below, ((self.fields["reviewer"], 3),)),
        ):
            row.setSpacing(space("small"))
            for widget, stretch in widgets:
                row.addWidget(widget, stretch)
        last = QHBoxLayout()
        last.setSpacing(space("small"))
        last.addWidget(self.held, 3)
        last.addWidget(self.place, 3)
        last.addWidget(self.status, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("medium"), space("small"), space("small"), space("small"))
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addLayout(last)

    def _connect(self) -> None:
        for part, field in self.fields.items():
            field.people_changed.connect(partial(self._on_people_changed, part))
            field.new_requested.connect(partial(self._on_new_requested, part))
        for line in (self.held, self.place):
            line.textEdited.connect(self._on_line_edited)
            line.editingFinished.connect(self._on_line_finished)
            line.returnPressed.connect(self.page_requested)
        self.status.activated.connect(self._on_status_activated)
        self.unfold.clicked.connect(self.unfold_requested)
        self._bin.clicked.connect(self.bin_requested)

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_conversation(self, detail: ConversationDetail, *, anew: bool) -> None:
        """Show a conversation; what is being typed stays unless it is another one."""
        self._id, self._people = detail.id, detail.people
        for line, words in ((self.held, detail.held.text), (self.place, detail.place)):
            if anew or (not line.isModified() and line.text().strip() != words):
                _put(line, words)
        understood = self.tr("Understood for the order of conversations") if detail.held.known else ""
        unclear = self.tr("No day was understood; it stands as you wrote it") if detail.held.text else ""
        self.held.setToolTip(understood or unclear)
        self.status.setCurrentIndex(STATUSES.index(detail.status))
        self._show_people()

    def show_known(self, known: Sequence[Mention]) -> None:
        """Offer these people, as they are shown now."""
        self._known = tuple(known)
        self._show_people()

    def forget(self) -> None:
        """Forget every word of the conversation."""
        self._id, self._people = "", ()
        for field in self.fields.values():
            field.forget()
        for line in (self.held, self.place):
            _put(line, "")
            line.setToolTip("")

    def _show_people(self) -> None:
        for part, field in self.fields.items():
            field.show_people([person for each, person in self._people if each == part], self._known)

    # -- changing ---------------------------------------------------------------------------------------------------

    def save_draft(self) -> bool:
        """Commit date and place as typed so far; False where the disk refused it."""
        saved = True
        when = partial(conversations.set_when, conversation_id=self._id, text=self.held.text())
        where = partial(conversations.set_place, conversation_id=self._id, place=self.place.text())
        for line, act, says in (
            (self.held, when, self.tr("Change date")),
            (self.place, where, self.tr("Change place")),
        ):
            if self._id and line.isModified():
                done = self._workspace.perform(says, act, merge_key=f"{line.accessibleName()} {self._id}")
                line.setModified(done is None)
                saved = saved and done is not None
        if saved:
            self._workspace.drafts.forget(self)
        return saved

    def _on_line_edited(self, _words: str) -> None:
        if self._id:
            self._workspace.drafts.touch(self)

    def _on_line_finished(self) -> None:
        if self.held.isModified() or self.place.isModified():
            self.save_draft()
        self._workspace.end_step()

    def _on_people_changed(self, part: str, ids: tuple[str, ...]) -> None:
        others = tuple((each, person) for each, person in self._people if each != part)
        people = sorted((*others, *((part, person) for person in ids)), key=_by_part)
        act = partial(conversations.set_people, conversation_id=self._id, people=tuple(people))
        self._workspace.perform(self.tr("Change who was there"), act)

    def _on_new_requested(self, part: str, name: str) -> None:
        act = partial(conversations.introduce, conversation_id=self._id, part=part, name=name)
        self._workspace.perform(self.tr("Add {}").format(name), act)

    def _on_status_activated(self, _index: int) -> None:
        act = partial(conversations.set_status, conversation_id=self._id, status=self.status.currentData())
        self._workspace.perform(self.tr("Change how far it is"), act)


def _by_part(each: tuple[str, str]) -> int:
    return PARTS.index(each[0])


def _put(line: QLineEdit, words: str) -> None:
    if line.text() != words:
        line.setText(words)
        line.setCursorPosition(0)
    line.setModified(False)
