"""How a text stands in a QTextDocument: ids, marks and references as user properties of Qt's formats.

A paragraph's id is a property of its block; a character's marks are one property, their ids in order; a reference is one
object character that carries kind, id and given letters.
"""

from __future__ import annotations

import json
from functools import lru_cache

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextFormat

from app.domain.text import Reference, Style

PARAGRAPH_ID = QTextFormat.Property.UserProperty + 1
MARKS = QTextFormat.Property.UserProperty + 2
REFERENCE = QTextFormat.Property.UserProperty + 3
REFERENCE_OBJECT = QTextFormat.ObjectTypes.UserObject + 1

LINE_HEIGHT = 145
"""Line height in hundredths: a page to read, not a form."""


def char_format(style: Style, reference: Reference | None = None) -> QTextCharFormat:
    """Return the format for characters of a style, or for the one character of a reference."""
    made = QTextCharFormat()
    if style.bold:
        made.setFontWeight(QFont.Weight.Bold)
    if style.italic:
        made.setFontItalic(True)
    if style.marks:
        made.setProperty(MARKS, " ".join(sorted(style.marks)))
    if reference:
        made.setObjectType(REFERENCE_OBJECT)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        made.setProperty(REFERENCE, json.dumps([reference.kind, reference.id, reference.given]))
    return made


def style_of(made: QTextCharFormat) -> Style:
    """Return the style that a format stands for."""
    marks: str | None = made.property(MARKS)
    return Style(made.fontWeight() >= QFont.Weight.DemiBold, made.fontItalic(), _mark_ids(marks or ""))


@lru_cache(maxsize=4096)
def _mark_ids(ids: str) -> frozenset[str]:
    return frozenset(ids.split())


def reference_of(made: QTextFormat) -> Reference | None:
    """Return the reference that a format carries."""
    data: str | None = made.property(REFERENCE)
    return _reference(data) if data else None


@lru_cache(maxsize=4096)
def _reference(data: str) -> Reference:
    kind, reference_id, given = json.loads(data)
    return Reference(kind, reference_id, given)


def block_format(paragraph_id: str, pattern: QTextBlockFormat | None = None) -> QTextBlockFormat:
    """Return the format of a paragraph with an id, otherwise like ``pattern``."""
    made = QTextBlockFormat(pattern) if pattern is not None else QTextBlockFormat()
    made.setProperty(PARAGRAPH_ID, paragraph_id)
    return made


def page_pattern(gap: float) -> QTextBlockFormat:
    """Return the block format of a page to read: open lines, ``gap`` pixels after each paragraph."""
    made = QTextBlockFormat()
    made.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(gap)
    return made


def paragraph_id_of(made: QTextBlockFormat) -> str:
    """Return the id of a block's paragraph, "" where it has none."""
    return made.property(PARAGRAPH_ID) or ""
