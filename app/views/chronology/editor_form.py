"""The fields of an event, laid out; what they hold is the editor's matter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.date_showing import show
from app.domain.dates import UncertainDate
from app.services.event_rows import EntryRow
from app.services.people import AgencyRow
from app.views.itemmodels.event_words import standing_in_words
from app.views.text.text_field import TextField
from app.views.theme import space
from app.views.widgets.labels import button, icon_button, label


class EditorForm(QScrollArea):
    """Lays the fields of an event out, from when to the entries it stands on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.when = _line(self.tr("When it happened"), self.tr("3 May 2010, early May 2010, ?22 May…"))
        self.agency = QComboBox()
        self.agency.setAccessibleName(self.tr("Agency"))
        self.agency.setMinimumContentsLength(8)
        self.source = _line(self.tr("Where it is recorded"), self.tr("Case record, minutes…"))
        self.understood = label(tone="soft", wrap=True)
        self.question = label(tone="attention", wrap=True)
        self.close_button = icon_button("x", self.tr("Close the editor (Esc)"))
        self.settle = button(self.tr("It is right as understood"), kind="quiet")
        self.what = _text(self.tr("What happened"), 2, 14)
        self.quotation = _text(self.tr("In the record's own words"), 1, 8)
        self.private_note = _text(self.tr("Private note, never exported"), 1, 8)
        self.entries = label(tone="soft", wrap=True)
        self.entries.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._private_caption = label(self.tr("Private note: for you alone, never exported"), tone="soft")
        self._entries_caption = label(self.tr("As received"), tone="soft")
        self._fill()

    def _fill(self) -> None:
        page = QWidget()
        page.setProperty("surface", "paper")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(space("medium"), space("medium"), space("medium"), space("large"))
        rows.setSpacing(space("tight"))
        rows.addLayout(self._facts())
        asked = QHBoxLayout()
        asked.addWidget(self.question, 1)
        asked.addWidget(self.settle)
        rows.addLayout(asked)
        for caption, field in (
            (label(self.tr("What happened"), tone="soft"), self.what),
            (label(self.tr("In the record's own words"), tone="soft"), self.quotation),
            (self._private_caption, self.private_note),
            (self._entries_caption, self.entries),
        ):
            rows.addSpacing(space("small"))
            rows.addWidget(caption)
            rows.addWidget(field)
        rows.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("medium"))
        grid.setVerticalSpacing(space("tight"))
        captions = (self.tr("When"), self.tr("Agency"), self.tr("Where it is recorded"))
        for column, (caption, field) in enumerate(zip(captions, (self.when, self.agency, self.source), strict=True)):
            grid.addWidget(label(caption, tone="soft"), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.close_button, 1, len(captions))
        grid.addWidget(self.understood, 2, 0, 1, 4)
        return grid

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_understood(self, when: UncertainDate | None, questions: Sequence[str], *, settle: bool = False) -> None:
        """Say how the date is understood, and what is to be asked about it."""
        if when is None or (not when.known and not when.text):
            words = ""
        elif not when.known:
            words = self.tr("Kept as given; it has no place in time yet and stands at the end.")
        else:
            words = self.tr("Understood as {}").format(show(when))
        self.understood.setText(words)
        self.question.setText(" ".join(questions))
        self.question.setVisible(bool(questions))
        self.settle.setVisible(bool(questions) and settle)

    def offer_agencies(self, agencies: Sequence[AgencyRow]) -> None:
        """Offer these agencies, and none."""
        self.agency.clear()
        self.agency.addItem(self.tr("No agency"), "")
        for agency in agencies:
            self.agency.addItem(agency.name, agency.id)

    def show_agency(self, agency_id: str) -> None:
        """Show an agency as chosen."""
        self.agency.setCurrentIndex(max(0, self.agency.findData(agency_id)))

    def chosen_agency(self) -> str:
        """Return the agency chosen, "" for none."""
        return str(self.agency.currentData() or "")

    def show_entries(self, entries: Sequence[EntryRow]) -> None:
        """Show what was received, as it stood."""
        self._entries_caption.setVisible(bool(entries))
        self.entries.setVisible(bool(entries))
        self.entries.setText("\n\n".join(_received(entry) for entry in entries))

    def show_private(self, on: bool) -> None:
        """Show the private note, or hide it."""
        self._private_caption.setVisible(on)
        self.private_note.setVisible(on)


def _received(entry: EntryRow) -> str:
    head = ", ".join(part for part in (entry.agency_name, entry.source_title, entry.place, standing_in_words(entry)) if part)
    return "\n".join([head, *(f"{heading}: {text}" for heading, text in entry.cells if text.strip())])


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _text(name: str, least: int, most: int) -> TextField:
    made = TextField(least_lines=least, most_lines=most)
    made.setAccessibleName(name)
    made.setProperty("kind", "field")
    return made
