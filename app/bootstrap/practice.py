"""The practice review: made of its agencies' files as any review is made of a user's."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from app.bootstrap.cases import done, made
from app.documents.returns.gate import read_file
from app.documents.returns.reader import read_return
from app.domain.practice_content import load_practice
from app.domain.resources import resource_path
from app.domain.returns import ParsedReturn
from app.services import practice
from app.storage.review_file import ReviewFile

PRACTICE_PASSPHRASE: Final = "six herons stand beside the harbour"
"""Known to everybody: nothing in the practice review is real."""


def make_practice_review(path: Path, passphrase: str) -> ReviewFile:
    """Make the practice review at a path; where that fails, nothing is left behind."""
    content = load_practice()
    returns = {row["return_file"]: _read(row["return_file"]) for row in content.rows("agency")}

    def fill(file: ReviewFile) -> None:
        done(file, partial(practice.build, content=content, returns=returns))

    return made(path, passphrase, fill)


def _read(name: str) -> ParsedReturn:
    """Read one of our own files; a process of its own is for files that come from elsewhere."""
    return read_return(name, read_file(resource_path("practice", "returns", name)))
