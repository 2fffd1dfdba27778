"""Circulation: which documents left the review, in which version, for which audience, when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import ExportProblem
from app.domain.naming import NamingMode
from app.models import Circulation
from app.services.common import now
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class CirculationRow:
    """A document that left the review; ``document`` is the name of its file, ``sent_at`` the moment (UTC)."""

    id: str
    document: str
    version_label: str
    audience: str
    recipient: str
    sent_at: str
    sha256: str


def listed(session: Session) -> tuple[CirculationRow, ...]:
    """Return the documents that left the review, the latest first."""
    query = select(Circulation).order_by(Circulation.sent_at.desc(), Circulation.document, Circulation.id)
    return tuple(
        CirculationRow(row.id, row.document, row.version_label, row.audience, row.recipient, row.sent_at, row.sha256)
        for row in session.scalars(query)
    )


def record(
    uow: UnitOfWork, document: str, audience: NamingMode, sha256: str, *, version_label: str = "", recipient: str = ""
) -> str:
    """Note that a document leaves the review for an audience, and return the note's id.

    The note comes before the document: should the review lock or the machine stop in between, there is at worst a note too
    many, but no document that the review knows nothing of.
    """
    row = Circulation(
        document=document,
        version_label=version_label,
        audience=audience.value,
        recipient=recipient,
        sent_at=now(),
        sha256=sha256,
    )
    uow.session.add(row)
    uow.session.flush()
    return row.id


def withdraw(uow: UnitOfWork, circulation_id: str) -> None:
    """Take a note back: the document could not be written after all."""
    row = uow.session.get(Circulation, circulation_id)
    if row is not None:
        uow.session.delete(row)


def check_file_name(session: Session, document: str, audience: NamingMode) -> None:
    """Raise ``ExportProblem`` where a version with names and one without would share a file name."""
    named = NamingMode.NAMED.value
    for row in session.scalars(select(Circulation)):
        if row.document.casefold() == document.casefold() and (row.audience == named) != (audience == named):
            raise ExportProblem("export_name_of_another_audience", file=document)
