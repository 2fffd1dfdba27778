"""The sheet from which an agency's blank return leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.domain.blank_return import BlankReturn, blank_file_name
from app.domain.names_left import NamesLeft
from app.domain.naming import NamingMode
from app.services import blank_return, people, review
from app.views.exporting.audience import Choices
from app.views.exporting.document_sheet import DocumentSheet, Leaving, Work
from app.views.widgets.labels import caption
from app.views.widgets.segmented_control import SegmentedControl

Make = Callable[[BlankReturn, str], bytes]
"""Makes the file of a blank return; handed in by the composition root."""

LONGEST = 120
translated = QCoreApplication.translate


class BlankChoices(Choices):
    """For which agency, in which form, with which words, and whether it says whom it concerns."""

    def __init__(self, agencies: Sequence[str], reference: str, family: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.agency = QComboBox()
        self.agency.setEditable(True)
        self.agency.setAccessibleName(self.tr("Agency"))
        self.agency.addItems(list(agencies))
        self.form = SegmentedControl(self.tr("Form"), (("xlsx", self.tr("Excel")), ("docx", self.tr("Word"))))
        self.reference = QLineEdit(reference)
        self.reference.setAccessibleName(self.tr("Reference"))
        self.reference.setMaxLength(LONGEST)
        self.family = QListWidget()
        self.family.setAccessibleName(self.tr("People it names"))
        self.family.setMaximumHeight(120)
        for person_id, name in family:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, person_id)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.family.addItem(item)
        self.rows.addRow(caption(self.tr("A&gency"), self.agency), self.agency)
        self.rows.addRow(caption(self.tr("&Form"), self.form), self.form)
        self.rows.addRow(caption(self.tr("&Reference"), self.reference), self.reference)
        self.rows.addRow(caption(self.tr("&Names"), self.family), self.family)
        self.agency.editTextChanged.connect(self.on_chosen)
        self.form.chosen.connect(self.on_chosen)
        self.reference.textChanged.connect(self.on_chosen)
        self.family.itemChanged.connect(self.on_chosen)

    @property
    def mode(self) -> NamingMode:
        """Named where anybody is chosen to be."""
        return NamingMode.NAMED if self.chosen else NamingMode.PSEUDONYM

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those it names."""
        items = (self.family.item(row) for row in range(self.family.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )


class BlankSheet(DocumentSheet):
    """Asks for whom a blank return is; nobody of the family is named unless chosen."""

    def __init__(self, parent: QWidget, leaving: Leaving, make: Make) -> None:
        self._make = make
        self._read = leaving.workspace.read
        agencies = [row.name for row in self._read(people.agencies)]
        family = [(row.id, row.name) for row in self._read(people.register) if row.kind == "family"]
        self.choices = BlankChoices(agencies, self._read(review.facts).title, family)
        title = translated("BlankSheet", "Blank return for an agency")
        super().__init__(parent, leaving, title, translated("BlankSheet", "&Make it"), self.choices)
        self.choices.agency.setFocus()

    def hint(self) -> str:
        """Return what to know of a blank return."""
        return self.tr(
            "The headings are those the import knows, so that it comes back without a question about its columns. It has no"
            " macros and is not encrypted; tick a name only if the agency must be told it here."
        )

    def proposed(self) -> str:
        """Return the file name to propose."""
        choices = self.choices
        return blank_file_name(BlankReturn(choices.agency.currentText(), choices.reference.text()), choices.form.current)

    def file_kind(self) -> tuple[str, str]:
        """Return the filter of the file dialog, and the ending without its dot."""
        if self.choices.form.current == "docx":
            return self.tr("Word documents (*.docx)"), "docx"
        return self.tr("Excel workbooks (*.xlsx)"), "xlsx"

    def open_words(self) -> str:
        """Return what the button says that opens the file once it is there."""
        return self.tr("Open it")

    def note_words(self) -> tuple[str, str]:
        """Return what the history says of the note."""
        return self.tr("Note that a blank return was made"), self.tr("Take back the note of a blank return")

    def recipient(self) -> str:
        """The agency it is for."""
        return " ".join(self.choices.agency.currentText().split())

    def show_choices(self) -> None:
        """Without an agency there is nothing to make."""
        self.accept_button.setEnabled(bool(self.recipient()))

    def work(self, to: Path, *, allow_names: bool) -> Work:
        """Read what the review knows for this agency, and look for names that nobody chose."""
        choices = self.choices
        act = partial(
            blank_return.blank,
            agency=choices.agency.currentText(),
            reference=choices.reference.text(),
            people=choices.chosen,
        )
        given = self._read(act)
        left = () if allow_names else self._read(partial(blank_return.names_in, given=given, file_name=to.name))
        if left:
            raise NamesLeft(left)
        return partial(_made, self._make, given, choices.form.current)


def _made(make: Make, given: BlankReturn, form: str, _stop: object) -> bytes:
    return make(given, form)
