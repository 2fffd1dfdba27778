"""The panel of documents: the register of sources, its files kept inside the review if wished, and the way out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.errors import ImportProblem, KnownError
from app.services import circulation, people, source_register
from app.services.source_register import SourceRow
from app.views.documents.copy_sheet import CopySheet
from app.views.documents.source_form import SourceForm
from app.views.documents.words import described
from app.views.file_dialogs import without_looking
from app.views.theme import space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import button, label
from app.views.widgets.section_header import SectionHeader
from app.workspace.tasks import Task, Tasks
from app.workspace.workspace import Workspace

TABLES = ("source_document", "kept_file", "entry", "event", "agency")
REVIEW = ".casement"


@dataclass(frozen=True)
class Files:
    """How files are read and saved, handed in by the composition root; both say known problems as such."""

    read: Callable[[Path], bytes]
    save: Callable[[Path, bytes], None]


class DocumentsPanel(QWidget):
    """Lists what was sent, by whom and when."""

    import_requested = Signal()
    key = "documents"
    icon = "file-text"

    def __init__(self, workspace: Workspace, tasks: Tasks, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._files = files
        self._rows: dict[str, SourceRow] = {}
        self._header = SectionHeader(self.tr("Documents"))
        self.add_button = button(self.tr("Add a document…"), icon_name="plus")
        self.import_button = button(self.tr("Take in a return…"), icon_name="file-input")
        self.keep_button = button(self.tr("Keep its file…"))
        self.keep_button.setToolTip(self.tr("Keep the file itself inside the encrypted review"))
        self.let_go_button = button(self.tr("Keep no longer"))
        self.copy_button = button(self.tr("Save a copy…"), icon_name="file-down")
        self.remove_button = button(self.tr("Take back"), icon_name="undo-2")
        self.remove_button.setToolTip(self.tr("Take this document out; a return's events are deleted again (Delete)"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Documents"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self._none = label(self.tr("What agencies sent is listed here, with who sent it and when."), tone="soft", wrap=True)
        self.form = SourceForm(workspace)
        self._lay_out()
        self._connect()
        if workspace.is_open:
            self._on_opened()

    @property
    def title(self) -> str:
        """The title as shown."""
        return self.tr("Documents")

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def _lay_out(self) -> None:
        first, second = FlowLayout(space("small"), space("tight")), FlowLayout(space("small"), space("tight"))
        for each in (self.add_button, self.import_button):
            first.addWidget(each)
        for each in (self.keep_button, self.let_go_button, self.copy_button, self.remove_button):
            second.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(space("medium"),) * 4)
        layout.setSpacing(space("small"))
        head = QHBoxLayout()
        head.addWidget(self._header)
        layout.addLayout(head)
        layout.addLayout(first)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 2)
        self.form.setProperty("surface", "paper")
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(scroll, 3)
        layout.addLayout(second)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.opened.connect(self._on_opened)
        workspace.closing.connect(self.form.commit)
        workspace.closed.connect(self._on_closed)
        workspace.changed.connect(self._on_changed)
        self.list.currentRowChanged.connect(self._on_current_changed)
        self.add_button.clicked.connect(self._on_add)
        self.import_button.clicked.connect(self.import_requested)
        self.keep_button.clicked.connect(self._on_keep)
        self.let_go_button.clicked.connect(self._on_let_go)
        self.copy_button.clicked.connect(self._on_copy)
        self.remove_button.clicked.connect(self._on_remove)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)

    # -- what the window asks ---------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard into the list, or on the first step where it is empty."""
        (self.list if self.list.count() else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def save_state(self) -> dict[str, object]:
        """Return which document is chosen."""
        return {"source": self._current_id()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Choose the document again."""
        self.reveal("source", str(state.get("source", "")))

    def reveal(self, kind: str, row_id: str) -> bool:
        """Choose a document; False where it is not here."""
        if kind != "source" or row_id not in self._rows:
            return False
        self.list.setCurrentRow(list(self._rows).index(row_id))
        return True

    # -- following the review ---------------------------------------------------------------------------------------

    def _current_id(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _on_opened(self) -> None:
        self.form.set_agencies(self._workspace.read(people.agencies))
        self._read()

    def _read(self) -> None:
        """Read the register again; the document that was chosen stays so."""
        kept = self._current_id()
        self._rows = {row.id: row for row in self._workspace.read(source_register.listed)}
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows.values():
            item = QListWidgetItem(described(row))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(item)
        self.list.setCurrentRow(next((at for at, key in enumerate(self._rows) if key == kept), 0 if self._rows else -1))
        self.list.blockSignals(False)
        self._header.set_count(f"{len(self._rows):,}")
        self._none.setVisible(not self._rows)
        self.list.setVisible(bool(self._rows))
        self._on_current_changed(0)

    def _on_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches("agency"):
            self.form.set_agencies(self._workspace.read(people.agencies))
        if change_set.touches(*TABLES):
            self._read()

    def _on_closed(self, _locked: bool) -> None:
        self._rows = {}
        self.list.clear()
        self.form.show_source(None)

    def _on_current_changed(self, _row: int) -> None:
        row = self._rows.get(self._current_id())
        self.form.show_source(row)
        writable = not self._workspace.read_only
        self.add_button.setEnabled(writable)
        self.import_button.setEnabled(writable)
        for each, on in (
            (self.keep_button, row is not None and not row.size and writable),
            (self.let_go_button, row is not None and row.size > 0 and writable),
            (self.copy_button, row is not None and row.size > 0),
            (self.remove_button, row is not None and writable),
        ):
            each.setEnabled(on)

    # -- files in ---------------------------------------------------------------------------------------------------

    def _on_add(self) -> None:
        self._choose(self.tr("Add a document"), partial(self._begin_reading, ""))

    def _on_keep(self) -> None:
        self._choose(self.tr("The file of this document"), partial(self._begin_reading, self._current_id()))

    def _choose(self, title: str, chosen: Callable[[str], None]) -> None:
        dialog = without_looking(QFileDialog(self, title))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(chosen)
        self._show(dialog)

    def _show(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self._workspace.closed.connect(dialog.reject)
        dialog.open()

    def _begin_reading(self, source_id: str, name: str) -> None:
        path = Path(name)
        if path.suffix.casefold() == REVIEW:
            # Never even looked into: reading the open review would drop the lock that keeps other windows off it.
            self._workspace.failed.emit(ImportProblem("document_is_a_review", name=path.name))
            return
        task = self._tasks.start(partial(_read, self._files, path, source_id))
        task.finished.connect(self._on_read)
        task.failed.connect(self._on_failed)

    def _on_read(self, found: tuple[str, str, bytes]) -> None:
        source_id, name, content = found
        if not self._workspace.is_open:
            return
        if source_id:
            act = partial(source_register.keep, source_id=source_id, content=content)
            self._workspace.perform(self.tr("Keep a document's file"), act)
            return
        add = partial(source_register.add, file_name=name, content=content, keep_file=True)
        done = self._workspace.perform(self.tr("Add a document"), add)
        if done is not None:
            self.reveal("source", done.value)

    def _on_failed(self, problem: KnownError) -> None:
        if self._workspace.is_open:
            self._workspace.failed.emit(problem)

    def _on_let_go(self) -> None:
        act = partial(source_register.let_go, source_id=self._current_id())
        self._workspace.perform(self.tr("Keep a file no longer"), act, announce=True)

    def _on_remove(self) -> None:
        source_id = self._current_id()
        if source_id and not self._workspace.read_only:
            act = partial(source_register.remove, source_id=source_id, naming=self._workspace.naming)
            self._workspace.perform(self.tr("Take a document back"), act, announce=True)

    # -- a copy out -------------------------------------------------------------------------------------------------

    def _on_copy(self) -> None:
        row = self._rows[self._current_id()]
        sheet = CopySheet(self, row.title)
        sheet.accepted.connect(partial(self._ask_where, row))
        self._workspace.closed.connect(sheet.reject)
        sheet.open()

    def _ask_where(self, row: SourceRow) -> None:
        dialog = without_looking(QFileDialog(self, self.tr("Where to keep the readable copy")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(row.file_name or row.title)
        dialog.fileSelected.connect(partial(self._begin_saving, row.id))
        self._show(dialog)

    def _begin_saving(self, source_id: str, name: str) -> None:
        """Check the file against its SHA-256, note that a copy leaves, and save it: in this order, as a report is."""
        path = Path(name)
        try:
            _, content = self._workspace.read(partial(source_register.content, source_id=source_id))
        except KnownError as problem:
            self._workspace.failed.emit(problem)
            return
        note_id = ""
        if not self._workspace.read_only:
            note = partial(source_register.note_leaving, source_id=source_id, file_name=path.name)
            done = self._workspace.perform(self.tr("Note that a document left the review"), note)
            if done is None:
                return
            note_id = done.value
        task = self._tasks.start(partial(_save, self._files, path, content))
        task.failed.connect(partial(self._on_not_saved, note_id))

    def _on_not_saved(self, note_id: str, problem: KnownError) -> None:
        if note_id and self._workspace.is_open:
            act = partial(circulation.withdraw, circulation_id=note_id)
            self._workspace.perform(self.tr("Take back the note of a document"), act)
        self._on_failed(problem)


def _read(files: Files, path: Path, source_id: str, _task: Task) -> tuple[str, str, bytes]:
    return source_id, path.name, files.read(path)


def _save(files: Files, path: Path, content: bytes, _task: Task) -> None:
    files.save(path, content)
