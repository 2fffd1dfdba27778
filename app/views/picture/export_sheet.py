"""The sheet from which the picture leaves the review: as what, for whom, and where to.

As with a report, a version without names that would carry one is written only when the user says so with the names in view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QListWidget, QWidget

from app.domain.description import Description
from app.domain.errors import KnownError
from app.domain.file_names import report_file_name
from app.domain.names_left import NameLeft
from app.domain.naming import NamingMode
from app.domain.picture_describing import TITLE, picture_page
from app.services import circulation, review
from app.services.picture_export import ReadyPicture, ready
from app.views.file_dialogs import without_looking
from app.views.picture.rendering import Rendering
from app.views.widgets.busy_strip import BusyStrip
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import button, caption, label
from app.views.widgets.message_bar import MessageBar
from app.views.widgets.segmented_control import SegmentedControl
from app.workspace.tasks import Task, Tasks
from app.workspace.workspace import Workspace

WORD, PIXELS, SHAPES = ".docx", ".png", ".svg"


@dataclass(frozen=True)
class PictureDocuments:
    """What is done with the picture's files, handed in by the composition root: a page for Word, saving, opening."""

    page: Callable[[Description], bytes]
    save: Callable[[Path, bytes], None]
    open: Callable[[Path], None]


@dataclass(frozen=True)
class _Wanted:
    to: Path
    mode: NamingMode


