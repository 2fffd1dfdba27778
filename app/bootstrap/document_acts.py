"""What goes in and out of a review as documents: returns taken in, reports written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from app.documents.returns.child import read_in_child, read_pasted_in_child
from app.documents.saving import save
from app.services import mentions
from app.services.imports import TakenIn
from app.services.outlines import review_outlines
from app.views.counting import counted
from app.views.exporting.blank_sheet import BlankSheet
from app.views.exporting.chronology_sheet import ChronologySheet
from app.views.exporting.document_sheet import Leaving, open_document
from app.views.exporting.export_sheet import Documents, ExportSheet
from app.views.importing.flow import ImportFlow, Readers
from app.views.main_window import MainWindow
from app.views.meetings.export_sheet import AttendanceSheet, TableDocuments
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace

ShownEvents = Callable[[], frozenset[str] | None]
"""Tells the ids of the events that the chronology's filter leaves; None where nothing is filtered."""


class DocumentActs(QObject):
    """Carries out the File menu's commands that concern documents."""

    def __init__(self, window: MainWindow, workspace: Workspace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self.shown_events: ShownEvents = no_filter
        self._imports = ImportFlow(workspace, tasks, Readers(read_in_child, read_pasted_in_child), window)
        self._imports.began.connect(window.busy.begin)
        self._imports.advanced.connect(window.busy.say)
        self._imports.ended.connect(window.busy.end)
        self._imports.problem.connect(window.show_problem)
        self._imports.taken_in.connect(self._on_taken_in)
        window.busy.cancel_requested.connect(self._imports.cancel)
        window.commands.action("file.import").triggered.connect(self.take_in)
        window.commands.action("file.paste_rows").triggered.connect(self.paste)
        window.commands.action("file.export").triggered.connect(self._on_export)
        window.commands.action("edit.find_people").triggered.connect(self._on_find_people)
        window.commands.action("file.blank").triggered.connect(self._on_blank)
        window.commands.action("file.chronology").triggered.connect(self._on_chronology)
        window.commands.action("file.picture").triggered.connect(self.export_picture)

    def take_in(self) -> None:
        """Ask for a return and show how it is understood."""
        self._imports.choose()

    def paste(self) -> None:
        """Show how the rows on the clipboard are understood."""
        self._imports.paste()

    def _on_export(self) -> None:
        from app.documents.report_writer import report_bytes  # Word and its XML take 5 MB, of which most sittings use none

        if not self._workspace.drafts.save_all():
            return
        documents = Documents(report_bytes, save)
        outlines = self._workspace.read(review_outlines)
        sheet = ExportSheet(
            self._window, self._workspace, self._tasks, outlines, documents, self._window.messages, _documents_folder()
        )
        self._workspace.closed.connect(sheet.reject)
        sheet.open()

    def _on_chronology(self) -> None:
        from app.documents.chronology_writer import chronology_bytes

        if not self._workspace.drafts.save_all():
            return
        leaving = Leaving(self._workspace, self._tasks, save, self._window.messages, _documents_folder())
        sheet = ChronologySheet(self._window, leaving, chronology_bytes, self.shown_events())
        self._workspace.closed.connect(sheet.reject)
        sheet.open()

    def _on_blank(self) -> None:
        from app.documents.blank_return import blank_bytes

        if not self._workspace.drafts.save_all():
            return
        leaving = Leaving(self._workspace, self._tasks, save, self._window.messages, _documents_folder())
        sheet = BlankSheet(self._window, leaving, blank_bytes)
        self._workspace.closed.connect(sheet.reject)
        sheet.open()

    def export_picture(self) -> None:
        """Ask how the picture of the case is to be written, and where to."""
        from app.documents.report_writer import document_bytes  # as above
        from app.views.picture.export_sheet import PictureDocuments, PictureSheet

        if not self._workspace.drafts.save_all():
            return
        documents = PictureDocuments(document_bytes, save, open_document)
        sheet = PictureSheet(
            self._window, self._workspace, self._tasks, documents, self._window.messages, _documents_folder()
        )
        self._workspace.closed.connect(sheet.reject)
        sheet.open()

    def export_attendance(self, kind: str, series: str | None, words: str) -> None:
        """Ask for whom the grid of some meetings is, and write it as a table."""
        from app.documents.report_writer import document_bytes  # as above: only when something is written
        from app.documents.table_workbook import workbook_bytes

        if not self._workspace.drafts.save_all():
            return
        documents = TableDocuments(document_bytes, workbook_bytes, save)
        AttendanceSheet(
            self._window, self._workspace, documents, self._window.messages, _documents_folder(), (kind, series, words)
        ).open()

    def _on_taken_in(self, taken: TakenIn) -> None:
        events = counted(taken.events, self.tr("{} event taken in"), self.tr("{} events taken in"))
        rows = counted(taken.set_aside, self.tr("{} row set aside"), self.tr("{} rows set aside"))
        if taken.changed or taken.gone:
            changed = counted(taken.changed, self.tr("{} row changed"), self.tr("{} rows changed"))
            gone = counted(taken.gone, self.tr("{} row gone"), self.tr("{} rows gone"))
            events = f"{events}, {changed}, {gone}"
        named = self._workspace.read(partial(mentions.names_in_source, source_id=taken.source_id))
        if not named:
            self._window.messages.say(f"{events}, {rows}.", undoable=True)
            return
        find = partial(self._find_people, frozenset(named))
        self._window.messages.offer(f"{events}, {rows}.", self.tr("&Find people's names in them"), find)

    def _on_find_people(self) -> None:
        self._find_people(None)

    def _find_people(self, event_ids: frozenset[str] | None) -> None:
        """Let names in events refer to the people of the register, and say how many were found and what was left."""
        # The offer may outlast the review it was made for.
        if not self._workspace.is_open or not self._workspace.drafts.save_all():
            return
        act = partial(mentions.turn_names_into_references, event_ids=event_ids)
        done = self._workspace.perform(self.tr("Find people's names"), act, initiator=self)
        if done is None:
            return
        found = counted(done.value.found, self.tr("{} mention found."), self.tr("{} mentions found."))
        words = [found if done.value.found else self.tr("No further names of people of the register were found.")]
        if done.value.unclear:
            shared = ", ".join(done.value.unclear)
            words.append(self.tr("Left as they stand, since several people share them: {}.").format(shared))
        self._window.messages.say(" ".join(words), undoable=bool(done.value.found))


def no_filter() -> None:
    """The chronology as it is while none of its panels is there to say otherwise."""


def _documents_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
