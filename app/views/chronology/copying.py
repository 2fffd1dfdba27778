"""Rows on the clipboard: a table for Word and Excel, and the same as text between tabs for everything else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from app.domain.harmless import harmless

_AS_TEXT = "mso-number-format:'\\@'; vertical-align:top"
"""Lets Excel take each cell as it stands: a date as given, and never a formula."""


def mime_of(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> QMimeData:
    """Return rows as a table for the clipboard, under its headings; no cell is one that a spreadsheet works out."""
    safe = [[harmless(cell) for cell in row] for row in rows]
    made = QMimeData()
    made.setHtml(_as_html(safe, headings))
    made.setText("\r\n".join("\t".join(_between_tabs(cell) for cell in row) for row in (headings, *safe)))
    return made


def _as_html(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return f'<html><body><table border="1" cellspacing="0"><tr>{head}</tr>{body}</table></body></html>'


def _cell(text: str) -> str:
    lines = "<br>".join(escape(line) for line in text.split("\n"))
    return f'<td style="{_AS_TEXT}">{lines}</td>'


def _between_tabs(text: str) -> str:
    """Quote what would otherwise break the row, as spreadsheets do."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '\t\n\r"') else text
