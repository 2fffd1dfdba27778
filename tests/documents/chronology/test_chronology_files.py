"""A chronology as Word, Excel, CSV and a prompt sheet, read again by other libraries."""

from __future__ import annotations

import csv
import importlib.util
import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from app.documents.chronology_writer import chronology_bytes
from app.documents.package import unzip_parts
from app.domain import agency_colours
from app.domain.chronology_out import ChronologyOut, OutForm
from app.domain.resources import resource_path
from tests.documents.chronology.conftest import DANGEROUS

ROOT = Path(__file__).resolve().parents[3]


def _word(out: ChronologyOut, form: OutForm = OutForm.WORD) -> Document:  # pyright: ignore[reportInvalidTypeForm]
    return Document(io.BytesIO(chronology_bytes(out, form)))


def test_word_is_landscape_repeats_its_heading_and_says_draft_on_every_page(out: ChronologyOut) -> None:
    document = _word(out)
    (section,) = document.sections
    assert section.page_width > section.page_height
    assert not section.different_first_page_header_footer
    head = "\n".join(each.text for each in section.header.paragraphs)
    assert "Review Orchard & <others>" in head
    assert "0.3" in head
    assert "Draft, confidential" in head
    (table,) = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[0].cells] == ["Date", "Agency", "What happened", "Source"]
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).startswith("Chronology in order of date")
    assert table.rows[1].cells[2].text == "Seen.\nGrowing."
    assert table.rows[2].cells[2].text == "“We rang”"
    assert table.rows[4].cells[0].text == "Date not known"
    assert "4 events, in order" in document.paragraphs[1].text
    assert 'w:val="en-GB"' in unzip_parts(chronology_bytes(out, OutForm.WORD))["word/styles.xml"]


def test_an_agency_is_a_short_name_on_its_colour_that_reads_in_grey(out: ChronologyOut) -> None:
    (table,) = _word(out).tables
    cell = table.rows[1].cells[1]
    assert cell.text.replace("\xa0", "") == "HV\nHealth visiting"
    chip = cell.paragraphs[0].runs[0]._r
    assert chip.rPr.find(qn("w:shd")).get(qn("w:fill")) == agency_colours.fill(0)
    assert chip.rPr.find(qn("w:color")).get(qn("w:val")) == agency_colours.ink(0)
    assert table.rows[3].cells[1].text.strip("\xa0") == "Police"
    assert table.rows[4].cells[1].text == ""


@pytest.mark.parametrize("place", range(-1, 10))
def test_the_ink_reads_on_every_colour(place: int) -> None:
    fill, ink = (agency_colours.luminance(each) + 0.05 for each in (agency_colours.fill(place), agency_colours.ink(place)))
    assert max(fill, ink) / min(fill, ink) >= 4.5


def test_a_prompt_sheet_is_neutral_and_leaves_space(out: ChronologyOut) -> None:
    (table,) = _word(out, OutForm.PROMPTS).tables
    heads = ["Date", "What happened", "Told freely", "After a prompt", "Not recalled"]
    assert [cell.text for cell in table.rows[0].cells] == heads
    assert [cell.text for cell in table.rows[1].cells] == ["3 May 2010\nHealth visiting", "Seen.\nGrowing.", "", "", "☐"]
    height = table.rows[1]._tr.trPr.find(qn("w:trHeight"))
    assert int(height.get(qn("w:val"))) > 1000
    assert height.get(qn("w:hRule")) == "atLeast"
    assert "File 1" not in "\n".join(cell.text for row in table.rows for cell in row.cells)


def test_excel_has_true_dates_where_they_are_certain_and_the_text_beside_them(out: ChronologyOut) -> None:
    book = openpyxl.load_workbook(io.BytesIO(chronology_bytes(out, OutForm.EXCEL)))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    days = [row[0].isoformat() if isinstance(row[0], datetime) else None for row in rows]
    assert days == ["2010-05-03T00:00:00", None, "2010-05-04T23:42:00", None, None]
    assert [row[1] for row in rows] == ["3 May 2010", "early May 2010", "4/5/10 23:42", None, "(goes on)"]
    assert rows[0][2:] == ("HV", "Health visiting", "Seen.\nGrowing.", "File 1", "yes")
    assert rows[2][4].replace("_x005F_", "_") == "_x0041_ moved"
    assert rows[3][4] + rows[4][4] == DANGEROUS + "a" * 40_000
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G6"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["E"].width > 60
    assert sheet["A2"].number_format == "dd/mm/yyyy"
    assert sheet["C2"].fill.fgColor.rgb == f"FF{agency_colours.fill(0)}"
    assert sheet.oddHeader.center.text.replace("&B", "") == "Draft, confidential"
    assert sheet.oddHeader.left.text == "Review Orchard && <others>"


def test_words_are_never_a_formula_in_excel(out: ChronologyOut) -> None:
    content = chronology_bytes(out, OutForm.EXCEL)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    dangerous = [cell for row in sheet.iter_rows(min_row=2) for cell in row if str(cell.value or "")[:1] in {*"=-@"}]
    assert [cell.coordinate for cell in dangerous] == ["F3", "E5", "F5", "F6"]
    assert all(cell.data_type != "f" and cell.quotePrefix for cell in dangerous)
    parts = unzip_parts(content)
    assert "<f>" not in "".join(parts.values())
    assert not any("vba" in name.casefold() for name in parts)
    for part in parts.values():
        etree.fromstring(part.encode())


def test_csv_is_utf_8_with_its_mark_and_harmless(out: ChronologyOut) -> None:
    content = chronology_bytes(out, OutForm.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Date", "Date as given", "Agency", "What happened", "Source", "In the skeleton"]
    assert rows[1] == ["2010-05-03", "3 May 2010", "Health visiting", "Seen.\nGrowing.", "File 1", "yes"]
    assert [row[0] for row in rows[2:]] == ["", "2010-05-04 23:42", ""]
    assert rows[2][4] == "'-File"
    assert rows[4][3] == f"'{DANGEROUS}{'a' * 40_000}"
    assert rows[4][4] == "'@here"


def test_nothing_of_the_machine_is_in_the_files_and_they_are_the_same_each_time(out: ChronologyOut) -> None:
    for form in OutForm:
        content = chronology_bytes(out, form)
        assert content == chronology_bytes(out, form)
        if form is not OutForm.CSV:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                assert {info.date_time[0] for info in package.infolist()} == {1980}
                assert b"creator" not in package.read("docProps/core.xml")


def test_the_committed_template_is_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    spec = importlib.util.spec_from_file_location("make_chrono", ROOT / "installer" / "make_chronology_template.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_chrono", module)
    spec.loader.exec_module(module)
    committed = unzip_parts(resource_path("chronology", "template.docx").read_bytes())
    assert unzip_parts(module.template_bytes()) == committed, "run: python -m installer.make_chronology_template"
