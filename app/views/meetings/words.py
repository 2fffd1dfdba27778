"""The words of the meetings panel that are used in more than one place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.attendance import SeriesRow


def kind_words(kind: str) -> str:
    """Return what a kind of meeting is called."""
    words = {
        "case": QCoreApplication.translate("Meetings", "In the case"),
        "review team": QCoreApplication.translate("Meetings", "Of the review team"),
        "case group": QCoreApplication.translate("Meetings", "Of the case group"),
    }
    return words[kind]


def series_words(kind: str, series: str | None) -> str:
    """Return what meetings that are looked at together are called."""
    if series is None:
        return QCoreApplication.translate("Meetings", "All meetings in the case")
    if series:
        return series
    words = {
        "case": QCoreApplication.translate("Meetings", "Meetings in the case, in no series"),
        "review team": QCoreApplication.translate("Meetings", "Meetings of the review team"),
        "case group": QCoreApplication.translate("Meetings", "Meetings of the case group"),
    }
    return words[kind]


def described(row: SeriesRow) -> str:
    """Return the words of a choice: whose meetings, and how many there are."""
    return f"{series_words(row.kind, row.series)} ({row.number:,})"
