"""A document edited at random says the same as the domain text edited alike; undone, it says what it said at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument

from app.domain.text import EMPTY, Paragraph, Run, Text
from app.views.text import edits
from app.views.text.conversion import DocumentText, units, write_text
from tests.support.texts import LINES, PLACES, REFERENCES, TEXTS

pytestmark = pytest.mark.usefixtures("qapp")

PATTERN = QTextBlockFormat()


@dataclass(frozen=True)
class Edit:
    """One edit, as the domain does it and as the document does."""

    name: str
    place: tuple[int, int]
    put: Any

    def in_domain(self, text: Text) -> Text:
        start, end = self.place
        acts: dict[str, Callable[[], Text]] = {
            "type": lambda: text.replaced(start, end, self.put),
            "put": lambda: text.replaced(start, end, self.put),
            "refer": lambda: text.with_reference(start, end, self.put),
            "mark": lambda: text.with_mark(start, end, self.put),
            "unmark": lambda: text.without_mark(self.put),
            "remove": lambda: text.replaced(start, end, ""),
        }
        return acts[self.name]()

    def in_document(self, document: QTextDocument, text: Text) -> None:
        cursor = cursor_at(document, text, self.place)
        acts: dict[str, Callable[[], None]] = {
            "type": lambda: edits.type_letters(cursor, self.put),
            "put": lambda: edits.put_text(cursor, self.put),
            "refer": lambda: edits.put_reference(cursor, self.put),
            "mark": lambda: edits.add_mark(cursor, self.put),
            "unmark": lambda: edits.remove_mark(document, self.put),
            "remove": cursor.removeSelectedText,
        }
        acts[self.name]()


EDITS = st.one_of(
    st.builds(Edit, st.just("type"), PLACES, LINES),
    st.builds(Edit, st.just("put"), PLACES, TEXTS),
    st.builds(Edit, st.just("refer"), PLACES, REFERENCES),
    st.builds(Edit, st.just("mark"), PLACES, st.sampled_from(["m1", "m4"])),
    st.builds(Edit, st.just("unmark"), PLACES, st.sampled_from(["m1", "m2"])),
    st.builds(Edit, st.just("remove"), PLACES, st.none()),
)


def letters_of(text: Text) -> str:
    return "\n".join("".join(run.text for run in paragraph.runs) for paragraph in text.paragraphs)


def cursor_at(document: QTextDocument, text: Text, place: tuple[int, int]) -> QTextCursor:
    letters = letters_of(text)
    cursor = QTextCursor(document)
    cursor.setPosition(units(letters[: place[0]]))
    cursor.setPosition(units(letters[: place[1]]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def document_of(text: Text) -> tuple[QTextDocument, DocumentText]:
    document = QTextDocument()
    contents = DocumentText(document)
    write_text(document, contents.text(), text, PATTERN)
    return document, contents


def known(text: Text, ids: set[str]) -> list[tuple[str | None, tuple[Run, ...]]]:
    """Paragraphs, with the ids that were there before and None for new ones."""
    return [(p.id if p.id in ids else None, p.runs) for p in text.paragraphs]


@given(TEXTS)
def test_written_and_read_again_it_is_equal(text: Text) -> None:
    document, contents = document_of(text)
    assert contents.text() == text
    assert DocumentText(document).text() == text
    assert not document.isUndoAvailable()


@given(st.one_of(TEXTS, st.just(EMPTY)), st.lists(EDITS, max_size=6))
@settings(max_examples=300)
def test_the_document_fares_as_the_domain_does(text: Text, several: list[Edit]) -> None:
    document, contents = document_of(text)
    for edit in several:
        before = contents.text()
        ids = {p.id for p in before.paragraphs}
        if edit.name == "put":
            ids |= {p.id for p in edit.put.paragraphs}
        edit.in_document(document, before)
        assert known(contents.text(), ids) == known(edit.in_domain(before), ids)
        assert contents.text() == DocumentText(document).text()


@given(TEXTS, st.lists(EDITS, max_size=6))
def test_undone_to_the_last_it_says_what_it_said(text: Text, several: list[Edit]) -> None:
    document, contents = document_of(text)
    for edit in several:
        edit.in_document(document, contents.text())
    after = contents.text()
    while document.isUndoAvailable():
        document.undo()
    assert contents.text() == text
    while document.isRedoAvailable():
        document.redo()
    assert contents.text() == after


@given(TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_a_text_changed_elsewhere_replaces_what_differs(text: Text, other: Text, random: Any) -> None:
    document, contents = document_of(text)
    mixed = [*text.paragraphs, *other.paragraphs]
    random.shuffle(mixed)
    new = Text(tuple(mixed[: random.randint(1, len(mixed))]))
    write_text(document, contents.text(), new, PATTERN)
    assert contents.text() == new
    assert DocumentText(document).text() == new


@given(TEXTS, st.integers(0, 40))
def test_blocks_that_qt_copied_have_ids_of_their_own_that_stay(text: Text, place: int) -> None:
    document, contents = document_of(text)
    cursor = cursor_at(document, text, (place, place))
    cursor.insertBlock()
    cursor.insertBlock()
    ids = [p.id for p in contents.text().paragraphs]
    assert len(set(ids)) == len(ids)
    assert ids == [p.id for p in DocumentText(document).text().paragraphs]


def test_only_what_differs_is_touched() -> None:
    text = Text(tuple(Paragraph((Run(f"paragraph {n}"),), str(n)) for n in range(50)))
    document, contents = document_of(text)
    changes: list[tuple[int, int, int]] = []
    document.contentsChange.connect(lambda *change: changes.append(change))
    new = Text((*text.paragraphs[:20], Paragraph((Run("paragraph xx 20"),), "20"), *text.paragraphs[21:]))
    write_text(document, contents.text(), new, PATTERN)
    assert sum(added + removed for _, removed, added in changes) < 10
