"""The command line within this process: passphrases asked at the terminal, problems in a sentence, what is left."""

from __future__ import annotations

import io
import os
from functools import partial
from pathlib import Path

import pytest

from app.bootstrap import cases, returns
from app.cli import BUG, DONE, NOT_DONE, SOMETHING_LEFT, main
from app.services import imports, people, review
from app.storage.review_file import ReviewFile
from tests.conftest import PASSPHRASE


def answer(monkeypatch: pytest.MonkeyPatch, *passphrases: str) -> None:
    """Answer at the terminal."""
    left = list(passphrases)

    def ask(_prompt: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr("getpass.getpass", ask)


def test_a_new_passphrase_is_asked_twice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Practice.casement"
    answer(monkeypatch, "six slow boats", "six slow goats")
    assert main(["practice", "--out", str(path)]) == NOT_DONE
    assert "The two passphrases are not the same." in capsys.readouterr().err
    assert not path.exists()


def test_nothing_answered_is_nothing_done(
    monkeypatch: pytest.MonkeyPatch, review_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch)
    assert main(["check", str(review_path)]) == NOT_DONE
    assert capsys.readouterr().err.startswith("casement: ")


def test_a_review_is_examined_exported_and_read_back(
    monkeypatch: pytest.MonkeyPatch, review_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, PASSPHRASE, PASSPHRASE, PASSPHRASE, PASSPHRASE)
    data, back = tmp_path / "data.json", tmp_path / "Back.casement"
    with ReviewFile.open(review_path, PASSPHRASE) as file:
        cases.done(file, partial(review.start, title="Orchard", kind="scr", lanes=("Episodes",)))
    assert main(["check", str(review_path)]) == DONE
    assert main(["export-data", str(review_path), "--out", str(data)]) == DONE
    if os.name != "nt":
        assert data.stat().st_mode & 0o777 == 0o600
    assert main(["read-data", str(data), "--out", str(back)]) == DONE
    assert f"Made: {back}" in capsys.readouterr().out
    data.write_text("no JSON", encoding="utf-8")
    answer(monkeypatch, PASSPHRASE, PASSPHRASE)
    assert main(["read-data", str(data), "--out", str(tmp_path / "No.casement")]) == NOT_DONE
    assert "can't be read as exported data" in capsys.readouterr().err


def test_a_return_is_taken_in_and_what_is_left_is_listed(
    monkeypatch: pytest.MonkeyPatch, review_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Housing.csv"
    path.write_text("Date,What happened\n3 May 2011,Rang\n4 June 2011,\n5 May,Wrote\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE + "\n"))
    assert main(["import", str(review_path), str(path), "--agency", "Harn Homes", "--passphrase-stdin"]) == SOMETHING_LEFT
    out = capsys.readouterr().out
    assert "Housing.csv: 2 taken in, 1 set aside" in out
    assert "line 3: Nothing is said of what happened" in out
    assert "line 4: “5 May”. " in out


def test_columns_are_read_as_they_were_for_the_agency(review_file: ReviewFile, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("Date,Notes,More\n3 May 2011,Rang at length about it,Short\n", encoding="utf-8")
    second.write_text("Date,Notes,More\n4 May 2011,Wrote,A second line which is much longer\n", encoding="utf-8")
    assert returns.take_in(review_file, first, returns.Wanted("Homes")).taken == 1
    assert returns.take_in(review_file, second, returns.Wanted("HOMES ")).taken == 1
    with review_file.session() as session:
        (one,) = {row.id for row in people.agencies(session)}
        plans = imports.remembered_plans(session, one)
    assert [plan.headings for plan in plans] == [("Date", "Notes", "More")]


def test_a_new_review_has_its_lanes(tmp_path: Path) -> None:
    with cases.new_review(tmp_path / "New.casement", PASSPHRASE, "Orchard", "scr", ("One", "Two")) as file:
        examined = cases.examined(file)
    assert examined.sound
    assert "version" in examined.lines[0]


def test_help_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["--version"], ["help", "nothing"]):
        assert main(words) == DONE
    with pytest.raises(SystemExit):
        main(["help", "check"])
    assert "usage: casement check" in capsys.readouterr().out


def test_a_bug_is_owned_up_to_without_a_word_of_the_case(
    review_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrong(_file: object) -> None:
        raise ValueError("Marigold Thistlewood")

    monkeypatch.setattr(cases, "examined", wrong)
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE + "\n"))
    assert main(["check", str(review_path), "--passphrase-stdin"]) == BUG
    said = capsys.readouterr()
    assert "ValueError" in said.err
    assert "test_cli.py" in said.err
    assert "Marigold" not in said.err + said.out
    assert str(Path.home()) not in said.err


def test_a_file_whose_making_was_cut_off_is_told_by_check_and_report(
    monkeypatch: pytest.MonkeyPatch, blank_review: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Cut off.casement"
    path.write_bytes(blank_review.read_bytes())
    answer(monkeypatch, PASSPHRASE, PASSPHRASE)
    assert main(["check", str(path)]) == SOMETHING_LEFT
    said = capsys.readouterr().out
    assert "holds no review" in said
    assert "Nothing was found amiss" not in said
    assert main(["report", str(path), "--out", str(tmp_path / "report.docx")]) == NOT_DONE
    assert "holds no review" in capsys.readouterr().err
    assert not (tmp_path / "report.docx").exists()
