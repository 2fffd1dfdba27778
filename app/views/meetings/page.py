"""One meeting's page: what, when and where it was, who is on record at it, the event that tells of it, what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.text import EMPTY, Text
from app.services import meetings
from app.services.attendance import MeetingRow
from app.services.meetings import KINDS, LINES
from app.views.conversations.people_field import PeopleField
from app.views.drafting import Draft
from app.views.meetings.words import kind_words
from app.views.text.mentions import Mention
from app.views.text.text_field import TextField
from app.views.theme import space
from app.views.widgets.field_form import FieldForm, put_line
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import button, icon_button, label
from app.views.writing import let_write
from app.workspace.workspace import Workspace


class MeetingPage(QWidget):
    """Shows a meeting and keeps what is changed of it, line by line, when a line is left."""

    event_requested = Signal()
    open_requested = Signal(str, str)
    link_requested = Signal()
    bin_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._row: MeetingRow | None = None
        self._offered: tuple[str, ...] = ()
        names = {"title": self.tr("Title"), "held": self.tr("Date, as it is given"), "series": self.tr("Series")}
        names["place"] = self.tr("Place")
        self.lines = {field: self._line(field, words) for field, words in names.items()}
        self.lines["series"].setPlaceholderText(self.tr("What it is one of, for example Core groups"))
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("Whose meeting"))
        for key in KINDS:
            self._kind.addItem(kind_words(key), key)
        self.people = PeopleField(self.tr("Asked or there"), self.tr("Type a name"))
        self._offers = QWidget()
        self._offer_flow = FlowLayout(space("tight"), 2)
        self._event = button("", kind="quiet", icon_name="calendar")
        self._choose = button(self.tr("Choose the event…"))
        self._no_event = icon_button("link-2-off", self.tr("This event doesn't tell of it"))
        self._rests = QWidget()
        self._rest_flow = FlowLayout(space("tight"), 2)
        self._link = button(self.tr("Link to a finding…"), icon_name="link")
        self._link.setToolTip(self.tr("Let a finding rest on what is counted here (Ctrl+Shift+L)"))
        self._bin = button(self.tr("Put into the bin"), icon_name="trash-2")
        self._bin.setToolTip(self.tr("Put this meeting into the bin (Ctrl+Delete in the grid)"))
        self.note = TextField(least_lines=2, most_lines=8)
        self.note.setProperty("kind", "field")
        self.note.setAccessibleName(self.tr("Note, in no document"))
        self._note_head = label(self.note.accessibleName(), tone="soft")
        self._draft = Draft(workspace, self.note, self._keep_note)
        self._lay_out()
        self._connect()

    def _line(self, field: str, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(words)
        made.setObjectName(field)
        made.editingFinished.connect(self._on_line_finished)
        made.textEdited.connect(self._on_line_edited)
        return made

    def _lay_out(self) -> None:
        form = FieldForm()
        for field in (
            *(self.lines[name] for name in ("title", "held")),
            self._kind,
            self.lines["series"],
            self.lines["place"],
        ):
            form.add(field.accessibleName(), field)
        event = QHBoxLayout()
        for each in (self._event, self._choose, self._no_event):
            event.addWidget(each)
        event.addStretch(1)
        acts = QHBoxLayout()
        for each in (self._link, self._bin):
            acts.addWidget(each)
        acts.addStretch(1)
        self._offers.setLayout(self._offer_flow)
        self._rests.setLayout(self._rest_flow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("medium"), space("small"), space("medium"), space("medium"))
        layout.setSpacing(space("small"))
        layout.addWidget(self.people)
        layout.addWidget(self._offers)
        layout.addWidget(form)
        layout.addLayout(event)
        layout.addWidget(self._rests)
        layout.addWidget(self._note_head)
        layout.addWidget(self.note)
        layout.addLayout(acts)
        layout.addStretch(1)

    def _connect(self) -> None:
        self._kind.activated.connect(self._on_kind_activated)
        self.people.people_changed.connect(self._on_people_changed)
        self.people.new_requested.connect(self._on_new_requested)
        self._choose.clicked.connect(self.event_requested)
        self._event.clicked.connect(self._on_event_clicked)
        self._no_event.clicked.connect(self._on_no_event_clicked)
        self._link.clicked.connect(self.link_requested)
        self._bin.clicked.connect(self.bin_requested)

    # -- showing --------------------------------------------------------------------------------------------------------

    @property
    def meeting_id(self) -> str:
        """The meeting shown, "" for none."""
        return self._row.id if self._row else ""

    def show_meeting(
        self, row: MeetingRow | None, known: Sequence[Mention], event: str, rests: Sequence[tuple[str, str]]
    ) -> None:
        """Show a meeting or none; ``event`` says what tells of it, ``rests`` id and words of what rests on it."""
        other = row is None or row.id != self.meeting_id
        if other:
            self.save_draft()
            self._draft.clear()
        self._row = row
        self.setVisible(row is not None)
        values = {"title": row.title, "held": row.held.text, "series": row.series, "place": row.place} if row else {}
        for field, line in self.lines.items():
            if other:
                line.setModified(False)
            put_line(line, values.get(field, ""))
        self._kind.setCurrentIndex(KINDS.index(row.kind) if row else 0)
        self.people.show_people([each.person_id for each in row.presences] if row else [], known)
        self._draft.show(row.note if row else EMPTY)
        self.note.set_shower(self._workspace.naming)
        self._event.setText(event)
        self._event.setVisible(bool(event))
        self._no_event.setVisible(bool(event))
        self._fill(self._rests, self._rest_flow, [self._finding(*rest) for rest in rests])
        let_write(self, self._workspace)

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer those who are named in the event, by id and words: a click or Space, and they came."""
        self._offered = tuple(person_id for person_id, _ in people)
        chips: list[QPushButton] = []
        for person_id, words in people:
            chip = self._chip(f"{words}  +", self.tr("Named in the event: {} came").format(words))
            chip.clicked.connect(partial(self._on_offer_clicked, (person_id,)))
            chips.append(chip)
        if len(people) > 1:
            everybody = self._chip(
                self.tr("All {} came").format(len(people)), self.tr("All who are named in the event came")
            )
            everybody.clicked.connect(partial(self._on_offer_clicked, self._offered))
            chips.append(everybody)
        self._fill(self._offers, self._offer_flow, chips)

    def offered(self) -> tuple[str, ...]:
        """Return who is offered now."""
        return self._offered

    def focus_title(self) -> None:
        """Put the keyboard into the title, all of it selected."""
        self.lines["title"].setFocus()
        self.lines["title"].selectAll()

    def focus_people(self) -> None:
        """Put the keyboard where names are typed."""
        self.people.field().setFocus()

    def show_note(self, on: bool) -> None:
        """Show the note on the meeting, or hide it."""
        for each in (self._note_head, self.note):
            each.setVisible(on)

    def forget(self) -> None:
        """Forget every word: the review is closed."""
        self.people.forget()
        self.offer(())
        self.show_meeting(None, (), "", ())

    def _finding(self, finding_id: str, words: str) -> QPushButton:
        chip = self._chip(words, self.tr("Evidence for {}; opens it").format(words))
        chip.clicked.connect(partial(self._on_finding_clicked, finding_id))
        return chip

    def _chip(self, words: str, says: str) -> QPushButton:
        made = QPushButton(words.replace("&", "&&"), self)
        made.setProperty("kind", "chip")
        made.setAutoDefault(False)
        made.setToolTip(says)
        made.setAccessibleName(says)
        return made

    @staticmethod
    def _fill(holder: QWidget, flow: FlowLayout, chips: Sequence[QPushButton]) -> None:
        for old in holder.findChildren(QPushButton):
            flow.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        for chip in chips:
            flow.addWidget(chip)
            chip.show()
        holder.setVisible(bool(chips))

    # -- changing -------------------------------------------------------------------------------------------------------

    def save_draft(self) -> bool:
        """Commit lines as typed so far; False where the disk refused one. A meeting keeps its title until it has another."""
        row, saved = self._row, True
        for field, line in self.lines.items():
            untitled = field == "title" and not line.text().strip()
            if row is not None and line.isModified() and not untitled:
                done = self._workspace.perform(*self._line_act(row.id, field, line.text()), merge_key=f"{field} {row.id}")
                line.setModified(done is None)
                saved = saved and done is not None
        if saved:
            self._workspace.drafts.forget(self)
        return saved

    def _line_act(self, meeting_id: str, field: str, words: str) -> tuple[str, partial[None]]:
        if field in LINES:
            return self.tr("Change a meeting"), partial(meetings.set_line, meeting_id=meeting_id, field=field, words=words)
        return self.tr("Change the date of a meeting"), partial(meetings.set_held, meeting_id=meeting_id, words=words)

    def _keep_note(self, text: Text) -> bool:
        act = partial(meetings.set_note, meeting_id=self.meeting_id, note=text)
        key = f"meeting {self.meeting_id} note"
        return self._workspace.perform(self.tr("Write a note on a meeting"), act, merge_key=key, initiator=self) is not None

    def _on_line_edited(self, _words: str) -> None:
        if self._row is not None:
            self._workspace.drafts.touch(self)

    def _on_line_finished(self) -> None:
        self.save_draft()
        if self._row is not None and not self.lines["title"].text().strip():
            self.lines["title"].setText(self._row.title)
        if self._workspace.is_open:
            self._workspace.end_step()

    def _on_kind_activated(self, _index: int) -> None:
        act = partial(meetings.set_kind, meeting_id=self.meeting_id, kind=self._kind.currentData())
        self._workspace.perform(self.tr("Change whose meeting it is"), act)

    def _on_people_changed(self, ids: tuple[str, ...]) -> None:
        before = {each.person_id for each in self._row.presences} if self._row else set[str]()
        added, gone = tuple(each for each in ids if each not in before), tuple(before.difference(ids))
        if added:
            self._say_came(added)
        if gone:
            act = partial(meetings.take_off, meeting_id=self.meeting_id, person_ids=gone)
            self._workspace.perform(self.tr("Take off a meeting"), act)

    def _on_new_requested(self, name: str) -> None:
        act = partial(meetings.introduce, meeting_id=self.meeting_id, name=name)
        self._workspace.perform(self.tr("Add {}").format(name), act)

    def _on_offer_clicked(self, people: tuple[str, ...], _checked: bool = False) -> None:
        self._say_came(people)

    def _say_came(self, people: tuple[str, ...]) -> None:
        act = partial(meetings.set_presence, meeting_id=self.meeting_id, person_ids=people, presence="came")
        self._workspace.perform(self.tr("Say who came"), act)

    def _on_event_clicked(self) -> None:
        if self._row is not None and self._row.event_id:
            self.open_requested.emit("event", self._row.event_id)

    def _on_no_event_clicked(self) -> None:
        act = partial(meetings.set_event, meeting_id=self.meeting_id, event_id=None)
        self._workspace.perform(self.tr("Take the event off a meeting"), act)

    def _on_finding_clicked(self, finding_id: str, _checked: bool = False) -> None:
        self.open_requested.emit("finding", finding_id)
