"""The fields of one document of the register."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.services import source_register
from app.services.people import AgencyRow
from app.services.source_register import KINDS, SourceRow
from app.views.documents.words import kind_in_words, short_check, size_in_words
from app.views.widgets.field_form import FieldForm, put_line
from app.views.widgets.labels import label
from app.views.writing import let_write
from app.workspace.workspace import Workspace


class SourceForm(QWidget):
    """Shows a document and changes it, a field a step."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._row: SourceRow | None = None
        self.lines: dict[str, QLineEdit] = {}
        self.remarks = QPlainTextEdit()
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind"))
        for key in KINDS:
            self.kind.addItem(kind_in_words(key), key)
        self.agency = QComboBox()
        self.agency.setAccessibleName(self.tr("Agency"))
        for box in (self.kind, self.agency):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.check = label(wrap=True)
        form = FieldForm()
        self._add(form, "title", self.tr("Title"))
        form.add(self.tr("Kind"), self.kind)
        form.add(self.tr("Agency"), self.agency)
        for field, words in (
            ("sent_by", self.tr("Sent by")),
            ("requested", self.tr("Requested")),
            ("received", self.tr("Received")),
            ("secured", self.tr("Records secured")),
        ):
            self._add(form, field, words)
        self.remarks.setAccessibleName(self.tr("Remarks"))
        self.remarks.setTabChangesFocus(True)
        self.remarks.setProperty("kind", "field")
        self.remarks.setFixedHeight(72)
        self.remarks.installEventFilter(self)
        form.add(self.tr("Remarks"), self.remarks)
        form.add(self.tr("File"), self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form)
        self.kind.activated.connect(self._on_kind)
        self.agency.activated.connect(self._on_agency)

    def _add(self, form: FieldForm, field: str, words: str) -> None:
        line = QLineEdit()
        line.setObjectName(field)
        line.setAccessibleName(words)
        line.editingFinished.connect(partial(self._on_line_edited, field))
        self.lines[field] = line
        form.add(words, line)

    def set_agencies(self, agencies: Sequence[AgencyRow]) -> None:
        """Offer these agencies."""
        self.agency.clear()
        self.agency.addItem(self.tr("None"), "")
        for row in agencies:
            self.agency.addItem(row.name, row.id)

    def show_source(self, row: SourceRow | None) -> None:
        """Show a document, or nothing."""
        if row is not None and self._row is not None and row.id != self._row.id:
            self.commit()
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        self.setVisible(row is not None)
        for field, line in self.lines.items():
            words = str(getattr(row, field)) if row else ""
            if same:
                put_line(line, words)
            else:
                line.setText(words)
                line.setCursorPosition(0)
                line.setModified(False)
        if not (same and self.remarks.hasFocus()):
            self.remarks.setPlainText(row.remarks if row else "")
        if row is None:
            self.check.setText("")
            self.check.setToolTip("")
            return
        self.kind.setCurrentIndex(self.kind.findData(row.kind))
        self.agency.setCurrentIndex(max(0, self.agency.findData(row.agency_id)))
        kept = self.tr("kept in the review, {}").format(size_in_words(row.size)) if row.size else self.tr("not kept")
        name = self.tr("{name}, {kept}. SHA-256 begins {check}")
        self.check.setText(name.format(name=row.file_name or row.title, kept=kept, check=short_check(row.sha256)))
        self.check.setToolTip(self.tr("SHA-256: {}").format(row.sha256))
        let_write(self, self._workspace)

    def commit(self) -> None:
        """Keep what stands in a line that the caret may not have left."""
        # All of it first: what is kept of one field shows the others anew.
        typed = {field: self._typed(field) for field in (*self.lines, "remarks")}
        for field, words in typed.items():
            self._keep(field, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the remarks when the caret leaves them."""
        if watched is self.remarks and event.type() == QEvent.Type.FocusOut:
            self._on_line_edited("remarks")
        return super().eventFilter(watched, event)

    def _typed(self, field: str) -> str:
        if field == "remarks":
            return self.remarks.toPlainText()
        self.lines[field].setModified(False)
        return self.lines[field].text()

    def _on_line_edited(self, field: str) -> None:
        self._keep(field, self._typed(field))

    def _keep(self, field: str, words: str) -> None:
        row = self._row
        if row is None or words.strip() == getattr(row, field) or self._workspace.read_only or not self._workspace.is_open:
            return
        service = source_register.set_date if field in source_register.DATES else source_register.set_line
        act = partial(service, source_id=row.id, field=field, words=words)
        self._workspace.perform(self.tr("Change a document"), act, merge_key=f"source {row.id} {field}", initiator=self)

    def _on_kind(self, _index: int) -> None:
        self._choose(partial(source_register.set_kind, kind=str(self.kind.currentData())))

    def _on_agency(self, _index: int) -> None:
        self._choose(partial(source_register.set_agency, agency_id=str(self.agency.currentData())))

    def _choose(self, act: partial[None]) -> None:
        row = self._row
        if row is None:
            return
        if self._workspace.perform(self.tr("Change a document"), partial(act, source_id=row.id)) is None:
            self.show_source(row)
