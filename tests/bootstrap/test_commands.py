"""The commands as a user gives them: what they say, what they leave, and their exit status."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from sqlalchemy import func, select

from app import cli
from app.bootstrap import returns
from app.bootstrap.cases import done
from app.bootstrap.practice import PRACTICE_PASSPHRASE
from app.cli import COMMANDS, DONE, NOT_DONE, SOMETHING_LEFT, WRONG_ARGUMENTS
from app.domain.errors import PasswordNeeded
from app.domain.text import text_from
from app.models import SourceDocument
from app.services import chronology, event_rows, people
from app.storage.backups import backups_of
from app.storage.review_file import ReviewFile
from tests.conftest import PASSPHRASE

Run = Callable[..., "subprocess.CompletedProcess[str]"]


# -- practice and check -----------------------------------------------------------------------------------------------


def test_the_practice_review_is_made_and_sound(casement: Run, tmp_path: Path) -> None:
    path = tmp_path / "Practice.casement"
    made = casement("practice", "--out", path, passphrase="seven small boats")
    assert (made.returncode, made.stdout, made.stderr) == (DONE, f"Made: {path}\n", "")
    checked = casement("check", path, passphrase="seven small boats")
    assert checked.returncode == DONE
    assert "Nothing was found amiss." in checked.stdout
    again = casement("practice", "--out", path, passphrase="seven small boats")
    assert again.returncode == NOT_DONE
    assert "never writes over a file" in again.stderr


@pytest.mark.parametrize(
    ("sort", "says"),
    [
        ("wrong passphrase", "The passphrase doesn't open “Orchard.casement”"),
        ("no review", "“Orchard.casement”"),
        ("empty", "“Orchard.casement”"),
        ("missing", "“Orchard.casement”"),
    ],
)
def test_a_file_that_can_t_be_opened_is_said_in_a_sentence(casement: Run, review_path: Path, sort: str, says: str) -> None:
    if sort == "no review":
        review_path.write_bytes(b"PK\x03\x04" * 3000)
    elif sort == "empty":
        review_path.write_bytes(b"")
    elif sort == "missing":
        review_path.unlink()
    answer = casement("check", review_path, passphrase="not this one" if sort == "wrong passphrase" else PASSPHRASE)
    assert answer.returncode == NOT_DONE
    assert answer.stderr.startswith("casement: ")
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""


def test_a_damaged_page_is_found(casement: Run, practice_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "Damaged.casement"
    data = bytearray(practice_path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    path.write_bytes(data)
    answer = casement("check", path, passphrase=PRACTICE_PASSPHRASE)
    assert answer.returncode in {SOMETHING_LEFT, NOT_DONE}
    assert "amiss" not in answer.stdout
    assert "Traceback" not in answer.stderr
    assert answer.stdout + answer.stderr


# -- import -----------------------------------------------------------------------------------------------------------


ROWS = [("Date", "What happened"), ("3 May 2011", "Rang the school"), ("22 May 2011", "Saw her at home")]


def write(path: Path, rows: list[tuple[str, str]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    elif path.suffix == ".docx":
        document = Document()
        table = document.add_table(rows=0, cols=2)
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
        document.save(str(path))
    else:
        between = "\t" if path.suffix == ".tsv" else ","
        path.write_text("\n".join(between.join(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".csv", ".tsv"])
def test_a_return_of_each_kind_is_taken_in(casement: Run, review_path: Path, tmp_path: Path, suffix: str) -> None:
    answer = casement("import", review_path, write(tmp_path / f"Housing{suffix}", ROWS), passphrase=PASSPHRASE)
    assert (answer.returncode, answer.stderr) == (DONE, "")
    assert f"Housing{suffix}: 2 taken in, 0 set aside" in answer.stdout
    with ReviewFile.open(review_path, PASSPHRASE) as file, file.session() as session:
        assert [(row.name, row.events) for row in people.agencies(session)] == [("Housing", 2)]
    assert [backup.reason.value for backup in backups_of(review_path)] == ["import"]


def test_what_is_left_is_listed_and_the_status_says_so(casement: Run, review_path: Path, tmp_path: Path) -> None:
    rows = [*ROWS, ("4 June 2011", ""), ("before Easter or so", "A letter")]
    answer = casement("import", review_path, write(tmp_path / "Housing.xlsx", rows), passphrase=PASSPHRASE)
    assert answer.returncode == SOMETHING_LEFT
    assert "3 taken in, 1 set aside" in answer.stdout
    assert "row 4: Nothing is said of what happened" in answer.stdout
    assert "row 5: “before Easter or so”. " in answer.stdout


def test_a_row_that_goes_on_from_the_one_above_leaves_nothing(casement: Run, review_path: Path, tmp_path: Path) -> None:
    rows = [*ROWS, ("4 June 2011", "The house was"), ("", "cold that day.")]
    answer = casement("import", review_path, write(tmp_path / "Housing.xlsx", rows), passphrase=PASSPHRASE)
    assert (answer.returncode, answer.stderr) == (DONE, "")
    assert "Housing.xlsx: 3 taken in, 0 set aside" in answer.stdout


def test_a_second_return_of_an_agency_known_in_other_letters_is_its_own(
    casement: Run, review_path: Path, tmp_path: Path
) -> None:
    first = write(tmp_path / "one.csv", ROWS)
    second = write(tmp_path / "two.csv", [ROWS[0], ("1 July 2011", "Moved")])
    for path, name in ((first, "Harn Homes"), (second, " HARN homes")):
        assert casement("import", review_path, path, "--agency", name, passphrase=PASSPHRASE).returncode == DONE
    with ReviewFile.open(review_path, PASSPHRASE) as file, file.session() as session:
        assert [(row.name, row.events) for row in people.agencies(session)] == [("Harn Homes", 3)]
    again = casement("import", review_path, first, passphrase=PASSPHRASE)
    assert again.returncode == NOT_DONE
    assert "was taken in before" in again.stderr


def test_a_file_that_can_t_be_read_changes_nothing(casement: Run, review_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "Housing.xlsx"
    path.write_bytes(b"PK\x03\x04 but no more")
    answer = casement("import", review_path, path, passphrase=PASSPHRASE)
    assert answer.returncode == NOT_DONE
    assert "Housing.xlsx" in answer.stderr
    assert "Traceback" not in answer.stderr
    with ReviewFile.open(review_path, PASSPHRASE) as file, file.session() as session:
        assert session.scalar(select(func.count()).select_from(SourceDocument)) == 0


def test_a_corrected_return_is_never_taken_in_silently(casement: Run, review_path: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "one.csv", [*ROWS, ("4 June 2011", "A letter")])
    assert casement("import", review_path, first, "--agency", "Homes", passphrase=PASSPHRASE).returncode == DONE
    later = [ROWS[0], ROWS[1], ("22 May 2011", "Saw her and the baby at home"), ("1 July 2011", "Moved")]
    second = write(tmp_path / "two.csv", later)
    asked = casement("import", review_path, second, "--agency", "Homes", passphrase=PASSPHRASE)
    assert asked.returncode == NOT_DONE
    assert "looks like a corrected version of “one.csv”" in asked.stderr
    wrong = casement("import", review_path, second, "--corrects", "other.csv", passphrase=PASSPHRASE)
    assert (wrong.returncode, "These can be: “one.csv”." in wrong.stderr) == (NOT_DONE, True)
    two = casement("import", review_path, first, second, "--corrects", "one.csv", passphrase=PASSPHRASE)
    assert two.returncode == WRONG_ARGUMENTS
    answer = casement("import", review_path, second, "--corrects", "One.csv", passphrase=PASSPHRASE)
    assert (answer.returncode, answer.stderr) == (SOMETHING_LEFT, "")
    assert "two.csv: 1 taken in, 0 set aside" in answer.stdout
    assert "1 changed, 1 gone" in answer.stdout
    assert "No longer in the return, its event stays: line 4: 4 June 2011: A letter" in answer.stdout
    with ReviewFile.open(review_path, PASSPHRASE) as file, file.session() as session:
        assert [(row.name, row.events) for row in people.agencies(session)] == [("Homes", 4)]


def test_a_further_return_is_taken_in_beside_what_is_there(casement: Run, review_path: Path, tmp_path: Path) -> None:
    first, second = (
        write(tmp_path / name, [*ROWS, (day, "Rang")]) for name, day in (("1.csv", "9 May 2011"), ("2.csv", ""))
    )
    for path in (first, second):
        casement("import", review_path, path, "--agency", "Homes", "--further", passphrase=PASSPHRASE)
    with ReviewFile.open(review_path, PASSPHRASE) as file, file.session() as session:
        assert [row.events for row in people.agencies(session)] == [6]


def test_what_the_reviewer_edited_stays_and_is_said(casement: Run, review_path: Path, tmp_path: Path) -> None:
    casement("import", review_path, write(tmp_path / "one.csv", ROWS), passphrase=PASSPHRASE)
    with ReviewFile.open(review_path, PASSPHRASE) as file:
        with file.session() as session:
            event_id = event_rows.rows(session)[1].id
        done(file, partial(chronology.set_what, event_id=event_id, what=text_from("Seen at home, well")))
    later = write(tmp_path / "two.csv", [*ROWS[:2], ("22 May 2011", "Saw her at home with gran")])
    answer = casement("import", review_path, later, "--corrects", "one.csv", passphrase=PASSPHRASE)
    assert "Changed, but its event stays as you edited it: line 3: 22 May 2011: Saw her at home with gran" in answer.stdout


def test_a_protected_file_is_opened_with_its_password(
    review_file: ReviewFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crypto: Any = import_module("msoffcrypto.format.ooxml")
    plain = write(tmp_path / "plain.xlsx", ROWS)
    path = tmp_path / "protected.xlsx"
    with path.open("wb") as out:
        crypto.OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt("quiet-heron-42", out)
    with pytest.raises(PasswordNeeded):
        returns.take_in(review_file, path, returns.Wanted("Homes"))
    monkeypatch.setattr("getpass.getpass", lambda _words: "quiet-heron-42")
    taken = returns.take_in(review_file, path, returns.Wanted("Homes"), cli._password_of_file)  # pyright: ignore
    assert taken.taken == 2


# -- data out and back ------------------------------------------------------------------------------------------------


def test_everything_leaves_and_comes_back_equal(casement: Run, practice_path: Path, tmp_path: Path) -> None:
    first, second, back = tmp_path / "first.json", tmp_path / "second.json", tmp_path / "Back.casement"
    out = casement("export-data", practice_path, "--out", first, passphrase=PRACTICE_PASSPHRASE)
    assert (out.returncode, out.stdout) == (DONE, f"Written, not encrypted: {first}\n")
    made = casement("read-data", first, "--out", back, passphrase="nine white geese walking")
    assert (made.returncode, made.stdout) == (DONE, f"Made: {back}\n")
    assert casement("export-data", back, "--out", second, passphrase="nine white geese walking").returncode == DONE
    assert json.loads(second.read_text(encoding="utf-8")) == json.loads(first.read_text(encoding="utf-8"))
    assert casement("check", back, passphrase="nine white geese walking").returncode == DONE


@pytest.mark.parametrize(
    "words", ["{", '{"casement": 99, "tables": {"a": []}}', "[]", '{"casement": 1, "tables": {"a": []}}', None]
)
def test_what_is_no_data_makes_no_review(casement: Run, tmp_path: Path, words: str | None) -> None:
    data, back = tmp_path / "data.json", tmp_path / "Back.casement"
    if words is not None:
        data.write_text(words, encoding="utf-8")
    answer = casement("read-data", data, "--out", back, passphrase="nine white geese walking")
    assert answer.returncode == NOT_DONE
    assert answer.stderr.startswith("casement: ")
    assert not list(tmp_path.glob("Back*"))


# -- help and arguments -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(casement: Run, command: str) -> None:
    told = casement(command, "--help")
    assert told.returncode == DONE
    assert told.stdout.startswith(f"usage: casement {command}")
    assert "--passphrase-stdin" in told.stdout
    assert casement("help", command).stdout == told.stdout


def test_the_overview_names_every_command(casement: Run) -> None:
    told = casement("--help")
    assert told.returncode == DONE
    assert all(f"\n   {command} " in told.stdout for command in COMMANDS)
    assert casement("help").stdout == told.stdout
    assert casement("--version").stdout.startswith("casement ")


def test_a_missing_argument_is_said(casement: Run) -> None:
    answer = casement("practice")
    assert answer.returncode == WRONG_ARGUMENTS
    assert "--out" in answer.stderr


def test_a_read_only_review_takes_nothing_in(casement: Run, review_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "Kept.casement"
    shutil.copyfile(review_path, copy)
    lock = ReviewFile.open(copy, PASSPHRASE)
    try:
        answer = casement("import", copy, write(tmp_path / "Housing.csv", ROWS), passphrase=PASSPHRASE)
    finally:
        lock.close()
    assert answer.returncode == NOT_DONE
    assert "Kept.casement" in answer.stderr


def test_an_unknown_command_is_refused(casement: Run, review_path: Path) -> None:
    answer = casement("inspect", review_path)
    assert answer.returncode == WRONG_ARGUMENTS
    assert answer.stderr.startswith("usage: casement ")
    assert "unrecognized arguments" in answer.stderr
    assert answer.stdout == ""
