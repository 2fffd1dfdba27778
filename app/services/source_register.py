"""The register of sources: who sent what when, and the file itself where it is kept inside the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.errors import RuleBroken
from app.domain.naming import Naming, NamingMode
from app.domain.text import clean
from app.models import Agency, Entry, KeptFile, SourceDocument
from app.services import chronology, circulation, sources
from app.services.common import fetch
from app.storage.unit_of_work import UnitOfWork

KINDS = ("return", "imr", "letter", "record", "other")
"""What a document is."""

LINES = ("title", "sent_by", "remarks")
DATES = ("requested", "received", "secured")


@dataclass(frozen=True)
class SourceRow:
    """A document as the register shows it; dates as given, ``size`` in bytes of the file kept, 0 where none is.

    ``corrects`` is the title of the earlier return that a corrected one took the place of.
    """

    id: str
    title: str
    kind: str
    agency_id: str
    agency: str
    sent_by: str
    requested: str
    received: str
    secured: str
    remarks: str
    file_name: str
    sha256: str
    taken_in_at: str
    size: int
    events: int
    set_aside: int
    corrects: str = ""


def listed(session: Session) -> tuple[SourceRow, ...]:
    """Return the documents, those taken in last first; the files themselves stay where they are."""
    of_entries = (
        select(
            Entry.source_id,
            func.count(Entry.event_id.distinct()).label("events"),
            func.count(Entry.id).filter(Entry.set_aside != "").label("aside"),
        )
        .group_by(Entry.source_id)
        .subquery()
    )
    earlier = aliased(SourceDocument)
    query: Any = (
        select(
            SourceDocument,
            func.coalesce(Agency.name, ""),
            func.coalesce(KeptFile.size, 0),
            func.coalesce(of_entries.c.events, 0),
            func.coalesce(of_entries.c.aside, 0),
            func.coalesce(earlier.title, ""),
        )
        .outerjoin(earlier, earlier.id == SourceDocument.corrects_id)
        .outerjoin(Agency, Agency.id == SourceDocument.agency_id)
        .outerjoin(KeptFile, KeptFile.source_id == SourceDocument.id)
        .outerjoin(of_entries, of_entries.c.source_id == SourceDocument.id)
        .order_by(SourceDocument.taken_in_at.desc(), SourceDocument.title, SourceDocument.id)
    )
    return tuple(_row(*found) for found in session.execute(query))


def _row(source: SourceDocument, agency: str, size: int, events: int, aside: int, earlier: str) -> SourceRow:
    return SourceRow(
        source.id,
        source.title,
        source.kind,
        source.agency_id or "",
        agency,
        source.sent_by,
        source.requested.text,
        source.received.text,
        source.secured.text,
        source.remarks,
        source.file_name,
        source.sha256,
        source.taken_in_at,
        size,
        events,
        aside,
        earlier,
    )


def add(uow: UnitOfWork, file_name: str, content: bytes, *, keep_file: bool) -> str:
    """Register a document by its file and return its id; raises ``RuleBroken`` where the very same one is there."""
    digest = sha256(content).hexdigest()
    known = uow.session.scalars(select(SourceDocument).where(SourceDocument.sha256 == digest)).first()
    if known is not None:
        raise RuleBroken("document_registered_before", file=file_name, title=known.title)
    source = SourceDocument(title=file_name, kind="other", file_name=file_name, sha256=digest)
    uow.session.add(source)
    uow.session.flush()
    if keep_file:
        keep(uow, source.id, content)
    return source.id


def set_line(uow: UnitOfWork, source_id: str, field: str, words: str) -> None:
    """Change the title, who sent it, or the remarks; a document always has a title."""
    if field not in LINES:
        raise AssertionError(f"a document has no line {field}")
    source = fetch(uow.session, SourceDocument, source_id)
    setattr(source, field, clean(words).strip() or (source.file_name if field == "title" else ""))


def set_date(uow: UnitOfWork, source_id: str, field: str, words: str) -> None:
    """Say when it was requested or received, or the records were secured, in the words people use."""
    if field not in DATES:
        raise AssertionError(f"a document has no date {field}")
    setattr(fetch(uow.session, SourceDocument, source_id), field, chronology.read_date(uow.session, words).when)


def set_kind(uow: UnitOfWork, source_id: str, kind: str) -> None:
    """Say what it is; what events were taken from stays a return."""
    source = fetch(uow.session, SourceDocument, source_id)
    if kind not in KINDS:
        raise AssertionError(kind)
    if kind != "return" and source.entries:
        raise RuleBroken("document_is_return", title=source.title)
    source.kind = kind


def set_agency(uow: UnitOfWork, source_id: str, agency_id: str) -> None:
    """Say whose it is; no id for none."""
    if agency_id:
        fetch(uow.session, Agency, agency_id)
    fetch(uow.session, SourceDocument, source_id).agency_id = agency_id or None


def keep(uow: UnitOfWork, source_id: str, content: bytes) -> None:
    """Keep a document's file inside the review; raises ``RuleBroken`` where it is not the very file registered."""
    source = fetch(uow.session, SourceDocument, source_id)
    if sha256(content).hexdigest() != source.sha256:
        raise RuleBroken("document_other_file", title=source.title)
    if not source.kept:
        uow.session.add(KeptFile(source_id=source_id, size=len(content), content=content))


def let_go(uow: UnitOfWork, source_id: str) -> None:
    """Keep a document's file no longer; it stays in the register."""
    source = fetch(uow.session, SourceDocument, source_id)
    source.kept.clear()


def content(session: Session, source_id: str) -> tuple[str, bytes]:
    """Return a kept file's name and the file; raises ``RuleBroken`` where it is not what was registered."""
    source = fetch(session, SourceDocument, source_id)
    kept: Sequence[KeptFile] = source.kept
    if not kept:
        raise RuleBroken("no_longer_there")
    if sha256(kept[0].content).hexdigest() != source.sha256:
        raise RuleBroken("document_not_as_registered", title=source.title)
    return source.file_name or source.title, kept[0].content


def note_leaving(uow: UnitOfWork, source_id: str, file_name: str) -> str:
    """Note that a readable copy of a document leaves the review, and return the note's id."""
    source = fetch(uow.session, SourceDocument, source_id)
    return circulation.record(uow, file_name, NamingMode.NAMED, source.sha256)


def remove(uow: UnitOfWork, source_id: str, *, naming: Naming | None = None) -> None:
    """Take a document out of the register; a return is taken back with its events, while nothing rests on them."""
    source = fetch(uow.session, SourceDocument, source_id)
    if source.entries:
        sources.take_back(uow, source_id, naming=naming)
    else:
        uow.session.delete(source)
