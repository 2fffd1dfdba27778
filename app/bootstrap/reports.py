"""Reports: from an open review to a Word file, for the command line and the window alike."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from app.bootstrap.cases import done
from app.documents.report_writer import report_bytes
from app.documents.saving import save
from app.domain.errors import ExportProblem
from app.domain.names_left import NameLeft, NamesLeft
from app.domain.naming import NamingMode
from app.domain.outlines import Outline, load_outline, outlines
from app.services import circulation
from app.services.outlines import outline_of
from app.services.report import ReportOptions, ready
from app.storage.review_file import ReviewFile


def outline_named(key: str) -> Outline | None:
    """Return an outline by its key; None where there is none of that key."""
    try:
        return load_outline(key)
    except ExportProblem as problem:
        if problem.key != "outline_unknown":
            raise
        return None


def outline_names() -> tuple[tuple[str, str], ...]:
    """Return the key and the name of every outline."""
    return tuple((outline.key, outline.name) for outline in outlines())


def write_report(
    file: ReviewFile, outline: Outline, audience: str, to: Path, *, confidential: bool, allow_names: bool = False
) -> tuple[NameLeft, ...]:
    """Write a report by an outline as the review has it, for an audience ("pseudonym", "role", "named"), and keep note.

    Raises ``NamesLeft`` and writes nothing where a document without names would carry one, unless ``allow_names``; returns
    the names it carries then. A review that can only be read is reported on, and keeps no note.
    """
    mode = NamingMode(audience)
    today = datetime.now().astimezone().date()
    with file.session() as session:
        outline = outline_of(session, outline)
        report = ready(session, ReportOptions(mode, outline, to.name, today, confidential=confidential))
    if report.left and not allow_names:
        raise NamesLeft(report.left)
    save_and_note(file, to, report_bytes(report.data, outline), mode, report.data.version)
    return report.left


def save_and_note(file: ReviewFile, to: Path, content: bytes, mode: NamingMode, version: str, recipient: str = "") -> None:
    """Save a document and keep note that it left, whole or not at all; a review that can only be read keeps no note."""
    digest = sha256(content).hexdigest()
    facts = {"version_label": version, "recipient": recipient}
    note = partial(circulation.record, document=to.name, audience=mode, sha256=digest, **facts)
    note_id = None if file.read_only else done(file, note)
    try:
        save(to, content)
    except BaseException:
        if note_id is not None:
            done(file, partial(circulation.withdraw, circulation_id=note_id))
        raise
