"""The page under real keys: typing, parting, bold, undo, marks, mentions, clipboard, margin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.text import EMPTY, Reference, Run, Style, Text, text_from, text_of_runs
from app.views.text.mentions import Mention
from app.views.text.page_edit import LETTERS, PageEdit
from app.views.text.text_field import TextField
from app.views.theme import Appearance, Theme

BOLD = Style(bold=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
PEOPLE = (Mention("person", "p1", "Dana Whitlock", ("Mum",)), Mention("person", "p2", "Marek Olin"))


def people() -> tuple[Mention, ...]:
    return PEOPLE


def by_role(reference: Reference) -> str:
    return "the mother of the children"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(PageEdit())
    layout.addWidget(QLineEdit())
    window.resize(1000, 600)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    QApplication.clipboard().clear()


@pytest.fixture
def page(window: QWidget) -> PageEdit:
    page = window.findChild(PageEdit)
    assert isinstance(page, PageEdit)
    page.setFocus()
    page.set_people(people)
    return page


def select(page: PageEdit, start: int, end: int) -> None:
    cursor = page.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def ids(text: Text) -> list[str]:
    return [paragraph.id for paragraph in text.paragraphs]


def test_what_is_typed_is_the_text(page: PageEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.text_edited):
        QTest.keyClicks(page, "She rang.")
    QTest.keyClick(page, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page, "Twice.")
    assert page.text().plain == "She rang.\n\nTwice."
    assert len(set(ids(page.text()))) == 3
    assert page.dirty


def test_bold_and_italic_by_key_for_a_selection_and_for_what_follows(page: PageEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(page, "ab")
    with qtbot.waitSignal(page.style_changed) as told:
        QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    assert told.args == [True, False]
    QTest.keyClicks(page, "c")
    QTest.keyClick(page, Qt.Key.Key_Return)
    QTest.keyClicks(page, "d")
    assert [p.runs for p in page.text().paragraphs] == [(Run("ab"), Run("c", BOLD)), (Run("d", BOLD),)]
    select(page, 0, 3)
    QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    QTest.keyClick(page, Qt.Key.Key_I, CONTROL)
    assert page.text().paragraphs[0].runs == (Run("abc", Style(True, True)),)
    QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    assert page.text().paragraphs[0].runs == (Run("abc", Style(False, True)),)


def test_undo_is_the_pages_own_until_nothing_is_left(page: PageEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(page, "abc")
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert page.text().empty
    with qtbot.waitSignal(page.undo_in_review_requested):
        while page.document().isUndoAvailable():
            QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
        QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert page.text() == EMPTY
    while page.document().isRedoAvailable():
        page.redo_or_ask()
    assert page.text().plain == "abc"
    with qtbot.waitSignal(page.redo_in_review_requested):
        page.redo_or_ask()


def test_undo_takes_back_no_more_than_what_was_typed_in_one_breath(
    page: PageEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.set_text(text_from("x"))
    page.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page, "one ")
    monkeypatch.setattr("app.views.text.rich_edit._BREATH", -1)
    QTest.keyClicks(page, "t")
    monkeypatch.setattr("app.views.text.rich_edit._BREATH", 60_000)
    QTest.keyClicks(page, "wo")
    page.undo_or_ask()
    assert page.text().plain == "xone "
    page.undo_or_ask()
    assert page.text().plain == "x"


def test_a_text_changed_elsewhere_leaves_the_caret_where_it_was(page: PageEdit, qtbot: QtBot) -> None:
    text = text_from("\n".join(f"paragraph {n}" for n in range(100)))
    page.set_text(text)
    assert not page.dirty
    assert page.go_to(ids(text)[60], 4)
    scrolled = page.verticalScrollBar().value()
    assert scrolled > 0
    with qtbot.assertNotEmitted(page.text_edited):
        page.set_text(text.replaced(0, 9, "longer than before"))
    assert page.place() == (ids(text)[60], 4)
    assert page.verticalScrollBar().value() == scrolled
    page.set_text(Text(page.text().paragraphs[5:]))
    assert page.place() == (ids(text)[60], 4)
    assert page.verticalScrollBar().value() < scrolled
    assert not page.go_to("gone")


def test_setting_an_equal_text_keeps_undo(page: PageEdit) -> None:
    QTest.keyClicks(page, "abc")
    page.set_text(page.text())
    assert page.document().isUndoAvailable()


def test_marks_are_put_found_revealed_and_taken_off(page: PageEdit) -> None:
    page.set_text(text_from("She was never told.\nNot once."))
    select(page, 4, 13)
    assert page.mark_selection("m1", "quotation")
    select(page, 4, 7)
    assert page.mark_selection("m2", "factor")
    assert page.text().marked("m1") == "was never"
    select(page, 6, 6)
    assert page.marks_at_caret() == ("m2", "m1")
    assert page.mark_at_caret() == "m2"
    QTest.keyClicks(page, "xx")
    assert page.text().marked("m2") == "waxxs"
    select(page, 0, 0)
    assert page.mark_at_caret() is None
    assert page.reveal_mark("m1")
    assert page.textCursor().selectedText() == "waxxs never"
    page.unmark("m1")
    assert page.text().mark_ids() == ("m2",)
    assert not page.reveal_mark("m1")


def test_without_a_selection_the_paragraph_is_marked_and_an_empty_one_is_not(page: PageEdit) -> None:
    assert not page.mark_selection("m1", "question")
    page.set_text(text_from("one\ntwo\n"))
    page.go_to(ids(page.text())[1], 1)
    assert page.mark_selection("m1", "question")
    assert page.text().marked("m1") == "two"


@pytest.mark.parametrize("kind", ["quotation", "factor", "account", "good-practice", "question", "follow-up", "other"])
def test_each_kind_of_mark_is_seen(page: PageEdit, kind: str) -> None:
    page.set_text(text_from("She was never told."))
    before = page.grab().toImage()
    select(page, 4, 13)
    page.mark_selection("m1", kind)
    select(page, 0, 0)
    assert page.grab().toImage() != before
    assert page.gutter().words_at(QPoint(2, page.cursorRect().center().y()))
    assert page.accessibleDescription() == page.gutter().words_at(QPoint(2, page.cursorRect().center().y()))


def test_kinds_differ_without_colour(page: PageEdit) -> None:
    page.set_text(text_from("She was never told."))
    select(page, 4, 13)
    page.mark_selection("m1", "quotation")
    select(page, 0, 0)
    seen: list[bytes] = []
    for kind in ("quotation", "factor", "account", "good-practice", "question", "follow-up"):
        page.set_mark_kinds({"m1": kind})
        grey = page.viewport().grab().toImage().convertToFormat(page.grab().toImage().Format.Format_Grayscale8)
        seen.append(bytes(grey.constBits()))
    assert len(set(seen)) == 6


def test_at_offers_people_and_enter_puts_a_reference(page: PageEdit) -> None:
    QTest.keyClicks(page, "Then @")
    assert page.mentions().isVisible()
    assert page.mentions().count() == 2
    assert page.hasFocus()
    QTest.keyClicks(page, "mu")
    assert [page.mentions().item(0).text(), page.mentions().count()] == ["Dana Whitlock", 1]
    QTest.keyClick(page, Qt.Key.Key_Return)
    QTest.keyClicks(page, " rang")
    assert page.text().plain == "Then Dana Whitlock rang"
    assert page.text().references() == (Reference("person", "p1", "Dana Whitlock"),)
    assert not page.mentions().isVisible()


def test_the_list_is_steered_by_arrows_taken_by_tab_and_left_by_escape(page: PageEdit) -> None:
    QTest.keyClicks(page, "@")
    QTest.keyClick(page, Qt.Key.Key_Down)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.text().plain == "Marek Olin"
    assert page.hasFocus()
    QTest.keyClicks(page, " @")
    QTest.keyClick(page, Qt.Key.Key_Up)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.text().plain == "Marek Olin @\n"


def test_an_address_or_a_stranger_offers_nobody(page: PageEdit) -> None:
    QTest.keyClicks(page, "a@d")
    assert not page.mentions().isVisible()
    QTest.keyClicks(page, " @dx")
    assert not page.mentions().isVisible()
    QTest.keyClicks(page, " goes on")
    assert page.text().plain == "a@d @dx goes on"


def test_tab_leaves_the_page(page: PageEdit, window: QWidget) -> None:
    QTest.keyClicks(page, "@")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert window.findChild(QLineEdit).hasFocus()


def test_another_naming_is_no_edit(page: PageEdit, qtbot: QtBot) -> None:
    page.insert_reference("person", "p1", "Dana")
    QTest.keyClicks(page, " rang")
    before, steps = page.text(), page.document().availableUndoSteps()
    page.dirty = False
    width = page.document().lastBlock().layout().lineAt(0).naturalTextWidth()
    with qtbot.assertNotEmitted(page.text_edited):
        page.set_shower(by_role)
        page.grab()
    assert page.text() == before
    assert page.document().availableUndoSteps() == steps
    assert not page.dirty
    assert page.document().lastBlock().layout().lineAt(0).naturalTextWidth() > width


def test_the_clipboard_has_shown_names_for_word(page: PageEdit) -> None:
    page.insert_reference("person", "p1", "Dana")
    QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    QTest.keyClicks(page, " <rang>")
    page.set_shower(by_role)
    page.selectAll()
    QTest.keyClick(page, Qt.Key.Key_C, CONTROL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "the mother of the children <rang>"
    assert data.html().count("<b> &lt;rang&gt;</b>") == 1


def test_copied_text_leaves_its_marks_and_cut_text_takes_them_along(page: PageEdit) -> None:
    page.set_text(text_from("was never told"))
    select(page, 4, 9)
    page.mark_selection("m1", "quotation")
    QTest.keyClick(page, Qt.Key.Key_C, CONTROL)
    page.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(page, Qt.Key.Key_V, CONTROL)
    assert page.text().plain == "was never toldnever"
    assert page.text().marked("m1") == "never"
    select(page, 4, 9)
    QTest.keyClick(page, Qt.Key.Key_X, CONTROL)
    assert page.text().mark_ids() == ()
    select(page, 0, 0)
    QTest.keyClick(page, Qt.Key.Key_V, CONTROL)
    QTest.keyClick(page, Qt.Key.Key_V, CONTROL)
    assert page.text().plain == "nevernever" + "was  toldnever"
    assert page.text().paragraphs[0].runs[0] == Run("never", Style(marks=frozenset({"m1"})))
    assert page.text().marked("m1") == "never"


def test_references_are_pasted_within_the_review_and_as_words_elsewhere(page: PageEdit, qtbot: QtBot) -> None:
    page.set_origin("one")
    page.insert_reference("person", "p1", "Dana")
    page.set_shower(by_role)
    page.selectAll()
    page.copy()
    other = TextField()
    qtbot.addWidget(other)
    other.set_origin("one")
    other.paste()
    assert other.text().references() == (Reference("person", "p1", "Dana"),)
    other.set_text(EMPTY)
    other.set_origin("two")
    other.paste()
    assert other.text().references() == ()
    assert other.text().plain == "the mother of the children"


def test_from_word_come_paragraphs_with_bold_and_italic_only(page: PageEdit) -> None:
    data = QMimeData()
    data.setHtml(
        "<html><head><style>p{color:red}</style></head><body><!--StartFragment--><p class=MsoNormal>One\n <b>two</b>"
        "<span style='font-style:italic'> three</span></p><p><img src='file:///x.png'><br>four</p><!--EndFragment-->"
    )
    data.setText("not this")
    page.insertFromMimeData(data)
    assert page.text().plain == "One two three\n\nfour"
    assert page.text().paragraphs[0].runs == (Run("One "), Run("two", BOLD), Run(" three", Style(italic=True)))


def test_plain_letters_are_pasted_a_paragraph_a_line(page: PageEdit) -> None:
    data = QMimeData()
    assert not page.canInsertFromMimeData(data)
    data.setText("one\r\ntwo\x0bthree")
    assert page.canInsertFromMimeData(data)
    page.insertFromMimeData(data)
    assert page.text().plain == "one\ntwo\nthree"


def test_what_an_input_method_commits_is_typed_by_the_same_rules(page: PageEdit) -> None:
    page.set_text(text_from("ab"))
    select(page, 0, 1)
    page.mark_selection("m1", "quotation")
    select(page, 1, 1)
    event = QInputMethodEvent()
    event.setCommitString("é")
    QApplication.sendEvent(page, event)
    assert page.text().plain == "aéb"
    assert page.text().marked("m1") == "a"


def test_a_page_that_is_only_read_takes_no_keys(page: PageEdit) -> None:
    page.set_text(text_from("ab"))
    page.setReadOnly(True)
    QTest.keyClicks(page, "cd")
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.text().plain == "ab"


def test_signs_stand_in_the_margin_in_words_and_are_said(page: PageEdit) -> None:
    page.set_text(text_from("one\ntwo"))
    first = ids(page.text())[0]
    before = page.gutter().grab().toImage()
    page.set_paragraph_signs({first: ("told-freely", "not-recalled")})
    assert page.gutter().grab().toImage() != before
    select(page, 0, 0)
    assert page.accessibleDescription() == "told freely, not recalled"
    page.moveCursor(QTextCursor.MoveOperation.End)
    assert page.accessibleDescription() == ""
    assert page.paragraph_at_caret() == ids(page.text())[1]


def test_the_margin_is_as_narrow_as_the_panel_needs(page: PageEdit, window: QWidget) -> None:
    page.set_text(text_from("one"))
    page.set_paragraph_signs({ids(page.text())[0]: ("told-freely", "own word")})
    window.resize(260, 400)
    narrow = page.gutter().width()
    page.grab()
    window.resize(1300, 400)
    assert page.gutter().width() > narrow
    assert page.gutter().words_at(QPoint(0, 390)) == ""
    assert abs(page.viewport().geometry().center().x() - page.width() / 2) < 20


def test_a_line_of_a_wide_page_has_about_seventy_letters(page: PageEdit, window: QWidget) -> None:
    window.resize(1600, 500)
    page.set_text(text_from("the quick brown fox jumps over the lazy dog " * 10))
    assert LETTERS * 0.8 < page.document().firstBlock().layout().lineAt(0).textLength() < LETTERS * 1.35


def test_the_time_is_put_in_at_the_caret(page: PageEdit) -> None:
    page.insert_time_stamp(datetime(2010, 3, 4, 9, 5))  # noqa: DTZ001 - a time on the wall
    assert page.text().plain == "09:05 "
    page.insert_time_stamp()
    assert len(page.text().plain) == 12


def test_places_count_letters_not_units(page: PageEdit) -> None:
    text = text_of_runs([("A", [Run("😀😀x")])])
    page.set_text(text)
    assert page.go_to("A", 2)
    QTest.keyClicks(page, "-")
    assert page.text().plain == "😀😀-x"
    assert page.place() == ("A", 3)


def test_colours_come_from_the_palette(page: PageEdit, theme: Theme) -> None:
    page.insert_reference("person", "p1", "Dana")
    theme.choose(Appearance.DARK)
    image = page.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() - 20).lightness() < 40


def test_a_field_grows_with_what_is_written_and_scrolls_at_its_greatest(qtbot: QtBot) -> None:
    field = TextField(least_lines=1, most_lines=4)
    field.resize(300, field.height())
    qtbot.addWidget(field)
    field.show()
    one = field.height()
    QTest.keyClick(field, Qt.Key.Key_Return)
    two = field.height()
    assert two > one
    for _ in range(10):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert two < field.height() < 3 * two
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    field.set_text(EMPTY)
    assert field.height() == one
    assert field.sizeHint().height() == field.minimumSizeHint().height() == one
