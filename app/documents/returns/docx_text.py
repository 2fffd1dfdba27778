"""The text of a Word cell, run by run: insertions kept, deletions told, hidden text marked, comments and notes beside it."""

from __future__ import annotations

from app.documents.returns.package import Element, attribute, child, local, shortened, switched_on, tidy_text
from app.domain.returns import Remark, remark

Notes = dict[tuple[str, str], str]
"""The texts of comments and notes by kind and id."""

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = frozenset(
    {"rPr", "pPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "Fallback", "rt", "rubyPr", "fldChar", "tblPr", "tcPr"}
)
_REFERENCES = {"commentReference": "comment", "footnoteReference": "footnote", "endnoteReference": "endnote"}
_PICTURES = frozenset({"drawing", "pict", "object"})


class CellReader:
    """Gathers the paragraphs of one cell and what is to be said about them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._paragraphs: list[str] = []
        self._changes: dict[str, list[str]] = {"inserted": [], "deleted": [], "moved": [], "hidden-text": []}
        self._remarks: list[Remark] = []
        self._picture = False

    def paragraph(self, paragraph: Element) -> None:
        """Read one paragraph."""
        self._paragraphs.append(self._walk(paragraph, None))

    def text(self) -> str:
        """The text so far, without empty lines at its ends."""
        return tidy_text("\n".join(self._paragraphs)).strip()

    def remarks(self) -> list[Remark]:
        """What is to be said about the cell."""
        changes = [
            remark(key, text=shortened(" ".join(texts)))
            for key, texts in self._changes.items()
            if any(t.strip() for t in texts)
        ]
        return [*changes, *self._remarks, *([remark("picture")] if self._picture else [])]

    def _walk(self, element: Element, change: str | None) -> str:
        """Return the letters below an element; those of deletions go into the remarks alone."""
        return "".join(self._piece(each, change) for each in element)

    def _piece(self, element: Element, change: str | None) -> str:
        kind = local(element)
        if kind == "r":
            return self._run(element, change)
        if kind in {"ins", "moveTo"}:
            return self._changed(element, "inserted" if kind == "ins" else "moved", change)
        if kind == "del":
            self._changes["deleted"].append(self._walk(element, "deleted"))
            return ""
        if kind in _SKIPPED or kind == "moveFrom":
            return ""
        if kind == "p":
            return "\n" + self._walk(element, change)
        return self._walk(element, change) if len(element) else self._leaf(element, kind)

    def _changed(self, element: Element, key: str, change: str | None) -> str:
        letters = self._walk(element, change or key)
        if letters and change is None:
            self._changes[key].append(letters)
        return letters

    def _run(self, run: Element, change: str | None) -> str:
        letters: list[str] = []
        for piece in run:
            kind = local(piece)
            if kind in _PICTURES:
                boxed = "".join(self._walk(box, change) for box in _text_boxes(piece))
                self._picture = self._picture or not boxed.strip()
                letters.append(boxed)
            elif kind in _SKIPPED:
                continue
            else:
                letters.append(self._walk(piece, change) if len(piece) else self._leaf(piece, kind))
        text = "".join(letters)
        if text.strip() and change != "deleted" and switched_on(child(run, "rPr", "vanish")):
            self._changes["hidden-text"].append(text)
        return text

    def _leaf(self, element: Element, kind: str) -> str:
        if kind in {"t", "delText"}:
            return str(element.text or "")
        if kind in _REFERENCES:
            text = self._notes.get((_REFERENCES[kind], attribute(element, "id") or ""), "")
            if text:
                self._remarks.append(remark("comment" if kind == "commentReference" else "footnote", text=shortened(text)))
            return ""
        return _SIGNS.get(kind, "")


def _text_boxes(drawing: Element) -> list[Element]:
    """Return the text boxes of a drawing, each once though Word stores a second version for older programs."""
    boxes = drawing.iter("{*}txbxContent")
    return [box for box in boxes if not any(local(parent) == "Fallback" for parent in box.iterancestors())]


def paragraph_text(paragraph: Element) -> str:
    """Return a paragraph's text as it stands once tracked changes are accepted."""
    reader = CellReader({})
    reader.paragraph(paragraph)
    return reader.text()
