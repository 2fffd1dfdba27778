"""The base of the sheets from which a document leaves: for whom it is, and where it is written.

A version without names that would carry one is written only when the user says so with the names in view. The document is
made beside the window and can be cancelled; only then is it noted that it leaves the review, and it is saved, whole or not
at all. The note comes first, so that none is lost should the review lock while the document is being saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QWidget

from app.domain.errors import Cancelled, KnownError
from app.domain.names_left import NameLeft, NamesLeft
from app.domain.naming import NamingMode
from app.domain.text import new_id
from app.services import circulation
from app.views.exporting.audience import Choices
from app.views.file_dialogs import without_looking
from app.views.widgets.busy_strip import BusyStrip
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import button, label
from app.views.widgets.message_bar import MessageBar
from app.workspace.tasks import Task, Tasks
from app.workspace.workspace import Workspace

Work = Callable[[Callable[[], bool]], bytes]
"""Makes a document in another thread; it is handed the question whether to stop."""

Save = Callable[[Path, bytes], None]
"""Saves a document whole, or not at all; handed in by the composition root."""


@dataclass(frozen=True)
class _Wanted:
    """A document on its way out; its note and the taking back of the note are one step, with this key."""

    to: Path
    mode: NamingMode
    version: str
    recipient: str
    key: str = field(default_factory=new_id)


def open_document(path: Path) -> None:
    """Open a document in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@dataclass(frozen=True)
class Leaving:
    """Whence and through what a document leaves: the open review, tasks, the way to save, messages, the folder proposed."""

    workspace: Workspace
    tasks: Tasks
    save: Save
    messages: MessageBar
    folder: Path


