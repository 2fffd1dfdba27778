"""Texts: paragraphs of runs, with references to people and agencies, and marks that outlive editing.

What people write is neither HTML nor one string (house.md, "Text"). A reference names a person or agency by id, so that it
is shown by name, by role or by pseudonym and renamed in one place; a mark (a passage, a quotation, a factor) is a range
with an id of its own, carried by the runs it covers, so that it moves with them.

Texts are frozen. Editing goes through ``replaced``, ``with_mark``, ``without_mark`` and ``with_reference``, whose positions
count characters over the whole text: a paragraph end counts as one, a reference as one.

Three rules hold for every edit. A mark covers the characters that survive of it and what is put in strictly inside it,
never what is put in at its edge. A paragraph's id stays with its letters: where a paragraph is parted the earlier part
keeps it, where its very beginning is moved down the letters take it along, where two become one the earlier id stays
unless nothing of the earlier is left. No two paragraphs of a text have the same id.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

REFERENCE_CHARACTER = "\ufffc"
"""What stands for a reference where a text is counted by characters."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufffc]")


def new_id() -> str:
    """Return a new key: 128 random bits as 32 hexadecimal letters."""
    return os.urandom(16).hex()


def clean(text: str) -> str:
    """Return the text without characters that no Word file and no page can hold, with one kind of line end."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


class Style(NamedTuple):
    """How a run stands in its text; equal styles merge."""

    bold: bool = False
    italic: bool = False
    marks: frozenset[str] = frozenset()


PLAIN = Style()


@dataclass(frozen=True)
class Reference:
    """A mention of a person or an agency. ``kind`` is "person" or "agency"; ``given`` the letters as first written."""

    kind: str
    id: str
    given: str


@dataclass(frozen=True)
class Run:
    """A stretch of one style: letters, or one reference (then ``text`` is the one reference character)."""

    text: str
    style: Style = PLAIN
    reference: Reference | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with an id that stays with it."""

    runs: tuple[Run, ...]
    id: str

    @property
    def length(self) -> int:
        """Characters, a reference counting as one, without the paragraph end."""
        return sum(len(run.text) for run in self.runs)


Shower = Callable[[Reference], str]
"""Gives the words a reference is shown by."""


def as_given(reference: Reference) -> str:
    """Show a reference by the letters first written."""
    return reference.given


