"""What typing, pasting and marking do to a document, by the rules of ``app.domain.text``, each one step of its undo.

A mark covers what is put in strictly inside it and nothing put in at its edge; a paragraph's id stays with its letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from app.domain.text import (
    EMPTY_ID,
    PLAIN,
    REFERENCE_CHARACTER,
    Paragraph,
    Reference,
    Run,
    Style,
    Text,
    clean,
    new_id,
    text_of_runs,
)
from app.views.text.conversion import blocks, insert_runs, runs_of
from app.views.text.formats import block_format, char_format, paragraph_id_of, reference_of, style_of


def typing_style(cursor: QTextCursor) -> Style:
    """Return the style of what is typed in the place of the selection, or at the caret."""
    document, start, end = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start), document.findBlock(end)
    before = style_at(document, start - 1) if start > first.position() else None
    after = style_at(document, end) if end < last.position() + last.length() - 1 else None
    pattern = before or after or PLAIN
    left, right = before, after
    while left is None and (first := first.previous()).isValid():
        left = style_at(document, first.position() + first.length() - 2) if first.length() > 1 else None
    if left is None or not left.marks:
        return Style(pattern.bold, pattern.italic)
    while right is None and (last := last.next()).isValid():
        right = style_at(document, last.position()) if last.length() > 1 else None
    return Style(pattern.bold, pattern.italic, left.marks & right.marks if right else frozenset())


def style_at(document: QTextDocument, position: int) -> Style:
    """Return the style of the character at a position, which must not be a paragraph end."""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return style_of(cursor.charFormat())


def type_letters(cursor: QTextCursor, letters: str, style: Style | None = None) -> None:
    """Put letters in the place of the selection, or at the caret; line ends part paragraphs."""
    if not letters and not cursor.hasSelection():
        return
    style = typing_style(cursor) if style is None else style
    lines = clean(letters).split("\n")
    needs_id = paragraph_id_of(cursor.blockFormat()) in ("", EMPTY_ID)
    if not needs_id and not cursor.hasSelection() and len(lines) == 1:
        cursor.insertText(lines[0], char_format(style))
        return
    text = text_of_runs((new_id(), [Run(line, style)] if line else []) for line in lines)
    put_text(cursor, text, keep_style=True)


def part_paragraph(cursor: QTextCursor) -> None:
    """Part the paragraph at the caret in two."""
    type_letters(cursor, "\n")


def put_text(cursor: QTextCursor, text: Text, *, keep_style: bool = False) -> None:
    """Put a text in the place of the selection; its own paragraph ids are kept where they are whole and unused."""
    inside = frozenset[str]() if keep_style else typing_style(cursor).marks
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    used = {paragraph_id_of(block.blockFormat()) for block in blocks(cursor.document())} | {"", EMPTY_ID}
    first, *more = [_fresh(paragraph, used, inside) for paragraph in text.paragraphs]
    at_start, at_end = cursor.atBlockStart(), cursor.atBlockEnd()
    kept = paragraph_id_of(cursor.blockFormat())
    if kept in ("", EMPTY_ID) or (at_start and more and not at_end):
        cursor.setBlockFormat(block_format(first.id, cursor.blockFormat()))
    insert_runs(cursor, first.runs)
    for paragraph in more:
        cursor.insertBlock(block_format(paragraph.id, cursor.blockFormat()), char_format(PLAIN))
        insert_runs(cursor, paragraph.runs)
    if at_start and more and not at_end and kept not in ("", EMPTY_ID):
        cursor.setBlockFormat(block_format(kept, cursor.blockFormat()))
    cursor.endEditBlock()


def _fresh(paragraph: Paragraph, used: set[str], inside: frozenset[str]) -> Paragraph:
    paragraph_id = new_id() if paragraph.id in used else paragraph.id
    used.add(paragraph_id)
    runs = [Run(run.text, run.style._replace(marks=run.style.marks | inside), run.reference) for run in paragraph.runs]
    return Paragraph(tuple(runs), paragraph_id)


def put_reference(cursor: QTextCursor, reference: Reference) -> None:
    """Put a reference in the place of the selection, or at the caret; it takes over the marks of what it stands for."""
    style = typing_style(cursor)
    named = [style_of(made) for _, _, made in spans(cursor)]
    if named:
        style = named[0]._replace(marks=style.marks.union(*(each.marks for each in named)))
    run = Run(REFERENCE_CHARACTER, style, reference)
    put_text(cursor, text_of_runs([(new_id(), [run])]), keep_style=True)


def spans(cursor: QTextCursor) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Give (start, end, format) for each stretch of one format in the selection."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() < end:
        for part in block.textFormats():
            low = max(start, block.position() + part.start)
            high = min(end, block.position() + min(part.start + part.length, block.length() - 1))
            if low < high:
                yield low, high, QTextCharFormat(part.format)  # a copy: the range owns its own
        block = block.next()


def restyle(cursor: QTextCursor, change: Callable[[Style], Style]) -> None:
    """Change the style of each character in the selection, as one step."""
    worker = QTextCursor(cursor)
    worker.beginEditBlock()
    for start, end, made in list(spans(cursor)):
        style = style_of(made)
        if change(style) != style:
            worker.setPosition(start)
            worker.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            worker.setCharFormat(char_format(change(style), reference_of(made)))
    worker.endEditBlock()


def everything(document: QTextDocument) -> QTextCursor:
    """Return a cursor that selects the whole document."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    return cursor


def add_mark(cursor: QTextCursor, mark_id: str) -> None:
    """Put a mark on the selection."""
    restyle(cursor, lambda style: style._replace(marks=style.marks | {mark_id}))


def remove_mark(document: QTextDocument, mark_id: str) -> None:
    """Take a mark off, wherever it stands."""
    restyle(everything(document), lambda style: style._replace(marks=style.marks - {mark_id}))


def find_mark(document: QTextDocument, mark_id: str) -> tuple[int, int] | None:
    """Return where a mark begins and where it ends, or None."""
    found = [(start, end) for start, end, made in spans(everything(document)) if mark_id in style_of(made).marks]
    return (found[0][0], found[-1][1]) if found else None


def mark_ids(document: QTextDocument) -> frozenset[str]:
    """Return the ids of all marks in a document."""
    return frozenset[str]().union(*(style_of(made).marks for _, _, made in spans(everything(document))))


def selected_text(cursor: QTextCursor) -> Text:
    """Return the selection as a text of its own."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block, parts = cursor.document().findBlock(start), list[tuple[str, tuple[Run, ...]]]()
    while block.isValid() and block.position() <= end:
        low, high = max(0, start - block.position()), min(block.length() - 1, end - block.position())
        parts.append((paragraph_id_of(block.blockFormat()), runs_of(block, low, high)))
        block = block.next()
    return text_of_runs(parts)