class DocumentSheet(DialogBase):
    """Asks where to, writes a document, and offers to open it; what it is, a sheet of each kind says."""

    def __init__(self, parent: QWidget, leaving: Leaving, title: str, accept: str, choices: Choices) -> None:
        super().__init__(parent, title, accept, width=640)
        self._workspace = leaving.workspace
        self._tasks = leaving.tasks
        self._save = leaving.save
        self._messages = leaving.messages
        self._folder = leaving.folder
        self._task: Task | None = None
        self._saving = False
        self._wanted: _Wanted | None = None
        self._note_id = ""
        self._chosen: Path | None = None
        self._shared = choices
        self.where = label(wrap=True)
        self.choose_button = button(self.tr("&Where to…"))
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Names that would stand in the document"))
        self.names.setMaximumHeight(140)
        self.anyway_button = button(self.tr("Export &all the same"))
        self.busy = BusyStrip()
        self._lay_out()
        self._connect()
        self._on_choices_changed()

    # -- what a sheet of each kind says -----------------------------------------------------------------------------

    def hint(self) -> str:
        """Return what to know of a document that leaves."""
        raise NotImplementedError

    def proposed(self) -> str:
        """Return the file name to propose."""
        raise NotImplementedError

    def file_kind(self) -> tuple[str, str]:
        """Return the filter of the file dialog, and the ending without its dot."""
        raise NotImplementedError

    def work(self, to: Path, *, allow_names: bool) -> Work:
        """Read what is wanted and return what makes the document of it; both may raise ``NamesLeft`` and its like."""
        raise NotImplementedError

    def note_words(self) -> tuple[str, str]:
        """Return what the history says of the note that a document left, and of taking it back."""
        raise NotImplementedError

    def open_words(self) -> str:
        """Return what the button says that opens the document once it is there."""
        return self.tr("Open in Word")

    def recipient(self) -> str:
        """Return to whom the document goes, where that is known."""
        return ""

    def show_choices(self) -> None:
        """Follow what was chosen."""

    # -- choosing ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addWidget(self._shared)
        place = QHBoxLayout()
        place.addWidget(self.where, 1)
        place.addWidget(self.choose_button)
        self.body.addLayout(place)
        self.body.addWidget(label(self.hint(), tone="soft", wrap=True))
        self.body.addWidget(self.names)
        self.body.addWidget(self.busy)
        self.add_button(self.anyway_button)

    def _connect(self) -> None:
        self._shared.changed.connect(self._on_choices_changed)
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.anyway_button.clicked.connect(self._on_anyway_clicked)
        self.busy.cancel_requested.connect(self._on_cancel_requested)
        self._workspace.closing.connect(self._on_workspace_closing)

    @property
    def to(self) -> Path:
        """Where the document will be written: as chosen, or under a proposed name that is free."""
        return self._chosen or _free(self._folder / self.proposed())

    def _on_choices_changed(self) -> None:
        """What was chosen for another audience is not the place for this one."""
        self._chosen = None
        self.show_choices()
        self._show_place()
        self._show_names(())
        self.show_nothing_wrong()

    def show_nothing_wrong(self) -> None:
        """Take back what was said of an earlier try."""
        self.notice.say("")

    def _show_place(self) -> None:
        to = self.to
        self.where.setText(self.tr("“{}” in the folder “{}”").format(to.name, to.parent.name or str(to.parent)))
        self.where.setToolTip(str(to))

    def _on_choose_clicked(self) -> None:
        dialog = without_looking(QFileDialog(self, self.tr("Where to keep the document"), str(self.to.parent)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        name_filter, suffix = self.file_kind()
        dialog.setNameFilter(name_filter)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(self.to.name)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        self._chosen = Path(name)
        self._folder = self._chosen.parent
        self._show_place()
        self._show_names(())
        self.show_nothing_wrong()

    # -- writing ----------------------------------------------------------------------------------------------------

    def try_accept(self) -> None:
        """Write the document, unless it would carry names that should not stand in it."""
        self._export(allow_names=False)

    def _on_anyway_clicked(self) -> None:
        self._export(allow_names=True)

    def _export(self, *, allow_names: bool) -> None:
        if self._task is not None or not self._workspace.drafts.save_all():
            return
        to, choices = self.to, self._shared
        try:
            work = self.work(to, allow_names=allow_names)
        except KnownError as problem:
            self._say_why_not(problem)
            return
        self._show_names(())
        self.show_nothing_wrong()
        self._wanted = _Wanted(to, choices.mode, choices.version, self.recipient())
        self._begin(self.tr("Making the document…"), partial(_made, work), 0.1).finished.connect(self._on_made)

    def _say_why_not(self, problem: KnownError) -> None:
        if isinstance(problem, NamesLeft):
            self._show_names(problem.left)
        elif isinstance(problem, Cancelled):
            self.notice.say(self.tr("Cancelled. Nothing was written."))
        else:
            self.show_problem(problem)

    def _show_names(self, left: Sequence[NameLeft]) -> None:
        """List names with their places, and offer to export all the same; nothing where there are none."""
        self.names.clear()
        self.names.addItems([self.tr("{}  –  {}").format(found.name, found.place) for found in left])
        self.names.setVisible(bool(left))
        self.anyway_button.setVisible(bool(left))
        if left:
            self.notice.say(
                self.tr("Nothing was written: these names were typed by hand and would stand in the document."),
                self.tr("Turn them into references to the person, or export all the same."),
            )
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown needs, so that nothing is pressed together."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _begin(self, sentence: str, work: Callable[[Task], object], fraction: float) -> Task:
        self._enable(False)
        self.busy.begin(sentence, cancellable=not self._saving)
        self.busy.advance(fraction)
        self._fit()
        self._task = task = self._tasks.start(work)
        task.failed.connect(self._on_failed)
        task.crashed.connect(self._on_crashed)
        return task

    def _end(self) -> None:
        self._task = None
        self._saving = False
        self.busy.end()
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for each in (self._shared, self.choose_button, self.accept_button, self.anyway_button):
            each.setEnabled(on)

    def _on_made(self, content: bytes) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        if not self._noted(wanted, content):
            self._end()
            self.notice.say(self.tr("Nothing was written: the review could not keep note of it."))
            return
        self._saving = True
        save = partial(_saved, self._save, wanted, content)
        self._begin(self.tr("Saving it…"), save, 0.7).finished.connect(self._on_saved)

    def _noted(self, wanted: _Wanted, content: bytes) -> bool:
        """Note that a document leaves the review; a review that can only be read keeps no note."""
        if self._workspace.read_only:
            return True
        note = partial(
            circulation.record,
            document=wanted.to.name,
            audience=wanted.mode,
            sha256=sha256(content).hexdigest(),
            version_label=wanted.version,
            recipient=wanted.recipient,
        )
        (says, _), key = self.note_words(), f"document {wanted.key}"
        done = self._workspace.perform(says, note, merge_key=key, initiator=self)
        self._note_id = done.value if done else ""
        return done is not None

    def _take_note_back(self) -> None:
        """The document was not written, so it did not leave; a review that locked meanwhile keeps the note of the try."""
        wanted, note_id, self._note_id = self._wanted, self._note_id, ""
        if wanted is not None and note_id and self._workspace.is_open:
            act = partial(circulation.withdraw, circulation_id=note_id)
            (_, says), key = self.note_words(), f"document {wanted.key}"
            self._workspace.perform(says, act, merge_key=key, initiator=self)

    def _on_saved(self, wanted: _Wanted) -> None:
        self._end()
        self._note_id = ""
        if (
            not self._workspace.is_open
        ):  # locked meanwhile: the note is in the file, and nothing is said to whoever is there now
            return
        said = self.tr("“{}” was written.").format(wanted.to.name)
        self._messages.offer(said, self.open_words(), partial(open_document, wanted.to))
        self.accept()

    def _on_failed(self, problem: KnownError) -> None:
        self._end()
        self._take_note_back()
        self._say_why_not(problem)

    def _on_crashed(self) -> None:
        """The window says what happened; the sheet lets go."""
        self._end()
        self._take_note_back()

    def _on_cancel_requested(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_workspace_closing(self) -> None:
        """The review closes or locks: nothing of it stays in the sheet, but a document that was noted is written."""
        if self._saving:
            self._saving = False
            self._task = None
        self.reject()

    def reject(self) -> None:
        """Leave; a document that is being made is not written, one that is being saved is waited for."""
        if self._saving:
            return
        self._on_cancel_requested()
        self._wanted = None
        super().reject()


def _made(work: Work, task: Task) -> bytes:
    if task.cancelled():
        raise Cancelled
    return work(task.cancelled)


def _saved(save: Save, wanted: _Wanted, content: bytes, _task: Task) -> _Wanted:
    save(wanted.to, content)
    return wanted


def _free(path: Path) -> Path:
    """Return the path, or the next one with a number of which there is no file yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
