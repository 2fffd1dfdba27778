"""The parts of the import preview, laid out; what they show is the sheet's matter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.returns import ParsedTable
from app.services.people import AgencyRow
from app.views.importing.line_editor import LineEditor
from app.views.importing.role_strip import RoleStrip
from app.views.itemmodels.import_lines import ImportLinesModel, Shown
from app.views.theme import space
from app.views.widgets.labels import button, label
from app.views.widgets.segmented_control import SegmentedControl

ROW = 46
OWN_WIDTHS = {0: 150, 1: 210}
"""Widths of what becomes of a row, and of its date as understood."""

HEADINGS_OFFERED = 20
"""Rows among which the headings are looked for by hand."""


class SheetForm(QWidget):
    """Agency, table and headings above; the rows with a role over each column; the row in hand below."""

    def __init__(self, model: ImportLinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agency = QComboBox()
        self.agency.setEditable(True)
        self.agency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.agency.setMinimumWidth(320)
        self.agency.setAccessibleName(self.tr("Agency that sent the return"))
        self.agency_hint = label(tone="soft", wrap=True)
        self.table_choice = QComboBox()
        self.table_choice.setAccessibleName(self.tr("Table of the file"))
        self.use_table = QCheckBox(self.tr("Take this table in"))
        self.headings = QComboBox()
        self.headings.setAccessibleName(self.tr("Row with the headings"))
        self.tracked = SegmentedControl(
            self.tr("Tracked changes"),
            (("after", self.tr("Tracked changes accepted")), ("before", self.tr("As it was before them"))),
        )
        self.corrects = QComboBox()
        self.corrects.setAccessibleName(self.tr("Is this a corrected version of an earlier return?"))
        self.corrects.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._asks = label(self.tr("Is this a &corrected version of an earlier return?"))
        self._asks.setBuddy(self.corrects)
        self.next_question = button(self.tr("Next date in &question"))
        self.next_question.setToolTip(self.tr("F8; Shift+F8 goes back"))
        self.shown = SegmentedControl(
            self.tr("Which rows are shown"),
            (
                (Shown.ALL.value, self.tr("All rows")),
                (Shown.QUESTIONS.value, self.tr("Dates in question")),
                (Shown.SET_ASIDE.value, self.tr("Set aside")),
            ),
        )
        self.remarks = label(tone="attention", wrap=True)
        self.counts = label(strong=True)
        self.rows = self._rows(model)
        self.strip = RoleStrip(self.rows)
        self.line = LineEditor()
        self.line.setFixedHeight(160)
        self._lay_out()

    def _rows(self, model: ImportLinesModel) -> QTableView:
        made = QTableView()
        made.setModel(model)
        made.setAccessibleName(self.tr("Rows of the file"))
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setTabKeyNavigation(False)
        made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        made.verticalHeader().setDefaultSectionSize(ROW)
        made.verticalHeader().setMinimumWidth(64)
        made.horizontalHeader().setHighlightSections(False)
        made.horizontalHeader().setMinimumSectionSize(70)
        return made

    def _lay_out(self) -> None:
        above = QGridLayout()
        above.setHorizontalSpacing(space("medium"))
        above.setVerticalSpacing(space("tight"))
        captions = (self.tr("Agency"), self.tr("Table"), self.tr("Headings stand in"))
        fields = (self.agency, self.table_choice, self.headings)
        for column, (caption, field) in enumerate(zip(captions, fields, strict=True)):
            above.addWidget(label(caption, tone="soft"), 0, column)
            above.addWidget(field, 1, column)
        above.addWidget(self.use_table, 1, 3)
        above.addWidget(self.tracked, 1, 4)
        above.addWidget(self.agency_hint, 2, 0, 1, 6)
        above.setColumnStretch(5, 1)
        asks = QHBoxLayout()
        asks.addWidget(self._asks)
        asks.addWidget(self.corrects)
        asks.addStretch(1)
        choice = QHBoxLayout()
        choice.addWidget(self.shown)
        choice.addWidget(self.next_question)
        choice.addStretch(1)
        choice.addWidget(self.counts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("small"))
        layout.addLayout(above)
        layout.addLayout(asks)
        layout.addWidget(self.remarks)
        layout.addLayout(choice)
        layout.addWidget(self.strip)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.line)

    # -- filling ----------------------------------------------------------------------------------------------------

    def offer_agencies(self, agencies: Sequence[AgencyRow]) -> None:
        """Offer the agencies there are; another name is typed."""
        self.agency.clear()
        for agency in agencies:
            self.agency.addItem(agency.name, agency.id)
        self.agency.setCurrentIndex(-1)
        line = self.agency.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Choose, or type a new one"))

        self.offer_earlier(())

    def offer_earlier(self, earlier: Sequence[tuple[str, str]]) -> None:
        """Ask which earlier return is corrected; nothing is asked where there is none."""
        self.corrects.clear()
        self.corrects.addItem(self.tr("No, a further return"), "")
        for source_id, words in earlier:
            self.corrects.addItem(words, source_id)
        for each in (self._asks, self.corrects):
            each.setVisible(bool(earlier))

    def offer_readings(self, tracked: bool) -> None:
        """Ask what to do with tracked changes, where there are any."""
        self.tracked.setVisible(tracked)

    def offer_tables(self, tables: Sequence[ParsedTable], chosen: int) -> None:
        """Offer the tables of the file."""
        self.table_choice.clear()
        for number, table in enumerate(tables, 1):
            title = table.title or self.tr("Table {}").format(number)
            self.table_choice.addItem(self.tr("{title} ({rows} rows)").format(title=title, rows=len(table.rows)))
        self.table_choice.setCurrentIndex(chosen)
        self.table_choice.setEnabled(len(tables) > 1)

    def offer_headings(self, table: ParsedTable, header_row: int | None) -> None:
        """Offer the first rows of a table for its headings, and none."""
        self.headings.clear()
        self.headings.addItem(self.tr("No row"), None)
        for number, row in enumerate(table.rows[:HEADINGS_OFFERED]):
            self.headings.addItem(row.place.removeprefix(f"{table.title}, "), number)
        self.headings.setCurrentIndex(0 if header_row is None else self.headings.findData(header_row))

    def chosen_agency(self) -> tuple[str, str]:
        """Return the id of the agency chosen, or else the name typed for a new one."""
        name = " ".join(self.agency.currentText().split())
        at = self.agency.findText(name, Qt.MatchFlag.MatchFixedString)
        return (str(self.agency.itemData(at)), "") if at >= 0 else ("", name)

    def share_width(self, wide: Sequence[int], narrow: Sequence[int]) -> None:
        """Give the columns that tell most room, and dates and numbers least."""
        header = self.rows.horizontalHeader()
        for column in range(header.count()):
            width = 380 if column in wide else 146 if column in narrow else OWN_WIDTHS.get(column, 196)
            header.resizeSection(column, width)
