"""When an event was recorded, and when each agency came to know of it (F21): a line each, shut until it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.date_showing import show
from app.domain.dates import UncertainDate
from app.services import knowledge
from app.services.knowledge import KnowledgeRow
from app.views.theme import space
from app.views.widgets.field_form import put_line
from app.views.widgets.labels import button, label
from app.workspace.workspace import Workspace


class KnowledgeForm(QWidget):
    """Shows and changes the two other times of an event; what follows from the record stands there in grey."""

    opened = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._event_id = ""
        self.toggle = button(self.tr("Recorded, and known to whom"), kind="quiet", icon_name="history")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._on_toggled)
        self.summary = label(tone="soft", wrap=True)
        self.recorded = self._line(self.tr("When it was recorded"))
        self.recorded.setPlaceholderText(self.tr("Not known; taken to be the day it happened"))
        self.lines: dict[str, QLineEdit] = {}
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(space("medium"), 0, 0, 0)
        self._grid.setHorizontalSpacing(space("medium"))
        self._grid.setVerticalSpacing(space("tight"))
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(label(self.tr("Recorded"), tone="soft"), 0, 0)
        self._grid.addWidget(self.recorded, 0, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space("tight"))
        rows.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.summary)
        rows.addWidget(self._page)
        self._page.hide()

    def fields(self) -> tuple[QLineEdit, ...]:
        """The lines, from the first to the last."""
        return (self.recorded, *self.lines.values())

    def show_event(self, event_id: str, recorded: UncertainDate) -> None:
        """Show an event's times; no id for none."""
        anew = event_id != self._event_id
        if anew:
            self._give_up()
        self._event_id = event_id
        rows = self._workspace.read(partial(knowledge.of_event, event_id=event_id)) if event_id else ()
        self._make_lines(rows)
        if anew or not self.recorded.isModified():
            put_line(self.recorded, recorded.text)
        for row in rows:
            line = self.lines[row.agency_id]
            if anew or not line.isModified():
                put_line(line, row.entered.text if row.entered else "")
            line.setPlaceholderText(self._taken(row))
        self.summary.setText(self._said(rows, recorded))
        self.summary.setVisible(bool(self.summary.text()) and not self.toggle.isChecked())

    def commit(self) -> bool:
        """Commit what stands in the lines: the caret may never leave them. False where the disk refused one."""
        if self._event_id and any(line.isModified() for line in self.fields()):
            self._workspace.drafts.touch(self)
        return self.save_draft()

    def save_draft(self) -> bool:
        """Commit what is unsaved; False where the disk refused some of it."""
        kept = [self._keep(line) for line in self.fields()]
        if all(kept):
            self._workspace.drafts.forget(self)
        return all(kept)

    def _give_up(self) -> None:
        """Forget what was typed: it is kept, or what it was typed of is gone."""
        for line in self.fields():
            line.setModified(False)
        self._workspace.drafts.forget(self)

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.editingFinished.connect(self._on_editing_finished)
        return made

    def _make_lines(self, rows: Sequence[KnowledgeRow]) -> None:
        if [row.agency_id for row in rows] == list(self.lines):
            return
        while self._grid.count() > 2:
            item = self._grid.takeAt(2)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = {}
        for at, row in enumerate(rows, 1):
            line = self._line(self.tr("When {} came to know").format(row.agency))
            line.setReadOnly(self._workspace.read_only)
            self.lines[row.agency_id] = line
            self._grid.addWidget(label(row.agency, tone="soft"), at, 0)
            self._grid.addWidget(line, at, 1)

    def _taken(self, row: KnowledgeRow) -> str:
        if row.taken is None:
            return self.tr("Nothing says that it knew; type a date if it did")
        words = row.taken.text or show(row.taken)
        return (
            self.tr("{}, as its record has it").format(words) if row.taken.known else self.tr("Recorded it; day not known")
        )

    def _said(self, rows: Sequence[KnowledgeRow], recorded: UncertainDate) -> str:
        parts = [self.tr("recorded {}").format(recorded.text)] if recorded.text else []
        parts += [self.tr("{} knew {}").format(row.agency, row.entered.text) for row in rows if row.entered]
        return ", ".join(parts)

    def _on_toggled(self, on: bool) -> None:
        self._page.setVisible(on)
        self.summary.setVisible(bool(self.summary.text()) and not on)
        if on:
            self.opened.emit()

    def _on_editing_finished(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit):
            self._keep(line)

    def _keep(self, line: QLineEdit) -> bool:
        """Commit one line; False where the disk refused it: it stays as typed, to be tried again."""
        if not self._event_id or not line.isModified() or not self._workspace.is_open:
            return True
        words = line.text()
        if line is self.recorded:
            act = partial(knowledge.set_recorded, event_id=self._event_id, words=words)
            done = self._workspace.perform(self.tr("Change when it was recorded"), act)
        else:
            agency_id = next(agency_id for agency_id, each in self.lines.items() if each is line)
            act = partial(knowledge.set_known, event_id=self._event_id, agency_id=agency_id, words=words)
            done = self._workspace.perform(self.tr("Change when it became known"), act)
        line.setModified(done is None)
        if done is None:
            self._workspace.drafts.touch(self)
        return done is not None
