"""A chronology in whatever form it is to leave."""

from __future__ import annotations

from app.documents.chronology_csv import csv_bytes
from app.documents.chronology_xlsx import xlsx_bytes
from app.documents.report_writer import CHRONOLOGY, document_bytes
from app.domain.chronology_out import ChronologyOut, OutForm
from app.domain.collecting import CollectorAtRest
from app.domain.describe_chronology import describe_chronology


def chronology_bytes(out: ChronologyOut, form: OutForm) -> bytes:
    """Return the chronology as a file of that form."""
    with CollectorAtRest():
        if form is OutForm.EXCEL:
            return xlsx_bytes(out)
        if form is OutForm.CSV:
            return csv_bytes(out)
        return document_bytes(describe_chronology(out, form), CHRONOLOGY)
