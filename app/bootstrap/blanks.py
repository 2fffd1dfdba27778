"""Blank returns without the window: for one agency, as Word or Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.chronologies import person_named
from app.bootstrap.reports import save_and_note
from app.documents.blank_return import blank_bytes
from app.domain.blank_return import FORMS
from app.domain.names_left import NameLeft, NamesLeft
from app.domain.naming import NamingMode
from app.services import blank_return, review
from app.storage.review_file import ReviewFile


def form_of(to: Path) -> str | None:
    """Return the form that a file's name asks for; None where there is none of that ending."""
    form = to.suffix.casefold().lstrip(".")
    return form if form in FORMS else None


def write_blank(
    file: ReviewFile,
    agency: str,
    to: Path,
    *,
    form: str,
    reference: str | None = None,
    people: Sequence[str] = (),
    allow_names: bool = False,
) -> tuple[NameLeft, ...]:
    """Write an agency's blank return and keep note of it; ``reference`` None is the review's title, ``people`` are named.

    Raises ``NamesLeft`` and writes nothing where it would name somebody else, unless ``allow_names``.
    """
    chosen = [person_named(file, name) for name in people]
    with file.session() as session:
        words = review.facts(session).title if reference is None else reference
        given = blank_return.blank(session, agency, words, chosen)
        left = blank_return.names_in(session, given, to.name)
    if left and not allow_names:
        raise NamesLeft(left)
    mode = NamingMode.NAMED if chosen else NamingMode.PSEUDONYM
    save_and_note(file, to, blank_bytes(given, form), mode, "", given.agency)
    return left
