"""Between a domain text and a QTextDocument, both ways, changing no more of the document than differs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from app.domain.text import EMPTY_ID, PLAIN, Paragraph, Run, Text
from app.views.text.formats import block_format, char_format, paragraph_id_of, reference_of, style_of


def units(letters: str) -> int:
    """Return how many positions letters take in a QTextDocument, which counts UTF-16 units."""
    return len(letters) + sum(letter > "\uffff" for letter in letters)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Give every block in order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def runs_of(block: QTextBlock, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
    """Return the runs of a block, or of its positions from ``start`` up to ``end``."""
    letters = block.text()
    wide = units(letters) > len(letters)
    end = units(letters) if end is None else end
    encoded = letters.encode("utf-16-le", "surrogatepass") if wide else b""
    runs: list[Run] = []
    for part in block.textFormats():
        low, high = max(part.start, start), min(part.start + part.length, end)
        if low >= high:
            continue
        style, reference = style_of(part.format), reference_of(part.format)
        piece = encoded[2 * low : 2 * high].decode("utf-16-le", "replace") if wide else letters[low:high]
        if reference:
            runs.extend(Run(character, style, reference) for character in piece)
        elif runs and not runs[-1].reference and runs[-1].style == style:
            runs[-1] = Run(runs[-1].text + piece, style)
        else:
            runs.append(Run(piece, style))
    return tuple(runs)


def merged_runs(cells: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours of one style into one run."""
    for (style, reference), group in groupby(cells, key=lambda run: (run.style, run.reference)):
        yield Run("".join(run.text for run in group), style, reference)


def insert_runs(cursor: QTextCursor, runs: Iterable[Run]) -> None:
    """Put runs in at a cursor, as they are."""
    for run in runs:
        cursor.insertText(run.text, char_format(run.style, run.reference))


class DocumentText(QObject):
    """The text of a document, read on demand: paragraphs untouched since the last reading are not read again."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._text: Text | None = None
        self._runs: list[tuple[Run, ...] | None] = [None] * document.blockCount()
        document.documentLayout()  # a document without a layout tells no changes
        document.contentsChange.connect(self._on_document_contents_change)

    def text(self) -> Text:
        """Return the text as it now stands."""
        if self._text is None:
            self._text = Text(tuple(self._paragraphs()))
        return self._text

    def _paragraphs(self) -> Iterator[Paragraph]:
        times: dict[str, int] = {}
        for index, block in enumerate(blocks(self._document)):
            runs = self._runs[index]
            if runs is None:
                runs = self._runs[index] = runs_of(block)
            wanted = paragraph_id_of(block.blockFormat()) or EMPTY_ID
            times[wanted] = times.get(wanted, 0) + 1
            yield Paragraph(runs, wanted if times[wanted] == 1 else _derived_id(wanted, times[wanted]))

    def _on_document_contents_change(self, position: int, _removed: int, added: int) -> None:
        self._text = None
        count = self._document.blockCount()
        first = max(0, self._document.findBlock(position).blockNumber())
        last = self._document.findBlock(position + added).blockNumber()
        last = count - 1 if last < 0 else last
        fresh = last - first + 1
        stale = fresh - (count - len(self._runs))
        self._runs[first : first + stale] = [None] * fresh


def _derived_id(paragraph_id: str, time: int) -> str:
    """Return an id for a block that Qt copied from another: the same at each reading, so that saving settles."""
    return hashlib.sha256(f"{paragraph_id} {time}".encode()).hexdigest()[:32]


def write_text(document: QTextDocument, old: Text, new: Text, pattern: QTextBlockFormat) -> None:
    """Turn a document that holds ``old`` into one that holds ``new``, touching only the paragraphs that differ.

    It is no step of the document's undo: what was typed before can't be undone past it, and the stacks are emptied.
    """
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    matcher = SequenceMatcher(None, old.paragraphs, new.paragraphs, autojunk=False)
    for tag, i1, i2, j1, j2 in reversed(matcher.get_opcodes()):
        if tag != "equal":
            _rewrite(document, (i1, old.paragraphs[i1:i2]), new.paragraphs[j1:j2], pattern)
    for block, paragraph in zip(blocks(document), new.paragraphs, strict=True):
        if paragraph_id_of(block.blockFormat()) != paragraph.id or block.blockFormat().lineHeight() != pattern.lineHeight():
            QTextCursor(block).setBlockFormat(block_format(paragraph.id, pattern))
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)


def _rewrite(
    document: QTextDocument, old: tuple[int, tuple[Paragraph, ...]], new: tuple[Paragraph, ...], pattern: QTextBlockFormat
) -> None:
    first, gone = old
    pairs = min(len(gone), len(new))
    for index in reversed(range(first + pairs, first + len(gone))):
        _remove_block(document.findBlockByNumber(index))
    for paragraph in reversed(new[pairs:]):
        _insert_block(document, first + pairs, paragraph, pattern)
    for offset in range(pairs):
        _rewrite_block(document.findBlockByNumber(first + offset), gone[offset], new[offset])


def _remove_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    if block.previous().isValid():
        cursor.setPosition(block.position() - 1)
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    else:
        cursor.setPosition(block.next().position(), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def _insert_block(document: QTextDocument, number: int, paragraph: Paragraph, pattern: QTextBlockFormat) -> None:
    cursor = QTextCursor(document)
    if number:
        cursor = QTextCursor(document.findBlockByNumber(number - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertBlock(block_format(paragraph.id, pattern), char_format(PLAIN))
    if not number:
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    insert_runs(cursor, paragraph.runs)


def _rewrite_block(block: QTextBlock, old: Paragraph, new: Paragraph) -> None:
    """Change what differs between the first and the last character that do."""
    before, after = _cells(old), _cells(new)
    low = 0
    while low < min(len(before), len(after)) and before[low] == after[low]:
        low += 1
    high = 0
    while high < min(len(before), len(after)) - low and before[-1 - high] == after[-1 - high]:
        high += 1
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + _units(before[:low]))
    cursor.setPosition(block.position() + _units(before[: len(before) - high]), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    insert_runs(cursor, merged_runs(after[low : len(after) - high]))


def _cells(paragraph: Paragraph) -> list[Run]:
    return [Run(letter, run.style, run.reference) for run in paragraph.runs for letter in run.text]


def _units(cells: list[Run]) -> int:
    return sum(units(cell.text) for cell in cells)
