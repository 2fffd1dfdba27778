"""A chronology as CSV: UTF-8 with its mark, and nothing that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from app.domain.chronology_out import ChronologyOut, plain_lines
from app.domain.harmless import harmless
from app.domain.text import clean

BOM = "\ufeff"
HEADINGS = ("Date", "Date as given", "Agency", "What happened", "Source", "In the skeleton")


def csv_bytes(out: ChronologyOut) -> bytes:
    """Return the chronology as CSV; dates that are certain as YYYY-MM-DD, the text as given beside them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for event in out.events:
        moment = event.certain
        certain = moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment
        kept = "yes" if event.in_skeleton else ""
        words = (event.date, event.agency, plain_lines(event.what), event.source, kept)
        writer.writerow((certain or "", *(harmless(clean(each)) for each in words)))
    return (BOM + text.getvalue()).encode("utf-8")
