"""Documents in words: what they are, how large, a short check, and a line for the list."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.services.source_register import SourceRow
from app.views.counting import counted

_KINDS = {
    "return": str(QT_TRANSLATE_NOOP("Documents", "Return")),
    "imr": str(QT_TRANSLATE_NOOP("Documents", "Individual management review")),
    "letter": str(QT_TRANSLATE_NOOP("Documents", "Letter")),
    "record": str(QT_TRANSLATE_NOOP("Documents", "Record")),
    "other": str(QT_TRANSLATE_NOOP("Documents", "Other")),
}
_KILO = 1024
_SHORT = 8


def _tr(words: str) -> str:
    return QCoreApplication.translate("Documents", words)


def kind_in_words(kind: str) -> str:
    """Return what a document is, in words."""
    return _tr(_KINDS.get(kind, _KINDS["other"]))


def size_in_words(size: int) -> str:
    """Return a size as people read it."""
    if size < _KILO:
        return _tr("{} bytes").format(size)
    if size < _KILO * _KILO:
        return _tr("{} KB").format(f"{size / _KILO:,.0f}")
    return _tr("{} MB").format(f"{size / _KILO / _KILO:,.1f}")


def short_check(sha256: str) -> str:
    """Return the beginning of a SHA-256 in two groups: enough to compare by eye."""
    return f"{sha256[: _SHORT // 2]} {sha256[_SHORT // 2 : _SHORT]}".strip()


def described(row: SourceRow) -> str:
    """Return a document as a line of the list."""
    taken = ""
    if row.taken_in_at:
        at = datetime.fromisoformat(row.taken_in_at).astimezone()
        taken = _tr("taken in {}").format(at.strftime("%d/%m/%Y, %H:%M"))
    parts = [
        row.title,
        kind_in_words(row.kind),
        row.agency,
        _tr("corrects “{}”").format(row.corrects) if row.corrects else "",
        taken,
        counted(row.events, _tr("{} event"), _tr("{} events")) if row.kind == "return" else "",
        counted(row.set_aside, _tr("{} row set aside"), _tr("{} rows set aside")) if row.set_aside else "",
        _tr("kept, {}").format(size_in_words(row.size)) if row.size else "",
    ]
    return "  ·  ".join(part for part in parts if part)
