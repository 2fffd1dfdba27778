"""``casement chronology`` and ``casement blank`` as a child process, on a real encrypted file."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from app.bootstrap.cases import done
from app.domain.text import text_from
from app.services import chronology, circulation
from app.storage.review_file import ReviewFile
from tests.conftest import PASSPHRASE
from tests.services.a_review import CHILD, MARKER, PRIVATE, Made, make

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def orchard(blank_review: Path, tmp_path: Path) -> tuple[Path, Made]:
    """A review file with something in it."""
    path = tmp_path / "Orchard.casement"
    shutil.copyfile(blank_review, path)
    with ReviewFile.open(path, PASSPHRASE) as file:

        def act(service: Callable[..., Any], *arguments: Any) -> Any:
            return done(file, lambda uow: service(uow, *arguments))

        made = make(act)
    return path, made


@pytest.fixture
def run(orchard: tuple[Path, Made], tmp_path: Path) -> Run:
    def run(out: str, *more: str, command: str = "chronology") -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "app", command, str(orchard[0]), "--out", str(tmp_path / out)]
        return subprocess.run(
            [*line, *more, "--passphrase-stdin"],
            cwd=ROOT, input=f"{PASSPHRASE}\n", capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return run


def test_each_ending_gives_its_form_and_a_note(run: Run, orchard: tuple[Path, Made], tmp_path: Path) -> None:
    for out in ("a.docx", "a.xlsx", "a.csv"):
        said = run(out, "--audience", "role", "--skeleton")
        assert said.returncode == 0, said.stderr
        assert out in said.stdout
        assert stat.S_IMODE((tmp_path / out).stat().st_mode) == 0o600
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.worksheets[0].max_row == 3
    words = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "starts school" in words
    assert "Not in the skeleton" not in words
    assert MARKER not in words
    assert PRIVATE not in words
    assert len(Document(str(tmp_path / "a.docx")).tables[0].rows) == 3
    with ReviewFile.open(orchard[0], PASSPHRASE) as file, file.session() as session:
        assert {row.document: row.audience for row in circulation.listed(session)} == {
            "a.docx": "role",
            "a.xlsx": "role",
            "a.csv": "role",
        }
    again = run("a.csv", "--skeleton")
    assert again.returncode == 3
    assert "--replace" in again.stderr


def test_a_prompt_sheet_about_one_person(run: Run, tmp_path: Path) -> None:
    said = run("p.docx", "--prompt-sheet", "--about", CHILD)
    assert said.returncode == 0, said.stderr
    assert "Prompt sheet: Child T" in "\n".join(each.text for each in Document(str(tmp_path / "p.docx")).paragraphs)
    unknown = run("q.docx", "--prompt-sheet", "--about", "Nobody Known")
    assert unknown.returncode == 3
    assert "Nobody Known" in unknown.stderr
    assert not (tmp_path / "q.docx").exists()


@pytest.mark.parametrize("arguments", [("a.pdf",), ("a.xlsx", "--prompt-sheet")])
def test_an_ending_that_says_nothing_is_an_argument_that_is_off(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert said.returncode == 2
    assert ".docx" in said.stderr


def test_names_stop_it_unless_allowed(run: Run, orchard: tuple[Path, Made], tmp_path: Path) -> None:
    path, made = orchard
    with ReviewFile.open(path, PASSPHRASE) as file:
        done(file, lambda uow: chronology.set_what(uow, made.events[0], text_from(f"{CHILD} moved.")))
    said = run("n.csv")
    assert said.returncode == 1
    assert f"{CHILD}  –  Chronology › June 2011" in said.stderr
    assert not (tmp_path / "n.csv").exists()
    allowed = run("n.csv", "--allow-names", "--final")
    assert allowed.returncode == 0
    assert CHILD in allowed.stderr
    assert CHILD in (tmp_path / "n.csv").read_text(encoding="utf-8-sig")


def test_a_blank_return_is_written_filled_in_and_taken_in(run: Run, orchard: tuple[Path, Made], tmp_path: Path) -> None:
    said = run("blank.xlsx", "--agency", "Harn Valley Homes", command="blank")
    assert said.returncode == 0, said.stderr
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    for at, text in enumerate(("early May 2011", "", "", "Tenancy begins.", "", "", "Tenancy file"), start=1):
        book["Chronology"].cell(2, at, text or None)
    book.save(tmp_path / "filled.xlsx")
    command = [sys.executable, "-m", "app", "import", str(orchard[0]), str(tmp_path / "filled.xlsx"), "--passphrase-stdin"]
    taken = subprocess.run(command, cwd=ROOT, input=f"{PASSPHRASE}\n", capture_output=True, encoding="utf-8", check=False)
    assert "filled.xlsx: 1 taken in" in taken.stdout
    assert "early May 2011" not in taken.stdout


def test_a_blank_return_names_nobody_unless_told(run: Run, tmp_path: Path) -> None:
    said = run("b.docx", "--agency", "Police", "--reference", f"On {CHILD}", command="blank")
    assert said.returncode == 1
    assert CHILD in said.stderr
    assert not (tmp_path / "b.docx").exists()
    named = run("b.docx", "--agency", "Police", "--person", CHILD, "--reference", "R1", command="blank")
    assert named.returncode == 0
    assert f"concerns {CHILD}" in "\n".join(each.text for each in Document(str(tmp_path / "b.docx")).paragraphs)
    assert run("b.csv", "--agency", "Police", command="blank").returncode == 2
