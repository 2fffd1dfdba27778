"""The conversation notes panel: what to ask at the side, the page to type on beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.errors import RuleBroken
from app.services import conversations
from app.services.vocabularies import vocabulary
from app.views.conversations.beside import Beside
from app.views.conversations.header import ConversationHeader
from app.views.conversations.linking import Linking
from app.views.conversations.note_desk import NoteDesk
from app.views.conversations.reading import Reading
from app.views.conversations.side import NEW_KEYS, Side
from app.views.people_offered import people_offered, persons_offered
from app.views.widgets.empty_state import EmptyState
from app.views.writing import let_write
from app.workspace.workspace import Workspace

TABLES = ("conversation", "conversation_part", "passage", "paragraph_sign", "prompt_answer", "event", "episode")
"""Tables whose change the open conversation or the list may show."""
PEOPLE_TABLES = ("person", "person_alias", "agency")
"""Tables whose change may change who can be mentioned."""

LEAST = 260
"""So narrow it can be dragged."""


class ConversationPanel(QWidget):
    """Shows the conversations, and one of them to write in."""

    conversation_selected = Signal(str)
    open_event_requested = Signal(str)
    open_episode_requested = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._reading = Reading(workspace)
        self.side = Side()
        self.header = ConversationHeader(workspace)
        self.desk = NoteDesk(workspace)
        self._work = QWidget()
        self._beside = Beside(self.side, self._work)
        self._empty = EmptyState(
            "messages-square",
            self.tr("Conversations with practitioners and family belong here."),
            self.tr("New conversation"),
            self.tr("Write while you listen: what to ask stands at the side, and every word is kept."),
        )
        self._stack = QStackedWidget()
        self._linking = Linking(workspace, self)
        self._lay_out()
        self._connect()
        if workspace.is_open:
            self._on_opened()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.desk, 1)
        self.side.setMinimumWidth(240)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        workspace, side = self._workspace, self.side
        workspace.opened.connect(self._on_opened)
        workspace.closing.connect(side.passages.view.cancel_drag)
        workspace.closed.connect(self._on_closed)
        workspace.changed.connect(self._on_changed)
        workspace.naming_changed.connect(self._on_naming_changed)
        QShortcut(QKeySequence(NEW_KEYS), self, self.begin, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._empty.step_requested.connect(self.begin)
        side.new_requested.connect(self.begin)
        side.conversation_chosen.connect(self._on_conversation_chosen)
        side.conversation_opened.connect(self._on_conversation_opened)
        side.bin_requested.connect(self.put_in_bin)
        side.fold_requested.connect(partial(self._beside.fold, True))
        side.ask.covered_changed.connect(self._on_covered_changed)
        side.skeleton.opened.connect(self.open_event_requested)
        side.passages.reveal_requested.connect(self._on_reveal_requested)
        side.passages.kind_chosen.connect(self._on_kind_chosen)
        side.passages.link_requested.connect(self._linking.offer)
        side.passages.unlink_requested.connect(self._linking.take_off)
        side.passages.delete_requested.connect(self.desk.unmark)
        side.passages.dropped.connect(self._linking.link)
        side.passages.open_event_requested.connect(self.open_event_requested)
        side.passages.open_episode_requested.connect(self.open_episode_requested)
        self._beside.side_shown.connect(self._on_side_shown)
        self.header.bin_requested.connect(self._on_bin_requested)
        self.header.unfold_requested.connect(partial(self._beside.fold, False))
        self.header.page_requested.connect(self.desk.page.setFocus)
        self.desk.link_requested.connect(self._linking.offer)
        self.desk.note_saved.connect(self._on_note_saved)

    # -- what the window asks of a panel ------------------------------------------------------------------------------

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def focus_first(self) -> None:
        """Put the keyboard on the page, or on the first step."""
        if self._reading.detail is None:
            self._empty.focus_first()
        else:
            self.desk.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_state(self) -> dict[str, object]:
        """Return which conversation is open, where the caret stands in it, and which sheet lies at the side."""
        paragraph, letters = self.desk.page.place()
        return {
            "conversation": self.desk.conversation_id,
            "paragraph": paragraph,
            "letters": letters,
            "sheet": self.side.sheet,
            "folded": self._beside.folded,
        }

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Open the conversation that was open, the caret where it was."""
        if self.reveal("conversation", str(state.get("conversation", ""))):
            letters = state.get("letters")
            self.desk.page.go_to(str(state.get("paragraph", "")), letters if isinstance(letters, int) else 0)
        self.side.show_sheet(str(state.get("sheet", "")))
        self._beside.fold(bool(state.get("folded")))

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a conversation, or a passage in its note; False where it is not here."""
        if kind == "conversation":
            return self._reading.holds(row_id) and self._open(row_id)
        if kind != "passage":
            return False
        try:
            conversation_id = self._reading.conversation_of(row_id)
        except RuleBroken:
            return False
        return self.reveal("conversation", conversation_id) and self._reveal_passage(row_id)

    def set_presentation(self, on: bool) -> None:
        """Hide who spoke and what was said; what to ask and the skeleton stay."""
        self.desk.set_covered(on)
        self.side.set_covered(on)
        self.header.setVisible(not on)
        self._linking.shut()

    # -- acts -------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a conversation, the caret on its page."""
        if not self._leave():
            return
        done = self._workspace.perform(self.tr("New conversation"), conversations.add)
        if done is not None and self._open(done.value):
            self.side.show_sheet("ask")
            self.desk.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_in_bin(self, conversation_id: str) -> None:
        """Put a conversation into the bin."""
        if self._leave():
            act = partial(conversations.put_in_bin, conversation_id=conversation_id)
            self._workspace.perform(self.tr("Conversation put into the bin"), act, announce=True)

    def _on_bin_requested(self) -> None:
        self.put_in_bin(self.desk.conversation_id)

    def _on_covered_changed(self, key: str, covered: bool) -> None:
        act = partial(conversations.set_prompt, conversation_id=self.desk.conversation_id, prompt_key=key, covered=covered)
        self._workspace.perform(self.tr("Tick a prompt"), act)

    def _on_kind_chosen(self, passage_id: str, kind: str) -> None:
        act = partial(conversations.set_kind, passage_id=passage_id, kind=kind)
        self._workspace.perform(self.tr("Change what a passage is"), act)

    # -- which conversation -----------------------------------------------------------------------------------------

    def _leave(self) -> bool:
        """Commit what is unsaved; False where that failed, and the conversation must stay open."""
        saved = self.desk.save_draft() and self.header.save_draft()
        self._workspace.end_step()
        return saved

    def _open(self, conversation_id: str) -> bool:
        if conversation_id == self.desk.conversation_id:
            return True
        if self._leave():
            self._show(conversation_id)
        return self.side.list.choose(self.desk.conversation_id) and self.desk.conversation_id == conversation_id

    def _show(self, conversation_id: str) -> None:
        """Show a conversation that is there."""
        anew = conversation_id != self.desk.conversation_id
        detail = self._reading.read_detail(conversation_id)
        self.header.show_conversation(detail, anew=anew)
        self.desk.show_conversation(detail)
        for part in (self.header, self.desk):
            let_write(part, self._workspace)
        self.side.ask.show_covered(detail.prompts)
        self._show_side()
        self._stack.setCurrentWidget(self._beside)
        self.side.list.choose(conversation_id)
        if anew:
            self.conversation_selected.emit(conversation_id)

    def _show_side(self) -> None:
        naming = self._workspace.naming
        passages = self._reading.passages
        self.side.show_passages(passages, naming)
        self.side.show_skeleton(self._reading.sheet, {row.event_id for row in passages if row.event_id}, naming)

    def _show_none(self) -> None:
        self._reading.detail = None
        self.header.forget()
        self.desk.forget()
        self._show_side()
        self._stack.setCurrentWidget(self._empty)

    def _on_conversation_chosen(self, conversation_id: str) -> None:
        self._open(conversation_id)

    def _on_conversation_opened(self, conversation_id: str) -> None:
        if self._open(conversation_id):
            self._beside.bring_page()
            self.desk.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reveal_requested(self, passage_id: str) -> None:
        self._reveal_passage(passage_id)

    def _reveal_passage(self, passage_id: str) -> bool:
        row = self._reading.passage(passage_id)
        self.side.passages.choose(passage_id)
        return row is not None and self.desk.page.reveal_mark(row.mark_id)

    # -- what the workspace tells -----------------------------------------------------------------------------------

    def _read_prompts(self) -> None:
        self.side.ask.show_prompts(self._workspace.read(partial(vocabulary, name="conversation-prompts")))

    def _on_opened(self) -> None:
        self._read_people()
        self._read_prompts()
        self._reading.read_sheet()
        self._read_list()

    def _on_closed(self, _locked: bool) -> None:
        self._reading.forget()
        self._linking.shut()
        self.side.forget()
        self._show_none()
        self.header.show_known(())
        self.desk.show_names(())

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if changes.touches(*PEOPLE_TABLES):
            self._read_people()
        if initiator is self.desk:
            return
        if changes.touches("event"):
            self._reading.read_sheet()
        if changes.touches("vocabulary_entry"):
            self._read_prompts()
        if changes.touches(*TABLES):
            self._read_list()

    def _on_naming_changed(self) -> None:
        if self._workspace.is_open:
            self._read_people()
            self._show_list()
            self._show_side()

    def _on_note_saved(self) -> None:
        """Show how much is written without reading every note again; passages are read where they are looked at."""
        own = self.desk.conversation_id
        self._reading.recount(own, self.desk.words())
        self._show_list()
        if self._reading.passages:
            self._reading.read_detail(own)
            self.side.show_passages(self._reading.passages, self._workspace.naming)

    def _show_list(self) -> None:
        self.side.show_list(self._reading.rows, self._workspace.naming)

    def _read_list(self) -> None:
        """Read the list again, and the open conversation; where that is gone, another."""
        self._reading.read_list()
        self._show_list()
        wanted = self._reading.nearest(self.desk.conversation_id)
        if wanted:
            self._show(wanted)
        else:
            self._show_none()

    def _read_people(self) -> None:
        self.header.show_known(persons_offered(self._workspace))
        self.desk.show_names(people_offered(self._workspace))

    # -- room -------------------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Return what the page alone needs: dragged narrow, the side gives way."""
        return QSize(LEAST, 200)

    def _on_side_shown(self, shown: bool) -> None:
        self.header.unfold.setVisible(not shown)
