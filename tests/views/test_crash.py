"""The crash sheet: a bug is owned up to, and no word of the case is in what it shows."""

from __future__ import annotations

import sys
from types import TracebackType

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from app.views.crash import CrashReporter, CrashSheet, described
from app.views.main_window import MainWindow


def a_bug(name: str) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        int(name)
    except ValueError as problem:
        return type(problem), problem, problem.__traceback__
    raise AssertionError


def test_a_report_names_places_and_no_values() -> None:
    kind, _problem, trace = a_bug("Ellis Hartley")
    report = described(kind, trace)
    assert "ValueError" in report
    assert "tests/views/test_crash.py" in report
    assert "a_bug" in report
    assert "Ellis" not in report


def test_the_first_bug_is_shown_and_later_ones_are_counted(window: MainWindow, capsys: pytest.CaptureFixture[str]) -> None:
    reporter = CrashReporter(window)
    reporter.report(*a_bug("Ellis Hartley"))
    reporter.report(*a_bug("Zoe Quill"))
    sheets = window.findChildren(CrashSheet)
    assert len(sheets) == 1
    assert reporter.reported == 2
    shown = sheets[0].findChildren(QPlainTextEdit)[0].toPlainText()
    assert "ValueError" in shown
    printed = capsys.readouterr().err
    assert printed.count("ValueError") == 2
    assert "Ellis" not in shown + printed
    assert "Zoe" not in shown + printed
    sheets[0].try_accept()
    assert not sheets[0].isVisible()


def test_an_interrupt_from_the_terminal_is_no_bug(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_on: list[object] = []

    def keep(kind: object, _problem: object, _trace: object) -> None:
        handed_on.append(kind)

    monkeypatch.setattr(sys, "__excepthook__", keep)
    reporter = CrashReporter(window)
    reporter.report(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert handed_on == [KeyboardInterrupt]
    assert reporter.reported == 0
