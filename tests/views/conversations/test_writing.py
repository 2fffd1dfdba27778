"""Writing while listening, with real keys: drafts in time, signs, marks, undo, mentions, lock, a disk that refuses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import FileProblem
from app.domain.naming import NamingMode
from app.domain.text import EMPTY_ID, text_from
from app.services import conversation_rows, conversations, people
from app.services.conversation_rows import ConversationDetail
from app.storage.review_file import ReviewFile
from app.views.conversations.note_keys import NOTE_KEYS
from app.views.conversations.panel import ConversationPanel
from app.views.menus import COMMANDS
from app.views.text.page_edit import PageEdit
from app.workspace.drafts import DELAY
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE

Stored = Callable[[], ConversationDetail]
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = ("nobody", "had", "read", "the", "minutes", "because", "they", "came", "to", "the", "wrong", "house")


def alt(page: PageEdit, letter: str) -> None:
    QTest.keyClick(page, letter.lower(), ALT)


def write(page: PageEdit, words: str) -> None:
    for number, line in enumerate(words.split("\n")):
        if number:
            QTest.keyClick(page, Qt.Key.Key_Return)
        QTest.keyClicks(page, line)


def undo(page: PageEdit) -> None:
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)


def refuse(workspace: Workspace, on: bool) -> None:
    """Have the file refuse every write, as a disk does that went read-only."""
    connection = workspace.file.engine.raw_connection()
    connection.cursor().execute(f"PRAGMA query_only = {'ON' if on else 'OFF'}")
    connection.close()


def test_a_new_conversation_takes_one_key_and_the_caret_is_on_the_page(panel: ConversationPanel) -> None:
    panel.begin()
    first = panel.desk.conversation_id
    panel.side.show_sheet("list")
    panel.side.search.setFocus()
    QTest.keyClick(panel.side.search, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert panel.desk.page.hasFocus()
    assert panel.desk.conversation_id not in ("", first)
    assert panel.side.sheet == "ask"


def test_two_hundred_words_with_signs_and_marks_are_in_the_file_two_seconds_later(
    qtbot: QtBot, page: PageEdit, panel: ConversationPanel, workspace: Workspace, review_path: Path, tmp_path: Path
) -> None:
    write(page, "\n".join(" ".join(WORDS[:10]) for _ in range(20)))
    alt(page, "Q")
    alt(page, "1")
    alt(page, "5")
    write(page, " And then the last words.")
    assert workspace.drafts.pending
    with qtbot.waitSignal(workspace.saved, timeout=DELAY + 500):
        pass
    note, conversation_id = page.text(), panel.desk.conversation_id
    copy = tmp_path / "Copy.casement"
    shutil.copyfile(review_path, copy)
    with ReviewFile.open(copy, PASSPHRASE) as file, file.session() as session:
        detail = conversation_rows.detail(session, conversation_id)
    assert detail.note == note
    assert len(detail.note.plain.split()) == 205
    assert [(row.kind, row.words.plain) for row in detail.passages] == [("quotation", " ".join(WORDS[:10]))]
    assert detail.signs == {note.paragraphs[-1].id: ("told-freely", "now")}


def test_no_listening_key_is_another_key_of_the_window() -> None:
    keys = {key.keys for key in NOTE_KEYS}
    menus = {f"Alt+{letter}" for letter in "FEVH"}
    assert len(keys) == len(NOTE_KEYS)
    assert keys.isdisjoint(menus | {command.keys for command in COMMANDS.values()})


def test_each_sign_has_its_key_and_rivals_take_turns(page: PageEdit, panel: ConversationPanel, stored: Stored) -> None:
    write(page, "Nobody rang.")
    for letter in "1324":
        alt(page, letter)
    [paragraph] = page.text().paragraphs
    assert stored().signs == {paragraph.id: ("after-prompt", "then")}
    assert panel.desk.strip.button("after-prompt").isChecked()
    assert not panel.desk.strip.button("told-freely").isChecked()
    alt(page, "4")
    assert stored().signs == {paragraph.id: ("after-prompt",)}
    write(page, "\n")
    assert not panel.desk.strip.button("after-prompt").isChecked()


def test_a_sign_before_the_first_letter_stays_with_the_paragraph(page: PageEdit, stored: Stored) -> None:
    alt(page, "1")
    assert page.paragraph_at_caret() != EMPTY_ID
    write(page, "It was raining.")
    assert stored().signs == {page.text().paragraphs[0].id: ("told-freely",)}


def test_each_kind_of_passage_has_its_key(page: PageEdit, stored: Stored, panel: ConversationPanel) -> None:
    for number, letter in enumerate("QCAGUW"):
        write(page, f"{chr(10) if number else ''}Words {number}.")
        alt(page, letter)
    assert [(row.kind, row.words.plain) for row in stored().passages] == [
        (kind, f"Words {number}.") for number, kind in enumerate(conversations.KINDS)
    ]
    assert len(panel.side.passages.view.rows.rows) == 6


def test_the_same_key_takes_the_mark_off_again(page: PageEdit, stored: Stored) -> None:
    write(page, "Nobody rang.")
    alt(page, "Q")
    alt(page, "Q")
    assert not stored().passages
    assert not stored().note.mark_ids()
    page.selectAll()
    alt(page, "Q")
    cursor = page.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    alt(page, "Q")
    assert sorted(row.words.plain for row in stored().passages) == ["Nobody", "Nobody rang."]
    page.reveal_mark(next(row.mark_id for row in stored().passages if row.words.plain == "Nobody"))
    alt(page, "Q")
    assert [row.words.plain for row in stored().passages] == ["Nobody rang."]


def test_there_is_nothing_to_mark_in_an_empty_paragraph(page: PageEdit, stored: Stored) -> None:
    alt(page, "Q")
    alt(page, "L")
    assert not stored().passages


def test_undo_goes_back_through_acts_and_words_in_the_order_they_were_done(page: PageEdit, stored: Stored) -> None:
    write(page, "Nobody rang.")
    alt(page, "Q")
    write(page, " Later they did.")
    undo(page)
    assert page.text().plain == "Nobody rang."
    assert stored().passages
    undo(page)
    assert not stored().passages
    assert not page.text().mark_ids()
    assert not page.mark_kinds()
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    [row] = stored().passages
    assert page.text().marked(row.mark_id) == "Nobody rang."
    assert page.mark_kinds() == {row.mark_id: "quotation"}
    undo(page)
    undo(page)
    assert page.text().empty
    assert stored().note.empty


def test_the_time_stands_where_it_was_asked_for(page: PageEdit) -> None:
    alt(page, "T")
    assert page.text().plain[2] == ":"


def test_the_strip_does_by_mouse_what_the_keys_do(page: PageEdit, panel: ConversationPanel, stored: Stored) -> None:
    write(page, "Nobody rang.")
    for name in ("told-freely", "factor"):
        QTest.mouseClick(panel.desk.strip.button(name), Qt.MouseButton.LeftButton)
    assert stored().passages[0].kind == "factor"
    assert list(stored().signs.values()) == [("told-freely",)]
    assert page.hasFocus()


def test_people_are_mentioned_by_name_or_alias_and_shown_as_the_naming_says(
    page: PageEdit, workspace: Workspace, ids: tuple[str, ...], stored: Stored
) -> None:
    write(page, "Then @HV1")
    QTest.keyClick(page, Qt.Key.Key_Return)
    write(page, " came.")
    workspace.drafts.save_all()
    assert [reference.id for reference in stored().note.references()] == [ids[0]]
    width = page.document().idealWidth()
    workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert page.document().idealWidth() != width
    workspace.set_naming_mode(NamingMode.NAMED)
    renamed = people.PersonFields("Dana Whitlock-Ashdown")
    workspace.perform("Rename", partial(people.change, person_id=ids[0], fields=renamed))
    assert page.document().idealWidth() > width
    assert page.text().shown(workspace.naming) == "Then Dana Whitlock-Ashdown came."


def test_the_draft_is_committed_when_the_page_is_left(page: PageEdit, panel: ConversationPanel, stored: Stored) -> None:
    write(page, "Nobody rang.")
    panel.header.place.setFocus()
    assert stored().note.plain == "Nobody rang."
    assert not panel.desk.page.dirty


def test_typing_is_one_step_until_the_page_is_left(
    page: PageEdit, panel: ConversationPanel, workspace: Workspace, stored: Stored
) -> None:
    for words in ("One. ", "Two. ", "Three."):
        write(page, words)
        workspace.drafts.save_all()
    panel.header.place.setFocus()
    page.setFocus()
    write(page, " Four.")
    workspace.drafts.save_all()
    workspace.undo()
    assert stored().note.plain == page.text().plain == "One. Two. Three."
    workspace.undo()
    assert stored().note.empty


def test_locking_in_the_middle_of_a_word_keeps_it_and_the_panel_forgets(
    page: PageEdit, panel: ConversationPanel, workspace: Workspace, review_path: Path
) -> None:
    conversation_id = panel.desk.conversation_id
    write(page, "She was about to say")
    assert workspace.drafts.pending
    assert workspace.close(locked=True)
    assert page.text().empty
    assert not page.document().isUndoAvailable()
    assert not panel.side.list.rows.rows
    assert not panel.side.skeleton.rows.rows
    with ReviewFile.open(review_path, PASSPHRASE) as file, file.session() as session:
        assert conversation_rows.detail(session, conversation_id).note.plain == "She was about to say"


def test_a_draft_that_the_disk_refuses_stays_and_is_told(
    page: PageEdit, panel: ConversationPanel, workspace: Workspace, stored: Stored
) -> None:
    write(page, "Kept. ")
    workspace.drafts.save_all()
    told = QSignalSpy(workspace.failed)
    refuse(workspace, True)
    write(page, "Refused.")
    assert not workspace.drafts.save_all()
    alt(page, "Q")
    panel.begin()
    assert [type(told.at(number)[0]) for number in range(told.count())] == [FileProblem] * 3
    assert page.text().plain == "Kept. Refused."
    assert workspace.drafts.pending
    refuse(workspace, False)
    assert stored().note.plain == "Kept. "
    assert workspace.drafts.save_all()
    assert stored().note.plain == "Kept. Refused."


def test_a_mark_that_the_disk_refuses_is_taken_off_the_page(page: PageEdit, workspace: Workspace, stored: Stored) -> None:
    write(page, "Nobody rang.")
    workspace.drafts.save_all()
    refuse(workspace, True)
    alt(page, "Q")
    refuse(workspace, False)
    assert not page.text().mark_ids()
    assert not stored().passages
    assert not workspace.drafts.pending


def test_nothing_is_written_where_there_is_no_conversation(panel: ConversationPanel, workspace: Workspace) -> None:
    panel.desk.press(NOTE_KEYS[0])
    assert panel.desk.save_draft()
    assert not workspace.drafts.pending


def test_a_note_typed_for_an_hour_grows_the_file_by_no_more_than_itself(
    workspace: Workspace, page: PageEdit, review_path: Path
) -> None:
    paragraph = " ".join(WORDS * 6)
    page.insert_text(text_from("\n".join(paragraph for _ in range(20 * 5))))
    workspace.drafts.save_all()
    note = len(page.text().to_json().encode()) + len(page.text().plain.encode())
    before = review_path.stat().st_size
    sizes: list[int] = []
    for number in range(200):
        page.type_letters(f"{number} ")
        assert workspace.drafts.pending
        workspace.drafts.save_all()
        sizes.append(review_path.stat().st_size)
    spare = 4 * 4096  # pages for the words added meanwhile
    assert sizes[-1] - sizes[0] <= spare, "once there is room for a second copy, further commits use it again"
    assert sizes[-1] - before <= note + spare
    assert workspace.undo_label == "Write note"
