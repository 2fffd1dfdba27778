"""What goes to the clipboard and what comes from it.

Others get the letters shown and HTML with bold and italic; Casement itself gets the text with its references, and where it
is put back on the page it came from, the marks that stand there no more (cut and pasted, or dragged).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from html import escape

from PySide6.QtCore import QMimeData

from app.domain.text import Run, Shower, Style, Text, new_id, text_from, text_of_runs
from app.views.text.pasted_html import text_of_html

OWN_FORMAT = "application/x-casement-text"


def mime_of(text: Text, shower: Shower, origin: str, page: str) -> QMimeData:
    """Return a piece of text as the clipboard takes it; ``origin`` names the open review, ``page`` the page."""
    data = QMimeData()
    data.setText(text.shown(shower))
    data.setHtml(html_of(text, shower))
    own = json.dumps({"origin": origin, "page": page, "text": text.to_json(), "shown": shown_only(text, shower).to_json()})
    data.setData(OWN_FORMAT, own.encode())
    return data


def html_of(text: Text, shower: Shower) -> str:
    """Return the text as paragraphs with bold and italic, references by the words shown."""
    return "".join(f"<p>{''.join(_html_run(run, shower) for run in p.runs)}</p>" for p in text.paragraphs)


def _html_run(run: Run, shower: Shower) -> str:
    letters = escape(shower(run.reference) if run.reference else run.text)
    letters = f"<i>{letters}</i>" if run.style.italic else letters
    return f"<b>{letters}</b>" if run.style.bold else letters


def shown_only(text: Text, shower: Shower) -> Text:
    """Return the text with the words shown in the place of references, and without marks."""
    return _mapped(text, lambda run: Run(shower(run.reference) if run.reference else run.text, _unmarked(run.style), None))


def text_of_mime(data: QMimeData, origin: str, page: str, marks: Collection[str]) -> Text:
    """Return what the clipboard holds; of its marks those in ``marks``, if it comes from the same page."""
    if data.hasFormat(OWN_FORMAT):
        own = json.loads(bytes(data.data(OWN_FORMAT).data()))
        if own["origin"] != origin:
            return Text.from_json(own["shown"])
        keep = frozenset(marks) if own["page"] == page else frozenset[str]()
        return _mapped(Text.from_json(own["text"]), lambda run: _with_marks(run, run.style.marks & keep))
    if data.hasHtml():
        return text_of_html(data.html())
    return text_from(data.text())


def _mapped(text: Text, change: Callable[[Run], Run]) -> Text:
    return text_of_runs((new_id(), [change(run) for run in p.runs]) for p in text.paragraphs)


def _with_marks(run: Run, marks: frozenset[str]) -> Run:
    return Run(run.text, run.style._replace(marks=marks), run.reference)


def _unmarked(style: Style) -> Style:
    return style._replace(marks=frozenset())
