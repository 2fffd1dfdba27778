"""A blank return is sent, filled in as Word, Excel and LibreOffice do, and comes back without a question."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from app.documents.blank_return import blank_bytes
from app.documents.package import unzip_parts
from app.documents.returns.reader import read_return
from app.domain.blank_return import FORMS, ROWS, BlankReturn, blank_file_name, words
from app.domain.date_context import DateContext
from app.domain.return_plans import ColumnRole, propose_plans, role_of_heading
from app.domain.return_rows import Reason, SetAside, Taken, read_table
from app.domain.returns import ParsedReturn

BLANK = BlankReturn("Harn Valley & Homes", "Review Orchard", (), (("ASB", "antisocial behaviour"), ("=1", "+2")))
WANTED = (
    ColumnRole.DATE, ColumnRole.TIME, ColumnRole.WHO, ColumnRole.WHAT, ColumnRole.ACTION, ColumnRole.OUTCOME,
    ColumnRole.SOURCE,
)  # fmt: skip
ENTRIES = (
    ("early May 2011", "", "Housing officer", "Tenancy begins.", "Keys given", "", "Tenancy file"),
    ("3/5/11", "2.20pm", "", "Rang the school.", "", "No answer", "Diary"),
    ("March to June 2011", "", "", "No contact with the family.", "", "", "Tenancy file"),
)


def came_back(name: str, content: bytes) -> list[Taken]:
    """Take it in as the import does, and insist that nothing about its columns was open."""
    parsed: ParsedReturn = read_return(name, content)
    plans = propose_plans(parsed)
    (used,) = [at for at, plan in enumerate(plans) if plan.used]
    assert plans[used].roles == WANTED
    assert list(plans[used].headings) == [column["heading"] for column in words()["columns"]]
    taken: list[Taken] = []
    for table, plan in zip(parsed.tables, plans, strict=True):
        for row in read_table(table, plan, DateContext(datetime.now().astimezone().date())):
            if isinstance(row, SetAside):
                assert row.reason in {Reason.BLANK, Reason.HEADER, Reason.TABLE_NOT_READ}
                assert plan.used or row.reason is not Reason.HEADER
            else:
                assert not row.questions
                taken.append(row)
    return taken


def check(taken: list[Taken]) -> None:
    assert [row.when.text for row in taken] == ["early May 2011", "3/5/11, 2.20pm", "March to June 2011"]
    assert all(row.when.known for row in taken)
    assert taken[1].when.earliest is not None
    assert (taken[1].when.earliest.hour, taken[1].when.earliest.minute) == (14, 20)
    assert [row.what for row in taken] == ["Tenancy begins.", "Rang the school.", "No contact with the family."]
    assert [row.source for row in taken] == ["Tenancy file", "Diary", "Tenancy file"]
    assert taken[0].who == "Housing officer"


@pytest.mark.parametrize("heading", [column["heading"] for column in words()["columns"]])
def test_every_heading_is_one_that_the_import_knows(heading: str) -> None:
    assert role_of_heading(heading) is WANTED[[column["heading"] for column in words()["columns"]].index(heading)]


def test_an_excel_return_comes_back_as_it_was_typed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_bytes(BLANK, "xlsx")))
    sheet = book["Chronology"]
    for number, entry in enumerate(ENTRIES, start=2):
        for at, text in enumerate(entry, start=1):
            sheet.cell(number, at, text or None)
    kept = io.BytesIO()
    book.save(kept)
    check(came_back("filled.xlsx", kept.getvalue()))


def test_true_dates_are_taken_as_well() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_bytes(BLANK, "xlsx")))
    cell = book["Chronology"].cell(2, 1, datetime(2011, 5, 3))  # noqa: DTZ001 - no zones
    cell.number_format = "dd/mm/yyyy"
    book["Chronology"].cell(2, 4, "Seen.")
    kept = io.BytesIO()
    book.save(kept)
    (row,) = came_back("filled.xlsx", kept.getvalue())
    assert row.when.known


def _filled_in_word() -> bytes:
    document = Document(io.BytesIO(blank_bytes(BLANK, "docx")))
    table = document.tables[0]
    for row, entry in zip(table.rows[1:], ENTRIES, strict=False):
        for cell, text in zip(row.cells, entry, strict=True):
            cell.text = text
    for _ in range(2):
        table.add_row()
    table.rows[-1].cells[3].text = "No date known."
    document.tables[1].rows[2].cells[0].text = "CIN"
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_a_word_return_comes_back_with_rows_added() -> None:
    document = Document(io.BytesIO(_filled_in_word()))
    document.tables[0].rows[-1].cells[3].text = ""
    kept = io.BytesIO()
    document.save(kept)
    check(came_back("filled.docx", kept.getvalue()))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on every machine")
def test_libreoffice_keeps_it_whole(tmp_path: Path) -> None:
    source = tmp_path / "filled.docx"
    document = Document(io.BytesIO(_filled_in_word()))
    document.tables[0].rows[-1].cells[3].text = ""
    document.save(str(source))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(saved),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    check(came_back("filled.docx", (saved / "filled.docx").read_bytes()))


@pytest.mark.parametrize("form", FORMS)
def test_it_says_how_to_fill_it_in_and_names_nobody(form: str) -> None:
    parts = unzip_parts(blank_bytes(BLANK, form))
    whole = "".join(parts.values())
    for word in (
        "periods of no contact",
        "source of each entry",
        "early May 2011",
        "antisocial behaviour",
        "Review Orchard",
    ):
        assert word in whole
    assert "This return concerns" not in whole
    assert not any("vba" in name.casefold() or "macro" in name.casefold() for name in parts)
    assert "<f>" not in whole
    named = BlankReturn("Police", "Review Orchard", ("Tansy Quill", "Orla Venn"))
    assert "This return concerns Tansy Quill, Orla Venn." in "".join(unzip_parts(blank_bytes(named, form)).values())


def test_excel_asks_for_no_format_and_says_a_word_beside_each_cell() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(blank_bytes(BLANK, "xlsx")))["Chronology"]
    tips = sheet.data_validations.dataValidation
    assert len(tips) == len(WANTED)
    assert all(tip.type is None and tip.showInputMessage and not tip.showErrorMessage for tip in tips)
    assert all(len(tip.prompt) <= 255 and len(tip.promptTitle) <= 32 for tip in tips)
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


def test_word_repeats_the_headings_and_leaves_room() -> None:
    document = Document(io.BytesIO(blank_bytes(BLANK, "docx")))
    assert len(document.tables[0].rows) == ROWS + 1
    assert document.sections[0].page_width > document.sections[0].page_height
    assert "Confidential once filled in" in "\n".join(each.text for each in document.sections[0].header.paragraphs)


def test_the_file_is_named_after_the_agency() -> None:
    assert blank_file_name(BLANK, "xlsx") == "Return of Harn Valley & Homes – Review Orchard.xlsx"
