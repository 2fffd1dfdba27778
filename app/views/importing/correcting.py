"""Whether a return corrects an earlier one of its agency: asked with the likeliest answer, then compared in a task."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services import differences, event_rows
from app.services.differences import Before, Difference, EarlierReturn, Kind
from app.services.import_draft import ImportDraft
from app.services.imports import IncomingReturn
from app.services.mendings import Mending, mended_in
from app.views.counting import counted
from app.views.importing.compared_page import ComparedPage
from app.views.importing.sheet_form import SheetForm
from app.views.itemmodels.event_words import links_in_words
from app.workspace.tasks import Task, Tasks
from app.workspace.workspace import Workspace

MOST = 5000
"""Events beyond which it is not said what each is linked with."""


class Correcting(QObject):
    """Asks which return is corrected, never silently; ``chosen`` where the answer changed, ``compared`` with a page."""

    chosen = Signal()
    compared = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, form: SheetForm, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._form = form
        self._agency_id = ""
        self._guessing: Task | None = None
        form.corrects.activated.connect(self._on_activated)

    @property
    def corrects(self) -> str:
        """The id of the earlier return, empty where none is corrected."""
        return str(self._form.corrects.currentData() or "")

    @property
    def guessing(self) -> bool:
        """Whether the likeliest answer is still looked for."""
        return self._guessing is not None

    def mendings(self) -> tuple[Mending, ...]:
        """Return what was mended by hand in the earlier return."""
        return self._workspace.read(partial(mended_in, source_id=self.corrects)) if self.corrects else ()

    def ask(self, agency_id: str, draft: ImportDraft) -> None:
        """Offer the earlier returns of an agency, and look for the likeliest; once for an agency."""
        if agency_id == self._agency_id:
            return
        self._agency_id = agency_id
        self._guessing = None
        earlier = self._workspace.read(partial(differences.earlier_returns, agency_id=agency_id)) if agency_id else ()
        self._form.offer_earlier([(each.id, self._in_words(each)) for each in earlier])
        self.chosen.emit()
        if earlier:
            rows = self._workspace.read(partial(differences.all_before, agency_id=agency_id))
            work = partial(_guess, rows, draft.incoming(agency_id, ""))
            self._guessing = self._start(work, self._on_guessed)

    def compare(self, incoming: IncomingReturn) -> None:
        """Hold the return against the earlier one."""
        before = self._workspace.read(partial(differences.before, source_id=self.corrects))
        self._start(partial(_compare, before, incoming), self._on_compared)

    def _start(self, work: Callable[[Task], object], then: Callable[..., None]) -> Task:
        task = self._tasks.start(work)
        task.finished.connect(then)
        return task

    def _in_words(self, each: EarlierReturn) -> str:
        taken = datetime.fromisoformat(each.taken_in_at).astimezone()
        words = self.tr("Yes, of “{name}”, taken in on {day}: {events}")
        events = counted(each.events, self.tr("{} event"), self.tr("{} events"))
        return words.format(name=each.file_name, day=f"{taken.day} {taken:%B %Y}", events=events)

    def _on_activated(self, _index: int) -> None:
        self._guessing = None  # the reviewer has answered
        self.chosen.emit()

    def _on_guessed(self, source_id: str) -> None:
        if self._guessing is None or self.sender() is not self._guessing or not self._workspace.is_open:
            return
        self._guessing = None
        at = self._form.corrects.findData(source_id)
        if source_id and at >= 0:
            self._form.corrects.setCurrentIndex(at)
            self.chosen.emit()

    def _on_compared(self, difference: Difference) -> None:
        if self._workspace.is_open:
            ids = {row.old.under_id for row in difference.rows if row.old and row.kind is not Kind.SAME}
            found = self._workspace.read(partial(event_rows.rows, only=ids)) if len(ids) < MOST else ()
            self.compared.emit(ComparedPage(difference, {row.id: links_in_words(row) for row in found}))


def _guess(rows: tuple[Before, ...], incoming: IncomingReturn, _task: Task) -> str:
    return differences.best_guess(rows, incoming)


def _compare(before: Before, incoming: IncomingReturn, _task: Task) -> Difference:
    return differences.compare(before, incoming)
