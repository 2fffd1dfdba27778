"""Golden parts: the markup of the sample report stays as it was looked at (``tests/golden/README.md``)."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from app.documents.report_writer import report_bytes
from app.domain.outlines import load_outline
from app.domain.report import ReportData

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "report"
PARTS = {
    "learning-together": [
        "word/document.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/header1.xml",
        "docProps/core.xml",
    ],
    "findings-only": ["word/document.xml"],
    "skeleton-chronology": ["word/document.xml", "word/header1.xml"],
}
CASES = [(outline, part) for outline, parts in PARTS.items() for part in parts]


def readable(content: bytes, part: str) -> str:
    """A part indented, so that one change is one changed line."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        tree = etree.fromstring(package.read(part))
    etree.indent(tree)
    return etree.tostring(tree, encoding="unicode") + "\n"


@pytest.mark.parametrize(("outline", "part"), CASES)
def test_the_markup_is_as_it_was_looked_at(sample: ReportData, outline: str, part: str) -> None:
    golden = GOLDEN / outline / Path(part).name
    now = readable(report_bytes(sample, load_outline(outline)), part)
    if os.environ.get("CASEMENT_RENEW_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(now, encoding="utf-8")
        pytest.fail("Golden part written anew; look at the pages, then run again without CASEMENT_RENEW_GOLDEN.")
    assert now == golden.read_text(encoding="utf-8")
