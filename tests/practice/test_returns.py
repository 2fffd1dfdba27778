"""The agencies' returns are the files their sources make, with the mess that was put into them."""

from __future__ import annotations

import csv
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import make_returns
import openpyxl
import pytest
import sources
from docx import Document

SOURCES = {source.agency: source for source in sources.load_all()}


def returned(folder: Path, agency: str) -> Path:
    return folder / "returns" / SOURCES[agency].file


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def cells(path: Path) -> list[list[str]]:
    """Every row of the file's first sheet or of all its tables, as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    return [[cell.text for cell in row.cells] for table in Document(str(path)).tables for row in table.rows]


def test_the_files_in_resources_are_those_made_from_the_sources(tmp_path: Path, practice_folder: Path) -> None:
    made = make_returns.make(tmp_path)
    assert len(made) == 8
    for path in made:
        kept = practice_folder / "returns" / path.name
        assert path.read_bytes() == kept.read_bytes() if path.suffix == ".csv" else members(path) == members(kept), path.name


def test_the_review_names_the_files(case: dict[str, list[dict[str, Any]]]) -> None:
    named = {agency["slug"]: agency["return_file"] for agency in case["agency"]}
    assert named == {source.agency: source.file for source in SOURCES.values()}
    suffixes = [Path(source.file).suffix for source in SOURCES.values()]
    assert (suffixes.count(".xlsx"), suffixes.count(".docx"), suffixes.count(".csv")) == (4, 3, 1)


@pytest.mark.parametrize("agency", sources.AGENCIES)
def test_event_rows_stand_in_the_file_in_the_order_of_their_keys(practice_folder: Path, agency: str) -> None:
    found = [" ".join(row) for row in cells(returned(practice_folder, agency))]
    place = -1
    for row in SOURCES[agency].rows:
        longest = max(row.cells, key=len).split("{")[0]
        place = next(n for n in range(place + 1, len(found)) if longest in found[n])
    assert place >= len(SOURCES[agency].rows) - 1


def test_dates_have_many_shapes(practice_folder: Path) -> None:
    sheet = openpyxl.load_workbook(returned(practice_folder, "csc")).worksheets[0]
    column = [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert any(isinstance(value, datetime) for value in column)
    assert "March 2012" in column
    health = [row.cells[0] for row in SOURCES["health"].rows]
    assert {"?22 May 2011", "Mar 2010", "July - Aug 2011", "30.6.11"} <= set(health)


def test_a_column_a_row_and_cells_are_hidden_or_merged(practice_folder: Path) -> None:
    contacts = openpyxl.load_workbook(returned(practice_folder, "housing")).worksheets[0]
    assert contacts.column_dimensions["F"].hidden
    assert any(contacts.cell(row, 6).value for row in range(2, contacts.max_row + 1))
    assert len(contacts.merged_cells.ranges) == 4
    police = openpyxl.load_workbook(returned(practice_folder, "police"))
    hidden = [number for number, row in police.worksheets[0].row_dimensions.items() if row.hidden]
    assert len(hidden) == 1
    assert len(police.worksheets) == 2


def test_a_word_return_keeps_tracked_changes_and_a_comment(practice_folder: Path) -> None:
    parts = members(returned(practice_folder, "health"))
    body = parts["word/document.xml"].decode("utf-8")
    assert body.count("<w:ins ") == 1
    assert body.count("<w:del ") == 1
    assert "<w:delText" in body
    assert b"two versions of this sheet" in parts["word/comments.xml"]


def test_headings_come_again_and_years_stand_alone(practice_folder: Path) -> None:
    hospital = cells(returned(practice_folder, "hospital"))
    assert sum(row == list(SOURCES["hospital"].headings) for row in hospital) == 3
    assert [row[0] for row in hospital if row[0] in {"2010", "2011", "2012"}] == ["2010", "2011", "2012"]
    health = cells(returned(practice_folder, "health"))
    assert [row[0] for row in health if len(set(row)) == 1 and row[0]] == ["2010", "2011", "2012"]


def test_making_refuses_a_handle_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = sources.Source("csc", "x", ("a",), (sources.Row(("1",), "@one"), sources.Row(("2",), "@one")))
    monkeypatch.setattr(sources, "load_all", lambda: (twice,))
    with pytest.raises(ValueError, match="@one"):
        sources.handles()
