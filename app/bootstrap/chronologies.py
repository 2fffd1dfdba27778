"""Chronologies: from an open review to a Word, Excel or CSV file or a prompt sheet, for the command line."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.reports import save_and_note
from app.documents.chronology_writer import chronology_bytes
from app.domain.chronology_out import OutForm
from app.domain.errors import ExportProblem
from app.domain.names_left import NameLeft, NamesLeft
from app.services import chronology_out, people
from app.services.chronology_out import Choice
from app.storage.review_file import ReviewFile

FORMS = {".docx": OutForm.WORD, ".xlsx": OutForm.EXCEL, ".csv": OutForm.CSV}


def form_of(to: Path, *, prompts: bool) -> OutForm | None:
    """Return the form that a file's name asks for; None where there is none of that ending."""
    form = FORMS.get(to.suffix.casefold())
    if prompts:
        return OutForm.PROMPTS if form is OutForm.WORD else None
    return form


def person_named(file: ReviewFile, name: str) -> str:
    """Return the id of a person by name or alias; raises ``ExportProblem`` where there is none, or several."""
    wanted = name.strip().casefold()
    with file.session() as session:
        found = [
            row.id for row in people.register(session) if wanted in {row.name.casefold(), *map(str.casefold, row.aliases)}
        ]
    if len(found) != 1:
        raise ExportProblem("person_not_found", name=name)
    return found[0]


def write_chronology(file: ReviewFile, choice: Choice, to: Path, *, allow_names: bool = False) -> tuple[NameLeft, ...]:
    """Write a chronology as chosen, and keep note that it left.

    Raises ``NamesLeft`` and writes nothing where a chronology without names would carry one, unless ``allow_names``; returns
    the names it carries then.
    """
    with file.session() as session:
        found = chronology_out.gathered(session, choice, to.name)
    out = chronology_out.in_words(found, _never)
    left = chronology_out.names_in(found, out, to.name)
    if left and not allow_names:
        raise NamesLeft(left)
    save_and_note(file, to, chronology_bytes(out, choice.form), choice.mode, out.version)
    return left


def _never() -> bool:
    return False
