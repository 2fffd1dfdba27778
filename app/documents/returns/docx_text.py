"""The text of a Word cell, run by run: tracked changes read as asked and told, hidden text told, notes beside it."""

from __future__ import annotations

from typing import Final, NamedTuple

from app.documents.returns.docx_signs import form_field, symbol
from app.documents.returns.package import Element, attribute, child, local, shortened, switched_on, tidy_text
from app.domain.returns import Remark, remark

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = frozenset(
    {"rPr", "pPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "Fallback", "rt", "rubyPr", "tblPr", "tcPr"}
)
_REFERENCES = {"commentReference": "comment", "footnoteReference": "footnote", "endnoteReference": "endnote"}
_PICTURES = frozenset({"drawing", "pict", "object"})


class Change(NamedTuple):
    """What a reading makes of one kind of tracked change: whether its letters stand, and how that is told."""

    stands: bool
    key: str


ACCEPTED: Final = {
    "ins": Change(True, "inserted"),
    "del": Change(False, "deleted"),
    "moveTo": Change(True, "moved"),
    "moveFrom": Change(False, "moved-away"),
}
"""The text with its tracked changes accepted."""

ORIGINAL: Final = {
    "ins": Change(False, "inserted-out"),
    "del": Change(True, "deleted-kept"),
    "moveTo": Change(False, "moved-here"),
    "moveFrom": Change(True, "moved-kept"),
}
"""The text as it stood before them."""

CHANGE_KEYS: Final = tuple(change.key for reading in (ACCEPTED, ORIGINAL) for change in reading.values())
"""How tracked changes are told."""

_TOLD: Final = (*CHANGE_KEYS, "hidden-text")


class Notes:
    """The comments, footnotes and endnotes of a document, by kind and id; each is told where it is referred to."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._told: set[tuple[str, str]] = set()

    def add(self, kind: str, number: str, text: str) -> None:
        """Keep a note's text."""
        if text:
            self._texts[kind, number] = text

    def told(self, kind: str, number: str) -> list[Remark]:
        """Return a note as a remark; none where there is no such note."""
        text = self._texts.get((kind, number), "")
        self._told.add((kind, number))
        return [_note(kind, text)] if text else []

    def untold(self) -> list[Remark]:
        """Return the notes that nothing referred to where it was read, as in a page's margin."""
        return [_note(kind, text) for (kind, number), text in self._texts.items() if (kind, number) not in self._told]


def _note(kind: str, text: str) -> Remark:
    return remark("comment" if kind == "comment" else "footnote", text=shortened(text))


class CellReader:
    """Gathers the paragraphs of one cell and what is to be said about them."""

    def __init__(self, notes: Notes, reading: dict[str, Change] = ACCEPTED) -> None:
        self.tables: list[Element] = []
        """Tables in text boxes, which stand outside the run of the text."""
        self.tracked = False
        """Whether changes were tracked here."""
        self._notes = notes
        self._reading = reading
        self._paragraphs: list[str] = []
        self._joins = False
        self._changes: dict[str, list[str]] = {}
        self._remarks: list[Remark] = []
        self._picture = False

    def paragraph(self, paragraph: Element) -> None:
        """Read one paragraph; one whose end was tracked away goes on in the next."""
        letters = self._walk(paragraph, None)
        if self._joins:
            self._paragraphs[-1] += letters
        else:
            self._paragraphs.append(letters)
        end = child(paragraph, "pPr", "rPr")
        self._joins = end is not None and any(
            not change.stands and child(end, kind) is not None for kind, change in self._reading.items()
        )

    def text(self) -> str:
        """The text so far, without empty lines at its ends."""
        return tidy_text("\n".join(self._paragraphs)).strip()

    def remarks(self) -> list[Remark]:
        """What is to be said about the cell."""
        changes = [
            remark(key, text=shortened(" ".join(self._changes[key])))
            for key in (_TOLD if self._changes else ())
            if any(text.strip() for text in self._changes.get(key, ()))
        ]
        return [*changes, *self._remarks, *([remark("picture")] if self._picture else [])]

    def _walk(self, element: Element, within: Change | None) -> str:
        """Return the letters below an element that stand; those that do not go into the remarks alone."""
        return "".join(self._piece(each, within) for each in element)

    def _piece(self, element: Element, within: Change | None) -> str:
        kind = local(element)
        if kind == "r":
            return self._run(element, within)
        if kind in self._reading:
            return self._changed(element, self._reading[kind], within)
        if kind in _SKIPPED or (kind == "sdt" and is_prompt(element)):
            return ""
        if kind == "p":
            return "\n" + self._walk(element, within)
        if kind == "tbl":
            self.tables.append(element)
            return ""
        return self._walk(element, within) if len(element) else self._leaf(element, kind)

    def _changed(self, element: Element, change: Change, within: Change | None) -> str:
        self.tracked = True
        if within is not None and not within.stands:
            return self._walk(element, within)  # left out together with what it stands in
        letters = self._walk(element, change)
        if letters and (within is None or not change.stands):
            self._changes.setdefault(change.key, []).append(letters)
        return letters if change.stands else ""

    def _run(self, run: Element, within: Change | None) -> str:
        letters: list[str] = []
        for piece in run:
            kind = local(piece)
            if kind in _PICTURES:
                tables = len(self.tables)
                boxed = "".join(self._walk(box, within) for box in text_boxes(piece))
                self._picture = self._picture or not (boxed.strip() or len(self.tables) > tables)
                letters.append(boxed)
            elif kind in _SKIPPED:
                continue
            elif kind == "fldChar":
                letters.append(form_field(piece))
            else:
                letters.append(self._walk(piece, within) if len(piece) else self._leaf(piece, kind))
        text = "".join(letters)
        if text.strip() and (within is None or within.stands) and switched_on(child(run, "rPr", "vanish")):
            self._changes.setdefault("hidden-text", []).append(text)
        return text

    def _leaf(self, element: Element, kind: str) -> str:
        if kind in {"t", "delText"}:
            return str(element.text or "")
        if kind in _REFERENCES:
            self._remarks += self._notes.told(_REFERENCES[kind], attribute(element, "id") or "")
            return ""
        if kind == "sym":
            return symbol(element)
        return _SIGNS.get(kind, "")


def is_prompt(control: Element) -> bool:
    """Whether a content control shows only its prompt, such as "Click to enter a date", and no answer."""
    return switched_on(child(control, "sdtPr", "showingPlcHdr"))


def text_boxes(element: Element) -> list[Element]:
    """Return the text boxes below an element, each once though Word stores a second version for older programs."""
    return [
        box
        for box in element.iter("{*}txbxContent")
        if not any(local(parent) == "Fallback" for parent in box.iterancestors())
    ]


def paragraph_text(paragraph: Element) -> str:
    """Return a paragraph's text as it stands once tracked changes are accepted."""
    reader = CellReader(Notes())
    reader.paragraph(paragraph)
    return reader.text()
