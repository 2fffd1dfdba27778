"""The editor of one event: when, whose, where recorded, what happened, in which words, and a note for the reviewer alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.dates import UncertainDate
from app.domain.text import EMPTY
from app.services import chronology, event_rows
from app.services.event_rows import EventDetails
from app.services.people import AgencyRow
from app.views.chronology.editor_accounts import EventAccounts
from app.views.chronology.editor_form import EditorForm
from app.views.chronology.editor_knowledge import KnowledgeForm
from app.views.chronology.tags_line import EventTags
from app.views.itemmodels.event_words import question_in_words
from app.views.text.text_field import TextField
from app.views.writing import let_write
from app.workspace.workspace import Workspace

TEXTS = {
    "what": (chronology.set_what, "what"),
    "quotation": (chronology.set_quotation, "quotation"),
    "private_note": (chronology.set_private_note, "note"),
}
"""The texts of an event: the service that changes each, and what it calls the text."""


class EventEditor(QWidget):
    """Shows one event and commits what is changed in it; long texts are drafts, saved within two seconds."""

    left = Signal()
    open_passage_requested = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._details: EventDetails | None = None
        self.knowledge = KnowledgeForm(workspace)
        self.accounts = EventAccounts(workspace, self)
        self.accounts.open_passage_requested.connect(self.open_passage_requested)
        self.tags = EventTags(workspace)
        self.form = EditorForm(self, self.tags, self.knowledge, self.accounts)
        self._texts: dict[str, TextField] = {
            "what": self.form.what, "quotation": self.form.quotation, "private_note": self.form.private_note,
        }  # fmt: skip
        for field in self._texts.values():
            field.text_edited.connect(self._on_text_edited)
            field.undo_in_review_requested.connect(workspace.undo)
            field.redo_in_review_requested.connect(workspace.redo)
        self.form.when.textEdited.connect(self._on_when_edited)
        self.form.when.editingFinished.connect(self._on_when_finished)
        self.form.source.editingFinished.connect(self._on_source_finished)
        self.form.agency.activated.connect(self._on_agency_activated)
        self.form.close_button.clicked.connect(self.left)
        self.form.settle.clicked.connect(self._on_settle_clicked)
        for widget in self._fields():
            widget.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self._put(None, anew=True)

    def _fields(self) -> tuple[QWidget, ...]:
        form = self.form
        return (form.when, form.agency, form.source, form.what, form.quotation, form.private_note)

    # -- which event ------------------------------------------------------------------------------------------------

    @property
    def event_id(self) -> str:
        """The event shown, "" for none."""
        return self._details.id if self._details else ""

    def show_event(self, event_id: str, *, gone: bool = False) -> bool:
        """Show an event once what is unsaved of the one before is saved; False where the disk refused that: it stays.

        ``gone``: the one before is no longer there, and what can't be saved of it goes with it.
        """
        if event_id == self.event_id and self._details is not None:
            return True
        if not self.commit() and not gone:
            return False
        self._workspace.end_step()
        self._put(self._workspace.read(partial(event_rows.details, event_id=event_id)) if event_id else None, anew=True)
        self._workspace.drafts.forget(self)
        return True

    def read_again(self) -> None:
        """Show what the file now holds, leaving alone what is being typed."""
        if self._details is not None:
            self._put(self._workspace.read(partial(event_rows.details, event_id=self._details.id)), anew=False)

    def forget(self) -> None:
        """Forget every word."""
        self._put(None, anew=True)
        self.set_agencies(())

    def set_agencies(self, agencies: Sequence[AgencyRow]) -> None:
        """Offer these agencies."""
        self.form.offer_agencies(agencies)
        self.form.show_agency(self._details.agency_id if self._details else "")

    def show_names(self) -> None:
        """Show people as the workspace does now."""
        for field in self._texts.values():
            field.set_shower(self._workspace.naming)
        self.accounts.show_event(self.event_id)

    def set_presentation(self, on: bool) -> None:
        """Hide the private note while others look at the screen."""
        self.form.show_private(not on)
        self.accounts.show_private(not on)

    def focus_date(self) -> None:
        """Put the keyboard into the date."""
        self.form.when.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.when.selectAll()

    def focus_what(self) -> None:
        """Put the keyboard into what happened."""
        self.form.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, details: EventDetails | None, *, anew: bool) -> None:
        self._details = details
        self.setEnabled(details is not None)
        for name, field in self._texts.items():
            if anew or not field.dirty:
                field.set_text(getattr(details, name) if details else EMPTY)
                field.dirty = False
        dated, recorded = (details.when.text, details.source_words) if details else ("", "")
        for line, words in ((self.form.when, dated), (self.form.source, recorded)):
            if anew or not line.isModified():
                _put_line(line, words)
        self.form.show_agency(details.agency_id if details else "")
        self.knowledge.show_event(details.id if details else "", details.recorded if details else UncertainDate())
        self.tags.show_event(details.id if details else "")
        self.accounts.show_event(details.id if details else "")
        self.form.show_entries(details.entries if details and not self.accounts.several else ())
        self._show_understood()
        let_write(self.form, self._workspace)

    # -- changing it ------------------------------------------------------------------------------------------------

    def commit(self) -> bool:
        """Commit what stands in the fields: the caret may never leave them. False where the disk refused one."""
        if self._details is not None and any(line.isModified() for line in (self.form.when, self.form.source)):
            self._workspace.drafts.touch(self)
        return all([self.save_draft(), self.knowledge.commit(), self.accounts.save()])

    def save_draft(self) -> bool:
        """Commit everything that is unsaved; False where the disk refused some of it."""
        saved = all([self._keep_line(self.form.when), self._keep_line(self.form.source)])
        for name, field in self._texts.items():
            if self._details is not None and field.dirty:
                saved = self._save_text(name, field, self._details.id) and saved
        if saved:
            self._workspace.drafts.forget(self)
        return saved

    def _save_text(self, name: str, field: TextField, event_id: str) -> bool:
        service, argument = TEXTS[name]
        act = partial(service, event_id=event_id, **{argument: field.text()})
        done = self._workspace.perform(self.tr("Edit event"), act, merge_key=f"event {name} {event_id}", initiator=self)
        if done is not None:
            field.dirty = False
        return done is not None

    def _on_text_edited(self) -> None:
        if self._details is not None:
            self._workspace.drafts.touch(self)

    def _on_when_edited(self, _text: str) -> None:
        self._show_understood()

    def _on_when_finished(self) -> None:
        self._keep_line(self.form.when)

    def _on_source_finished(self) -> None:
        self._keep_line(self.form.source)

    def _keep_line(self, line: QLineEdit) -> bool:
        """Commit what was typed in a line; False where the disk refused it: it stays in the line, to be tried again."""
        if self._details is None or not line.isModified():
            return True
        says, act = self._line_act(line, self._details.id)
        line.setModified(False)  # so that what is read again after the commit is shown as it was understood
        kept = self._workspace.perform(says, act) is not None
        if not kept:
            line.setModified(True)
            self._workspace.drafts.touch(self)
        return kept

    def _line_act(self, line: QLineEdit, event_id: str) -> tuple[str, Callable[[Any], None]]:
        if line is self.form.when:
            return self.tr("Change date"), partial(chronology.set_when, event_id=event_id, text=line.text())
        return self.tr("Change where it is recorded"), partial(chronology.set_source, event_id=event_id, words=line.text())

    def _on_agency_activated(self, _index: int) -> None:
        if self._details is not None:
            act = partial(chronology.set_agency, event_ids=(self._details.id,), agency_id=self.form.chosen_agency())
            self._workspace.perform(self.tr("Change agency"), act)

    def _on_settle_clicked(self) -> None:
        if self._details is not None:
            act = partial(chronology.answer_date_question, event_id=self._details.id)
            self._workspace.perform(self.tr("Settle the date"), act)

    def _show_understood(self) -> None:
        details = self._details
        if details is None:
            self.form.show_understood(None, ())
        elif self.form.when.isModified():
            read = self._workspace.read(partial(chronology.read_date, text=self.form.when.text()))
            self.form.show_understood(read.when, tuple(question_in_words(key) for key in read.questions))
        else:
            self.form.show_understood(details.when, tuple(question_in_words(key) for key in details.questions), settle=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table from what stands below the fields, too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save a text when the caret leaves it; Esc goes back to the table."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, TextField) and watched.dirty:
            self.save_draft()
            self._workspace.end_step()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            if isinstance(watched, QComboBox) and watched.view().isVisible():
                return False
            self.left.emit()
            return True
        return False


def _put_line(line: QLineEdit, words: str) -> None:
    if line.text() != words:
        line.setText(words)
    line.setModified(False)
