"""``casement report`` as a child process, on a real encrypted file, and its document in LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from app.bootstrap.cases import done
from app.bootstrap.reports import outline_named, outline_names, write_report
from app.domain.errors import ExportProblem
from app.domain.text import text_from
from app.services import circulation, episodes, review, vocabularies
from app.storage.review_file import ReviewFile
from tests.conftest import PASSPHRASE
from tests.services.a_review import CHILD, MARKER, make

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _act(path: Path, service: Callable[..., Any], *arguments: Any) -> None:
    file = ReviewFile.open(path, PASSPHRASE)
    try:
        done(file, lambda uow: service(uow, *arguments))
    finally:
        file.close()


@pytest.fixture(scope="module")
def filled(blank_review: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review file with something in it, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "Orchard.casement"
    shutil.copyfile(blank_review, path)
    file = ReviewFile.open(path, PASSPHRASE)

    def act(service: Callable[..., Any], *arguments: Any) -> Any:
        return done(file, lambda uow: service(uow, *arguments))

    make(act)
    file.close()
    return path


@pytest.fixture
def orchard(filled: Path, tmp_path: Path) -> Path:
    """A fresh copy of the filled review."""
    path = tmp_path / "Orchard.casement"
    shutil.copyfile(filled, path)
    return path


@pytest.fixture
def report(orchard: Path, tmp_path: Path) -> Run:
    def run(*more: str, out: str = "report.docx") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app", "report", str(orchard), "--out", str(tmp_path / out), "--passphrase-stdin"]
        return subprocess.run(
            [*command, *more], cwd=ROOT, input=f"{PASSPHRASE}\n", capture_output=True, encoding="utf-8", check=False
        )

    return run


def _text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _rename_first_episode(path: Path, title: str) -> None:
    def rename(uow: Any) -> None:
        from app.services.episode_rows import in_report_order

        episodes.rename(uow, in_report_order(uow.session)[0], title)

    _act(path, rename)


def test_the_report_is_written_and_noted(report: Run, orchard: Path, tmp_path: Path) -> None:
    ran = report()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Written:" in ran.stdout
    words = _text(tmp_path / "report.docx")
    assert words.index("The first visit") < words.index("The second move")
    assert MARKER not in words
    assert "Draft, confidential" in words
    file = ReviewFile.open(orchard, PASSPHRASE)
    with file.session() as session:
        (row,) = circulation.listed(session)
    file.close()
    assert (row.document, row.audience, row.version_label, len(row.sha256)) == ("report.docx", "pseudonym", "0.3", 64)


def test_a_report_that_was_not_written_leaves_no_note(report: Run, orchard: Path, tmp_path: Path) -> None:
    done = report("--out", str(tmp_path / "nowhere" / "report.docx"))
    assert done.returncode == 3
    assert "nowhere" in done.stderr
    with ReviewFile.open(orchard, PASSPHRASE) as file, file.session() as session:
        assert circulation.listed(session) == ()


def test_the_audience_and_the_outline_are_the_ones_asked_for(report: Run, tmp_path: Path) -> None:
    ran = report("--audience", "named", "--outline", "findings-only", "--final")
    assert ran.returncode == 0, ran.stderr
    words = _text(tmp_path / "report.docx")
    assert CHILD in words
    assert "Skeleton chronology" not in words
    assert "Draft, confidential" not in words


def test_names_typed_by_hand_are_listed_and_nothing_is_written(report: Run, orchard: Path, tmp_path: Path) -> None:
    _rename_first_episode(orchard, f"{MARKER} moves")
    ran = report()
    assert ran.returncode == 1
    assert f"{MARKER}  –  {MARKER} moves" in ran.stderr
    assert ran.stdout == ""
    assert not (tmp_path / "report.docx").exists()
    allowed = report("--allow-names")
    assert allowed.returncode == 0
    assert f"{MARKER}  –  {MARKER} moves" in allowed.stderr
    assert (tmp_path / "report.docx").exists()


def test_an_outline_that_is_not_known_is_answered_with_those_that_are(report: Run, tmp_path: Path) -> None:
    ran = report("--outline", "sonnet")
    assert ran.returncode == 2
    for key, _ in outline_names():
        assert key in ran.stderr
    assert outline_named("sonnet") is None
    assert not (tmp_path / "report.docx").exists()


def test_versions_with_names_and_without_never_share_a_file_name(report: Run) -> None:
    assert report().returncode == 0
    assert report().returncode == 3
    refused = report("--audience", "named", "--replace")
    assert refused.returncode == 3
    assert "another audience" in refused.stderr


def test_an_outline_that_cannot_be_read_is_a_problem_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.bootstrap.reports.load_outline", partial(_broken, "outline_not_understood"))
    with pytest.raises(ExportProblem):
        outline_named("learning-together")


def _broken(key: str, _name: str) -> None:
    raise ExportProblem(key, outline="x", what="y")


def test_a_review_that_can_only_be_read_is_reported_on_and_keeps_no_note(
    orchard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = outline_named("learning-together")
    assert outline is not None
    file = ReviewFile.open(orchard, PASSPHRASE)
    monkeypatch.setattr(type(file), "read_only", property(lambda _file: True), raising=False)
    assert write_report(file, outline, "role", tmp_path / "Role.docx", confidential=True) == ()
    with file.session() as session:
        assert circulation.listed(session) == ()
    file.close()
    assert "Health visitor" in _text(tmp_path / "Role.docx")


@pytest.mark.libreoffice
def test_libreoffice_opens_the_report(report: Run, orchard: Path, tmp_path: Path) -> None:
    _act(orchard, review.set_text, "summary", text_from("A long summary.\n“Quoted as a whole.”"))
    assert report().returncode == 0
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    asked = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "report.docx"),
    ]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    pdf = tmp_path / "report.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")


def test_the_report_follows_the_outline_as_the_review_has_it(orchard: Path, report: Run, tmp_path: Path) -> None:
    name = "outline:findings-only"
    _act(orchard, partial(vocabularies.set_entry, label="What the orchard taught"), name, "findings")
    _act(orchard, partial(vocabularies.set_entry, hidden=True), name, "summary")
    assert report("--outline", "findings-only").returncode == 0
    said = _text(tmp_path / "report.docx")
    assert "What the orchard taught" in said
    assert "The findings" not in said
    assert "The case in brief" not in said
