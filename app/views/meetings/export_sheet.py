"""The sheet from which a grid of meetings leaves: as Word or Excel, for whom, and where it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QWidget

from app.domain.description import Description
from app.domain.errors import KnownError
from app.domain.file_names import AUDIENCES, fit
from app.domain.naming import NamingMode
from app.domain.text import new_id
from app.services import attendance_export, circulation, review
from app.services.attendance_export import AttendanceOptions
from app.views.file_dialogs import without_looking
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.field_form import FieldForm
from app.views.widgets.labels import button, label
from app.views.widgets.message_bar import MessageBar
from app.views.widgets.segmented_control import SegmentedControl
from app.workspace.workspace import Workspace

WORD, EXCEL = "docx", "xlsx"


@dataclass(frozen=True)
class TableDocuments:
    """What is done with a described table, handed in by the composition root: making a file of it, and saving it whole."""

    word: Callable[[Description], bytes]
    excel: Callable[[Description], bytes]
    save: Callable[[Path, bytes], None]


class AttendanceSheet(DialogBase):
    """Asks for whom the grid is and where it goes, writes it, and offers to open it."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        documents: TableDocuments,
        messages: MessageBar,
        folder: Path,
        meetings: tuple[str, str | None, str],
    ) -> None:
        super().__init__(parent, self.tr("Export who came to meetings"), self.tr("&Export"), width=600)
        self._workspace = workspace
        self._documents = documents
        self._messages = messages
        self._folder = folder
        self._chosen: Path | None = None
        self._title = workspace.read(review.facts).title
        kind, series, words = meetings
        self._options = AttendanceOptions(kind, series, words, NamingMode.PSEUDONYM, "")
        self.form = SegmentedControl(self.tr("As"), ((WORD, self.tr("Word")), (EXCEL, self.tr("Excel"))))
        self.people = SegmentedControl(
            self.tr("People"),
            (
                (NamingMode.PSEUDONYM.value, self.tr("Pseudonym")),
                (NamingMode.BY_ROLE.value, self.tr("By role")),
                (NamingMode.NAMED.value, self.tr("Named")),
            ),
        )
        self.where = label(wrap=True)
        self.choose_button = button(self.tr("&Where to…"))
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Names that would stand in the document"))
        self.names.setMaximumHeight(140)
        self.anyway_button = button(self.tr("Export &all the same"))
        self._lay_out()
        self.form.chosen.connect(self._on_chosen)
        self.people.chosen.connect(self._on_chosen)
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.anyway_button.clicked.connect(self._on_anyway_clicked)
        workspace.closed.connect(self.reject)
        self._on_chosen()

    def _lay_out(self) -> None:
        rows = FieldForm()
        rows.add(self.tr("&As"), self.form)
        rows.add(self.tr("&People"), self.people)
        place = QHBoxLayout()
        place.addWidget(self.where, 1)
        place.addWidget(self.choose_button)
        hint = self.tr("The document is not encrypted. Notes on meetings stay in the review.")
        self.body.addWidget(rows)
        self.body.addLayout(place)
        self.body.addWidget(label(hint, tone="soft", wrap=True))
        self.body.addWidget(self.names)
        self.add_button(self.anyway_button)

    # -- choosing -------------------------------------------------------------------------------------------------------

    @property
    def mode(self) -> NamingMode:
        """How people are to be shown."""
        return NamingMode(self.people.current)

    @property
    def to(self) -> Path:
        """Where the file will be written: as chosen, or under a proposed name that is free."""
        return self._chosen or _free(self._folder / self._proposed())

    def _proposed(self) -> str:
        parts = (fit(self._title), fit(self._options.words), AUDIENCES[self.mode])
        return f"{' – '.join(part for part in parts if part)}.{self.form.current}"

    def _on_chosen(self, _key: str = "") -> None:
        """What was chosen for another audience is not the place for this one."""
        self._chosen = None
        self._show_place()

    def _show_place(self) -> None:
        to = self.to
        self.where.setText(self.tr("“{}” in the folder “{}”").format(to.name, to.parent.name or str(to.parent)))
        self.where.setToolTip(str(to))
        self.notice.say("")
        for each in (self.names, self.anyway_button):
            each.setVisible(False)

    def _on_choose_clicked(self) -> None:
        dialog = without_looking(QFileDialog(self, self.tr("Where to keep the document"), str(self.to.parent)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        word, excel = self.tr("Word documents (*.docx)"), self.tr("Excel workbooks (*.xlsx)")
        dialog.setNameFilter(word if self.form.current == WORD else excel)
        dialog.setDefaultSuffix(self.form.current)
        dialog.selectFile(self.to.name)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        self._chosen = Path(name)
        self._folder = self._chosen.parent
        self._show_place()

    # -- writing --------------------------------------------------------------------------------------------------------

    def try_accept(self) -> None:
        """Write the file, unless it would carry names that should not stand in it."""
        self._export(allow_names=False)

    def _on_anyway_clicked(self) -> None:
        self._export(allow_names=True)

    def _export(self, *, allow_names: bool) -> None:
        to = self.to
        options = replace(self._options, mode=self.mode, file_name=to.name)
        try:
            found = self._workspace.read(partial(attendance_export.ready, options=options))
            if found.left and not allow_names:
                self._show_names([self.tr("{}  –  {}").format(each.name, each.place) for each in found.left])
                return
            make = self._documents.word if self.form.current == WORD else self._documents.excel
            self._write(to, make(found.description))
        except KnownError as problem:
            self.show_problem(problem)

    def _show_names(self, names: list[str]) -> None:
        self.names.clear()
        self.names.addItems(names)
        for each in (self.names, self.anyway_button):
            each.setVisible(True)
        self.notice.say(
            self.tr("Nothing was written: these names were typed by hand and would stand in the document."),
            self.tr("Change the titles of the meetings, or export all the same."),
        )

    def _write(self, to: Path, content: bytes) -> None:
        """Note that a document leaves the review, then save it; one that could not be saved takes its note back."""
        key = f"attendance {new_id()}"
        note_id = ""
        if not self._workspace.read_only:
            note = partial(circulation.record, document=to.name, audience=self.mode, sha256=sha256(content).hexdigest())
            says = self.tr("Note that a table left the review")
            done = self._workspace.perform(says, note, merge_key=key, initiator=self)
            if done is None:
                self.notice.say(self.tr("Nothing was written: the review could not keep note of it."))
                return
            note_id = done.value
        try:
            self._documents.save(to, content)
        except KnownError:
            if note_id:
                act = partial(circulation.withdraw, circulation_id=note_id)
                self._workspace.perform(self.tr("Take back the note of a table"), act, merge_key=key, initiator=self)
            raise
        said = self.tr("“{}” was written.").format(to.name)
        opens = self.tr("Open in Word") if self.form.current == WORD else self.tr("Open in Excel")
        self._messages.offer(said, opens, partial(_open, to))
        self.accept()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _free(path: Path) -> Path:
    """Return the path, or the next one with a number of which there is no file yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
