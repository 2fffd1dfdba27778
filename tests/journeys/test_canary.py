"""A marker in every text of a review, a day's work in the window, and then a search of all that lies in the clear."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from sqlalchemy import inspect, select
from sqlalchemy.orm import CompositeProperty

from app.domain.text import text_from
from app.models import Base
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from app.views.crash import CrashReporter, CrashSheet
from app.views.importing.sheet import ImportSheet
from tests.journeys.conftest import MARKER
from tests.journeys.journey import PASSPHRASE, Journey

WORDS = frozenset({"title", "name", "short_name", "place", "role", "source_words", "remarks", "abbreviation", "meaning",
                   "label", "involvement", "reason", "purpose", "commissioning_body", "version_label"})  # fmt: skip
"""Columns of plain words; the others hold keys, ids and dates."""

FORMS = (MARKER.encode(), MARKER.encode("utf-16-le"), MARKER.lower().encode())


def mark_every_text(path: Path) -> int:
    """Put the marker into every text of every row, and return how many texts that were."""
    marked = 0
    with ReviewFile.open(path, PASSPHRASE) as file, UnitOfWork(file.engine, Stamp("canary", "tester")) as uow:
        for mapper in Base.registry.mappers:
            if mapper.class_.__tablename__ == "revision":
                continue
            texts = [each.key for each in inspect(mapper).composites if _is_text(each)]
            words = [each.key for each in mapper.column_attrs if each.key in WORDS]
            for number, row in enumerate(uow.session.scalars(select(mapper.class_))):
                for name in texts:
                    setattr(row, name, text_from(f"{MARKER} {number}"))
                for name in words:
                    setattr(row, name, f"{MARKER} {number}")
                marked += len(texts) + len(words)
        uow.commit()
    return marked


def _is_text(composite: CompositeProperty[object]) -> bool:
    return len(composite.attrs) == 2 and any(each.name.endswith("_json") for each in composite.columns)


def in_the_clear(folder: Path) -> list[Path]:
    """Every file below a folder in which, or in whose name, the marker stands."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert files
    return [each for each in files if MARKER in each.name or any(form in each.read_bytes() for form in FORMS)]


def test_nothing_of_a_review_lies_in_the_clear(
    journey: Journey, filled_review: Path, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert mark_every_text(filled_review) > 40
    journey.open(filled_review)
    for keys in ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"):
        journey.press(keys)
    journey.press("Ctrl+2")
    journey.panel("conversations").focus_first()
    journey.type(f"{MARKER} again. ")
    _take_in(journey, home)
    _crash(journey)
    journey.press("Ctrl+L")
    assert not journey.workspace.is_open
    journey.unlock()
    journey.until(lambda: journey.workspace.is_open)
    journey.window.close()
    assert not journey.workspace.is_open
    assert list(filled_review.parent.rglob("*.casement")) != [filled_review], "there should be backups to search"
    assert in_the_clear(filled_review.parent) == []
    spoken = capfd.readouterr()
    assert MARKER not in spoken.out + spoken.err


def _take_in(journey: Journey, home: Path) -> None:
    book = Workbook()
    book.active.append(("Date", "Event"))
    book.active.append(("3 May 2010", f"{MARKER} visited."))
    path = home / "Return.xlsx"
    book.save(path)
    journey.do("file.import")
    journey.choose_file(path)
    sheet = journey.found_dialog(ImportSheet)
    line = journey.found(QComboBox, "Agency that sent the return", sheet).lineEdit()
    assert line is not None
    line.setFocus()
    journey.type(f"{MARKER} Trust")
    sheet.accept_button.click()
    journey.until(lambda: not journey.dialogs())
    path.unlink()


def _crash(journey: Journey) -> None:
    """Something goes wrong in the middle of the case: what is shown and printed names places in the program alone."""
    reporter = CrashReporter(journey.window)
    try:
        {}[f"{MARKER} in a message"]
    except KeyError:
        reporter.report(*sys.exc_info())
    sheet = journey.found_dialog(CrashSheet)
    assert MARKER not in "".join(each.toPlainText() for each in sheet.findChildren(QPlainTextEdit))
    sheet.accept()
    journey.until(lambda: not journey.dialogs())
