"""What stands in the way of opening a review: each its own sentence, beside the passphrase, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.views.widgets.notice import Notice
from tests.journeys.journey import PASSPHRASE, Journey

HOLDER = """
import sys
from pathlib import Path
from app.storage.review_file import ReviewFile
with ReviewFile.open(Path(sys.argv[1]), sys.argv[2]):
    print("open", flush=True)
    sys.stdin.read()
"""


def said(journey: Journey, passphrase: str = PASSPHRASE) -> str:
    """What the unlock screen says after a try."""
    journey.unlock(passphrase)
    notice = journey.found(Notice, within=journey.window.unlock)
    assert not journey.workspace.is_open
    assert journey.window.unlock.isVisible()
    return notice.text


def test_a_wrong_passphrase_can_be_mended_at_once(journey: Journey, filled_review: Path) -> None:
    journey.ask_for(filled_review)
    assert "passphrase" in said(journey, "seven quiet herons over dry fields").lower()
    field = journey.found(QLineEdit, "Passphrase")
    assert field.hasFocus()
    assert field.selectedText() == field.text()
    journey.unlock()
    journey.until(lambda: journey.workspace.is_open)
    assert not journey.window.unlock.isVisible()


def test_a_damaged_file_is_told_from_a_wrong_passphrase(journey: Journey, filled_review: Path) -> None:
    content = bytearray(filled_review.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(40)
    filled_review.write_bytes(content)
    before = filled_review.read_bytes()
    journey.ask_for(filled_review)
    sentence = said(journey)
    assert "damaged" in sentence
    assert "backup" in sentence
    assert filled_review.read_bytes() == before


def test_a_file_open_in_another_program_says_so_and_opens_afterwards(journey: Journey, filled_review: Path) -> None:
    arguments = [sys.executable, "-c", HOLDER, str(filled_review), PASSPHRASE]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        journey.ask_for(filled_review)
        assert "open" in said(journey)
        assert holder.stdin is not None
        holder.stdin.close()
        holder.wait(10)
    field = journey.found(QLineEdit, "Passphrase")
    field.clear()
    journey.unlock()
    journey.until(lambda: journey.workspace.is_open)


@pytest.mark.parametrize("trouble", ["wrong", "damaged", "in use", "missing", "empty", "another kind"])
def test_every_trouble_has_a_sentence_of_its_own(trouble: str, journey: Journey, filled_review: Path, home: Path) -> None:
    sentences = {each: _sentence(each, journey, filled_review, home) for each in ("wrong", trouble)}
    assert len(set(sentences.values())) == (1 if trouble == "wrong" else 2)


def _sentence(trouble: str, journey: Journey, filled_review: Path, home: Path) -> str:
    path = Path(shutil.copyfile(filled_review, home / "Other.casement"))
    holder = None
    if trouble == "damaged":
        path.write_bytes(path.read_bytes()[:5000])
    elif trouble == "missing":
        path.unlink()
    elif trouble == "empty":
        path.write_bytes(b"")
    elif trouble == "another kind":
        path.write_bytes(b"PK\x03\x04" + b"a spreadsheet" * 900)
    elif trouble == "in use":
        arguments = [sys.executable, "-c", HOLDER, str(path), PASSPHRASE]
        holder = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert holder.stdout is not None
        holder.stdout.readline()
    try:
        journey.ask_for(path)
        return said(journey, "not at all this one" if trouble == "wrong" else PASSPHRASE)
    finally:
        if holder is not None:
            holder.communicate()
