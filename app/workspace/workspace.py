"""The workspace: the open review as Qt sees it. Everything that reads or changes a review goes through it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from app.domain.changes import ChangeSet
from app.domain.errors import KnownError
from app.domain.naming import Naming, NamingMode
from app.domain.text import new_id
from app.services.naming import TABLES as NAMING_TABLES
from app.services.naming import read_naming
from app.storage.backups import Reason
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork, replay
from app.workspace.drafts import Drafts
from app.workspace.history import History, Step

T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """What an act gave back, and what it changed."""

    value: T
    change_set: ChangeSet


class Workspace(QObject):
    """The one mediator between views and the open review.

    Signals: ``opened`` and ``closed`` around a review's being open (``closed(locked)``); ``changed(ChangeSet, initiator)``
    after every commit, undo and redo; ``history_changed``; ``saved(datetime)``; ``failed(KnownError)``;
    ``announced(str)`` with an act's name that can be undone; ``naming_changed``.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal(bool)
    changed = Signal(object, object)
    history_changed = Signal()
    saved = Signal(object)
    failed = Signal(object)
    announced = Signal(str)
    naming_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drafts = Drafts(self)
        self._file: ReviewFile | None = None
        self._history = History()
        self._mode = NamingMode.NAMED
        self._naming: Naming | None = None
        self._by = getpass.getuser()

    # -- the file ---------------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a review is open."""
        return self._file is not None

    @property
    def file(self) -> ReviewFile:
        """The open file; asking without one is a bug."""
        if self._file is None:
            raise AssertionError("no review is open")
        return self._file

    @property
    def path(self) -> Path | None:
        """Where the open review lies."""
        return self._file.path if self._file else None

    @property
    def read_only(self) -> bool:
        """Whether the open review can only be read."""
        return self._file is not None and self._file.read_only

    def take(self, file: ReviewFile) -> None:
        """Show a file that was opened or created; one open before is closed first."""
        self.close()
        self._file = file
        self._naming = None
        self.opened.emit()
        self.history_changed.emit()
        self.naming_changed.emit()

    def close(self, *, locked: bool = False) -> bool:
        """Save drafts, close the file, forget its key and the history; False where a draft could not be saved."""
        if self._file is None:
            return True
        self.closing.emit()
        if not self.drafts.save_all():
            return False
        self._forget(self._file, locked=locked)
        return True

    def give_up(self) -> None:
        """Let go of a review whose file is closed already; it is to be unlocked anew. Nothing can be saved any more."""
        if self._file is not None:
            self._forget(self._file, locked=True)

    def _forget(self, file: ReviewFile, *, locked: bool) -> None:
        self.drafts.drop_all()
        self._file = None
        self._naming = None
        self._history.clear()
        file.close()
        self.history_changed.emit()
        self.closed.emit(locked)

    def back_up(self, reason: str) -> bool:
        """Make a verified backup now ("import", "hand"); False where that failed, and ``failed`` has told the user."""
        try:
            self.file.backup(Reason(reason))
        except KnownError as problem:
            self.failed.emit(problem)
            return False
        return True

    # -- reading and changing ---------------------------------------------------------------------------------------

    def read(self, query: Callable[[Session], T]) -> T:
        """Return what a reading service gives; the session is closed before anything is shown. Never inside an act."""
        try:
            with self.file.session() as session:
                return query(session)
        except KnownError:
            raise
        except Exception as problem:
            known = self.file.problem_of(problem)
            if known is None:
                raise
            raise known from problem

    def perform(
        self,
        label: str,
        act: Callable[[UnitOfWork], T],
        *,
        merge_key: str | None = None,
        initiator: object | None = None,
        announce: bool = False,
    ) -> Done[T] | None:
        """Do an act, committed and undoable, or not at all.

        None where the world forbade it: nothing was changed and ``failed`` has told the user. Acts with the same
        ``merge_key`` in a row are one step to undo. ``announce`` puts the act into the message bar with Undo.
        """
        joined = self._history.mergeable(merge_key)
        step_id = joined.id if joined else new_id()
        try:
            with UnitOfWork(self.file.engine, Stamp(step_id, self._by)) as uow:
                value = act(uow)
                changes = uow.commit()
        except Exception as problem:
            if not self._told(problem):
                raise
            return None
        change_set = ChangeSet(label, changes)
        if changes:
            self._history.push(Step(step_id, change_set, merge_key))
            self._committed(change_set, initiator)
            if announce:
                self.announced.emit(label)
        return Done(value, change_set)

    def end_step(self) -> None:
        """Let nothing more merge into the last step: the caret left its field."""
        self._history.close_step()

    # -- undo -------------------------------------------------------------------------------------------------------

    @property
    def undo_label(self) -> str | None:
        """The name of the act that undo would take back, None where there is none."""
        last = self._history.last
        return last.change_set.label if last else None

    @property
    def redo_label(self) -> str | None:
        """The name of the act that redo would do again, None where there is none."""
        following = self._history.next
        return following.change_set.label if following else None

    def undo(self) -> bool:
        """Take the last step back; False where there was none or the world forbade it."""
        if not self.drafts.save_all():
            return False
        step = self._history.last
        if step is None:
            return False
        inverse = tuple(change.inverse() for change in reversed(step.change_set.changes))
        done = self._replay(ChangeSet(step.change_set.label, inverse))
        if done:
            self._history.moved_back()
            self._committed(ChangeSet(step.change_set.label, inverse), None)
        return done

    def redo(self) -> bool:
        """Do the step again that was taken back last; False where there was none or the world forbade it."""
        if not self.drafts.save_all():
            return False
        step = self._history.next
        if step is None:
            return False
        done = self._replay(step.change_set)
        if done:
            self._history.moved_forward()
            self._committed(step.change_set, None)
        return done

    def _replay(self, change_set: ChangeSet) -> bool:
        try:
            replay(self.file.engine, Stamp(new_id(), self._by), change_set.changes)
        except Exception as problem:
            if not self._told(problem):
                raise
            return False
        return True

    def _told(self, problem: Exception) -> bool:
        """Tell the user what the world forbade; False where it is something that nobody foresaw."""
        known = problem if isinstance(problem, KnownError) else self.file.problem_of(problem)
        if known is not None:
            self.failed.emit(known)
        return known is not None

    def _committed(self, change_set: ChangeSet, initiator: object | None) -> None:
        if change_set.touches(*NAMING_TABLES):
            self._naming = None
        self.changed.emit(change_set, initiator)
        self.history_changed.emit()
        self.saved.emit(datetime.now().astimezone())
        if change_set.touches(*NAMING_TABLES):
            self.naming_changed.emit()

    # -- naming -----------------------------------------------------------------------------------------------------

    @property
    def naming_mode(self) -> NamingMode:
        """How people are shown."""
        return self._mode

    def set_naming_mode(self, mode: NamingMode) -> None:
        """Show people by name, by role or by pseudonym, everywhere at once."""
        if mode is not self._mode:
            self._mode = mode
            self._naming = None
            self.naming_changed.emit()

    @property
    def naming(self) -> Naming:
        """How every reference is shown now; an empty one while no review is open."""
        if self._file is None:
            return Naming(self._mode)
        if self._naming is None:
            self._naming = self.read(self._read_naming)
        return self._naming

    def _read_naming(self, session: Session) -> Naming:
        return read_naming(session, self._mode)