@dataclass(frozen=True)
class Text:
    """A list of paragraphs; at least one, which may be empty."""

    paragraphs: tuple[Paragraph, ...]

    def __post_init__(self) -> None:
        ids = {paragraph.id for paragraph in self.paragraphs}
        if not ids or len(ids) < len(self.paragraphs):
            raise ValueError("a text needs a paragraph, and each paragraph an id of its own")

    # -- reading ----------------------------------------------------------------------------------------------------

    @property
    def length(self) -> int:
        """Characters with paragraph ends between paragraphs."""
        return sum(p.length for p in self.paragraphs) + len(self.paragraphs) - 1

    @property
    def empty(self) -> bool:
        """Whether nothing but white space is written."""
        return not any(run.text.strip() for paragraph in self.paragraphs for run in paragraph.runs)

    def runs(self) -> Iterator[Run]:
        """Every run of every paragraph, in order."""
        for paragraph in self.paragraphs:
            yield from paragraph.runs

    def shown(self, shower: Shower = as_given) -> str:
        """The letters, references shown as the shower says, paragraphs parted by line ends."""
        return "\n".join(
            "".join(shower(run.reference) if run.reference else run.text for run in p.runs) for p in self.paragraphs
        )

    @property
    def plain(self) -> str:
        """The letters as first written."""
        return self.shown()

    def references(self) -> tuple[Reference, ...]:
        """Every reference in order, repeats included."""
        return tuple(run.reference for run in self.runs() if run.reference)

    def mark_ids(self) -> tuple[str, ...]:
        """The ids of all marks, in the order in which they begin."""
        seen: dict[str, None] = {}
        for run in self.runs():
            for mark_id in sorted(run.style.marks):
                seen.setdefault(mark_id)
        return tuple(seen)

    def marked(self, mark_id: str, shower: Shower = as_given) -> str:
        """The letters that a mark covers, paragraphs parted by line ends; empty where they were all deleted."""
        parts: list[str] = []
        for paragraph in self.paragraphs:
            covered = [run for run in paragraph.runs if mark_id in run.style.marks]
            if covered:
                parts.append("".join(shower(run.reference) if run.reference else run.text for run in covered))
        return "\n".join(parts)

    def extract(self, mark_id: str) -> Text:
        """The stretch that a mark covers as a text of its own, references and styles kept, marks left out."""
        parts = [
            (
                p.id,
                [replace(run, style=run.style._replace(marks=frozenset())) for run in p.runs if mark_id in run.style.marks],
            )
            for p in self.paragraphs
        ]
        covered = [(paragraph_id, runs) for paragraph_id, runs in parts if runs]
        return text_of_runs(covered)

    def part(self, start: int, end: int) -> Text:
        """The characters from ``start`` up to ``end`` as a text of their own."""
        start, end = self._clamped(start, end)
        cells = self._cells()
        opener = next(cell for cell in reversed(cells[: start + 1]) if cell.opens)
        return _from_cells([opener, *cells[start + 1 : end + 1]])

    # -- editing ----------------------------------------------------------------------------------------------------

    def replaced(self, start: int, end: int, text: str | Text) -> Text:
        """Put ``text`` in the place of the characters from ``start`` up to ``end``.

        A string stands as bold and as italic as the character before it in its paragraph, or else the one after it.
        """
        start, end = self._clamped(start, end)
        style = self.typing_style(start, end)
        if isinstance(text, str):
            new = [_cell(character, style) for character in clean(text)]
            first = _OPENER
        else:
            first, *new = [cell.within(style.marks) for cell in text._cells()]
        return self._spliced(start, end, new, first)

    def typing_style(self, start: int, end: int) -> Style:
        """The style of what is typed in the place of the characters from ``start`` up to ``end``."""
        start, end = self._clamped(start, end)
        cells = self._cells()
        before, after = cells[start], cells[end + 1] if end + 1 < len(cells) else _OPENER
        pattern = before.style if not before.opens else after.style
        left = next((cell.style.marks for cell in reversed(cells[: start + 1]) if not cell.opens), frozenset[str]())
        right = next((cell.style.marks for cell in cells[end + 1 :] if not cell.opens), frozenset[str]())
        return Style(pattern.bold, pattern.italic, left & right)

    def restyled(self, start: int, end: int, change: Callable[[Style], Style]) -> Text:
        """Change the style of the characters from ``start`` up to ``end``."""
        start, end = self._clamped(start, end)
        cells = self._cells()
        cells[start + 1 : end + 1] = [
            cell if cell.opens else cell._replace(style=change(cell.style)) for cell in cells[start + 1 : end + 1]
        ]
        return _from_cells(cells)

    def with_mark(self, start: int, end: int, mark_id: str) -> Text:
        """Put a mark on the characters from ``start`` up to ``end``."""
        return self.restyled(start, end, lambda s: s._replace(marks=s.marks | {mark_id}))

    def without_mark(self, mark_id: str) -> Text:
        """Take a mark off, wherever it stands."""
        return self.restyled(0, self.length, lambda s: s._replace(marks=s.marks - {mark_id}))

    def with_reference(self, start: int, end: int, reference: Reference) -> Text:
        """Put a reference in the place of the characters from ``start`` up to ``end``; it takes over their marks."""
        start, end = self._clamped(start, end)
        style = self.typing_style(start, end)
        named = [cell.style for cell in self._cells()[start + 1 : end + 1] if not cell.opens]
        if named:
            style = named[0]._replace(marks=style.marks.union(*(each.marks for each in named)))
        return self._spliced(start, end, [_reference_cell(reference, style)], _OPENER)

    def _clamped(self, start: int, end: int) -> tuple[int, int]:
        start = max(0, min(start, self.length))
        return start, max(start, min(end, self.length))

    def _spliced(self, start: int, end: int, new: list[_Cell], first: _Cell) -> Text:
        """Splice cells in; ``first`` opens the first new paragraph where that can have an id of its own."""
        cells = self._cells()
        left, gone, right = cells[: start + 1], cells[start + 1 : end + 1], cells[end + 1 :]
        breaks = [index for index, cell in enumerate(new) if cell.opens]
        if left[-1].opens:
            left[-1] = next((cell for cell in reversed(gone) if cell.opens), left[-1])
            if breaks and right and not right[0].opens:
                left[-1], new[breaks[-1]] = first, left[-1]
            elif left[-1].paragraph_id == EMPTY_ID and first.paragraph_id:
                left[-1] = first
        return _from_cells([*left, *new, *right])

    def _cells(self) -> list[_Cell]:
        """Every character; before each paragraph stands a cell that opens it, so position n is at index n + 1."""
        cells: list[_Cell] = []
        for paragraph in self.paragraphs:
            cells.append(_OPENER._replace(paragraph_id=paragraph.id))
            for run in paragraph.runs:
                cells.extend(_Cell(character, run.style, run.reference) for character in run.text)
        return cells

    # -- storing ----------------------------------------------------------------------------------------------------

    def to_json(self) -> str:
        """Return the stored form: ``{"p": [{"i": id, "r": [run, …]}, …]}``, a run ``{"t"|"ref", "b", "i", "m"}``."""
        return _encode({"p": [{"i": p.id, "r": [_run_to_data(run) for run in p.runs]} for p in self.paragraphs]})

    def __composite_values__(self) -> tuple[str, str]:
        """The two columns a text is stored in: what it is, and its letters beside it."""
        return self.to_json(), self.plain

    @classmethod
    def from_json(cls, data: str) -> Text:
        """Read the stored form; the text equals the one stored."""
        return cls(tuple(Paragraph(tuple(_run_from_data(run) for run in p["r"]), p["i"]) for p in json.loads(data)["p"]))


