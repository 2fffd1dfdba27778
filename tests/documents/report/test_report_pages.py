"""The pages: LibreOffice opens the report and its PDF reads as the report should."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.documents.report_writer import write_report
from app.domain.outlines import load_outline
from app.domain.report import ChronologyRow, ReportData, rich

pytestmark = pytest.mark.libreoffice

Printed = Callable[[ReportData, str], list[str]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Write a report, have LibreOffice print it, and return the text of each page."""
    folder = tmp_path_factory.mktemp("pages")

    def make(data: ReportData, outline: str) -> list[str]:
        document = folder / f"{outline}.docx"
        write_report(data, load_outline(outline), document)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        asked = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=180, check=True)
        assert "error" not in (done.stdout + done.stderr).casefold()
        return read(document.with_suffix(".pdf"))

    return make


def read(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in text.split("\f") if page.strip()]  # where lines break depends on the fonts


def test_the_report_is_printed_with_headings_numbers_and_heads(printed: Printed, sample: ReportData) -> None:
    pages = printed(sample, "learning-together")
    whole = " ".join(pages)
    for said in (
        "1 Introduction",
        "1.1 A child of two years was found alone at home.",
        "3.2 The family moved between two offices",
        "5 The findings in detail",
        "a) understand what had worried people before",
        "“I looked round the table and thought: everyone but me must know this",
        "2 If stable groups can't be had",
        "Appendix A: The process of the review",
        "A.1 The review took eleven months.",
        "Appendix D: Bibliography",
    ):
        assert said in whole, said
    assert "confidential" in pages[0]
    assert "Page 1" not in pages[0]
    for number, page in enumerate(pages[1:], start=2):
        assert "Version 0.3" in page
        assert "Draft, confidential" in page
        assert f"Page {number} of {len(pages)}" in page
    assert "Contents" in pages[1]
    assert "Finding 1: Meetings are planned" in pages[1]


def test_the_heads_of_a_long_table_repeat_on_every_page(printed: Printed, sample: ReportData) -> None:
    rows = tuple(ChronologyRow(f"{n} May", "School", rich(f"Event {n} was written down."), "File") for n in range(1, 121))
    pages = printed(replace(sample, chronology=rows), "skeleton-chronology")
    assert len(pages) > 3
    assert all(head in page for page in pages for head in ("Date", "Agency", "What happened", "Source"))
    assert "Event 120 was written down." in pages[-1]
