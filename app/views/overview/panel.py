"""The overview panel: what the review is and asks, where it stands, and what lies in the bin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.text import Text
from app.services import overview, review
from app.services.review import ReviewFacts
from app.views.drafting import Draft
from app.views.overview.bin_list import BinList
from app.views.overview.standing import StandingView
from app.views.text.text_field import TextField
from app.views.theme import space
from app.views.widgets.field_form import FieldForm, put_line
from app.views.widgets.labels import label
from app.views.widgets.section_header import SectionHeader
from app.views.writing import let_write
from app.workspace.workspace import Workspace


class OverviewPanel(QWidget):
    """Shows and changes the review's own facts; counts and the bin follow what is done elsewhere."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lines: dict[str, QLineEdit] = {}
        self._texts: dict[str, TextField] = {}
        self._drafts: dict[str, Draft] = {}
        self._questions = QPlainTextEdit()
        self._standing = StandingView()
        self._bin = BinList(workspace)
        self._lay_out()
        workspace.opened.connect(self._refresh)
        workspace.closing.connect(self._on_workspace_closing)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._on_naming_changed)
        self._refresh()

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def focus_first(self) -> None:
        """Put the keyboard into the title."""
        self._lines["title"].setFocus()

    def save_state(self) -> dict[str, object]:
        """Return how far the page is scrolled."""
        return {"scroll": self._scroll.verticalScrollBar().value()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Scroll to where the reviewer was."""
        value = state.get("scroll", 0)
        self._scroll.verticalScrollBar().setValue(value if isinstance(value, int) else 0)

    def reveal(self, kind: str, row_id: str) -> bool:
        """Nothing of its own is shown here."""
        return False

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(space("large"), space("large"), space("large"), space("page"))
        column.setSpacing(space("medium"))
        column.addWidget(self._standing)
        column.addSpacing(space("small"))
        column.addWidget(SectionHeader(self.tr("The review")))
        self.form = FieldForm()
        for field, words in (
            ("title", self.tr("Title")),
            ("commissioning_body", self.tr("Commissioned by")),
            ("period_from", self.tr("Period from")),
            ("period_to", self.tr("Period to")),
            ("version_label", self.tr("Version")),
        ):
            line = QLineEdit()
            line.setAccessibleName(words)
            line.setObjectName(field)
            line.editingFinished.connect(self._on_line_edited)
            self._lines[field] = line
            self.form.add(words, line)
        column.addWidget(self.form)
        self._add_texts(column)
        column.addWidget(self._bin)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _add_texts(self, column: QVBoxLayout) -> None:
        column.addWidget(SectionHeader(self.tr("Research questions")))
        self._questions.setAccessibleName(self.tr("Research questions"))
        self._questions.setPlaceholderText(self.tr("What is this review to answer? One question a line."))
        self._questions.setTabChangesFocus(True)
        self._questions.setProperty("kind", "field")
        self._questions.setMaximumHeight(180)
        self._questions.installEventFilter(self)
        column.addWidget(self._questions)
        for field, words, prompt in (
            ("reason_chosen", self.tr("Why this case"), self.tr("What made the Board choose this case?")),
            ("purpose", self.tr("Purpose"), self.tr("What is the review for, and what is it not for?")),
            ("summary", self.tr("Summary of the case"), self.tr("In a paragraph or two, for a reader who knows nothing.")),
            ("method_notes", self.tr("How the review was done"), self.tr("Method, adaptations and the reasons for them.")),
            ("limitations", self.tr("Limits"), self.tr("What could not be known, and who could not be heard?")),
            ("conclusion", self.tr("Conclusion"), self.tr("What the findings say together.")),
        ):
            field_edit = TextField(least_lines=2, most_lines=14)
            field_edit.setProperty("kind", "field")
            field_edit.setAccessibleName(words)
            field_edit.setPlaceholderText(prompt)
            self._texts[field] = field_edit
            self._drafts[field] = Draft(self._workspace, field_edit, partial(self._keep_text, field, words))
            column.addWidget(label(words, strong=True))
            column.addWidget(field_edit)

    # -- showing ----------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        if not self._workspace.is_open:
            return
        facts = self._workspace.read(review.facts)
        self._show_facts(facts)
        self._standing.show_counts(self._workspace.read(overview.standing))
        self._bin.refresh()
        let_write(self, self._workspace)

    def _show_facts(self, facts: ReviewFacts) -> None:
        for field, line in self._lines.items():
            words = str(getattr(facts, field) or "")
            if field.startswith("period") and words:
                day = date.fromisoformat(words)
                words = f"{day.day} {day:%B %Y}"
            put_line(line, words)
        for field, draft in self._drafts.items():
            self._texts[field].set_shower(self._workspace.naming)
            draft.show(facts.texts[field])
        questions = "\n".join(words for _id, words in facts.questions)
        if not self._questions.hasFocus() and self._questions.toPlainText() != questions:
            self._questions.setPlainText(questions)

    # -- doing ------------------------------------------------------------------------------------------------------

    def _keep_text(self, field: str, words: str, text: Text) -> bool:
        act = partial(review.set_text, field=field, text=text)
        label_ = self.tr("Write “{}”").format(words)
        return self._workspace.perform(label_, act, merge_key=f"review.{field}", initiator=self) is not None

    def _on_line_edited(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit):
            self._keep_line(line)

    def _keep_line(self, line: QLineEdit) -> None:
        if line.isModified() and self._workspace.is_open:
            line.setModified(False)
            act = partial(review.set_field, field=line.objectName(), value=line.text())
            if self._workspace.perform(self.tr("Change the review's facts"), act, initiator=self) is None:
                self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the research questions when their field is left."""
        if event.type() == QEvent.Type.FocusOut and watched is self._questions:
            self._keep_questions()
        return False

    def _keep_questions(self) -> None:
        if self._workspace.is_open:
            wanted = tuple(line.strip() for line in self._questions.toPlainText().splitlines() if line.strip())
            if wanted != tuple(words for _id, words in self._workspace.read(review.facts).questions):
                act = partial(review.set_questions, questions=wanted)
                self._workspace.perform(self.tr("Change the research questions"), act, initiator=self)

    # -- hearing ----------------------------------------------------------------------------------------------------

    def _on_workspace_changed(self, _change_set: ChangeSet, _initiator: object) -> None:
        self._refresh()

    def _on_naming_changed(self) -> None:
        self._refresh()

    def _on_workspace_closing(self) -> None:
        """Keep what was typed where the caret may not have left."""
        for line in self._lines.values():
            self._keep_line(line)
        self._keep_questions()

    def _on_workspace_closed(self, _locked: bool) -> None:
        for line in self._lines.values():
            line.setText("")  # clear() would count as typing
        for draft in self._drafts.values():
            draft.clear()
        self._questions.clear()
        self._bin.forget()
        self._standing.show_counts(None)
