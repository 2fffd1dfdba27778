"""A hundred words a minute never wait, on a note of twenty pages."""

from __future__ import annotations

import time
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.text import text_from
from app.views.text import conversion
from app.views.text.page_edit import PageEdit

FRAME = 0.016


@pytest.fixture
def page(qtbot: QtBot) -> PageEdit:
    page = PageEdit()
    qtbot.addWidget(page)
    page.set_text(text_from("\n".join(" ".join(f"word{n % 7}" for n in range(50)) for _ in range(200))))
    page.resize(1000, 700)
    page.show()
    for place in range(100, 900, 90):
        cursor = page.textCursor()
        cursor.setPosition(place)
        cursor.setPosition(place + 50, cursor.MoveMode.KeepAnchor)
        page.setTextCursor(cursor)
        page.mark_selection(f"m{place}", "quotation")
    cursor.setPosition(500)
    page.setTextCursor(cursor)
    page.text()
    return page


def test_a_key_takes_less_than_a_frame_and_reads_no_text(page: PageEdit, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    runs_of = conversion.runs_of
    monkeypatch.setattr(conversion, "runs_of", lambda block: read.append(1) or runs_of(block))
    times: list[float] = []
    for letter in "nobody had told her ":
        begun = time.process_time()
        QTest.keyClick(page, Qt.Key.Key_Space) if letter == " " else QTest.keyClicks(page, letter)
        QApplication.sendPostedEvents()
        times.append(time.process_time() - begun)
    assert median(times) < FRAME
    assert read == []
    page.text()
    assert read == [1]


def test_the_text_of_a_long_note_is_there_within_a_frame(page: PageEdit) -> None:
    QTest.keyClicks(page, "x")
    begun = time.process_time()
    assert len(page.text().paragraphs) == 200
    assert time.process_time() - begun < FRAME
