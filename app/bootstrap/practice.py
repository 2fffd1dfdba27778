"""The practice review: made of its files like any other."""

from pathlib import Path

from app.storage.review_file import ReviewFile

PRACTICE_PASSPHRASE = "practice makes a quiet mind steady"


def make_practice_review(path: Path, passphrase: str) -> ReviewFile:
    raise NotImplementedError
