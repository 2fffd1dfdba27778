"""The practice review's reports: written for every audience in every outline, and no name in those without names."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.bootstrap.practice import PRACTICE_PASSPHRASE
from app.bootstrap.reports import outline_named, outline_names, write_report
from app.domain.names_left import SHORTEST
from app.services.naming import known_people
from app.storage.review_file import ReviewFile

OUTLINES = tuple(key for key, _ in outline_names())

FORMS_OF_ADDRESS = {"mrs", "miss"}
"""Parts of aliases that stand before any name."""


@pytest.fixture(scope="module")
def practice(practice_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewFile]:
    copy = Path(shutil.copyfile(practice_path, tmp_path_factory.mktemp("reported") / "Practice.casement"))
    with ReviewFile.open(copy, PRACTICE_PASSPHRASE) as file:
        yield file


def written(file: ReviewFile, key: str, audience: str, folder: Path) -> Path:
    outline = outline_named(key)
    assert outline is not None
    to = folder / f"{key} {audience}.docx"
    assert write_report(file, outline, audience, to, confidential=True) == ()
    return to


def private_names(file: ReviewFile) -> set[str]:
    """Whole names, first and last names, and aliases that are names, but for the words people may be shown by."""
    with file.session() as session:
        people = known_people(session)
    public = {word.casefold() for person in people for words in person.public for word in (words, *words.split())}
    names = {part for person in people for name in person.names for part in (name, *name.split())}
    public |= FORMS_OF_ADDRESS
    return {name for name in names if len(name) >= SHORTEST and name[0].isupper() and name.casefold() not in public}


def words_in(path: Path) -> str:
    """All letters of every part of a document, its XML taken away but for what attributes say."""
    with ZipFile(path) as package:
        parts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(html.unescape(re.sub(r"</w:p>|<w:br/>", "\n", part)) for part in parts)


@pytest.mark.parametrize("audience", ["pseudonym", "role", "named"])
@pytest.mark.parametrize("key", OUTLINES)
def test_it_is_written(practice: ReviewFile, tmp_path: Path, key: str, audience: str) -> None:
    assert written(practice, key, audience, tmp_path).stat().st_size > 5000


@pytest.mark.parametrize("audience", ["pseudonym", "role"])
@pytest.mark.parametrize("key", OUTLINES)
def test_nobody_is_named_in_any_part(practice: ReviewFile, tmp_path: Path, key: str, audience: str) -> None:
    names = private_names(practice)
    assert len(names) > 80
    letters = words_in(written(practice, key, audience, tmp_path))
    split = re.sub(r"<[^>]*>", "", letters)
    found = {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", letters + split)}
    assert found == set()


def test_the_same_search_finds_the_names_where_people_are_named(practice: ReviewFile, tmp_path: Path) -> None:
    letters = re.sub(r"<[^>]*>", "", words_in(written(practice, "learning-together", "named", tmp_path)))
    assert sum(name in letters for name in private_names(practice)) > 40


@pytest.mark.libreoffice
def test_libreoffice_lays_it_out(practice: ReviewFile, tmp_path: Path) -> None:
    document = written(practice, "learning-together", "pseudonym", tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    asked = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(document)]
    subprocess.run(asked, check=True, capture_output=True, timeout=180)
    told = subprocess.run(
        ["pdftotext", str(document.with_suffix(".pdf")), "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert told.count("\f") > 20
    assert "The findings in detail" in told
