"""A chronology as CSV: UTF-8 with its mark, and nothing that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from app.domain.chronology_out import ChronologyOut, plain_lines
from app.domain.text import clean

BOM = "\ufeff"
HEADINGS = ("Date", "Date as given", "Agency", "What happened", "Source", "In the skeleton")

_FORMULA = tuple("=+-@|%\t\r\n＝＋－＠")


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
        writer.writerow((certain or "", *map(harmless, words)))
    return (BOM + text.getvalue()).encode("utf-8")


def harmless(words: str) -> str:
    """Return words that no spreadsheet takes for a formula: those that might be begin with an apostrophe."""
    words = clean(words)
    return f"'{words}" if words.lstrip(" \u00a0").startswith(_FORMULA) else words
