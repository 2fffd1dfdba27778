"""Texts: paragraphs of runs, with references to people and agencies, and marks that outlive editing.

What people write is neither HTML nor one string (house.md, "Text"). A reference names a person or agency by id, so that it
is shown by name, by role or by pseudonym and renamed in one place; a mark (a passage, a quotation, a factor) is a range
with an id of its own, carried by the runs it covers, so that it moves with them.

Texts are frozen. Editing goes through ``replace``, ``mark`` and ``unmark``, whose positions count characters over the whole
text: a paragraph end counts as one, a reference as one.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

REFERENCE_CHARACTER = "\ufffc"
"""What stands for a reference where a text is counted by characters."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ufffc]")


def new_id() -> str:
    """Return a new key: 128 random bits as 32 hexadecimal letters."""
    return secrets.token_hex(16)


def clean(text: str) -> str:
    """Return the text without characters that no Word file can hold, with one kind of line end."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


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
        return text_of_runs(covered) if covered else EMPTY

    # -- editing ----------------------------------------------------------------------------------------------------

    def replaced(self, start: int, end: int, text: str | Text) -> Text:
        """Put ``text`` in the place of the characters from ``start`` up to ``end``.

        A string takes the style of the character before it within its paragraph's edited range only where both
        neighbours share a mark (typing inside a mark widens it; typing at its edge does not).
        """
        start, end = self._clamped(start, end)
        cells = list(self._cells())
        if isinstance(text, str):
            before = cells[start - 1].style if start > 0 else PLAIN
            after = cells[end].style if end < len(cells) else PLAIN
            style = Style(before.bold, before.italic, before.marks & after.marks)
            new = [_Cell(character, style, None, None) for character in clean(text)]
        else:
            new = list(text._cells())
        return _from_cells([*cells[:start], *new, *cells[end:]], self.paragraphs[-1].id)

    def restyled(self, start: int, end: int, change: Callable[[Style], Style]) -> Text:
        """Change the style of the characters from ``start`` up to ``end``."""
        start, end = self._clamped(start, end)
        cells = [
            cell._replace(style=change(cell.style)) if start <= index < end and cell.character != "\n" else cell
            for index, cell in enumerate(self._cells())
        ]
        return _from_cells(cells, self.paragraphs[-1].id)

    def with_mark(self, start: int, end: int, mark_id: str) -> Text:
        """Put a mark on the characters from ``start`` up to ``end``."""
        return self.restyled(start, end, lambda s: s._replace(marks=s.marks | {mark_id}))

    def without_mark(self, mark_id: str) -> Text:
        """Take a mark off, wherever it stands."""
        return self.restyled(0, self.length, lambda s: s._replace(marks=s.marks - {mark_id}))

    def with_reference(self, start: int, end: int, reference: Reference) -> Text:
        """Put a reference in the place of the characters from ``start`` up to ``end``."""
        start, end = self._clamped(start, end)
        cells = list(self._cells())
        style = cells[start].style if start < len(cells) and cells[start].character != "\n" else PLAIN
        new = _Cell(REFERENCE_CHARACTER, style, reference, None)
        return _from_cells([*cells[:start], new, *cells[end:]], self.paragraphs[-1].id)

    def _clamped(self, start: int, end: int) -> tuple[int, int]:
        start = max(0, min(start, self.length))
        return start, max(start, min(end, self.length))

    def _cells(self) -> Iterator[_Cell]:
        last = len(self.paragraphs) - 1
        for index, paragraph in enumerate(self.paragraphs):
            for run in paragraph.runs:
                for character in run.text:
                    yield _Cell(character, run.style, run.reference, None)
            if index < last:
                yield _Cell("\n", PLAIN, None, paragraph.id)

    # -- storing ----------------------------------------------------------------------------------------------------

    def to_json(self) -> str:
        """Return the stored form: ``{"p": [{"i": id, "r": [run, …]}, …]}``, a run ``{"t"|"ref", "b", "i", "m"}``."""
        return json.dumps(
            {"p": [{"i": p.id, "r": [_run_to_data(run) for run in p.runs]} for p in self.paragraphs]},
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def __composite_values__(self) -> tuple[str, str]:
        """The two columns a text is stored in: what it is, and its letters beside it."""
        return self.to_json(), self.plain

    @classmethod
    def from_json(cls, data: str) -> Text:
        """Read the stored form; the text equals the one stored."""
        return cls(tuple(Paragraph(tuple(_run_from_data(run) for run in p["r"]), p["i"]) for p in json.loads(data)["p"]))


class _Cell(NamedTuple):
    """One character with what it carries; a paragraph end carries its paragraph's id."""

    character: str
    style: Style
    reference: Reference | None
    paragraph_id: str | None


def _from_cells(cells: Iterable[_Cell], last_id: str) -> Text:
    paragraphs: list[Paragraph] = []
    used: set[str] = set()
    current: list[_Cell] = []

    def close(wanted: str | None) -> None:
        paragraph_id = wanted if wanted and wanted not in used else new_id()
        used.add(paragraph_id)
        paragraphs.append(Paragraph(_runs(current), paragraph_id))
        current.clear()

    for cell in cells:
        if cell.character == "\n":
            close(cell.paragraph_id)
        else:
            current.append(cell)
    close(last_id)
    return Text(tuple(paragraphs))


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
    ids: list[str] = []
    for paragraph_id, runs in paragraphs:
        if ids:
            cells.append(_Cell("\n", PLAIN, None, ids[-1]))
        ids.append(paragraph_id)
        for run in runs:
            letters = run.text if run.reference else clean(run.text).replace("\n", " ")
            cells.extend(_Cell(character, run.style, run.reference, None) for character in letters)
    return _from_cells(cells, ids[-1] if ids else new_id())


EMPTY_ID = "0" * 32
EMPTY = Text((Paragraph((), EMPTY_ID),))
"""A text in which nothing is written yet."""


def joined(texts: Iterable[Text]) -> Text:
    """Return one text of all paragraphs of several, in order."""
    paragraphs = tuple(replace(p, id=p.id) for text in texts for p in text.paragraphs)
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
