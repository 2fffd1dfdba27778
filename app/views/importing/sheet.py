"""The import preview: how every column and date of a return was understood, to be mended before it is taken in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.date_parsing import understand
from app.domain.return_plans import ColumnRole, propose_plans
from app.domain.return_rows import Taken
from app.domain.returns import ParsedReturn
from app.services import chronology, corrections, imports, people
from app.services.import_draft import DraftLine, ImportDraft
from app.views.importing.compared_page import ComparedPage
from app.views.importing.correcting import Correcting
from app.views.importing.sheet_form import SheetForm
from app.views.importing.steps import question_after
from app.views.itemmodels.import_lines import OWN, ImportLinesModel, Shown
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import button
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace

TELLING = frozenset({ColumnRole.WHAT, ColumnRole.ACTION, ColumnRole.OUTCOME, ColumnRole.COMMENT})

BRIEF = frozenset({ColumnRole.DATE, ColumnRole.TIME, ColumnRole.END_DATE, ColumnRole.END_TIME, ColumnRole.REFERENCE})


class ImportSheet(DialogBase):
    """Shows one return and takes it in; window-modal, opened with ``open()``."""

    taken_in = Signal(object)

    def __init__(self, parent: QWidget, workspace: Workspace, tasks: Tasks, parsed: ParsedReturn) -> None:
        super().__init__(parent, self.tr("Take in {}").format(parsed.file_name), "", width=880)
        self._workspace = workspace
        self._parsed = parsed
        self.accept_button.setDefault(False)  # Enter belongs to the fields here
        self.model = ImportLinesModel(self)
        self.form = SheetForm(self.model)
        self.correcting = Correcting(workspace, tasks, self.form, self)
        self.compared: ComparedPage | None = None
        self.back = button(self.tr("&Back to the rows"))
        self.back.hide()
        self.add_button(self.back)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.form)
        self.body.addWidget(self._pages, 1)
        self._read_by(parsed)
        self.form.offer_agencies(workspace.read(people.agencies))
        self._connect()
        self._show_agency()
        room = parent.window().size()
        self.resize(max(880, room.width() - 60), max(560, room.height() - 20))
        self.form.agency.setFocus()

    def _read_by(self, parsed: ParsedReturn) -> None:
        """Start from one reading of the file."""
        self._proposed = propose_plans(parsed)
        self.draft = ImportDraft(parsed, self._proposed, self._workspace.read(chronology.date_context))
        self._table = next((n for n, plan in enumerate(self._proposed) if plan.used), 0)
        self.form.offer_readings(self._parsed.tracked)
        self.form.offer_tables(parsed.tables, self._table)
        self._show_table()

    def _connect(self) -> None:
        form = self.form
        form.agency.currentTextChanged.connect(self._on_agency_changed)
        form.agency.activated.connect(self._on_agency_activated)
        form.table_choice.activated.connect(self._on_table_activated)
        form.use_table.clicked.connect(self._on_use_table_clicked)
        form.headings.activated.connect(self._on_headings_activated)
        form.tracked.chosen.connect(self._on_tracked_chosen)
        form.shown.chosen.connect(self._on_shown_chosen)
        form.next_question.clicked.connect(self._on_next_question)
        form.strip.role_chosen.connect(self._on_role_chosen)
        form.rows.selectionModel().currentRowChanged.connect(self._on_row_changed)
        form.line.date_typed.connect(self._on_date_typed)
        form.line.date_corrected.connect(self._on_date_corrected)
        form.line.cuts_changed.connect(self._on_cuts_changed)
        form.line.take_toggled.connect(self._on_take_toggled)
        self.correcting.chosen.connect(self._on_corrected_chosen)
        self.correcting.compared.connect(self._on_compared)
        self.back.clicked.connect(self._on_back)
        QShortcut(QKeySequence("F8"), form, self._on_next_question)
        QShortcut(QKeySequence("Shift+F8"), form, self._on_previous_question)
        self._workspace.closed.connect(self.reject)

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show_table(self, row_number: int = -1, part: int = 0) -> None:
        """Show the table chosen, as it is now read."""
        table, plan = self.draft.parsed.tables[self._table], self.draft.plan(self._table)
        form = self.form
        form.table_choice.setCurrentIndex(self._table)
        form.use_table.setChecked(plan.used)
        form.offer_headings(table, plan.header_row)
        form.strip.show_roles(plan.roles, [plan.heading(column) for column in range(len(plan.roles))])
        remarks = (*self.draft.parsed.remarks, *table.remarks)
        form.remarks.setText(" ".join(str(remark) for remark in remarks))
        form.remarks.setVisible(bool(remarks))
        self._show_lines(row_number, part)
        form.share_width(
            [OWN + column for column, role in enumerate(plan.roles) if role in TELLING],
            [OWN + column for column, role in enumerate(plan.roles) if role in BRIEF],
        )

    def _show_lines(self, row_number: int = -1, part: int = 0) -> None:
        """Show the lines anew, and go to one of them."""
        table = self.draft.parsed.tables[self._table]
        self.model.show_lines(self.draft.lines(self._table), self.draft.plan(self._table), table)
        self._go_to(self.model.row_of(row_number, part))
        self._show_counts()

    def _go_to(self, row: int) -> None:
        """Go to a line shown, or else to the first that becomes an event."""
        if self.model.rowCount():
            self.form.rows.setCurrentIndex(self.model.index(row if row >= 0 else self.model.first_event(), 0))
        self._show_line()

    def _line(self) -> DraftLine | None:
        return self.model.line(self.form.rows.currentIndex().row())

    def _show_line(self) -> None:
        line = self._line()
        if line is None:
            self.form.line.show_line(None)
            return
        number = line.row_number
        whole = self.draft.whole(self._table, number)
        self.form.line.show_line(
            line,
            whole=whole if isinstance(whole, Taken) else None,
            cuts=self.draft.cuts(self._table, number),
            suggested=self.draft.suggested_cuts(self._table, number),
        )

    def _show_counts(self) -> None:
        counts = self.draft.counts()
        words = self.tr("{rows} rows in the file: {taken} taken, {aside} set aside").format(
            rows=counts.rows, taken=counts.taken, aside=counts.set_aside
        )
        if counts.questions:
            asked = self.tr("1 date in question") if counts.questions == 1 else self.tr("{} dates in question")
            words = f"{words}, {asked.format(counts.questions)}"
        self.form.counts.setText(words)
        self.form.next_question.setEnabled(counts.questions > 0)
        one = self.tr("&Take in 1 event")
        words = one if counts.events == 1 else self.tr("&Take in {} events").format(counts.events)
        self.accept_button.setText(self.tr("&Compare with it…") if self.correcting.corrects else words)
        self.accept_button.setEnabled(counts.events > 0)

    def _show_agency(self) -> None:
        agency_id, name = self.form.chosen_agency()
        if agency_id:
            hint = self.tr("Columns are read as in this agency's last return where the headings are the same.")
        elif name:
            hint = self.tr("“{}” is new and will be added to the agencies.").format(name)
        else:
            hint = self.tr("Say which agency sent this return.")
        self.form.agency_hint.setText(hint)
        self.correcting.ask(agency_id, self.draft)

    # -- what the reviewer does -------------------------------------------------------------------------------------

    def _on_agency_changed(self, _text: str) -> None:
        self._show_agency()

    def _on_agency_activated(self, _index: int) -> None:
        agency_id, _ = self.form.chosen_agency()
        remembered = self._workspace.read(partial(imports.remembered_plans, agency_id=agency_id))
        self.draft.set_plans(imports.with_remembered(self._proposed, remembered))
        self._show_table()

    def _on_corrected_chosen(self) -> None:
        """Rows that stood in the earlier return are mended as they were there."""
        line = self._line()
        if self.draft.mend_alike(self.correcting.mendings()):
            self._show_lines(line.row_number if line else -1)
        self._show_counts()

    def _on_table_activated(self, index: int) -> None:
        self._table = index
        self._show_table()

    def _on_use_table_clicked(self, on: bool) -> None:
        self.draft.use(self._table, on)
        self._show_table()

    def _on_headings_activated(self, _index: int) -> None:
        row = self.form.headings.currentData()
        self.draft.set_header(self._table, row if isinstance(row, int) else None)
        self._show_table()

    def _on_tracked_chosen(self, key: str) -> None:
        self._read_by(self._parsed.before_changes() if key == "before" else self._parsed)
        self._show_agency()

    def _on_shown_chosen(self, key: str) -> None:
        self.model.set_shown(Shown(key))
        self._go_to(0)

    def _on_role_chosen(self, column: int, role: str) -> None:
        line = self._line()
        self.draft.set_plan(self._table, self.draft.plan(self._table).with_role(column, ColumnRole(role)))
        self._show_lines(line.row_number if line else -1)

    def _on_row_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_line()

    def _on_date_typed(self, text: str) -> None:
        line = self._line()
        if line is not None:
            typed = understand(text.strip(), self.draft.context) if text.strip() else None
            self.form.line.show_understood(typed or line.understood)

    def _on_date_corrected(self, text: str) -> None:
        line = self._line()
        if line is not None:
            self.draft.correct(self._table, line, text)
            self._show_lines(line.row_number, line.part)

    def _on_cuts_changed(self, cuts: list[int]) -> None:
        line = self._line()
        if line is not None:
            place = self.form.line.text.place
            self.draft.cut(self._table, line.row_number, cuts)
            self._show_lines(line.row_number, sum(cut <= place for cut in self.draft.cuts(self._table, line.row_number)))

    def _on_take_toggled(self, on: bool) -> None:
        line = self._line()
        if line is not None:
            self.draft.take(self._table, line.row_number, on)
            self._show_lines(line.row_number)

    def _on_next_question(self) -> None:
        self._walk(1)

    def _on_previous_question(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        """Go to the next date in question, in whatever table it stands, and let it be typed."""
        self.form.line.commit_date()
        line = self._line()
        here = (self._table, line.row_number, line.part) if line else (self._table, -1, 0)
        found = question_after(self.draft, here, step)
        if found is None:
            return
        table, number, part = found
        if self.model.row_of(number, part) < 0 or table != self._table:
            self.form.shown.choose(Shown.ALL.value)
            self.model.set_shown(Shown.ALL)
        self._table = table
        self._show_table(number, part)
        self.form.line.read_as.setFocus()
        self.form.line.read_as.selectAll()

    # -- taking in --------------------------------------------------------------------------------------------------

    def try_accept(self) -> None:
        """Take the return in, as one act that can be undone; a corrected one is held against the earlier one first."""
        agency_id, name = self.form.chosen_agency()
        self.form.line.commit_date()
        if not agency_id and not name:
            advice = self.tr("Choose the agency that sent this return, or type its name.")
            self.notice.say(self.tr("No agency is named."), advice)
            self.form.agency.setFocus()
            return
        self.notice.say("")
        incoming = self.draft.incoming(agency_id, name)
        page = self.compared
        if page is not None:
            self._take_in(partial(corrections.take_in, incoming=incoming, difference=page.difference, choices=page.choices))
        elif self.correcting.corrects:
            self.accept_button.setEnabled(False)
            self.form.setEnabled(False)  # what is compared must be what is taken in
            self.correcting.compare(incoming)
        else:
            self._take_in(partial(imports.take_in, incoming=incoming))

    def _take_in(self, act: partial[imports.TakenIn]) -> None:
        self._workspace.failed.connect(self.show_problem)
        label = self.tr("Take in {}").format(self.draft.parsed.file_name)
        done = self._workspace.perform(label, act) if self._workspace.back_up("import") else None
        self._workspace.failed.disconnect(self.show_problem)
        if done is not None:
            self.accept()
            self.taken_in.emit(done.value)

    def _on_compared(self, page: ComparedPage) -> None:
        self.compared = page
        self.form.setEnabled(True)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.back.show()
        self.accept_button.setText(self.tr("&Take in what differs"))
        self.accept_button.setEnabled(True)
        page.rows.setFocus()

    def _on_back(self) -> None:
        """Go back to the rows; what was decided about the difference is asked again."""
        if self.compared is not None:
            self._pages.removeWidget(self.compared)
            self.compared.deleteLater()
            self.compared = None
        self.back.hide()
        self._show_counts()
        self.form.rows.setFocus()