class PictureSheet(DialogBase):
    """Asks how the picture is to be written and where to, writes it, and offers to open it."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        tasks: Tasks,
        documents: PictureDocuments,
        messages: MessageBar,
        folder: Path,
    ) -> None:
        super().__init__(parent, self.tr("Export the picture of the case"), self.tr("&Export"), width=640)
        self._workspace = workspace
        self._tasks = tasks
        self._documents = documents
        self._messages = messages
        self._folder = folder
        self._chosen: Path | None = None
        self._saving = False
        self._title = workspace.read(review.facts).title
        self.kind = SegmentedControl(
            self.tr("What to write"),
            (
                (WORD, self.tr("Word page")),
                (PIXELS, self.tr("Picture (.png)")),
                (SHAPES, self.tr("Drawing (.svg)")),
            ),
        )
        self.people = SegmentedControl(
            self.tr("How people are shown"),
            (
                (NamingMode.PSEUDONYM.value, self.tr("Pseudonym")),
                (NamingMode.BY_ROLE.value, self.tr("By role")),
                (NamingMode.NAMED.value, self.tr("Named")),
            ),
        )
        self.events = SegmentedControl(
            self.tr("Which events"), (("skeleton", self.tr("Skeleton only")), ("all", self.tr("All events")))
        )
        self.where = label(wrap=True)
        self.choose_button = button(self.tr("&Where to…"))
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Names that would stand in the picture"))
        self.names.setMaximumHeight(140)
        self.anyway_button = button(self.tr("Export &all the same"))
        self.busy = BusyStrip()
        self._lay_out()
        self._connect()
        self._on_choices_changed()

    def _lay_out(self) -> None:
        rows = QFormLayout()
        for words, field in (
            (self.tr("&As"), self.kind),
            (self.tr("&People"), self.people),
            (self.tr("E&vents"), self.events),
        ):
            rows.addRow(caption(words, field), field)
        self.body.addLayout(rows)
        place = QHBoxLayout()
        place.addWidget(self.where, 1)
        place.addWidget(self.choose_button)
        self.body.addLayout(place)
        hint = self.tr("The whole case is drawn. The file is not encrypted; private notes are never in it.")
        self.body.addWidget(label(hint, tone="soft", wrap=True))
        self.body.addWidget(self.names)
        self.body.addWidget(self.busy)
        self.add_button(self.anyway_button)

    def _connect(self) -> None:
        for each in (self.kind, self.people, self.events):
            each.chosen.connect(self._on_choices_changed)
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.anyway_button.clicked.connect(self._on_anyway_clicked)
        self._workspace.closing.connect(self._on_workspace_closing)

    # -- choosing ---------------------------------------------------------------------------------------------------

    @property
    def mode(self) -> NamingMode:
        """How people are to be shown."""
        return NamingMode(self.people.current)

    @property
    def to(self) -> Path:
        """Where the file will be written: as chosen, or under a proposed name that is free."""
        if self._chosen is not None:
            return self._chosen
        stem = report_file_name(self._title, TITLE, self.mode).removesuffix(WORD)
        names = (f"{stem}{f' ({number})' if number > 1 else ''}{self.kind.current}" for number in range(1, 1000))
        return next(path for name in names if not (path := self._folder / name).exists())

    def _on_choices_changed(self, _key: str = "") -> None:
        """What was chosen for another audience or as another kind is not the place for this one."""
        self._chosen = None
        self._show_place()

    def _show_place(self) -> None:
        to = self.to
        self.where.setText(self.tr("“{}” in the folder “{}”").format(to.name, to.parent.name or str(to.parent)))
        self.where.setToolTip(str(to))
        self.notice.say("")
        self._show_names(())

    def _on_choose_clicked(self) -> None:
        dialog = without_looking(QFileDialog(self, self.tr("Where to keep the picture"), str(self.to.parent)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{self.kind.current}")
        dialog.setDefaultSuffix(self.kind.current.removeprefix("."))
        dialog.selectFile(self.to.name)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        self._chosen = Path(name)
        self._folder = self._chosen.parent
        self._show_place()

    # -- writing ----------------------------------------------------------------------------------------------------

    def try_accept(self) -> None:
        """Write the picture, unless it would carry names that should not stand in it."""
        self._export(allow_names=False)

    def _on_anyway_clicked(self) -> None:
        self._export(allow_names=True)

    def _export(self, *, allow_names: bool) -> None:
        if self._saving or not self._workspace.drafts.save_all():
            return
        wanted = _Wanted(self.to, self.mode)
        try:
            found = self._workspace.read(
                partial(ready, mode=wanted.mode, file_name=wanted.to.name, skeleton_only=self._only_skeleton())
            )
        except KnownError as problem:
            self.show_problem(problem)
            return
        self._show_names(() if allow_names else found.left)
        if found.left and not allow_names:
            return
        if not found.picture.tracks:
            self.notice.say(self.tr("There is nothing to draw yet."), self.tr("Choose all events, or add some first."))
            return
        self._saving = True
        self._enable(False)
        self.busy.begin(self.tr("Writing the picture…"), cancellable=False)
        task = self._tasks.start(partial(_written, self._documents, self._make(found), wanted))
        task.finished.connect(partial(self._on_saved, wanted))
        task.failed.connect(self._on_failed)
        task.crashed.connect(self._on_crashed)

    def _make(self, found: ReadyPicture) -> Callable[[PictureDocuments], bytes]:
        """Draw the picture; what is made of the drawing needs no window and is done beside it."""
        drawn = Rendering(found.picture)
        if self.kind.current == SHAPES:
            return partial(_as_it_is, drawn.svg())
        if self.kind.current == PIXELS:
            return partial(_as_it_is, drawn.png(legend=True))
        shown = self.tr("The events of the skeleton chronology.") if self._only_skeleton() else self.tr("All events.")
        page = picture_page(found.picture, found.title, drawn.png(legend=False), drawn.size, shown=shown, draft=True)
        return partial(_as_page, page)

    def _only_skeleton(self) -> bool:
        return self.events.current == "skeleton"

    def _show_names(self, left: Sequence[NameLeft]) -> None:
        """List names with their places, and offer to export all the same; nothing where there are none."""
        self.names.clear()
        self.names.addItems([found.name for found in left])
        self.names.setVisible(bool(left))
        self.anyway_button.setVisible(bool(left))
        if left:
            self.notice.say(
                self.tr("Nothing was written: these names were typed by hand and would stand in the picture."),
                self.tr("Change the titles they stand in, or export all the same."),
            )
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _enable(self, on: bool) -> None:
        for each in (self.kind, self.people, self.events, self.choose_button, self.accept_button, self.anyway_button):
            each.setEnabled(on)

    def _end(self) -> None:
        self._saving = False
        self.busy.end()
        self._enable(True)

    def _on_saved(self, wanted: _Wanted, digest: str) -> None:
        self._end()
        if not self._workspace.read_only:
            note = partial(circulation.record, document=wanted.to.name, audience=wanted.mode, sha256=digest)
            self._workspace.perform(self.tr("Note that the picture left the review"), note, initiator=self)
        said = self.tr("“{}” was written.").format(wanted.to.name)
        self._messages.offer(said, self.tr("Open it"), partial(self._documents.open, wanted.to))
        self.accept()

    def _on_failed(self, problem: KnownError) -> None:
        self._end()
        self.show_problem(problem)

    def _on_crashed(self) -> None:
        """The window says what happened; the sheet lets go."""
        self._end()

    def _on_workspace_closing(self) -> None:
        """The review closes or locks: nothing of it stays in the sheet."""
        self._saving = False
        self.reject()

    def reject(self) -> None:
        """Leave; a picture that is being saved is waited for."""
        if not self._saving:
            super().reject()


def _as_it_is(content: bytes, _documents: PictureDocuments) -> bytes:
    return content


def _as_page(page: Description, documents: PictureDocuments) -> bytes:
    return documents.page(page)


def _written(documents: PictureDocuments, make: Callable[[PictureDocuments], bytes], wanted: _Wanted, _task: Task) -> str:
    content = make(documents)
    documents.save(wanted.to, content)
    return sha256(content).hexdigest()
