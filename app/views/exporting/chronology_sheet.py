"""The sheet from which the chronology leaves: as Word, Excel, CSV or a prompt sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.chronology_out import ChronologyOut, OutForm, chronology_file_name
from app.domain.names_left import NamesLeft
from app.services import chronology_out, people, review
from app.services.chronology_out import Choice, Gathered
from app.views.counting import counted
from app.views.exporting.chronology_choices import ChronologyChoices
from app.views.exporting.document_sheet import DocumentSheet, Leaving, Work

Make = Callable[[ChronologyOut, OutForm], bytes]
"""Makes the file of a chronology; handed in by the composition root."""

translated = QCoreApplication.translate


class ChronologySheet(DocumentSheet):
    """Asks what of the chronology is to leave and for whom; says how much that is."""

    def __init__(self, parent: QWidget, leaving: Leaving, make: Make, shown: frozenset[str] | None) -> None:
        self._make = make
        self._read = leaving.workspace.read
        facts = self._read(review.facts)
        self._title = facts.title
        naming = leaving.workspace.naming
        everybody = [(row.id, naming.person(row.id)) for row in self._read(people.register)]
        self.choices = ChronologyChoices(facts.version_label, everybody, shown)
        title = translated("ChronologySheet", "Take the chronology out")
        super().__init__(parent, leaving, title, translated("ChronologySheet", "&Take out"), self.choices)
        self.choices.form.focus_first()

    def hint(self) -> str:
        """Return what to know of a chronology that leaves."""
        return self.tr(
            "The document is not encrypted, and Word and Excel keep copies of what is open in them (AutoRecover). Private"
            " notes stay in the review."
        )

    def proposed(self) -> str:
        """Return the file name to propose."""
        choice = self.choices.choice
        return chronology_file_name(self._title, choice.heading, choice.form, choice.mode, self.choices.version)

    def file_kind(self) -> tuple[str, str]:
        """Return the filter of the file dialog, and the ending without its dot."""
        form = self.choices.choice.form
        words = {
            OutForm.EXCEL: self.tr("Excel workbooks (*.xlsx)"),
            OutForm.CSV: self.tr("Comma-separated values (*.csv)"),
        }
        return words.get(form, self.tr("Word documents (*.docx)")), form.suffix[1:]

    def open_words(self) -> str:
        """Return what the button says that opens the document once it is there."""
        in_word = self.choices.choice.form in (OutForm.WORD, OutForm.PROMPTS)
        return super().open_words() if in_word else self.tr("Open it")

    def note_words(self) -> tuple[str, str]:
        """Return what the history says of the note."""
        return self.tr("Note that a chronology left the review"), self.tr("Take back the note of a chronology")

    def show_choices(self) -> None:
        """Say how much was chosen; nothing chosen can't leave."""
        found = self._read(partial(chronology_out.counts, choice=self.choices.choice))
        events = counted(found.events, self.tr("{} event"), self.tr("{} events"))
        agencies = counted(found.agencies, self.tr("of {} agency"), self.tr("of {} agencies"))
        aside = counted(found.set_aside, self.tr("{} set aside stays out"), self.tr("{} set aside stay out"))
        self.choices.preview.setText(f"{events} {agencies}; {aside}" if found.set_aside else f"{events} {agencies}")
        self.accept_button.setEnabled(found.events > 0)

    def work(self, to: Path, *, allow_names: bool) -> Work:
        """Read what was chosen; words, names and the file are made of it in another thread."""
        choice = self.choices.choice
        found = self._read(partial(chronology_out.gathered, choice=choice, file_name=to.name))
        return partial(_made, self._make, choice, found, to.name, allow_names)


def _made(make: Make, choice: Choice, found: Gathered, file_name: str, allow_names: bool, stop: Callable[[], bool]) -> bytes:
    out = chronology_out.in_words(found, stop)
    left = () if allow_names else chronology_out.names_in(found, out, file_name)
    if left:
        raise NamesLeft(left)
    return make(out, choice.form)
