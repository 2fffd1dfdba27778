"""What the File menu does with review files: new, open, copy, passphrase, backups, the practice review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.bootstrap import cases
from app.bootstrap.memory import Memory
from app.domain.errors import KnownError
from app.domain.resources import load_toml
from app.services import passphrases
from app.storage.backups import backups_of, restore
from app.storage.review_file import SUFFIX, ReviewFile
from app.views.file_dialogs import without_looking
from app.views.main_window import MainWindow
from app.views.new_review import ChangePassphraseSheet, NewReview, NewReviewSheet
from app.views.passphrase_form import PassphraseHelp, Strength
from app.views.restore_sheet import BackupRow, RestoreSheet
from app.workspace.workspace import Workspace

PRACTICE_NAME: Final = f"Practice review{SUFFIX}"


class FileActs(QObject):
    """Carries out the File menu's commands that concern files."""

    def __init__(self, window: MainWindow, workspace: Workspace, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._memory = memory
        self._path: Path | None = None
        act = window.commands.action
        act("file.new").triggered.connect(self._on_new)
        act("file.open").triggered.connect(self._on_open)
        act("file.practice").triggered.connect(self.open_practice)
        act("file.save_copy").triggered.connect(self._on_save_copy)
        act("file.passphrase").triggered.connect(self._on_change_passphrase)
        act("file.restore").triggered.connect(self._on_restore)
        act("file.close").triggered.connect(self._on_close)
        window.recent_requested.connect(self.ask_for)
        window.unlock.unlock_requested.connect(self._on_unlock)
        window.unlock.other_requested.connect(self.show_welcome)
        window.welcome.forget_requested.connect(self._on_forget)
        window.welcome.remember_changed.connect(self._on_remember)

    # -- places -----------------------------------------------------------------------------------------------------

    def show_welcome(self) -> None:
        """Show the start screen."""
        self._path = None
        self._window.show_welcome(self._memory.recent(), remember=self._memory.remembers)

    def ask_for(self, path: Path) -> None:
        """Close what is open and ask for a file's passphrase."""
        if self._workspace.close():
            self._path = path
            self._window.show_unlock(path.stem)

    def after_close(self, *, locked: bool) -> None:
        """Show what follows a review's being closed: its unlock screen, or the start screen."""
        if locked and self._path is not None:
            self._window.show_unlock(self._path.stem, locked=True)
        else:
            self.show_welcome()

    def _take(self, file: ReviewFile) -> None:
        self._path = file.path
        try:
            self._workspace.take(file)
        except BaseException:
            # What can't be shown is not left open behind an empty window.
            self._workspace.close()
            file.close()
            raise
        self._memory.opened(file.path)
        self._window.set_recent(self._memory.recent(), remember=self._memory.remembers)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except KnownError as problem:
            self._window.show_problem(problem)

    # -- opening ----------------------------------------------------------------------------------------------------

    def _on_unlock(self, passphrase: str) -> None:
        if self._path is None:
            return
        self._window.unlock.working()
        self._window.unlock.repaint()
        path = self._path

        def unlock() -> None:
            self._take(ReviewFile.open(path, passphrase))

        try:
            self._try(unlock)
        finally:
            if not self._workspace.is_open:
                self._window.unlock.rest()

    def _on_open(self) -> None:
        dialog = self._dialog(self.tr("Open a review"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_open_chosen)
        dialog.open()

    def _on_open_chosen(self, chosen: str) -> None:
        self.ask_for(Path(chosen))

    def _on_close(self) -> None:
        self._workspace.close()

    def _on_forget(self, path: Path) -> None:
        self._memory.forget(path)
        self.show_welcome()

    def _on_remember(self, remember: bool) -> None:
        self._memory.set_remembers(remember)
        self.show_welcome()

    # -- a new review -----------------------------------------------------------------------------------------------

    def _on_new(self) -> None:
        kinds = [(kind["key"], kind["label"]) for kind in load_toml("vocabularies", "review-kinds.toml")["kind"]]
        sheet = NewReviewSheet(self._window, kinds, _passphrase_help())
        sheet.create_requested.connect(self._on_new_wanted)
        sheet.open()

    def _on_new_wanted(self, wanted: NewReview) -> None:
        sheet = self.sender()
        assert isinstance(sheet, NewReviewSheet)  # noqa: S101 - only the sheet asks for this
        dialog = self._dialog(self.tr("Where to keep the review"), QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{file_name_of(wanted.title)}{SUFFIX}")

        def chosen(name: str) -> None:
            try:
                passphrases.require_strong(wanted.passphrase)
                if not self._workspace.close():
                    return
                file = cases.new_review(with_suffix(Path(name)), wanted.passphrase, wanted.title, wanted.kind, self._lanes())
            except KnownError as problem:
                sheet.show_problem(problem)
                return
            sheet.accept()
            self._take(file)

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _lanes(self) -> tuple[str, ...]:
        return (self.tr("Proposed"), self.tr("In the report"), self.tr("Set aside"))

    def open_practice(self) -> None:
        """Open the practice review, made anew where it is not there yet."""
        from app.bootstrap.practice import PRACTICE_PASSPHRASE, make_practice_review  # all that reads returns comes with it

        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        path = folder / PRACTICE_NAME

        def open_it() -> None:
            folder.mkdir(parents=True, exist_ok=True)
            if not self._workspace.close():
                return
            if path.exists():
                file = ReviewFile.open(path, PRACTICE_PASSPHRASE)
            else:
                file = make_practice_review(path, PRACTICE_PASSPHRASE)
            self._take(file)
            words = self.tr(
                "This is the practice review: nobody in it is real, and you can change what you like."
                " Its passphrase is “{}”."
            )
            self._window.messages.say(words.format(PRACTICE_PASSPHRASE))

        self._try(open_it)

    # -- copies and passphrase --------------------------------------------------------------------------------------

    def _on_save_copy(self) -> None:
        dialog = self._dialog(self.tr("Save a copy"), QFileDialog.AcceptMode.AcceptSave)
        path = self._workspace.file.path
        dialog.selectFile(self.tr("{} copy").format(path.stem) + SUFFIX)
        dialog.fileSelected.connect(self._on_copy_chosen)
        dialog.open()

    def _on_copy_chosen(self, chosen: str) -> None:
        def copy() -> None:
            if self._workspace.is_open and self._workspace.drafts.save_all():
                to = with_suffix(Path(chosen))
                self._workspace.file.save_copy(to)
                self._window.messages.say(self.tr("A copy was saved as “{}”, with the same passphrase.").format(to.stem))

        self._try(copy)

    def _on_change_passphrase(self) -> None:
        sheet = ChangePassphraseSheet(self._window, _passphrase_help())
        self._workspace.closed.connect(sheet.reject)
        sheet.change_requested.connect(self._on_passphrase_wanted)
        sheet.open()

    def _on_passphrase_wanted(self, current: str, new: str) -> None:
        sheet = self.sender()
        assert isinstance(sheet, ChangePassphraseSheet)  # noqa: S101 - only the sheet asks for this
        if not self._workspace.drafts.save_all():
            sheet.show_problem(KnownError("drafts_first"))
            return
        try:
            passphrases.require_strong(new)
            self._workspace.file.change_passphrase(current, new)
        except KnownError as problem:
            if self._workspace.file.is_open:
                sheet.show_problem(problem)
            else:
                self._workspace.give_up()
                self._window.show_problem(problem)
            return
        sheet.accept()
        self._window.messages.say(self.tr("The passphrase was changed. Older backups keep the one they were made with."))

    # -- backups ----------------------------------------------------------------------------------------------------

    def _on_restore(self) -> None:
        if self._path is not None:
            self._show_backups(self._path)
            return
        dialog = self._dialog(self.tr("Whose backups?"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_backups_of)
        dialog.open()

    def _on_backups_of(self, chosen: str) -> None:
        self._show_backups(Path(chosen))

    def _show_backups(self, path: Path) -> None:
        rows = [BackupRow(backup.path, backup.made, backup.reason.value, backup.size) for backup in backups_of(path)]
        sheet = RestoreSheet(self._window, path.stem, rows)
        self._workspace.closed.connect(sheet.reject)

        def wanted(backup: Path) -> None:
            dialog = self._dialog(self.tr("Restore under a new name"), QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(self.tr("{} restored").format(path.stem) + SUFFIX)

            def chosen(name: str) -> None:
                to = with_suffix(Path(name))
                try:
                    restore(backup, to)
                except KnownError as problem:
                    sheet.show_problem(problem)
                    return
                sheet.accept()
                self.ask_for(to)

            dialog.fileSelected.connect(chosen)
            dialog.open()

        sheet.restore_requested.connect(wanted)
        sheet.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        """A file dialog that shows reviews, window-modal and gone once the review is closed or locked."""
        start = self._path.parent if self._path else Path(QDir.homePath())
        dialog = without_looking(QFileDialog(self._window, title, str(start), self.tr("Reviews (*{})").format(SUFFIX)))
        dialog.setAcceptMode(mode)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        # Nothing is ever overwritten: an existing name is refused with a sentence, not with a question.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self._workspace.closed.connect(dialog.reject)
        return dialog


def with_suffix(path: Path) -> Path:
    """Return the path with the ending of a review."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def file_name_of(title: str) -> str:
    """Return a title as a file's name, without the signs that some systems refuse."""
    return "".join("-" if sign in '\\/:*?"<>|' or ord(sign) < 32 else sign for sign in title).strip(" .") or "Review"


def _passphrase_help() -> PassphraseHelp:
    def judge(passphrase: str) -> Strength:
        found = passphrases.strength(passphrase)
        return Strength(found.score, found.enough)

    return PassphraseHelp(judge, passphrases.suggest)
