"""The corpus: every file read as it stands in ``tests/corpus/expected.toml``, row by row, none lost."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.documents.returns.reader import read_pasted, read_return
from app.domain.date_context import DateContext, date
from app.domain.dates import DateKind, UncertainDate
from app.domain.return_plans import propose_plans
from app.domain.return_rows import ReadRow, SetAside, read_rows
from app.domain.returns import ParsedReturn
from tests.corpus import excel, texts, word
from tests.corpus.making import FILES

CORPUS = Path(word.__file__).parent
EXPECTED: dict[str, Any] = tomllib.loads((CORPUS / "expected.toml").read_text("utf-8"))
CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))
PASSWORDS = {"protected.docx": "harbour lights"}


def parsed(name: str) -> ParsedReturn:
    """Read a file of the corpus, made here or kept; markup as it was pasted."""
    kept = CORPUS / "files" / name
    if kept.suffix == ".html":
        return read_pasted(kept.read_text("utf-8"), "")
    made = FILES[name]() if name in FILES else kept.read_bytes()
    return read_pasted(*made) if isinstance(made, tuple) else read_return(name, made, password=PASSWORDS.get(name, ""))


def when(given: UncertainDate) -> str:
    """The date as understood: its kind where it isn't plain, its precision, its ends."""
    kind = "" if given.kind is DateKind.ON else f"{given.kind} "
    low, high = ((f"{side:%Y-%m-%d %H:%M}" if side else "…") for side in (given.earliest, given.latest))
    if not given.known:
        return "unknown"
    if given.precision == "time":
        return f"{kind}{low}" if low == high else f"{kind}{low} to {high}"
    return f"{kind}{given.precision} {low[:10]}" + ("" if low[:10] == high[:10] else f" to {high[:10]}")


def line(row: ReadRow) -> str:
    """A row as the corpus says it: "date | as given | what | source | who | others", or the reason it was set aside."""
    told = "".join(f" {{{each.key}}}" for each in row.remarks)
    if isinstance(row, SetAside):
        return f"({row.reason}){told}"
    beside = "; ".join(f"{heading}: {text}" for heading, text in row.others)
    asked = "".join(f" [{question}]" for question in row.questions)
    count = "" if row.sequence is None else f"#{row.sequence:g} "
    parts = (f"{count}{when(row.when)}{asked}", row.when.text, row.what, row.source, row.who, beside)
    return " | ".join(parts).replace("\n", " / ").rstrip(" |") + told


def described(whole: ParsedReturn) -> dict[str, Any]:
    """All that the corpus says of a file."""
    rows = read_rows(whole, propose_plans(whole), CONTEXT)
    assert len(rows) == whole.row_count
    said: dict[str, Any] = {"rows": [line(row) for row in rows]}
    if remarks := [str(each) for each in whole.remarks]:
        said["remarks"] = remarks
    if about := [f"{table.title}: {each}" for table in whole.tables for each in table.remarks]:
        said["tables"] = about
    if whole.tracked:
        before = whole.before_changes()
        said["before_changes"] = [line(row) for row in read_rows(before, propose_plans(before), CONTEXT)]
    return said


def test_the_corpus_is_whole() -> None:
    kept = {path.name for path in (CORPUS / "files").iterdir()}
    assert set(FILES) | kept == set(EXPECTED)
    assert not set(FILES) & kept
    assert len(EXPECTED) >= 40
    assert all(maker.__doc__ for maker in FILES.values())
    assert {maker.__module__ for maker in FILES.values()} == {each.__name__ for each in (word, excel, texts)}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_of_the_corpus(name: str) -> None:
    assert described(parsed(name)) == EXPECTED[name]
