"""The words of the coverage panel: an event or a silence in two short pieces, and how long a silence lasts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.silences import Gap
from app.domain.text import Shower
from app.services.coverage import CoveredEvent, Silence
from app.views.counting import counted

_WEEK = 7
_MONTH = 61
"""Days from which on a silence is told in months."""


def event_words(event: CoveredEvent, shower: Shower) -> tuple[str, str]:
    """Return softly when it was and whose record it is (and why it was set aside), and what happened."""
    aside = QCoreApplication.translate("Coverage", "set aside: {}").format(event.set_aside) if event.set_aside else ""
    about = " · ".join(part for part in (event.when_text, event.agency_name, aside) if part)
    what = event.what if isinstance(event.what, str) else event.what.shown(shower)
    return about, " ".join(what.split())


def silence_words(silence: Silence) -> tuple[str, str]:
    """Return softly whose silence it is and how long, and between which days nothing is recorded."""
    gap = silence.gap
    said = QCoreApplication.translate("Coverage", "Nothing recorded from {} to {}").format(_day(gap.first), _day(gap.last))
    if silence.undated:
        one = QCoreApplication.translate("Coverage", "{} event of no known date")
        many = QCoreApplication.translate("Coverage", "{} events of no known date")
        said = f"{said}; {counted(silence.undated, one, many)}"
    return f"{silence.agency_name} · {how_long(gap)}", said


def how_long(gap: Gap) -> str:
    """Say how long a stretch lasts: in weeks, from two months on in months."""
    if gap.days >= _MONTH:
        one, many = QCoreApplication.translate("Coverage", "{} month"), QCoreApplication.translate("Coverage", "{} months")
        return counted(gap.days * 12 // 365, one, many)
    if gap.days >= _WEEK:
        one, many = QCoreApplication.translate("Coverage", "{} week"), QCoreApplication.translate("Coverage", "{} weeks")
        return counted(gap.days // _WEEK, one, many)
    one, many = QCoreApplication.translate("Coverage", "{} day"), QCoreApplication.translate("Coverage", "{} days")
    return counted(gap.days, one, many)


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
