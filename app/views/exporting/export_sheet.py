"""The sheet from which a report leaves the review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.file_names import report_file_name
from app.domain.names_left import NamesLeft
from app.domain.outlines import Outline
from app.domain.report import ReportData
from app.services import review
from app.services.report import ReportOptions, ready
from app.views.exporting.choices import ReportChoices
from app.views.exporting.document_sheet import DocumentSheet, Leaving, Save, Work
from app.views.widgets.message_bar import MessageBar
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace

translated = QCoreApplication.translate

USUAL_OUTLINE = "learning-together"


@dataclass(frozen=True)
class Documents:
    """What is done with documents, handed in by the composition root: making one, and saving it whole."""

    make: Callable[[ReportData, Outline], bytes]
    save: Save


class ExportSheet(DocumentSheet):
    """Asks what to report and for whom."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        tasks: Tasks,
        outlines: Sequence[Outline],
        documents: Documents,
        messages: MessageBar,
        folder: Path,
    ) -> None:
        self._make = documents.make
        self._read = workspace.read
        facts = workspace.read(review.facts)
        self._title = facts.title
        leaving = Leaving(workspace, tasks, documents.save, messages, folder)
        self.choices = ReportChoices(outlines, USUAL_OUTLINE, facts.version_label)
        title, accept = translated("ExportSheet", "Export a report"), translated("ExportSheet", "&Export")
        super().__init__(parent, leaving, title, accept, self.choices)
        self.choices.outline_box.setFocus()

    def hint(self) -> str:
        """Return what to know of a Word document that leaves."""
        return self.tr(
            "The document is not encrypted, and Word keeps copies of what is open in it (AutoRecover). Word puts page"
            " numbers into the contents when you click them and press F9."
        )

    def proposed(self) -> str:
        """Return the file name to propose."""
        choices = self.choices
        return report_file_name(self._title, choices.outline.name, choices.mode, choices.version)

    def file_kind(self) -> tuple[str, str]:
        """Return the filter of the file dialog, and the ending without its dot."""
        return self.tr("Word documents (*.docx)"), "docx"

    def note_words(self) -> tuple[str, str]:
        """Return what the history says of the note."""
        return self.tr("Note that a report left the review"), self.tr("Take back the note of a report")

    def work(self, to: Path, *, allow_names: bool) -> Work:
        """Read the report and look for names in it; what makes the document comes back."""
        choices = self.choices
        today = datetime.now().astimezone().date()
        options = ReportOptions(
            choices.mode, choices.outline, to.name, today, version=choices.version, confidential=choices.draft.isChecked()
        )
        report = self._read(partial(ready, options=options))
        if report.left and not allow_names:
            raise NamesLeft(report.left)
        return partial(_made, self._make, report.data, choices.outline)


def _made(make: Callable[[ReportData, Outline], bytes], data: ReportData, outline: Outline, _stop: object) -> bytes:
    return make(data, outline)
