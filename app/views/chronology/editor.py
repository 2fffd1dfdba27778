"""The editor of one event: when, whose, where recorded, what happened, in which words, and a note for the reviewer alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.text import EMPTY
from app.services import chronology, event_rows
from app.services.event_rows import EventDetails
from app.services.people import AgencyRow
from app.views.chronology.editor_form import EditorForm
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

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._details: EventDetails | None = None
        self.form = EditorForm(self)
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

    def show_event(self, event_id: str) -> None:
        """Show an event; what is unsaved of the one before is saved first."""
        if event_id == self.event_id and self._details is not None:
            return
        self.commit()
        self._workspace.end_step()
        self._put(self._workspace.read(partial(event_rows.details, event_id=event_id)) if event_id else None, anew=True)

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

    def set_presentation(self, on: bool) -> None:
        """Hide the private note while others look at the screen."""
        self.form.show_private(not on)

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
        self.form.show_entries(details.entries if details else ())
        self._show_understood()
        let_write(self.form, self._workspace)

    # -- changing it ------------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Commit what stands in the fields: the caret may never leave them."""
        self._on_when_finished()
        self._on_source_finished()
        self.save_draft()

    def save_draft(self) -> bool:
        """Commit every text that is unsaved; False where the disk refused one."""
        saved = True
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
        if self._details is not None and self.form.when.isModified():
            self.form.when.setModified(False)
            act = partial(chronology.set_when, event_id=self._details.id, text=self.form.when.text())
            self._workspace.perform(self.tr("Change date"), act)

    def _on_source_finished(self) -> None:
        if self._details is not None and self.form.source.isModified():
            self.form.source.setModified(False)
            act = partial(chronology.set_source, event_id=self._details.id, words=self.form.source.text())
            self._workspace.perform(self.tr("Change where it is recorded"), act)

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
