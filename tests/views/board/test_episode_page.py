"""The page of an episode: what is written is kept, what is linked can be followed, nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.naming import NamingMode
from app.domain.text import text_from
from app.services import chronology, episode_rows, episodes
from app.storage.review_file import ReviewFile
from app.views.board.episode_page import EpisodePage
from app.views.links import mime_of
from tests.conftest import PASSPHRASE
from tests.support.dropping import drag_out, drag_over, drop_on
from tests.support.full_disk import MUCH, full_disk
from tests.views.board.conftest import Board

Keys = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(board: Board, qtbot: QtBot) -> EpisodePage:
    """The page of "Transfer", opened from the board with Enter."""
    board.panel.lanes.choose(board.ids["Transfer"])
    lane = board.panel.lanes.focused()
    assert lane is not None
    qtbot.keyClick(lane.view, Keys.Key_Return)
    assert board.panel.page.isVisible()
    return board.panel.page


def stored(board: Board, title: str = "Transfer") -> episode_rows.EpisodeDetail:
    return board.workspace.read(lambda session: episode_rows.detail(session, board.ids[title]))


def test_what_is_written_is_kept_on_leaving_the_field_and_is_one_step(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    field = page.sections["what_happened"].field
    assert field.hasFocus()
    qtbot.keyClicks(field, "The case was passed on")
    assert stored(board).texts["what_happened"].plain == ""
    board.workspace.drafts.save_all()
    qtbot.keyClicks(field, " in June")
    page.sections["good"].field.setFocus()
    assert stored(board).texts["what_happened"].plain == "The case was passed on in June"
    board.workspace.undo()
    assert field.text().plain == ""


def test_esc_keeps_what_was_typed_and_goes_back_to_the_card(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.sections["what_happened"].field, "Passed on")
    qtbot.keyClick(page.sections["what_happened"].field, Keys.Key_Escape)
    assert not page.isVisible()
    assert stored(board).texts["what_happened"].plain == "Passed on"
    assert board.panel.lanes.chosen_id() == board.ids["Transfer"]
    assert board.panel.lanes.focused() is not None


def test_title_and_period_are_kept_as_given(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    page.title.setFocus()
    page.title.selectAll()
    qtbot.keyClicks(page.title, "Transfer between teams")
    qtbot.keyClick(page.title, Keys.Key_Return)
    page.period.setFocus()
    qtbot.keyClicks(page.period, "3 to 5 May 2010")
    qtbot.keyClick(page.period, Keys.Key_Return)
    held = stored(board)
    assert (held.title, held.period.text, held.period.known) == ("Transfer between teams", "3 to 5 May 2010", True)
    assert not page._understood.isVisible()
    page.period.clear()
    qtbot.keyClicks(page.period, "when the leaves were down")
    qtbot.keyClick(page.period, Keys.Key_Return)
    assert stored(board).period.text == "when the leaves were down"
    assert page._understood.isVisible()


def test_a_title_can_not_be_emptied(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    page.title.setFocus()
    page.title.clear()
    with qtbot.waitSignal(board.workspace.failed):
        qtbot.keyClick(page.title, Keys.Key_Return)
    assert page.title.text() == "Transfer"


def test_accounts_stand_in_columns_and_are_kept(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    for words, voice in (("ines", "Ines Falk"), ("housing", "Housing")):
        page.accounts.add_button.click()
        qtbot.keyClicks(page.picker._field, words)
        qtbot.keyClick(page.picker._field, Keys.Key_Return)
        column = page.accounts.columns[-1]
        assert column.section.field.hasFocus()
        assert column.section.field.accessibleName() == voice
        qtbot.keyClicks(column.section.field, f"As {words} tells it")
    assert page.save()
    assert [account.body.plain for account in stored(board).accounts] == ["As ines tells it", "As housing tells it"]
    board.workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert page.accounts.columns[0].section.field.accessibleName() == "Health visitor"
    page.accounts.removed.emit(page.accounts.columns[0].id)
    assert len(page.accounts.columns) == 1
    board.workspace.undo()
    assert [column.section.field.text().plain for column in page.accounts.columns] == [
        "As ines tells it", "As housing tells it"
    ]  # fmt: skip


def test_what_is_linked_is_shown_followed_and_taken_away(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    board.do(episodes.link, board.ids["Transfer"], "event", (board.ids["event 1"], board.ids["event 0"]))
    board.do(episodes.link, board.ids["Transfer"], "passage", (board.ids["passage"],))
    assert [row.item.id for row in page.events.rows] == [board.ids["event 0"], board.ids["event 1"]]
    with qtbot.waitSignal(page.open_event_requested) as asked:
        qtbot.keyClick(page.events.rows[0], Keys.Key_Return)
    assert asked.args == [board.ids["event 0"]]
    with qtbot.waitSignal(board.panel.open_passage_requested) as asked:
        qtbot.mouseClick(page.passages.rows[0], Qt.MouseButton.LeftButton)
    assert asked.args == [board.ids["passage"]]
    assert "Nobody had rung" in page.passages.rows[0].item.words
    qtbot.waitUntil(page.events.rows[0].isVisible)
    page.events.rows[0].setFocus()
    qtbot.keyClick(page.events.rows[0], Keys.Key_Delete)
    assert [row.item.id for row in page.events.rows] == [board.ids["event 1"]]
    assert page.events.rows[0].hasFocus()
    qtbot.keyClick(page.events.rows[0], Keys.Key_Down)
    assert not page.events.rows[0].hasFocus()


def test_factors_are_added_changed_and_taken_away(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    page.add_factor_button.click()
    form = page.form
    form.heading.setCurrentIndex(form.heading.findData("national"))
    form.heading.activated.emit(form.heading.currentIndex())
    assert form.level.currentData() == "national"
    form.weight.choose("3")
    qtbot.keyClicks(form.words, "Guidance counts days")
    qtbot.keyClick(form.words, Keys.Key_Return, CTRL)
    assert not form.isVisible()
    added = stored(board).factors[0]
    assert (added.framework_key, added.level, added.weight) == ("national", "national", 3)
    assert added.body.plain == "Guidance counts days"
    qtbot.keyClick(page.factors.rows[1], Keys.Key_Return)
    assert form.draft().body.plain == "A limit shown in red."
    form.effect.setCurrentIndex(form.effect.findData("both"))
    form.keep_button.click()
    assert stored(board).factors[1].effect == "both"
    assert len(page.factors.rows) == 2
    qtbot.keyClick(page.factors.rows[1], Keys.Key_Delete)
    assert len(page.factors.rows) == 1


def test_a_factor_without_words_is_refused_and_the_form_stays(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    page.add_factor_button.click()
    with qtbot.waitSignal(board.workspace.failed):
        page.form.keep_button.click()
    assert page.form.isVisible()
    qtbot.keyClick(page.form.words, Keys.Key_Escape)
    assert not page.form.isVisible()
    assert page.isVisible()


def test_the_link_key_works_on_the_page(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    field = page.sections["standard"].field
    field.setFocus()
    qtbot.keyClick(field, Keys.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    picker = board.panel.picker
    assert picker.isVisible()
    qtbot.keyClicks(picker._field, "rung")
    qtbot.keyClick(picker._field, Keys.Key_Return)
    assert [row.item.id for row in page.passages.rows] == [board.ids["passage"]]


def test_an_episode_that_goes_takes_its_page_along(board: Board, page: EpisodePage) -> None:
    board.do(episodes.add, board.ids["lane 0"], "Fresh")
    fresh = board.panel.lanes.order()[0][-1]
    board.panel.open_episode(fresh)
    assert page.title.text() == "Fresh"
    board.workspace.undo()
    assert not page.isVisible()
    assert page.episode_id == ""
    board.panel.open_episode("gone")
    assert not page.isVisible()


def test_an_episode_put_into_the_bin_takes_its_page_along(board: Board, page: EpisodePage) -> None:
    board.do(episodes.put_in_bin, board.ids["Transfer"])
    assert not page.isVisible()


def test_lock_keeps_what_was_typed_and_leaves_no_word(board: Board, page: EpisodePage, qtbot: QtBot) -> None:
    board.do(episodes.add_account, board.ids["Transfer"], board.ids["person"], None, text_from("Mine"))
    qtbot.keyClicks(page.sections["what_happened"].field, "Typed just now")
    path = board.workspace.path
    assert path is not None
    board.workspace.close(locked=True)
    assert page.title.text() == ""
    assert all(section.field.text().plain == "" for section in page.sections.values())
    assert (page.accounts.columns, page.factors.rows) == ((), ())
    board.workspace.take(ReviewFile.open(path, PASSPHRASE))
    assert stored(board).texts["what_happened"].plain == "Typed just now"


def test_good_and_problematic_stand_under_each_other_in_a_narrow_panel(board: Board, page: EpisodePage) -> None:
    good, problematic = page.sections["good"], page.sections["problematic"]
    assert good.y() == problematic.y()
    board.panel.resize(360, 700)
    QApplication.sendPostedEvents()
    page._area.widget().layout().activate()
    assert page._beside.direction() == page._beside.Direction.TopToBottom


def test_what_is_dropped_on_the_page_is_linked_as_on_the_card(board: Board, page: EpisodePage) -> None:
    event = board.do(chronology.add_event, when="3 May 2010", what=text_from("Nobody came."))
    assert isinstance(event, str)
    place = page.rect().center()
    before = [each.id for each in stored(board).events]
    assert drag_over(page, place, mime_of("event", [event]))
    assert page.drop.frame.isVisible()
    assert not drag_over(page, place, mime_of("conversation", ["0" * 32]))
    assert not page.drop.frame.isVisible()
    assert drop_on(page, place, mime_of("conversation", ["0" * 32])) is None
    drag_over(page, place, mime_of("event", [event]))
    drag_out(page)
    assert not page.drop.frame.isVisible()
    assert drop_on(page, place, mime_of("event", [event])) == Qt.DropAction.CopyAction
    assert sorted(each.id for each in stored(board).events) == sorted([*before, event])
    assert len(page.events.rows) == len(before) + 1
    board.workspace.undo()
    assert [each.id for each in stored(board).events] == before


def test_a_drop_on_a_text_of_the_page_links_and_writes_nothing(board: Board, page: EpisodePage) -> None:
    made = [board.do(chronology.add_event, what=text_from(words)) for words in ("Nobody came.", "Nobody rang.")]
    for event, field in zip(made, (page.sections["good"].field.viewport(), page.title), strict=True):
        drop_on(field, field.rect().center(), mime_of("event", [str(event)]))
        assert event in [each.id for each in stored(board).events]
    assert page.title.text() == "Transfer"
    assert page.sections["good"].field.text().plain == ""


def test_a_factor_begun_and_not_kept_is_kept_at_lock(
    board: Board, page: EpisodePage, qtbot: QtBot, review_path: Path
) -> None:
    before = len(stored(board).factors)
    page.add_factor_button.click()
    page.form.weight.choose("3")
    qtbot.keyClicks(page.form.words, "Guidance counts days")
    assert board.workspace.close(locked=True)
    assert page.form.words.text().empty
    board.workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    factors = stored(board).factors
    assert len(factors) == before + 1
    assert ("Guidance counts days", 3) in {(factor.body.plain, factor.weight) for factor in factors}


def test_a_factor_that_was_only_opened_or_emptied_is_left_as_it_was_at_lock(
    board: Board, page: EpisodePage, qtbot: QtBot, review_path: Path
) -> None:
    before = stored(board).factors
    qtbot.keyClick(page.factors.rows[0], Keys.Key_Return)
    page.form.words.selectAll()
    qtbot.keyClick(page.form.words, Keys.Key_Delete)
    assert board.workspace.close(locked=True)
    board.workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    assert stored(board).factors == before


def test_nothing_closes_over_a_factor_that_the_disk_refuses(board: Board, page: EpisodePage) -> None:
    page.add_factor_button.click()
    page.form.words.insertPlainText(f"Guidance {MUCH}")
    with full_disk(board.workspace.file):
        assert not board.workspace.close(locked=True)
        assert page.form.isVisible()
        assert page.form.words.text().plain == f"Guidance {MUCH}"
    assert board.workspace.drafts.save_all()
    assert f"Guidance {MUCH}" in {factor.body.plain for factor in stored(board).factors}
    assert not page.form.isVisible()
