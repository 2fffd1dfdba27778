"""A small chronology with everything in it that can go wrong on the way out."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.domain.chronology_out import ChronologyOut, OutEvent
from app.domain.naming import NamingMode
from app.domain.report import paragraph, quotation, rich

DANGEROUS = '=HYPERLINK("http://a.b","x")'

MINUTE = datetime(2010, 5, 4, 23, 42)  # noqa: DTZ001 - no zones


@pytest.fixture
def out() -> ChronologyOut:
    """Four events: certain, uncertain, to the minute, and one that looks like a formula and is too long for Excel."""
    return ChronologyOut(
        "Review Orchard & <others>",
        "Chronology",
        "0.3",
        NamingMode.PSEUDONYM,
        (
            OutEvent("3 May 2010", date(2010, 5, 3), "Health visiting", "HV", 0, rich("Seen.\nGrowing."), "File 1", True),
            OutEvent("early May 2010", None, "Larch School", "School", 1, (quotation("We rang"),), "-File", False),
            OutEvent("4/5/10 23:42", MINUTE, "Police", "", 12, (paragraph("_x0041_ moved"),), "", False),
            OutEvent("", None, "", "", -1, (paragraph(DANGEROUS + "a" * 40_000),), "@here", False),
        ),
    )