class _Cell(NamedTuple):
    """One character with what it carries; the cell that opens a paragraph carries its id, or None for a new one."""

    character: str
    style: Style = PLAIN
    reference: Reference | None = None
    paragraph_id: str | None = None

    @property
    def opens(self) -> bool:
        """Whether a paragraph begins here."""
        return self.character == "\n"

    def within(self, marks: frozenset[str]) -> _Cell:
        """The same cell, covered by more marks."""
        return self if self.opens or not marks else self._replace(style=self.style._replace(marks=self.style.marks | marks))


_OPENER = _Cell("\n")


def _cell(character: str, style: Style) -> _Cell:
    return _OPENER if character == "\n" else _Cell(character, style)


def _reference_cell(reference: Reference, style: Style) -> _Cell:
    given = clean(reference.given).replace("\n", " ")
    return _Cell(REFERENCE_CHARACTER, style, replace(reference, given=given))


def _from_cells(cells: Iterable[_Cell]) -> Text:
    bodies: list[tuple[str | None, list[_Cell]]] = []
    for cell in cells:
        if cell.opens:
            bodies.append((cell.paragraph_id, []))
        else:
            bodies[-1][1].append(cell)
    return Text(_with_own_ids((wanted, _runs(body)) for wanted, body in bodies))


def _with_own_ids(bodies: Iterable[tuple[str | None, tuple[Run, ...]]]) -> tuple[Paragraph, ...]:
    """Make paragraphs, giving a new id where one is missing, was had before, or is the shared one of the empty text."""
    paragraphs: list[Paragraph] = []
    used: set[str] = set()
    bodies = list(bodies)
    for wanted, runs in bodies:
        shared = wanted == EMPTY_ID and (runs or len(bodies) > 1)
        paragraph_id = wanted if wanted and wanted not in used and not shared else new_id()
        used.add(paragraph_id)
        paragraphs.append(Paragraph(runs, paragraph_id))
    return tuple(paragraphs)


def _runs(cells: list[_Cell]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for (style, is_reference), group in groupby(cells, key=lambda c: (c.style, c.reference is not None)):
        if is_reference:
            runs.extend(Run(REFERENCE_CHARACTER, style, cell.reference) for cell in group)
        else:
            runs.append(Run("".join(cell.character for cell in group), style))
    return tuple(runs)


def text_from(plain: str, *, paragraph_ids: Callable[[], str] = new_id) -> Text:
    """Make a text of plain letters, a paragraph a line."""
    lines = clean(plain).split("\n")
    return Text(tuple(Paragraph((Run(line),) if line else (), paragraph_ids()) for line in lines))


def text_of_runs(paragraphs: Iterable[tuple[str, Iterable[Run]]]) -> Text:
    """Make a text of (id, runs) pairs, merging equal neighbours and mending repeated or missing ids."""
    cells: list[_Cell] = []
    for paragraph_id, runs in paragraphs:
        cells.append(_OPENER._replace(paragraph_id=paragraph_id))
        for run in runs:
            if run.reference:
                cells.append(_reference_cell(run.reference, run.style))
            else:
                cells.extend(_Cell(character, run.style) for character in clean(run.text).replace("\n", " "))
    return _from_cells(cells) if cells else EMPTY


EMPTY_ID = "0" * 32
EMPTY = Text((Paragraph((), EMPTY_ID),))
"""A text in which nothing is written yet; its paragraph gets an id of its own with the first letter."""


def joined(texts: Iterable[Text]) -> Text:
    """Return one text of all paragraphs of several, in order; a paragraph met again gets a new id."""
    paragraphs = _with_own_ids((p.id, p.runs) for text in texts for p in text.paragraphs)
    return Text(paragraphs) if paragraphs else EMPTY


def _run_to_data(run: Run) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if run.reference:
        data["ref"] = [run.reference.kind, run.reference.id, run.reference.given]
    else:
        data["t"] = run.text
    if run.style.bold:
        data["b"] = 1
    if run.style.italic:
        data["i"] = 1
    if run.style.marks:
        data["m"] = sorted(run.style.marks)
    return data


def _run_from_data(data: dict[str, Any]) -> Run:
    style = Style(bool(data.get("b")), bool(data.get("i")), frozenset(data.get("m", ())))
    if "ref" in data:
        kind, reference_id, given = data["ref"]
        return Run(REFERENCE_CHARACTER, style, Reference(kind, reference_id, given))
    return Run(data["t"], style)
